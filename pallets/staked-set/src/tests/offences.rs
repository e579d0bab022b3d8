//! Offences of both ages.

use crate::{mock::*, *};
use frame_support::{assert_ok, traits::fungible::Inspect};
use pallet_staking::UnappliedSlashes;
use sp_staking::StakingAccount;

fn active(who: u64) -> Balance {
    Staking::ledger(StakingAccount::Stash(who)).unwrap().active
}

#[test]
fn a_validator_of_the_council_is_disabled_and_left_out() {
    with_chain(|| {
        candidate(3, FORTUNE / 2);
        offence(3, 100, Session::current_index());
        assert_eq!(Session::disabled_validators(), [2]);
        assert_eq!(StakedSet::standing(&3), Some(Standing::Offender));
        assert_eq!(active(3), FORTUNE / 2);
    });
}

#[test]
fn a_staked_validator_is_slashed_when_the_deferral_is_over() {
    with_chain(|| {
        handed_over();
        let era = active_era();
        offence(3, 50, Session::current_index());
        assert_eq!(Session::disabled_validators().len(), 1);
        assert_eq!(UnappliedSlashes::<Test>::get(era + 13).len(), 1);
        live_until_era(era + 12);
        assert_eq!(active(3), FORTUNE / 2);
        live_until_era(era + 13);
        assert_eq!(active(3), FORTUNE / 4);
    });
}

/// The offender unbonds at once, and withdraws in the first block in which it can.
#[test]
fn nobody_withdraws_before_the_slash() {
    for per_era in [1, 4, 6] {
        SessionsPerEra::set(per_era);
        with_chain(|| {
            handed_over();
            for who in 5..=8 {
                candidate(who, FORTUNE / 2);
            }
            live_until_era(4);
            let era = active_era();
            offence(3, 100, Session::current_index());
            assert_ok!(Staking::chill(RuntimeOrigin::signed(3)));
            assert_ok!(Staking::unbond(RuntimeOrigin::signed(3), FORTUNE / 2));
            let owned = || Balances::total_balance(&3);
            let before = owned();
            while active_era() < era + 15 {
                live(1);
                let _ = Staking::withdraw_unbonded(RuntimeOrigin::signed(3), 10);
            }
            assert_eq!(before - owned(), FORTUNE / 2, "{per_era} sessions an era");
        });
    }
}

/// In era 0 nobody has stake to lose.
#[test]
fn an_offence_of_the_council_s_age_that_is_reported_later_leaves_out() {
    with_chain(|| {
        let then = Session::current_index();
        handed_over();
        offence(3, 100, then);
        assert_eq!(active(3), FORTUNE / 2);
        live_until_era(2);
        assert!(!StakedSet::standing(&3).unwrap().is_electable());
    });
}
