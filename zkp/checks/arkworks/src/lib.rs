//! The age circuit once more, in arkworks: to measure against, and to check our proofs by another
//! hand.
//!
//! [`age`] states what `aura_zkp_circuits::Age` states, over the same inputs and for the same
//! witness. It is written as users of arkworks write, with the gadgets of `ark-r1cs-std`; only the
//! check of the signature comes a second time, in the way of our own circuit, so that what the
//! library costs and what the mathematics saves can be told apart.
//!
//! - [`rules`]: each rule as constraints.
//! - [`gadgets`]: hashes and bits, and points of Jubjub where the library has no such gadget.
//! - [`convert`]: scalars, keys and proofs of one library for the other.
//!
//! Nothing of Aura is built on this: no runtime, no wallet.

pub mod age;
pub mod convert;
pub mod gadgets;
pub mod rules;
