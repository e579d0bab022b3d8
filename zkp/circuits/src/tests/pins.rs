//! Pinned sizes, inputs and hashes of the circuits. A change here makes every key useless.

use aura_zkp_core::{groth16, statement::Circuit, Fr};
use bellman::gadgets::test::TestConstraintSystem;

use super::scenario::Scenario;
use crate::hash;

fn system(scenario: &Scenario) -> TestConstraintSystem<Fr> {
    let mut cs = TestConstraintSystem::new();
    scenario.synthesize(&mut cs).unwrap();
    cs
}

/// The inputs that all circuits share, in the order of `docs/zkp.md`, section 7.
const COMMON: [&str; 8] = [
    "issuer key u",
    "issuer key v",
    "authority",
    "validity",
    "status root",
    "context",
    "scope",
    "nullifier",
];

fn assert_pinned(scenario: fn(u64) -> Scenario, constraints: usize, own: &[&str]) {
    let mut cs = system(&scenario(1));
    let hash = const_hex::encode(hash::of(scenario(1).statement.circuit()));
    assert_eq!(cs.num_constraints(), constraints);
    let inputs = scenario(1).statement.inputs().unwrap();
    assert_eq!(cs.num_inputs(), inputs.len() + 1);
    for (place, (name, value)) in COMMON.iter().chain(own).zip(&inputs).enumerate() {
        assert_eq!(cs.get_input(place + 1, name), *value);
    }
    assert_eq!(COMMON.len() + own.len(), inputs.len());
    assert!(constraints + inputs.len() < 8_192);
    assert_eq!(cs.hash(), hash);
    // The constraints depend on no value.
    assert_eq!(system(&scenario(2)).hash(), hash);
}

#[test]
fn the_circuit_of_ownership_stays() {
    assert_pinned(Scenario::new, 4_787, &[]);
}

#[test]
fn the_circuit_of_age_stays() {
    assert_pinned(Scenario::age, 5_423, &["slot", "cutoff"]);
}

#[test]
fn the_circuit_of_range_stays() {
    assert_pinned(Scenario::range, 5_519, &["slot", "lo", "hi"]);
}

#[test]
fn the_circuit_of_membership_stays() {
    assert_pinned(Scenario::membership, 7_792, &["slot", "set root"]);
}

/// A chain accepts keys of these circuits only.
#[test]
fn the_chain_takes_keys_of_these_circuits() {
    for circuit in Circuit::ALL {
        assert_eq!(groth16::circuit_hash(circuit), hash::of(circuit));
    }
}

/// The costs that the file of each rule states.
#[test]
fn the_rules_cost_what_they_say() {
    let membership = Scenario::membership(1).ledger();
    let (age, range) = (Scenario::age(1).ledger(), Scenario::range(1).ledger());
    for (ledger, rule, constraints) in [
        (&membership, "1 holder/", 240),
        (&membership, "2 index/", 20),
        (&membership, "2 dates/", 64),
        (&membership, "3 message/", 297),
        (&membership, "4 signature/", 1_737),
        (&membership, "4 signature/s·B/", 590),
        (&membership, "4 signature/e·A/", 776),
        (&membership, "4 signature/nonce/", 4),
        (&membership, "4 signature/challenge/", 240),
        (&membership, "4 signature/k/", 126),
        (&membership, "5 status/", 2_187),
        (&membership, "5 status/level 6/", 300),
        (&membership, "6 nullifier/", 241),
        (&membership, "7 context/", 1),
        (&membership, "claims/", 604),
        (&membership, "set/", 2_401),
        (&membership, "set/level 7/", 300),
        (&age, "before cutoff/", 32),
        (&range, "above lo/", 64),
        (&range, "below hi/", 64),
    ] {
        let found = ledger.names().filter(|name| name.starts_with(rule)).count();
        assert_eq!(found, constraints, "{rule}");
    }
}
