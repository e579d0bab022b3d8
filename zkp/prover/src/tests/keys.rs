//! Development keys are the same everywhere, and recognised.

use aura_zkp_core::{groth16::is_development, statement::Circuit};

use super::key;
use crate::development;

#[test]
fn keys_for_development_are_pinned_and_known_by_their_points() {
    for circuit in Circuit::ALL {
        let key = key(circuit);
        assert_eq!(key.id(), development::id(circuit));
        let digest = const_hex::encode(development::digest(circuit));
        assert_eq!(const_hex::encode(key.digest()), digest, "{circuit:?}");
        assert!(is_development(key.prepared()));
    }
    let points = Circuit::ALL.map(|circuit| const_hex::encode(key(circuit).points()));
    let pinned = Circuit::ALL.map(|circuit| const_hex::encode(development::points(circuit)));
    assert_eq!(points, pinned);
}
