//! What of a credential can be proven without showing it: the suite `aura-groth16-2026`.
//!
//! - [`Binding`], [`Signed`]: what the issuer signs, read out of the JSON of a credential.
//! - [`sign`], [`BaseProof`]: the issuer's proof, one more entry in the proof set of the credential.
//! - [`Request`], [`AuthenticatedRequest`]: what a verifier wants to be proven, and that it is this verifier.
//! - [`read`], [`AuthenticatedRequest::show`]: the presentation, whose credential is *derived*: it shows the issuer,
//!   the schema and what is proven, and nothing else.
//! - [`Questions`], [`Facts`], [`verify()`]: whether a presentation answers a request.
//!
//! Proofs are made elsewhere, from a [`Signed`] and a statement of [`AuthenticatedRequest::statement`]; what they
//! prove is defined by the crate `aura-zkp-core`. The format is specified in
//! `docs/credential-format.md`.

mod authenticated_request;
mod base;
mod binding;
mod days;
mod derived;
mod error;
mod facts;
mod packed;
mod pinned;
mod request;
mod signed;
mod slots;
mod text;
mod verify;

pub use aura_primitives::zkp::NOBODY;
pub use authenticated_request::{AuthenticatedRequest, PresentedRecords};
pub(crate) use base::issuer_key;
pub use base::{sign, BaseProof};
pub use binding::{Binding, BINDING};
pub use derived::read;
pub use error::ZkpError;
pub use facts::{Facts, KeyFact, Questions, RootsFact};
pub use request::{Keys, Predicate, Request, Times};
pub use signed::Signed;
pub use slots::{slots, value};
pub use verify::{verify, verify_bytes, verify_bytes_expecting, verify_expecting, Expected};

/// The identifier of the suite.
pub const CRYPTOSUITE: &str = "aura-groth16-2026";
