//! The hashes of the circuits, by which keys say what they are made for: BLAKE2s of all constraints,
//! as `bellman`'s `TestConstraintSystem::hash` takes them. The tests hold the circuits to them.

use aura_zkp_core::statement::Circuit;

use crate::{age, membership, ownership, range};

/// The hash of a circuit.
pub const fn of(circuit: Circuit) -> [u8; 32] {
    match circuit {
        Circuit::Ownership => ownership::HASH,
        Circuit::Age => age::HASH,
        Circuit::Range => range::HASH,
        Circuit::Membership => membership::HASH,
    }
}

/// A hash from its digits.
pub(crate) const fn pinned(digits: &str) -> [u8; 32] {
    match const_hex::const_decode_to_array(digits.as_bytes()) {
        Ok(hash) => hash,
        Err(_) => panic!("a hash has 64 hexadecimal digits"),
    }
}
