//! The building blocks of the circuits. Each states what it enforces and its constraints.

pub mod bits;
pub mod curve;
pub mod fixed_base;
pub mod num;
pub mod poseidon;
pub mod select;
pub mod tree;
pub mod variable_base;
