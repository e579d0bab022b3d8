//! Credentials, presentations and status lists, and how they are verified.

mod batch;
mod bitstring;
mod claims;
pub mod contexts;
mod draft;
mod error;
mod inclusion;
pub mod json;
mod multibase;
mod proof;
pub mod rdf;
mod status;

pub use batch::{leaf, Batch, BatchBuilder, Hash, Path};
pub use bitstring::Bitstring;
pub use claims::{context, inline_context, schema_url};
pub use draft::{presentation, Draft};
pub use error::CredentialError;
pub use inclusion::Inclusion;
pub use proof::{proofs, secure, Cryptosuite, HashData, Proof, ProofConfig, ProofPurpose};
pub use status::{
    bits, status_entries, status_list_url, StatusEntry, StatusListCredential, StatusPurpose,
};

/// Credentials of a presentation, at most.
pub const PRESENTED: usize = 16;
