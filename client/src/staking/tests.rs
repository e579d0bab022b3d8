//! Queries against the runtime of phase 2 itself: a model of a node has its state, and its runtime
//! APIs run in this process.

use super::{
    account::{AccountStatus, TargetState},
    advice::{advise, Position, Role},
    pools::PoolStatus,
    types::Standing,
    *,
};
use crate::{
    did::Chain,
    outside::system,
    test_node::{dev, TestNode},
};
use aura_npos_runtime::{
    constants::currency::AURA, AccountId, NominationPools, Runtime, RuntimeOrigin, Session, Staking,
};
use polkadot_sdk::{
    pallet_staking::{self as staking, RewardDestination, ValidatorPrefs},
    sp_runtime::Perbill,
    sp_staking::{ExposurePage, IndividualExposure, PagedExposureMetadata},
};

fn bytes(account: &AccountId) -> types::Account {
    account.clone().into()
}

/// The stake has named the validators: era 20 is active, Alice and Bob are elected, and Eve has
/// bonded 2,000 AURA and nominates Alice and Charlie.
fn handed_over() {
    let (alice, bob) = (dev("Alice//stash"), dev("Bob//stash"));
    pallet_staked_set::HandedOver::<Runtime>::put(pallet_staked_set::HandOver {
        session: 2,
        era: 1,
    });
    staking::ActiveEra::<Runtime>::put(staking::ActiveEraInfo {
        index: 20,
        start: Some(0),
    });
    staking::CurrentEra::<Runtime>::put(20);
    staking::ErasStartSessionIndex::<Runtime>::insert(20, Session::current_index());
    staking::ErasTotalStake::<Runtime>::insert(20, 1_000_000 * AURA);

    let eve = RuntimeOrigin::signed(dev("Eve"));
    let bonded = Staking::bond(eve.clone(), 2_000 * AURA, RewardDestination::Staked);
    bonded.unwrap();
    let targets = vec![alice.clone().into(), dev("Charlie//stash").into()];
    Staking::nominate(eve.clone(), targets).unwrap();
    Staking::unbond(eve, 100 * AURA).unwrap();

    let overview = PagedExposureMetadata {
        total: 8_000 * AURA,
        own: 6_000 * AURA,
        nominator_count: 1,
        page_count: 1,
    };
    for era in [19, 20] {
        for validator in [&alice, &bob] {
            staking::ErasStakersOverview::<Runtime>::insert(era, validator, overview);
        }
        let page = ExposurePage {
            page_total: 2_000 * AURA,
            others: vec![IndividualExposure {
                who: dev("Eve"),
                value: 2_000 * AURA,
            }],
        };
        staking::ErasStakersPaged::<Runtime>::insert((era, &alice, 0), page);
        let prefs = ValidatorPrefs {
            commission: Perbill::from_percent(10),
            blocked: false,
        };
        staking::ErasValidatorPrefs::<Runtime>::insert(era, &alice, prefs);
        let points = staking::EraRewardPoints {
            total: 400,
            individual: [(alice.clone(), 100), (bob.clone(), 300)].into(),
        };
        staking::ErasRewardPoints::<Runtime>::insert(era, points);
    }
    staking::ErasValidatorReward::<Runtime>::insert(19, 4_000 * AURA);
    let slash = staking::UnappliedSlash {
        validator: alice,
        own: 5 * AURA,
        others: vec![(dev("Eve"), 3 * AURA)],
        reporters: vec![],
        payout: 0,
    };
    staking::UnappliedSlashes::<Runtime>::insert(25, vec![slash]);
}

async fn chain(setup: fn()) -> (TestNode, Chain) {
    let node = TestNode::start("staked", setup).await;
    let chain = Chain::connect(system(), &node.url, |_| {}).await.unwrap();
    chain.expect_staking().await.unwrap();
    (node, chain)
}

#[tokio::test]
async fn the_council_has_the_set_until_the_condition_is_met() {
    let (_node, chain) = chain(pallet_staked_set::Armed::<Runtime>::kill).await;
    let status = HandOverStatus::read(&chain).await.unwrap();
    assert_eq!((status.done, status.met), (None, false));
    let missing: Vec<_> = status.parts.iter().filter(|part| !part.met).collect();
    let missing: Vec<_> = missing.iter().map(|part| part.part).collect();
    assert_eq!(missing, ["armed", "candidates"], "{status:?}");

    let clock = chain.era_clock().await.unwrap();
    assert_eq!((clock.active, clock.planned), (0, 0));
    assert_eq!(clock.free_after(14), When::AfterHandOver { eras: 14 });
    let status = AccountStatus::read(&chain, &bytes(&dev("Alice//stash")))
        .await
        .unwrap();
    assert!(!status.rate.is_paid);
    assert_eq!(status.bond.unwrap().active, Amount(500_000 * AURA));
    let validator = status.validator.unwrap();
    assert!(validator.in_session && !validator.elected);
    assert!(validator.keys.is_some());
}

#[tokio::test]
async fn an_armed_chain_is_handed_over_with_the_next_session() {
    let (_node, chain) = chain(|| {}).await;
    let status = HandOverStatus::read(&chain).await.unwrap();
    assert_eq!((status.done, status.met), (None, true), "{status:?}");
}

#[tokio::test]
async fn a_nominator_sees_bond_nominations_pay_and_slashes() {
    let (_node, chain) = chain(handed_over).await;
    let eve = bytes(&dev("Eve"));
    let status = AccountStatus::read(&chain, &eve).await.unwrap();
    let bond = status.bond.as_ref().unwrap();
    assert_eq!(bond.total, Amount(2_000 * AURA));
    assert_eq!(bond.active, Amount(1_900 * AURA));
    assert_eq!(bond.unbonding[0].era, 34);
    assert!(matches!(bond.unbonding[0].free, When::At { .. }));

    let states: Vec<_> = status.nominations.iter().map(|one| one.state).collect();
    assert_eq!(states, [TargetState::Elected, TargetState::Waiting]);
    assert_eq!(status.nominations[0].backing, Amount(2_000 * AURA));

    // A quarter of 4,000 less 10 %, of which a quarter is Eve's.
    assert_eq!(status.pay.len(), 1);
    assert_eq!(status.pay[0].total, Amount(225 * AURA));
    assert!(!status.pay[0].by[0].paid);

    assert_eq!(status.slashes.len(), 1);
    assert_eq!(status.slashes[0].amount, Amount(3 * AURA));
    let clock = chain.era_clock().await.unwrap();
    assert_eq!(status.slashes[0].until, clock.begins(25));

    assert!(status.rate.is_paid);
    let json = serde_json::to_value(&status).unwrap();
    assert_eq!(json["nominations"][0]["state"], "elected");
    assert_eq!(json["bond"]["unbonding"][0]["free"]["state"], "at");
}

#[tokio::test]
async fn pay_is_what_the_chain_pays() {
    let (_node, chain) = chain(handed_over).await;
    let [alice, eve] = ["Alice//stash", "Eve"].map(dev);
    let clock = chain.era_clock().await.unwrap();
    let mut expected = vec![];
    for account in [&alice, &eve] {
        let pay = chain.pay(&clock, &bytes(account), 7).await.unwrap();
        expected.push(pay[0].total.0);
    }
    let mut state = _node.externalities();
    state.execute_with(|| {
        let held = |who: &AccountId| {
            let account = polkadot_sdk::frame_system::Account::<Runtime>::get(who);
            account.data.free + account.data.reserved
        };
        let before = [&alice, &eve].map(held);
        let payer = RuntimeOrigin::signed(dev("Dave"));
        Staking::payout_stakers_by_page(payer, alice.clone(), 19, 0).unwrap();
        let paid: Vec<_> = [&alice, &eve]
            .into_iter()
            .zip(before)
            .map(|(who, before)| held(who) - before)
            .collect();
        assert_eq!(paid, expected);
    });
}

#[tokio::test]
async fn a_validator_sees_points_keys_and_standing() {
    let (_node, chain) = chain(handed_over).await;
    let alice = AccountStatus::read(&chain, &bytes(&dev("Alice//stash")))
        .await
        .unwrap();
    let validator = alice.validator.unwrap();
    assert!(validator.elected && validator.keys.is_some());
    assert_eq!((validator.points, validator.all_points), (100, 400));
    assert!(validator.electable, "{validator:?}");
    assert_eq!(validator.why_not, None);
    assert_eq!(alice.slashes[0].amount, Amount(5 * AURA));

    let candidates = chain.candidates().await.unwrap();
    assert_eq!(candidates[&bytes(&dev("Alice//stash"))], Standing::Tried);
    assert_eq!(candidates.len(), 4);
}

#[tokio::test]
async fn a_position_has_all_that_advice_depends_on() {
    let (_node, chain) = chain(handed_over).await;
    let eve = Position::read(&chain, &bytes(&dev("Eve"))).await.unwrap();
    assert_eq!(eve.role, Role::Nominator);
    assert_eq!(eve.minimums.nominator, 1_000 * AURA);
    assert_eq!(eve.minimums.commission, 50_000_000);
    assert_eq!((eve.bonding_eras, eve.max_chunks), (14, 32));
    let advice = advise(&StakingCall::Chill, &eve).unwrap();
    assert!(advice.warnings.is_empty());
    let chill = StakingCall::Chill.checked(&chain.state).unwrap();
    assert!(chain.state.call_of(&chill).is_ok());
}

#[tokio::test]
async fn pools_are_listed_and_joined() {
    let (_node, chain) = chain(|| {
        handed_over();
        let ferdie = dev("Ferdie");
        let origin = RuntimeOrigin::signed(ferdie.clone());
        let roles = || ferdie.clone().into();
        NominationPools::create(origin.clone(), 1_500 * AURA, roles(), roles(), roles()).unwrap();
        NominationPools::set_metadata(origin.clone(), 1, b"first".to_vec()).unwrap();
        NominationPools::nominate(origin, 1, vec![dev("Alice//stash")]).unwrap();
        let dave = RuntimeOrigin::signed(dev("Dave"));
        NominationPools::join(dave.clone(), 100 * AURA, 1).unwrap();
        NominationPools::unbond(dave, dev("Dave").into(), 40 * AURA).unwrap();
    })
    .await;
    let pools = PoolStatus::all(&chain).await.unwrap();
    assert_eq!(pools.len(), 1);
    assert_eq!((pools[0].pool, &pools[0].name[..]), (1, "first"));
    assert_eq!((pools[0].members, pools[0].nominations), (2, 1));
    assert_eq!(pools[0].stake, Amount(1_560 * AURA));

    let status = AccountStatus::read(&chain, &bytes(&dev("Dave")))
        .await
        .unwrap();
    let member = status.pool.unwrap();
    assert_eq!((member.pool, member.active), (1, Amount(60 * AURA)));
    assert_eq!(member.unbonding[0].era, 34);
    let position = advice::PoolPosition::read(&chain, &bytes(&dev("Dave")), None)
        .await
        .unwrap();
    let more = advice::advise_pool(&PoolCall::BondExtra(Amount(5).into()), &position);
    assert!(more.is_ok());
}

#[tokio::test]
async fn a_chain_without_the_pallet_says_so() {
    let (_node, chain) = chain(|| {}).await;
    assert!(!chain.state.has_pallet("Nonesuch"));
    let version = chain.node.runtime_version(chain.best).await.unwrap();
    let (name, version) = (version.impl_name, version.spec_version);
    let told = Problem::NoStaking { name, version }.to_string();
    assert!(told.contains("it runs aura-npos, version 101"), "{told}");
}
