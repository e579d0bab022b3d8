//! Schemas as credentials name them.

use super::claims;
use aura_primitives::{credentials::SchemaId, did::Did};

/// A schema as a credential names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedSchema {
    /// Whose it is said to be.
    pub owner: Did,
    /// Its identifier.
    pub id: SchemaId,
    /// The digest of its JSON Schema, as text.
    pub digest: String,
}

impl NamedSchema {
    /// Its DID URL.
    pub fn url(&self) -> String {
        claims::schema_url(&self.owner, &self.id)
    }
}
