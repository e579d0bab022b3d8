//! Zero-knowledge proofs about credentials: the suite `aura-groth16-2026`.
//!
//! - [`Binding`], [`Signed`]: the data that the issuer signs for proofs, read from the JSON of a
//!   credential.
//! - [`sign`], [`BaseProof`]: the issuer's proof, an entry in the proof set of the credential.
//! - [`Request`], [`AuthenticatedRequest`]: a verifier's request for a proof, and one whose
//!   verifier is authenticated.
//! - [`read`], [`AuthenticatedRequest::show`]: the presentation, whose credential is *derived*: it
//!   shows only the issuer, the schema and the proven predicate.
//! - [`Questions`], [`Facts`], [`verify()`]: the check that a presentation answers a request.
//! - [`Provable`], [`ProofRefusal`]: the holder's rules, from a credential to the statement.
//!
//! Proofs are made elsewhere, from a [`Signed`] and the [`AuthenticatedRequest::statement`]; the
//! crate `aura-zkp-core` defines the statement. The format is specified in
//! `docs/credential-format.md`.

mod answer;
mod authenticated_request;
mod base;
mod binding;
mod days;
mod derived;
mod error;
mod facts;
mod issuer;
mod packed;
mod pinned;
mod refusal;
mod request;
mod signed;
mod slots;
mod text;
mod verify;

pub use answer::{status_path, AnswerInputs, HolderAnswer, Provable};
pub use aura_primitives::zkp::NOBODY;
pub use authenticated_request::{AuthenticatedRequest, PresentedRecords};
pub use base::{sign, BaseProof};
pub use binding::{Binding, BINDING};
pub use days::calendar;
pub use derived::read;
pub use error::ZkpError;
pub use facts::{Facts, KeyFact, Questions, RootsFact};
pub use issuer::{check_accepted, check_list, check_standing, issuer_key};
pub use refusal::ProofRefusal;
pub use request::{Keys, Predicate, Request, Times};
pub use signed::Signed;
pub use slots::{slots, value};
pub use verify::{verify, verify_bytes, verify_bytes_expecting, verify_expecting, Expected};

/// Identifier of the suite.
pub const CRYPTOSUITE: &str = "aura-groth16-2026";
