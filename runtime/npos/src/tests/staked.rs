//! A chain that the stake has taken over, with a nominator and a pool.

use super::{chain::Chain, shared::account};
use crate::{
    configs::{phase::STAKED_RUNTIME_PRESET, staking::SessionsPerEra},
    constants::currency::AURA,
    *,
};
use frame_support::{assert_ok, traits::Get};
use pallet_staking::{ActiveEra, CurrentEra, RewardDestination};

/// Slots of a session.
pub const EPOCH: u64 = 5;

/// The signature of a name.
pub fn signed(name: &str) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(name))
}

/// The account that validates for a name.
pub fn stash(name: &str) -> AccountId {
    account(&format!("{name}//stash"))
}

/// Tokens of a name that nothing holds.
pub fn free(name: &str) -> Balance {
    Balances::free_balance(account(name))
}

/// Active and planned era.
pub fn eras() -> (u32, u32) {
    let active = ActiveEra::<Runtime>::get().map_or(0, |era| era.index);
    (active, CurrentEra::<Runtime>::get().unwrap_or(0))
}

/// A chain of eras of `sessions` sessions that the stake has taken over, with a nominator Eve, a
/// pool of Ferdie, and Charlie as its member. Both nominate one validator.
pub fn staked(sessions: u64, validator: &str) -> Chain {
    let changes = serde_json::json!({
        "chainTiming": { "epochLength": EPOCH, "day": sessions * EPOCH },
    });
    let mut chain = Chain::born_with(STAKED_RUNTIME_PRESET, changes);
    assert_eq!(u64::from(chain.execute(SessionsPerEra::get)), sessions);
    while chain.execute(eras).0 < 2 {
        chain.babe_block(chain.slot + 1);
    }
    chain.execute(|| {
        let target = stash(validator);
        assert_ok!(Staking::bond(
            signed("Eve"),
            5_000 * AURA,
            RewardDestination::Account(account("Dave"))
        ));
        assert_ok!(Staking::nominate(
            signed("Eve"),
            vec![target.clone().into()]
        ));
        let ferdie = || account("Ferdie").into();
        assert_ok!(NominationPools::create(
            signed("Ferdie"),
            2_000 * AURA,
            ferdie(),
            ferdie(),
            ferdie()
        ));
        assert_ok!(NominationPools::nominate(signed("Ferdie"), 1, vec![target]));
        // Less than a member must stake.
        assert!(NominationPools::join(signed("Charlie"), 9 * AURA, 1).is_err());
        assert_ok!(NominationPools::join(signed("Charlie"), 100 * AURA + 7, 1));
    });
    chain
}
