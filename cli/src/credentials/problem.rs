//! What can be wrong with credentials, and with what they rest on.

use aura_primitives::credentials::{ListId, SchemaError, SchemaId};
use std::path::PathBuf;

/// What is wrong, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// An argument that is not understood.
    #[error("{0}")]
    Argument(String),

    /// The wallet has none, or several, and none was named.
    #[error("this wallet has {0} DIDs of the network: name the one that is to act with --as")]
    Whose(usize),

    /// A document from which no schema can be made.
    #[error("{} gives no schema: {reason}", path.display())]
    Document {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },

    /// Claims that do not go together.
    #[error("no schema can be made of these claims: {0}")]
    Schema(#[from] SchemaError),

    /// The schema is there.
    #[error("the schema {0} is registered already: see `aura schema show {0}`")]
    SchemaExists(SchemaId),

    /// The chain has no such schema.
    #[error("the chain has no schema {0}: see that the node is of its network")]
    NoSchema(SchemaId),

    /// The chain has no such list.
    #[error("the chain has no status list {0}: see that the node is of its network")]
    NoList(ListId),

    /// The DID is not accredited.
    #[error("{did} is not accredited for the schema {schema}")]
    NotAccredited {
        /// Who.
        did: String,
        /// For what.
        schema: SchemaId,
    },
}
