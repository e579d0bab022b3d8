//! Offences of both ages.

use crate::{mock::*, *};
use frame_support::{assert_ok, traits::KeyOwnerProofSystem};
use pallet_session::NextKeys;
use pallet_staking::UnappliedSlashes;
use sp_runtime::{key_types::DUMMY, traits::OpaqueKeys};

#[test]
fn a_validator_of_the_council_is_disabled_and_left_out() {
    with_chain(|| {
        candidate(3, FORTUNE / 2);
        offence(3, 100, Session::current_index());
        assert_eq!(Session::disabled_validators(), [2]);
        assert_eq!(standing(3), Standing::Offender);
        assert_eq!(bonded(3), FORTUNE / 2);
        assert_eq!(UnappliedSlashes::<Test>::iter().count(), 0);
    });
}

/// The council's own list of offenders counts, also without a record of this pallet.
#[test]
fn an_offender_of_the_council_is_left_out() {
    with_chain(|| {
        candidate(3, FORTUNE / 2);
        live(1);
        assert_eq!(standing(3), Standing::Tried);
        pallet_validator_set::Offenders::<Test>::put(BoundedVec::truncate_from(vec![(
            3,
            Perbill::one(),
        )]));
        assert_eq!(standing(3), Standing::Offender);
    });
}

#[test]
fn a_staked_validator_is_slashed_when_the_deferral_is_over() {
    with_staked(8, || {
        let era = active_era();
        offence(3, 50, Session::current_index());
        assert_eq!(Session::disabled_validators().len(), 1);
        assert_eq!(UnappliedSlashes::<Test>::get(era + 13).len(), 1);
        live_until_era(era + 12);
        assert_eq!(bonded(3), FORTUNE / 2);
        live_until_era(era + 13);
        assert_eq!(bonded(3), FORTUNE / 4);
    });
}

/// Nominators lose the same share, for the era in which they backed the offender.
#[test]
fn its_nominators_are_slashed_with_it() {
    with_staked(5, || {
        let exposure = Staking::eras_stakers(1, &3);
        assert!(exposure.others.len() > 5);
        offence(3, 50, Session::current_index());
        live_until_era(14);
        for backer in exposure.others {
            let lost = FORTUNE / 2 - bonded(backer.who);
            assert!(lost.abs_diff(backer.value / 2) <= 1);
        }
        assert_eq!(bonded(101), bonded(106));
    });
}

/// Block in which an offender unbonds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Unbonds {
    /// As soon as the era of the offence is planned, with its stake exposed.
    BeforeTheOffence,
    /// In the block of the offence.
    WithTheOffence,
}

/// An offender unbonds, withdraws in the first block in which it can, and is slashed. Returns the
/// tokens it lost.
fn lost_by_an_offender_that_leaves(sessions_per_era: u32, unbonds: Unbonds) -> Balance {
    SessionsPerEra::set(sessions_per_era);
    let mut lost = 0;
    chain_of(8).execute_with(|| {
        hand_over(8);
        live_until_era(3);
        let before = owned(3);
        let unbond = || {
            assert_ok!(Staking::chill(RuntimeOrigin::signed(3)));
            assert_ok!(Staking::unbond(RuntimeOrigin::signed(3), FORTUNE / 2));
        };
        let era = 4;
        if unbonds == Unbonds::BeforeTheOffence {
            for _ in 0..sessions_per_era {
                if pallet_staking::CurrentEra::<Test>::get() < Some(era) {
                    live(1);
                }
            }
            assert_eq!((active_era(), Staking::current_era()), (3, Some(era)));
            unbond();
        }
        live_until_era(era);
        offence(3, 100, Session::current_index());
        if unbonds == Unbonds::WithTheOffence {
            unbond();
        }
        let mut left = false;
        for _ in 0..18 * sessions_per_era {
            live(1);
            // Refused once everything is withdrawn or slashed.
            let _ = Staking::withdraw_unbonded(RuntimeOrigin::signed(3), 10);
            left |= Staking::ledger(sp_staking::StakingAccount::Stash(3)).is_err();
        }
        assert!(left && active_era() > era + 14);
        lost = before - owned(3);
    });
    lost
}

#[test]
fn nobody_withdraws_before_the_slash() {
    for sessions in [1, 4, 6] {
        for unbonds in [Unbonds::BeforeTheOffence, Unbonds::WithTheOffence] {
            assert_eq!(
                lost_by_an_offender_that_leaves(sessions, unbonds),
                FORTUNE / 2,
                "{sessions} sessions an era, {unbonds:?}"
            );
        }
    }
}

/// Proof that the test above tests: with one era more of deferral, the offender escapes.
#[test]
fn a_longer_deferral_lets_it_escape() {
    SlashDeferDuration::set(13);
    for (sessions, unbonds) in [
        (1, Unbonds::BeforeTheOffence),
        (4, Unbonds::BeforeTheOffence),
        (4, Unbonds::WithTheOffence),
        (6, Unbonds::BeforeTheOffence),
        (6, Unbonds::WithTheOffence),
    ] {
        assert_eq!(
            lost_by_an_offender_that_leaves(sessions, unbonds),
            0,
            "{sessions} sessions an era, {unbonds:?}"
        );
    }
}

/// The runtime does not start with such a deferral.
#[test]
#[should_panic = "an offender withdraws before its slash"]
fn a_longer_deferral_is_refused() {
    SlashDeferDuration::set(13);
    <StakedSet as frame_support::traits::Hooks<u64>>::integrity_test();
}

#[test]
fn the_limits_of_the_mock_are_valid() {
    <StakedSet as frame_support::traits::Hooks<u64>>::integrity_test();
}

/// Reports an offence of this many eras ago. Returns what the offender lost in the end.
fn lost_by_a_report_after(eras: EraIndex) -> Balance {
    let mut lost = 0;
    chain_of(8).execute_with(|| {
        hand_over(8);
        live_until_era(2);
        let session = Session::current_index();
        live_until_era(2 + eras);
        assert_eq!(standing(3), Standing::Tried);
        offence(3, 100, session);
        assert!(!standing(3).is_electable());
        live_until_era(2 + eras + 2);
        assert!(!standing(3).is_electable());
        assert!(!Session::validators().contains(&3));
        live_until_era(2 + eras + 14);
        lost = FORTUNE / 2 - bonded(3);
    });
    lost
}

#[test]
fn a_report_within_the_deferral_slashes() {
    assert_eq!(lost_by_a_report_after(12), FORTUNE / 2);
}

/// Upstream applies the slashes of an era at its start, and never looks back.
#[test]
fn a_report_after_the_deferral_only_leaves_out() {
    assert_eq!(lost_by_a_report_after(13), 0);
}

/// The share of a validator's stake, as BABE computes it from the number of offenders.
#[test]
fn fractions_grow_with_the_square_of_offenders() {
    use sp_staking::offence::Offence;
    let fraction = |offenders: u32, of: u32| {
        pallet_babe::EquivocationOffence::<(u64, ())> {
            slot: 1.into(),
            session_index: 1,
            validator_set_count: of,
            offender: (1, ()),
        }
        .slash_fraction(offenders)
    };
    assert_eq!(fraction(1, 4), Perbill::from_parts(562_500_000));
    assert_eq!(fraction(1, 50), Perbill::from_parts(3_600_000));
    assert_eq!(fraction(17, 50), Perbill::one());
    with_staked(8, || {
        report(3, fraction(1, 4), Session::current_index());
        live_until_era(14);
        assert_eq!(bonded(3), FORTUNE / 2 * 4_375 / 10_000);
    });
}

/// In era 0 nobody has stake to lose.
#[test]
fn an_offence_of_the_council_s_age_that_is_reported_later_leaves_out() {
    chain_of(8).execute_with(|| {
        let then = Session::current_index();
        hand_over(8);
        assert_eq!(standing(3), Standing::Tried);
        offence(3, 100, then);
        assert_eq!(standing(3), Standing::Offender);
        live_until_era(3);
        assert!(!standing(3).is_electable());
        assert!(!Session::validators().contains(&3));
        live_until_era(15);
        assert_eq!(bonded(3), FORTUNE / 2);
        try_state();
    });
}

/// A new set clears the disabled validators of `pallet-session`, and staking remembers nobody.
#[test]
fn an_offender_does_not_return_with_the_next_era() {
    with_staked(8, || {
        offence(3, 1, Session::current_index());
        let until = active_era() + 13;
        live_until_era(3);
        assert!(Session::disabled_validators().is_empty());
        assert_eq!(standing(3), Standing::LeftOut { until });
        assert!(!Session::validators().contains(&3));
        live_until_era(until);
        assert_eq!(standing(3), Standing::Admitted);
    });
}

/// Bonding anew does not wash an offence off.
#[test]
fn an_offender_that_left_is_still_known() {
    with_staked(8, || {
        let session = Session::current_index();
        live_until_era(13);
        assert_ok!(Staking::chill(RuntimeOrigin::signed(3)));
        assert_ok!(Staking::unbond(RuntimeOrigin::signed(3), FORTUNE / 2));
        offence(3, 100, session);
        live_until_era(28);
        // The report came too late for a slash, but the account had gone before its end anyway.
        let _ = Staking::withdraw_unbonded(RuntimeOrigin::signed(3), 10);
        Records::<Test>::mutate(3, |record| record.as_mut().unwrap().out_until = 40);
        live_until_era(30);
        assert!(Records::<Test>::contains_key(3));
        candidate(3, FORTUNE / 8);
        assert_eq!(standing(3), Standing::LeftOut { until: 40 });
    });
}

/// With new keys in session s, an offence of s + 1 is signed with the old ones, still in force.
fn is_proven_after(change: impl Fn()) {
    with_staked(8, || {
        live(1);
        let key = NextKeys::<Test>::get(2).unwrap().get_raw(DUMMY).to_vec();
        change();
        live(1);
        let proof = KeysInForce::<Test>::prove((DUMMY, key.clone())).unwrap();
        assert_eq!(proof.session, Session::current_index());
        let owner = KeysInForce::<Test>::check_proof((DUMMY, key), proof.clone());
        assert_eq!(owner, Some((2, ())));
        offence(2, 100, proof.session);
        live_until_era(14);
        assert_eq!(bonded(2), 0);
    });
}

#[test]
fn an_offence_with_replaced_keys_is_proven() {
    is_proven_after(|| set_keys(2, 277));
}

#[test]
fn an_offence_with_purged_keys_is_proven() {
    is_proven_after(|| {
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(2)));
    });
}
