//! One rule broken at a time, with all other rules satisfied: without the constraints of that rule
//! the forgery would pass. (Signature and status have files of their own.)

use aura_zkp_core::{date::Day, hash::p5, hash::tag, statement::Predicate, Fr};

use proptest::prelude::*;

use super::lie;
use super::scenario::*;
use crate::ledger::Ledger;
use crate::Violation;

/// A scenario in which one value is wrong and everything after it follows from the right one.
fn replaced(scenario: &Scenario, name: &str) -> Ledger {
    let mut ledger = scenario.ledger();
    let right = ledger.get(name);
    ledger.set(name, right + Fr::from(77));
    ledger
}

#[test]
fn no_variable_is_free() {
    for scenario in [
        Scenario::age(5),
        Scenario::range(6),
        Scenario::membership(7),
    ] {
        let mut ledger = scenario.ledger();
        assert!(ledger.broken().is_empty());
        assert_eq!(ledger.free_variables(), [""; 0]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Every value that the prover could lie about, consistently or not.
    #[test]
    fn no_lie_passes(variable in 0..7_839_usize) {
        for scenario in [Scenario::membership(8), Scenario::range(8)] {
            let variable = variable % scenario.ledger().variables();
            let lying = lie::lying(variable, |cs| scenario.synthesize(cs));
            prop_assert!(!lying.broken().is_empty());
        }
    }
}

#[test]
fn the_holder_is_that_of_the_secret() {
    // The credential of a victim, with the nullifier of the thief's own secret.
    let victim = Scenario::new(1);
    let mut thief = victim.clone();
    thief.witness.secret = field("thief", 1);
    thief.settle();
    let mut ledger = thief.ledger();
    let honest = victim.ledger();
    ledger.graft(&honest, "1 holder/", "");
    ledger.graft(&honest, "3 message/", "");
    ledger.graft(&honest, "4 signature/", "");
    ledger.assert_only_broken("1 holder/");
}

#[test]
fn the_message_has_the_claims_authority_and_list() {
    let scenario = Scenario::new(2);
    for name in ["claims", "authority"] {
        replaced(&scenario, name).assert_only_broken("3 message/");
    }
    // Another list of the same issuer, in which the bit is still 0.
    let mut ledger = scenario.ledger();
    let other_list = ledger.get("validity") + Fr::from(1 << 20);
    ledger.set("validity", other_list);
    ledger.assert_only_broken("3 message/");
}

#[test]
fn a_credential_is_not_used_before_it_is_valid() {
    let scenario = Scenario::new(3);
    let mut early = scenario.clone();
    early.statement.date = Day(scenario.witness.from.0 - 5);
    let mut ledger = scenario.ledger();
    ledger.set("validity", early.ledger().get("validity"));
    let left = scenario.witness.until.0 - early.statement.date.0;
    ledger.set_bits("2 dates/to until", 32, u128::from(left));
    ledger.set_bits("2 dates/since from", 32, 0);
    ledger.set("2 dates/since from/bit 0", -Fr::from(5));
    ledger.assert_only_broken("2 dates/since from/bit 0 is boolean");
}

#[test]
fn a_credential_is_not_used_after_it_has_expired() {
    let scenario = Scenario::new(4);
    let mut late = scenario.clone();
    late.statement.date = Day(scenario.witness.until.0 + 5);
    let mut ledger = scenario.ledger();
    ledger.set("validity", late.ledger().get("validity"));
    let since = late.statement.date.0 - scenario.witness.from.0;
    ledger.set_bits("2 dates/since from", 32, u128::from(since));
    ledger.set_bits("2 dates/to until", 32, 0);
    ledger.set(
        "2 dates/to until/bit 31",
        -Fr::from(5) * Fr::from(1 << 31).invert().unwrap(),
    );
    ledger.assert_only_broken("2 dates/to until/bit 31 is boolean");
}

/// `from` borrows from `until`: with dates 32 bits apart, a credential valid from day 745,000 could
/// be shown on day 740,000.
#[test]
fn a_date_does_not_borrow_from_the_other() {
    let mut scenario = Scenario::new(5);
    scenario.witness.from = Day(745_000);
    scenario.witness.until = Day(750_000);
    scenario.statement.date = Day(745_000);
    scenario.sign();
    let date = 740_000_i128;
    let (since_from, to_until) = ((1 << 32) - 5_000, 750_000 - date - 1 + 2);

    // `meta` as the circuit computes it, with dates `stride` bits apart, and as the issuer signed
    // it.
    let borrowed = |stride: u32| ((date - since_from) << 64) + ((date + to_until) << (64 + stride));
    let signed = |stride: u32| (745_000_i128 << 64) + (750_000_i128 << (64 + stride));
    assert_eq!((date - since_from).rem_euclid(1 << 32), 745_000);
    assert_eq!(borrowed(32), signed(32), "the attack is the right one");

    let mut ledger = scenario.ledger();
    let mut early = scenario.clone();
    early.statement.date = Day(740_000);
    ledger.set("validity", early.ledger().get("validity"));
    ledger.set_bits("2 dates/since from", 32, since_from as u128);
    ledger.set_bits("2 dates/to until", 32, to_until as u128);
    ledger.assert_only_broken("3 message/");
    assert!(!early.proves());
}

#[test]
fn the_nullifier_is_that_of_secret_and_scope() {
    let scenario = Scenario::new(6);
    replaced(&scenario, "nullifier").assert_only_broken("6 nullifier/is the hash");
    replaced(&scenario, "scope").assert_only_broken("6 nullifier/hash/");

    // The nullifier of another secret.
    let mut other = scenario.clone();
    other.witness.secret += Fr::one();
    other.settle();
    let mut ledger = scenario.ledger();
    let foreign = other.ledger();
    ledger.set("nullifier", foreign.get("nullifier"));
    ledger.graft(&foreign, "6 nullifier/", "");
    ledger.assert_only_broken("6 nullifier/hash/");
}

#[test]
fn the_context_is_bound() {
    replaced(&Scenario::new(7), "context").assert_only_broken("7 context/");
}

#[test]
fn the_slot_is_that_of_the_statement() {
    // The birth date in slot 4, claimed for each other slot.
    let scenario = Scenario::age(8);
    for slot in (0..20).filter(|slot| *slot != u64::from(BIRTH)) {
        let mut ledger = scenario.ledger();
        ledger.set("slot", Fr::from(slot));
        ledger.assert_only_broken("claims/");
        // With the bits of the other slot, the path belongs to another claim.
        ledger.set_bits("claims/slot", 3, u128::from(slot));
        ledger.assert_only_broken("claims/");
    }
}

#[test]
fn the_value_stands_in_the_claims() {
    let scenario = Scenario::age(9);
    // A birth date ten years before that of the credential.
    let mut ledger = scenario.ledger();
    ledger.set_bits("before cutoff", 32, 17 + 3_652);
    ledger.assert_only_broken("claims/level 0/place/");

    // The children with the false value, or the false node, under the true hash.
    for level in 0..2 {
        let mut forged = scenario.clone();
        forged.set_claim(BIRTH, Fr::from(u64::from(BORN - 3_652)));
        let mut ledger = forged.ledger();
        let honest = scenario.ledger();
        ledger.graft(&honest, "3 message/", "");
        ledger.graft(&honest, "4 signature/", "");
        for level in level..2 {
            ledger.graft(&honest, &format!("claims/level {level}/hash/"), "");
        }
        if level == 0 {
            ledger.graft(&honest, "claims/level 1/", "");
        }
        ledger.assert_only_broken(&format!("claims/level {level}/hash/"));
    }
}

#[test]
fn nobody_is_younger_than_the_cutoff() {
    let scenario = Scenario::age(10);
    let mut ledger = scenario.ledger();
    ledger.set("cutoff", Fr::from(u64::from(BORN - 1)));
    ledger.set_bits("before cutoff", 32, 0);
    ledger.set("before cutoff/bit 0", -Fr::one());
    ledger.assert_only_broken("before cutoff/bit 0 is boolean");
}

#[test]
fn no_number_is_outside_of_its_range() {
    let scenario = Scenario::range(11);
    let mut ledger = scenario.ledger();
    ledger.set("lo", Fr::from(AMOUNT + 1));
    ledger.set_bits("above lo", 64, 0);
    ledger.set("above lo/bit 0", -Fr::one());
    ledger.assert_only_broken("above lo/bit 0 is boolean");

    let mut ledger = scenario.ledger();
    ledger.set("hi", Fr::from(AMOUNT - 1));
    ledger.set_bits("below hi", 63, 0);
    ledger.assert_only_broken("below hi/bit 63 is boolean");

    // −1 equals 2^63 − 1 ones less 2^63: the highest bit must be one.
    ledger.set("below hi/bit 5", -Fr::from(1 << 5).invert().unwrap());
    ledger.assert_only_broken("below hi/bit 5 is boolean");
}

#[test]
fn only_members_are_members() {
    let scenario = Scenario::membership(12);
    let Predicate::Membership { slot, set_root } = scenario.statement.predicate else {
        panic!()
    };
    let mut stranger = scenario.clone();
    stranger.set_claim(slot, field("stranger", 1));
    stranger
        .ledger()
        .assert_only_broken("set/level 0/one of four");

    let mut other_set = scenario.clone();
    let set_root = set_root + Fr::one();
    other_set.statement.predicate = Predicate::Membership { slot, set_root };
    other_set.ledger().assert_only_broken("set/root");

    // A path that starts at a stranger and continues with members.
    let mut ledger = stranger.ledger();
    ledger.set(
        "set/level 0/child 0",
        stranger.witness.claims.get(slot).unwrap(),
    );
    ledger.set("set/level 0/not of two", Fr::zero());
    ledger.set("set/level 0/not of three", Fr::zero());
    ledger.assert_only_broken("set/level 0/hash/");
    let path = stranger.witness.set_path.as_ref().unwrap();
    let mut children = path[0];
    children[0] = stranger.witness.claims.get(slot).unwrap();
    assert_ne!(p5(tag("set"), children), p5(tag("set"), path[0]));
}

#[test]
fn an_absent_claim_says_nothing() {
    let age = Scenario::age(13).with(Predicate::Age {
        slot: ABSENT,
        cutoff: Day(u32::MAX),
    });
    let range = Scenario::range(13).with(Predicate::Range {
        slot: ABSENT,
        lo: 0,
        hi: u64::MAX,
    });
    let set_root = match Scenario::membership(13).statement.predicate {
        Predicate::Membership { set_root, .. } => set_root,
        _ => panic!(),
    };
    let membership = Scenario::membership(13).with(Predicate::Membership {
        slot: ABSENT,
        set_root,
    });
    for (scenario, violation) in [
        (age, Violation::AfterCutoff),
        (range, Violation::BelowRange),
        (membership, Violation::NotMember),
    ] {
        assert_eq!(scenario.check(), Err(violation));
        assert!(!scenario.proves());
    }
}
