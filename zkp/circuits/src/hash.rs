//! Circuit hashes, by which a key names its circuit: BLAKE2s-256 over all constraints, as
//! `bellman`'s `TestConstraintSystem::hash` computes it. The tests hold the circuits to them.

use aura_zkp_core::statement::Circuit;

use crate::{Age, Membership, Ownership, Predicate, Range};

/// The hash of a circuit.
pub const fn of(circuit: Circuit) -> [u8; 32] {
    match circuit {
        Circuit::Ownership => Ownership::HASH,
        Circuit::Age => Age::HASH,
        Circuit::Range => Range::HASH,
        Circuit::Membership => Membership::HASH,
    }
}
