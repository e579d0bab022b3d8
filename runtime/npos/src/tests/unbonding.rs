//! Stake that is unbonded in the last session of an era, when the next one is already planned.

use super::{
    all_hold,
    chain::Chain,
    shared::account,
    staked::{eras, free, signed, staked},
};
use crate::{
    constants::{currency::AURA, staking::BONDING_ERAS},
    *,
};
use frame_support::assert_ok;
use pallet_nomination_pools::{BondedPools, PoolMembers, SubPoolsStorage, TotalValueLocked};

/// Goes to the first block of the last session of an era: the next era is planned.
fn to_the_last_session(chain: &mut Chain) {
    loop {
        chain.babe_block(chain.slot + 1);
        let (active, planned) = chain.execute(eras);
        if planned > active {
            break;
        }
    }
}

fn unbonds_exactly(sessions: u64) {
    let mut chain = staked(sessions, "Alice");
    to_the_last_session(&mut chain);
    let (eve, charlie, planned) = chain.execute(|| {
        assert_ok!(Staking::unbond(signed("Eve"), 1_000 * AURA + 3));
        assert_ok!(NominationPools::unbond(
            signed("Charlie"),
            account("Charlie").into(),
            100 * AURA + 7
        ));
        // Unbonding pays the rewards of the pool.
        (free("Eve"), free("Charlie"), eras().1)
    });
    let due = planned + BONDING_ERAS;
    loop {
        chain.execute(|| {
            // Nothing is free before.
            assert_ok!(Staking::withdraw_unbonded(signed("Eve"), 0));
            let early =
                NominationPools::withdraw_unbonded(signed("Charlie"), account("Charlie").into(), 0);
            assert!(early.is_err());
            assert_eq!((free("Eve"), free("Charlie")), (eve, charlie));
        });
        chain.babe_block(chain.slot + 1);
        if chain.execute(eras).1 == due {
            break;
        }
    }
    chain.execute(|| {
        assert_ok!(Staking::withdraw_unbonded(signed("Eve"), 0));
        assert_eq!(free("Eve"), eve + 1_000 * AURA + 3);
        assert_ok!(NominationPools::withdraw_unbonded(
            signed("Charlie"),
            account("Charlie").into(),
            0
        ));
        assert_eq!(free("Charlie"), charlie + 100 * AURA + 7);
        // Nothing of it is left in the pool.
        assert!(PoolMembers::<Runtime>::get(account("Charlie")).is_none());
        let parts = SubPoolsStorage::<Runtime>::get(1).unwrap();
        assert!(parts.with_era.is_empty() && parts.no_era.points == 0);
        let pool = BondedPools::<Runtime>::get(1).unwrap();
        assert_eq!((pool.points, pool.member_counter), (2_000 * AURA, 1));
        assert_eq!(TotalValueLocked::<Runtime>::get(), 2_000 * AURA);
        all_hold();
    });
}

#[test]
fn with_eras_of_one_session_all_of_it_is_withdrawn() {
    unbonds_exactly(1);
}

#[test]
fn with_eras_of_four_sessions_all_of_it_is_withdrawn() {
    unbonds_exactly(4);
}
