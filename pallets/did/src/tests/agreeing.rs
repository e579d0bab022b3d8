//! Paying for an operation, and agreeing to it.

use super::control::accounts;
use crate::{mock::*, *};
use aura_primitives::did::{Change, Relationships};
use frame_support::assert_ok;

fn any_update() -> Call<Test> {
    update(&[Change::SetAlsoKnownAs(Default::default())])
}

fn set(control: &Control<AccountId32>) -> Call<Test> {
    Call::set_control {
        control: control.clone(),
    }
}

fn unsigned(did: Did, call: Call<Test>) -> Signed {
    sign(operation(did, call), vec![])
}

fn not_authorized() -> Result<DispatchResult, DispatchError> {
    Err(Error::<Test>::NotAuthorized.into())
}

/// Bob pays for others, and controls a DID. An operation of that DID without signatures is invalid,
/// whatever its call.
#[test]
fn an_account_that_pays_for_an_operation_has_not_agreed_to_it() {
    with_chain(|| {
        let victim = of_account(&bob());
        let before = record(victim);
        let theirs = accounts(&[alice()], 1);
        for call in [any_update(), set(&theirs), Call::deactivate {}] {
            assert_eq!(
                send(&bob(), unsigned(victim, call.clone())),
                not_authorized()
            );
            // The signature of an account that wants to control it does not suffice either.
            let operation = operation(victim, call);
            let pen = by_account(&operation, &alice());
            assert_eq!(submit(&bob(), operation, vec![pen]), not_authorized());
        }
        assert_eq!(record(victim), before);
    });
}

#[test]
fn an_account_that_pays_is_none_of_those_who_must_agree() {
    with_chain(|| {
        let did = of_account(&alice());
        let both = accounts(&[alice(), bob()], 2);
        let give = operation(did, set(&both));
        let pens = vec![by_account(&give, &alice()), by_account(&give, &bob())];
        assert_eq!(submit(&carol(), give, pens), Ok(Ok(())));

        let half = || {
            let operation = operation(did, any_update());
            let pen = by_account(&operation, &alice());
            sign(operation, vec![pen])
        };
        assert_eq!(send(&bob(), half()), not_authorized());
        assert_eq!(send_agreeing(&carol(), half()), not_authorized());
        assert_eq!(send_agreeing(&bob(), half()), Ok(Ok(())));
    });
}

#[test]
fn an_account_that_pays_has_not_agreed_to_control() {
    with_chain(|| {
        let did = simple(&alice());
        let give = || {
            let operation = operation(did, set(&accounts(&[bob()], 1)));
            let pen = by(&operation, &alice(), 1);
            sign(operation, vec![pen])
        };
        let not_proven = Ok(Err(Error::<Test>::ControllersNotProven.into()));
        assert_eq!(send(&bob(), give()), not_proven);
        assert_eq!(send_agreeing(&carol(), give()), not_proven);
        assert_eq!(send_agreeing(&bob(), give()), Ok(Ok(())));
        assert!(!record(did).control.is_own());
    });
}

#[test]
fn an_account_that_controls_a_did_needs_no_signature_if_it_agrees() {
    with_chain(|| {
        let did = of_account(&bob());
        assert_eq!(
            send_agreeing(&carol(), unsigned(did, any_update())),
            not_authorized()
        );
        assert_eq!(
            send_agreeing(&bob(), unsigned(did, any_update())),
            Ok(Ok(()))
        );
        assert_eq!(record(did).nonce, 1);
    });
}

#[test]
fn signers_are_those_who_agreed() {
    with_chain(|| {
        let did = of_account(&alice());
        let operation = operation(did, any_update());
        let pen = by_account(&operation, &alice());
        let Signed {
            operation,
            signatures,
        } = sign(operation, vec![pen]);
        let origin = |submitter: &Person, agrees| {
            frame_support::storage::with_transaction(|| {
                let origin =
                    Identifiers::authorize(&operation, &signatures, submitter.account(), agrees);
                sp_runtime::TransactionOutcome::Rollback(Ok::<_, DispatchError>(origin.unwrap()))
            })
            .unwrap()
        };
        let account = |person: &Person| Signer::Account(person.account());
        let paid = origin(&bob(), Agrees::No);
        assert_eq!(paid.signers.to_vec(), [account(&alice())]);
        assert_eq!(paid.submitter, bob().account());
        assert_eq!(paid.relationships, Relationships::SIGNING);

        let agreed = origin(&bob(), Agrees::Yes);
        let mut both = vec![account(&alice()), account(&bob())];
        both.sort();
        assert_eq!(agreed.signers.to_vec(), both);
        // It counts once, though it signed as well.
        let itself = origin(&alice(), Agrees::Yes);
        assert_eq!(itself.signers.to_vec(), [account(&alice())]);
    });
}

#[test]
fn an_operation_is_good_once_by_either_call() {
    with_chain(|| {
        let did = simple(&alice());
        let operation = operation(did, any_update());
        let pen = by(&operation, &alice(), 1);
        let signed = sign(operation, vec![pen]);
        assert_ok!(send_agreeing(&bob(), signed.clone()).unwrap());
        let again = Err(Error::<Test>::InvalidNonce.into());
        assert_eq!(send(&bob(), signed.clone()), again);
        assert_eq!(send_agreeing(&bob(), signed), again);
    });
}
