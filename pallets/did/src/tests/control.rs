//! Controllers and thresholds.

use crate::{mock::*, *};
use aura_primitives::did::{Change, Control};
use frame_support::assert_ok;

/// Control by these accounts with a threshold.
pub fn accounts(people: &[Person], threshold: u8) -> Control<AccountId32> {
    let mut controllers: Vec<_> = people
        .iter()
        .map(|person| Controller::Account(person.account()))
        .collect();
    controllers.sort();
    Control {
        controllers: controllers.try_into().unwrap(),
        threshold,
    }
}

fn dids(dids: &[Did], threshold: u8) -> Control<AccountId32> {
    let mut controllers: Vec<_> = dids.iter().copied().map(Controller::Did).collect();
    controllers.sort();
    Control {
        controllers: controllers.try_into().unwrap(),
        threshold,
    }
}

fn own(threshold: u8) -> Control<AccountId32> {
    Control {
        threshold,
        ..Control::own()
    }
}

fn set(control: &Control<AccountId32>) -> Call<Test> {
    Call::set_control {
        control: control.clone(),
    }
}

fn any_update() -> Call<Test> {
    update(&[Change::SetAlsoKnownAs(Default::default())])
}

type Sign<'a> = &'a dyn Fn(&TestOperation) -> Pen;

/// Submits `call` of `did` with these signatures, by an account that controls nothing.
fn with(did: Did, call: Call<Test>, signs: &[Sign]) -> Result<DispatchResult, DispatchError> {
    let operation = operation(did, call);
    let signatures = signs.iter().map(|sign| sign(&operation)).collect();
    submit(&carol(), operation, signatures)
}

const REFUSED: Result<DispatchResult, DispatchError> = Ok(Err(DispatchError::BadOrigin));

/// A DID with three keys for all relationships.
fn three_keys() -> Did {
    let methods = [
        for_all(alice().ed25519()),
        for_all(alice().sr25519()),
        for_all(alice().secp256k1()),
    ];
    create_signed(&alice(), document(&methods), &bob())
}

#[test]
fn control_passes_to_accounts_that_agree() {
    with_chain(|| {
        let did = simple(&alice());
        let to_bob = accounts(&[bob()], 1);
        let key: Sign = &|operation| by(operation, &alice(), 1);
        let bobs: Sign = &|operation| by_account(operation, &bob());
        let not_proven = Ok(Err(Error::<Test>::ControllersNotProven.into()));
        assert_eq!(with(did, set(&to_bob), &[key]), not_proven);
        // The new controller alone does not suffice: its agreement gives no control yet.
        assert_eq!(
            with(did, set(&to_bob), &[bobs]),
            Err(Error::<Test>::NotAuthorized.into())
        );
        assert_eq!(with(did, set(&to_bob), &[key, bobs]), Ok(Ok(())));
        System::assert_has_event(Event::ControlSet { did }.into());

        // Own keys no longer control the document.
        assert_eq!(with(did, any_update(), &[key]), REFUSED);
        assert_eq!(with(did, any_update(), &[bobs]), Ok(Ok(())));
    });
}

#[test]
fn control_comes_back_to_own_keys() {
    with_chain(|| {
        let did = of_account(&alice());
        let keyless =
            Identifiers::dispatch_as(alice().origin(), did, Box::new(set(&own(1)).into()), RICH);
        assert_eq!(
            keyless.map_err(|failed| failed.error),
            Err(Error::<Test>::InvalidThreshold.into())
        );
        let add = update(&[Change::AddKey(for_all(alice().ed25519()))]);
        assert_ok!(Identifiers::dispatch_as(
            alice().origin(),
            did,
            Box::new(add.into()),
            RICH
        ));
        let account: Sign = &|operation| by_account(operation, &alice());
        let key: Sign = &|operation| by(operation, &alice(), 1);
        let not_proven = Ok(Err(Error::<Test>::ControllersNotProven.into()));
        assert_eq!(with(did, set(&own(1)), &[account]), not_proven);
        assert_eq!(with(did, set(&own(1)), &[account, key]), Ok(Ok(())));
        assert!(record(did).control.is_own());
    });
}

#[test]
fn so_many_own_keys_must_sign() {
    with_chain(|| {
        let did = three_keys();
        let signs: [Sign; 3] = [
            &|operation| by(operation, &alice(), 1),
            &|operation| by(operation, &alice(), 2),
            &|operation| by(operation, &alice(), 3),
        ];
        assert_eq!(
            with(did, set(&own(2)), &signs[..1]),
            Ok(Err(Error::<Test>::ControllersNotProven.into()))
        );
        assert_eq!(with(did, set(&own(2)), &signs[..2]), Ok(Ok(())));
        for sign in signs {
            assert_eq!(with(did, any_update(), &[sign]), REFUSED);
        }
        assert_eq!(with(did, any_update(), &signs[1..]), Ok(Ok(())));
        // Two keys must stay.
        let one = update(&[Change::RevokeKey(3)]);
        assert_eq!(with(did, one, &signs[..2]), Ok(Ok(())));
        let two = update(&[Change::RevokeKey(2)]);
        assert_eq!(
            with(did, two, &signs[..2]),
            Ok(Err(Error::<Test>::InvalidThreshold.into()))
        );
    });
}

#[test]
fn so_many_controllers_must_sign() {
    with_chain(|| {
        let did = of_account(&alice());
        let people = [alice(), bob(), person("Dave")];
        let signs: [Sign; 3] = [
            &|operation| by_account(operation, &alice()),
            &|operation| by_account(operation, &bob()),
            &|operation| by_account(operation, &person("Dave")),
        ];
        let control = accounts(&people, 2);
        assert_eq!(with(did, set(&control), &signs[..2]), Ok(Ok(())));
        assert_eq!(
            with(did, any_update(), &signs[..1]),
            Err(Error::<Test>::NotAuthorized.into())
        );
        assert_eq!(with(did, any_update(), &signs[1..]), Ok(Ok(())));
        assert_eq!(with(did, any_update(), &signs), Ok(Ok(())));
    });
}

#[test]
fn a_did_controls_another_by_its_own_keys() {
    with_chain(|| {
        let (child, parent) = (simple(&alice()), simple(&bob()));
        let old: Sign = &|operation| by(operation, &alice(), 1);
        let new: Sign = &|operation| by_did(operation, parent, &bob(), 1);
        assert_eq!(
            with(child, set(&dids(&[parent], 1)), &[old, new]),
            Ok(Ok(()))
        );
        assert_eq!(with(child, any_update(), &[old]), REFUSED);
        assert_eq!(with(child, any_update(), &[new]), Ok(Ok(())));
        // An account with the same seed does not count.
        let account: Sign = &|operation| by_account(operation, &bob());
        assert_eq!(
            with(child, any_update(), &[account]),
            Err(Error::<Test>::NotAuthorized.into())
        );
    });
}

#[test]
fn a_controller_counts_as_it_is_at_the_time() {
    with_chain(|| {
        let child = simple(&alice());
        let methods = [
            for_all(bob().ed25519()),
            for_all(bob().sr25519()),
            for_one(bob().secp256k1(), Relationship::AssertionMethod),
        ];
        let parent = create_signed(&bob(), document(&methods), &bob());
        let old: Sign = &|operation| by(operation, &alice(), 1);
        let first: Sign = &|operation| by_did(operation, parent, &bob(), 1);
        let second: Sign = &|operation| by_did(operation, parent, &bob(), 2);
        let third: Sign = &|operation| by_did(operation, parent, &bob(), 3);
        assert_eq!(
            with(child, set(&dids(&[parent], 1)), &[old, first]),
            Ok(Ok(()))
        );

        // A key without that relationship, then a revoked one.
        let not_active = Err(Error::<Test>::KeyNotActive.into());
        assert_eq!(with(child, any_update(), &[third]), not_active);
        assert_ok!(act(&bob(), parent, update(&[Change::RevokeKey(2)])));
        assert_eq!(with(child, any_update(), &[second]), not_active);
        assert_eq!(with(child, any_update(), &[first]), Ok(Ok(())));

        assert_ok!(act(&bob(), parent, Call::deactivate {}));
        let mut late = operation(child, any_update());
        late.signers = vec![Signer::Did(parent, 1)].try_into().unwrap();
        let payload = Identifiers::payload(&late).unwrap();
        let late = Signed {
            operation: late,
            signatures: vec![bob().sign(&bob().ed25519(), &payload)],
        };
        assert_eq!(send(&carol(), late), Err(Error::<Test>::Deactivated.into()));
    });
}

#[test]
fn a_controller_with_a_threshold_signs_with_as_many_keys() {
    with_chain(|| {
        let child = simple(&alice());
        let methods = [for_all(bob().ed25519()), for_all(bob().sr25519())];
        let parent = create_signed(&bob(), document(&methods), &bob());
        let both: [Sign; 2] = [&|operation| by(operation, &bob(), 1), &|operation| {
            by(operation, &bob(), 2)
        }];
        assert_eq!(with(parent, set(&own(2)), &both), Ok(Ok(())));

        let old: Sign = &|operation| by(operation, &alice(), 1);
        let first: Sign = &|operation| by_did(operation, parent, &bob(), 1);
        let second: Sign = &|operation| by_did(operation, parent, &bob(), 2);
        let control = dids(&[parent], 1);
        assert_eq!(
            with(child, set(&control), &[old, first]),
            Ok(Err(Error::<Test>::ControllersNotProven.into()))
        );
        assert_eq!(
            with(child, set(&control), &[old, first, second]),
            Ok(Ok(()))
        );
        assert_eq!(
            with(child, any_update(), &[second]),
            Err(Error::<Test>::NotAuthorized.into())
        );
    });
}

/// A parent with a threshold of two of its three keys, and a child that it controls.
fn family() -> (Did, Did) {
    let (parent, child) = (three_keys(), of_account(&bob()));
    let keys: [Sign; 2] = [&|operation| by(operation, &alice(), 1), &|operation| {
        by(operation, &alice(), 2)
    }];
    assert_eq!(with(parent, set(&own(2)), &keys), Ok(Ok(())));
    let agree: [Sign; 3] = [
        &|operation| by_account(operation, &bob()),
        &|operation| by_did(operation, parent, &alice(), 1),
        &|operation| by_did(operation, parent, &alice(), 2),
    ];
    assert_eq!(with(child, set(&dids(&[parent], 1)), &agree), Ok(Ok(())));
    (parent, child)
}

/// The parent comes under the control of accounts: then neither one nor all of its old keys act for
/// the child.
#[test]
fn the_threshold_of_a_controller_never_falls() {
    with_chain(|| {
        let (parent, child) = family();
        let first: Sign = &|operation| by_did(operation, parent, &alice(), 1);
        let second: Sign = &|operation| by_did(operation, parent, &alice(), 2);
        let third: Sign = &|operation| by_did(operation, parent, &alice(), 3);
        let refused = Err(Error::<Test>::NotAuthorized.into());
        assert_eq!(with(child, any_update(), &[first]), refused);
        assert_eq!(with(child, any_update(), &[first, third]), Ok(Ok(())));

        let own_keys: [Sign; 2] = [&|operation| by(operation, &alice(), 1), &|operation| {
            by(operation, &alice(), 2)
        }];
        let others: [Sign; 2] = [&|operation| by_account(operation, &alice()), &|operation| {
            by_account(operation, &bob())
        }];
        let both: Vec<_> = own_keys.into_iter().chain(others).collect();
        let multisig = accounts(&[alice(), bob()], 2);
        assert_eq!(with(parent, set(&multisig), &both), Ok(Ok(())));
        for keys in [
            &[first][..],
            &[second],
            &[first, second],
            &[first, second, third],
        ] {
            assert_eq!(with(child, any_update(), keys), refused);
        }
        // The controllers of the parent do not act for the child.
        assert_eq!(with(child, any_update(), &others), refused);

        // They can return the parent to its own keys, which then have the new threshold.
        assert_eq!(with(parent, set(&own(2)), &both), Ok(Ok(())));
        assert_eq!(with(child, any_update(), &[first]), refused);
        assert_eq!(with(child, any_update(), &[first, second]), Ok(Ok(())));
    });
}

#[test]
fn a_did_that_others_control_is_no_controller() {
    with_chain(|| {
        let (child, parent) = (simple(&alice()), of_account(&bob()));
        let add = update(&[Change::AddKey(for_all(bob().ed25519()))]);
        assert_ok!(Identifiers::dispatch_as(
            bob().origin(),
            parent,
            Box::new(add.into()),
            RICH
        ));
        let old: Sign = &|operation| by(operation, &alice(), 1);
        let new: Sign = &|operation| by_did(operation, parent, &bob(), 1);
        let account: Sign = &|operation| by_account(operation, &bob());
        let invalid = Ok(Err(Error::<Test>::InvalidController.into()));
        assert_eq!(with(child, set(&dids(&[parent], 1)), &[old, new]), invalid);
        // It is invalid beside others who would suffice, too.
        let mut beside = accounts(&[bob()], 1);
        let controllers = vec![
            Controller::Did(parent),
            Controller::Account(bob().account()),
        ];
        beside.controllers = controllers.try_into().unwrap();
        assert_eq!(with(child, set(&beside), &[old, account]), invalid);
        // The DID itself is unchanged.
        assert!(record(child).control.is_own());
    });
}

#[test]
fn dids_do_not_control_each_other_in_a_circle() {
    with_chain(|| {
        let (a, b) = (simple(&alice()), simple(&bob()));
        let alices: Sign = &|operation| by(operation, &alice(), 1);
        let as_b: Sign = &|operation| by_did(operation, b, &bob(), 1);
        assert_eq!(with(a, set(&dids(&[b], 1)), &[alices, as_b]), Ok(Ok(())));
        let bobs: Sign = &|operation| by(operation, &bob(), 1);
        let as_a: Sign = &|operation| by_did(operation, a, &alice(), 1);
        assert_eq!(
            with(b, set(&dids(&[a], 1)), &[bobs, as_a]),
            Ok(Err(Error::<Test>::InvalidController.into()))
        );
        assert_eq!(with(a, any_update(), &[as_b]), Ok(Ok(())));
        assert_eq!(with(b, any_update(), &[bobs]), Ok(Ok(())));
    });
}

#[test]
fn control_that_nobody_could_have_is_refused() {
    with_chain(|| {
        let did = three_keys();
        let all: [Sign; 3] = [
            &|operation| by(operation, &alice(), 1),
            &|operation| by(operation, &alice(), 2),
            &|operation| by_account(operation, &bob()),
        ];
        let [a, b] = [alice(), bob()].map(|person| Controller::Account(person.account()));
        let (less, more) = if a < b { (a, b) } else { (b, a) };
        let of = |controllers: [&Controller<AccountId32>; 2]| Control {
            controllers: controllers.map(Clone::clone).to_vec().try_into().unwrap(),
            threshold: 1,
        };
        let (unordered, twice) = (of([&more, &less]), of([&less, &less]));
        for (control, error) in [
            (own(0), Error::<Test>::InvalidThreshold),
            (own(4), Error::InvalidThreshold),
            (accounts(&[bob()], 0), Error::InvalidThreshold),
            (accounts(&[bob()], 2), Error::InvalidThreshold),
            (unordered, Error::ControllersUnordered),
            (twice, Error::ControllersUnordered),
            (dids(&[did], 1), Error::OwnController),
            (dids(&[[9; 32].into()], 1), Error::InvalidController),
        ] {
            assert_eq!(
                with(did, set(&control), &all),
                Ok(Err(error.into())),
                "{control:?}"
            );
        }
        assert!(record(did).control.is_own());
    });
}
