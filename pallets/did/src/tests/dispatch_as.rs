//! Calls that an account makes for a DID.

use crate::{mock::*, *};
use aura_primitives::did::{Change, Relationships};
use frame_support::{assert_noop, assert_ok};

fn any_update() -> Box<RuntimeCall> {
    Box::new(update(&[Change::SetAlsoKnownAs(Default::default())]).into())
}

fn refused(who: &Person, did: Did) {
    let result = Identifiers::dispatch_as(who.origin(), did, any_update(), RICH);
    assert_noop!(
        result.map_err(|failed| failed.error),
        Error::<Test>::NotAuthorized
    );
}

#[test]
fn a_controlling_account_acts_for_its_did() {
    with_chain(|| {
        let did = of_account(&alice());
        assert_ok!(Identifiers::dispatch_as(
            alice().origin(),
            did,
            any_update(),
            RICH
        ));
        let origin = Identifiers::authorize_account(did, alice().account()).unwrap();
        assert_eq!(origin.relationships, Relationships::SIGNING);
    });
}

#[test]
fn what_was_signed_before_is_not_good_any_more() {
    with_chain(|| {
        let did = of_account(&alice());
        let operation = operation(did, update(&[Change::SetAlsoKnownAs(Default::default())]));
        let pen = by_account(&operation, &alice());
        let signed = sign(operation, vec![pen]);
        assert_ok!(Identifiers::dispatch_as(
            alice().origin(),
            did,
            any_update(),
            RICH
        ));
        assert_eq!(
            send(&bob(), signed),
            Err(Error::<Test>::InvalidNonce.into())
        );
    });
}

#[test]
fn no_other_account_does() {
    with_chain(|| {
        let did = of_account(&alice());
        refused(&bob(), did);
        // The account that paid for a self-controlled DID does not act for it either.
        let did = simple(&alice());
        refused(&bob(), did);
        refused(&alice(), did);
    });
}

#[test]
fn one_account_is_not_enough_for_a_threshold_of_two() {
    with_chain(|| {
        let did = of_account(&alice());
        let two = super::control::accounts(&[alice(), bob()], 2);
        let operation = operation(did, Call::set_control { control: two });
        let signature = by_account(&operation, &alice());
        let signed = sign(operation, vec![signature]);
        assert_eq!(send_agreeing(&bob(), signed), Ok(Ok(())));
        refused(&alice(), did);
        refused(&bob(), did);
    });
}

#[test]
fn a_call_that_fails_fails_the_transaction() {
    with_chain(|| {
        let did = of_account(&alice());
        let call = Box::new(update(&[Change::RetireKey(1)]).into());
        let result = Identifiers::dispatch_as(alice().origin(), did, call, RICH);
        assert_eq!(
            result.map_err(|failed| failed.error),
            Err(Error::<Test>::KeyNotFound.into())
        );
    });
}
