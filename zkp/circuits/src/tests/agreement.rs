//! The circuits and the check without a circuit agree, on valid scenarios and on every kind of
//! change.

use aura_zkp_core::{
    set::{self, Set},
    statement::Predicate,
    status::{StatusTree, LEVELS},
    Fr,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

use super::scenario::{
    changes::{Change, AGE, ALL, MEMBERSHIP, RANGE},
    secret_key, Scenario, COUNTRY,
};
use crate::Violation;

fn assert_agreement(scenario: fn(u64) -> Scenario, changes: &[Change], seed: u64) {
    let (name, change, expected) = changes[seed as usize % changes.len()];
    let mut scenario = scenario(seed);
    change(&mut scenario);
    assert_eq!(scenario.check(), expected, "{name}");
    assert_eq!(scenario.proves(), expected.is_ok(), "{name}");
}

#[test]
fn each_change_breaks_its_rule_in_circuit_and_check() {
    for (scenario, changes) in [
        (Scenario::new as fn(u64) -> Scenario, ALL),
        (Scenario::age, AGE),
        (Scenario::range, RANGE),
        (Scenario::membership, MEMBERSHIP),
    ] {
        for seed in 1..=changes.len() as u64 {
            assert_agreement(scenario, changes, seed);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn circuit_and_check_agree(seed in 0..1_u64 << 50, own in any::<bool>()) {
        for (scenario, changes) in [
            (Scenario::age as fn(u64) -> Scenario, AGE),
            (Scenario::range, RANGE),
            (Scenario::membership, MEMBERSHIP),
            (Scenario::new, ALL),
        ] {
            assert_agreement(scenario, if own { changes } else { ALL }, seed);
        }
    }

    #[test]
    fn two_changes_are_no_better_than_one(seed in 0..1_u64 << 50) {
        let mut scenario = Scenario::age(seed);
        let changes: Vec<_> = ALL.iter().chain(AGE).collect();
        for pick in [seed as usize, (seed >> 20) as usize] {
            changes[pick % changes.len()].1(&mut scenario);
        }
        prop_assert_eq!(scenario.proves(), scenario.check().is_ok());
    }
}

/// Changes any part of a scenario by any amount.
fn change(scenario: &mut Scenario, part: u8, by: u64) {
    let Scenario {
        key,
        statement,
        witness,
    } = scenario;
    let (at, much) = (by as usize, Fr::from(by));
    match part {
        0 => witness.secret += much,
        1 => witness.blinding += much,
        2 => witness.index ^= by as u32 % (1 << 21),
        3 => witness.from.0 ^= by as u32,
        4 => witness.until.0 ^= by as u32,
        5 => {
            let slot = match statement.predicate {
                Predicate::Age { slot, .. }
                | Predicate::Range { slot, .. }
                | Predicate::Membership { slot, .. }
                    if by % 2 == 1 =>
                {
                    slot
                }
                _ => by as u8 % 16,
            };
            witness
                .claims
                .set(slot, witness.claims.get(slot).unwrap() + much);
        }
        6 => witness.signature.c[at % 16] ^= by as u8,
        7 => witness.signature.s = key.sign(&much, &[0; 32]).s,
        8 => witness.status.word ^= by,
        9 => witness.status.groups[at % LEVELS][at / LEVELS % 4] += much,
        10 => witness.set_path.as_mut().unwrap()[at % set::LEVELS][at / set::LEVELS % 4] += much,
        11 => statement.issuer_key = secret_key(by).public_key(),
        12 => statement.authority += much,
        13 => statement.list ^= by as u32,
        14 => statement.date.0 ^= by as u32,
        15 => statement.status_root += much,
        16 => statement.context += much,
        17 => statement.scope += much,
        18 => statement.nullifier += much,
        _ => match &mut statement.predicate {
            Predicate::Ownership => {}
            Predicate::Age { cutoff, .. } => cutoff.0 ^= by as u32,
            Predicate::Range { hi, .. } if by % 2 == 1 => *hi ^= by,
            Predicate::Range { lo, .. } => *lo ^= by,
            Predicate::Membership { set_root, .. } => *set_root += much,
        },
    }
}

/// Number of parts that [`change`] distinguishes.
const PARTS: u8 = 20;

/// Changes a scenario and then signs it again, or recomputes everything that depends on the rest,
/// so that at most one rule is broken. Returns the common verdict of circuit and check.
fn agreed(kind: usize, seed: u64, part: u8, by: u64, repaired: u8) -> Result<(), Violation> {
    let kinds = [
        Scenario::new,
        Scenario::age,
        Scenario::range,
        Scenario::membership,
    ];
    let mut scenario = kinds[kind](seed);
    change(&mut scenario, part, by);
    match repaired {
        0 => {}
        1 => scenario.sign(),
        _ => scenario.settle(),
    }
    let check = scenario.check();
    assert_eq!(scenario.proves(), check.is_ok(), "{check:?}");
    check
}

#[test]
fn every_rule_is_broken_by_some_change() {
    let mut broken = BTreeSet::new();
    for kind in 0..4 {
        for part in 0..PARTS {
            for (repaired, by) in [(0, 1), (1, 17), (2, 1 << 20), (2, u64::MAX)] {
                if let Err(violation) = agreed(kind, u64::from(part), part, by, repaired) {
                    broken.insert(format!("{violation:?}"));
                }
            }
        }
    }
    assert_eq!(broken.len(), 11, "{broken:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn circuit_and_check_agree_whatever_is_changed(
        seed in 0..1_u64 << 50,
        kind in 0..4_usize,
        part in 0..PARTS,
        by in prop_oneof![0..64_u64, any::<u64>()],
        repaired in 0..3_u8,
    ) {
        let _ = agreed(kind, seed, part, by, repaired);
    }
}

/// Paths out of whole lists and sets, as wallets make them.
#[test]
fn paths_of_whole_trees_lead_to_their_roots() {
    let mut scenario = Scenario::membership(3);
    let index = scenario.witness.index;
    let mut words = [u64::MAX; 16];
    words[(index >> 6) as usize % 16] = !(1 << (index % 64));
    let list = StatusTree::new([(0, [5; 16]), (index >> 10, words)]);
    scenario.witness.status = list.path(index).unwrap();
    scenario.statement.status_root = list.root();

    let country = scenario.witness.claims.get(COUNTRY).unwrap();
    let set = Set::new((1..=50).map(Fr::from).chain([country])).unwrap();
    scenario.witness.set_path = set.path(&country);
    let mut scenario = scenario.with(Predicate::Membership {
        slot: COUNTRY,
        set_root: set.root(),
    });
    assert_eq!(scenario.check(), Ok(()));
    assert!(scenario.proves());

    words[(index >> 6) as usize % 16] = u64::MAX;
    let list = StatusTree::new([(0, [5; 16]), (index >> 10, words)]);
    scenario.witness.status = list.path(index).unwrap();
    scenario.statement.status_root = list.root();
    assert_eq!(scenario.check(), Err(Violation::Revoked));
    assert!(!scenario.proves());
}
