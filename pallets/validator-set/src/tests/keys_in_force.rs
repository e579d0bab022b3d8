//! Proofs use the keys in force, not the keys registered last.

use crate::{mock::*, KeysInForce, SessionKeysInForce};
use frame_support::{assert_ok, traits::KeyOwnerProofSystem};
use pallet_session::historical::HistoricalSessions;
use polkadot_sdk::*;
use sp_runtime::{key_types::DUMMY, traits::OpaqueKeys, KeyTypeId};
use sp_session::MembershipProof;

type Owner = Option<(u64, ())>;

fn key(of: u64) -> (KeyTypeId, Vec<u8>) {
    (DUMMY, keys(of).get_raw(DUMMY).to_vec())
}

fn prove(of: u64) -> Option<MembershipProof> {
    KeysInForce::<Test>::prove(key(of))
}

fn check(of: u64, proof: &MembershipProof) -> Owner {
    KeysInForce::<Test>::check_proof(key(of), proof.clone())
}

fn rotate(sessions: u32) {
    for _ in 0..sessions {
        Session::rotate_session();
    }
}

/// `change` removes the keys of validator 2; they must stay provable while they are in force, and
/// in the session after.
fn stays_provable(change: impl FnOnce()) {
    with_chain(|| {
        rotate(3);
        change();
        for session in [3, 4] {
            let proof = prove(2).unwrap();
            assert_eq!((proof.session, proof.validator_count), (session, 4));
            assert_eq!(check(2, &proof), Some((2, ())));
            rotate(1);
        }
        let proof = prove(2).unwrap();
        assert_eq!(proof.session, 4);
        assert_eq!(check(2, &proof), Some((2, ())));
        rotate(1);
        assert_eq!(prove(2), None);
    });
}

#[test]
fn a_replaced_key_is_proven_while_it_is_in_force() {
    stays_provable(|| set_keys(2, 22));
}

#[test]
fn a_purged_key_is_proven_while_it_is_in_force() {
    stays_provable(|| {
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(2)));
    });
}

#[test]
fn keys_of_a_removed_validator_are_proven_while_they_are_in_force() {
    stays_provable(|| {
        assert_ok!(ValidatorSet::remove_validator(RuntimeOrigin::root(), 2));
    });
}

/// This is the reason for which `historical` is not used.
#[test]
fn historical_loses_a_replaced_key() {
    with_chain(|| {
        rotate(3);
        set_keys(2, 22);
        let absence = Historical::prove(key(2)).unwrap();
        assert_eq!(Historical::check_proof(key(2), absence), None);
    });
}

#[test]
fn a_new_key_is_proven_from_its_first_session_on() {
    with_chain(|| {
        rotate(3);
        set_keys(2, 22);
        assert_eq!(prove(22), None);
        rotate(1);
        assert_eq!(prove(22), None);
        rotate(1);
        let proof = prove(22).unwrap();
        assert_eq!(proof.session, 5);
        assert_eq!(check(22, &proof), Some((2, ())));
    });
}

#[test]
fn a_change_of_keys_does_not_void_a_proof_made_before() {
    with_chain(|| {
        rotate(3);
        let proof = prove(2).unwrap();
        let others = prove(3).unwrap();
        set_keys(2, 22);
        // In the session of the proof, in the one after, and by the root that `historical` keeps.
        for _ in 0..5 {
            assert_eq!(check(2, &proof), Some((2, ())));
            assert_eq!(check(3, &others), Some((3, ())));
            rotate(1);
        }
        // The depth of history has passed.
        assert_eq!(Session::current_index(), 8);
        assert_eq!(check(2, &proof), None);
    });
}

#[test]
fn a_proof_of_keys_in_force_fits_the_root_of_its_session() {
    with_chain(|| {
        rotate(3);
        set_keys(2, 22);
        rotate(1);
        let proof = prove(2).unwrap();
        assert_eq!(proof.session, 4);
        rotate(2);
        assert_eq!(SessionKeysInForce::<Test>::get(4), None);
        assert_eq!(check(2, &proof), Some((2, ())));
        HistoricalSessions::<Test>::remove(4);
        assert_eq!(check(2, &proof), None);
    });
}

#[test]
fn keys_of_the_genesis_are_proven_through_the_session_after() {
    with_chain(|| {
        let first = prove(2).unwrap();
        assert_eq!(first.session, 0);
        set_keys(2, 22);
        assert_eq!(check(2, &first), Some((2, ())));
        rotate(1);
        assert_eq!(check(2, &first), Some((2, ())));
        let second = prove(2).unwrap();
        assert_eq!(second.session, 1);
        rotate(1);
        assert_eq!(check(2, &first), None);
        assert_eq!(check(2, &second), Some((2, ())));
        rotate(1);
        assert_eq!(check(2, &second), None);
    });
}

#[test]
fn a_key_that_is_not_in_force_has_no_proof() {
    with_chain(|| {
        // 11 has keys, but is not a validator; 99 has none.
        for of in [11, 99] {
            assert_eq!(prove(of), None);
        }
        let other_kind = KeyTypeId(*b"none");
        assert_eq!(KeysInForce::<Test>::prove((other_kind, key(2).1)), None);
        assert_eq!(KeysInForce::<Test>::prove((other_kind, vec![])), None);
    });
}

#[test]
fn only_the_current_session_and_the_one_before_are_proven() {
    with_chain(|| {
        rotate(3);
        let session = |session| KeysInForce::<Test>::prove_in(session, key(2));
        assert_eq!(session(1), None);
        assert_eq!(session(2).map(|proof| proof.session), Some(2));
        assert_eq!(session(3).map(|proof| proof.session), Some(3));
        assert_eq!(session(4), None);
    });
}

#[test]
fn a_proof_of_another_key_session_or_count_is_refused() {
    with_chain(|| {
        rotate(3);
        // Validator 2 has other keys in session 5 than in 4.
        set_keys(2, 22);
        rotate(2);
        for proof in [prove(2).unwrap(), prove(22).unwrap()] {
            let of = if proof.session == 4 { 2 } else { 22 };
            assert_eq!(check(of, &proof), Some((2, ())));
            assert_eq!(check(99, &proof), None);
            for session in [0, 3, 9 - proof.session, 6, 7] {
                let proof = MembershipProof {
                    session,
                    ..proof.clone()
                };
                // Session 3 has the same keys as session 4, and session 6 the same as session 5.
                let same = matches!((of, session), (2, 3) | (22, 6));
                assert_eq!(check(of, &proof).is_some(), same, "{of} in {session}");
            }
            for validator_count in [0, 3, 5] {
                let proof = MembershipProof {
                    validator_count,
                    ..proof.clone()
                };
                assert_eq!(check(of, &proof), None);
            }
        }
    });
}

#[test]
fn a_proof_with_missing_or_spare_nodes_is_refused() {
    with_chain(|| {
        rotate(3);
        for session in [2, 3] {
            let proof = KeysInForce::<Test>::prove_in(session, key(2)).unwrap();
            let mut less = proof.clone();
            less.trie_nodes.pop();
            let mut more = proof.clone();
            more.trie_nodes.push(b"spare".to_vec());
            for proof in [less, more] {
                assert_eq!(check(2, &proof), None);
            }
        }
    });
}

#[test]
fn proofs_leave_storage_as_it_is() {
    with_chain(|| {
        rotate(3);
        set_keys(2, 22);
        rotate(1);
        let root = || sp_io::storage::root(Default::default());
        let before = root();
        let proof = prove(2).unwrap();
        assert!(check(2, &proof).is_some());
        assert_eq!(prove(99), None);
        assert_eq!(root(), before);
    });
}

#[test]
fn keys_of_two_sessions_are_remembered() {
    with_chain(|| {
        assert_eq!(
            SessionKeysInForce::<Test>::iter_keys().collect::<Vec<_>>(),
            [0]
        );
        for session in 1..6 {
            rotate(1);
            let mut known: Vec<_> = SessionKeysInForce::<Test>::iter_keys().collect();
            known.sort_unstable();
            assert_eq!(known, [session - 1, session]);
            ValidatorSet::do_try_state().unwrap();
        }
    });
}

#[test]
fn the_invariants_ask_for_both_sessions_and_their_validators() {
    with_chain(|| {
        rotate(3);
        let keys = SessionKeysInForce::<Test>::get(3).unwrap();
        SessionKeysInForce::<Test>::remove(2);
        assert!(ValidatorSet::do_try_state().is_err());
        SessionKeysInForce::<Test>::insert(2, keys.clone());
        ValidatorSet::do_try_state().unwrap();
        SessionKeysInForce::<Test>::insert(1, keys.clone());
        assert!(ValidatorSet::do_try_state().is_err());
        SessionKeysInForce::<Test>::remove(1);
        SessionKeysInForce::<Test>::mutate(3, |keys| keys.as_mut().unwrap().pop());
        assert!(ValidatorSet::do_try_state().is_err());
        SessionKeysInForce::<Test>::insert(3, keys);
    });
}
