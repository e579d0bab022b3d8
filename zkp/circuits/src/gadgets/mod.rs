//! The parts of which circuits are made. Each states what it enforces and what it costs.

pub mod bits;
pub mod curve;
pub mod fixed_base;
pub mod num;
pub mod poseidon;
pub mod select;
pub mod tree;
pub mod variable_base;
