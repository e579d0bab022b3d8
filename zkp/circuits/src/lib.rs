//! The circuits of Aura: what a presentation proves, as rank-1 constraints (`docs/zkp.md`,
//! *What a presentation proves*).
//!
//! One [`Circuit`] for four predicates, [`Ownership`], [`Age`], [`Range`] and [`Membership`]. Its
//! public part is [`Public`], made from a [`Statement`](aura_zkp_core::statement::Statement); its
//! private part is the [`Witness`]. [`Public::check`] checks the same rules without a circuit and
//! names the rule that is broken; the tests hold the two together. [`AnyCircuit`] chooses the
//! predicate at run time.
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

mod age;
mod any;
mod circuit;
mod error;
pub mod gadgets;
pub mod hash;
#[cfg(any(test, feature = "test-dependencies"))]
pub mod ledger;
mod membership;
mod ownership;
pub mod pinned;
pub mod presentation;
mod range;
pub mod rules;
#[cfg(any(test, feature = "test-dependencies"))]
pub mod scenario;
#[cfg(test)]
mod tests;
mod violation;
mod witness;

pub use age::Age;
pub use any::{check, AnyCircuit};
pub use circuit::{Circuit, Predicate, Public};
pub use error::Error;
pub use membership::Membership;
pub use ownership::Ownership;
pub use range::Range;
pub use violation::Violation;
pub use witness::Witness;
