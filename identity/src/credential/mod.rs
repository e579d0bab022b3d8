//! Credentials, presentations and status lists, and how they are verified.

mod batch;
mod bitstring;
mod claims;
pub mod contexts;
mod draft;
mod error;
mod facts;
mod inclusion;
pub mod json;
mod multibase;
mod proof;
pub mod rdf;
mod report;
mod status;
mod verify;

pub use batch::{leaf, Batch, BatchBuilder, Hash, Path};
pub use bitstring::Bitstring;
pub use claims::{context, inline_context, schema_url};
pub use draft::{presentation, Draft};
use error::shown;
pub use error::CredentialError;
pub use facts::{Facts, NamedSchema, Questions};
pub use inclusion::Inclusion;
pub use proof::{proofs, secure, Cryptosuite, HashData, Proof, ProofConfig, ProofPurpose};
pub use report::{Check, CheckName, Failure, Outcome, Report};
pub use status::{
    bits, status_entries, status_list_url, StatusEntry, StatusListCredential, StatusPurpose,
};

pub use verify::{reading::is_presentation, verify, verify_bytes, Expected};

/// Credentials of a presentation, at most.
pub const PRESENTED: usize = 16;
