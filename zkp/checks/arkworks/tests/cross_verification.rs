//! Each library verifies the proofs of the other, and both reject invalid ones.

#[allow(dead_code)] // Each test uses a part of it.
mod common;

use std::sync::OnceLock;

use ark_bls12_381::Bls12_381;
use ark_groth16::{prepare_verifying_key, Groth16, Proof as ArkProof, ProvingKey, VerifyingKey};
use ark_snark::SNARK;
use aura_primitives::zkp::{Circuit, KeyId, PreparedKey, Provenance};
use aura_zkp_arkworks::{age::Technique, convert};
use aura_zkp_circuits::scenario::Scenario;
use aura_zkp_core::{
    groth16::{
        circuit_hash, development, prepare, verify, KeyError, Proof, Reference, VerifyError,
    },
    Fr,
};

const LIBRARY: Technique = Technique::Library;

fn scenario() -> Scenario {
    Scenario::age(1)
}

fn development_twin() -> &'static ProvingKey<Bls12_381> {
    static KEY: OnceLock<ProvingKey<Bls12_381>> = OnceLock::new();
    KEY.get_or_init(|| common::twin(LIBRARY, development::gamma(), development::delta()))
}

fn our_proof() -> &'static Proof {
    static PROOF: OnceLock<Proof> = OnceLock::new();
    PROOF.get_or_init(|| common::prove(&scenario()))
}

fn twin_proof() -> &'static ArkProof<Bls12_381> {
    static PROOF: OnceLock<ArkProof<Bls12_381>> = OnceLock::new();
    PROOF.get_or_init(|| common::prove_twin(LIBRARY, development_twin(), &scenario()))
}

fn ark_says(key: &VerifyingKey<Bls12_381>, proof: &ArkProof<Bls12_381>, inputs: &[Fr]) -> bool {
    let key = prepare_verifying_key(key);
    let inputs = convert::scalars(inputs);
    Groth16::<Bls12_381>::verify_with_processed_vk(&key, &inputs, proof).unwrap()
}

fn twin_key(key: &ProvingKey<Bls12_381>, provenance: Provenance) -> Result<PreparedKey, KeyError> {
    let key = convert::key_of_ark(
        &key.vk,
        common::ID,
        circuit_hash(common::ID.circuit),
        provenance,
    )
    .unwrap();
    prepare::<Reference>(&key)
}

/// The inputs, with one of them changed in turn.
fn changed() -> impl Iterator<Item = Vec<Fr>> {
    let right = scenario().statement.inputs().unwrap();
    (0..right.len()).map(move |place| {
        let mut inputs = right.clone();
        inputs[place] += Fr::one();
        inputs
    })
}

/// Swaps A and C.
fn swapped(proof: &Proof) -> Proof {
    let mut bytes = proof.to_bytes();
    let (left, right) = bytes.split_at_mut(288);
    left[..96].swap_with_slice(right);
    Proof::read(&bytes).unwrap()
}

#[test]
fn arkworks_accepts_our_proof_for_its_inputs_alone() {
    let key = convert::key_for_ark(&common::our_key()).unwrap();
    let proof = convert::proof_for_ark(our_proof()).unwrap();
    assert!(ark_says(
        &key,
        &proof,
        &scenario().statement.inputs().unwrap()
    ));
    for inputs in changed() {
        assert!(!ark_says(&key, &proof, &inputs));
    }
    let swapped = convert::proof_for_ark(&swapped(our_proof())).unwrap();
    assert!(!ark_says(
        &key,
        &swapped,
        &scenario().statement.inputs().unwrap()
    ));
}

#[test]
fn we_accept_the_proof_of_the_twin_for_its_inputs_alone() {
    let key = twin_key(development_twin(), Provenance::Development).unwrap();
    let proof = convert::proof_of_ark(twin_proof()).unwrap();
    let inputs = scenario().statement.inputs().unwrap();
    assert_eq!(verify::<Reference>(&key, &proof, &inputs), Ok(()));
    let wrong = Err(VerifyError::Wrong);
    for inputs in changed() {
        assert_eq!(verify::<Reference>(&key, &proof, &inputs), wrong);
    }
    assert_eq!(verify::<Reference>(&key, &swapped(&proof), &inputs), wrong);
    let found = inputs.len() - 1;
    let short = verify::<Reference>(&key, &proof, &inputs[1..]);
    assert_eq!(
        short,
        Err(VerifyError::Inputs {
            expected: 10,
            found
        })
    );
}

/// Both circuits prove the same statement but differ: a proof needs the key of its circuit.
#[test]
fn no_proof_holds_under_the_key_of_the_other() {
    let inputs = scenario().statement.inputs().unwrap();
    let ours = prepare::<Reference>(&common::our_key()).unwrap();
    let proof = convert::proof_of_ark(twin_proof()).unwrap();
    assert_eq!(
        verify::<Reference>(&ours, &proof, &inputs),
        Err(VerifyError::Wrong)
    );
    let proof = convert::proof_for_ark(our_proof()).unwrap();
    assert!(!ark_says(&development_twin().vk, &proof, &inputs));
}

/// A proof for a presentation that breaks a rule is rejected, whichever library made it.
#[test]
fn a_broken_rule_makes_no_proof() {
    let mut revoked = scenario();
    revoked.witness.status.word |= 1 << (revoked.witness.index % 64);
    revoked.enlist();
    let inputs = revoked.statement.inputs().unwrap();

    let key = convert::key_for_ark(&common::our_key()).unwrap();
    let proof = convert::proof_for_ark(&common::prove(&revoked)).unwrap();
    assert!(!ark_says(&key, &proof, &inputs));

    let key = twin_key(development_twin(), Provenance::Development).unwrap();
    let proof =
        convert::proof_of_ark(&common::prove_twin(LIBRARY, development_twin(), &revoked)).unwrap();
    assert_eq!(
        verify::<Reference>(&key, &proof, &inputs),
        Err(VerifyError::Wrong)
    );
}

#[test]
fn a_key_of_arkworks_is_what_its_points_say() {
    let ceremony = Provenance::Ceremony {
        transcript: [4; 32],
    };
    let claimed = twin_key(development_twin(), ceremony);
    assert_eq!(claimed, Err(KeyError::Development));

    let [.., gamma, delta] = common::secrets();
    let other = common::twin(LIBRARY, gamma, delta);
    let claimed = twin_key(&other, Provenance::Development);
    assert_eq!(claimed, Err(KeyError::NotDevelopment));
    let key = twin_key(&other, ceremony).unwrap();
    let proof = convert::proof_of_ark(&common::prove_twin(LIBRARY, &other, &scenario())).unwrap();
    assert_eq!(
        verify::<Reference>(&key, &proof, &scenario().statement.inputs().unwrap()),
        Ok(())
    );

    let no_set_up = twin_key(&common::twin(LIBRARY, gamma, gamma), ceremony);
    assert_eq!(no_set_up, Err(KeyError::DeltaIsGamma));
}

#[test]
fn a_key_is_for_as_many_inputs_as_its_circuit_has() {
    let id = KeyId {
        circuit: Circuit::Range,
        version: 1,
    };
    let key = &development_twin().vk;
    let key = convert::key_of_ark(key, id, [0; 32], Provenance::Development).unwrap();
    let error = KeyError::Inputs {
        expected: 12,
        found: 11,
    };
    assert_eq!(prepare::<Reference>(&key), Err(error));

    let mut long = development_twin().vk.clone();
    let point = long.gamma_abc_g1[1];
    long.gamma_abc_g1.resize(18, point);
    let key = convert::key_of_ark(&long, common::ID, [0; 32], Provenance::Development);
    assert!(matches!(key, Err(convert::Error::Inputs(18))));
}

/// Neither library accepts points outside their groups.
#[test]
fn false_points_do_not_go_over() {
    let mut key = common::our_key();
    key.delta[191] ^= 1;
    assert!(convert::key_for_ark(&key).is_err());
    let identity = ArkProof::<Bls12_381>::default();
    assert!(convert::proof_of_ark(&identity).is_err());
}
