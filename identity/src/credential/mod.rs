//! Credentials, presentations and status lists, and how they are verified.

mod batch;
mod bitstring;
pub mod contexts;
mod error;
pub mod json;
mod multibase;
mod proof;
pub mod rdf;

pub use batch::{leaf, Batch, BatchBuilder, Hash, Path};
pub use bitstring::Bitstring;
pub use error::CredentialError;
pub use proof::{proofs, secure, Cryptosuite, HashData, Proof, ProofConfig, ProofPurpose};
