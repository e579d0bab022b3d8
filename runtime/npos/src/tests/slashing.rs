//! A slash of a validator reaches its nominators and the members of pools, once its deferral is
//! over.

use super::{
    shared::{account, try_state},
    staked::{eras, signed, staked},
};
use crate::{
    constants::{currency::AURA, staking::SLASH_DEFER_ERAS},
    *,
};
use frame_support::assert_ok;
use pallet_staking::Ledger;
use sp_runtime::Perbill;
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};

/// Bonded and active stake of an account.
fn staked_by(who: &AccountId) -> Balance {
    Ledger::<Runtime>::get(who).map_or(0, |ledger| ledger.active)
}

/// Roughly half: a slash is computed from votes, which are rounded.
fn is_half(now: Balance, before: Balance) -> bool {
    now.abs_diff(before / 2) <= 100
}

#[test]
fn nominators_and_members_of_pools_lose_their_share() {
    let mut chain = staked(1, "Bob");
    let target = chain.execute(eras).0 + 2;
    while chain.execute(eras).0 < target {
        chain.babe_block(chain.slot + 1);
    }
    let bob = account("Bob//stash");
    let eve = account("Eve");
    let charlie = account("Charlie");
    let pool = chain.execute(|| {
        let session = Session::current_index();
        let offence = OffenceDetails {
            offender: (bob.clone(), ()),
            reporters: vec![account("Dave")],
        };
        let half = [Perbill::from_percent(50)];
        <StakedSet as OnOffenceHandler<_, _, _>>::on_offence(&[offence], &half, session);
        assert_eq!(Session::disabled_validators().len(), 1);
        assert!(!StakedSet::electable().contains(&bob));
        NominationPools::api_pool_accounts(1).0
    });
    let era = chain.execute(eras).0;
    let before = chain.execute(|| (staked_by(&bob), staked_by(&eve), staked_by(&pool)));
    let issuance = chain.execute(Balances::total_issuance);
    // Nobody is slashed before the deferral is over.
    while chain.execute(eras).0 < era + SLASH_DEFER_ERAS {
        chain.babe_block(chain.slot + 1);
    }
    assert_eq!(chain.execute(|| staked_by(&eve)), before.1);
    while chain.execute(eras).0 < era + SLASH_DEFER_ERAS + 1 {
        chain.babe_block(chain.slot + 1);
    }
    chain.execute(|| {
        assert!(is_half(staked_by(&bob), before.0));
        assert!(is_half(staked_by(&eve), before.1));
        assert!(
            is_half(staked_by(&pool), before.2),
            "the slash reaches the pool"
        );
        // A member's part is taken when somebody asks for it, and nobody is rewarded for that.
        let member = NominationPools::api_member_total_balance(charlie.clone());
        assert!(is_half(member, 100 * AURA + 7), "{member}");
        let pending = NominationPools::api_member_pending_slash(charlie.clone());
        assert!(is_half(pending, 100 * AURA + 7), "{pending}");
        let dave = Balances::free_balance(account("Dave"));
        assert_ok!(NominationPools::apply_slash(
            signed("Dave"),
            charlie.clone().into()
        ));
        assert_eq!(Balances::free_balance(account("Dave")), dave);
        assert_eq!(NominationPools::api_member_pending_slash(charlie), 0);
        // Shares of members are rounded down: a unit for each. The SDK's own invariant of pools
        // allows for none, so it fails here.
        let members = ["Ferdie", "Charlie"]
            .map(|name| NominationPools::api_member_total_balance(account(name)));
        let locked = pallet_nomination_pools::TotalValueLocked::<Runtime>::get();
        assert!(locked.abs_diff(members.iter().sum()) <= 2);
        try_state();
    });
    // More was burnt than eras have minted.
    assert!(chain.execute(Balances::total_issuance) < issuance);
}
