//! The same statement in both libraries, measured in the same run: decision 14 has the figures.
//!
//! `cargo bench -p aura-zkp-arkworks --features parallel`, on two threads unless
//! `RAYON_NUM_THREADS` says otherwise. Rounds alternate between the candidates, so that other load
//! on the machine slows all of them alike.

mod clock;
#[allow(dead_code)] // The tests use more of it.
#[path = "../../tests/common/mod.rs"]
mod common;

use std::{hint::black_box, path::Path};

use ark_bls12_381::{Bls12_381, Fr as ArkFr};
use ark_groth16::{prepare_verifying_key, Groth16, PreparedVerifyingKey, Proof as ArkProof};
use ark_relations::gr1cs::{
    ConstraintSynthesizer, ConstraintSystem, OptimizationGoal, SynthesisMode,
};
use ark_serialize::{CanonicalDeserialize, CanonicalSerialize};
use aura_primitives::zkp::PreparedKey;
use aura_zkp_arkworks::{
    age::{Circuit as Twin, Technique},
    convert,
};
use aura_zkp_circuits::scenario::Scenario;
use aura_zkp_core::groth16::{development, prepare, read_inputs, verify, Proof, Reference};
use aura_zkp_prover::ProvingKey;
use aura_zkp_wasm::{By, Module};
use bellman::gadgets::test::TestConstraintSystem;
use clock::{interleaved, Timed};

/// Rounds of a set-up, and of everything else, each after one warm-up round.
const SET_UPS: usize = 5;
const ROUNDS: usize = 31;

fn main() {
    if std::env::var_os("RAYON_NUM_THREADS").is_none() {
        std::env::set_var("RAYON_NUM_THREADS", "2");
    }
    if !cfg!(feature = "parallel") {
        println!("arkworks on one thread; for all of them: --features parallel\n");
    }
    let scenario = Scenario::age(1);
    sizes(&scenario);
    set_up();
    proving(&scenario);
    let inputs = scenario.statement.inputs().expect("a slot of claims");
    let key = prepare::<Reference>(&common::our_key()).expect("a key for development");
    let proof = common::prove(&scenario);
    let checked = Checked {
        ours: (
            key,
            proof.to_bytes(),
            inputs.iter().map(|input| input.to_bytes()).collect(),
        ),
        ark: (
            prepare_verifying_key(&convert::key_for_ark(&common::our_key()).expect("a key")),
            convert::proof_for_ark(&proof).expect("a proof"),
            convert::scalars(&inputs),
        ),
    };
    checked.natively();
    checked.in_wasm();
}

fn sizes(scenario: &Scenario) {
    println!("| circuit | constraints | with inputs + 1 | variables of the witness |");
    println!("|---|---|---|---|");
    let mut cs = TestConstraintSystem::new();
    scenario.synthesize(&mut cs).expect("a satisfied circuit");
    let inputs = cs.num_inputs();
    let row = |name, constraints: usize, variables| {
        println!(
            "| {name} | {constraints} | {} | {variables} |",
            constraints + inputs
        );
    };
    row("bellman", cs.num_constraints(), common::ours().l.len());
    for (name, technique) in TWINS {
        let cs = ConstraintSystem::<ArkFr>::new_ref();
        cs.set_optimization_goal(OptimizationGoal::Constraints);
        cs.set_mode(SynthesisMode::Setup);
        let twin = Twin::default().with(technique);
        twin.generate_constraints(cs.clone()).expect("a circuit");
        cs.finalize();
        row(name, cs.num_constraints(), cs.num_witness_variables());
    }
}

const TWINS: [(&str, Technique); 2] = [
    ("arkworks, gadgets of the library", Technique::Library),
    ("arkworks, our signed digits", Technique::SignedDigits),
];

fn set_up() {
    let [.., gamma, delta] = common::secrets();
    let twin = |technique| {
        move || {
            black_box(common::twin(technique, gamma, delta));
        }
    };
    interleaved(
        "set-up",
        SET_UPS,
        vec![
            Timed::new("bellman", || {
                black_box(common::set_up());
            }),
            Timed::new(TWINS[0].0, twin(TWINS[0].1)),
            Timed::new(TWINS[1].0, twin(TWINS[1].1)),
        ],
    );
}

fn proving(scenario: &Scenario) {
    let (gamma, delta) = (development::gamma(), development::delta());
    let keys = TWINS.map(|(_, technique)| common::twin(technique, gamma, delta));
    let fast = ProvingKey::development(scenario.statement.circuit());
    let twin = |at: usize| {
        let key = &keys[at];
        move || {
            black_box(common::prove_twin(TWINS[at].1, key, scenario));
        }
    };
    interleaved(
        "proof",
        ROUNDS,
        vec![
            Timed::new("groth16::create_proof", || {
                black_box(common::prove(scenario));
            }),
            Timed::new("aura-zkp-prover, with its checks", || {
                let made = aura_zkp_prover::prove(&fast, &scenario.statement, &scenario.witness);
                black_box(made.expect("a right witness"));
            }),
            Timed::new(TWINS[0].0, twin(0)),
            Timed::new(TWINS[1].0, twin(1)),
        ],
    );
}

/// One proof of ours in the form of each library: key, proof and inputs.
struct Checked {
    ours: (PreparedKey, [u8; 384], Vec<[u8; 32]>),
    ark: (
        PreparedVerifyingKey<Bls12_381>,
        ArkProof<Bls12_381>,
        Vec<ArkFr>,
    ),
}

impl Checked {
    /// Verifies from the bytes of proof and inputs, with the key in memory.
    fn natively(&self) {
        let (key, proof, inputs) = &self.ours;
        let (ark_key, ark_proof, ark_inputs) = &self.ark;
        let mut bytes = Vec::new();
        (ark_proof, ark_inputs)
            .serialize_uncompressed(&mut bytes)
            .expect("memory");
        interleaved(
            "check of a proof",
            ROUNDS,
            vec![
                Timed::new("aura-zkp-core, Reference", || {
                    let proof = Proof::read(black_box(proof)).expect("a proof");
                    let inputs = read_inputs(inputs).expect("inputs");
                    verify::<Reference>(key, &proof, &inputs).expect("a proof that holds");
                }),
                Timed::new("arkworks", || {
                    let read = black_box(&bytes[..]);
                    let (proof, inputs): (ArkProof<Bls12_381>, Vec<ArkFr>) =
                        CanonicalDeserialize::deserialize_uncompressed(read).expect("a proof");
                    let holds = Groth16::<Bls12_381>::verify_proof(ark_key, &proof, &inputs);
                    assert!(holds.expect("as many inputs as the key has"));
                }),
            ],
        );
    }

    /// Verifies and reads the key too, on one thread and without host functions.
    fn in_wasm(&self) {
        let ours = codec::Encode::encode(&self.ours);
        let mut ark = Vec::new();
        let (key, proof, inputs) = &self.ark;
        key.serialize_uncompressed(&mut ark).expect("memory");
        (proof, inputs)
            .serialize_uncompressed(&mut ark)
            .expect("memory");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let mut modules = [
            ("aura-zkp-core, Reference", By::Aura, ours),
            ("arkworks", By::Arkworks, ark),
        ]
        .map(|(name, by, data)| (name, Module::build(by, &data, folder).expect("a WASM")));
        println!("\n| code of a check | bytes of WASM |");
        println!("|---|---|");
        for (name, module) in &modules {
            println!("| {name} | {} |", module.bytes());
        }
        let timed = modules
            .iter_mut()
            .map(|(name, module)| Timed::new(name, || assert!(module.check(1).expect("no trap"))));
        interleaved("check in WASM", ROUNDS, timed.collect());
    }
}
