//! The arithmetic of a fast Groth16 prover.
//!
//! `create` makes the same points as `groth16::create_proof` from the same blinding, in less time:
//!
//! - [`Shape`]: the constraints of a circuit are kept, so that a proof computes only their values.
//! - `domain`: the quotient polynomial with six transforms instead of seven, with precomputed
//!   factors.
//! - `multiexp`: multi-scalar multiplication by `blst`; scalars 0 and 1 are treated apart, and
//!   others split to 128 bits in G1 and to 64 in G2 by the endomorphisms of the curves.
//!
//! The time depends on the secrets: run it on the holder's own machine only.

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
