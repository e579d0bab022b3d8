//! Random calls, offences, sessions and payouts against the plain model, compared after each.

use super::model::*;
use crate::{mock::*, *};
use frame_support::traits::Hooks;
use pallet_staking::{RewardDestination, ValidatorPrefs};
use proptest::{prelude::*, strategy::ValueTree};
use sp_runtime::traits::Dispatchable;
use std::collections::BTreeMap;

/// Accounts that act. Those before them are validators all the time, so that eras go on.
const ACTORS: std::ops::RangeInclusive<u64> = 7..=14;
/// Validators of the start: accounts from 1 on, the last four of them act.
const FIRST: u64 = 10;

#[derive(Clone, Debug)]
enum Op {
    Bond(u64, Balance),
    Extra(u64, Balance),
    Unbond(u64, Balance),
    Rebond(u64, Balance),
    Withdraw(u64),
    Validate(u64),
    Nominate(u64, u64),
    Chill(u64),
    /// Offender, per cent, sessions ago.
    Offence(u64, u32, u32),
    Session,
    /// Number of eras that end.
    Eras(u32),
    /// Validator, eras ago, page.
    Payout(u64, u32, u32),
    Idle,
    /// The chain forgets that a page was paid: only to show that the model finds it.
    Forget(u64, u32),
}

fn ops() -> impl Strategy<Value = Op> {
    let who = || ACTORS;
    let value = || prop_oneof![1u128..50, 1u128..FORTUNE, Just(FORTUNE)];
    prop_oneof![
        4 => (who(), value()).prop_map(|(who, value)| Op::Bond(who, value)),
        2 => (who(), value()).prop_map(|(who, value)| Op::Extra(who, value)),
        4 => (who(), value()).prop_map(|(who, value)| Op::Unbond(who, value)),
        2 => (who(), value()).prop_map(|(who, value)| Op::Rebond(who, value)),
        8 => who().prop_map(Op::Withdraw),
        3 => who().prop_map(Op::Validate),
        4 => (who(), 1u64..=14).prop_map(|(who, target)| Op::Nominate(who, target)),
        1 => who().prop_map(Op::Chill),
        3 => (7u64..=FIRST, 1u32..=100, 0u32..50)
            .prop_map(|(who, share, ago)| Op::Offence(who, share, ago)),
        5 => Just(Op::Session),
        8 => (1u32..6).prop_map(Op::Eras),
        4 => (1u64..=14, 0u32..4, 0u32..4).prop_map(|(who, ago, page)| Op::Payout(who, ago, page)),
        4 => Just(Op::Idle),
    ]
}

fn account(who: u64) -> Account {
    let ledger = Staking::ledger(sp_staking::StakingAccount::Stash(who)).ok();
    let role = if pallet_staking::Validators::<Test>::contains_key(who) {
        Role::Validator
    } else {
        pallet_staking::Nominators::<Test>::get(who)
            .map_or(Role::Nobody, |of| Role::Nominator(of.targets[0]))
    };
    Account {
        free: Balances::free_balance(who),
        is_bonded: ledger.is_some(),
        active: ledger.as_ref().map_or(0, |ledger| ledger.active),
        chunks: ledger.map_or(vec![], |ledger| {
            let chunks = ledger.unlocking.iter();
            chunks.map(|chunk| (chunk.era, chunk.value)).collect()
        }),
        role,
    }
}

fn exposures(model: &mut Model, era: EraIndex) {
    for (validator, of) in pallet_staking::ErasStakersOverview::<Test>::iter_prefix(era) {
        let page = |number| {
            pallet_staking::ErasStakersPaged::<Test>::get((era, validator, number))
                .map_or(vec![], |page| {
                    page.others.iter().map(|of| (of.who, of.value)).collect()
                })
        };
        let pages: Vec<Vec<_>> = (0..of.page_count).map(page).collect();
        let sum: Balance = pages.iter().flatten().map(|(_, value)| value).sum();
        assert_eq!(of.total, of.own + sum);
        model.expose(era, validator, Exposure { own: of.own, pages });
    }
}

fn call(who: u64, call: pallet_staking::Call<Test>) -> Option<()> {
    RuntimeCall::Staking(call)
        .dispatch(RuntimeOrigin::signed(who))
        .ok()
        .map(|_| ())
}

fn session(model: &mut Model) {
    for who in Session::validators() {
        model.author(who);
    }
    live(1);
    if let Some(era) = model.rotate() {
        exposures(model, era);
    }
}

/// Applies an operation to both. Returns what each said: done, or refused.
fn apply(model: &mut Model, op: &Op) -> (Option<()>, Option<()>) {
    use pallet_staking::Call::*;
    match *op {
        Op::Bond(who, value) => {
            let payee = RewardDestination::Stash;
            (call(who, bond { value, payee }), model.bond(who, value))
        }
        Op::Extra(who, value) => {
            let max_additional = value;
            (
                call(who, bond_extra { max_additional }),
                model.extra(who, value),
            )
        }
        Op::Unbond(who, value) => (call(who, unbond { value }), model.unbond(who, value)),
        Op::Rebond(who, value) => (call(who, rebond { value }), model.rebond(who, value)),
        Op::Withdraw(who) => {
            let num_slashing_spans = 100;
            (
                call(who, withdraw_unbonded { num_slashing_spans }),
                model.withdraw(who),
            )
        }
        Op::Validate(who) => {
            let prefs = ValidatorPrefs::default();
            (
                call(who, validate { prefs }),
                model.take_role(who, Role::Validator),
            )
        }
        Op::Nominate(who, target) => {
            let targets = vec![target];
            (
                call(who, nominate { targets }),
                model.take_role(who, Role::Nominator(target)),
            )
        }
        Op::Chill(who) => (call(who, chill {}), model.take_role(who, Role::Nobody)),
        Op::Offence(who, percent, ago) => {
            // Not of era 0, of which the model knows nothing.
            let first = pallet_staking::ErasStartSessionIndex::<Test>::get(1).unwrap_or(0);
            let of = Session::current_index().saturating_sub(ago).max(first);
            offence(who, percent, of);
            model.offence(who, percent, of);
            (None, None)
        }
        Op::Session => {
            session(model);
            (None, None)
        }
        Op::Eras(count) => {
            let until = model.active_era + count;
            for _ in 0..=count * SESSIONS {
                if model.active_era < until {
                    session(model);
                }
            }
            (None, None)
        }
        Op::Payout(validator_stash, ago, page) => {
            let era = model.active_era.saturating_sub(ago);
            let paid = call(
                77,
                payout_stakers_by_page {
                    validator_stash,
                    era,
                    page,
                },
            );
            (paid, model.claim(validator_stash, era, page as usize))
        }
        Op::Idle => {
            let mut found = None;
            let first =
                pallet_staking::ClaimedRewards::<Test>::iter().map(|(_, _, pages)| pages.len());
            let before: usize = first.sum();
            StakedSet::on_idle(System::block_number(), Weight::MAX);
            let all =
                pallet_staking::ClaimedRewards::<Test>::iter().map(|(_, _, pages)| pages.len());
            if all.sum::<usize>() > before {
                let (validator, page) = PaidUpTo::<Test>::get().unwrap();
                let era = PayoutEra::<Test>::get();
                found = model.claim(validator, era, page as usize);
                assert!(found.is_some(), "page {page} of {validator} in {era} again");
            }
            (found, found)
        }
        Op::Forget(validator, ago) => {
            let era = model.active_era.saturating_sub(ago);
            pallet_staking::ClaimedRewards::<Test>::remove(era, validator);
            (None, None)
        }
    }
}

/// Rewards that the operation paid.
fn rewards(model: &mut Model) {
    let mut of = None;
    for record in System::events() {
        match record.event {
            RuntimeEvent::Staking(pallet_staking::Event::PayoutStarted {
                era_index,
                validator_stash,
                page,
                ..
            }) => of = Some((validator_stash, era_index, page as usize)),
            RuntimeEvent::Staking(pallet_staking::Event::Rewarded { stash, amount, .. }) => {
                let (validator, era, page) = of.expect("a payout started");
                model.reward(validator, era, page, stash, amount);
            }
            _ => (),
        }
    }
}

fn compare(model: &Model, op: &Op) {
    assert_eq!(active_era(), model.active_era, "era after {op:?}");
    assert_eq!(
        Staking::current_era(),
        Some(model.planned_era),
        "era after {op:?}"
    );
    assert_eq!(
        Balances::total_issuance(),
        model.issuance,
        "issuance after {op:?}"
    );
    for (who, expected) in &model.accounts {
        assert_eq!(&account(*who), expected, "account {who} after {op:?}");
        assert_eq!(Balances::reserved_balance(who), expected.locked(), "{op:?}");
    }
    let voters = model.accounts.values().filter(|of| of.role != Role::Nobody);
    assert_eq!(
        voters.count() as u32,
        pallet_staking::Validators::<Test>::count() + pallet_staking::Nominators::<Test>::count()
    );
    try_state();
}

/// Runs the operations on both. Returns the number of events of staking, by their names.
fn run(ops: &[Op]) -> BTreeMap<String, u32> {
    let mut seen = BTreeMap::new();
    // Two pages for most validators.
    PageSize::set(2);
    chain_of(FIRST).execute_with(|| {
        for who in 1..=FIRST {
            candidate(who, FORTUNE / 2);
        }
        for who in 21..=50 {
            nominator(who, FORTUNE - KEPT_FREE, vec![1 + who % FIRST]);
        }
        arm();
        live_until_era(1);
        let accounts = (1..=50).map(|who| (who, account(who))).collect();
        let planned = Staking::current_era().unwrap();
        let starts: BTreeMap<_, _> = (0..=planned)
            .map(|era| {
                let start = pallet_staking::ErasStartSessionIndex::<Test>::get(era);
                (era, start.unwrap())
            })
            .collect();
        let mut model = Model::new(
            accounts,
            Balances::total_issuance(),
            (Session::current_index(), planned),
            starts,
            SESSIONS,
            EraPay::get().0,
        );
        for era in 1..=planned {
            exposures(&mut model, era);
        }
        for op in ops {
            System::reset_events();
            let (chain, expected) = apply(&mut model, op);
            assert_eq!(chain, expected, "{op:?}");
            rewards(&mut model);
            compare(&model, op);
            for record in System::events() {
                if let RuntimeEvent::Staking(event) = record.event {
                    let name = format!("{event:?}");
                    let name = name.split([' ', '(']).next().unwrap_or_default();
                    let name = name.trim_start_matches("Event::");
                    *seen.entry(name.into()).or_default() += 1;
                }
            }
        }
    });
    seen
}

/// Random operations reach each thing that staking does to tokens.
#[test]
fn the_operations_reach_everything() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = BTreeMap::<String, u32>::new();
    for _ in 0..16 {
        let tree = proptest::collection::vec(ops(), 60).new_tree(&mut runner);
        for (name, count) in run(&tree.unwrap().current()) {
            *seen.entry(name).or_default() += count;
        }
    }
    for name in [
        "Bonded",
        "Unbonded",
        "Chilled",
        "Rewarded",
        "SlashReported",
        "Slashed",
    ] {
        assert!(seen.get(name).is_some_and(|count| *count > 10), "{seen:?}");
    }
    assert!(seen["Withdrawn"] > 4, "{seen:?}");
}

/// Tokens that the nominators of the chain keep free.
const KEPT_FREE: Balance = 1_000;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_chain_does_as_the_model(ops in proptest::collection::vec(ops(), 60)) {
        run(&ops);
    }
}

/// An offender that unbonds, with the slash applied in the end.
fn an_offender_leaves() -> Vec<Op> {
    let mut ops = vec![
        Op::Eras(2),
        Op::Chill(7),
        Op::Unbond(7, FORTUNE / 2),
        Op::Offence(7, 100, 0),
    ];
    ops.extend((0..16).flat_map(|_| [Op::Eras(1), Op::Withdraw(7)]));
    ops
}

#[test]
fn the_model_slashes_an_offender_that_leaves() {
    run(&an_offender_leaves());
}

/// Proof that the comparison finds a wrong deferral.
#[test]
#[should_panic = "issuance after Eras"]
fn the_model_finds_a_longer_deferral() {
    SlashDeferDuration::set(13);
    run(&an_offender_leaves());
}

/// Proof that it finds a page that is paid twice.
#[test]
#[should_panic = "left: Some(())"]
fn the_model_finds_a_second_payout() {
    run(&[
        Op::Eras(1),
        Op::Payout(1, 1, 0),
        Op::Payout(1, 1, 0),
        Op::Forget(1, 1),
        Op::Payout(1, 1, 0),
    ]);
}
