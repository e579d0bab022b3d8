//! Cryptographic suites.

use super::DataIntegrityError;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The cryptographic suites of [Data Integrity EdDSA](https://www.w3.org/TR/vc-di-eddsa/): Ed25519
/// over two hashes. They differ in what is hashed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Cryptosuite {
    /// The JSON, by the JSON Canonicalization Scheme.
    #[serde(rename = "eddsa-jcs-2022")]
    EddsaJcs2022,
    /// What the JSON-LD means, by RDF Dataset Canonicalization.
    #[serde(rename = "eddsa-rdfc-2022")]
    EddsaRdfc2022,
}

impl Cryptosuite {
    /// Both.
    pub const ALL: [Self; 2] = [Self::EddsaJcs2022, Self::EddsaRdfc2022];

    /// Its identifier.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EddsaJcs2022 => "eddsa-jcs-2022",
            Self::EddsaRdfc2022 => "eddsa-rdfc-2022",
        }
    }

    /// The suite with this identifier.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.name() == name)
    }

    /// The suite for a document where none was asked for: `eddsa-rdfc-2022`, and `eddsa-jcs-2022` for
    /// one with base directions, which RDF would lose.
    pub fn for_document(document: &Value) -> Self {
        match refuse_directions(document) {
            Ok(()) => Self::EddsaRdfc2022,
            Err(_) => Self::EddsaJcs2022,
        }
    }
}

/// The base direction of a text is lost on the way to RDF, so the suite cannot sign it.
pub(super) fn refuse_directions(value: &Value) -> Result<(), DataIntegrityError> {
    match value {
        Value::Object(members) if members.contains_key("@direction") => {
            Err(DataIntegrityError::UndefinedTerm("@direction".into()))
        }
        Value::Object(members) => members.values().try_for_each(refuse_directions),
        Value::Array(items) => items.iter().try_for_each(refuse_directions),
        _ => Ok(()),
    }
}

/// What is signed, before it is hashed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HashData {
    /// The canonical document.
    pub document: String,
    /// The canonical options of the proof.
    pub config: String,
}

impl HashData {
    /// SHA-256 of the canonical document.
    pub fn document_hash(&self) -> [u8; 32] {
        Sha256::digest(&self.document).into()
    }

    /// SHA-256 of the canonical options.
    pub fn config_hash(&self) -> [u8; 32] {
        Sha256::digest(&self.config).into()
    }

    /// What is signed: the hash of the options, and behind it that of the document.
    pub fn to_bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        let (config, document) = bytes.split_at_mut(32);
        config.copy_from_slice(&self.config_hash());
        document.copy_from_slice(&self.document_hash());
        bytes
    }
}
