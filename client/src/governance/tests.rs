//! Queries about referenda against the runtime of phase 2 itself.

use super::*;
use crate::{
    did::Chain,
    outside::system,
    staking::Amount,
    test_node::{dev, TestNode},
};
use aura_npos_runtime::{
    configs::tracks, constants::currency::AURA, origins::Origin as TrackOrigin, ConvictionVoting,
    OriginCaller, Referenda, Runtime, RuntimeCall, RuntimeOrigin, System,
};
use codec::Encode;
use polkadot_sdk::{
    frame_support::traits::{schedule::DispatchTime, Bounded as RuntimeBounded},
    frame_system,
    pallet_conviction_voting::{self as voting, Conviction},
};

/// Referendum 0 of the track of staking was submitted by Alice, and Bob votes aye. On the track of
/// the treasurer Bob has delegated to Alice.
fn referendum() {
    let remark = RuntimeCall::System(frame_system::Call::remark {
        remark: b"hello".to_vec(),
    });
    Referenda::submit(
        RuntimeOrigin::signed(dev("Alice")),
        Box::new(OriginCaller::Origins(TrackOrigin::StakingAdmin)),
        RuntimeBounded::Inline(remark.encode().try_into().unwrap()),
        DispatchTime::After(10),
    )
    .unwrap();
    let bob = RuntimeOrigin::signed(dev("Bob"));
    let vote = voting::AccountVote::Standard {
        vote: voting::Vote {
            aye: true,
            conviction: Conviction::Locked2x,
        },
        balance: 1_000 * AURA,
    };
    ConvictionVoting::vote(bob.clone(), 0, vote).unwrap();
    let to = dev("Alice").into();
    let track = tracks::TREASURER;
    ConvictionVoting::delegate(bob, track, to, Conviction::None, 5 * AURA).unwrap();
}

async fn chain(setup: fn()) -> (TestNode, Chain) {
    let node = TestNode::start("staked", setup).await;
    let chain = Chain::connect(system(), &node.url, |_| {}).await.unwrap();
    chain.expect_referenda().await.unwrap();
    (node, chain)
}

#[tokio::test]
async fn tracks_are_listed_with_their_periods() {
    let (_node, chain) = chain(|| {}).await;
    let tracks = chain.tracks().await.unwrap();
    let names: Vec<_> = tracks.iter().map(|track| &track.name[..]).collect();
    assert_eq!(
        names,
        [
            "root",
            "whitelisted_caller",
            "staking_admin",
            "treasurer",
            "small_spender",
            "referendum_canceller",
            "referendum_killer",
        ]
    );
    // Those of root open with the hand-over.
    let open: Vec<_> = tracks.iter().map(|track| track.open).collect();
    assert_eq!(open, [false, false, true, true, true, true, true]);
    let root = chain.track("root").await.unwrap();
    assert_eq!(root.decision_deposit, Amount(10_000 * AURA));
    assert_eq!(root.support.to_string(), "10 %");
    // A day of this chain has two minutes.
    let clock = chain.block_clock().await.unwrap();
    assert_eq!(root.periods(&clock), ["10 s", "56 min", "2 min", "2 min"]);
    assert_eq!(chain.track("staking-admin").await.unwrap().number, 10);
    assert!(chain.track("nonesuch").await.is_err());
}

#[tokio::test]
async fn a_referendum_is_shown_with_its_call_and_votes() {
    let (_node, chain) = chain(referendum).await;
    let bob: [u8; 32] = dev("Bob").into();
    let status = chain.referendum_status(0, Some(&bob)).await.unwrap();
    assert!(matches!(status.state, ReferendumState::NeedsDeposit { .. }));
    assert_eq!(status.track.as_deref(), Some("staking_admin"));
    let call = status.call.clone().unwrap();
    assert!(call.starts_with("System.remark"), "{call}");
    assert_eq!(
        status.own_vote.as_deref(),
        Some("aye with 1000 AURA, conviction 2")
    );
    let shares = status.shares.unwrap();
    assert_eq!(shares.ayes, Amount(2_000 * AURA));
    assert_eq!(shares.support, Amount(1_000 * AURA));
    assert_eq!(shares.passes(), None);
    let json = serde_json::to_value(&status).unwrap();
    assert_eq!(json["state"], "needsDeposit");
    assert_eq!(chain.referenda().await.unwrap().len(), 1);
    assert!(chain.referendum_status(1, None).await.is_err());
}

#[tokio::test]
async fn votes_and_delegations_are_read_by_track() {
    let (_node, chain) = chain(referendum).await;
    let bob: [u8; 32] = dev("Bob").into();
    let casting = chain.voting(&bob, 10).await.unwrap().unwrap();
    assert!(casting.on(0).is_some());
    let delegating = chain.voting(&bob, 11).await.unwrap().unwrap();
    assert!(matches!(delegating, types::Voting::Delegating { .. }));
    assert_eq!(chain.voting(&bob, 12).await.unwrap(), None);
    let balance = chain.voting_balance(&bob).await.unwrap();
    assert!(balance > 1_000 * AURA);
    let day = chain.track("root").await.unwrap().confirm;
    assert_eq!(chain.vote_lock().unwrap(), 7 * day);
    assert!(!chain.is_whitelisted(&[1; 32]).await.unwrap());
}

#[tokio::test]
async fn finished_referenda_keep_their_number() {
    let (_node, chain) = chain(|| {
        referendum();
        System::set_block_number(5);
        Referenda::cancel(RuntimeOrigin::root(), 0).unwrap();
        let _ = std::marker::PhantomData::<Runtime>;
    })
    .await;
    let status = chain.referendum_status(0, None).await.unwrap();
    assert!(matches!(status.state, ReferendumState::Cancelled { .. }));
    assert_eq!(status.call, None);
}
