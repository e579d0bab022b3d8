//! Verifying keys, and the origins that manage them.

use crate::{mock::*, *};
use aura_primitives::zkp::{Circuit, Provenance};
use aura_zkp_core::groth16::Simulator;
use frame_support::{assert_noop, assert_ok};
use Circuit::Age;

#[test]
fn a_key_is_registered_once_and_by_governance() {
    with_chain(|| {
        let simulator = Simulator::new(key_id(Age, 2));
        let key = Box::new(simulator.key());
        assert_noop!(
            Verifier::register_key(signed(HOLDER), key.clone()),
            DispatchError::BadOrigin
        );
        assert_noop!(
            Verifier::register_key(signed("Council"), key),
            DispatchError::BadOrigin
        );
        assert_ok!(register_key(&simulator));
        let record = Keys::<Test>::get(key_id(Age, 2)).unwrap();
        assert_eq!(record.status, KeyStatus::Active);
        let digest = record.key.digest;
        System::assert_last_event(
            Event::KeyRegistered {
                key: key_id(Age, 2),
                digest,
                active_from: now(),
            }
            .into(),
        );
        assert_noop!(register_key(&simulator), Error::<Test>::KeyAlreadyExists);
    });
}

#[test]
fn a_bad_key_is_refused() {
    with_chain(|| {
        let good = Simulator::new(key_id(Age, 2)).key();
        let changed = |change: fn(&mut VerifyingKey)| {
            let mut key = good.clone();
            change(&mut key);
            Verifier::register_key(RuntimeOrigin::root(), Box::new(key))
        };
        for (refused, error) in [
            (
                changed(|key| key.alpha = [0; 96]),
                Error::<Test>::KeyPointInvalid,
            ),
            (
                changed(|key| key.ic.truncate(10)),
                Error::KeyInputCountMismatch,
            ),
            (
                changed(|key| key.ic[3] = key.ic[2]),
                Error::KeyInputsNotDistinct,
            ),
            (changed(|key| key.delta = key.gamma), Error::KeyForgeable),
            (changed(|key| key.beta = key.gamma), Error::KeyForgeable),
            (
                changed(|key| key.circuit_hash[0] ^= 1),
                Error::KeyCircuitMismatch,
            ),
            (
                changed(|key| key.provenance = Provenance::Development),
                Error::KeyProvenanceMismatch,
            ),
        ] {
            assert_eq!(refused, Err(error.into()));
        }
        assert_eq!(Keys::<Test>::iter().count(), 4);
    });
}

#[test]
fn keys_of_development_are_for_chains_of_development() {
    with_chain(|| {
        let simulator = Simulator::development(key_id(Age, 2));
        assert_noop!(register_key(&simulator), Error::<Test>::InsecureSetup);
        // The provenance makes no difference.
        let mut key = simulator.key();
        key.provenance = Provenance::Ceremony {
            transcript: [1; 32],
        };
        assert_noop!(
            Verifier::register_key(RuntimeOrigin::root(), Box::new(key)),
            Error::<Test>::KeyProvenanceMismatch
        );
        AllowInsecureSetup::<Test>::put(true);
        assert_ok!(register_key(&simulator));
    });
}

#[test]
fn that_keys_of_development_are_taken_ends_for_good() {
    with_chain(|| {
        AllowInsecureSetup::<Test>::put(true);
        let simulator = Simulator::development(key_id(Age, 2));
        assert_ok!(register_key(&simulator));
        let policy = policy(ADULT);
        register(&policy);
        let mut presentation = presented(&policy);
        presentation.version = 2;
        let statement = Verifier::statement(&presentation, &mut Default::default()).unwrap();
        presentation.proof = simulator.prove(&statement.inputs);
        assert_ok!(verify(presentation.clone()));

        assert_noop!(
            Verifier::forbid_insecure_setup(signed("Council")),
            DispatchError::BadOrigin
        );
        assert_ok!(Verifier::forbid_insecure_setup(RuntimeOrigin::root()));
        System::assert_last_event(Event::InsecureSetupForbidden.into());
        // Registered development keys are no longer accepted either.
        presentation.nullifier = nullifier(2);
        assert_noop!(verify(presentation), Error::<Test>::InsecureSetup);
        assert_noop!(
            Verifier::forbid_insecure_setup(RuntimeOrigin::root()),
            Error::<Test>::NothingToDo
        );
    });
}

#[test]
fn keys_are_retired_and_disabled() {
    with_chain(|| {
        let id = key_id(Age, 1);
        let policy = policy(ADULT);
        register(&policy);
        let presentation = presented(&policy);
        assert_noop!(
            Verifier::retire_key(signed("Council"), id),
            DispatchError::BadOrigin
        );
        assert_noop!(
            Verifier::disable_key(signed(HOLDER), id),
            DispatchError::BadOrigin
        );
        assert_ok!(Verifier::retire_key(RuntimeOrigin::root(), id));
        let event = Event::KeyStatusSet {
            key: id,
            status: KeyStatus::Retired,
        };
        System::assert_last_event(event.into());
        assert_noop!(verify(presentation.clone()), Error::<Test>::KeyNotActive);
        assert_noop!(
            Verifier::retire_key(RuntimeOrigin::root(), id),
            Error::<Test>::KeyNotActive
        );
        // A retired key can still be found to be faulty.
        assert_ok!(Verifier::disable_key(signed("Council"), id));
        assert_noop!(verify(presentation), Error::<Test>::KeyNotActive);
        assert_noop!(
            Verifier::disable_key(signed("Council"), id),
            Error::<Test>::KeyNotActive
        );
        assert_noop!(
            Verifier::retire_key(RuntimeOrigin::root(), id),
            Error::<Test>::KeyNotActive
        );
        assert_noop!(
            Verifier::disable_key(signed("Council"), key_id(Age, 9)),
            Error::<Test>::KeyNotFound
        );
        // It cannot be registered again.
        assert_noop!(
            register_key(&simulator(Age)),
            Error::<Test>::KeyAlreadyExists
        );
    });
}
