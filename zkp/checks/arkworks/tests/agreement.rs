//! The twin says what our circuit and our native check say.

use ark_bls12_381::Fr as ArkFr;
use ark_relations::gr1cs::{
    ConstraintSynthesizer, ConstraintSystem, OptimizationGoal, SynthesisMode,
};
use aura_zkp_arkworks::{
    age::{Circuit as Twin, Technique},
    convert::scalars,
};
use aura_zkp_circuits::{
    scenario::{absent, secret_key, Scenario, ABSENT, BIRTH, BORN},
    Violation,
};
use aura_zkp_core::{date::Day, statement::Predicate, value::Value, Fr};

/// What is done to a presentation, and the rule that it then breaks, if any.
type Change = (&'static str, fn(&mut Scenario), Result<(), Violation>);

const CHANGES: &[Change] = &[
    ("nothing", |_| {}, Ok(())),
    (
        "other secret",
        |s| s.witness.secret += Fr::one(),
        Err(Violation::NotSigned),
    ),
    (
        "other blinding",
        |s| s.witness.blinding += Fr::one(),
        Err(Violation::NotSigned),
    ),
    (
        "other claim",
        |s| s.change_claim(7),
        Err(Violation::NotSigned),
    ),
    (
        "other authority",
        |s| s.statement.authority += Fr::one(),
        Err(Violation::NotSigned),
    ),
    (
        "other list",
        |s| s.statement.list ^= 1,
        Err(Violation::NotSigned),
    ),
    (
        "other key",
        |s| s.statement.issuer_key = secret_key(0).public_key(),
        Err(Violation::NotSigned),
    ),
    (
        "other from",
        |s| s.witness.from.0 -= 1,
        Err(Violation::NotSigned),
    ),
    (
        "other until",
        |s| s.witness.until.0 += 1,
        Err(Violation::NotSigned),
    ),
    (
        "other challenge",
        |s| s.witness.signature.c[15] ^= 0x80,
        Err(Violation::NotSigned),
    ),
    (
        "other response",
        |s| s.witness.signature.s += jubjub::Fr::one(),
        Err(Violation::NotSigned),
    ),
    ("first day", |s| s.statement.date = s.witness.from, Ok(())),
    ("last day", |s| s.statement.date = s.witness.until, Ok(())),
    (
        "day before",
        |s| s.statement.date.0 = s.witness.from.0 - 1,
        Err(Violation::NotYetValid),
    ),
    (
        "day after",
        |s| s.statement.date.0 = s.witness.until.0 + 1,
        Err(Violation::Expired),
    ),
    (
        "index of 21 bits",
        |s| s.witness.index |= 1 << 20,
        Err(Violation::IndexTooLarge),
    ),
    (
        "revoked",
        |s| enlist(s, 1 << (s.witness.index % 64)),
        Err(Violation::Revoked),
    ),
    (
        "others revoked",
        |s| {
            enlist(s, !(1 << (s.witness.index % 64)));
        },
        Ok(()),
    ),
    (
        "other root",
        |s| s.statement.status_root += Fr::one(),
        Err(Violation::NotInStatusList),
    ),
    (
        "other word",
        |s| s.witness.status.word ^= 1 << ((s.witness.index + 2) % 64),
        Err(Violation::NotInStatusList),
    ),
    (
        "other path",
        |s| {
            s.witness.status.groups[6]
                .iter_mut()
                .for_each(|node| *node += Fr::one())
        },
        Err(Violation::NotInStatusList),
    ),
    (
        "other nullifier",
        |s| s.statement.nullifier += Fr::one(),
        Err(Violation::OtherNullifier),
    ),
    (
        "other scope",
        |s| s.statement.scope += Fr::one(),
        Err(Violation::OtherNullifier),
    ),
    (
        "other context",
        |s| s.statement.context += Fr::one(),
        Ok(()),
    ),
    (
        "born on the cut-off",
        |s| born(s, Value::Date(Day(BORN + 17)).to_field()),
        Ok(()),
    ),
    (
        "born a day later",
        |s| born(s, Value::Date(Day(BORN + 18)).to_field()),
        Err(Violation::AfterCutoff),
    ),
    ("born in year 1", |s| born(s, Fr::one()), Ok(())),
    (
        "not born",
        |s| born(s, absent()),
        Err(Violation::AfterCutoff),
    ),
    (
        "an integer",
        |s| born(s, Value::Integer(0).to_field()),
        Err(Violation::AfterCutoff),
    ),
    (
        "absent slot",
        |s| {
            s.statement.predicate = Predicate::Age {
                slot: ABSENT,
                cutoff: Day(u32::MAX),
            }
        },
        Err(Violation::AfterCutoff),
    ),
];

fn enlist(scenario: &mut Scenario, word: u64) {
    scenario.witness.status.word = word;
    scenario.enlist();
}

fn born(scenario: &mut Scenario, date: Fr) {
    scenario.set_claim(BIRTH, date);
}

fn twin_proves(scenario: &Scenario, technique: Technique) -> bool {
    let twin = Twin::new(&scenario.statement, scenario.witness.clone()).unwrap();
    let cs = ConstraintSystem::<ArkFr>::new_ref();
    let made = twin.with(technique).generate_constraints(cs.clone());
    made.is_ok() && cs.is_satisfied().unwrap()
}

#[test]
fn the_twin_agrees_with_circuit_and_check() {
    for (seed, (name, change, expected)) in (1..).zip(CHANGES) {
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

/// Decision 14 has these. What a set-up makes of it is what `finalize` leaves.
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
