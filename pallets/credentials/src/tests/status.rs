//! What becomes of credentials.

use crate::{mock::*, *};
use aura_primitives::credentials::{Status, StatusChange};
use frame_support::{assert_noop, assert_ok};
use Change::{Reinstate, Revoke, Suspend};

fn status(list: ListId, index: Index) -> Status {
    Credentials::status(list, index).unwrap()
}

/// A list of Ben, who is accredited by Ada, with three pages of credentials.
fn bens() -> (SchemaId, ListId) {
    let schema = chain_of(3);
    let list = list_of("Ben", schema);
    assert_ok!(anchor("Ben", list, 0, 3 * limits::PAGE, 1));
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
        // The page of which the last bit was cleared is gone.
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
            // In one go as well.
            &[change(9, Revoke), change(9, Reinstate)],
        ];
        for changes in tries {
            assert_noop!(set("Ben", list, changes), Error::<Test>::RevokedIsFinal);
        }
        assert_eq!(status(list, 7), Status::Revoked);
        // Once more is no harm: somebody else may have been faster.
        assert_ok!(set("Ben", list, &[change(7, Revoke), change(7, Suspend)]));
        assert_eq!(status(list, 7), Status::Revoked);
    });
}

#[test]
fn all_is_done_or_nothing() {
    with_chain(|| {
        let (_, list) = bens();
        let end = 3 * limits::PAGE;
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

/// Whoever may issue no more must still be able to revoke.
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
            assert!(anchor("Ben", list, 3 * limits::PAGE, 1, 2).is_err());
            let all = [change(0, Revoke), change(1, Suspend), change(1, Reinstate)];
            assert_ok!(set("Ben", list, &all));
        });
    }
}

#[test]
fn those_above_revoke_and_suspend_and_do_not_reinstate() {
    for who in [OWNER, "Ada"] {
        with_chain(|| {
            let (_, list) = bens();
            assert_ok!(set(who, list, &[change(0, Revoke), change(1, Suspend)]));
            assert_eq!(status(list, 0), Status::Revoked);
            assert_eq!(status(list, 1), Status::Suspended);
            assert_noop!(
                set(who, list, &[change(2, Revoke), change(1, Reinstate)]),
                Error::<Test>::OnlyIssuerReinstates
            );
            assert_ok!(set("Ben", list, &[change(1, Reinstate)]));
        });
    }
}

#[test]
fn nobody_else_sets_anything() {
    with_chain(|| {
        let (schema, list) = bens();
        assert_ok!(accredit(schema, OWNER, STRANGER, 4));
        // From below, from another branch, and from nowhere.
        for who in ["Cleo", STRANGER, "Dan"] {
            for what in [Revoke, Suspend, Reinstate] {
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
        // What is between need not hold.
        assert_ok!(suspend(schema, OWNER, "Ben"));
        assert_ok!(set("Ada", list, &[change(0, Revoke)]));
    });
}

/// Who withdrew an accreditation is above it no more; the owner still is.
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
        for what in [Revoke, Suspend, Reinstate] {
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
        let all: Vec<_> = (0..limits::STATUS_CHANGES)
            .map(|page| change(page * limits::PAGE + page, Revoke))
            .collect();
        assert_ok!(set("Ada", list, &all));
        assert_eq!(StatusPages::<Test>::iter().count(), 1024);
    });
}
