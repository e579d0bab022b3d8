//! Circuit and native check agree, on what is right and on what is broken in any way.

use aura_zkp_core::{
    date::Day,
    set::{self, Set},
    statement::Predicate,
    status::{StatusTree, LEVELS},
    Fr,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

use super::scenario::*;
use crate::Violation;

/// What can be done to a scenario, and the rule that it then breaks, if any.
type Change = (&'static str, fn(&mut Scenario), Result<(), Violation>);

const ALL: &[Change] = &[
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
        "other index, same word",
        |s| s.witness.index ^= 1,
        Err(Violation::NotSigned),
    ),
    (
        "other claims",
        |s| s.change_claim(7),
        Err(Violation::NotSigned),
    ),
    (
        "other salt",
        |s| s.change_claim(0),
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
        |s| s.witness.signature.c[3] ^= 4,
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
        |s| {
            s.witness.index |= 1 << 20;
            s.settle();
        },
        Err(Violation::IndexTooLarge),
    ),
    (
        "revoked",
        |s| {
            s.witness.status.word |= 1 << (s.witness.index % 64);
            s.enlist();
        },
        Err(Violation::Revoked),
    ),
    (
        "all others revoked",
        |s| {
            s.witness.status.word = !(1 << (s.witness.index % 64));
            s.enlist();
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
        |s| s.witness.status.word ^= 1 << ((s.witness.index + 1) % 64),
        Err(Violation::NotInStatusList),
    ),
    (
        "other path",
        |s| {
            let place = (s.witness.index >> 6 >> 6) as usize % 4;
            s.witness.status.groups[3][place ^ 1] += Fr::one();
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
];

const AGE: &[Change] = &[
    (
        "born on the cut-off",
        |s| s.set_claim(BIRTH, Fr::from(u64::from(BORN + 17))),
        Ok(()),
    ),
    (
        "born a day later",
        |s| s.set_claim(BIRTH, (BORN + 18).into_fr()),
        Err(Violation::AfterCutoff),
    ),
    ("born in year 1", |s| s.set_claim(BIRTH, Fr::one()), Ok(())),
    (
        "absent",
        |s| s.set_claim(BIRTH, absent()),
        Err(Violation::AfterCutoff),
    ),
    (
        "a number that no claim has",
        |s| s.set_claim(BIRTH, -Fr::one()),
        Ok(()),
    ),
    (
        "2^63",
        |s| s.set_claim(BIRTH, Fr::from(1 << 63)),
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
    (
        "other slot",
        |s| {
            s.statement.predicate = Predicate::Age {
                slot: 8,
                cutoff: Day(u32::MAX),
            }
        },
        Err(Violation::AfterCutoff),
    ),
];

const RANGE: &[Change] = &[
    (
        "lowest",
        |s| s.set_claim(NUMBER, Fr::from(AMOUNT - 3)),
        Ok(()),
    ),
    (
        "highest",
        |s| s.set_claim(NUMBER, Fr::from(AMOUNT + 4)),
        Ok(()),
    ),
    (
        "below",
        |s| s.set_claim(NUMBER, Fr::from(AMOUNT - 4)),
        Err(Violation::BelowRange),
    ),
    (
        "above",
        |s| s.set_claim(NUMBER, Fr::from(AMOUNT + 5)),
        Err(Violation::AboveRange),
    ),
    (
        "absent",
        |s| s.set_claim(NUMBER, absent()),
        Err(Violation::BelowRange),
    ),
    (
        "absent, any number",
        |s| {
            s.statement.predicate = Predicate::Range {
                slot: ABSENT,
                lo: 0,
                hi: u64::MAX,
            }
        },
        Err(Violation::BelowRange),
    ),
    (
        "any number",
        |s| {
            s.statement.predicate = Predicate::Range {
                slot: NUMBER,
                lo: 0,
                hi: u64::MAX,
            }
        },
        Ok(()),
    ),
    (
        "no number",
        |s| {
            s.statement.predicate = Predicate::Range {
                slot: NUMBER,
                lo: AMOUNT + 1,
                hi: AMOUNT,
            }
        },
        Err(Violation::BelowRange),
    ),
];

const MEMBERSHIP: &[Change] = &[
    (
        "no member",
        |s| s.set_claim(COUNTRY, Fr::from(5)),
        Err(Violation::NotMember),
    ),
    (
        "absent",
        |s| s.set_claim(COUNTRY, absent()),
        Err(Violation::NotMember),
    ),
    (
        "other set",
        |s| {
            let Predicate::Membership { slot, set_root } = s.statement.predicate else {
                return;
            };
            let set_root = set_root + Fr::one();
            s.statement.predicate = Predicate::Membership { slot, set_root };
        },
        Err(Violation::NotMember),
    ),
    (
        "other slot",
        |s| {
            let Predicate::Membership { slot, set_root } = s.statement.predicate else {
                return;
            };
            s.statement.predicate = Predicate::Membership {
                slot: slot - 1,
                set_root,
            };
        },
        Err(Violation::NotMember),
    ),
    (
        "no path",
        |s| s.witness.set_path = None,
        Err(Violation::NotMember),
    ),
];

trait IntoFr {
    fn into_fr(self) -> Fr;
}

impl IntoFr for u32 {
    fn into_fr(self) -> Fr {
        Fr::from(u64::from(self))
    }
}

fn assert_agreement(scenario: fn(u64) -> Scenario, changes: &[Change], seed: u64) {
    let (name, change, expected) = changes[seed as usize % changes.len()];
    let mut scenario = scenario(seed);
    change(&mut scenario);
    assert_eq!(scenario.check(), expected, "{name}");
    assert_eq!(scenario.proves(), expected.is_ok(), "{name}");
}

#[test]
fn each_change_breaks_its_rule_in_circuit_and_check() {
    for seed in 1..=ALL.len() as u64 {
        assert_agreement(Scenario::new, ALL, seed);
    }
    for seed in 1..=8 {
        assert_agreement(Scenario::age, AGE, seed);
        assert_agreement(Scenario::range, RANGE, seed);
        assert_agreement(Scenario::membership, MEMBERSHIP, seed);
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

/// The parts that [`change`] knows.
const PARTS: u8 = 20;

/// Changes a scenario, has the issuer sign it anew or makes everything fit but the change: so that a broken
/// rule stands alone, or none is. Gives what both say of it.
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

/// Paths as wallets make them, out of whole lists and sets.
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
