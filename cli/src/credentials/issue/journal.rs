//! What a batch follows from, on the disk from before anything is signed until the output is there.

use super::{
    rows::{Format, Row},
    shuffle::Seed,
    terms::Terms,
};
use crate::{credentials::Problem, private_file, wallet::Commitment, Error, Result};
use aura_primitives::credentials::Index;
use aura_wallet::json;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::{
    fmt,
    path::{Path, PathBuf},
};
use zeroize::Zeroize;

/// The version of what is written.
const VERSION: u32 = 1;

/// The version of what is written where something can be proven of the credentials.
const WITH_PROOFS: u32 = 2;

/// Bytes of a journal, at most: it may hold the row of one credential.
const MAX_BYTES: u64 = 256 * 1024;

/// All of it. The seed keeps credentials from being guessed, so the file has mode 600, and the seed is
/// wiped when this is dropped.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Journal {
    /// The version of the form.
    pub version: u32,
    /// The genesis hash of the chain.
    #[serde(with = "json::hex")]
    pub genesis: [u8; 32],
    /// What all have in common.
    pub terms: Terms,
    /// Where the rows are.
    pub rows: Written,
    /// How many.
    pub count: u32,
    /// What places and salts follow from.
    #[serde(with = "json::hex")]
    pub seed: Seed,
    /// The lowest of their indices.
    pub first: Index,
    /// The root, once everything is signed.
    pub root: Option<String>,
}

/// Where rows are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Written {
    /// In a file of this SHA-256.
    #[serde(rename_all = "camelCase")]
    File {
        path: PathBuf,
        format: Format,
        #[serde(with = "json::hex")]
        digest: [u8; 32],
    },
    /// Here.
    One {
        subject: String,
        claims: Map<String, Value>,
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            with = "json::optional_text"
        )]
        holder: Option<Commitment>,
    },
}

impl Written {
    /// The row, if there is but one.
    pub fn one(&self) -> Option<Row> {
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
    /// A new one.
    pub fn new(
        genesis: [u8; 32],
        terms: Terms,
        rows: Written,
        count: u32,
        first: Index,
    ) -> Result<Self> {
        let version = match terms.proof_key {
            None => VERSION,
            Some(_) => WITH_PROOFS,
        };
        Ok(Self {
            version,
            genesis,
            terms,
            rows,
            count,
            seed: random()?,
            first,
            root: None,
        })
    }

    /// The same credentials at other indices: those were taken by others.
    pub fn move_to(&mut self, first: Index) -> Result<()> {
        self.seed = random()?;
        self.first = first;
        self.root = None;
        Ok(())
    }

    /// The root, once everything is signed.
    pub fn root(&self) -> Option<[u8; 32]> {
        let root = self.root.as_ref()?;
        const_hex::decode_to_array(root).ok()
    }

    /// Notes the root.
    pub fn set_root(&mut self, root: &[u8; 32]) {
        self.root = Some(const_hex::encode_prefixed(root));
    }

    /// Reads it.
    ///
    /// # Errors
    /// If there is none, or it is not understood.
    pub fn read(path: &Path) -> Result<Self> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }
        if !path.exists() {
            return Err(Problem::NoJournal(path.into()).into());
        }
        let bytes = private_file::read(path, MAX_BYTES)?;
        let damaged = |_| Problem::Journal(path.into());
        let Versioned { version } = serde_json::from_slice(&bytes).map_err(damaged)?;
        if ![VERSION, WITH_PROOFS].contains(&version) {
            let path = path.into();
            return Err(Error::Newer { path, version });
        }
        let journal: Self = serde_json::from_slice(&bytes).map_err(damaged)?;
        if journal.root.is_some() && journal.root().is_none() {
            return Err(Problem::Journal(path.into()).into());
        }
        Ok(journal)
    }

    /// Writes a new one to the disk.
    ///
    /// # Errors
    /// If there is one already, or it cannot be written.
    pub fn create(&self, path: &Path) -> Result<()> {
        private_file::create(path, &json::encode(self)?)
    }

    /// Writes it to the disk in the place of the old one.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        private_file::replace(path, &json::encode(self)?)
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.seed.zeroize();
    }
}

/// Without the seed, and without what is stated of people.
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

fn random() -> Result<Seed> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| Error::Randomness(error.into()))?;
    Ok(seed)
}
