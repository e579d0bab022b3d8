//! Deposits for entries, and their depositors.

use crate::{mock::*, *};
use aura_primitives::did::Change;
use frame_support::{
    assert_noop, assert_ok,
    traits::fungible::{Inspect, Mutate},
};

fn grow() -> Call<Test> {
    update(&[Change::SetService(service("site", "https://alice.example"))])
}

fn shrink() -> Call<Test> {
    let name = aura_primitives::did::ServiceName::new("site").unwrap();
    update(&[Change::RemoveService(name)])
}

fn by_alice(did: Did, call: Call<Test>, submitter: &Person) -> DispatchResult {
    let operation = operation(did, call);
    let signature = by(&operation, &alice(), 1);
    submit(submitter, operation, vec![signature]).unwrap()
}

#[test]
fn whoever_makes_it_grow_pays_for_all_of_it() {
    with_chain(|| {
        let did = simple(&alice());
        assert_eq!(held(&bob()), price(did));
        assert_ok!(by_alice(did, grow(), &carol()));
        assert_eq!(depositor(did), carol().account());
        assert_eq!((held(&bob()), held(&carol())), (0, price(did)));
    });
}

#[test]
fn what_shrinks_is_paid_back_to_whoever_paid() {
    with_chain(|| {
        let did = simple(&alice());
        assert_ok!(by_alice(did, grow(), &bob()));
        let before = held(&bob());
        assert_ok!(by_alice(did, shrink(), &carol()));
        assert_eq!(depositor(did), bob().account());
        assert!(held(&bob()) < before);
        assert_eq!(held(&carol()), 0);
    });
}

#[test]
fn keys_can_be_revoked_without_any_money() {
    with_chain(|| {
        let methods = [for_all(alice().ed25519()), for_all(alice().sr25519())];
        let did = create_signed(&alice(), document(&methods), &bob());
        go_on(1);
        // The accounts have no free balance left.
        let bob = bob().account();
        Balances::set_balance(&bob, 1);
        let poor = person("Poor");
        assert_ok!(by_alice(did, update(&[Change::RevokeKey(2)]), &poor));
        assert_eq!(depositor(did), bob);
    });
}

#[test]
fn nothing_grows_that_the_submitter_cannot_pay() {
    with_chain(|| {
        let did = simple(&alice());
        let before = record(did);
        let operation = operation(did, grow());
        let signature = by(&operation, &alice(), 1);
        assert!(submit(&person("Poor"), operation, vec![signature]).is_err());
        assert_eq!(record(did), before);
        assert_eq!(depositor(did), bob().account());
    });
}

#[test]
fn a_sponsor_pays_only_for_what_it_submitted() {
    with_chain(|| {
        let did = simple(&alice());
        let before = Balances::free_balance(bob().account());
        for _ in 0..3 {
            assert_ok!(by_alice(did, grow(), &carol()));
            assert_ok!(by_alice(did, shrink(), &carol()));
        }
        assert!(Balances::free_balance(bob().account()) >= before);
    });
}

#[test]
fn all_but_the_tombstones_bytes_comes_back() {
    with_chain(|| {
        let did = simple(&alice());
        assert_ok!(by_alice(did, grow(), &carol()));
        assert_ok!(by_alice(did, Call::deactivate {}, &bob()));
        assert_eq!(Balances::free_balance(bob().account()), RICH);
        let bytes = types::TOMBSTONE_BYTES as u128;
        assert_eq!(Balances::free_balance(carol().account()), RICH - bytes);
    });
}

/// Multiplies prices by ten.
fn prices_rise() {
    Item::set(&(Item::get() * 10));
    Byte::set(&(Byte::get() * 10));
}

/// Divides prices by ten.
fn prices_fall() {
    Item::set(&(Item::get() / 10));
}

#[test]
fn a_removal_costs_nothing_after_prices_rose() {
    with_chain(|| {
        let did = simple(&alice());
        assert_ok!(by_alice(did, grow(), &bob()));
        prices_rise();
        // The depositor has no free balance left.
        Balances::set_balance(&bob().account(), 1);
        let before = held(&bob());
        assert_ok!(by_alice(did, shrink(), &carol()));
        assert_eq!((held(&bob()), held(&carol())), (before, 0));
    });
}

#[test]
fn a_removal_returns_the_difference_after_prices_fell() {
    with_chain(|| {
        let did = simple(&alice());
        assert_ok!(by_alice(did, grow(), &bob()));
        prices_fall();
        assert_ok!(by_alice(did, shrink(), &carol()));
        let bytes = record(did).footprint() as u128;
        assert_eq!(held(&bob()), Item::get() + bytes);
    });
}

#[test]
fn a_did_is_given_up_after_prices_rose_at_no_more_than_is_held() {
    with_chain(|| {
        let did = simple(&alice());
        for _ in 0..3 {
            prices_rise();
        }
        let held = held(&bob());
        Balances::set_balance(&bob().account(), 1);
        assert_ok!(by_alice(did, Call::deactivate {}, &carol()));
        assert!((types::TOMBSTONE_BYTES as u128) * Byte::get() > held);
        assert_eq!(Balances::total_balance(&bob().account()), 1);
    });
}

/// The DID's own keys sign that the submitter takes its deposit over.
fn take_over(
    did: Did,
    submitter: &Person,
    max_deposit: u128,
) -> Result<DispatchResult, DispatchError> {
    let operation = operation(did, Call::take_over_deposit {});
    let signature = by(&operation, &alice(), 1);
    send_within(submitter, sign(operation, vec![signature]), max_deposit)
}

#[test]
fn a_deposit_is_taken_over_with_both_agreeing() {
    with_chain(|| {
        let did = simple(&alice());
        let before = record(did);
        assert_eq!(take_over(did, &carol(), RICH), Ok(Ok(())));
        assert_eq!(depositor(did), carol().account());
        assert_eq!((held(&bob()), held(&carol())), (0, price(did)));
        System::assert_has_event(
            Event::DepositTakenOver {
                did,
                depositor: carol().account(),
            }
            .into(),
        );
        // The document, its version and its control are unchanged; only the nonce is another.
        let nonce = before.nonce + 1;
        assert_eq!(record(did), Record { nonce, ..before });
        let refused =
            Identifiers::dispatch_as(carol().origin(), did, Box::new(shrink().into()), RICH);
        assert!(refused.is_err());
    });
}

/// Otherwise a stranger could repeatedly replace the depositor, and the next growth of the entry
/// would cost its owner the whole deposit: an operation with a limit for the growth alone would
/// fail.
#[test]
fn nobody_takes_a_deposit_over_that_the_did_has_not_given() {
    with_chain(|| {
        let did = simple(&alice());
        let paid = held(&bob());
        let take = Call::<Test>::take_over_deposit {};
        for who in [&carol(), &bob(), &alice()] {
            assert_noop!(
                Identifiers::take_over_deposit(who.origin()),
                DispatchError::BadOrigin
            );
            let alone =
                Identifiers::dispatch_as(who.origin(), did, Box::new(take.clone().into()), RICH);
            assert_noop!(
                alone.map_err(|failed| failed.error),
                Error::<Test>::NotAuthorized
            );
        }
        // An operation that names one account cannot be submitted by another.
        let mut operation = operation(did, take);
        operation.submitter = Some(bob().account());
        let signature = by(&operation, &alice(), 1);
        let signed = sign(operation, vec![signature]);
        assert_eq!(
            send(&carol(), signed),
            Err(Error::<Test>::SubmitterMismatch.into())
        );
        assert_eq!((held(&bob()), held(&carol())), (paid, 0));
        // Growth costs only the new bytes.
        let operation = crate::mock::operation(did, grow());
        let signature = by(&operation, &alice(), 1);
        let signed = sign(operation, vec![signature]);
        assert_eq!(send_within(&bob(), signed, price(did) - 1), Ok(Ok(())));
        assert_eq!(held(&bob()), price(did));
    });
}

#[test]
fn a_deposit_that_is_taken_over_has_todays_price_and_at_most_what_was_allowed() {
    with_chain(|| {
        let did = simple(&alice());
        let paid = held(&bob());
        prices_rise();
        let today = price(did) * 10;
        assert_eq!(
            take_over(did, &carol(), today - 1),
            Err(Error::<Test>::DepositTooHigh.into())
        );
        assert_eq!(held(&bob()), paid);
        assert_eq!(take_over(did, &carol(), today), Ok(Ok(())));
        assert_eq!((held(&bob()), held(&carol())), (0, today));
    });
}

#[test]
fn a_deposit_is_taken_over_by_an_account_that_can_pay() {
    with_chain(|| {
        let did = simple(&alice());
        let paid = held(&bob());
        assert!(take_over(did, &person("Poor"), RICH).is_err());
        let twice = take_over(did, &bob(), RICH);
        assert_eq!(twice, Ok(Err(Error::<Test>::AlreadyDepositor.into())));
        assert_eq!((depositor(did), held(&bob())), (bob().account(), paid));
        assert_ok!(by_alice(did, Call::deactivate {}, &bob()));
        for (did, error) in [
            (did, Error::<Test>::Deactivated),
            ([9; 32].into(), Error::<Test>::NotFound),
        ] {
            let origin = DidOrigin {
                did,
                relationships: aura_primitives::did::Relationships::SIGNING,
                signers: Default::default(),
                submitter: carol().account(),
            };
            assert_noop!(Identifiers::take_over_deposit(origin.into()), error);
        }
    });
}
