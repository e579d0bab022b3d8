//! Terms: what all credentials of a batch have in common.

use super::rows::Row;
use crate::credentials::Problem;
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

/// Terms of a batch: what all of its credentials have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Terms {
    /// DID of the issuer.
    #[serde(with = "json::text")]
    pub issuer: Did,
    /// Number of the issuer's key.
    pub key: KeyIndex,
    /// Number of the issuer's key for proofs, if something can be proven of one of the credentials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_key: Option<KeyIndex>,
    /// Cryptosuite of their proofs.
    pub suite: Cryptosuite,
    /// Schema of the credentials.
    #[serde(with = "json::text")]
    pub schema: SchemaId,
    /// Status list of the credentials.
    pub list: ListId,
    /// URL at which the issuer serves its status lists; at its DID if there is none.
    pub status_base: Option<String>,
    /// Time at which their proofs are made.
    pub created: DateTime,
    /// Start of their validity period.
    pub valid_from: DateTime,
    /// End of their validity period; valid for ever if there is none.
    pub valid_until: Option<DateTime>,
}

impl Terms {
    /// Drafts the credential of a row, at this index.
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

    /// Returns the configuration of the proofs that secure the credentials.
    pub fn proof(&self) -> ProofConfig {
        let method = format!("{}#key-{}", self.issuer, self.key);
        let mut config = ProofConfig::new(self.suite, ProofPurpose::AssertionMethod, method);
        config.created = Some(self.created);
        config
    }
    /// Checks that something could be proven of credentials with these terms.
    ///
    /// # Errors
    /// If the schema has no slots, or the credentials have no end of validity.
    pub fn expect_provable(&self, schema: &SchemaView) -> Result<(), Problem> {
        if schema.claims.iter().all(|claim| claim.slot.is_none()) {
            return Err(Problem::NoSlots(schema.id));
        }
        if self.valid_until.is_none() {
            return Err(Problem::NoValidUntil);
        }
        Ok(())
    }
}
