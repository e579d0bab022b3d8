//! The arkworks circuit, our circuit and our check without a circuit agree.

use ark_bls12_381::Fr as ArkFr;
use ark_relations::gr1cs::{
    ConstraintSynthesizer, ConstraintSystem, OptimizationGoal, SynthesisMode,
};
use aura_zkp_arkworks::{
    age::{Circuit as Twin, Technique},
    convert::scalars,
};
use aura_zkp_circuits::scenario::{
    changes::{AGE, ALL},
    Scenario,
};

fn twin_proves(scenario: &Scenario, technique: Technique) -> bool {
    let twin = Twin::new(&scenario.statement, scenario.witness.clone()).unwrap();
    let cs = ConstraintSystem::<ArkFr>::new_ref();
    let made = twin.with(technique).generate_constraints(cs.clone());
    made.is_ok() && cs.is_satisfied().unwrap()
}

#[test]
fn the_twin_agrees_with_circuit_and_check() {
    for (seed, (name, change, expected)) in (1..).zip(ALL.iter().chain(AGE)) {
        let mut scenario = Scenario::age(seed);
        change(&mut scenario);
        assert_eq!(scenario.check(), *expected, "{name}");
        assert_eq!(scenario.proves(), expected.is_ok(), "{name}");
        for technique in [Technique::Library, Technique::SignedDigits] {
            let proves = twin_proves(&scenario, technique);
            assert_eq!(proves, expected.is_ok(), "{name}, {technique:?}");
        }
    }
}

#[test]
fn other_predicates_are_refused() {
    let scenario = Scenario::range(1);
    assert!(Twin::new(&scenario.statement, scenario.witness.clone()).is_err());
}

/// The inputs are ours, in our order.
#[test]
fn the_inputs_are_those_of_our_circuit() {
    let scenario = Scenario::age(2);
    let twin = Twin::new(&scenario.statement, scenario.witness.clone()).unwrap();
    let cs = ConstraintSystem::<ArkFr>::new_ref();
    twin.generate_constraints(cs.clone()).unwrap();
    let inputs = scalars(&scenario.statement.inputs().unwrap());
    assert_eq!(cs.instance_assignment().unwrap()[1..], inputs);
}

/// The figures of decision 14. A set-up works on the result of `finalize`.
#[test]
fn the_twin_is_as_large_as_the_decision_says() {
    for (technique, constraints, variables) in [
        (Technique::Library, 7_182, 7_206),
        (Technique::SignedDigits, 5_479, 5_503),
    ] {
        let cs = ConstraintSystem::<ArkFr>::new_ref();
        cs.set_optimization_goal(OptimizationGoal::Constraints);
        cs.set_mode(SynthesisMode::Setup);
        let twin = Twin::default().with(technique);
        twin.generate_constraints(cs.clone()).unwrap();
        cs.finalize();
        assert_eq!(cs.num_constraints(), constraints);
        assert_eq!(cs.num_witness_variables(), variables);
    }
}
