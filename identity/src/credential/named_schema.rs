//! Schemas, as credentials name them.

use super::claims;
use aura_primitives::{credentials::SchemaId, did::Did};

/// Reference of a credential to its schema.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedSchema {
    /// Owner of the schema, as the credential states it.
    pub owner: Did,
    /// Identifier of the schema.
    pub id: SchemaId,
    /// Digest of the JSON Schema, as multibase.
    pub digest: String,
}

impl NamedSchema {
    /// DID URL of the schema.
    pub fn url(&self) -> String {
        claims::schema_url(&self.owner, &self.id)
    }
}
