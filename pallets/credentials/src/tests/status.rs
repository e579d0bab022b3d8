//! Changes of credentials' statuses.

use crate::{mock::*, *};
use aura_primitives::{
    credentials::{Change, Status, StatusChange},
    did::Relationships,
};
use frame_support::{assert_noop, assert_ok};
use Change::{Hold, Reinstate, Release, Revoke, Suspend};

fn status(list: ListId, index: Index) -> Status {
    Credentials::status(list, index).unwrap()
}

/// A list of Ben, who is accredited by Ada, with three pages of credentials.
fn bens() -> (SchemaId, ListId) {
    let schema = chain_of(3);
    let list = list_of("Ben", schema);
    assert_ok!(anchor("Ben", list, 0, 3 * limits::ENTRIES_PER_PAGE, 1));
    (schema, list)
}

#[test]
fn the_issuer_revokes_suspends_and_reinstates() {
    with_chain(|| {
        let (_, list) = bens();
        let changes = [
            change(0, Revoke),
            change(1023, Suspend),
            change(1024, Suspend),
            change(2048, Suspend),
        ];
        assert_ok!(set("Ben", list, &changes));
        System::assert_last_event(
            Event::StatusSet {
                list,
                by: did("Ben"),
                revoked: 1,
                suspended: 3,
                reinstated: 0,
                held: 0,
                released: 0,
            }
            .into(),
        );
        assert_ok!(set("Ben", list, &[change(1024, Reinstate)]));
        for (index, expected) in [
            (0, Status::Revoked),
            (1, Status::Valid),
            (1023, Status::Suspended),
            (1024, Status::Valid),
            (2048, Status::Suspended),
        ] {
            assert_eq!(status(list, index), expected, "{index}");
        }
        // The page whose last bit was cleared is removed.
        let pages: Vec<_> = StatusPages::<Test>::iter_keys().collect();
        assert_eq!(pages.len(), 2);
    });
}

#[test]
fn what_was_revoked_stays_so() {
    with_chain(|| {
        let (_, list) = bens();
        assert_ok!(set("Ben", list, &[change(7, Suspend), change(7, Revoke)]));
        let tries: [&[StatusChange]; 3] = [
            &[change(7, Reinstate)],
            &[change(8, Suspend), change(7, Reinstate)],
            // The rule holds inside one call as well.
            &[change(9, Revoke), change(9, Reinstate)],
        ];
        for changes in tries {
            assert_noop!(set("Ben", list, changes), Error::<Test>::RevokedIsFinal);
        }
        assert_eq!(status(list, 7), Status::Revoked);
        // Repetition is not an error: another caller may have been faster.
        assert_ok!(set("Ben", list, &[change(7, Revoke), change(7, Suspend)]));
        assert_eq!(status(list, 7), Status::Revoked);
    });
}

#[test]
fn all_is_done_or_nothing() {
    with_chain(|| {
        let (_, list) = bens();
        let end = 3 * limits::ENTRIES_PER_PAGE;
        for index in [end, end + 1, 1 << 17, u32::MAX] {
            assert_noop!(
                set("Ben", list, &[change(0, Revoke), change(index, Revoke)]),
                Error::<Test>::NotAnchored
            );
        }
        assert_eq!(StatusPages::<Test>::iter().count(), 0);
        assert_noop!(set("Ben", list, &[]), Error::<Test>::NothingToDo);
        assert_noop!(
            set("Ben", list + 1, &[change(0, Revoke)]),
            Error::<Test>::ListNotFound
        );
    });
}

/// An issuer that has lost its standing must still be able to revoke.
#[test]
fn the_issuer_needs_no_standing() {
    let soon = 2 * BLOCK + 1;
    let events: [fn(SchemaId); 5] = [
        |_| go_on(1),
        |schema| suspend(schema, OWNER, "Ben").unwrap(),
        |schema| withdraw(schema, OWNER, "Ben").unwrap(),
        |schema| withdraw(schema, OWNER, "Ada").unwrap(),
        |_| deactivate(OWNER),
    ];
    for happens in events {
        with_chain(|| {
            let (schema, list) = bens();
            assert_ok!(accredit_until(schema, "Ada", "Ben", 3, Some(soon)));
            happens(schema);
            assert!(anchor("Ben", list, 3 * limits::ENTRIES_PER_PAGE, 1, 2).is_err());
            let all = [change(0, Revoke), change(1, Suspend), change(1, Reinstate)];
            assert_ok!(set("Ben", list, &all));
        });
    }
}

#[test]
fn those_above_revoke_hold_and_release() {
    for who in [OWNER, "Ada"] {
        with_chain(|| {
            let (_, list) = bens();
            assert_ok!(set(who, list, &[change(0, Revoke), change(1, Hold)]));
            System::assert_last_event(
                Event::StatusSet {
                    list,
                    by: did(who),
                    revoked: 1,
                    suspended: 0,
                    reinstated: 0,
                    held: 1,
                    released: 0,
                }
                .into(),
            );
            assert_eq!(status(list, 0), Status::Revoked);
            assert_eq!(status(list, 1), Status::Held);
            assert_ok!(set(who, list, &[change(1, Release)]));
            assert_eq!(status(list, 1), Status::Valid);
            assert_noop!(
                set(who, list, &[change(0, Release)]),
                Error::<Test>::RevokedIsFinal
            );
        });
    }
}

/// Each in its own plane: suspending is for the issuer, holding for its ancestors.
#[test]
fn nobody_makes_the_changes_of_the_other_side() {
    with_chain(|| {
        let (_, list) = bens();
        for (who, what) in [
            (OWNER, Suspend),
            (OWNER, Reinstate),
            ("Ada", Suspend),
            ("Ada", Reinstate),
            ("Ben", Hold),
            ("Ben", Release),
        ] {
            assert_noop!(
                set(who, list, &[change(2, Revoke), change(1, what)]),
                Error::<Test>::ChangeNotAllowed
            );
        }
    });
}

#[test]
fn the_issuer_cannot_lift_what_those_above_hold() {
    with_chain(|| {
        let (_, list) = bens();
        assert_ok!(set(OWNER, list, &[change(1, Hold)]));
        // The issuer can lift the hold neither by reinstating nor by an earlier suspension.
        for what in [Reinstate, Suspend, Reinstate] {
            assert_ok!(set("Ben", list, &[change(1, what)]));
            assert_eq!(status(list, 1), Status::Held);
        }
        assert_noop!(
            set("Ben", list, &[change(1, Release)]),
            Error::<Test>::ChangeNotAllowed
        );
        // A suspension by the issuer in the meantime outlasts the release.
        assert_ok!(set("Ben", list, &[change(1, Suspend)]));
        assert_ok!(set(OWNER, list, &[change(1, Release)]));
        assert_eq!(status(list, 1), Status::Suspended);
    });
}

/// Otherwise an accomplice between the two could lift it.
#[test]
fn what_somebody_holds_those_below_do_not_release() {
    with_chain(|| {
        let schema = chain_of(4);
        let list = list_of("Dan", schema);
        assert_ok!(anchor("Dan", list, 0, 2 * limits::ENTRIES_PER_PAGE, 1));
        assert_ok!(set("Cleo", list, &[change(1, Hold), change(1024, Hold)]));
        // An ancestor of the holder takes the hold over, a descendant does not.
        assert_ok!(set("Ada", list, &[change(1, Hold)]));
        assert_ok!(set("Ben", list, &[change(1, Hold), change(2, Hold)]));
        for who in ["Cleo", "Ben"] {
            assert_noop!(
                set(who, list, &[change(1, Release)]),
                Error::<Test>::HoldNotLifted
            );
        }
        // A page has one holder: credentials that Ben holds there also wait for Ada.
        assert_noop!(
            set("Ben", list, &[change(2, Release)]),
            Error::<Test>::HoldNotLifted
        );
        // Another page has its own holder.
        assert_ok!(set("Cleo", list, &[change(1024, Release)]));
        assert_ok!(set("Ada", list, &[change(2, Release)]));
        assert_ok!(set(OWNER, list, &[change(1, Release)]));
        // No credential of the page is held now, and no holder is stored.
        assert_ok!(set("Cleo", list, &[change(1, Hold), change(1, Release)]));
        assert_eq!(status(list, 1), Status::Valid);
        assert_eq!(StatusPages::<Test>::iter().count(), 0);
    });
}

/// The holder is no longer an ancestor; only the schema's owner reaches it.
#[test]
fn the_owner_releases_what_was_held_by_a_did_that_is_gone() {
    with_chain(|| {
        let (schema, list) = bens();
        assert_ok!(set("Ada", list, &[change(1, Hold)]));
        // Ben is accredited by another DID, and Ada by none.
        assert_ok!(accredit(schema, OWNER, "Cleo", 4));
        assert_ok!(accredit(schema, OWNER, "Ben", 3));
        assert_ok!(withdraw(schema, OWNER, "Ben"));
        assert_ok!(accredit(schema, "Cleo", "Ben", 3));
        assert_noop!(
            set("Ada", list, &[change(1, Release)]),
            Error::<Test>::NotAuthorized
        );
        assert_noop!(
            set("Cleo", list, &[change(1, Release)]),
            Error::<Test>::HoldNotLifted
        );
        assert_ok!(set(OWNER, list, &[change(1, Release)]));
    });
}

/// A revocation is final, so no release is needed.
#[test]
fn nobody_is_remembered_for_what_was_revoked() {
    with_chain(|| {
        let (_, list) = bens();
        assert_ok!(set(OWNER, list, &[change(1, Hold)]));
        assert_ok!(set("Ben", list, &[change(1, Revoke)]));
        assert_ok!(set("Ada", list, &[change(2, Hold), change(2, Release)]));
        assert_eq!(status(list, 1), Status::Revoked);
    });
}

/// The key that issues has no power over credentials of others.
#[test]
fn power_over_others_takes_delegation() {
    with_chain(|| {
        let (_, list) = bens();
        let set = |who, proven, what| {
            let changes = vec![change(0, what)].try_into().unwrap();
            Credentials::set_status(by_proving(who, proven), list, changes)
                .map(|_| ())
                .map_err(|failed| failed.error)
        };
        let delegation = Relationships::from(Relationship::CapabilityDelegation);
        for who in [OWNER, "Ada"] {
            for what in [Hold, Release, Revoke] {
                for wrong in [Relationships::ASSERTION, Relationships::CONTROL] {
                    assert_noop!(set(who, wrong, what), DispatchError::BadOrigin);
                }
            }
            assert_ok!(set(who, delegation, Hold));
            assert_ok!(set(who, delegation, Release));
        }
        // The delegation key has none over the DID's own credentials.
        assert_noop!(set("Ben", delegation, Revoke), DispatchError::BadOrigin);
        assert_ok!(set("Ben", Relationships::ASSERTION, Revoke));
    });
}

#[test]
fn what_changes_nothing_counts_and_leaves_nothing() {
    with_chain(|| {
        let (_, list) = bens();
        assert_ok!(set("Ben", list, &[change(1, Suspend), change(2, Revoke)]));
        assert_ok!(Credentials::commit_status_root(
            RuntimeOrigin::signed(account("Payer")),
            list,
            1
        ));
        let again = [
            change(1, Suspend),
            change(2, Revoke),
            change(3, Reinstate),
            change(1024, Reinstate),
        ];
        assert_ok!(set("Ben", list, &again));
        System::assert_last_event(
            Event::StatusSet {
                list,
                by: did("Ben"),
                revoked: 0,
                suspended: 0,
                reinstated: 0,
                held: 0,
                released: 0,
            }
            .into(),
        );
        assert_eq!(PendingLists::<Test>::iter().count(), 0);
        // A change that leaves the leaves of the tree unchanged does not make the list pending
        // either.
        assert_ok!(set(OWNER, list, &[change(1, Hold)]));
        assert_ok!(set("Ben", list, &[change(1, Reinstate)]));
        assert_ok!(set("Ben", list, &[change(1, Suspend), change(2, Suspend)]));
        assert_ok!(set(
            "Ben",
            list,
            &[change(7, Suspend), change(7, Reinstate)]
        ));
        assert_eq!(PendingLists::<Test>::iter().count(), 0);
        assert_ok!(set("Ben", list, &[change(3, Suspend)]));
        assert_eq!(PendingLists::<Test>::iter().count(), 1);
    });
}

#[test]
fn nobody_else_sets_anything() {
    with_chain(|| {
        let (schema, list) = bens();
        assert_ok!(accredit(schema, OWNER, STRANGER, 4));
        // A descendant, another branch, and a stranger.
        for who in ["Cleo", STRANGER, "Dan"] {
            for what in Change::ALL {
                assert_noop!(
                    set(who, list, &[change(0, what)]),
                    Error::<Test>::NotAuthorized
                );
            }
        }
    });
}

#[test]
fn those_above_need_good_standing() {
    with_chain(|| {
        let (schema, list) = bens();
        assert_ok!(suspend(schema, OWNER, "Ada"));
        assert_noop!(
            set("Ada", list, &[change(0, Revoke)]),
            Error::<Test>::AccreditationSuspended
        );
        assert_ok!(lift(schema, OWNER, "Ada"));
        // Accreditations in between may be invalid.
        assert_ok!(suspend(schema, OWNER, "Ben"));
        assert_ok!(set("Ada", list, &[change(0, Revoke)]));
    });
}

/// A former parent is no longer an ancestor; the owner still is.
#[test]
fn the_owner_revokes_what_was_issued_before_a_withdrawal() {
    with_chain(|| {
        let (schema, list) = bens();
        assert_ok!(withdraw(schema, "Ada", "Ben"));
        assert_noop!(
            set("Ada", list, &[change(0, Revoke)]),
            Error::<Test>::NotAuthorized
        );
        assert_ok!(set(OWNER, list, &[change(0, Revoke)]));
    });
}

#[test]
fn the_owner_of_an_open_schema_has_no_say() {
    with_chain(|| {
        let list = list_of(STRANGER, open());
        assert_ok!(anchor(STRANGER, list, 0, 10, 1));
        for what in Change::ALL {
            assert_noop!(
                set(OWNER, list, &[change(0, what)]),
                Error::<Test>::NotAuthorized
            );
        }
    });
}

#[test]
fn whoever_was_given_up_sets_nothing() {
    with_chain(|| {
        let (_, list) = bens();
        for who in ["Ben", "Ada", OWNER] {
            deactivate(who);
            assert_noop!(
                set(who, list, &[change(0, Revoke)]),
                Error::<Test>::Deactivated
            );
        }
    });
}

#[test]
fn as_many_are_changed_as_one_call_holds() {
    with_chain(|| {
        let list = list_with("Ada", open(), Capacity::TwoTo20);
        assert_ok!(anchor("Ada", list, 0, 1 << 20, 1));
        let one_in_each = |pages: u32| -> Vec<_> {
            (0..pages)
                .map(|page| change(page * limits::ENTRIES_PER_PAGE + page, Revoke))
                .collect()
        };
        assert_noop!(
            set("Ada", list, &one_in_each(limits::MAX_CHANGED_PAGES + 1)),
            Error::<Test>::MaxPagesExceeded
        );
        assert_ok!(set("Ada", list, &one_in_each(limits::MAX_CHANGED_PAGES)));
        assert_eq!(StatusPages::<Test>::iter().count(), 256);
        let most: Vec<_> = (0..limits::MAX_STATUS_CHANGES)
            .map(|index| change(index, Revoke))
            .collect();
        assert_ok!(set("Ada", list, &most));
    });
}

/// An issuer that owns the schema has no ancestors: its own delegation key releases.
#[test]
fn an_issuer_that_was_handed_the_schema_releases() {
    with_chain(|| {
        let (schema, list) = bens();
        assert_ok!(set(OWNER, list, &[change(1, Hold)]));
        assert_noop!(
            set("Ben", list, &[change(1, Release)]),
            Error::<Test>::ChangeNotAllowed
        );
        let what = Owned::Schema(schema);
        assert_ok!(Credentials::offer(by(OWNER), what, Some(did("Ben"))));
        assert_ok!(Credentials::accept(by("Ben"), what));
        assert_ok!(set("Ben", list, &[change(1, Release), change(2, Suspend)]));
        assert_eq!(status(list, 1), Status::Valid);
    });
}
