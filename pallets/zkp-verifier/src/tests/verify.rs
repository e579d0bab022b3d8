//! Valid proofs, and the values that they are bound to.

use crate::{mock::*, *};
use aura_primitives::zkp::{Circuit, NOBODY};
use aura_zkp_core::{groth16::Simulator, Fr};
use frame_support::{assert_noop, assert_ok};

const EACH: [Predicate; 4] = [
    Predicate::Ownership,
    ADULT,
    Predicate::Range {
        slot: INCOME,
        least: -5,
        greatest: 100_000,
    },
    Predicate::Membership {
        slot: COUNTRY,
        set_root: [7; 32],
    },
];

#[test]
fn a_proof_that_holds_gives_a_receipt() {
    with_chain(|| {
        for wanted in EACH {
            let policy = policy(wanted);
            let id = register(&policy);
            assert_eq!(receipt(HOLDER, id), None);
            assert_ok!(verify(presented(&policy)));
            let until = now() + blocks_of(&policy);
            let event = Event::Verified {
                policy: id,
                nullifier: nullifier(1),
                until,
            };
            System::assert_last_event(event.into());
            let expected = Receipt {
                until,
                nullifier: nullifier(1),
                key: key_id(wanted.circuit(), 1),
            };
            assert_eq!(receipt(HOLDER, id), Some(expected));
            // The submitter gets nothing.
            assert_eq!(receipt(RELAYER, id), None);
        }
    });
}

/// A presentation made for off-chain verification cannot be submitted by its recipient.
#[test]
fn what_names_nobody_is_not_taken() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        let mut presentation = presented(&policy);
        presentation.beneficiary = AccountId32::new(NOBODY);
        let refused = Err(Error::<Test>::NoBeneficiary.into());
        assert_eq!(verify(proven(presentation)), refused);
    });
}

/// The proof is bound to each part of a presentation: with another value it is invalid.
#[test]
fn a_proof_holds_for_its_presentation_alone() {
    with_chain(|| {
        let first = policy(ADULT);
        register(&first);
        let mut second = first.clone();
        second.lifetime += 1;
        register(&second);
        let older = |years| Predicate::Age { slot: BORN, years };
        register(&policy(older(21)));
        let good = presented(&first);
        let changed = |change: &dyn Fn(&mut Presentation<AccountId32>)| {
            let mut presentation = good.clone();
            change(&mut presentation);
            presentation
        };
        let invalid = Err(Error::<Test>::ProofInvalid(0).into());
        for presentation in [
            // A copy for another beneficiary.
            changed(&|it| it.beneficiary = account(RELAYER)),
            changed(&|it| it.policy = second.id()),
            changed(&|it| it.policy = policy(older(21)).id()),
            changed(&|it| it.date -= 1),
            changed(&|it| it.nullifier = nullifier(2)),
            changed(&|it| it.challenge = [8; 32]),
            changed(&|it| it.expires += 1),
        ] {
            assert_eq!(verify(presentation), invalid);
        }
        assert_ok!(verify(good));
    });
}

#[test]
fn a_proof_is_bound_to_its_key() {
    with_chain(|| {
        assert_ok!(register_key(&Simulator::new(key_id(Circuit::Age, 2))));
        let policy = policy(ADULT);
        register(&policy);
        let mut presentation = presented(&policy);
        // The statement is for version 2, the proof was made with version 1.
        presentation.version = 2;
        let statement = Verifier::statement(&presentation, &mut Default::default()).unwrap();
        presentation.proof = simulator(Circuit::Age).prove(&statement.inputs);
        assert_noop!(verify(presentation.clone()), Error::<Test>::ProofInvalid(0));
        assert_ok!(verify(proven(presentation)));
    });
}

#[test]
fn a_proof_is_bound_to_its_chain() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        let good = presented(&policy);
        let genesis = System::block_hash(0);
        frame_system::BlockHash::<Test>::insert(0, sp_core::H256([1; 32]));
        assert_eq!(
            verify(good.clone()),
            Err(Error::<Test>::ProofInvalid(0).into())
        );
        frame_system::BlockHash::<Test>::insert(0, genesis);
        assert_ok!(verify(good));
    });
}

#[test]
fn a_proof_is_sent_in_time() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        let mut presentation = presented(&policy);
        presentation.expires = now() + MAX_EXPIRY;
        let last = proven(presentation.clone());
        presentation.expires += 1;
        assert_noop!(verify(proven(presentation)), Error::<Test>::ExpiresTooLate);
        let mut late = last.clone();
        late.nullifier = nullifier(2);
        let late = proven(late);
        System::set_block_number(u64::from(last.expires));
        assert_ok!(verify(last));
        go_on(1);
        assert_noop!(verify(late), Error::<Test>::Expired);
    });
}

#[test]
fn a_challenge_is_used_once() {
    with_chain(|| {
        let policy = policy(ADULT);
        let id = register(&policy);
        let presentation = presented(&policy);
        assert_ok!(verify(presentation.clone()));
        assert_noop!(
            verify(presentation.clone()),
            Error::<Test>::NullifierAlreadyUsed
        );
        // Another challenge is another scope, in which the person has another nullifier.
        go_on(1);
        let mut again = presentation;
        again.challenge = [10; 32];
        again.nullifier = nullifier(3);
        assert_ok!(verify(proven(again)));
        let until = now() + blocks_of(&policy);
        assert_eq!(
            receipt(HOLDER, id).map(|receipt| receipt.until),
            Some(until)
        );
    });
}

#[test]
fn once_a_person_is_once_whatever_the_challenge() {
    with_chain(|| {
        let policy = once(policy(ADULT), 50, 9);
        register(&policy);
        let presentation = presented(&policy);
        let scope = |presentation| {
            let proven = Verifier::statement(presentation, &mut Default::default());
            proven.unwrap().inputs[6]
        };
        let mut other = presentation.clone();
        other.challenge = [1; 32];
        other.beneficiary = account(RELAYER);
        assert_eq!(scope(&presentation), scope(&other));
        assert_ok!(verify(presentation));
        // The person's nullifier is the same, so it is used.
        assert_noop!(verify(proven(other)), Error::<Test>::NullifierAlreadyUsed);
    });
}

#[test]
fn a_policy_of_one_use_is_open_for_its_time() {
    with_chain(|| {
        let (policy, closes) = (once(policy(ADULT), 5, 9), now() + 5);
        register(&policy);
        let first = presented(&policy);
        let mut second = first.clone();
        second.nullifier = nullifier(2);
        let mut late = first.clone();
        late.nullifier = nullifier(3);
        let late = proven(late);
        // The credential must be valid on the opening day, even days later.
        go_on_days(3);
        let mut today_s = first.clone();
        today_s.date = today();
        assert_noop!(verify(proven(today_s)), Error::<Test>::DateNotAllowed);
        assert_ok!(verify(first));
        go_on(3);
        assert_ok!(verify(proven(second)));
        go_on(1);
        assert_eq!(now(), closes);
        assert_noop!(verify(late), Error::<Test>::PolicyExpired);
    });
}

#[test]
fn a_policy_of_many_uses_takes_this_day_and_the_one_before() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        let with_date = |date, n| {
            let mut presentation = presented(&policy);
            presentation.date = date;
            presentation.nullifier = nullifier(n);
            verify(proven(presentation))
        };
        assert_ok!(with_date(today(), 1));
        assert_ok!(with_date(today() - 1, 2));
        let refused = Err(Error::<Test>::DateNotAllowed.into());
        assert_eq!(with_date(today() - 2, 3), refused);
        assert_eq!(with_date(today() + 1, 4), refused);
        assert_eq!(with_date(u32::MAX, 5), refused);
        assert_eq!(with_date(0, 6), refused);
    });
}

#[test]
fn numbers_have_one_encoding() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        // The modulus itself, and the same number plus the modulus.
        let modulus = (-Fr::one()).to_bytes();
        let mut zero_again = modulus;
        zero_again[0] += 1;
        for bad in [zero_again, [0xff; 32]] {
            let mut presentation = presented(&policy);
            presentation.nullifier = bad;
            assert_noop!(verify(presentation), Error::<Test>::NotCanonical);
        }
    });
}

#[test]
fn bytes_that_are_no_proof_are_refused() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        let mut presentation = presented(&policy);
        presentation.proof = [0; limits::UNCOMPRESSED_PROOF_BYTES];
        assert_noop!(verify(presentation), Error::<Test>::ProofMalformed(0));
    });
}

#[test]
fn old_keys_are_refused_by_policies_that_want_newer_ones() {
    with_chain(|| {
        let mut policy = policy(ADULT);
        policy.keys = AcceptedKeys::AtLeast(2);
        register(&policy);
        let presentation = presented(&policy);
        assert_noop!(verify(presentation.clone()), Error::<Test>::KeyTooOld);
        let mut presentation = presentation;
        presentation.version = 2;
        assert_noop!(verify(presentation.clone()), Error::<Test>::KeyNotFound);
        assert_ok!(register_key(&Simulator::new(key_id(Circuit::Age, 2))));
        assert_ok!(verify(proven(presentation)));
    });
}

/// Keys that governance registers later, in any version, are not accepted.
#[test]
fn a_policy_that_pins_a_key_takes_no_other() {
    with_chain(|| {
        let pinned = Keys::<Test>::get(key_id(Circuit::Age, 1)).unwrap();
        let mut policy = policy(ADULT);
        policy.keys = AcceptedKeys::Exactly(pinned.key.digest);
        register(&policy);
        assert_ok!(register_key(&Simulator::new(key_id(Circuit::Age, 2))));
        let mut newer = presented(&policy);
        newer.version = 2;
        newer.nullifier = nullifier(2);
        assert_noop!(verify(proven(newer)), Error::<Test>::KeyNotPinned);
        assert_ok!(verify(presented(&policy)));
    });
}

#[test]
fn a_key_can_be_pinned_before_it_is_registered() {
    with_chain(|| {
        let simulator = Simulator::new(key_id(Circuit::Age, 2));
        let mut policy = policy(ADULT);
        let digest = aura_zkp_core::groth16::digest(&simulator.key());
        policy.keys = AcceptedKeys::Exactly(digest);
        register(&policy);
        let mut presentation = presented(&policy);
        presentation.version = 2;
        let early = presentation.clone();
        assert_noop!(verify(early), Error::<Test>::KeyNotFound);
        assert_ok!(register_key(&simulator));
        assert_ok!(verify(proven(presentation)));
    });
}

/// A verifier can use that time to close policies that must not accept the new key.
#[test]
fn a_new_key_is_active_after_the_notice() {
    with_chain(|| {
        KeyNotice::set(7);
        let id = key_id(Circuit::Age, 2);
        assert_ok!(register_key(&Simulator::new(id)));
        let active_from = now() + 7;
        assert_eq!(Keys::<Test>::get(id).unwrap().active_from, active_from);
        let policy = policy(ADULT);
        register(&policy);
        let mut presentation = presented(&policy);
        presentation.version = 2;
        let early = presentation.clone();
        assert_noop!(verify(early.clone()), Error::<Test>::KeyNotActiveYet);
        assert!(!Verifier::usable_keys().contains(&id));
        go_on(6);
        assert_noop!(verify(early), Error::<Test>::KeyNotActiveYet);
        go_on(1);
        assert_eq!(now(), active_from);
        assert!(Verifier::usable_keys().contains(&id));
        assert_ok!(verify(proven(presentation)));
    });
}

/// A key can be disabled during its notice, like any other.
#[test]
fn a_key_can_be_disabled_before_it_is_active() {
    with_chain(|| {
        KeyNotice::set(7);
        let id = key_id(Circuit::Age, 2);
        assert_ok!(register_key(&Simulator::new(id)));
        assert_ok!(Verifier::disable_key(signed("Council"), id));
        go_on(7);
        let policy = policy(ADULT);
        register(&policy);
        let mut presentation = presented(&policy);
        presentation.version = 2;
        assert_noop!(verify(presentation), Error::<Test>::KeyNotActive);
    });
}

#[test]
fn somebody_must_pay() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        let presentation = Box::new(presented(&policy));
        assert_noop!(
            Verifier::verify(RuntimeOrigin::none(), presentation),
            DispatchError::BadOrigin
        );
    });
}
