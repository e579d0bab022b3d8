//! Descriptions of calls of stakers for those who sign them: locks, their ends by the clock, and
//! unsafe effects.

use super::{
    account::TargetState,
    chain::Minimums,
    types::{Account, Ledger, Standing},
    Amount, EraClock, Payee, Percent, Prefs, Problem, StakingCall, When,
};
use crate::{did::Chain, Result};
use std::collections::{BTreeMap, BTreeSet};
use subxt::config::substrate::AccountId32;

mod pools;
pub use pools::{advise_pool, PoolPosition};

/// Candidates that a nominator can name.
const MAX_NOMINATIONS: usize = 16;

/// State of an account and of the chain on which the effects of a call depend.
#[derive(Debug, Clone)]
pub struct Position {
    /// Account that makes the call.
    pub account: AccountId32,
    /// Bonded stake, if there is any.
    pub ledger: Option<Ledger>,
    /// Role by which its stake is used.
    pub role: Role,
    /// True if it has session keys.
    pub has_keys: bool,
    /// Number of its pool.
    pub pool: Option<u32>,
    /// Number of its periods between slashes.
    pub spans: u32,
    /// Values that root can change.
    pub minimums: Minimums,
    /// Eras by the clock.
    pub clock: EraClock,
    /// Eras for which stake stays bonded.
    pub bonding_eras: u32,
    /// Amounts that can be unbonding at a time.
    pub max_chunks: usize,
    /// Candidates, with their standing.
    pub candidates: BTreeMap<Account, Standing>,
    /// Validators of this era.
    pub elected: BTreeSet<Account>,
    /// Validators that are disabled.
    pub disabled: BTreeSet<Account>,
}

/// Role of a staker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The stake backs nobody.
    Idle,
    /// It nominates.
    Nominator,
    /// It is a candidate.
    Candidate,
}

/// Words for the user before a call is signed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Advice {
    /// Summary for the user, one line per effect.
    pub words: Vec<String>,
    /// Unsafe effects: the user is asked about them apart.
    pub warnings: Vec<String>,
    /// Plancks by which the amount held on the account may grow.
    pub locks: u128,
}

impl Advice {
    fn say(&mut self, words: impl Into<String>) {
        self.words.push(words.into());
    }

    fn warn(&mut self, words: impl Into<String>) {
        self.warnings.push(words.into());
    }
}

impl Role {
    const fn words(self) -> &'static str {
        match self {
            Self::Idle => "a staker without a role",
            Self::Nominator => "a nominator",
            Self::Candidate => "a candidate",
        }
    }
}

impl Position {
    /// Reads the position of an account.
    pub async fn read(chain: &Chain, who: &Account) -> Result<Self> {
        let clock = chain.era_clock().await?;
        let (_, disabled) = chain.session_validators().await?;
        let role = if chain.candidate(who).await?.is_some() {
            Role::Candidate
        } else if chain.nominations(who).await?.is_some() {
            Role::Nominator
        } else {
            Role::Idle
        };
        let max_chunks: u32 = chain.state.constant("Staking", "MaxUnlockingChunks")?;
        Ok(Self {
            account: AccountId32(*who),
            ledger: chain.ledger(who).await?,
            role,
            has_keys: chain.keys_of(who).await?.is_some(),
            pool: chain.pool_member(who).await?.map(|member| member.pool),
            spans: chain.slashing_spans(who).await?,
            minimums: chain.minimums().await?,
            bonding_eras: chain.bonding_eras()?,
            max_chunks: usize::try_from(max_chunks).unwrap_or(usize::MAX),
            candidates: chain.candidates().await?,
            elected: chain.overviews(clock.active).await?.into_keys().collect(),
            disabled: disabled.into_iter().collect(),
            clock,
        })
    }

    fn bonded(&self) -> std::result::Result<&Ledger, Problem> {
        let ledger = self.ledger.as_ref();
        ledger.ok_or(Problem::NotBonded(self.account))
    }

    /// Returns the stake that the role needs.
    const fn minimum(&self) -> u128 {
        match self.role {
            Role::Idle => 0,
            Role::Nominator => self.minimums.nominator,
            Role::Candidate => self.minimums.candidate,
        }
    }

    /// Returns the amount that is free to be withdrawn.
    pub fn free(&self) -> u128 {
        let chunks = self.ledger.iter().flat_map(|ledger| &ledger.unlocking);
        let free = chunks.filter(|chunk| self.clock.is_planned(chunk.era) == When::Now);
        free.fold(0, |sum, chunk| sum.saturating_add(chunk.value))
    }

    /// Returns the number of candidates that are electable.
    fn electable(&self) -> usize {
        let all = self.candidates.values();
        all.filter(|standing| standing.is_electable()).count()
    }

    /// Returns the state of an account as a candidate.
    pub fn target(&self, candidate: &Account) -> TargetState {
        TargetState::of(
            self.candidates.get(candidate).copied(),
            self.elected.contains(candidate),
            self.disabled.contains(candidate),
        )
    }

    fn lock_words(&self) -> String {
        let free = self.clock.free_after(self.bonding_eras);
        let eras = self.bonding_eras;
        format!(
            "Locked until it is unbonded, and {eras} eras more: unbonded now, it would be free {free}"
        )
    }
}

/// Returns the time when it is free by the clock, in words.
fn free_words(clock: &EraClock, eras: u32) -> String {
    match clock.free_after(eras) {
        When::At { time } => format!("Free     {time} at the earliest, after {eras} eras"),
        other => format!("Free     {other}: the eras begin to count with it"),
    }
}

/// Judges a call of an account, and describes it.
///
/// # Errors
/// If the chain would refuse it.
pub fn advise(call: &StakingCall, position: &Position) -> std::result::Result<Advice, Problem> {
    let mut advice = Advice::default();
    match call {
        StakingCall::Bond { value, payee } => bond(position, *value, payee, &mut advice)?,
        StakingCall::BondExtra { value } => {
            position.bonded()?;
            advice.say(format!("Bond {} more", Amount(*value)));
            advice.say(position.lock_words());
            advice.locks = *value;
        }
        StakingCall::Unbond { value } => unbond(position, *value, &mut advice)?,
        StakingCall::WithdrawUnbonded { .. } => withdraw(position, &mut advice)?,
        StakingCall::Rebond { value } => {
            let unlocking = &position.bonded()?.unlocking;
            let all = unlocking.iter();
            let all = all.fold(0, |sum: u128, chunk| sum.saturating_add(chunk.value));
            expect_at_most(position.account, *value, all, "is unbonding")?;
            advice.say(format!("Bond again {} that is unbonding", Amount(*value)));
            advice.say(position.lock_words());
        }
        StakingCall::Validate(prefs) => validate(position, prefs, &mut advice)?,
        StakingCall::Nominate(targets) => {
            let targets = targets
                .iter()
                .map(|super::call::Address::Id(target)| *target);
            nominate(position, &targets.collect::<Vec<_>>(), &mut advice)?;
        }
        StakingCall::Chill => chill(position, &mut advice)?,
        StakingCall::PayoutPage {
            validator,
            era,
            page,
        } => advice.say(format!(
            "Pay page {page} of {} for era {era}",
            AccountId32(*validator)
        )),
    }
    Ok(advice)
}

fn expect_at_most(
    who: AccountId32,
    amount: u128,
    available: u128,
    what: &'static str,
) -> std::result::Result<(), Problem> {
    if amount <= available {
        return Ok(());
    }
    Err(Problem::TooMuch {
        who,
        amount: Amount(amount),
        available: Amount(available),
        what,
    })
}

fn bond(
    position: &Position,
    value: u128,
    payee: &Payee,
    advice: &mut Advice,
) -> std::result::Result<(), Problem> {
    let account = position.account;
    if let Some(pool) = position.pool {
        return Err(Problem::InPool { account, pool });
    }
    if position.ledger.is_some() {
        return Err(Problem::BondedAlready(account));
    }
    advice.say(format!("Bond {}", Amount(value)));
    advice.say(match payee {
        Payee::Staked => "Its pay is bonded too".into(),
        Payee::Stash => "Its pay is free, on the same account".into(),
        Payee::Account(other) => format!("Its pay goes to {}", AccountId32(*other)),
    });
    advice.say(position.lock_words());
    advice.locks = value;
    if value < position.minimums.nominator {
        advice.warn(format!(
            "{} is too little to nominate, which takes {}: it would be locked and earn nothing. A pool \
             takes less (`aura staking pool list`)",
            Amount(value),
            Amount(position.minimums.nominator)
        ));
    }
    Ok(())
}

fn unbond(
    position: &Position,
    value: u128,
    advice: &mut Advice,
) -> std::result::Result<(), Problem> {
    let ledger = position.bonded()?;
    expect_at_most(position.account, value, ledger.active, "is bonded")?;
    let era = position.clock.planned.saturating_add(position.bonding_eras);
    let joins_another = ledger.unlocking.iter().any(|chunk| chunk.era == era);
    let count = ledger.unlocking.len();
    if count >= position.max_chunks && !joins_another && position.free() == 0 {
        return Err(Problem::ManyChunks { count });
    }
    advice.say(format!("Unbond {}", Amount(value)));
    let left = ledger.active.saturating_sub(value);
    if value >= ledger.total && position.role != Role::Idle {
        advice.say(format!(
            "Which is all: it is {} no longer",
            position.role.words()
        ));
        warn_of_few(position, advice);
    } else if left < position.minimum() {
        return Err(Problem::BelowMinimum {
            left: Amount(left),
            role: position.role.words(),
            minimum: Amount(position.minimum()),
        });
    } else if left > 0 && left < position.minimums.nominator {
        advice.warn(format!(
            "{} stays bonded, too little to nominate, which takes {}",
            Amount(left),
            Amount(position.minimums.nominator)
        ));
    }
    advice.say("It earns nothing from the next era on, and can be slashed until it is free");
    advice.say(free_words(&position.clock, position.bonding_eras));
    Ok(())
}

fn withdraw(position: &Position, advice: &mut Advice) -> std::result::Result<(), Problem> {
    let ledger = position.bonded()?;
    let free = position.free();
    if free == 0 {
        let next = ledger.unlocking.iter().map(|chunk| chunk.era).min();
        return Err(Problem::Nothing(match next {
            None => "nothing is unbonding: unbond first with `aura staking unbond`".into(),
            Some(era) => format!(
                "nothing is free yet: the next amount is free {}",
                position.clock.is_planned(era)
            ),
        }));
    }
    advice.say(format!("Withdraw {}, which is free", Amount(free)));
    Ok(())
}

fn validate(
    position: &Position,
    prefs: &Prefs,
    advice: &mut Advice,
) -> std::result::Result<(), Problem> {
    let ledger = position.bonded()?;
    expect_at_least(ledger.active, position.minimums.candidate, "a candidate")?;
    if prefs.commission < position.minimums.commission {
        return Err(Problem::LowCommission(Percent(
            position.minimums.commission,
        )));
    }
    let commission = Percent(prefs.commission);
    if position.role == Role::Candidate {
        advice.say(format!(
            "Ask for a commission of {commission} from the next era on"
        ));
    } else {
        advice.say(format!(
            "Become a candidate, with a commission of {commission}"
        ));
        advice.say("Its stake can be slashed for what its node does");
        advice.warn(
            "Its session keys must be on one node only, at any moment: two nodes with the same keys sign \
             against each other, which costs up to all of the stake",
        );
    }
    if position.role == Role::Nominator {
        advice.say("It nominates nobody any longer");
    }
    if prefs.blocked {
        advice.say("Nobody new can nominate it");
    }
    if !position.has_keys {
        advice.warn(
            "It has no session keys, and cannot be elected without them: register those of its node with \
             `aura validator rotate-keys`",
        );
    }
    Ok(())
}

fn expect_at_least(
    amount: u128,
    minimum: u128,
    what: &'static str,
) -> std::result::Result<(), Problem> {
    if amount >= minimum {
        return Ok(());
    }
    Err(Problem::TooLittle {
        amount: Amount(amount),
        what,
        minimum: Amount(minimum),
    })
}

fn nominate(
    position: &Position,
    targets: &[Account],
    advice: &mut Advice,
) -> std::result::Result<(), Problem> {
    let ledger = position.bonded()?;
    expect_at_least(ledger.active, position.minimums.nominator, "a nominator")?;
    advice.say(format!("Nominate with {}:", Amount(ledger.active)));
    describe_targets(position, targets, advice)?;
    if position.role == Role::Candidate {
        advice.say("It is a candidate no longer");
        warn_of_few(position, advice);
    }
    advice.say("It counts from the next era on, and can be slashed for what those validators do");
    Ok(())
}

/// Checks the candidates that are nominated, and lists them.
fn describe_targets(
    position: &Position,
    targets: &[Account],
    advice: &mut Advice,
) -> std::result::Result<(), Problem> {
    let unique: BTreeSet<_> = targets.iter().collect();
    if unique.len() != targets.len() {
        return Err(Problem::Targets("a candidate is named twice".into()));
    }
    if targets.len() > MAX_NOMINATIONS {
        let words = format!(
            "{} candidates are named, and {MAX_NOMINATIONS} can be",
            targets.len()
        );
        return Err(Problem::Targets(words));
    }
    let mut states = vec![];
    for target in targets {
        let state = position.target(target);
        let address = AccountId32(*target);
        if state == TargetState::NotACandidate {
            return Err(Problem::Targets(format!("{address} is no candidate")));
        }
        advice.say(format!("  {address}, {}", state.words()));
        states.push(state);
    }
    let can_be = |target: &Account| {
        let standing = position.candidates.get(target);
        standing.is_some_and(|standing| standing.is_electable())
    };
    if !targets.iter().any(can_be) {
        advice.warn("None of them can be elected as things are: the stake would earn nothing");
    } else if position.clock.advances && !states.contains(&TargetState::Elected) {
        advice.warn(
            "None of them is elected in this era: the stake earns nothing unless one is elected later",
        );
    }
    Ok(())
}

fn chill(position: &Position, advice: &mut Advice) -> std::result::Result<(), Problem> {
    position.bonded()?;
    match position.role {
        Role::Idle => {
            return Err(Problem::Nothing(format!(
                "{} is neither a candidate nor a nominator: nothing is to be done",
                position.account
            )))
        }
        Role::Nominator => advice.say("Nominate nobody, from the next era on"),
        Role::Candidate => {
            advice.say("Be no candidate any longer, from the next era on");
            advice.say("Until then it is a validator, if it was elected: its node must run");
            warn_of_few(position, advice);
        }
    }
    advice.say("Its stake stays bonded, and earns nothing");
    Ok(())
}

/// Warns if too few candidates are left when this one goes.
fn warn_of_few(position: &Position, advice: &mut Advice) {
    let standing = position.candidates.get(&position.account.0);
    let is_electable = standing.is_some_and(|standing| standing.is_electable());
    let left = position
        .electable()
        .saturating_sub(usize::from(is_electable));
    let minimum = position.minimums.validators;
    if position.role == Role::Candidate && u32::try_from(left).is_ok_and(|left| left < minimum) {
        advice.warn(format!(
            "{left} electable candidates would be left, and an election names at least {minimum}: it \
             would fail, and the validators that there are would go on"
        ));
    }
}

#[cfg(test)]
#[path = "advice/tests.rs"]
mod tests;
