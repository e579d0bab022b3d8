//! Faults of the submitter, and failures of the call.

use crate::{mock::*, payer, *};
use aura_primitives::did::Change;
use frame_support::{
    storage::{transactional::TRANSACTION_LEVEL_KEY, unhashed},
    traits::fungible::Mutate,
};
use sp_runtime::{ArithmeticError, TokenError, TransactionalError};

fn grow() -> Call<Test> {
    update(&[Change::SetService(service("site", "https://alice.example"))])
}

/// An operation signed by Alice with the first key.
fn signed(did: Did, call: impl Into<RuntimeCall>) -> Signed {
    let operation = operation(did, call);
    let pen = by(&operation, &alice(), 1);
    sign(operation, vec![pen])
}

#[test]
fn an_account_without_the_money_does_not_use_an_operation_up() {
    with_chain(|| {
        let did = simple(&alice());
        let before = record(did);
        // Also if the deposit is taken inside a batch that stops.
        let batch = pallet_utility::Call::batch_all {
            calls: vec![grow().into()],
        };
        for signed in [signed(did, grow()), signed(did, batch)] {
            for balance in [0, 1, 50] {
                Balances::set_balance(&carol().account(), balance);
                let failed = send(&carol(), signed.clone());
                assert!(matches!(failed, Err(DispatchError::Token(_))), "{failed:?}");
                assert_eq!(record(did), before);
            }
            Balances::set_balance(&carol().account(), RICH);
            let taken = frame_support::storage::with_transaction(|| {
                let result = send(&carol(), signed);
                sp_runtime::TransactionOutcome::Rollback(Ok::<_, DispatchError>(result))
            });
            assert_eq!(taken, Ok(Ok(Ok(()))));
        }
        assert!(!System::events().iter().any(|record| matches!(
            record.event,
            RuntimeEvent::Identifiers(Event::Dispatched { .. })
        )));
    });
}

#[test]
fn any_failure_of_the_call_uses_its_operation_up() {
    with_chain(|| {
        let did = simple(&alice());
        let root = frame_system::Call::<Test>::set_heap_pages { pages: 1 };
        // A missing key; a call that no DID may make; a call that no DID may make as an account.
        let calls: [RuntimeCall; 3] = [
            update(&[Change::RetireKey(9)]).into(),
            root.into(),
            pallet_balances::Call::transfer_keep_alive {
                dest: bob().account(),
                value: RICH * 2,
            }
            .into(),
        ];
        for call in calls {
            let nonce = record(did).nonce;
            let signed = signed(did, call);
            let failed = send(&bob(), signed.clone());
            assert!(matches!(failed, Ok(Err(_))), "{failed:?}");
            assert_eq!(record(did).nonce, nonce + 1);
            assert_eq!(
                send(&bob(), signed),
                Err(Error::<Test>::InvalidNonce.into())
            );
        }
    });
}

#[test]
fn errors_of_the_payer_are_told_from_those_of_the_call() {
    for of_the_payer in [
        DispatchError::Token(TokenError::FundsUnavailable),
        DispatchError::Token(TokenError::CannotCreateHold),
        DispatchError::NoProviders,
        DispatchError::TooManyConsumers,
        DispatchError::ConsumerRemaining,
        DispatchError::Transactional(TransactionalError::LimitReached),
    ] {
        assert!(payer::is_at_fault(&of_the_payer), "{of_the_payer:?}");
    }
    for of_the_call in [
        DispatchError::BadOrigin,
        DispatchError::CannotLookup,
        DispatchError::Other(""),
        DispatchError::Exhausted,
        DispatchError::Unavailable,
        DispatchError::Corruption,
        DispatchError::RootNotAllowed,
        DispatchError::Arithmetic(ArithmeticError::Overflow),
        Error::<Test>::KeyNotFound.into(),
        Error::<Test>::DepositTooHigh.into(),
    ] {
        assert!(!payer::is_at_fault(&of_the_call), "{of_the_call:?}");
    }
}

/// Runs `act` inside `layers` storage layers, as in nested batches.
fn at_depth(layers: u32, act: impl FnOnce()) {
    unhashed::put(TRANSACTION_LEVEL_KEY, &layers);
    act();
    unhashed::kill(TRANSACTION_LEVEL_KEY);
}

/// A batch that does not stop hides a failure inside it.
#[test]
fn an_operation_inside_of_many_batches_is_refused_and_not_used_up() {
    with_chain(|| {
        let did = simple(&alice());
        let before = record(did);
        let batch = pallet_utility::Call::batch {
            calls: vec![grow().into()],
        };
        let signed = signed(did, batch);
        for layers in [16, 252, 254, 255] {
            at_depth(layers, || {
                assert_eq!(
                    send(&bob(), signed.clone()),
                    Err(TransactionalError::LimitReached.into()),
                    "{layers}"
                );
            });
            assert_eq!(record(did), before);
        }
        // A transaction is one layer.
        at_depth(15, || assert_eq!(send(&bob(), signed), Ok(Ok(()))));
        assert_eq!(record(did).services.len(), 1);
    });
}
