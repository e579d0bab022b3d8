use super::{super::call::Address, *};
use crate::staking::{
    types::{Chunk, Member, Pool, PoolCommission, PoolState, Roles},
    BondExtra, PoolCall,
};

const AURA: u128 = 1_000_000_000_000;
const HOUR: u64 = 3_600_000;
const WHO: Account = [1; 32];
const VALIDATOR: Account = [2; 32];
const KEYLESS: Account = [3; 32];

fn clock() -> EraClock {
    EraClock {
        active: 20,
        planned: 20,
        first_session: 100,
        session: 100,
        session_ends: 4 * HOUR,
        session_millis: 4 * HOUR,
        sessions_per_era: 6,
        advances: true,
    }
}

fn position() -> Position {
    Position {
        account: AccountId32(WHO),
        ledger: None,
        role: Role::Idle,
        has_keys: false,
        pool: None,
        spans: 0,
        minimums: Minimums {
            candidate: 10_000 * AURA,
            nominator: 1_000 * AURA,
            commission: 50_000_000,
            validators: 1,
        },
        clock: clock(),
        bonding_eras: 14,
        max_chunks: 2,
        candidates: [
            (VALIDATOR, Standing::Tried),
            (KEYLESS, Standing::WithoutKeys),
        ]
        .into(),
        elected: [VALIDATOR].into(),
        disabled: BTreeSet::new(),
    }
}

fn bonded(active: u128, unlocking: &[(u128, u32)]) -> Position {
    let unlocking: Vec<_> = unlocking
        .iter()
        .map(|(value, era)| Chunk {
            value: *value,
            era: *era,
        })
        .collect();
    let total = unlocking.iter().map(|chunk| chunk.value).sum::<u128>() + active;
    Position {
        ledger: Some(Ledger {
            stash: WHO,
            total,
            active,
            unlocking,
            claimed: vec![],
        }),
        ..position()
    }
}

#[test]
fn a_first_bond_says_what_it_locks_and_until_when() {
    let call = StakingCall::Bond {
        value: 2_000 * AURA,
        payee: Payee::Stash,
    };
    let advice = advise(&call, &position()).unwrap();
    assert_eq!(
        advice.words,
        [
            "Bond 2000 AURA",
            "Its pay is free, on the same account",
            // Era 34 is planned with the last session of era 33: (14 × 6 - 1) sessions of 4 h from
            // the start of the era, which is at 0 h.
            "Locked until it is unbonded, and 14 eras more: unbonded now, it would be free \
             1970-01-14T20:00:00Z",
        ]
    );
    assert_eq!(advice.locks, 2_000 * AURA);
    assert!(advice.warnings.is_empty());
}

#[test]
fn a_bond_that_can_earn_nothing_is_asked_about() {
    let call = StakingCall::Bond {
        value: 999 * AURA,
        payee: Payee::Staked,
    };
    let advice = advise(&call, &position()).unwrap();
    assert!(advice.warnings[0].contains("1000 AURA"), "{advice:?}");
}

#[test]
fn nobody_bonds_twice() {
    let call = StakingCall::Bond {
        value: 2_000 * AURA,
        payee: Payee::Staked,
    };
    let again = advise(&call, &bonded(1, &[]));
    assert!(matches!(again, Err(Problem::BondedAlready(_))));
    let member = Position {
        pool: Some(3),
        ..position()
    };
    assert!(matches!(
        advise(&call, &member),
        Err(Problem::InPool { pool: 3, .. })
    ));
    for call in [
        StakingCall::BondExtra { value: 1 },
        StakingCall::Unbond { value: 1 },
        StakingCall::Rebond { value: 1 },
        StakingCall::WithdrawUnbonded { spans: 0 },
        StakingCall::Validate(Prefs::new(Percent(50_000_000), false)),
        StakingCall::Nominate(vec![]),
        StakingCall::Chill,
    ] {
        let refused = advise(&call, &position());
        assert!(matches!(refused, Err(Problem::NotBonded(_))), "{call:?}");
    }
}

#[test]
fn unbonding_says_when_it_is_free() {
    let unbond = |value| StakingCall::Unbond {
        value: value * AURA,
    };
    let advice = advise(&unbond(500), &bonded(2_000 * AURA, &[])).unwrap();
    assert_eq!(
        advice.words.last().unwrap(),
        "Free     1970-01-14T20:00:00Z at the earliest, after 14 eras"
    );
    assert!(advice.warnings.is_empty());
    // The rest could not nominate.
    let advice = advise(&unbond(1_001), &bonded(2_000 * AURA, &[])).unwrap();
    assert_eq!(advice.warnings.len(), 1);
    let more = advise(&unbond(2_001), &bonded(2_000 * AURA, &[]));
    assert!(matches!(more, Err(Problem::TooMuch { .. })));
    // Before the hand-over there is no date.
    let mut early = bonded(2_000 * AURA, &[]);
    early.clock.advances = false;
    let advice = advise(&unbond(500), &early).unwrap();
    assert!(advice
        .words
        .last()
        .unwrap()
        .contains("14 eras after the hand-over"));
}

#[test]
fn a_role_keeps_its_minimum() {
    let mut nominator = bonded(2_000 * AURA, &[]);
    nominator.role = Role::Nominator;
    let refused = advise(
        &StakingCall::Unbond {
            value: 1_500 * AURA,
        },
        &nominator,
    );
    let text = refused.unwrap_err().to_string();
    assert!(
        text.contains("500 AURA") && text.contains("aura staking chill"),
        "{text}"
    );
    // All of it at once ends the role.
    let advice = advise(
        &StakingCall::Unbond {
            value: 2_000 * AURA,
        },
        &nominator,
    )
    .unwrap();
    assert!(
        advice.words[1].contains("a nominator no longer"),
        "{advice:?}"
    );
    // But not if a part of it is unbonding already.
    let mut partly = bonded(2_000 * AURA, &[(5, 30)]);
    partly.role = Role::Nominator;
    let refused = advise(
        &StakingCall::Unbond {
            value: 2_000 * AURA,
        },
        &partly,
    );
    assert!(matches!(refused, Err(Problem::BelowMinimum { .. })));
}

#[test]
fn amounts_that_unbond_are_few() {
    let unbond = StakingCall::Unbond { value: 5 };
    let full = bonded(2_000 * AURA, &[(5, 30), (6, 31)]);
    assert!(matches!(
        advise(&unbond, &full),
        Err(Problem::ManyChunks { count: 2 })
    ));
    // One is free, or is of the same era.
    assert!(advise(&unbond, &bonded(2_000 * AURA, &[(5, 20), (6, 31)])).is_ok());
    assert!(advise(&unbond, &bonded(2_000 * AURA, &[(5, 34), (6, 31)])).is_ok());
}

#[test]
fn only_what_is_free_is_withdrawn() {
    let withdraw = StakingCall::WithdrawUnbonded { spans: 0 };
    let advice = advise(&withdraw, &bonded(5, &[(3 * AURA, 20), (4 * AURA, 21)])).unwrap();
    assert_eq!(advice.words, ["Withdraw 3 AURA, which is free"]);
    let none = advise(&withdraw, &bonded(5, &[(4, 21)])).unwrap_err();
    // Era 21 is planned with the last session of era 20.
    let text = none.to_string();
    assert!(text.contains("free 1970-01-01T20:00:00Z"), "{text}");
    let none = advise(&withdraw, &bonded(5, &[])).unwrap_err();
    assert!(none.to_string().contains("nothing is unbonding"));
    let rebond = advise(&StakingCall::Rebond { value: 5 }, &bonded(5, &[(4, 21)]));
    assert!(matches!(rebond, Err(Problem::TooMuch { .. })));
}

#[test]
fn a_candidate_is_told_of_its_keys() {
    let validate = |share| StakingCall::Validate(Prefs::new(Percent(share), false));
    let advice = advise(&validate(50_000_000), &bonded(10_000 * AURA, &[])).unwrap();
    assert!(
        advice.warnings[0].contains("on one node only"),
        "{advice:?}"
    );
    assert!(advice.warnings[1].contains("no session keys"), "{advice:?}");
    let candidate = Position {
        role: Role::Candidate,
        has_keys: true,
        ..bonded(10_000 * AURA, &[])
    };
    let advice = advise(&validate(60_000_000), &candidate).unwrap();
    assert!(advice.warnings.is_empty());
    let low = advise(&validate(49_999_999), &candidate);
    assert!(matches!(low, Err(Problem::LowCommission(_))));
    let poor = advise(&validate(50_000_000), &bonded(9_999 * AURA, &[]));
    assert!(matches!(poor, Err(Problem::TooLittle { .. })));
}

#[test]
fn nominating_nobody_who_is_elected_is_asked_about() {
    let nominate = |targets: &[Account]| {
        let targets = targets.iter().map(|target| Address::Id(*target));
        StakingCall::Nominate(targets.collect())
    };
    let staker = bonded(2_000 * AURA, &[]);
    let advice = advise(&nominate(&[VALIDATOR, KEYLESS]), &staker).unwrap();
    assert!(advice.warnings.is_empty());
    assert!(advice.words[1].ends_with(", elected"), "{advice:?}");
    assert!(advice.words[2].ends_with(", without keys"), "{advice:?}");
    let advice = advise(&nominate(&[KEYLESS]), &staker).unwrap();
    assert!(advice.warnings[0].contains("None of them can be elected"));
    let mut waiting = staker.clone();
    waiting.elected.clear();
    let advice = advise(&nominate(&[VALIDATOR]), &waiting).unwrap();
    assert!(advice.warnings[0].contains("elected in this era"));
    // Nobody is elected before the hand-over.
    waiting.clock.advances = false;
    let advice = advise(&nominate(&[VALIDATOR]), &waiting).unwrap();
    assert!(advice.warnings.is_empty());
    for targets in [&[WHO][..], &[VALIDATOR, VALIDATOR], &[VALIDATOR; 17]] {
        let refused = advise(&nominate(targets), &staker);
        assert!(matches!(refused, Err(Problem::Targets(_))), "{targets:?}");
    }
    let poor = advise(&nominate(&[VALIDATOR]), &bonded(999 * AURA, &[]));
    assert!(matches!(poor, Err(Problem::TooLittle { .. })));
}

#[test]
fn a_candidate_without_which_too_few_are_left_is_asked() {
    let mut last = bonded(20_000 * AURA, &[]);
    last.account = AccountId32(VALIDATOR);
    last.role = Role::Candidate;
    let advice = advise(&StakingCall::Chill, &last).unwrap();
    assert!(
        advice.warnings[0].contains("0 electable candidates"),
        "{advice:?}"
    );
    last.minimums.validators = 0;
    assert!(advise(&StakingCall::Chill, &last)
        .unwrap()
        .warnings
        .is_empty());
    let idle = advise(&StakingCall::Chill, &bonded(5, &[]));
    assert!(matches!(idle, Err(Problem::Nothing(_))));
}

fn pool_position(points: Option<u128>, unbonding: &[(u32, u128)]) -> PoolPosition {
    let pool = Pool {
        commission: PoolCommission::default(),
        members: 2,
        points: 5_000 * AURA,
        roles: Roles {
            depositor: [9; 32],
            root: None,
            nominator: None,
            bouncer: None,
        },
        state: PoolState::Open,
    };
    PoolPosition {
        staker: position(),
        member: points.map(|points| Member {
            pool: 3,
            points,
            counter: 0,
            unbonding: unbonding.iter().copied().collect(),
        }),
        stake: points.unwrap_or_default(),
        rewards: 7 * AURA,
        pool: Some((3, "three".into(), pool)),
        min_join: 10 * AURA,
        min_create: 1_000 * AURA,
        deposit: AURA,
    }
}

#[test]
fn pools_are_joined_by_those_who_do_not_stake() {
    let join = PoolCall::Join {
        amount: 10 * AURA,
        pool: 3,
    };
    let advice = advise_pool(&join, &pool_position(None, &[])).unwrap();
    assert_eq!(advice.words[0], "Join pool 3 (three) with 10 AURA");
    assert_eq!(advice.locks, 10 * AURA);
    let member = advise_pool(&join, &pool_position(Some(5), &[]));
    assert!(matches!(member, Err(Problem::InPool { .. })));
    let mut staker = pool_position(None, &[]);
    staker.staker.ledger = bonded(5, &[]).ledger;
    assert!(matches!(
        advise_pool(&join, &staker),
        Err(Problem::BondedAlready(_))
    ));
    let mut closed = pool_position(None, &[]);
    if let Some((_, _, pool)) = &mut closed.pool {
        pool.state = PoolState::Destroying;
    }
    let refused = advise_pool(&join, &closed).unwrap_err();
    assert!(refused.to_string().contains("being dissolved"));
    let little = PoolCall::Join {
        amount: 10 * AURA - 1,
        pool: 3,
    };
    let refused = advise_pool(&little, &pool_position(None, &[]));
    assert!(matches!(refused, Err(Problem::TooLittle { .. })));
}

#[test]
fn members_are_told_what_they_get_and_when() {
    let member = |unbonding: &[(u32, u128)]| pool_position(Some(100 * AURA), unbonding);
    let unbond = |points| PoolCall::Unbond {
        member: Address::Id(WHO),
        points,
    };
    let advice = advise_pool(&unbond(100 * AURA), &member(&[])).unwrap();
    assert!(advice.words[0].contains("rewards of 7 AURA"), "{advice:?}");
    assert!(
        advice.words[2].contains("1970-01-14T20:00:00Z"),
        "{advice:?}"
    );
    let rest = advise_pool(&unbond(95 * AURA), &member(&[]));
    assert!(matches!(rest, Err(Problem::BelowMinimum { .. })));
    let withdraw = PoolCall::WithdrawUnbonded {
        member: Address::Id(WHO),
        spans: 0,
    };
    let advice = advise_pool(&withdraw, &member(&[(19, AURA), (34, 5)])).unwrap();
    assert_eq!(advice.words, ["Withdraw 1 AURA from pool 3, which is free"]);
    let early = advise_pool(&withdraw, &member(&[(34, 5)])).unwrap_err();
    assert!(
        early.to_string().contains("1970-01-14T20:00:00Z"),
        "{early}"
    );
    let claim = advise_pool(&PoolCall::ClaimPayout, &member(&[])).unwrap();
    assert_eq!(claim.words, ["Claim 7 AURA of rewards"]);
    let nobody = advise_pool(&PoolCall::ClaimPayout, &pool_position(None, &[]));
    assert!(matches!(nobody, Err(Problem::NotInPool(_))));
    let extra = advise_pool(&PoolCall::BondExtra(BondExtra::Rewards), &member(&[]));
    assert_eq!(extra.unwrap().locks, 0);
}

#[test]
fn a_founder_pays_for_the_pools_account_too() {
    let create = |amount| PoolCall::Create {
        amount,
        root: Address::Id(WHO),
        nominator: Address::Id(WHO),
        bouncer: Address::Id(WHO),
    };
    let advice = advise_pool(&create(1_000 * AURA), &pool_position(None, &[])).unwrap();
    assert_eq!(advice.locks, 1_001 * AURA);
    let little = advise_pool(&create(999 * AURA), &pool_position(None, &[]));
    assert!(matches!(little, Err(Problem::TooLittle { .. })));
}
