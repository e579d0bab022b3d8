//! Policies of verifiers.

use crate::{mock::*, types::footprint_of_policy, *};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_runtime::traits::Convert;

fn try_register(policy: VerificationPolicy) -> DispatchResult {
    Verifier::register_policy(by(VERIFIER), Box::new(policy))
}

#[test]
fn a_verifier_says_what_it_wants_and_that_it_wants_it_no_more() {
    with_chain(|| {
        let policy = policy(ADULT);
        let id = register(&policy);
        System::assert_last_event(Event::PolicyRegistered { policy: id }.into());
        let held = || Balances::balance_on_hold(&Reason::get(), &account(VERIFIER));
        assert_eq!(held(), Price::convert(footprint_of_policy(&policy)));
        assert_noop!(
            try_register(policy.clone()),
            Error::<Test>::PolicyAlreadyExists
        );
        assert_noop!(
            Verifier::close_policy(by(ISSUER), id),
            Error::<Test>::NotAuthorized
        );
        assert_noop!(
            Verifier::close_policy(signed(VERIFIER), id),
            DispatchError::BadOrigin
        );
        assert_ok!(Verifier::close_policy(by(VERIFIER), id));
        System::assert_last_event(Event::PolicyClosed { policy: id }.into());
        assert_eq!(held(), 0);
        assert_noop!(
            Verifier::close_policy(by(VERIFIER), id),
            Error::<Test>::PolicyNotFound
        );
    });
}

/// Otherwise its deposit would be held for ever, and receipts given for a verifier that no longer
/// exists.
#[test]
fn anybody_closes_the_policy_of_a_verifier_that_is_gone() {
    with_chain(|| {
        let id = register(&policy(ADULT));
        let held = || Balances::balance_on_hold(&Reason::get(), &account(VERIFIER));
        assert!(held() > 0);
        assert_noop!(
            Verifier::close_policy(signed(ISSUER), id),
            DispatchError::BadOrigin
        );
        let origin = by(VERIFIER);
        assert_ok!(Identifiers::deactivate(by(VERIFIER)));
        // The DID can no longer act, and is not needed.
        for origin in [origin, RuntimeOrigin::none()] {
            assert_noop!(Verifier::close_policy(origin, id), DispatchError::BadOrigin);
        }
        assert_ok!(Verifier::close_policy(signed(ISSUER), id));
        System::assert_last_event(Event::PolicyClosed { policy: id }.into());
        assert_eq!(held(), 0);
    });
}

#[test]
fn a_policy_is_the_verifiers_own() {
    with_chain(|| {
        let policy = policy(ADULT);
        assert_noop!(
            Verifier::register_policy(by(ISSUER), Box::new(policy.clone())),
            Error::<Test>::NotAuthorized
        );
        assert_noop!(
            Verifier::register_policy(signed(VERIFIER), Box::new(policy.clone())),
            DispatchError::BadOrigin
        );
        let origin = by(VERIFIER);
        assert_ok!(Identifiers::deactivate(by(VERIFIER)));
        assert_noop!(
            Verifier::register_policy(origin, Box::new(policy)),
            Error::<Test>::Deactivated
        );
    });
}

#[test]
fn a_policy_that_means_nothing_is_refused() {
    with_chain(|| {
        let changed = |change: fn(&mut VerificationPolicy)| {
            let mut policy = policy(ADULT);
            change(&mut policy);
            try_register(policy)
        };
        let used = |closes, max_uses| {
            let mut policy = policy(ADULT);
            policy.uses = Uses::Once {
                opens: today(),
                closes,
                max_uses,
            };
            try_register(policy)
        };
        let closing = |closes| used(closes, 1);
        let latest = now() + MAX_OPEN;
        for (refused, error) in [
            (
                changed(|policy| policy.schema = [1; 32].into()),
                Error::<Test>::SchemaNotFound,
            ),
            (
                changed(|policy| policy.issuers = Default::default()),
                Error::IssuersUnordered,
            ),
            (
                changed(|policy| {
                    policy.predicate = Predicate::Age {
                        slot: INCOME,
                        years: 18,
                    }
                }),
                Error::SlotNotAllowed,
            ),
            (
                changed(|policy| {
                    policy.predicate = Predicate::Range {
                        slot: INCOME,
                        least: 2,
                        greatest: 1,
                    }
                }),
                Error::PredicateUnsatisfiable,
            ),
            (
                changed(|policy| policy.lifetime = limits::MAX_RECEIPT_MINUTES + 1),
                Error::LifetimeNotAllowed,
            ),
            (
                changed(|policy| {
                    policy.predicate = Predicate::Membership {
                        slot: COUNTRY,
                        set_root: [0xff; 32],
                    }
                }),
                Error::NotCanonical,
            ),
            (
                changed(|policy| {
                    let two = [did(ISSUER), did(OTHER_ISSUER)];
                    let mut two = two.to_vec();
                    two.sort();
                    policy.issuers = two.try_into().unwrap();
                    policy.uses = Uses::Once {
                        opens: today(),
                        closes: now() + 1,
                        max_uses: 1,
                    };
                }),
                Error::NotUnique,
            ),
            (used(latest, 0), Error::MaxUsesNotAllowed),
            (
                used(latest, limits::MAX_POLICY_USES + 1),
                Error::MaxUsesNotAllowed,
            ),
            (closing(now()), Error::ClosingBlockNotAllowed),
            (closing(latest + 1), Error::ClosingBlockNotAllowed),
        ] {
            assert_eq!(refused, Err(error.into()));
        }
        assert_ok!(closing(latest));
        assert_eq!(Policies::<Test>::iter().count(), 1);
    });
}

#[test]
fn receipts_survive_their_policy_and_nullifiers_too() {
    with_chain(|| {
        let policy = once(policy(ADULT), 50, 2);
        let id = register(&policy);
        let presentation = presented(&policy);
        assert_ok!(verify(presentation.clone()));
        assert_ok!(Verifier::close_policy(by(VERIFIER), id));
        assert!(receipt(HOLDER, id).is_some());
        assert_noop!(verify(presentation.clone()), Error::<Test>::PolicyNotFound);
        // Registered again, it is the same policy, and its nullifiers stay used.
        register(&policy);
        assert_noop!(verify(presentation), Error::<Test>::NullifierAlreadyUsed);
    });
}

/// As after a deactivation, with the receipts as well.
#[test]
fn a_policy_is_stopped_in_an_emergency_for_good() {
    with_chain(|| {
        let policy = policy(ADULT);
        let id = register(&policy);
        let held = || Balances::balance_on_hold(&Reason::get(), &account(VERIFIER));
        assert_ok!(verify(presented(&policy)));
        for origin in [signed(HOLDER), by(VERIFIER), by(OWNER)] {
            assert_noop!(Verifier::stop_policy(origin, id), DispatchError::BadOrigin);
        }
        assert_ok!(Verifier::stop_policy(signed("Council"), id));
        System::assert_last_event(Event::PolicyStopped { policy: id }.into());
        assert_eq!(held(), 0);
        assert_eq!(receipt(HOLDER, id), None);
        assert_noop!(
            verify(presented(&once(policy.clone(), 5, 1))),
            Error::<Test>::PolicyNotFound
        );
        assert_noop!(try_register(policy), Error::<Test>::PolicyStopped);
        assert_noop!(
            Verifier::stop_policy(signed("Council"), id),
            Error::<Test>::NothingToDo
        );
    });
}

#[test]
fn receipts_of_a_policy_that_was_closed_can_be_stopped() {
    with_chain(|| {
        let policy = policy(ADULT);
        let id = register(&policy);
        assert_ok!(verify(presented(&policy)));
        assert_ok!(Verifier::close_policy(by(VERIFIER), id));
        assert!(receipt(HOLDER, id).is_some());
        assert_ok!(Verifier::stop_policy(signed("Council"), id));
        assert_eq!(receipt(HOLDER, id), None);
    });
}
