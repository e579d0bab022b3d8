//! What a proof of Aura says, the hashes and signatures it is about, and how it is checked.
//!
//! - [`hash`], [`poseidon`], [`tags`]: the hashes, each use of one under its own tag.
//! - [`value`], [`date`]: claims as elements of the field.
//! - [`credential`], [`signature`], [`possession`]: what the issuer signs, and with what.
//! - [`status`], [`set`]: the trees that proofs refer to.
//! - [`statement`], [`context`]: what a presentation states, and what it is bound to.
//! - [`groth16`]: the check of proofs and of the keys that they are checked with.
//!
//! Everything that the runtime needs builds without the standard library.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::indexing_slicing))]

extern crate alloc;

pub mod context;
pub mod credential;
pub mod date;
mod field;
pub mod groth16;
pub mod hash;
pub mod poseidon;
pub mod possession;
pub mod set;
pub mod signature;
pub mod statement;
pub mod status;
pub mod tags;
pub mod value;

/// An element of the scalar field of BLS12-381: what circuits calculate with. Outside of this crate
/// it is 32 bytes, little-endian and canonical ([`Fr::to_bytes`], [`Fr::from_bytes`]).
pub use bls12_381::Scalar as Fr;
