//! The share of a block for hooks.

use super::{engine, local};
use crate::{configs::system::RuntimeBlockWeights, constants::block, *};
use frame_support::{
    dispatch::DispatchClass,
    traits::OnIdle,
    weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight},
};
use pallet_credentials::{PendingChanges, PendingLists, WeightInfo};

/// The shortest slots of any network, in milliseconds: those of the preset for tests.
const SHORTEST: u64 = 2_000;

/// The computation time of a proposer, in slots of `slot` milliseconds.
fn proposing(slot: u64) -> u64 {
    let share = f64::from(block::PROPOSAL_SLOT_PORTION);
    (slot as f64 * share * WEIGHT_REF_TIME_PER_MILLIS as f64) as u64
}

/// Sets the slot duration of the chain in milliseconds.
fn with_slots(slot: u64) {
    pallet_chain_timing::Timing::<Runtime>::mutate(|timing| {
        timing.as_mut().unwrap().slot_duration = slot;
    });
}

/// A maximum of work for hooks: more pending lists than a block commits, each with more pages than
/// one commit, and more blocks with expired entries than a block prunes.
fn busy() -> sp_io::TestExternalities {
    let mut chain = local();
    chain.execute_with(|| {
        System::set_block_number(10_000_000);
        for list in 0..20 {
            let mut pending = PendingChanges::since(1);
            (0..100).for_each(|page| {
                pending.add(page);
            });
            PendingLists::<Runtime>::insert(list, pending);
        }
    });
    chain
}

/// A proposer stops taking transactions by its clock, but hooks have no deadline: so the weight of
/// a block, including hooks, must fit the part of a slot in which it is built.
#[test]
fn a_full_block_is_built_in_time_with_any_slots() {
    local().execute_with(|| {
        assert_eq!(ChainTiming::timing().slot_duration, SHORTEST);
        for slot in [SHORTEST, 3_000, 4_000, 6_000, 12_000] {
            with_slots(slot);
            let limits = RuntimeBlockWeights::get();
            limits.clone().validate().unwrap();
            // The SDK's proposer takes transactions for 98% of its time less a tenth: a block must
            // be full before that.
            let deadline = (proposing(slot) as f64 * 0.98 * 0.9) as u64;
            assert!(limits.max_block.ref_time() < deadline, "{slot}");
            // Operational transactions still fit a block that hooks and others have filled.
            let operational = limits.get(DispatchClass::Operational).reserved.unwrap();
            let most = limits.max_block.saturating_add(operational);
            assert!(most.ref_time() < proposing(slot), "{slot}: {most:?}");
            // In a block of a migration, which includes no transactions, scheduled calls run beside
            // the step.
            let scheduled = configs::governance::MaximumSchedulerWeight::get();
            let step = configs::migrations::MaxServiceWeight::get();
            let both = scheduled.saturating_add(step);
            assert!(both.all_lte(limits.max_block), "{slot}: {both:?}");
            let announced = configs::governance::MaxProposalWeight::get();
            assert!(announced.all_lt(limits.max_block), "{slot}");
        }
        // Longer slots do not make larger blocks.
        assert_eq!(
            block::maximum_weight(4_000),
            block::maximum_weight(u64::MAX)
        );
    });
}

/// User transactions up to their limit, and a maximum of work for hooks, take less time than a
/// proposer has.
#[test]
fn with_slots_of_two_seconds_hooks_after_a_full_block_come_in_time() {
    busy().execute_with(|| {
        assert_eq!(ChainTiming::timing().slot_duration, SHORTEST);
        let limits = RuntimeBlockWeights::get();
        let users = limits.get(DispatchClass::Normal).max_total.unwrap();
        System::register_extra_weight_unchecked(users, DispatchClass::Normal);
        let left = limits
            .max_block
            .saturating_sub(System::block_weight().total());
        let hooks = AllPalletsWithSystem::on_idle(System::block_number(), left);
        assert!(hooks.ref_time() > 0);
        let all = System::block_weight().total().saturating_add(hooks);
        assert!(all.ref_time() < proposing(SHORTEST), "{all:?}");
    });
}

/// A proposer with a slow clock or machine stops including transactions at its deadline; the hooks
/// after that are bounded by the slot as well.
#[test]
fn hooks_take_three_eighths_of_a_block_with_any_slots() {
    for slot in [SHORTEST, 6_000] {
        busy().execute_with(|| {
            with_slots(slot);
            let block = RuntimeBlockWeights::get().max_block;
            let used = AllPalletsWithSystem::on_idle(System::block_number(), block);
            // Both hooks have reached their bounds: there was no time for another page.
            let bound = block.saturating_div(8).saturating_mul(3);
            let page = <Runtime as pallet_credentials::Config>::WeightInfo::commit_status_root(1);
            assert!(
                used.all_lte(bound.saturating_add(engine::idle_hooks())),
                "{used:?}"
            );
            assert!(used.ref_time() > bound.saturating_sub(page.saturating_mul(2)).ref_time());
            assert!(PendingLists::<Runtime>::iter().count() > 0);
        });
    }
}

#[test]
fn hooks_take_no_more_than_a_block_has_left() {
    busy().execute_with(|| {
        let left = Weight::from_parts(100 * WEIGHT_REF_TIME_PER_MILLIS, u64::MAX);
        let used = AllPalletsWithSystem::on_idle(System::block_number(), left);
        assert!(used.all_lte(left), "{used:?}");
    });
}
