//! The condition of the hand-over, and the sessions around it.

use crate::{mock::*, *};
use frame_support::{assert_ok, traits::EnsureOrigin};
use frame_system::EnsureSignedBy;
use pallet_staking::{CurrentEra, ErasStartSessionIndex, ForceEra, Forcing, MinimumValidatorCount};

/// Sessions pass, the set is the council's, and staking has planned nothing.
fn assert_refused(validators: u64) {
    live(2);
    assert!(!StakedSet::is_handed_over());
    assert_eq!((active_era(), CurrentEra::<Test>::get()), (0, Some(0)));
    assert_eq!(ErasStartSessionIndex::<Test>::get(1), None);
    assert_eq!(ForceEra::<Test>::get(), Forcing::ForceNone);
    assert_eq!(Session::validators(), (1..=validators).collect::<Vec<_>>());
    try_state();
}

fn assert_accepted() {
    live(1);
    assert!(StakedSet::is_handed_over());
}

#[test]
fn the_stake_names_the_validators_from_then_on() {
    with_chain(|| {
        stakers(4);
        live(1);
        arm();
        assert!(StakedSet::condition().is_met());
        let session = Session::current_index();
        live(1);
        let planned = HandOver {
            session: session + 2,
            era: 1,
        };
        assert_eq!(HandedOver::<Test>::get(), Some(planned));
        System::assert_has_event(
            Event::HandedOver {
                session: session + 2,
                era: 1,
            }
            .into(),
        );
        // It is planned; the council's validators sit for one session more.
        assert_eq!(active_era(), 0);
        live(1);
        assert_eq!(active_era(), 1);
        assert_eq!(MinimumValidatorCount::<Test>::get(), 4);
        assert!(!Armed::<Test>::exists());
        // Eras follow by themselves.
        live(SESSIONS);
        assert_eq!(active_era(), 2);
    });
}

#[test]
fn the_council_s_list_ends_with_it() {
    with_staked(5, || {
        assert!(pallet_validator_set::Validators::<Test>::get().is_empty());
        // Those of the session are disabled all the same.
        offence(3, 100, Session::current_index());
        assert_eq!(Session::disabled_validators().len(), 1);
        live(1);
        assert_eq!(Session::disabled_validators().len(), 1);
    });
}

/// Condition of the hand-over: armed, continuity, candidates, stake.
fn parts() -> [bool; 4] {
    let condition = StakedSet::condition();
    [
        condition.is_armed(),
        condition.has_continuity(),
        condition.has_candidates(),
        condition.has_stake(),
    ]
}

#[test]
fn it_does_not_happen_unless_it_is_armed() {
    with_chain(|| {
        stakers(4);
        live(1);
        // Without a minimum nobody can tell if there are enough candidates.
        assert_eq!(parts(), [false, true, false, true]);
        assert_refused(4);
        arm();
        assert_ok!(StakedSet::disarm(council()));
        assert_refused(4);
        arm();
        assert_accepted();
    });
}

/// One unit less than a tenth of the issuance.
#[test]
fn it_does_not_happen_with_too_little_stake() {
    with_chain(|| {
        for who in 1..=4 {
            candidate(who, FORTUNE / 2);
        }
        for who in 101..=135 {
            nominator(who, FORTUNE / 2, vec![1 + who % 4]);
        }
        nominator(136, FORTUNE / 2 - 1, vec![1]);
        arm();
        live(1);
        let condition = StakedSet::condition();
        assert_eq!(condition.min_staked, 200 * FORTUNE / 10);
        assert_eq!(condition.staked, condition.min_staked - 1);
        assert_eq!(parts(), [true, true, true, false]);
        assert_refused(4);
        assert_ok!(Staking::bond_extra(RuntimeOrigin::signed(136), 1));
        assert_accepted();
    });
}

/// Tokens that are being unbonded are no stake.
#[test]
fn stake_on_the_way_out_does_not_count() {
    with_chain(|| {
        stakers(4);
        let before = StakedSet::condition().staked;
        assert_ok!(Staking::unbond(RuntimeOrigin::signed(101), FORTUNE / 4));
        assert_eq!(StakedSet::condition().staked, before - FORTUNE / 4);
    });
}

#[test]
fn it_does_not_happen_with_one_candidate_too_few() {
    with_chain(|| {
        stakers(4);
        assert_ok!(StakedSet::arm(council(), 5));
        live(1);
        assert_eq!(parts(), [true, true, false, true]);
        assert_refused(4);
        candidate(5, FORTUNE / 2);
        assert_accepted();
    });
}

/// Exactly two thirds of the session are not more than two thirds.
#[test]
fn it_does_not_happen_without_the_validators_there_are() {
    chain_of(6).execute_with(|| {
        stakers(4);
        candidate(7, FORTUNE / 2);
        arm();
        live(1);
        let condition = StakedSet::condition();
        assert_eq!(
            (condition.session_electable, condition.session_validators),
            (4, 6)
        );
        assert_eq!(parts(), [true, false, true, true]);
        assert_refused(6);
        candidate(5, FORTUNE / 2);
        assert_accepted();
        try_state();
    });
}

#[test]
fn it_does_not_happen_with_a_third_disabled() {
    chain_of(6).execute_with(|| {
        stakers(6);
        live(1);
        arm();
        let severity = |index| (index, sp_staking::offence::OffenceSeverity(Perbill::one()));
        let disabled = vec![severity(4), severity(5)];
        pallet_session::DisabledValidators::<Test>::put(disabled);
        assert_eq!(standing(5), Standing::Offender);
        assert_eq!(parts(), [true, false, true, true]);
        assert_refused(6);
        pallet_session::DisabledValidators::<Test>::kill();
        assert_accepted();
        try_state();
    });
}

/// Root can force an era of `pallet-staking`, by mistake.
#[test]
fn an_era_that_was_forced_before_is_undone() {
    with_chain(|| {
        stakers(4);
        for force in [Staking::force_new_era, Staking::force_new_era_always] {
            assert_ok!(force(RuntimeOrigin::root()));
            assert_refused(4);
        }
    });
}

/// An election with fewer winners than the minimum.
#[test]
fn an_election_that_fails_leaves_the_council_s_set() {
    with_chain(|| {
        stakers(4);
        live(1);
        arm();
        pallet_staking::ValidatorCount::<Test>::put(3);
        assert!(StakedSet::condition().is_met());
        let minimum = MinimumValidatorCount::<Test>::get();
        assert_refused(4);
        System::assert_has_event(pallet_staking::Event::<Test>::StakingElectionFailed.into());
        assert_eq!(MinimumValidatorCount::<Test>::get(), minimum);
        // The council's changes still count.
        assert_ok!(ValidatorSet::add_validator(RuntimeOrigin::root(), 5));
        live(2);
        assert_eq!(Session::validators(), [1, 2, 3, 4, 5]);
        pallet_staking::ValidatorCount::<Test>::put(SEATS);
        assert_accepted();
    });
}

/// With too few candidates after the hand-over, the validators there are go on, and era and pay
/// wait.
#[test]
fn an_election_that_fails_later_leaves_the_set_there_is() {
    with_staked(4, || {
        assert_ok!(Staking::chill(RuntimeOrigin::signed(4)));
        live(4 * SESSIONS);
        assert_eq!(active_era(), 1);
        assert_eq!(Session::validators().len(), 4);
        candidate(5, FORTUNE / 2);
        live_until_era(2);
        assert!(Session::validators().contains(&5) && !Session::validators().contains(&4));
    });
}

/// New keys come into a root and into force also within an era.
#[test]
fn new_keys_within_an_era_are_a_change() {
    SessionsPerEra::set(6);
    with_staked(4, || {
        live(1);
        set_keys(2, 277);
        let new = pallet_session::NextKeys::<Test>::get(2);
        live(2);
        assert_eq!(active_era(), 1);
        let keys = pallet_session::QueuedKeys::<Test>::get();
        let of_2 = keys.into_iter().find(|(who, _)| *who == 2).unwrap();
        assert_eq!(Some(of_2.1), new);
        // A root with the new keys: `historical` knows their owner by itself.
        live(2);
        assert_eq!(active_era(), 1);
        let current = Session::current_index();
        let root =
            |session| pallet_session::historical::HistoricalSessions::<Test>::get(session).unwrap();
        assert_ne!(root(current - 3), root(current));
    });
}

/// Without new keys, sessions within an era change nothing: GRANDPA's set and the disabled stay.
#[test]
fn sessions_within_an_era_are_no_change() {
    SessionsPerEra::set(6);
    with_staked(4, || {
        live(2);
        assert!(!pallet_session::QueuedChanged::<Test>::get());
        live(1);
        assert!(!pallet_session::QueuedChanged::<Test>::get());
    });
}

/// More of the session than the minimum must be tried candidates.
#[test]
fn a_set_at_its_minimum_keeps_its_keys() {
    with_chain(|| {
        assert!(StakedSet::may_lose_keys());
        hand_over(4);
        assert!(!StakedSet::may_lose_keys());
        // One that waits outside of the session helps nobody now.
        candidate(5, FORTUNE / 2);
        assert!(!StakedSet::may_lose_keys());
        live_until_era(3);
        assert!(Session::validators().contains(&5));
        live(1);
        assert!(StakedSet::may_lose_keys());
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(5)));
        assert!(!StakedSet::may_lose_keys());
    });
}

#[test]
fn the_council_s_power_ends_with_it() {
    type Before = EnsureBeforeHandOver<Test, EnsureSignedBy<Council, u64>>;
    with_chain(|| {
        assert_ok!(Before::ensure_origin(council()));
        assert!(Before::ensure_origin(RuntimeOrigin::signed(1)).is_err());
        hand_over(4);
        assert!(Before::ensure_origin(council()).is_err());
    });
}

#[test]
fn era_0_is_seeded_once() {
    with_chain(|| {
        assert!(!StakedSet::seed());
        let era = CurrentEra::<Test>::take();
        pallet_staking::ActiveEra::<Test>::kill();
        let session = Session::current_index();
        assert!(StakedSet::seed());
        assert_eq!(CurrentEra::<Test>::get(), era);
        assert_eq!(active_era(), 0);
        assert_eq!(ErasStartSessionIndex::<Test>::get(0), Some(session));
        assert_eq!(pallet_staking::BondedEras::<Test>::get(), [(0, session)]);
        assert_eq!(
            pallet_staking::CurrentPlannedSession::<Test>::get(),
            session + 1
        );
    });
}

#[test]
fn a_genesis_can_be_armed() {
    use sp_runtime::BuildStorage;
    let mut storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .unwrap();
    GenesisConfig::<Test> {
        armed: Some(4),
        ..Default::default()
    }
    .assimilate_storage(&mut storage)
    .unwrap();
    sp_io::TestExternalities::from(storage).execute_with(|| {
        assert_eq!(Armed::<Test>::get(), Some(4));
        assert_eq!(ForceEra::<Test>::get(), Forcing::ForceNone);
    });
}

/// Era 0 ends with the hand-over. It may have lasted for years, and pays nothing.
#[test]
fn the_council_s_age_is_not_paid() {
    with_chain(|| {
        Timestamp::set_timestamp(1_000_000_000_000);
        hand_over(4);
        assert_eq!(pallet_staking::ErasValidatorReward::<Test>::get(0), Some(0));
        live_until_era(2);
        assert_eq!(
            pallet_staking::ErasValidatorReward::<Test>::get(1),
            Some(EraPay::get().0)
        );
    });
}
