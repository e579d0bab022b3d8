//! What the council keeps and loses at the hand-over, and the tracks of referenda.

use super::shared::{account, chain_with, local};
use crate::{
    configs::{
        staking::SessionsPerEra,
        tracks::{self, Tracks},
    },
    constants::{currency::AURA, referenda, staking},
    origins::Origin,
    *,
};
use frame_support::traits::{Get, UnfilteredDispatchable};
use pallet_chain_timing::TimingParameters;
use pallet_collective::RawOrigin::Members;
use pallet_referenda::TracksInfo;
use pallet_staked_set::{HandOver, HandedOver};
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::{DispatchError, Perbill};

/// As if the stake named the validators since this block.
fn hand_over() {
    HandedOver::<Runtime>::put(HandOver { session: 0, era: 1 });
}

fn accepts(origin: impl Into<RuntimeOrigin>, call: RuntimeCall) -> bool {
    let result = call.dispatch_bypass_filter(origin.into());
    result.map_err(|failure| failure.error) != Err(DispatchError::BadOrigin)
}

/// Returns true if the whole council can make the call in some way: itself, or as root.
fn council_can(call: &RuntimeCall) -> bool {
    let announce = pallet_root_notice::Call::announce {
        call: Box::new(call.clone()),
    };
    let enact = pallet_root_notice::Call::enact {
        call: Box::new(call.clone()),
        until: 10,
    };
    [call.clone(), announce.into(), enact.into()]
        .into_iter()
        .any(|call| accepts(Members(3, 3), call))
}

/// The council can make a call before the hand-over, and not after it.
fn is_lost(call: impl Into<RuntimeCall>) {
    let call = call.into();
    local().execute_with(|| assert!(council_can(&call), "before the hand-over"));
    local().execute_with(|| {
        hand_over();
        assert!(!council_can(&call), "after the hand-over");
    });
}

/// The council can make a call itself, before and after.
fn is_kept(call: impl Into<RuntimeCall>) {
    let call = call.into();
    local().execute_with(|| {
        assert!(accepts(Members(2, 3), call.clone()));
        hand_over();
        assert!(accepts(Members(2, 3), call));
    });
}

fn remark() -> RuntimeCall {
    frame_system::Call::remark { remark: vec![] }.into()
}

macro_rules! lost {
    ($($name:ident: $call:expr;)+) => { mod lost {
        use super::*;
        $(
            #[test]
            fn $name() {
                is_lost($call);
            }
        )+
    } };
}

lost! {
    its_own_membership: pallet_root_notice::Call::set_council {
        members: vec![account("Bob")].try_into().unwrap(),
    };
    its_floor: pallet_root_notice::Call::set_council_floor { floor: 2 };
    acting_as_root_after_a_notice: pallet_root_notice::Call::announce { call: Box::new(remark()) };
    acting_as_root_at_once: pallet_root_notice::Call::enact {
        call: Box::new(remark()),
        until: 10,
    };
    halting_by_a_third: pallet_root_notice::Call::halt {};
    halting: pallet_safe_mode::Call::force_enter {};
    extending_a_halt: pallet_safe_mode::Call::force_extend {};
    adding_validators: pallet_validator_set::Call::add_validator {
        validator: account("Eve//stash"),
    };
    removing_validators: pallet_validator_set::Call::remove_validator {
        validator: account("Dave//stash"),
    };
    scheduling: pallet_scheduler::Call::schedule {
        when: 10,
        maybe_periodic: None,
        priority: 0,
        call: Box::new(remark()),
    };
    slashing: pallet_staking::Call::manual_slash {
        validator_stash: account("Dave//stash"),
        era: 0,
        slash_fraction: Perbill::one(),
    };
    cancelling_slashes: pallet_staking::Call::cancel_deferred_slash {
        era: 1,
        slash_indices: vec![0],
    };
    managing_preimages: pallet_preimage::Call::request_preimage {
        hash: Hash::repeat_byte(1),
    };
    arming_the_hand_over: pallet_staked_set::Call::arm { minimum: 4 };
    disarming_the_hand_over: pallet_staked_set::Call::disarm {};
    upgrading_the_runtime: frame_system::Call::authorize_upgrade {
        code_hash: Hash::repeat_byte(1),
    };
}

/// What was announced before the hand-over does not run after it.
#[test]
fn announcements_of_the_council_end_with_its_power() {
    use frame_support::{traits::OnPoll, weights::WeightMeter};
    let notice = serde_json::json!({ "rootNotice": { "notice": 72 } });
    for is_lost in [false, true] {
        chain_with(LOCAL_TESTNET_RUNTIME_PRESET, notice.clone()).execute_with(|| {
            let call = frame_system::Call::remark_with_event { remark: vec![1] };
            let announce = pallet_root_notice::Call::announce {
                call: Box::new(RuntimeCall::from(call)),
            };
            assert!(accepts(Members(2, 3), announce.into()));
            if is_lost {
                hand_over();
            }
            System::set_block_number(1_000);
            AllPalletsWithSystem::on_poll(1_000, &mut WeightMeter::new());
            let cancelled = |record: &frame_system::EventRecord<RuntimeEvent, Hash>| {
                matches!(
                    record.event,
                    RuntimeEvent::RootNotice(pallet_root_notice::Event::Cancelled { .. })
                )
            };
            assert_eq!(System::events().iter().any(cancelled), is_lost);
            assert!(pallet_root_notice::Queue::<Runtime>::get().is_empty());
        });
    }
}

#[test]
fn it_still_whitelists() {
    is_kept(pallet_whitelist::Call::whitelist_call {
        call_hash: Hash::repeat_byte(1),
    });
}

#[test]
fn it_still_stops_forged_proofs() {
    is_kept(pallet_zkp_verifier::Call::disable_key {
        key: aura_primitives::zkp::KeyId {
            circuit: aura_primitives::zkp::Circuit::Age,
            version: 1,
        },
    });
    is_kept(pallet_zkp_verifier::Call::stop_policy {
        policy: aura_primitives::zkp::PolicyId::from([1; 32]),
    });
}

/// A whitelisted call runs as root, so until then it would be a way around the notice.
#[test]
fn a_whitelisted_call_is_dispatched_from_the_hand_over_on() {
    let dispatch = || pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
        call: Box::new(remark()),
    };
    local().execute_with(|| {
        assert!(!accepts(Origin::WhitelistedCaller, dispatch().into()));
        hand_over();
        assert!(accepts(Origin::WhitelistedCaller, dispatch().into()));
        assert!(!accepts(Origin::StakingAdmin, dispatch().into()));
    });
}

/// Any account runs a call that was whitelisted after its track had approved it. It must not be able
/// to make the call fail inside too many batches, and be lost.
#[test]
fn nobody_wastes_a_whitelisted_call() {
    use frame_support::{
        storage::{transactional::TRANSACTION_LEVEL_KEY, unhashed},
        traits::Contains,
    };
    let dispatch = RuntimeCall::from(
        pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
            call: Box::new(remark()),
        },
    );
    local().execute_with(|| {
        for (layers, is_open) in [(0, true), (6, true), (7, false), (253, false)] {
            unhashed::put::<u32>(TRANSACTION_LEVEL_KEY, &layers);
            let allowed = <Runtime as frame_system::Config>::BaseCallFilter::contains(&dispatch);
            assert_eq!(allowed, is_open, "{layers}");
            unhashed::kill(TRANSACTION_LEVEL_KEY);
        }
    });
}

/// Each track's origin makes its own calls, and none of another.
#[test]
fn origins_of_tracks_make_their_calls() {
    let spend = |amount| {
        RuntimeCall::from(pallet_treasury::Call::spend_local {
            amount,
            beneficiary: account("Bob").into(),
        })
    };
    let cases: [(RuntimeCall, &[Origin]); 7] = [
        (
            pallet_staking::Call::cancel_deferred_slash {
                era: 1,
                slash_indices: vec![0],
            }
            .into(),
            &[Origin::StakingAdmin],
        ),
        (
            pallet_staking::Call::set_min_commission {
                new: Perbill::zero(),
            }
            .into(),
            &[Origin::StakingAdmin],
        ),
        (
            pallet_referenda::Call::cancel { index: 0 }.into(),
            &[Origin::ReferendumCanceller],
        ),
        (
            pallet_referenda::Call::kill { index: 0 }.into(),
            &[Origin::ReferendumKiller],
        ),
        (
            pallet_treasury::Call::remove_approval { proposal_id: 0 }.into(),
            &[Origin::Treasurer],
        ),
        (
            spend(referenda::SMALL_SPEND),
            &[Origin::Treasurer, Origin::SmallSpender],
        ),
        (
            pallet_staked_set::Call::set_admission { bounded: false }.into(),
            &[],
        ),
    ];
    let all = [
        Origin::WhitelistedCaller,
        Origin::StakingAdmin,
        Origin::Treasurer,
        Origin::SmallSpender,
        Origin::ReferendumCanceller,
        Origin::ReferendumKiller,
    ];
    local().execute_with(|| {
        hand_over();
        for (call, accepted) in cases {
            for origin in all {
                let expected = accepted.contains(&origin);
                assert_eq!(
                    accepts(origin, call.clone()),
                    expected,
                    "{origin:?} {call:?}"
                );
            }
        }
        let too_much = spend(referenda::SMALL_SPEND + 1);
        let refused = too_much.dispatch_bypass_filter(Origin::SmallSpender.into());
        assert_eq!(
            refused.map_err(|failure| failure.error),
            Err(pallet_treasury::Error::<Runtime>::InsufficientPermission.into())
        );
    });
}

/// Timings of a public network, and of the presets.
const TIMINGS: [TimingParameters; 2] = [
    TimingParameters {
        slot_duration: 6_000,
        epoch_length: 2_400,
        day: 14_400,
    },
    TimingParameters {
        slot_duration: 2_000,
        epoch_length: 15,
        day: 60,
    },
];

fn with_timings(test: impl Fn(TimingParameters)) {
    for timing in TIMINGS {
        local().execute_with(|| {
            pallet_chain_timing::Timing::<Runtime>::put(timing);
            test(timing);
        });
    }
}

#[test]
fn tracks_are_valid_and_follow_the_day() {
    // Hours to prepare, decide, confirm and enact, and the deposit.
    let expected = [
        (tracks::ROOT, [2, 672, 24, 24], 10_000),
        (tracks::WHITELISTED_CALLER, [1, 168, 1, 1], 1_000),
        (tracks::STAKING_ADMIN, [2, 168, 3, 1], 500),
        (tracks::TREASURER, [2, 336, 48, 24], 1_000),
        (tracks::SMALL_SPENDER, [1, 168, 12, 24], 100),
        (tracks::REFERENDUM_CANCELLER, [2, 168, 3, 1], 1_000),
        (tracks::REFERENDUM_KILLER, [2, 168, 3, 1], 5_000),
    ];
    with_timings(|timing| {
        Tracks::check_integrity().unwrap();
        let found: Vec<_> = Tracks::tracks().collect();
        assert_eq!(found.len(), expected.len());
        for (track, (id, hours, deposit)) in found.iter().zip(expected) {
            assert_eq!(track.id, id);
            let info = &track.info;
            let periods = [
                info.prepare_period,
                info.decision_period,
                info.confirm_period,
                info.min_enactment_period,
            ];
            assert_eq!(periods, hours.map(|hours| timing.hours(hours).max(1)));
            assert_eq!(info.decision_deposit, deposit * AURA);
            assert!(info.max_deciding > 0);
        }
    });
}

/// Approval and support at the end of each decision, in thousandths.
#[test]
fn tracks_end_with_what_they_ask_for() {
    let expected = [
        (tracks::ROOT, 500, 100),
        (tracks::WHITELISTED_CALLER, 500, 20),
        (tracks::STAKING_ADMIN, 500, 10),
        (tracks::TREASURER, 500, 10),
        (tracks::SMALL_SPENDER, 500, 5),
        (tracks::REFERENDUM_CANCELLER, 600, 10),
        (tracks::REFERENDUM_KILLER, 600, 10),
    ];
    local().execute_with(|| {
        for (id, approval, support) in expected {
            let info = Tracks::info(id).unwrap();
            let near = |found: Perbill, thousandths: u32| {
                let expected = Perbill::from_rational(thousandths, 1_000);
                let difference = found.max(expected) - found.min(expected);
                assert!(difference < Perbill::from_parts(10_000), "{id}: {found:?}");
            };
            near(info.min_approval.threshold(Perbill::one()), approval);
            near(info.min_support.threshold(Perbill::one()), support);
        }
    });
}

/// A silent month must not give root to the hundredth that votes.
#[test]
fn root_always_needs_the_support_of_a_tenth() {
    local().execute_with(|| {
        let root = Tracks::info(tracks::ROOT).unwrap();
        for thousandths in 0..=1_000 {
            let at = Perbill::from_rational(thousandths, 1_000_u32);
            let least = Perbill::from_percent(10) - Perbill::from_parts(10);
            assert!(root.min_support.threshold(at) >= least, "{at:?}");
            assert!(
                root.min_approval.threshold(at)
                    >= Perbill::from_percent(50) - Perbill::from_parts(10_000)
            );
        }
    });
}

#[test]
fn the_tracks_of_root_open_at_the_hand_over() {
    let root = OriginCaller::system(frame_system::RawOrigin::Root);
    let whitelisted = OriginCaller::Origins(Origin::WhitelistedCaller);
    let admin = OriginCaller::Origins(Origin::StakingAdmin);
    local().execute_with(|| {
        assert_eq!(Tracks::track_for(&root), Err(()));
        assert_eq!(Tracks::track_for(&whitelisted), Err(()));
        assert_eq!(Tracks::track_for(&admin), Ok(tracks::STAKING_ADMIN));
        hand_over();
        assert_eq!(Tracks::track_for(&root), Ok(tracks::ROOT));
        assert_eq!(
            Tracks::track_for(&whitelisted),
            Ok(tracks::WHITELISTED_CALLER)
        );
        assert_eq!(
            Tracks::track_for(&OriginCaller::Council(Members(3, 3))),
            Err(())
        );
    });
}

/// Otherwise no slash could be cancelled by a referendum.
#[test]
fn a_slash_can_be_cancelled_before_it_is_applied() {
    with_timings(|timing| {
        let track = Tracks::info(tracks::STAKING_ADMIN).unwrap();
        let decided = [
            track.prepare_period,
            track.decision_period,
            track.confirm_period,
            track.min_enactment_period,
        ]
        .into_iter()
        .sum::<u32>();
        let era = SessionsPerEra::get() * timing.epoch_length;
        assert!(decided < era * staking::SLASH_DEFER_ERAS);
    });
}

/// A voter must be bound by what it decided.
#[test]
fn votes_are_locked_for_longer_than_any_enactment() {
    with_timings(|_| {
        type Lock = <Runtime as pallet_conviction_voting::Config>::VoteLockingPeriod;
        for track in Tracks::tracks() {
            assert!(Lock::get() >= track.info.min_enactment_period);
        }
    });
}
