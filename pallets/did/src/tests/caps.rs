//! Limits for the deposit of a call.

use crate::{mock::*, *};
use aura_primitives::did::Change;
use frame_support::{assert_noop, assert_ok};

fn grow() -> Call<Test> {
    update(&[Change::SetService(service("site", "https://alice.example"))])
}

/// An operation signed by Alice with the first key.
fn signed(did: Did, call: impl Into<RuntimeCall>) -> Signed {
    let operation = operation(did, call);
    let pen = by(&operation, &alice(), 1);
    sign(operation, vec![pen])
}

/// The price of the DID after its growth.
fn grown(did: Did) -> u128 {
    frame_support::storage::with_transaction(|| {
        assert_ok!(send(&carol(), signed(did, grow())));
        let price = held(&carol());
        sp_runtime::TransactionOutcome::Rollback(Ok::<_, DispatchError>(price))
    })
    .unwrap()
}

#[test]
fn a_creation_locks_no_more_than_the_account_allows() {
    with_chain(|| {
        let create = |max_deposit| {
            let call = Call::<Test>::create {
                document: Box::default(),
                salt: [0; 32],
                signature: None,
                max_deposit,
            };
            transact(&alice(), call)
        };
        let footprint = Identifiers::footprint_of_creation(
            Document::default(),
            Control::account(alice().account()),
        );
        let price = u128::from(BASE) + u128::from(footprint.unwrap().size);
        assert_eq!(create(price - 1), Err(Error::<Test>::DepositTooHigh.into()));
        assert_eq!((held(&alice()), Dids::<Test>::iter().count()), (0, 0));
        assert_ok!(create(price));
        assert_eq!(held(&alice()), price);
    });
}

#[test]
fn an_operation_locks_no_more_than_the_submitter_allows_and_is_good_afterwards() {
    with_chain(|| {
        let did = simple(&alice());
        let (before, price) = (record(did), grown(did));
        let signed = signed(did, grow());
        assert_eq!(
            send_within(&carol(), signed.clone(), price - 1),
            Err(Error::<Test>::DepositTooHigh.into())
        );
        // Neither the nonce nor anything else has changed.
        assert_eq!(record(did), before);
        assert_eq!((held(&bob()), held(&carol())), (price_of(&before), 0));
        assert_eq!(send_within(&carol(), signed, price), Ok(Ok(())));
    });
}

fn price_of(record: &Record) -> u128 {
    (BASE as usize + record.footprint()) as u128
}

#[test]
fn only_what_is_locked_more_counts() {
    with_chain(|| {
        let did = simple(&alice());
        let difference = grown(did) - held(&bob());
        // Bob is already the depositor.
        assert_eq!(
            send_within(&bob(), signed(did, grow()), difference - 1),
            Err(Error::<Test>::DepositTooHigh.into())
        );
        assert_eq!(
            send_within(&bob(), signed(did, grow()), difference),
            Ok(Ok(()))
        );
        assert_eq!(
            send_within(&bob(), signed(did, Call::deactivate {}), 0),
            Ok(Ok(()))
        );
    });
}

/// A nonce does not guard against changes by other DIDs between the preview and the transaction:
/// only the limit for the sum of all holds does.
#[test]
fn a_batch_locks_no_more_in_sum() {
    with_chain(|| {
        let did = simple(&alice());
        let price = grown(did);
        let more = update(&[Change::SetService(service("more", "https://more.example"))]);
        let batch = pallet_utility::Call::force_batch {
            calls: vec![grow().into(), more.into()],
        };
        assert_eq!(
            send_within(&carol(), signed(did, batch), price),
            Err(Error::<Test>::DepositTooHigh.into())
        );
        assert_eq!(record(did).nonce, 0);
    });
}

#[test]
fn a_controlling_account_locks_no_more_than_it_allows() {
    with_chain(|| {
        let did = of_account(&alice());
        let before = (record(did), held(&alice()));
        let call = |max_deposit| Call::<Test>::dispatch_as {
            did,
            call: Box::new(grow().into()),
            max_deposit,
        };
        assert_noop!(transact(&alice(), call(10)), Error::<Test>::DepositTooHigh);
        assert_eq!((record(did), held(&alice())), before);
        assert_ok!(transact(&alice(), call(RICH)));
    });
}
