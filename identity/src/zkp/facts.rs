//! What the chain says of a request and of its answer: first what must be asked, then the answers.

use super::{read, Request};
use crate::credential;
use aura_primitives::{
    credentials::{ListId, StatusRoot},
    zkp::{KeyId, PreparedKey},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What must be known to verify. Whoever asks for all of it at one block has [`Facts`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Questions {
    /// DIDs, schemas, standings and lists.
    pub records: credential::Questions,
    /// Keys: `ZkpApi::key`, and whether each is among `ZkpApi::keys`.
    pub keys: BTreeSet<KeyId>,
    /// Roots of lists: `CredentialsApi::status_root` for the newest, the storage `StatusRoots` for
    /// those before.
    pub roots: BTreeSet<ListId>,
}

impl Questions {
    /// Those of a request, and of an answer to it. A wallet has none yet.
    ///
    /// What is malformed asks nothing; [`verify()`](super::verify()) says why.
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

/// The answers to [`Questions`], as of one block. What is missing was not asked, and a check that needs
/// it fails; what is `None` was asked, and there is none.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Facts {
    /// DIDs, schemas, standings and lists.
    pub records: credential::Facts,
    /// The hash of the chain's first block.
    pub genesis: [u8; 32],
    /// The number of the block that was read.
    pub block: u32,
    /// Whether the chain takes proofs that anybody can forge: its storage `AllowInsecureSetup`.
    pub allow_insecure_setup: bool,
    /// Keys.
    pub keys: BTreeMap<KeyId, Option<KeyFact>>,
    /// Roots of lists.
    pub roots: BTreeMap<ListId, Option<RootsFact>>,
}

/// A key of the chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyFact {
    /// The key.
    pub key: PreparedKey,
    /// True if proofs are checked with it: it is neither retired nor disabled, and its notice is over.
    pub active: bool,
}

/// The roots of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RootsFact {
    /// The newest.
    pub current: StatusRoot,
    /// Those before, each with the block in which the next one came.
    pub superseded: Vec<(StatusRoot, u32)>,
    /// The block since which changes wait for the next root.
    pub unsealed: Option<u32>,
    /// Blocks for which a root is taken after the next one came: the chain's `StatusGrace`.
    pub grace: u32,
    /// Blocks for which changes may wait: the chain's `CommitWithin`.
    pub patience: u32,
}
