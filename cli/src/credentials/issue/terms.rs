//! What all credentials of a batch have in common.

use super::rows::Row;
use aura_identity::{
    credential::Draft,
    data_integrity::{Cryptosuite, ProofConfig, ProofPurpose},
    DateTime,
};
use aura_primitives::{
    credentials::{view::SchemaView, Index, ListId, SchemaId},
    did::{Did, KeyIndex},
};
use aura_wallet::json;
use serde::{Deserialize, Serialize};

/// What all credentials of a batch have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Terms {
    /// Who issues them.
    #[serde(with = "json::text")]
    pub issuer: Did,
    /// The number of the issuer's key.
    pub key: KeyIndex,
    /// The number of the issuer's key for proofs, if something can be proven of one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_key: Option<KeyIndex>,
    /// How they are secured.
    pub suite: Cryptosuite,
    /// By which schema.
    #[serde(with = "json::text")]
    pub schema: SchemaId,
    /// In which list.
    pub list: ListId,
    /// Where the issuer serves its lists.
    pub status_base: Option<String>,
    /// When their proofs are made.
    pub created: DateTime,
    /// From when they hold.
    pub valid_from: DateTime,
    /// Until when.
    pub valid_until: Option<DateTime>,
}

impl Terms {
    /// The credential of a row.
    pub fn draft<'a>(&'a self, schema: &'a SchemaView, row: &'a Row, index: Index) -> Draft<'a> {
        Draft {
            schema,
            issuer: self.issuer,
            subject: &row.subject,
            claims: row.claims.clone(),
            list: self.list,
            index,
            status_base: self.status_base.as_deref(),
            valid_from: self.valid_from,
            valid_until: self.valid_until,
        }
    }

    /// How it is secured.
    pub fn proof(&self) -> ProofConfig {
        let method = format!("{}#key-{}", self.issuer, self.key);
        let mut config = ProofConfig::new(self.suite, ProofPurpose::AssertionMethod, method);
        config.created = Some(self.created);
        config
    }
}
