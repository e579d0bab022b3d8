//! The time that hooks take of a block.

use super::local;
use crate::*;
use frame_support::{
    traits::OnIdle,
    weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight},
};
use pallet_credentials::{Unsealed, UnsealedLists, WeightInfo};

/// A proposer has two thirds of a slot, in milliseconds, with the shortest slots that a network has.
const PROPOSING: u64 = 2_000 * 2 / 3;

/// As much work as there can be: more lists than a block seals, each with more pages than it seals of
/// one, and more blocks of which something is to be forgotten than it looks at.
fn busy() -> sp_io::TestExternalities {
    let mut chain = local();
    chain.execute_with(|| {
        System::set_block_number(10_000_000);
        for list in 0..20 {
            let mut unsealed = Unsealed::since(1);
            (0..100).for_each(|page| {
                unsealed.add(page);
            });
            UnsealedLists::<Runtime>::insert(list, unsealed);
        }
    });
    chain
}

#[test]
fn a_proposer_with_the_shortest_slots_has_time_for_all_hooks() {
    let block = <Runtime as frame_system::Config>::BlockWeights::get().max_block;
    busy().execute_with(|| {
        let used = AllPalletsWithSystem::on_idle(System::block_number(), block);
        let most = Weight::from_parts(PROPOSING * WEIGHT_REF_TIME_PER_MILLIS, u64::MAX);
        assert!(used.all_lt(most), "{used:?}");
        // Each of the two has come to its bound: there was no time left for another page.
        let bound = block.saturating_div(8).saturating_mul(3);
        let page = <Runtime as pallet_credentials::Config>::WeightInfo::commit_status_root(1);
        assert!(used.all_lte(bound), "{used:?}");
        assert!(used.ref_time() > bound.saturating_sub(page.saturating_mul(2)).ref_time());
        assert!(UnsealedLists::<Runtime>::iter().count() > 0);
    });
}

#[test]
fn hooks_take_no_more_than_a_block_has_left() {
    busy().execute_with(|| {
        let left = Weight::from_parts(100 * WEIGHT_REF_TIME_PER_MILLIS, u64::MAX);
        let used = AllPalletsWithSystem::on_idle(System::block_number(), left);
        assert!(used.all_lte(left), "{used:?}");
    });
}
