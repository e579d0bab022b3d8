//! Proofs forged from the public points of a key whose secrets are related: the reason for each
//! relation that [`prepare`] refuses.

use super::*;
use aura_primitives::zkp::{Circuit, KeyId, PreparedKey, VerifyingKey};
use bls12_381::{G1Affine, G1Projective, G2Affine, G2Projective, Scalar};

const ID: KeyId = KeyId {
    circuit: Circuit::Age,
    version: 1,
};

/// A signed integer.
fn integer(number: i64) -> Scalar {
    let size = Scalar::from(number.unsigned_abs());
    if number < 0 {
        -size
    } else {
        size
    }
}

fn g1(bytes: &[u8; 96]) -> G1Projective {
    G1Affine::from_uncompressed(bytes).unwrap().into()
}

fn g2(bytes: &[u8; 192]) -> G2Projective {
    G2Affine::from_uncompressed(bytes).unwrap().into()
}

/// A ceremony key whose β is aγ + bδ. Its other secrets are unknown.
fn related(a: i64, b: i64) -> VerifyingKey {
    let mut key = Simulator::new(ID).key();
    let beta = g2(&key.gamma) * integer(a) + g2(&key.delta) * integer(b);
    key.beta = G2Affine::from(beta).to_uncompressed();
    key
}

/// The stored form of a key without any check.
fn prepared_blindly(key: &VerifyingKey) -> PreparedKey {
    let opposite = |point| G2Affine::from(-g2(point)).to_uncompressed();
    PreparedKey {
        id: key.id,
        circuit_hash: key.circuit_hash,
        provenance: key.provenance,
        alpha: key.alpha,
        beta: key.beta,
        neg_gamma: opposite(&key.gamma),
        neg_delta: opposite(&key.delta),
        alpha_beta: Reference::pairing(&[(key.alpha, key.beta)]).unwrap(),
        ic: key.ic.clone(),
        digest: digest(key),
    }
}

/// A proof of these inputs, from the points of the key and no secret.
fn forged(key: &VerifyingKey, a: i64, b: i64, t: i64, inputs: &[Scalar]) -> Proof {
    let alpha = g1(&key.alpha);
    let terms = key.ic[1..].iter().zip(inputs);
    let sum = terms.fold(g1(&key.ic[0]), |sum, (point, input)| {
        sum + g1(point) * input
    });
    let first = alpha * integer(a) + sum;
    let second = g2(&key.gamma) + g2(&key.delta) * integer(t);
    let third = first * integer(t) - alpha * integer(b);
    let bytes = [
        &G1Affine::from(first).to_uncompressed()[..],
        &G2Affine::from(second).to_uncompressed(),
        &G1Affine::from(third).to_uncompressed(),
    ];
    Proof::read(&bytes.concat().try_into().unwrap()).unwrap()
}

/// Arbitrary inputs.
fn inputs() -> Vec<Scalar> {
    (0..10).map(|n| Scalar::from(n * n + 5)).collect()
}

fn both_refuse(key: &VerifyingKey, error: KeyError) {
    assert_eq!(prepare::<Reference>(key), Err(error));
    assert_eq!(prepare::<HostCalls>(key), Err(error));
}

#[test]
fn a_known_relation_of_beta_to_gamma_and_delta_forges_every_proof() {
    // The four cheapest forgeries first, with their t.
    for (a, b, t) in [
        (1, 0, 1),
        (-1, 0, 1),
        (0, 1, 0),
        (0, -1, 0),
        (2, 0, 1),
        (-2, 0, 3),
        (0, 2, 1),
        (0, -2, 5),
        (1, 1, 2),
        (-1, -1, 1),
        (1, -1, 1),
        (-1, 1, 1),
    ] {
        let key = related(a, b);
        let proof = forged(&key, a, b, t, &inputs());
        let stored = prepared_blindly(&key);
        assert_eq!(verify::<Reference>(&stored, &proof, &inputs()), Ok(()));
        assert_eq!(verify::<HostCalls>(&stored, &proof, &inputs()), Ok(()));
        both_refuse(&key, KeyError::BetaIsKnown);
    }
}

/// The forged points fail under a key with an unrelated β.
#[test]
fn the_same_points_are_no_proof_for_a_good_key() {
    let key = Simulator::new(ID).key();
    let proof = forged(&key, 1, 0, 1, &inputs());
    let stored = prepare::<Reference>(&key).unwrap();
    assert_eq!(stored, prepared_blindly(&key));
    let found = verify::<Reference>(&stored, &proof, &inputs());
    assert_eq!(found, Err(VerifyError::Wrong));
}

/// A key on powers without α and β has 1 for both, and γ is often the generator: then β = γ.
#[test]
fn a_generator_for_alpha_or_beta_is_refused() {
    for sign in [Scalar::one(), -Scalar::one()] {
        let mut key = Simulator::new(ID).key();
        key.beta = G2Affine::from(G2Projective::generator() * sign).to_uncompressed();
        both_refuse(&key, KeyError::BetaIsKnown);
        let mut key = Simulator::new(ID).key();
        key.alpha = G1Affine::from(G1Projective::generator() * sign).to_uncompressed();
        both_refuse(&key, KeyError::AlphaIsKnown);
    }
}

#[test]
fn a_key_for_other_constraints_is_refused() {
    for circuit in Circuit::ALL {
        let mut key = Simulator::new(KeyId { circuit, ..ID }).key();
        assert!(prepare::<Reference>(&key).is_ok());
        key.circuit_hash[31] ^= 1;
        both_refuse(&key, KeyError::CircuitHash);
        for other in Circuit::ALL.into_iter().filter(|other| *other != circuit) {
            key.circuit_hash = circuit_hash(other);
            both_refuse(&key, KeyError::CircuitHash);
        }
    }
}
