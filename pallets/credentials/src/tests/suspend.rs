//! Suspension of accreditations.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

fn suspended(schema: SchemaId, name: &str) -> Option<Did> {
    Accreditations::<Test>::get(schema, did(name))
        .unwrap()
        .accreditation
        .suspended
}

#[test]
fn everybody_above_suspends_and_lifts() {
    for who in [OWNER, "Ada", "Ben"] {
        with_chain(|| {
            let schema = chain_of(3);
            assert_ok!(suspend(schema, who, "Cleo"));
            assert_eq!(suspended(schema, "Cleo"), Some(did(who)));
            let event = |suspended| Event::SuspensionSet {
                schema,
                did: did("Cleo"),
                by: did(who),
                suspended,
            };
            System::assert_last_event(event(true).into());
            assert_ok!(lift(schema, who, "Cleo"));
            assert_eq!(suspended(schema, "Cleo"), None);
            System::assert_last_event(event(false).into());
        });
    }
}

#[test]
fn nobody_else_suspends() {
    with_chain(|| {
        let schema = chain_of(3);
        assert_ok!(accredit(schema, OWNER, STRANGER, 4));
        // Itself, a descendant, and another branch.
        for (who, name) in [
            ("Ben", "Ben"),
            ("Cleo", "Ben"),
            (STRANGER, "Ben"),
            ("Dan", "Ben"),
        ] {
            assert_noop!(suspend(schema, who, name), Error::<Test>::NotAuthorized);
        }
    });
}

#[test]
fn whoever_is_suspended_or_expired_suspends_nobody() {
    with_chain(|| {
        let schema = chain_of(3);
        assert_ok!(suspend(schema, OWNER, "Ada"));
        for who in ["Ada", "Ben"] {
            assert_noop!(
                suspend(schema, who, "Cleo"),
                Error::<Test>::AccreditationSuspended
            );
        }
        assert_ok!(lift(schema, OWNER, "Ada"));
        let soon = pallet_did::now::<Test>().time + 1;
        assert_ok!(accredit_until(schema, OWNER, "Ada", 4, Some(soon)));
        go_on(1);
        assert_noop!(
            suspend(schema, "Ada", "Cleo"),
            Error::<Test>::AccreditationExpired
        );
    });
}

/// Accreditations in between may be invalid: otherwise a suspension would protect the DIDs below
/// it.
#[test]
fn those_above_reach_through_what_does_not_hold() {
    with_chain(|| {
        let schema = chain_of(4);
        assert_ok!(suspend(schema, "Ada", "Ben"));
        deactivate("Cleo");
        assert_ok!(suspend(schema, "Ada", "Dan"));
        assert_eq!(suspended(schema, "Dan"), Some(did("Ada")));
    });
}

/// The path is broken and its ancestors lost; the owner always remains one.
#[test]
fn behind_a_withdrawal_only_the_owner_is_above() {
    with_chain(|| {
        let schema = chain_of(4);
        assert_ok!(withdraw(schema, OWNER, "Ben"));
        assert_noop!(suspend(schema, "Ada", "Dan"), Error::<Test>::NotAuthorized);
        assert_ok!(suspend(schema, OWNER, "Dan"));
    });
}

#[test]
fn only_who_suspended_or_stands_higher_lifts() {
    with_chain(|| {
        let schema = chain_of(4);
        assert_ok!(suspend(schema, "Ben", "Dan"));
        for who in ["Dan", "Cleo"] {
            assert_noop!(lift(schema, who, "Dan"), Error::<Test>::NotAuthorized);
        }
        assert_ok!(lift(schema, "Ada", "Dan"));
        assert_ok!(suspend(schema, OWNER, "Dan"));
        for who in ["Ada", "Ben", "Cleo"] {
            assert_noop!(lift(schema, who, "Dan"), Error::<Test>::NotAuthorized);
        }
        assert_ok!(lift(schema, OWNER, "Dan"));
    });
}

#[test]
fn whoever_stands_higher_takes_a_suspension_over() {
    with_chain(|| {
        let schema = chain_of(4);
        assert_ok!(suspend(schema, "Ben", "Dan"));
        for who in ["Ben", "Cleo"] {
            assert_noop!(suspend(schema, who, "Dan"), Error::<Test>::AlreadySuspended);
        }
        assert_ok!(suspend(schema, "Ada", "Dan"));
        assert_eq!(suspended(schema, "Dan"), Some(did("Ada")));
        assert_noop!(lift(schema, "Ben", "Dan"), Error::<Test>::NotAuthorized);
    });
}

/// The suspender is no longer an ancestor, but its own ancestors are.
#[test]
fn a_suspension_outlives_the_place_of_who_made_it() {
    with_chain(|| {
        let schema = chain_of(3);
        assert_ok!(suspend(schema, "Ben", "Cleo"));
        assert_ok!(accredit(schema, "Ada", "Cleo", 0));
        assert_noop!(lift(schema, "Ben", "Cleo"), Error::<Test>::NotAuthorized);
        assert_ok!(lift(schema, "Ada", "Cleo"));
    });
}

#[test]
fn the_owner_lifts_when_who_suspended_is_gone() {
    with_chain(|| {
        let schema = chain_of(3);
        assert_ok!(suspend(schema, "Ben", "Cleo"));
        // Ada is an ancestor of Cleo again, but not of the suspender.
        assert_ok!(accredit(schema, "Ada", "Cleo", 0));
        assert_ok!(withdraw(schema, "Ada", "Ben"));
        assert_noop!(lift(schema, "Ada", "Cleo"), Error::<Test>::NotAuthorized);
        assert_ok!(lift(schema, OWNER, "Cleo"));
    });
}

#[test]
fn what_cannot_be_suspended_or_lifted_says_so() {
    with_chain(|| {
        let schema = chain_of(1);
        assert_noop!(
            suspend([9; 32].into(), OWNER, "Ada"),
            Error::<Test>::SchemaNotFound
        );
        for name in ["Ben", OWNER] {
            assert_noop!(
                suspend(schema, OWNER, name),
                Error::<Test>::AccreditationNotFound
            );
        }
        assert_noop!(lift(schema, OWNER, "Ada"), Error::<Test>::NotSuspended);
    });
}
