//! Statements, hashes and signatures of Aura's proofs, and their verification.
//!
//! - [`hash`], [`poseidon`], [`tags`]: the hashes, each use under its own tag.
//! - [`value`], [`date`]: claims as elements of the field.
//! - [`credential`], [`signature`], [`possession`]: the message of the issuer and its signature.
//! - [`status`], [`set`]: the trees that proofs refer to.
//! - [`statement`], [`context`]: the public inputs of a presentation, and what binds them.
//! - [`groth16`]: verification of proofs and of their keys.
//! - [`limits`]: every limit.
//!
//! The specification is `docs/zkp.md`. Everything that the runtime needs builds without the
//! standard library.

#![deny(missing_docs)]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::indexing_slicing))]

extern crate alloc;

pub mod context;
pub mod credential;
pub mod date;
mod field;
pub mod groth16;
pub mod hash;
pub mod limits;
pub mod poseidon;
pub mod possession;
pub mod set;
pub mod signature;
pub mod statement;
pub mod status;
pub mod tags;
pub mod value;

/// An element of the scalar field of BLS12-381, the field of the circuits. Outside this crate it is
/// 32 bytes, little-endian and canonical ([`Fr::to_bytes`], [`Fr::from_bytes`]).
pub use bls12_381::Scalar as Fr;
