//! Rewards come by themselves, in the blocks after an era.

use super::shared::local;
use crate::{configs::system::RuntimeBlockWeights, constants::currency::AURA, *};
use frame_support::{
    assert_ok, dispatch::DispatchClass, traits::fungible::Mutate, weights::Weight,
};
use pallet_staking::{
    ActiveEra, ActiveEraInfo, ClaimedRewards, CurrentEra, EraInfo, ErasRewardPoints,
    ErasValidatorReward, Exposure, IndividualExposure, RewardDestination,
};

/// Validators of the era.
const VALIDATORS: u32 = 50;
/// Nominators of each of them: two pages.
const NOMINATORS: u32 = 300;
/// Reward of the era for all validators.
const REWARD: Balance = 10_000 * AURA;

fn validator(index: u32) -> AccountId {
    nobody(index)
}

/// An account without a key.
fn nobody(index: u32) -> AccountId {
    let mut bytes = [7; 32];
    bytes[..4].copy_from_slice(&index.to_le_bytes());
    AccountId::new(bytes)
}

fn bond(who: &AccountId) {
    Balances::mint_into(who, 20_000 * AURA).unwrap();
    assert_ok!(Staking::bond(
        RuntimeOrigin::signed(who.clone()),
        10_000 * AURA,
        RewardDestination::Stash
    ));
}

/// A chain in era 2, of whose era 1 nobody is paid yet.
fn after_an_era() -> sp_io::TestExternalities {
    let mut chain = local();
    chain.execute_with(|| {
        let nominators: Vec<_> = (0..NOMINATORS)
            .map(|index| nobody(VALIDATORS + index))
            .collect();
        let others: Vec<_> = nominators
            .iter()
            .map(|who| IndividualExposure {
                who: who.clone(),
                value: 100 * AURA,
            })
            .collect();
        nominators.iter().for_each(bond);
        let own = 10_000 * AURA;
        for validator in (0..VALIDATORS).map(validator) {
            bond(&validator);
            let total = own + Balance::from(NOMINATORS) * 100 * AURA;
            let others = others.clone();
            EraInfo::<Runtime>::set_exposure(1, &validator, Exposure { total, own, others });
            ErasRewardPoints::<Runtime>::mutate(1, |points| {
                points.individual.insert(validator.clone(), 20);
                points.total += 20;
            });
        }
        ErasValidatorReward::<Runtime>::insert(1, REWARD);
        CurrentEra::<Runtime>::put(2);
        ActiveEra::<Runtime>::put(ActiveEraInfo {
            index: 2,
            start: Some(0),
        });
        pallet_staked_set::PayoutEra::<Runtime>::put(1);
    });
    chain
}

fn paid_pages() -> usize {
    let claimed = (0..VALIDATORS).map(|index| ClaimedRewards::<Runtime>::get(1, validator(index)));
    claimed.map(|pages| pages.len()).sum()
}

/// Runs the end of a block of which transactions took `used`, and returns the weight of the hooks.
fn block(used: Weight) -> Weight {
    System::set_block_number(System::block_number() + 1);
    System::reset_events();
    frame_system::BlockWeight::<Runtime>::kill();
    System::register_extra_weight_unchecked(used, DispatchClass::Normal);
    let most = RuntimeBlockWeights::get().max_block;
    let left = most.saturating_sub(used);
    let took = <AllPalletsWithSystem as frame_support::traits::OnIdle<_>>::on_idle(
        System::block_number(),
        left,
    );
    assert!(took.all_lte(left));
    took
}

/// Pays the era in blocks with `used`, and returns their number.
fn pay(used: Weight) -> u32 {
    let before = Balances::total_issuance();
    let mut blocks = 0;
    while paid_pages() < 2 * VALIDATORS as usize {
        let pages = paid_pages();
        block(used);
        blocks += 1;
        assert!(paid_pages() <= pages + 1, "one page in a block");
        assert!(blocks < 1_000);
    }
    let minted = Balances::total_issuance() - before;
    // Each share is rounded down.
    let shares = Balance::from(VALIDATORS * (NOMINATORS + 2));
    assert!(minted <= REWARD && REWARD - minted <= shares, "{minted}");
    // And never again.
    for _ in 0..10 {
        block(used);
    }
    assert_eq!(Balances::total_issuance() - before, minted);
    blocks
}

#[test]
fn empty_blocks_pay_an_era_within_a_hundred() {
    after_an_era().execute_with(|| assert!(pay(Weight::zero()) <= 100));
}

#[test]
fn full_blocks_pay_an_era_within_three_hundred() {
    after_an_era().execute_with(|| {
        let limits = RuntimeBlockWeights::get();
        let users = limits.get(DispatchClass::Normal).max_total.unwrap();
        assert!(pay(users) <= 300);
    });
}

/// The weight that the hook reports covers what it does: 40 ns of reference time are far above what
/// this machine needs for a byte, but a page must not be free.
#[test]
fn a_page_is_weighed() {
    after_an_era().execute_with(|| {
        use pallet_staking::WeightInfo;
        let nothing = block(RuntimeBlockWeights::get().max_block);
        let page = block(Weight::zero());
        let published =
            <Runtime as pallet_staking::Config>::WeightInfo::payout_stakers_alive_staked(
                NOMINATORS - 256,
            );
        assert!(page.saturating_sub(nothing).all_gte(published));
    });
}
