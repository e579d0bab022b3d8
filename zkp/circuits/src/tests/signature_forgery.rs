//! Forgeries of a signature without the issuer's key. In each test the rest of the circuit is
//! consistent, and the message is arbitrary.

use aura_zkp_core::{
    hash::{p3, tag},
    Fr,
};
use bellman::ConstraintSystem;
use group::{Curve, Group};
use jubjub::{AffinePoint, ExtendedPoint, SubgroupPoint};

use super::scenario::*;
use crate::gadgets::{
    bits::{alloc_bits, power_of_two},
    curve::Edwards,
    num::Num,
    poseidon, variable_base,
};
use crate::ledger::Ledger;

/// An unsigned scenario, with arbitrary authority and claims.
fn unsigned(seed: u64) -> Scenario {
    let mut scenario = Scenario::new(seed);
    scenario.statement.authority = field("dream authority", seed);
    scenario
}

fn point(factor: u64) -> AffinePoint {
    ExtendedPoint::from(SubgroupPoint::generator() * jubjub::Fr::from(factor)).to_affine()
}

fn constant(point: AffinePoint) -> Edwards {
    Edwards {
        u: Num::constant(point.get_u()),
        v: Num::constant(point.get_v()),
    }
}

/// The challenge and the multiple of the key that a nonce with this v requires. The nonce is the
/// first with a challenge below 2^254.
fn from_nonce(scenario: &Scenario) -> (AffinePoint, u128, Ledger, Edwards) {
    let message = scenario.message();
    let (nonce, hash) = (1..)
        .map(|factor| point(factor + 1_000))
        .map(|nonce| (nonce, p3(tag("challenge"), [nonce.get_v(), message])))
        .find(|(_, hash)| hash.to_bytes()[31] < 0x40)
        .unwrap();
    let bytes = hash.to_bytes();
    let c = u128::from_le_bytes(bytes[..16].try_into().unwrap());
    let rest = (hash - wide(c)) * power_of_two(128).invert().unwrap();

    let mut desk = Ledger::default();
    let inputs = [nonce.get_v(), message].map(Num::constant);
    poseidon::p3(
        &mut desk.namespace(|| "challenge"),
        "challenge",
        inputs.each_ref(),
    )
    .unwrap();
    alloc_bits(&mut desk.namespace(|| "k"), 126, Some(rest)).unwrap();
    let key = constant(scenario.key.public_key().affine());
    let multiple = variable_base::multiply(&mut desk.namespace(|| "e·A"), &key, Some(c)).unwrap();
    assert!(desk.broken().is_empty());
    (nonce, c, desk, multiple.point)
}

fn wide(c: u128) -> Fr {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(&c.to_le_bytes());
    Fr::from_bytes(&bytes).unwrap()
}

#[test]
fn the_challenge_is_that_of_the_nonce() {
    let mut scenario = unsigned(1);
    scenario.witness.signature.s = jubjub::Fr::from(7);
    scenario
        .ledger()
        .assert_only_broken("4 signature/c is that of the multiple");
}

/// If c were free, k would compensate for it, and any signature would pass.
#[test]
fn what_is_left_of_the_challenge_has_126_bits() {
    let scenario = unsigned(2);
    let mut ledger = scenario.ledger();
    let nonce = ledger.get("4 signature/nonce/v");
    let hash = p3(tag("challenge"), [nonce, scenario.message()]);
    let c = wide(u128::from_le_bytes(scenario.witness.signature.c));
    let rest = (hash - c) * power_of_two(128).invert().unwrap();
    ledger.set_bits("4 signature/k", 126, 0);
    ledger.set("4 signature/k/bit 0", rest);
    ledger.assert_only_broken("4 signature/k/bit 0 is boolean");
}

/// A nonce that is chosen freely, instead of the difference of the two multiples.
#[test]
fn the_nonce_is_the_difference_of_the_multiples() {
    let mut scenario = unsigned(3);
    let (nonce, c, desk, _) = from_nonce(&scenario);
    scenario.witness.signature.c = c.to_le_bytes();
    let mut ledger = scenario.ledger();
    ledger.set("4 signature/nonce/v", nonce.get_v());
    ledger.graft(&desk, "4 signature/challenge/", "4 signature/");
    ledger.graft(&desk, "4 signature/k/", "4 signature/");
    ledger.assert_only_broken("4 signature/nonce/");
}

/// A fitting s·B without an s, as an incomplete last addition would allow.
#[test]
fn the_response_is_a_multiple_of_the_base() {
    let mut scenario = unsigned(4);
    let (nonce, c, desk, multiple) = from_nonce(&scenario);
    scenario.witness.signature.c = c.to_le_bytes();
    let mut needed = Ledger::default();
    let response = constant(nonce)
        .add(&mut needed.namespace(|| "response"), &multiple)
        .unwrap();
    let v = response
        .v_of_difference(&mut needed.namespace(|| "nonce"), &multiple)
        .unwrap();
    assert_eq!(v.value(), Some(nonce.get_v()));

    let mut ledger = scenario.ledger();
    ledger.set("4 signature/s·B/sum/u", response.u.value().unwrap());
    ledger.set("4 signature/s·B/sum/v", response.v.value().unwrap());
    ledger.graft(&needed, "4 signature/nonce/", "4 signature/");
    ledger.graft(&desk, "4 signature/challenge/", "4 signature/");
    ledger.graft(&desk, "4 signature/k/", "4 signature/");
    ledger.assert_only_broken("4 signature/s·B/sum/");
}

/// A fitting (2^128 + 2c + 1)·A.
#[test]
fn the_multiple_is_one_of_the_key() {
    let scenario = unsigned(5);
    let mut ledger = scenario.ledger();
    // The multiple that the honest nonce would need: s·B minus a chosen nonce.
    let (nonce, c, desk, _) = from_nonce(&scenario);
    let mut signed = scenario.clone();
    signed.witness.signature.c = c.to_le_bytes();
    ledger.graft(&signed.ledger(), "4 signature/e·A/", "");
    let response = Edwards {
        u: Num::constant(ledger.get("4 signature/s·B/sum/u")),
        v: Num::constant(ledger.get("4 signature/s·B/sum/v")),
    };
    let mut needed = Ledger::default();
    let opposite = Edwards {
        u: Num::constant(-nonce.get_u()),
        v: Num::constant(nonce.get_v()),
    };
    let multiple = response
        .add(&mut needed.namespace(|| "multiple"), &opposite)
        .unwrap();
    response
        .v_of_difference(&mut needed.namespace(|| "nonce"), &multiple)
        .unwrap();
    ledger.set("4 signature/e·A/multiple/u", multiple.u.value().unwrap());
    ledger.set("4 signature/e·A/multiple/v", multiple.v.value().unwrap());
    ledger.graft(&needed, "4 signature/nonce/", "4 signature/");
    ledger.graft(&desk, "4 signature/challenge/", "4 signature/");
    ledger.graft(&desk, "4 signature/k/", "4 signature/");
    ledger.assert_only_broken("4 signature/e·A/multiple/");
}

/// The signature of one message under another.
#[test]
fn a_signature_is_good_for_one_message() {
    let signed = Scenario::new(6);
    let mut ledger = unsigned(6).ledger();
    ledger.graft(&signed.ledger(), "4 signature/", "");
    ledger.assert_only_broken("4 signature/challenge/");
}

/// The signature of one key under another.
#[test]
fn a_signature_is_that_of_the_issuer() {
    let scenario = Scenario::new(7);
    let mut ledger = scenario.ledger();
    let other = secret_key(8).public_key().affine();
    ledger.set("issuer key u", other.get_u());
    ledger.set("issuer key v", other.get_v());
    ledger.assert_only_broken("4 signature/e·A/base/");
}
