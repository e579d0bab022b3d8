//! [Data Integrity](https://www.w3.org/TR/vc-data-integrity/): strict JSON, canonical forms, and
//! proofs of documents of any kind.

mod budget;
pub mod contexts;
mod cryptosuite;
mod error;
pub mod jcs;
pub(crate) mod multibase;
mod proof;
pub mod rdfc;
mod rdfc10;
mod secured;
pub(crate) mod types;

pub(crate) use budget::Budget;
pub use cryptosuite::{Cryptosuite, HashData};
pub(crate) use error::shown;
pub use error::DataIntegrityError;
pub(crate) use proof::{add_proof, secure, secure_plain};
pub use proof::{proofs, Proof, ProofConfig, ProofPurpose};
pub(crate) use secured::SecuredDocument;
