//! The age circuit a second time, in arkworks: to compare costs, and to verify our proofs with an
//! independent implementation.
//!
//! [`age`] proves the statement of `aura_zkp_circuits::Age`, over the same inputs and for the same
//! witness. It is written in the style of arkworks, with the gadgets of `ark-r1cs-std`. Only the
//! signature check exists twice: the second version uses the technique of our own circuit, which
//! separates the cost of the library from the savings of the mathematics.
//!
//! - [`rules`]: each rule as constraints.
//! - [`gadgets`]: hashes and bits, and points of Jubjub where the library has no gadget.
//! - [`convert`]: conversion of scalars, keys and proofs between the libraries.
//!
//! Neither the runtime nor a wallet uses this crate.

pub mod age;
pub mod convert;
pub mod gadgets;
pub mod rules;
