//! Records of the chain for a request and its answer: the queries, and their results.

use super::{read, Request};
use crate::credential;
use aura_primitives::{
    credentials::{ListId, StatusRoot},
    zkp::{KeyId, PreparedKey},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Queries that verification needs. Their results at one block are [`Facts`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Questions {
    /// DIDs, schemas, standings and lists.
    pub records: credential::Questions,
    /// Keys: `ZkpApi::key`, and membership in `ZkpApi::keys`.
    pub keys: BTreeSet<KeyId>,
    /// Roots of lists: `CredentialsApi::status_root` for the newest, the storage `StatusRoots` for
    /// earlier ones.
    pub roots: BTreeSet<ListId>,
}

impl Questions {
    /// Collects the queries of a request, and of an answer if there is one.
    ///
    /// A malformed document adds no queries; [`verify()`](super::verify()) reports it.
    pub fn of(request: &Value, answer: Option<&Value>) -> Self {
        let mut questions = Self::default();
        let Ok(request) = Request::read(request) else {
            return questions;
        };
        let records = &mut questions.records;
        records.dids.insert(request.verifier);
        records.schemas.insert(request.schema);
        let Some(Ok(answer)) = answer.map(read) else {
            return questions;
        };
        records.dids.insert(answer.issuer);
        records.standings.insert((request.schema, answer.issuer));
        records.lists.insert(answer.list);
        questions.roots.insert(answer.list);
        questions.keys.insert(KeyId {
            circuit: request.predicate.circuit(),
            version: answer.version,
        });
        questions
    }
}

/// Results of [`Questions`] at one block. A missing entry was not queried: checks that need it
/// fail. `None` means the chain has no such record.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Facts {
    /// DIDs, schemas, standings and lists.
    pub records: credential::Facts,
    /// Hash of the chain's first block.
    pub genesis: [u8; 32],
    /// Number of the block that was read.
    pub block: u32,
    /// True if the chain accepts proofs by development keys, which anyone can forge: its storage
    /// `AllowInsecureSetup`.
    pub allow_insecure_setup: bool,
    /// Verifying keys, by circuit and version.
    pub keys: BTreeMap<KeyId, Option<KeyFact>>,
    /// Status roots, current and superseded.
    pub roots: BTreeMap<ListId, Option<RootsFact>>,
}

/// A key of the chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyFact {
    /// Verifying key.
    pub key: PreparedKey,
    /// True if the key is in use: neither retired nor disabled, and past its notice period.
    pub active: bool,
}

/// Roots of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RootsFact {
    /// Newest root.
    pub current: StatusRoot,
    /// Earlier roots, each with the block that superseded it.
    pub superseded: Vec<(StatusRoot, u32)>,
    /// Block since which changes wait for the next root.
    pub pending_since: Option<u32>,
    /// Blocks for which a superseded root is still accepted: the chain's `StatusGrace`.
    pub grace: u32,
    /// Blocks for which changes may wait for a root.
    pub patience: u32,
}
