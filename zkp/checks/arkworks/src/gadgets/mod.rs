//! The building blocks of the rules.

pub mod bits;
pub mod montgomery;
pub mod poseidon;
pub mod tree;
