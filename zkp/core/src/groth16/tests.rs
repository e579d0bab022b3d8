//! Both backends agree, and reject each point outside its group.

use super::*;
use aura_primitives::{
    limits,
    zkp::{Circuit, KeyId, PreparedKey},
};
use bls12_381::{G1Affine, G1Projective, G2Affine, G2Projective, Scalar};
use proptest::prelude::*;

fn id(circuit: Circuit) -> KeyId {
    KeyId {
        circuit,
        version: 1,
    }
}

fn inputs(circuit: Circuit, seed: u64) -> Vec<Scalar> {
    (0..circuit.inputs() as u64)
        .map(|n| Scalar::from(seed * 100 + n))
        .collect()
}

/// The key as both backends prepare it.
fn key(simulator: &Simulator) -> PreparedKey {
    let key = prepare::<Reference>(&simulator.key()).unwrap();
    assert_eq!(prepare::<HostCalls>(&simulator.key()).as_ref(), Ok(&key));
    key
}

/// The common verdict of both backends.
fn said(key: &PreparedKey, proof: &[u8; 384], inputs: &[Scalar]) -> Result<(), String> {
    let proof = Proof::read(proof).map_err(|error| error.to_string())?;
    let reference = verify::<Reference>(key, &proof, inputs);
    assert_eq!(verify::<HostCalls>(key, &proof, inputs), reference);
    reference.map_err(|error| error.to_string())
}

#[test]
fn proofs_hold_for_their_inputs_alone() {
    for circuit in Circuit::ALL {
        let simulator = Simulator::new(id(circuit));
        let (key, good) = (key(&simulator), inputs(circuit, 7));
        let proof = simulator.prove(&good);
        assert_eq!(said(&key, &proof, &good), Ok(()));
        for place in 0..good.len() {
            let mut wrong = good.clone();
            wrong[place] += Scalar::one();
            assert!(said(&key, &proof, &wrong).is_err());
        }
        let short = &good[1..];
        assert!(said(&key, &proof, short).is_err());
    }
}

#[test]
fn batches_hold_if_all_proofs_do_and_name_those_that_do_not() {
    let simulators = [Circuit::Age, Circuit::Range].map(|circuit| Simulator::new(id(circuit)));
    let keys = simulators.each_ref().map(key);
    let mut all: Vec<_> = (0..8)
        .map(|n| {
            let which = n % 2;
            let inputs = inputs(keys[which].id.circuit, n as u64);
            let proof = Proof::read(&simulators[which].prove(&inputs)).unwrap();
            (which, proof, inputs)
        })
        .collect();
    let bad = |all: &[(usize, Proof, Vec<Scalar>)]| {
        let items: Vec<_> = all
            .iter()
            .map(|(which, proof, inputs)| Item {
                key: &keys[*which],
                proof,
                inputs,
            })
            .collect();
        let found = verify_batch::<Reference>(&items);
        assert_eq!(verify_batch::<HostCalls>(&items), found);
        let bad = found.err().map(|error| error.bad).unwrap_or_default();
        bad.into_iter().map(|(place, _)| place).collect::<Vec<_>>()
    };
    assert!(bad(&all).is_empty());
    all[2].2[3] += Scalar::one();
    all[5].2[0] += Scalar::one();
    assert_eq!(bad(&all), [2, 5]);
    // Valid proofs, each with the inputs of another.
    all.truncate(2);
    all.push(all[0].clone());
    all[2].2 = inputs(keys[0].id.circuit, 9);
    assert_eq!(bad(&all), [2]);
}

#[test]
fn points_outside_of_their_groups_are_refused() {
    let circuit = Circuit::Ownership;
    let simulator = Simulator::new(id(circuit));
    let (key, inputs) = (key(&simulator), inputs(circuit, 1));
    let good = simulator.prove(&inputs);
    let refuse = |range: core::ops::Range<usize>, bytes: &[u8]| {
        let mut proof = good;
        proof[range].copy_from_slice(bytes);
        let proof = Proof::read(&proof).unwrap();
        for found in [
            verify::<Reference>(&key, &proof, &inputs),
            verify::<HostCalls>(&key, &proof, &inputs),
        ] {
            assert!(matches!(found, Err(VerifyError::Proof(_))), "{found:?}");
        }
    };
    for point in off_subgroup::g1() {
        assert_eq!(HostCalls::is_in_g1(&point), Ok(false));
        assert_eq!(Reference::is_in_g1(&point), Ok(false));
        refuse(0..96, &point);
        refuse(288..384, &point);
    }
    for point in off_subgroup::g2() {
        assert_eq!(HostCalls::is_in_g2(&point), Ok(false));
        assert_eq!(Reference::is_in_g2(&point), Ok(false));
        refuse(96..288, &point);
    }
}

#[test]
fn points_outside_of_their_groups_are_refused_in_a_batch() {
    let circuit = Circuit::Ownership;
    let simulator = Simulator::new(id(circuit));
    let (key, inputs) = (key(&simulator), inputs(circuit, 1));
    let good = simulator.prove(&inputs);
    let refuse = |point: ProofPoint, at: usize, bytes: &[u8]| {
        let mut outside = good;
        outside[at..at + bytes.len()].copy_from_slice(bytes);
        let proofs = [good, outside, good].map(|proof| Proof::read(&proof).unwrap());
        let items = proofs.each_ref().map(|proof| Item {
            key: &key,
            proof,
            inputs: &inputs,
        });
        let error = PointError::Subgroup;
        let bad = vec![(1, VerifyError::Proof(ProofError { point, error }))];
        let expected = Err(BatchError { bad });
        assert_eq!(verify_batch::<Reference>(&items), expected);
        assert_eq!(verify_batch::<HostCalls>(&items), expected);
    };
    for point in off_subgroup::g1() {
        refuse(ProofPoint::A, 0, &point);
        refuse(ProofPoint::C, 288, &point);
    }
    for point in off_subgroup::g2() {
        refuse(ProofPoint::B, 96, &point);
    }
}

#[test]
fn points_of_the_groups_are_taken() {
    for n in 1..20u64 {
        let scalar = Scalar::from(n).square() + Scalar::from(3);
        let g1 = G1Affine::from(G1Projective::generator() * scalar).to_uncompressed();
        let g2 = G2Affine::from(G2Projective::generator() * scalar).to_uncompressed();
        assert_eq!(HostCalls::is_in_g1(&g1), Ok(true));
        assert_eq!(HostCalls::is_in_g2(&g2), Ok(true));
    }
}

#[test]
fn a_proof_has_one_encoding_of_each_length() {
    let simulator = Simulator::new(id(Circuit::Age));
    let proof = Proof::read(&simulator.prove(&inputs(Circuit::Age, 1))).unwrap();
    let compressed = proof.to_compressed();
    let again = Proof::read_compressed(&compressed).unwrap();
    assert_eq!(again.to_bytes(), proof.to_bytes());
    assert_eq!(compressed.len(), limits::PROOF_BYTES);
    // The identity, flags, and coordinates not below the modulus.
    let refused = |at: usize, byte: u8| {
        let mut bytes = proof.to_bytes();
        bytes[at] = byte;
        assert!(Proof::read(&bytes).is_err(), "{at} {byte}");
    };
    for start in [0, 96, 288] {
        for flags in [0x80, 0x40, 0x20, 0xc0] {
            refused(start, flags);
        }
    }
    refused(0, 0x1f);
    let mut bytes = proof.to_bytes();
    bytes[..96].copy_from_slice(&IDENTITY_G1);
    assert!(Proof::read(&bytes).is_err());
}

#[test]
fn sums_of_no_input_and_of_zeros_are_sums() {
    let point = G1Affine::generator().to_uncompressed();
    for terms in [
        &[][..],
        &[(point, Scalar::zero())],
        &[(point, Scalar::one()), (point, -Scalar::one())],
    ] {
        assert_eq!(Reference::sum_g1(terms), Ok(IDENTITY_G1));
        assert_eq!(HostCalls::sum_g1(terms), Ok(IDENTITY_G1));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Whatever bytes change, both backends reject the proof for the same reason.
    #[test]
    fn changed_bytes_prove_nothing(at in 0usize..384, bit in 0u8..8, swap: bool) {
        let circuit = Circuit::Range;
        let simulator = Simulator::new(id(circuit));
        let (key, inputs) = (key(&simulator), inputs(circuit, 3));
        let mut proof = simulator.prove(&inputs);
        if swap {
            let (a, c) = (proof[..96].to_vec(), proof[288..].to_vec());
            proof[..96].copy_from_slice(&c);
            proof[288..].copy_from_slice(&a);
        } else {
            proof[at] ^= 1 << bit;
        }
        prop_assert!(said(&key, &proof, &inputs).is_err());
    }
}
