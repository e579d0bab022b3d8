//! The circuits of Aura: what a presentation proves, as rank-1 constraints (`docs/zkp.md`,
//! *What a presentation proves*).
//!
//! Four circuits, [`ownership`], [`age`], [`range`] and [`membership`], each as three types:
//! `Public`, what everybody sees, made of a [`Statement`](aura_zkp_core::statement::Statement);
//! `Private`, the [`Witness`]; and `Circuit`, which bellman proves. Beside it stands a `check`, the
//! same rules without a circuit, which says the rule that is broken; the tests hold the two
//! together.
//!
//! - [`presentation`]: what every circuit enforces, rule by rule.
//! - [`rules`]: each rule as constraints.
//! - [`gadgets`]: what the rules are made of.
//! - [`hash`]: by what keys name the circuit that they are for.
//! - `scenario`: statements with witnesses for tests and benchmarks, and `ledger`, which keeps and counts
//!   constraints, with the feature `test-dependencies`.
//!
//! # What is not proved
//!
//! That the issuer's key is of prime order, and that inputs are those of records one trusts: the
//! verifier checks these. That the presenter is the subject of the credential: a secret can be lent.

pub mod age;
mod error;
pub mod gadgets;
pub mod hash;
#[cfg(any(test, feature = "test-dependencies"))]
pub mod ledger;
pub mod membership;
pub mod ownership;
pub mod presentation;
pub mod range;
pub mod rules;
#[cfg(any(test, feature = "test-dependencies"))]
pub mod scenario;
#[cfg(test)]
mod tests;
mod violation;
mod witness;

pub use error::Error;
pub use violation::Violation;
pub use witness::Witness;
