//! What a server takes on.

use aura_identity::clock::TOLERANCE;
use std::time::Duration;

/// Bounds on requests and connections, so that no client can keep the others waiting.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at a time. For a further one, that is closed which has waited longest.
    pub connections: usize,
    /// Requests that are worked on at a time. Further ones are refused.
    pub requests: usize,
    /// Bytes of the path and query of a request.
    pub uri: usize,
    /// Bytes of a request before its body: at least 8192.
    pub head: usize,
    /// Bytes of a body with options.
    pub body: usize,
    /// Bytes of a body with a credential or presentation.
    pub document: usize,
    /// How long a status list is shown before the chain is asked whether it is still so.
    pub cache: Duration,
    /// How long a node may take to say all that a credential rests on.
    pub facts_time: Duration,
    /// How long the head of a request may take to come, also on a connection that lies idle.
    pub head_time: Duration,
    /// How long a body may take to come.
    pub body_time: Duration,
    /// How long a node may take to answer, connecting to it included.
    pub answer_time: Duration,
    /// How long a connection is used.
    pub connection_time: Duration,
    /// How long the request under way may take when a connection or the server ends.
    pub grace: Duration,
    /// The age of the last final block from which on the node counts as lagging.
    pub lagging: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // A process has 1024 files by default.
            connections: 960,
            requests: 64,
            uri: 8 * 1024,
            head: 16 * 1024,
            body: 8 * 1024,
            document: 256 * 1024,
            cache: Duration::from_secs(6),
            facts_time: Duration::from_secs(20),
            head_time: Duration::from_secs(10),
            body_time: Duration::from_secs(10),
            answer_time: Duration::from_secs(10),
            connection_time: Duration::from_secs(300),
            grace: Duration::from_secs(15),
            lagging: TOLERANCE,
        }
    }
}
