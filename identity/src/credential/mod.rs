//! Credentials, presentations and status lists, and how they are verified.

mod batch;
mod bitstring;
pub(crate) mod claims;
pub mod contexts;
pub(crate) mod draft;
mod error;
mod facts;
mod inclusion;
pub mod json;
mod model;
pub(crate) mod multibase;
pub(crate) mod proof;
pub mod rdf;
mod rdfc10;
pub(crate) mod report;
mod status;
pub(crate) mod verify;

pub use batch::{leaf, Batch, BatchBuilder, Hash, Path};
pub use bitstring::Bitstring;
pub use claims::{context, inline_context, provable_context, schema_url};
pub use draft::{presentation, Draft};
pub(crate) use error::shown;
pub use error::CredentialError;
pub use facts::{Facts, NamedSchema, Questions};
pub use inclusion::Inclusion;
pub(crate) use model::validity;
pub use proof::{proofs, secure, Cryptosuite, HashData, Proof, ProofConfig, ProofPurpose};
pub use report::{Check, CheckName, Failure, Outcome, Report, Warning};
pub use status::{
    bits, status_entries, status_list_url, StatusEntry, StatusListCredential, StatusPurpose,
};

pub use verify::{reading::is_presentation, verify, verify_bytes, Expected};

/// Credentials of a presentation, at most.
pub const PRESENTED: usize = 16;
