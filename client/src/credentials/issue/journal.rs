//! The journal of a batch: all that its credentials are made from. It is on the disk before
//! anything is signed, and until the output is written.

use super::{
    rows::{Format, Row},
    shuffle::Seed,
    terms::Terms,
};
use crate::{credentials::Problem, Error, Result};
use aura_primitives::credentials::Index;
use aura_wallet::{json, Commitment};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::{
    fmt,
    path::{Path, PathBuf},
};
use zeroize::{Zeroize, Zeroizing};

/// Version of a journal without a key for proofs.
const VERSION: u32 = 1;

/// Version of a journal with a key for proofs: something can be proven of its credentials.
const WITH_PROOFS: u32 = 2;

/// Contents of a journal. The seed keeps credentials from being guessed, so the file has mode 600,
/// and the seed is zeroized on drop.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Journal {
    /// Version of the format.
    pub version: u32,
    /// Genesis hash of the chain.
    #[serde(with = "json::hex")]
    pub genesis: [u8; 32],
    /// Terms that all credentials have in common.
    pub terms: Terms,
    /// Source of the rows.
    pub rows: RowSource,
    /// Number of credentials.
    pub count: u32,
    /// Seed from which places, salts and nonces are derived.
    #[serde(with = "json::hex")]
    pub seed: Seed,
    /// The lowest index of the batch in its status list.
    pub first: Index,
    /// Merkle root of the batch in hexadecimal, once everything is signed.
    pub root: Option<String>,
}

/// Source of the rows of a batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum RowSource {
    /// A file with this SHA-256 digest.
    #[serde(rename_all = "camelCase")]
    File {
        /// Path of the file.
        path: PathBuf,
        /// Format of its rows.
        format: Format,
        /// SHA-256 of all its bytes.
        #[serde(with = "json::hex")]
        digest: [u8; 32],
    },
    /// A single row in the journal itself.
    One {
        /// DID of the subject.
        subject: String,
        /// Claims about the subject.
        claims: Map<String, Value>,
        /// The holder's commitment, for proofs.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            with = "json::optional_text"
        )]
        holder: Option<Commitment>,
    },
}

impl RowSource {
    /// Returns the row, if the journal itself has it.
    pub fn single(&self) -> Option<Row> {
        match self {
            Self::File { .. } => None,
            Self::One {
                subject,
                claims,
                holder,
            } => Some(Row {
                line: 1,
                subject: subject.clone(),
                claims: claims.clone(),
                holder: *holder,
            }),
        }
    }
}

impl Journal {
    /// Makes a journal without a root. The seed must be random.
    pub fn new(
        genesis: [u8; 32],
        terms: Terms,
        rows: RowSource,
        count: u32,
        first: Index,
        seed: Seed,
    ) -> Self {
        let version = match terms.proof_key {
            None => VERSION,
            Some(_) => WITH_PROOFS,
        };
        Self {
            version,
            genesis,
            terms,
            rows,
            count,
            seed,
            first,
            root: None,
        }
    }

    /// Moves the batch to other indices, because others anchored at those it had. It gets a new
    /// seed, which must be random, and loses its root.
    pub fn move_to(&mut self, first: Index, seed: Seed) {
        self.seed = seed;
        self.first = first;
        self.root = None;
    }

    /// Returns the Merkle root, once everything is signed.
    pub fn root(&self) -> Option<[u8; 32]> {
        let root = self.root.as_ref()?;
        const_hex::decode_to_array(root).ok()
    }

    /// Sets the Merkle root.
    pub fn set_root(&mut self, root: &[u8; 32]) {
        self.root = Some(const_hex::encode_prefixed(root));
    }

    /// Parses a journal. `path` names its file in errors.
    ///
    /// # Errors
    /// If the bytes are of a newer version, or are damaged.
    pub fn parse(bytes: &[u8], path: &Path) -> Result<Self> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }

        let damaged = |_| Problem::Journal(path.into());
        let Versioned { version } = serde_json::from_slice(bytes).map_err(damaged)?;
        if ![VERSION, WITH_PROOFS].contains(&version) {
            let path = path.into();
            return Err(Error::Newer { path, version });
        }
        let journal: Self = serde_json::from_slice(bytes).map_err(damaged)?;
        if journal.root.is_some() && journal.root().is_none() {
            return Err(Problem::Journal(path.into()).into());
        }
        Ok(journal)
    }

    /// Encodes the journal for its file.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn to_json(&self) -> Result<Zeroizing<Vec<u8>>> {
        Ok(json::encode(self)?)
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.seed.zeroize();
    }
}

/// Leaves out the seed and the claims about people.
impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal")
            .field("list", &self.terms.list)
            .field("first", &self.first)
            .field("count", &self.count)
            .field("root", &self.root)
            .finish_non_exhaustive()
    }
}
