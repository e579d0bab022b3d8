//! Proofs of every circuit, equal to those of `groth16`.

use aura_zkp_circuits::{scenario::Scenario, AnyCircuit, Violation};
use aura_zkp_core::{
    date::Day,
    groth16::{verify, Reference, VerifyError},
    statement::{Circuit, Predicate},
    Fr,
};
use bls12_381::Bls12;
use groth16::{create_proof, Parameters};

use super::{key, scenario};
use crate::{
    create::{create, Blinding},
    development, prove,
    prove::to_proof,
    ProveError, ProvingKey,
};

fn assert_same(
    parameters: &Parameters<Bls12>,
    key: &ProvingKey,
    seed: u64,
    blinding: (Fr, Fr),
    change: impl Fn(&mut Scenario),
) {
    let mut scenario = scenario(key.id().circuit, seed);
    change(&mut scenario);
    assert_eq!(scenario.check(), Ok(()));
    let circuit = || AnyCircuit::new(&scenario.statement, &scenario.witness).unwrap();
    let (r, s) = blinding;
    let ours = create(key, circuit(), &Blinding::known(r, s)).unwrap();
    let ours = to_proof(&ours).unwrap();
    let theirs = create_proof::<Bls12, _, _>(circuit(), parameters, r, s).unwrap();
    let mut bytes = Vec::new();
    theirs.write(&mut bytes).unwrap();
    assert_eq!(ours.to_compressed(), bytes[..]);
    let inputs = scenario.statement.inputs().unwrap();
    assert_eq!(verify::<Reference>(key.prepared(), &ours, &inputs), Ok(()));
}

/// The same key and the same proofs as `groth16`, byte for byte.
fn assert_as_groth16(id: Circuit) {
    let parameters = development::parameters(id);
    let key = key(id);
    let provenance = key.verifying_key().provenance;
    let theirs = ProvingKey::from_parameters(key.id(), provenance, &parameters).unwrap();
    assert!(super::file(&theirs) == super::file(key));

    let big = -Fr::from(3);
    for (seed, blinding) in [(1, (Fr::from(2), big)), (2, (big * big, Fr::one()))] {
        assert_same(&parameters, key, seed, blinding, |_| {});
    }
    // No blinding: every multiple of δ is zero.
    assert_same(&parameters, key, 3, (Fr::zero(), Fr::zero()), |_| {});
    // As many zeros and ones as possible: the status word, the index, the days.
    let full = |scenario: &mut Scenario| {
        scenario.witness.index = 0;
        scenario.witness.status.word = u64::MAX - 1;
        scenario.witness.from = Day(0);
        scenario.witness.until = Day(u32::MAX);
        scenario.settle();
    };
    let empty = |scenario: &mut Scenario| {
        scenario.witness.status.word = 0;
        scenario.witness.from = scenario.statement.date;
        scenario.witness.until = scenario.statement.date;
        scenario.settle();
    };
    assert_same(&parameters, key, 4, (Fr::one(), Fr::from(5)), full);
    assert_same(&parameters, key, 5, (big, big), empty);
}

#[test]
fn proofs_of_ownership_are_those_of_groth16() {
    assert_as_groth16(Circuit::Ownership);
}

#[test]
fn proofs_of_age_are_those_of_groth16() {
    assert_as_groth16(Circuit::Age);
}

#[test]
fn proofs_of_range_are_those_of_groth16() {
    assert_as_groth16(Circuit::Range);
}

#[test]
fn proofs_of_membership_are_those_of_groth16() {
    assert_as_groth16(Circuit::Membership);
}

#[test]
fn every_circuit_is_proven_for_its_statement_alone() {
    for circuit in Circuit::ALL {
        let key = key(circuit);
        let scenario = scenario(circuit, 7);
        let proof = prove(key, &scenario.statement, &scenario.witness).unwrap();
        let mut inputs = scenario.statement.inputs().unwrap();
        assert_eq!(verify::<Reference>(key.prepared(), &proof, &inputs), Ok(()));
        inputs[5] += Fr::one();
        let other = verify::<Reference>(key.prepared(), &proof, &inputs);
        assert_eq!(other, Err(VerifyError::Wrong));
        // A fresh blinding each time.
        let again = prove(key, &scenario.statement, &scenario.witness).unwrap();
        assert!(proof != again);
    }
}

#[test]
fn a_witness_that_breaks_a_rule_is_told_which() {
    let mut revoked = scenario(Circuit::Ownership, 1);
    revoked.witness.status.word |= 1 << (revoked.witness.index % 64);
    revoked.settle();
    let mut young = scenario(Circuit::Age, 1);
    let Predicate::Age { slot, cutoff } = young.statement.predicate else {
        panic!("the scenario of age has a predicate of age");
    };
    young.set_claim(slot, Fr::from(u64::from(cutoff.0) + 1));
    let mut low = scenario(Circuit::Range, 1);
    let Predicate::Range { slot, lo, .. } = low.statement.predicate else {
        panic!("the scenario of range has a predicate of range");
    };
    low.set_claim(slot, Fr::from(lo - 1));
    let mut outsider = scenario(Circuit::Membership, 1);
    let Predicate::Membership { slot, .. } = outsider.statement.predicate else {
        panic!("the scenario of membership has a predicate of membership");
    };
    outsider.set_claim(slot, Fr::from(9));
    for (scenario, violation) in [
        (revoked, Violation::Revoked),
        (young, Violation::AfterCutoff),
        (low, Violation::BelowRange),
        (outsider, Violation::NotMember),
    ] {
        let key = key(scenario.statement.circuit());
        let found = prove(key, &scenario.statement, &scenario.witness);
        let Err(ProveError::Violation(found)) = found else {
            panic!("{found:?} instead of {violation:?}");
        };
        assert_eq!(found, violation);
    }
}

#[test]
fn a_key_of_another_circuit_proves_nothing() {
    let scenario = scenario(Circuit::Ownership, 1);
    let key = key(Circuit::Age);
    let found = prove(key, &scenario.statement, &scenario.witness);
    assert!(matches!(
        found,
        Err(ProveError::OtherCircuit {
            expected: Circuit::Ownership,
            ..
        })
    ));
}

#[test]
fn a_slot_that_is_not_for_claims_is_refused() {
    let mut scenario = scenario(Circuit::Age, 1);
    scenario.statement.predicate = Predicate::Age {
        slot: 3,
        cutoff: Day(1),
    };
    let found = prove(key(Circuit::Age), &scenario.statement, &scenario.witness);
    assert!(matches!(found, Err(ProveError::Statement(_))));
}
