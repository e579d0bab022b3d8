use super::*;
use aura_npos_runtime::{AccountId, Address as RuntimeAddress, Runtime, RuntimeCall};
use polkadot_sdk::{
    pallet_nomination_pools as pools, pallet_staking as staking, pallet_utility as utility,
    sp_runtime::Perbill,
};

const ALICE: Account = [1; 32];
const BOB: Account = [2; 32];
const VALUE: u128 = 12_345_678_901_234_567_890;

fn id(account: Account) -> AccountId {
    account.into()
}

fn to(account: Account) -> RuntimeAddress {
    RuntimeAddress::Id(id(account))
}

/// Each call of ours, beside the runtime's.
fn staking_calls() -> Vec<(StakingCall, staking::Call<Runtime>)> {
    use staking::{Call, RewardDestination, ValidatorPrefs};
    let bond = |ours, theirs| {
        (
            StakingCall::Bond {
                value: VALUE,
                payee: ours,
            },
            Call::bond {
                value: VALUE,
                payee: theirs,
            },
        )
    };
    vec![
        bond(Payee::Staked, RewardDestination::Staked),
        bond(Payee::Stash, RewardDestination::Stash),
        bond(Payee::Account(BOB), RewardDestination::Account(id(BOB))),
        (
            StakingCall::BondExtra { value: VALUE },
            Call::bond_extra {
                max_additional: VALUE,
            },
        ),
        (StakingCall::Unbond { value: 7 }, Call::unbond { value: 7 }),
        (
            StakingCall::WithdrawUnbonded { spans: 3 },
            Call::withdraw_unbonded {
                num_slashing_spans: 3,
            },
        ),
        (
            StakingCall::Validate(Prefs::new(Percent(50_000_000), true)),
            Call::validate {
                prefs: ValidatorPrefs {
                    commission: Perbill::from_percent(5),
                    blocked: true,
                },
            },
        ),
        (
            StakingCall::Nominate(vec![Address::Id(ALICE), Address::Id(BOB)]),
            Call::nominate {
                targets: vec![to(ALICE), to(BOB)],
            },
        ),
        (StakingCall::Chill, Call::chill {}),
        (
            StakingCall::Rebond { value: VALUE },
            Call::rebond { value: VALUE },
        ),
        (
            StakingCall::PayoutPage {
                validator: ALICE,
                era: 5,
                page: 1,
            },
            Call::payout_stakers_by_page {
                validator_stash: id(ALICE),
                era: 5,
                page: 1,
            },
        ),
    ]
}

fn pool_calls() -> Vec<(PoolCall, pools::Call<Runtime>)> {
    use pools::Call;
    vec![
        (
            PoolCall::Join {
                amount: VALUE,
                pool: 9,
            },
            Call::join {
                amount: VALUE,
                pool_id: 9,
            },
        ),
        (
            PoolCall::BondExtra(Amount(VALUE).into()),
            Call::bond_extra {
                extra: pools::BondExtra::FreeBalance(VALUE),
            },
        ),
        (
            PoolCall::BondExtra(BondExtra::Rewards),
            Call::bond_extra {
                extra: pools::BondExtra::Rewards,
            },
        ),
        (PoolCall::ClaimPayout, Call::claim_payout {}),
        (
            PoolCall::Unbond {
                member: Address::Id(ALICE),
                points: VALUE,
            },
            Call::unbond {
                member_account: to(ALICE),
                unbonding_points: VALUE,
            },
        ),
        (
            PoolCall::WithdrawUnbonded {
                member: Address::Id(ALICE),
                spans: 2,
            },
            Call::withdraw_unbonded {
                member_account: to(ALICE),
                num_slashing_spans: 2,
            },
        ),
        (
            PoolCall::Create {
                amount: VALUE,
                root: Address::Id(ALICE),
                nominator: Address::Id(BOB),
                bouncer: Address::Id(ALICE),
            },
            Call::create {
                amount: VALUE,
                root: to(ALICE),
                nominator: to(BOB),
                bouncer: to(ALICE),
            },
        ),
        (
            PoolCall::Nominate {
                pool: 9,
                validators: vec![ALICE, BOB],
            },
            Call::nominate {
                pool_id: 9,
                validators: vec![id(ALICE), id(BOB)],
            },
        ),
        (
            PoolCall::SetMetadata {
                pool: 9,
                name: b"nine".to_vec(),
            },
            Call::set_metadata {
                pool_id: 9,
                metadata: b"nine".to_vec(),
            },
        ),
    ]
}

#[test]
fn calls_of_staking_are_the_runtimes() {
    for (ours, theirs) in staking_calls() {
        let theirs = RuntimeCall::Staking(theirs).encode();
        assert_eq!(ours.to_bytes(), theirs, "{ours:?}");
    }
}

#[test]
fn calls_of_pools_are_the_runtimes() {
    for (ours, theirs) in pool_calls() {
        let theirs = RuntimeCall::NominationPools(theirs).encode();
        assert_eq!(ours.to_bytes(), theirs, "{ours:?}");
    }
}

#[test]
fn a_batch_is_the_runtimes() {
    let (ours, theirs): (Vec<_>, Vec<_>) = staking_calls()
        .into_iter()
        .map(|(ours, theirs)| (ours.to_bytes(), RuntimeCall::Staking(theirs)))
        .unzip();
    let theirs = RuntimeCall::Utility(utility::Call::batch_all { calls: theirs });
    assert_eq!(batch_of(&ours), theirs.encode());
}

#[test]
fn names_of_calls_are_the_runtimes() {
    use polkadot_sdk::frame_support::traits::GetCallName;
    let names = <staking::Call<Runtime> as GetCallName>::get_call_names();
    for (ours, _) in staking_calls() {
        assert!(names.contains(&ours.name()), "{ours:?}");
    }
    let names = <pools::Call<Runtime> as GetCallName>::get_call_names();
    for (ours, _) in pool_calls() {
        assert!(names.contains(&ours.name()), "{ours:?}");
    }
}
