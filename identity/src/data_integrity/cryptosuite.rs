//! Cryptographic suites.

use super::DataIntegrityError;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Cryptographic suites of [Data Integrity EdDSA](https://www.w3.org/TR/vc-di-eddsa/): Ed25519 over
/// two SHA-256 hashes. They differ in the canonical form that is hashed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Cryptosuite {
    /// JSON Canonicalization Scheme: the JSON itself.
    #[serde(rename = "eddsa-jcs-2022")]
    EddsaJcs2022,
    /// RDF Dataset Canonicalization: the RDF dataset of the JSON-LD.
    #[serde(rename = "eddsa-rdfc-2022")]
    EddsaRdfc2022,
}

impl Cryptosuite {
    /// Both suites.
    pub const ALL: [Self; 2] = [Self::EddsaJcs2022, Self::EddsaRdfc2022];

    /// Identifier of the suite.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EddsaJcs2022 => "eddsa-jcs-2022",
            Self::EddsaRdfc2022 => "eddsa-rdfc-2022",
        }
    }

    /// Finds the suite with an identifier.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.name() == name)
    }

    /// Default suite for a document: `eddsa-rdfc-2022`, or `eddsa-jcs-2022` if the document has
    /// base directions, which RDF loses.
    pub fn for_document(document: &Value) -> Self {
        match refuse_directions(document) {
            Ok(()) => Self::EddsaRdfc2022,
            Err(_) => Self::EddsaJcs2022,
        }
    }
}

/// Refuses base directions of texts: conversion to RDF drops them, so `eddsa-rdfc-2022` cannot sign
/// them.
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

/// Canonical document and proof options, before they are hashed and signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HashData {
    /// Canonical document, without proofs.
    pub document: String,
    /// Canonical options of the proof.
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

    /// The signed bytes: the hash of the options, then the hash of the document.
    pub fn to_bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        let (config, document) = bytes.split_at_mut(32);
        config.copy_from_slice(&self.config_hash());
        document.copy_from_slice(&self.document_hash());
        bytes
    }
}
