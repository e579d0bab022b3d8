//! Groth16 proofs, made fast.
//!
//! The same points as `groth16::create_proof` makes from the same blinding, by other means:
//!
//! - [`Shape`]: the constraints of a circuit are kept, so that a proof needs their values alone.
//! - [`domain`]: the quotient polynomial with six transforms instead of seven, their factors at hand.
//! - [`multiexp`]: the sums of multiples of points by `blst`; 0 and 1 apart; scalars cut to 128 bits
//!   in G1 and to 64 in G2 by the endomorphisms of the curves.
//! - The sums are queued at once on the threads of `blst`, that of G2 first, as it takes longest.
//!
//! Time depends on the secrets: this is for the holder's own machine.

mod assignment;
mod constraints;
mod curve;
mod digits;
mod domain;
mod fixed_base;
mod fp;
mod multiexp;
mod shape;

pub(crate) use assignment::Assignment;
pub(crate) use constraints::Constraints;
pub(crate) use curve::{BaseG1, BaseG2, G1, G2};
pub(crate) use digits::Digits;
pub(crate) use domain::{joined, powers};
pub(crate) use fixed_base::FixedBase;
pub(crate) use multiexp::sum;
pub(crate) use shape::Shape;
