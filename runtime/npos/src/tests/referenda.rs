//! Referenda from their submission to their effect.

use super::{
    all_hold,
    chain::Chain,
    staked::{signed, stash},
};
use crate::{configs::phase::STAKED_RUNTIME_PRESET, constants::currency::AURA, origins::Origin, *};
use frame_support::{
    assert_ok,
    traits::{schedule::DispatchTime, Bounded, StorePreimage},
};
use pallet_collective::RawOrigin::Members;
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use pallet_referenda::{ReferendumInfo, ReferendumInfoFor};
use sp_runtime::traits::Hash as _;

/// Blocks of the longest decision, and of its preparation and enactment.
const LONGEST: u64 = 672 + 24 + 24 + 2;

/// A chain whose hour is a block, after its hand-over.
fn chain() -> Chain {
    let changes = serde_json::json!({ "chainTiming": { "epochLength": 6, "day": 24 } });
    let mut chain = Chain::born_with(STAKED_RUNTIME_PRESET, changes);
    while !chain.execute(StakedSet::is_handed_over) {
        chain.babe_block(chain.slot + 1);
    }
    chain
}

/// The call that root makes in these tests.
fn call() -> RuntimeCall {
    pallet_staked_set::Call::set_admission { bounded: false }.into()
}

fn is_done() -> bool {
    pallet_staked_set::Unbounded::<Runtime>::exists()
}

/// Submits the first referendum, with its decision deposit.
fn submit(origin: impl Into<OriginCaller>, call: RuntimeCall) {
    let proposal: Bounded<_, _> = Preimage::bound(call).unwrap();
    assert_ok!(Referenda::submit(
        signed("Eve"),
        Box::new(origin.into()),
        proposal,
        DispatchTime::After(0)
    ));
    assert_ok!(Referenda::place_decision_deposit(signed("Ferdie"), 0));
}

fn aye(voter: RuntimeOrigin, tokens: Balance) {
    let vote = AccountVote::Standard {
        vote: Vote {
            aye: true,
            conviction: Conviction::Locked1x,
        },
        balance: tokens * AURA,
    };
    assert_ok!(ConvictionVoting::vote(voter, 0, vote));
}

/// Five sixths of the supply vote aye; staked tokens vote too.
fn nearly_all_vote() {
    for name in ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"] {
        aye(signed(name), 980_000);
    }
    for name in ["Alice", "Bob", "Charlie", "Dave"] {
        aye(RuntimeOrigin::signed(stash(name)), 980_000);
    }
}

#[test]
fn most_of_the_tokens_act_as_root_after_confirmation_and_enactment() {
    let mut chain = chain();
    chain.execute(|| {
        submit(frame_system::RawOrigin::Root, call());
        nearly_all_vote();
    });
    // Two hours to prepare, a day to confirm and a day to enact.
    chain.babe_blocks_to(chain.slot + 49);
    assert!(!chain.execute(is_done));
    chain.babe_blocks_to(chain.slot + 6);
    assert!(chain.execute(is_done));
    chain.execute(all_hold);
}

#[test]
fn a_twentieth_of_the_tokens_does_not() {
    let mut chain = chain();
    chain.execute(|| {
        submit(frame_system::RawOrigin::Root, call());
        aye(signed("Alice"), 600_000);
    });
    chain.babe_blocks_to(chain.slot + LONGEST);
    chain.execute(|| {
        let info = ReferendumInfoFor::<Runtime>::get(0);
        assert!(
            matches!(info, Some(ReferendumInfo::Rejected(..))),
            "{info:?}"
        );
        assert!(!is_done());
    });
}

/// The council whitelists a call, and its track decides within hours.
#[test]
fn council_and_holders_act_as_root_within_hours() {
    let mut chain = chain();
    chain.execute(|| {
        let hash = Hashing::hash_of(&call());
        let dispatch = pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
            call: Box::new(call()),
        };
        submit(Origin::WhitelistedCaller, dispatch.into());
        nearly_all_vote();
        assert_ok!(Whitelist::whitelist_call(Members(2, 3).into(), hash));
    });
    chain.babe_blocks_to(chain.slot + 8);
    assert!(chain.execute(is_done));
}

/// A call that the council did not whitelist waits, and nobody can run it.
#[test]
fn holders_alone_do_not() {
    let mut chain = chain();
    let dispatch = || pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
        call: Box::new(call()),
    };
    chain.execute(|| {
        submit(Origin::WhitelistedCaller, dispatch().into());
        nearly_all_vote();
    });
    chain.babe_blocks_to(chain.slot + 8);
    chain.execute(|| {
        use frame_support::traits::UnfilteredDispatchable;
        assert!(!is_done());
        let run = || RuntimeCall::from(dispatch()).dispatch_bypass_filter(signed("Dave"));
        assert!(run().is_err() && !is_done());
        // Once it is whitelisted, anybody does.
        let hash = Hashing::hash_of(&call());
        assert_ok!(Whitelist::whitelist_call(Members(2, 3).into(), hash));
        assert_ok!(run());
        assert!(is_done());
    });
}
