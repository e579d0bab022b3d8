//! Limits of the server.

use aura_identity::clock::TOLERANCE;
use std::time::Duration;

/// Limits on requests and connections, so that no client can keep the others waiting.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Maximum number of open connections. When another one is accepted, the one that has waited
    /// longest is closed.
    pub connections: usize,
    /// Maximum number of requests that are processed at a time. Further ones are refused.
    pub requests: usize,
    /// Maximum length of the path and query of a request, in bytes.
    pub uri: usize,
    /// Maximum length of the request line and headers, in bytes: at least 8192.
    pub head: usize,
    /// Maximum length of a body with options, in bytes.
    pub body: usize,
    /// Maximum length of a body with a credential or presentation, in bytes.
    pub document: usize,
    /// Age up to which a cached status list is served without asking the chain for changes.
    pub cache: Duration,
    /// Timeout of all queries to the node for one credential or presentation.
    pub facts_time: Duration,
    /// Timeout for the head of a request to arrive, also on an idle connection.
    pub head_time: Duration,
    /// Timeout for a body to arrive.
    pub body_time: Duration,
    /// Timeout of one query to the node, connecting included.
    pub answer_time: Duration,
    /// Time after which a connection takes no further requests.
    pub connection_time: Duration,
    /// Timeout of a request in progress, once its connection or the server ends.
    pub grace: Duration,
    /// Age of the last final block from which on the node counts as lagging.
    pub lagging: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // By default, a process may open 1024 files.
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
