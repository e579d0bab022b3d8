//! Forgeries with a revoked credential. In each test the rest of the circuit is consistent.

use aura_zkp_core::{hash::p5, hash::tag, Fr};

use super::scenario::*;

/// A credential at place 63 of its word: the last bit of the last byte.
fn at_last_bit(seed: u64) -> Scenario {
    let mut scenario = Scenario::new(seed);
    scenario.witness.index |= 63;
    scenario.witness.status.word = 0x0055_aa33_1100_ff1e;
    scenario.settle();
    scenario
}

fn revoked(mut scenario: Scenario) -> Scenario {
    scenario.witness.status.word |= 1 << (scenario.witness.index % 64);
    scenario.enlist();
    scenario
}

#[test]
fn the_bit_is_0() {
    revoked(Scenario::new(1))
        .ledger()
        .assert_only_broken("5 status/bit is 0/");
}

#[test]
fn the_byte_is_that_of_the_word() {
    let scenario = revoked(at_last_bit(2));
    let mut ledger = scenario.ledger();
    ledger.set("5 status/byte/bit 7", Fr::zero());
    ledger.set("5 status/bit is 0/choice 3 by bit 0", Fr::zero());
    ledger.set("5 status/bit is 0/choice 1 by bit 1", Fr::zero());
    ledger.assert_only_broken("5 status/byte of word/");
}

#[test]
fn the_byte_has_bits() {
    // 2^7 in another bit of the byte.
    let scenario = revoked(at_last_bit(3));
    let mut ledger = scenario.ledger();
    ledger.set("5 status/byte/bit 7", Fr::zero());
    let other = ledger.get("5 status/byte/bit 0");
    ledger.set("5 status/byte/bit 0", other + Fr::from(1 << 7));
    ledger.set("5 status/bit is 0/choice 3 by bit 0", Fr::zero());
    ledger.set("5 status/bit is 0/choice 1 by bit 1", Fr::zero());
    ledger.assert_only_broken("5 status/byte/bit 0 is boolean");
}

#[test]
fn the_word_has_bits() {
    // 2^63 in another bit of the word.
    let scenario = revoked(at_last_bit(4));
    let mut ledger = scenario.ledger();
    ledger.set("5 status/word/bit 63", Fr::zero());
    let other = ledger.get("5 status/word/bit 0");
    ledger.set("5 status/word/bit 0", other + Fr::from(1 << 63));
    ledger.set("5 status/byte/bit 7", Fr::zero());
    for (choices, value) in [("byte of word", 0), ("bit is 0", 0)] {
        ledger.set(
            &format!("5 status/{choices}/choice 3 by bit 0"),
            Fr::from(value),
        );
        ledger.set(
            &format!("5 status/{choices}/choice 1 by bit 1"),
            Fr::from(value),
        );
    }
    ledger.assert_only_broken("5 status/word/bit 0 is boolean");
}

/// The index of another credential: another word, another byte, another bit.
#[test]
fn the_index_is_the_one_that_is_signed() {
    let scenario = revoked(at_last_bit(5));
    for flipped in [0, 4, 9, 19] {
        let mut other = scenario.clone();
        other.witness.index ^= 1 << flipped;
        other.witness.status.word &= !(1 << (other.witness.index % 64));
        other.enlist();
        let mut ledger = other.ledger();
        let honest = scenario.ledger();
        ledger.graft(&honest, "3 message/", "");
        ledger.graft(&honest, "4 signature/", "");
        ledger.assert_only_broken("3 message/");
    }
}

/// Bit 19 is 2: the index points into another list, to a place that the tree lacks.
#[test]
fn the_index_has_bits() {
    let mut scenario = Scenario::new(6);
    scenario.witness.index &= !(3 << 18);
    scenario.settle();
    let node = p5(tag("status"), scenario.witness.status.groups[5]);
    // Twice the third child minus the first is the node.
    let first = scenario.witness.status.groups[6][0] + Fr::from(5);
    let third = (node + first) * Fr::from(2).invert().unwrap();
    scenario.witness.status.groups[6][0] = first;
    scenario.witness.status.groups[6][2] = third;
    scenario.statement.status_root = p5(tag("status"), scenario.witness.status.groups[6]);
    scenario.statement.list |= 1;
    scenario.sign();

    let mut ledger = scenario.ledger();
    ledger.set("2 index/bit 19", Fr::from(2));
    let validity = ledger.get("validity") - Fr::from(1 << 20);
    ledger.set("validity", validity);
    ledger.assert_only_broken("2 index/bit 19 is boolean");
}

#[test]
fn the_word_stands_in_the_list() {
    let scenario = revoked(at_last_bit(7));
    let mut forged = scenario.clone();
    forged.witness.status.word = 0;
    forged
        .ledger()
        .assert_only_broken("5 status/level 0/place/");

    // In turn, each node is not the hash of its children.
    forged.enlist();
    let false_path = forged.ledger();
    for level in 0..7 {
        let mut ledger = scenario.ledger();
        for below in 0..=level {
            ledger.graft(&false_path, &format!("5 status/level {below}/"), "");
        }
        let name = format!("5 status/level {level}/hash/");
        ledger.graft(&scenario.ledger(), &name, "");
        ledger.graft(&false_path, "5 status/word/", "");
        ledger.graft(&false_path, "5 status/byte", "");
        ledger.graft(&false_path, "5 status/bit is 0/", "");
        ledger.assert_only_broken(&name);
    }
}

#[test]
fn the_list_is_the_one_of_the_root() {
    let mut scenario = Scenario::new(8);
    scenario.statement.status_root += Fr::one();
    scenario.ledger().assert_only_broken("5 status/root");
}

/// 64 bits in each of 2^14 words: every index has its own bit. With words of another size, the bit
/// of one index was the padding of another.
#[test]
fn every_index_has_a_bit_of_its_own() {
    for index in [0, 1, 63, 64, 65, (1 << 20) - 1, (1 << 20) - 64] {
        for (word, good) in [
            (0, true),
            (1 << (index % 64), false),
            (!(1 << (index % 64)), true),
        ] {
            let mut scenario = Scenario::new(9);
            scenario.witness.index = index;
            scenario.witness.status.word = word;
            scenario.settle();
            assert_eq!(scenario.proves(), good);
            assert_eq!(scenario.check().is_ok(), good);
        }
    }
}
