//! What the rules are made of.

pub mod bits;
pub mod montgomery;
pub mod poseidon;
pub mod tree;
