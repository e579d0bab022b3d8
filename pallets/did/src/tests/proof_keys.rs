//! Jubjub keys, which need a proof of possession.

use crate::{mock::*, *};
use aura_primitives::did::{Change, Document, NewVerificationMethod, PublicKey, Relationships};
use aura_zkp_core::{
    possession,
    signature::{self, SecretKey},
    Fr,
};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};

fn secret(seed: u8) -> SecretKey {
    SecretKey::from_seed(&[seed; 32])
}

fn add(key: [u8; 32], possession: [u8; 48]) -> Call<Test> {
    update(&[Change::AddProofKey { key, possession }])
}

/// Adds the key with its signature over that DID.
fn signed_for(did: Did, secret: &SecretKey) -> Call<Test> {
    let key = secret.public_key().to_bytes();
    add(key, possession::sign(&did, secret, &[5; 32]))
}

#[test]
fn it_comes_for_assertions() {
    with_chain(|| {
        let did = simple(&alice());
        assert_ok!(act(&alice(), did, signed_for(did, &secret(1))));
        let record = record(did);
        let method = record.methods.last().unwrap();
        let key = PublicKey::Jubjub(secret(1).public_key().to_bytes());
        assert_eq!((method.key, method.index), (key, 2));
        assert_eq!(method.relationships, Relationships::ASSERTION);
        // It cannot be added twice.
        let again = act(&alice(), did, signed_for(did, &secret(1)));
        assert_eq!(again, Err(Error::<Test>::KeyAlreadyExists.into()));
    });
}

#[test]
fn nobody_shows_the_key_of_somebody_else() {
    with_chain(|| {
        let (did, stranger) = (simple(&alice()), simple(&carol()));
        assert_ok!(act(&alice(), did, signed_for(did, &secret(1))));
        // A copy of the call on chain.
        let copied = signed_for(did, &secret(1));
        let refused = Err(Error::<Test>::PossessionNotProven.into());
        assert_eq!(act(&carol(), stranger, copied), refused);
        // Signed by another key.
        let own = possession::sign(&stranger, &secret(2), &[5; 32]);
        let key = secret(1).public_key().to_bytes();
        assert_eq!(act(&carol(), stranger, add(key, own)), refused);
    });
}

#[test]
fn what_is_no_key_is_refused() {
    with_chain(|| {
        let did = simple(&alice());
        for bytes in [[0; 32], [1; 32], [0xff; 32]] {
            let result = act(&alice(), did, add(bytes, [0; 48]));
            assert_eq!(result, Err(Error::<Test>::InvalidKey.into()));
        }
    });
}

/// The key plus the point (0, −1) of order two: (−u, −v). It is on the curve, but not of prime
/// order.
fn with_a_point_of_order_two(key: [u8; 32]) -> [u8; 32] {
    let (mut v, sign) = (key, key[31] >> 7);
    v[31] &= 0x7f;
    let minus_v = -Fr::from_bytes(&v).unwrap();
    let mut bytes = minus_v.to_bytes();
    bytes[31] |= (sign ^ 1) << 7;
    bytes
}

/// Verifying a proof does not check the order of the key again. A genesis or migration could write
/// a document without `AddProofKey`; the invariants find such a key.
#[test]
fn a_key_of_no_prime_order_is_found_in_the_state() {
    with_chain(|| {
        let did = simple(&alice());
        assert_ok!(act(&alice(), did, signed_for(did, &secret(1))));
        let good = secret(1).public_key().to_bytes();
        let bad = with_a_point_of_order_two(good);
        assert!(signature::PublicKey::from_document(&bad).is_ok());
        assert!(signature::PublicKey::from_bytes(&bad).is_err());
        let write = |key| {
            Dids::<Test>::mutate(did, |state| match state {
                Some(State::Active(record, _)) => {
                    record.methods.last_mut().unwrap().key = PublicKey::Jubjub(key);
                }
                other => panic!("{other:?}"),
            });
        };
        write(bad);
        let found = Identifiers::do_try_state().unwrap_err();
        assert_eq!(found, "a Jubjub key is not of prime order".into());
        write(good);
    });
}

#[test]
fn it_comes_by_no_other_way() {
    with_chain(|| {
        let key = PublicKey::Jubjub(secret(1).public_key().to_bytes());
        let method = NewVerificationMethod {
            key,
            relationships: Relationships::ASSERTION,
        };
        let document = Document {
            methods: vec![method.clone()].try_into().unwrap(),
            ..Default::default()
        };
        assert_noop!(
            Identifiers::create(alice().origin(), Box::new(document), [0; 32], None, RICH),
            Error::<Test>::PossessionNotProven
        );
        let did = simple(&alice());
        let result = act(&alice(), did, update(&[Change::AddKey(method)]));
        assert_eq!(result, Err(Error::<Test>::PossessionNotProven.into()));
    });
}

#[test]
fn the_check_of_its_signature_is_paid_for() {
    with_chain(|| {
        let did = simple(&alice());
        let weight = |call: Call<Test>| call.get_dispatch_info().call_weight;
        let one = signed_for(did, &secret(1));
        let two = update(&[
            Change::AddProofKey {
                key: [0; 32],
                possession: [0; 48],
            },
            Change::AddProofKey {
                key: [0; 32],
                possession: [0; 48],
            },
        ]);
        let difference = weight(two).saturating_sub(weight(one));
        let check = weights::SubstrateWeight::<Test>::possession();
        assert!(difference.ref_time() >= check.ref_time());
    });
}
