//! Keys and proofs of both libraries, made with known secrets.

use std::sync::OnceLock;

use ark_bls12_381::{Bls12_381, Fr as ArkFr, G1Projective, G2Projective};
use ark_ec::PrimeGroup;
use ark_groth16::{Groth16, Proof as ArkProof, ProvingKey};
use aura_primitives::zkp::{Circuit, KeyId, Provenance, VerifyingKey};
use aura_zkp_arkworks::{
    age::{Circuit as Twin, Technique},
    convert,
};
use aura_zkp_circuits::{scenario::Scenario, AnyCircuit};
use aura_zkp_core::{
    groth16::{circuit_hash, development, Proof},
    Fr,
};
use bls12_381::{Bls12, G1Projective as OurG1, G2Projective as OurG2};
use groth16::Parameters;

/// The name of all keys here.
pub const ID: KeyId = KeyId {
    circuit: Circuit::Age,
    version: 1,
};

/// Secrets of a set-up, fixed for these tests.
pub fn secrets() -> [Fr; 5] {
    [3, 5, 7, 11, 13].map(|n| Fr::from(n).square() + Fr::from(1 << 40))
}

/// The key of our circuit, with the secrets of development.
pub fn ours() -> &'static Parameters<Bls12> {
    static KEY: OnceLock<Parameters<Bls12>> = OnceLock::new();
    KEY.get_or_init(set_up)
}

/// Makes the key of our circuit.
pub fn set_up() -> Parameters<Bls12> {
    let [alpha, beta, tau, ..] = secrets();
    let (gamma, delta) = (development::gamma(), development::delta());
    let (g1, g2) = (OurG1::generator(), OurG2::generator());
    let circuit = AnyCircuit::empty(Circuit::Age);
    groth16::generate_parameters(circuit, g1, g2, alpha, beta, gamma, delta, tau).unwrap()
}

/// The same key in the encoding of the chain.
pub fn our_key() -> VerifyingKey {
    let key = &ours().vk;
    let ic: Vec<_> = key.ic.iter().map(|point| point.to_uncompressed()).collect();
    VerifyingKey {
        id: ID,
        circuit_hash: circuit_hash(ID.circuit),
        provenance: Provenance::Development,
        alpha: key.alpha_g1.to_uncompressed(),
        beta: key.beta_g2.to_uncompressed(),
        gamma: key.gamma_g2.to_uncompressed(),
        delta: key.delta_g2.to_uncompressed(),
        ic: ic.try_into().unwrap(),
    }
}

/// A proof of our circuit.
pub fn prove(scenario: &Scenario) -> Proof {
    let circuit = AnyCircuit::new(&scenario.statement, &scenario.witness).unwrap();
    let proof = groth16::create_proof(circuit, ours(), Fr::from(17), Fr::from(19)).unwrap();
    let bytes = [
        &proof.a.to_uncompressed()[..],
        &proof.b.to_uncompressed(),
        &proof.c.to_uncompressed(),
    ];
    Proof::read(&bytes.concat().try_into().unwrap()).unwrap()
}

/// The key of the arkworks circuit with these γ and δ.
pub fn twin(technique: Technique, gamma: Fr, delta: Fr) -> ProvingKey<Bls12_381> {
    let [alpha, beta, gamma, delta] = [secrets()[0], secrets()[1], gamma, delta];
    let [alpha, beta, gamma, delta] =
        [alpha, beta, gamma, delta].map(|secret| convert::scalar(&secret));
    let (g1, g2) = (G1Projective::generator(), G2Projective::generator());
    let rng = &mut ark_std::test_rng();
    let circuit = Twin::default().with(technique);
    Groth16::<Bls12_381>::generate_parameters_with_qap(
        circuit, alpha, beta, gamma, delta, g1, g2, rng,
    )
    .unwrap()
}

/// A proof of the arkworks circuit.
pub fn prove_twin(
    technique: Technique,
    key: &ProvingKey<Bls12_381>,
    scenario: &Scenario,
) -> ArkProof<Bls12_381> {
    let circuit = Twin::new(&scenario.statement, scenario.witness.clone()).unwrap();
    let circuit = circuit.with(technique);
    let (r, s) = (ArkFr::from(23), ArkFr::from(29));
    Groth16::<Bls12_381>::create_proof_with_reduction(circuit, key, r, s).unwrap()
}
