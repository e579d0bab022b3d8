//! Withdrawal of accreditations.

use crate::{mock::*, *};
use aura_primitives::credentials::Standing;
use frame_support::{assert_noop, assert_ok};

#[test]
fn everybody_above_withdraws_and_so_does_its_bearer() {
    for who in [OWNER, "Ada", "Ben", "Cleo"] {
        with_chain(|| {
            let schema = chain_of(3);
            assert_ok!(withdraw(schema, who, "Cleo"));
            assert!(!Accreditations::<Test>::contains_key(schema, did("Cleo")));
            System::assert_last_event(
                Event::AccreditationWithdrawn {
                    schema,
                    did: did("Cleo"),
                    by: did(who),
                }
                .into(),
            );
        });
    }
}

#[test]
fn nobody_else_withdraws() {
    with_chain(|| {
        let schema = chain_of(3);
        assert_ok!(accredit(schema, OWNER, STRANGER, 4));
        for who in ["Cleo", STRANGER, "Dan"] {
            assert_noop!(withdraw(schema, who, "Ben"), Error::<Test>::NotAuthorized);
        }
    });
}

#[test]
fn whoever_is_not_in_good_standing_withdraws_only_its_own() {
    with_chain(|| {
        let schema = chain_of(3);
        assert_ok!(suspend(schema, OWNER, "Ada"));
        for who in ["Ada", "Ben"] {
            assert_noop!(
                withdraw(schema, who, "Cleo"),
                Error::<Test>::AccreditationSuspended
            );
        }
        assert_ok!(withdraw(schema, "Cleo", "Cleo"));
    });
}

#[test]
fn those_below_stay_and_hold_again_when_the_way_is_whole() {
    with_chain(|| {
        let schema = chain_of(3);
        assert_ok!(withdraw(schema, OWNER, "Ada"));
        assert_eq!(Accreditations::<Test>::iter().count(), 2);
        let cleo = did("Cleo");
        assert_eq!(
            Credentials::standing(schema, cleo),
            Some(Standing::Broken(did("Ada")))
        );
        assert_ok!(accredit(schema, OWNER, "Ada", 4));
        assert_eq!(Credentials::standing(schema, cleo), Some(Standing::Good));
    });
}

/// Otherwise an accomplice below the suspender could withdraw the accreditation and give it again.
#[test]
fn a_suspension_is_not_got_rid_of_by_withdrawing() {
    with_chain(|| {
        let schema = chain_of(3);
        assert_ok!(suspend(schema, "Ada", "Cleo"));
        for who in ["Cleo", "Ben"] {
            assert_noop!(
                withdraw(schema, who, "Cleo"),
                Error::<Test>::SuspensionNotLifted
            );
        }
        assert_ok!(withdraw(schema, "Ada", "Cleo"));
    });
}

#[test]
fn what_is_not_there_is_not_withdrawn() {
    with_chain(|| {
        let schema = accredited();
        assert_noop!(
            withdraw(schema, OWNER, "Ada"),
            Error::<Test>::AccreditationNotFound
        );
        assert_noop!(
            withdraw([9; 32].into(), OWNER, "Ada"),
            Error::<Test>::SchemaNotFound
        );
    });
}
