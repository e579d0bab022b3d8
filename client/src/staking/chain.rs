//! Queries to a node about stake.

use super::{
    pay::EraPay,
    storage::{account_in, blake2, last_number, twox},
    types::{
        Account, ActiveEra, CandidatePrefs, Condition, HandOver, Ledger, Member, Nominations,
        Overview, Page, PendingSlash, Points, Pool, SlashingSpans, Standing, Timing,
    },
    EraClock, Problem,
};
use crate::{did::Chain, session_keys::DecodedKeys, Result, SessionKeys};
use codec::{Decode, Encode};
use std::collections::BTreeMap;
use subxt::config::substrate::AccountId32;

/// Timing of a chain whose genesis has none.
const DEFAULT_TIMING: Timing = Timing {
    slot_duration: 6_000,
    epoch_length: 2_400,
    day: 14_400,
};

/// Bytes of a key that is hashed with `Twox64Concat` before the key itself.
const HASH: usize = 8;

/// Bonds and other values that root can change, in plancks and in parts of a thousand million.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Minimums {
    /// Stake of a candidate at least.
    pub candidate: u128,
    /// Stake of a nominator at least.
    pub nominator: u128,
    /// Commission of a candidate at least.
    pub commission: u32,
    /// Validators that an election must name at least.
    pub validators: u32,
}

/// A slash that is to come, with the era with whose start it is taken, and its place in that era.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slash {
    /// Era with whose start it is taken.
    pub era: u32,
    /// Place in the list of that era, by which it is cancelled.
    pub index: u32,
    /// Amounts by account.
    pub slash: PendingSlash,
}

impl Chain {
    /// Checks that the runtime has staking.
    ///
    /// # Errors
    /// [`Problem::NoStaking`] if it does not.
    pub async fn expect_staking(&self) -> Result<()> {
        if self.state.has_pallet("StakedSet") {
            return Ok(());
        }
        let version = self.node.runtime_version(self.best).await?;
        let (name, version) = (version.impl_name, version.spec_version);
        Err(Problem::NoStaking { name, version }.into())
    }

    async fn of_staking<T: Decode>(&self, entry: &str, key: &[u8]) -> Result<Option<T>> {
        self.stored("Staking", entry, key, self.best).await
    }

    async fn of_pools<T: Decode>(&self, entry: &str, key: &[u8]) -> Result<Option<T>> {
        self.stored("NominationPools", entry, key, self.best).await
    }

    /// Returns the session and era of the hand-over, if it has been.
    pub async fn handed_over(&self) -> Result<Option<HandOver>> {
        self.stored("StakedSet", "HandedOver", &[], self.best).await
    }

    /// Returns the parts of the condition of the hand-over.
    pub async fn hand_over_condition(&self) -> Result<Condition> {
        self.state.view("StakedSet", "hand_over_condition").await
    }

    /// Returns all candidates with their standing in an election that was held now.
    pub async fn candidates(&self) -> Result<BTreeMap<Account, Standing>> {
        let all: Vec<(Account, Standing)> = self.state.view("StakedSet", "candidates").await?;
        Ok(all.into_iter().collect())
    }

    /// Returns the eras by the clock.
    pub async fn era_clock(&self) -> Result<EraClock> {
        let active: Option<ActiveEra> = self.of_staking("ActiveEra", &[]).await?;
        let active = active.map_or(0, |era| era.index);
        let planned: Option<u32> = self.of_staking("CurrentEra", &[]).await?;
        let planned = planned.unwrap_or_default();
        let key = twox(&planned.encode());
        let first_session: Option<u32> = self.of_staking("ErasStartSessionIndex", &key).await?;
        let session: Option<u32> = self
            .stored("Session", "CurrentIndex", &[], self.best)
            .await?;
        let timing: Option<Timing> = self.stored("ChainTiming", "Timing", &[], self.best).await?;
        let timing = timing.unwrap_or(DEFAULT_TIMING);
        // The answer begins with number, first slot and length of the epoch.
        let function = "BabeApi_current_epoch";
        let epoch = self.node.runtime_call(function, self.best).await?;
        let (_, start, length) = <(u64, u64, u64)>::decode(&mut epoch.as_slice())
            .map_err(|error| self.node.misunderstood(function, &error))?;
        let end = start
            .saturating_add(length)
            .saturating_mul(timing.slot_duration);
        let of_day = timing.day.checked_div(timing.epoch_length).unwrap_or(1);
        Ok(EraClock {
            active,
            planned,
            first_session: first_session.unwrap_or_default(),
            session: session.unwrap_or_default(),
            session_ends: end,
            session_millis: timing
                .slot_duration
                .saturating_mul(timing.epoch_length.into()),
            sessions_per_era: of_day.max(1),
            advances: self.handed_over().await?.is_some(),
        })
    }

    /// Returns the values that root can change.
    pub async fn minimums(&self) -> Result<Minimums> {
        let candidate: Option<u128> = self.of_staking("MinValidatorBond", &[]).await?;
        let nominator: Option<u128> = self.of_staking("MinNominatorBond", &[]).await?;
        let commission: Option<u32> = self.of_staking("MinCommission", &[]).await?;
        let validators: Option<u32> = self.of_staking("MinimumValidatorCount", &[]).await?;
        Ok(Minimums {
            candidate: candidate.unwrap_or_default(),
            nominator: nominator.unwrap_or_default(),
            commission: commission.unwrap_or_default(),
            validators: validators.unwrap_or_default(),
        })
    }

    /// Returns what an account has bonded; `None` if nothing.
    pub async fn ledger(&self, who: &Account) -> Result<Option<Ledger>> {
        self.of_staking("Ledger", &blake2(who)).await
    }

    /// Returns the preferences of a candidate; `None` if the account is not a candidate.
    pub async fn candidate(&self, who: &Account) -> Result<Option<CandidatePrefs>> {
        self.of_staking("Validators", &twox(who)).await
    }

    /// Returns the candidates that an account nominates; `None` if it does not.
    pub async fn nominations(&self, who: &Account) -> Result<Option<Nominations>> {
        self.of_staking("Nominators", &twox(who)).await
    }

    /// Returns the account's session keys; `None` if it has none.
    pub async fn keys_of(&self, who: &Account) -> Result<Option<SessionKeys>> {
        let account = AccountId32(*who);
        let keys: Option<DecodedKeys> = self.state.read_of("Session", "NextKeys", &account).await?;
        Ok(keys.map(Into::into))
    }

    /// Returns the validators of the session, and those that are disabled.
    pub async fn session_validators(&self) -> Result<(Vec<Account>, Vec<Account>)> {
        let all: Option<Vec<Account>> =
            self.stored("Session", "Validators", &[], self.best).await?;
        let all = all.unwrap_or_default();
        // A number in the set, and a severity in parts of a thousand million.
        let disabled: Option<Vec<(u32, u32)>> = self
            .stored("Session", "DisabledValidators", &[], self.best)
            .await?;
        let disabled = disabled.unwrap_or_default().into_iter();
        let disabled = disabled.filter_map(|(place, _)| {
            let place = usize::try_from(place).ok()?;
            all.get(place).copied()
        });
        let disabled = disabled.collect();
        Ok((all, disabled))
    }

    /// Returns the stake behind a validator in an era; `None` if it was not elected.
    pub async fn overview(&self, era: u32, validator: &Account) -> Result<Option<Overview>> {
        let key = [twox(&era.encode()), twox(validator)].concat();
        self.of_staking("ErasStakersOverview", &key).await
    }

    /// Returns the stake behind each validator of an era.
    pub async fn overviews(&self, era: u32) -> Result<BTreeMap<Account, Overview>> {
        let under = twox(&era.encode());
        let all = self
            .entries("Staking", "ErasStakersOverview", &under, self.best)
            .await?;
        let with_account = |(key, overview): (Vec<u8>, _)| (account_in(&key, HASH), overview);
        Ok(all.into_iter().map(with_account).collect())
    }

    /// Returns the stake of an account behind each validator that it backs in an era, with the page
    /// on which it is.
    pub async fn backing(&self, era: u32, who: &Account) -> Result<BTreeMap<Account, (u128, u32)>> {
        let under = twox(&era.encode());
        let pages: Vec<(Vec<u8>, Page)> = self
            .entries("Staking", "ErasStakersPaged", &under, self.best)
            .await?;
        let mut backed = BTreeMap::new();
        for (key, page) in pages {
            if let Some(found) = page.others.iter().find(|backer| backer.who == *who) {
                let at = (found.value, last_number(&key));
                backed.insert(account_in(&key, HASH), at);
            }
        }
        Ok(backed)
    }

    /// Returns the points of an era.
    pub async fn points(&self, era: u32) -> Result<Points> {
        let key = twox(&era.encode());
        let points = self.of_staking("ErasRewardPoints", &key).await?;
        Ok(points.unwrap_or_default())
    }

    /// Returns the reward of an era that is over, in plancks; `None` if it had none.
    pub async fn reward(&self, era: u32) -> Result<Option<u128>> {
        let key = twox(&era.encode());
        self.of_staking("ErasValidatorReward", &key).await
    }

    /// Returns what a validator asked in an era.
    pub async fn prefs_in(&self, era: u32, validator: &Account) -> Result<CandidatePrefs> {
        let key = [twox(&era.encode()), twox(validator)].concat();
        let prefs = self.of_staking("ErasValidatorPrefs", &key).await?;
        Ok(prefs.unwrap_or_default())
    }

    /// Returns the pages of a validator that were paid for an era.
    pub async fn paid_pages(&self, era: u32, validator: &Account) -> Result<Vec<u32>> {
        let key = [twox(&era.encode()), twox(validator)].concat();
        let paid = self.of_staking("ClaimedRewards", &key).await?;
        Ok(paid.unwrap_or_default())
    }

    /// Returns the pay of an account for the last eras, the latest first.
    pub async fn pay(&self, clock: &EraClock, who: &Account, eras: u32) -> Result<Vec<EraPay>> {
        let mut all = vec![];
        let first = clock.active.saturating_sub(eras);
        for era in (first..clock.active).rev() {
            all.extend(EraPay::read(self, era, who).await?);
        }
        Ok(all)
    }

    /// Returns all slashes that are to come.
    pub async fn pending_slashes(&self) -> Result<Vec<Slash>> {
        let all: Vec<(Vec<u8>, Vec<PendingSlash>)> = self
            .entries("Staking", "UnappliedSlashes", &[], self.best)
            .await?;
        let mut slashes: Vec<_> = all
            .into_iter()
            .flat_map(|(key, slashes)| {
                let era = last_number(&key);
                let numbered = (0..).zip(slashes);
                numbered.map(move |(index, slash)| Slash { era, index, slash })
            })
            .collect();
        slashes.sort_by_key(|slash| (slash.era, slash.index));
        Ok(slashes)
    }

    /// Returns the number of an account's periods between slashes, without which a withdrawal that
    /// leaves nothing is refused.
    pub async fn slashing_spans(&self, who: &Account) -> Result<u32> {
        let spans: Option<SlashingSpans> = self.of_staking("SlashingSpans", &twox(who)).await?;
        let count = spans.map_or(0, |spans| spans.prior.len().saturating_add(1));
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Returns all stake behind validators of an era, in plancks.
    pub async fn total_stake(&self, era: u32) -> Result<u128> {
        let key = twox(&era.encode());
        let stake = self.of_staking("ErasTotalStake", &key).await?;
        Ok(stake.unwrap_or_default())
    }

    /// Returns the supply in plancks.
    pub async fn supply(&self) -> Result<u128> {
        let supply = self.stored("Balances", "TotalIssuance", &[], self.best);
        Ok(supply.await?.unwrap_or_default())
    }

    /// Returns an account's membership of a pool.
    pub async fn pool_member(&self, who: &Account) -> Result<Option<Member>> {
        self.of_pools("PoolMembers", &twox(who)).await
    }

    /// Returns a pool.
    ///
    /// # Errors
    /// [`Problem::NoPool`] if the chain does not have it.
    pub async fn pool(&self, pool: u32) -> Result<Pool> {
        let found = self.of_pools("BondedPools", &twox(&pool.encode())).await?;
        Ok(found.ok_or(Problem::NoPool(pool))?)
    }

    /// Returns all pools in the order of their numbers.
    pub async fn pools(&self) -> Result<BTreeMap<u32, Pool>> {
        let all: Vec<(Vec<u8>, Pool)> = self
            .entries("NominationPools", "BondedPools", &[], self.best)
            .await?;
        Ok(all
            .into_iter()
            .map(|(key, pool)| (last_number(&key), pool))
            .collect())
    }

    /// Returns the number of the pool that is founded next.
    pub async fn next_pool(&self) -> Result<u32> {
        let last: Option<u32> = self.of_pools("LastPoolId", &[]).await?;
        Ok(last.unwrap_or_default().saturating_add(1))
    }

    /// Returns the name of a pool, as its founder wrote it.
    pub async fn pool_name(&self, pool: u32) -> Result<String> {
        let name: Option<Vec<u8>> = self.of_pools("Metadata", &twox(&pool.encode())).await?;
        let name = name.unwrap_or_default();
        Ok(crate::display::tame(&String::from_utf8_lossy(&name)))
    }

    /// Returns the smallest stake with which a pool can be joined, and that of a founder, in
    /// plancks.
    pub async fn pool_minimums(&self) -> Result<(u128, u128)> {
        let join: Option<u128> = self.of_pools("MinJoinBond", &[]).await?;
        let create: Option<u128> = self.of_pools("MinCreateBond", &[]).await?;
        Ok((join.unwrap_or_default(), create.unwrap_or_default()))
    }

    /// Returns the account that stakes for a pool, and the one from which its rewards are paid.
    pub async fn pool_accounts(&self, pool: u32) -> Result<(Account, Account)> {
        let function = "NominationPoolsApi_pool_accounts";
        self.ask(function, &pool.encode(), self.best).await
    }

    /// Returns the value of a pool's points, in plancks.
    pub async fn points_value(&self, pool: u32, points: u128) -> Result<u128> {
        let function = "NominationPoolsApi_points_to_balance";
        self.ask(function, &(pool, points).encode(), self.best)
            .await
    }

    /// Returns the points of an amount in a pool.
    pub async fn value_points(&self, pool: u32, value: u128) -> Result<u128> {
        let function = "NominationPoolsApi_balance_to_points";
        self.ask(function, &(pool, value).encode(), self.best).await
    }

    /// Returns the rewards that a pool's member can claim, in plancks.
    pub async fn pool_rewards(&self, who: &Account) -> Result<u128> {
        let function = "NominationPoolsApi_pending_rewards";
        self.ask(function, who, self.best).await
    }

    /// Returns the eras for which stake stays bonded.
    pub fn bonding_eras(&self) -> Result<u32> {
        self.state.constant("Staking", "BondingDuration")
    }
}
