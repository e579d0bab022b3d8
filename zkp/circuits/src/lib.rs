//! The circuits of Aura: the relation that a presentation proves, as rank-1 constraints
//! (`docs/zkp.md`, sections 8 and 9).
//!
//! One [`Circuit`] for four predicates, [`Ownership`], [`Age`], [`Range`] and [`Membership`]. Its
//! public part is [`Public`], made from a [`Statement`](aura_zkp_core::statement::Statement); its
//! private part is the [`Witness`]. [`Public::check`] checks the same rules without a circuit and
//! names the rule that is broken; the tests hold the two together. [`AnyCircuit`] chooses the
//! predicate at run time.
//!
//! - [`presentation`]: the rules of every circuit.
//! - [`rules`]: each rule as constraints.
//! - [`gadgets`]: the building blocks of the rules.
//! - [`hash`]: the circuit hashes that keys name.
//! - `scenario`: statements with witnesses for tests and benchmarks, and `ledger`, which keeps and
//!   counts constraints, with the feature `test-dependencies`.
//!
//! # Not proved
//!
//! The circuits do not prove that the issuer's key is of prime order, or that the inputs come from
//! trusted records: the verifier checks both. They do not prove that the presenter is the subject
//! of the credential: a secret can be lent.

#![deny(missing_docs)]

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
