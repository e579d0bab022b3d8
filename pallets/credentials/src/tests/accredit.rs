//! Accrediting.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

fn accreditation(schema: SchemaId, name: &str) -> Accreditation {
    Accreditations::<Test>::get(schema, did(name))
        .unwrap()
        .accreditation
}

#[test]
fn the_owner_accredits_and_they_do_in_turn() {
    with_chain(|| {
        let schema = accredited();
        assert_ok!(accredit_until(schema, OWNER, "Ada", 1, Some(u64::MAX)));
        assert_ok!(accredit(schema, "Ada", "Ben", 0));
        assert_eq!(
            accreditation(schema, "Ada"),
            Accreditation {
                by: did(OWNER),
                depth: 1,
                until: Some(u64::MAX),
                suspended: None,
            }
        );
        assert_eq!(accreditation(schema, "Ben").by, did("Ada"));
        System::assert_last_event(
            Event::Accredited {
                schema,
                did: did("Ben"),
                by: did("Ada"),
                depth: 0,
                until: None,
            }
            .into(),
        );
    });
}

#[test]
fn a_stranger_accredits_nobody() {
    with_chain(|| {
        let schema = accredited();
        assert_noop!(
            accredit(schema, STRANGER, "Ada", 0),
            Error::<Test>::NotAccredited
        );
    });
}

#[test]
fn an_accreditation_is_by_one_schema_alone() {
    with_chain(|| {
        let (one, other) = (chain_of(1), register(9, IssuancePolicy::Accredited));
        assert_ok!(accredit(one, "Ada", "Ben", 0));
        assert_noop!(
            accredit(other, "Ada", "Ben", 0),
            Error::<Test>::NotAccredited
        );
    });
}

#[test]
fn what_has_no_accreditations_says_so() {
    with_chain(|| {
        assert_noop!(
            accredit([9; 32].into(), OWNER, "Ada", 0),
            Error::<Test>::SchemaNotFound
        );
        let schema = open();
        assert_noop!(accredit(schema, OWNER, "Ada", 0), Error::<Test>::SchemaOpen);
    });
}

#[test]
fn nobody_is_accredited_who_needs_none() {
    with_chain(|| {
        let schema = chain_of(1);
        for (giver, name) in [(OWNER, OWNER), ("Ada", "Ada"), ("Ada", OWNER)] {
            assert_noop!(
                accredit(schema, giver, name, 0),
                Error::<Test>::OwnAccreditation
            );
        }
    });
}

#[test]
fn only_dids_in_use_are_accredited() {
    with_chain(|| {
        let schema = accredited();
        deactivate("Ada");
        assert_noop!(
            accredit(schema, OWNER, "Ada", 0),
            Error::<Test>::DidNotActive
        );
        assert_noop!(
            accredit(schema, OWNER, "Nobody", 0),
            Error::<Test>::DidNotActive
        );
    });
}

#[test]
fn everybody_gives_less_than_it_has() {
    with_chain(|| {
        let schema = accredited();
        assert_noop!(
            accredit(schema, OWNER, "Ada", limits::MAX_ACCREDITATION_DEPTH + 1),
            Error::<Test>::DepthNotAllowed
        );
        assert_ok!(accredit(schema, OWNER, "Ada", 2));
        for depth in [2, 3] {
            assert_noop!(
                accredit(schema, "Ada", "Ben", depth),
                Error::<Test>::DepthNotAllowed
            );
        }
        assert_ok!(accredit(schema, "Ada", "Ben", 1));
        assert_ok!(accredit(schema, "Ben", "Cleo", 0));
        assert_noop!(
            accredit(schema, "Cleo", "Dan", 0),
            Error::<Test>::DepthNotAllowed
        );
    });
}

#[test]
fn there_are_five_levels_and_no_sixth() {
    with_chain(|| {
        let schema = chain_of(5);
        assert_eq!(accreditation(schema, "Eve").depth, 0);
        assert_noop!(
            accredit(schema, "Eve", STRANGER, 0),
            Error::<Test>::DepthNotAllowed
        );
    });
}

#[test]
fn nobody_is_accredited_until_a_time_that_is_past() {
    with_chain(|| {
        let schema = accredited();
        let now = pallet_did::now::<Test>().time;
        for until in [0, now] {
            assert_noop!(
                accredit_until(schema, OWNER, "Ada", 0, Some(until)),
                Error::<Test>::UntilPassed
            );
        }
        assert_ok!(accredit_until(schema, OWNER, "Ada", 0, Some(now + 1)));
    });
}

#[test]
fn whoever_is_not_in_good_standing_accredits_nobody() {
    with_chain(|| {
        let soon = pallet_did::now::<Test>().time + 1;
        let schema = accredited();
        assert_ok!(accredit_until(schema, OWNER, "Ada", 3, Some(soon)));
        assert_ok!(accredit(schema, "Ada", "Ben", 2));
        go_on(1);
        for giver in ["Ada", "Ben"] {
            assert_noop!(
                accredit(schema, giver, STRANGER, 0),
                Error::<Test>::AccreditationExpired
            );
        }
        assert_ok!(accredit(schema, OWNER, "Ada", 3));
        assert_ok!(suspend(schema, OWNER, "Ada"));
        assert_noop!(
            accredit(schema, "Ben", STRANGER, 0),
            Error::<Test>::AccreditationSuspended
        );
        assert_ok!(withdraw(schema, OWNER, "Ada"));
        assert_noop!(
            accredit(schema, "Ben", STRANGER, 0),
            Error::<Test>::AccreditationBroken
        );
    });
}

#[test]
fn whoever_gave_it_changes_it() {
    with_chain(|| {
        let schema = chain_of(2);
        assert_ok!(accredit_until(schema, "Ada", "Ben", 1, Some(u64::MAX)));
        let ben = accreditation(schema, "Ben");
        assert_eq!((ben.depth, ben.until), (1, Some(u64::MAX)));
        assert_eq!(ben.by, did("Ada"));
    });
}

#[test]
fn those_above_take_it_over() {
    with_chain(|| {
        let schema = chain_of(3);
        assert_ok!(accredit(schema, "Ada", "Cleo", 0));
        assert_eq!(accreditation(schema, "Cleo").by, did("Ada"));
        assert_ok!(accredit(schema, OWNER, "Cleo", 4));
        assert_eq!(accreditation(schema, "Cleo").by, did(OWNER));
        // Ancestors in between have lost their power over it.
        assert_noop!(
            accredit(schema, "Ada", "Cleo", 0),
            Error::<Test>::AlreadyAccredited
        );
    });
}

/// Otherwise any accredited DID could reduce or block the accreditations of others.
#[test]
fn strangers_and_those_below_take_nothing_over() {
    with_chain(|| {
        let schema = chain_of(3);
        assert_ok!(accredit(schema, OWNER, STRANGER, 4));
        // A DID on another branch cannot take it over.
        assert_noop!(
            accredit(schema, STRANGER, "Ben", 0),
            Error::<Test>::AlreadyAccredited
        );
        // A descendant cannot take it over.
        assert_noop!(
            accredit(schema, "Cleo", "Ben", 0),
            Error::<Test>::AlreadyAccredited
        );
        assert_noop!(
            accredit(schema, "Cleo", "Ada", 0),
            Error::<Test>::AlreadyAccredited
        );
    });
}

#[test]
fn a_suspension_survives_a_change() {
    with_chain(|| {
        let schema = chain_of(2);
        assert_ok!(suspend(schema, OWNER, "Ben"));
        assert_ok!(accredit(schema, "Ada", "Ben", 0));
        assert_eq!(accreditation(schema, "Ben").suspended, Some(did(OWNER)));
        assert_ok!(accredit(schema, OWNER, "Ben", 3));
        assert_eq!(accreditation(schema, "Ben").suspended, Some(did(OWNER)));
    });
}
