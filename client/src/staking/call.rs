//! Calls of stakers: their encoding, which is compared with the runtime's own types in tests.

use super::{types::Account, Amount, Percent};
use crate::{did, state::State, Result};
use codec::{Compact, Encode};

/// Calls of the pallet `Staking`, with their indices in the pallet. Amounts are in plancks.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
pub enum StakingCall {
    /// Bonds for the first time.
    #[codec(index = 0)]
    Bond {
        /// Plancks.
        #[codec(compact)]
        value: u128,
        /// Account that is paid.
        payee: Payee,
    },
    /// Bonds more.
    #[codec(index = 1)]
    BondExtra {
        /// Plancks.
        #[codec(compact)]
        value: u128,
    },
    /// Begins to unbond.
    #[codec(index = 2)]
    Unbond {
        /// Plancks.
        #[codec(compact)]
        value: u128,
    },
    /// Withdraws what is free.
    #[codec(index = 3)]
    WithdrawUnbonded {
        /// Number of the account's periods between slashes.
        spans: u32,
    },
    /// Becomes a candidate, or changes what a candidate asks.
    #[codec(index = 4)]
    Validate(Prefs),
    /// Nominates candidates.
    #[codec(index = 5)]
    Nominate(Vec<Address>),
    /// Gives up being a candidate or nominator.
    #[codec(index = 6)]
    Chill,
    /// Pays a page of those who back a validator in an era.
    #[codec(index = 26)]
    PayoutPage {
        /// Validator that earned the reward.
        validator: Account,
        /// Era that is over.
        era: u32,
        /// Page of its nominators, from 0.
        page: u32,
    },
    /// Bonds again what is unbonding.
    #[codec(index = 19)]
    Rebond {
        /// Plancks.
        #[codec(compact)]
        value: u128,
    },
}

/// Calls of the pallet `NominationPools`, with their indices in the pallet. Amounts are in plancks.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
pub enum PoolCall {
    /// Joins a pool.
    #[codec(index = 0)]
    Join {
        /// Plancks.
        #[codec(compact)]
        amount: u128,
        /// Number of the pool.
        pool: u32,
    },
    /// Bonds more in a pool.
    #[codec(index = 1)]
    BondExtra(BondExtra),
    /// Claims rewards.
    #[codec(index = 2)]
    ClaimPayout,
    /// Begins to unbond points of a member.
    #[codec(index = 3)]
    Unbond {
        /// Account that is in the pool.
        member: Address,
        /// Points of the member, plancks unless the pool was slashed.
        #[codec(compact)]
        points: u128,
    },
    /// Withdraws what is free.
    #[codec(index = 5)]
    WithdrawUnbonded {
        /// Account that is in the pool.
        member: Address,
        /// Number of the pool's periods between slashes.
        spans: u32,
    },
    /// Founds a pool.
    #[codec(index = 6)]
    Create {
        /// Stake of the founder.
        #[codec(compact)]
        amount: u128,
        /// Account that changes the other roles.
        root: Address,
        /// Account that chooses the validators.
        nominator: Address,
        /// Account that opens and closes the pool.
        bouncer: Address,
    },
    /// Chooses the validators of a pool.
    #[codec(index = 8)]
    Nominate {
        /// Number of the pool.
        pool: u32,
        /// The candidates.
        validators: Vec<Account>,
    },
    /// Names a pool.
    #[codec(index = 10)]
    SetMetadata {
        /// Number of the pool.
        pool: u32,
        /// Text in UTF-8.
        name: Vec<u8>,
    },
}

/// An account as the destination of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode)]
pub enum Address {
    /// An identifier of 32 bytes.
    #[codec(index = 0)]
    Id(Account),
}

/// Account that is paid for a stake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode)]
pub enum Payee {
    /// The staker: the pay is bonded too.
    #[codec(index = 0)]
    Staked,
    /// The staker: the pay is free.
    #[codec(index = 1)]
    Stash,
    /// Another account.
    #[codec(index = 3)]
    Account(Account),
}

/// Terms of a candidate for those who nominate it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode)]
pub struct Prefs {
    /// Commission in parts of a thousand million.
    #[codec(compact)]
    pub commission: u32,
    /// True if nobody new can nominate it.
    pub blocked: bool,
}

/// Source of what is added to a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode)]
pub enum BondExtra {
    /// The account's balance.
    #[codec(index = 0)]
    FreeBalance(u128),
    /// All rewards that can be claimed.
    #[codec(index = 1)]
    Rewards,
}

/// Indices of the pallets in the runtimes, which never change.
const STAKING: u8 = 15;
const POOLS: u8 = 18;
const UTILITY: u8 = 30;
/// Index of `Utility.batch_all`.
const BATCH_ALL: u8 = 2;

impl StakingCall {
    /// Encodes the call, with the index of the pallet.
    pub fn to_bytes(&self) -> Vec<u8> {
        [&[STAKING][..], &self.encode()].concat()
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::Bond { .. } => "bond",
            Self::BondExtra { .. } => "bond_extra",
            Self::Unbond { .. } => "unbond",
            Self::WithdrawUnbonded { .. } => "withdraw_unbonded",
            Self::Validate(_) => "validate",
            Self::Nominate(_) => "nominate",
            Self::Chill => "chill",
            Self::PayoutPage { .. } => "payout_stakers_by_page",
            Self::Rebond { .. } => "rebond",
        }
    }

    /// Returns the bytes, if the node's runtime gives the call its indices, which never change.
    ///
    /// # Errors
    /// If the runtime has no such pallet or call, or reports other indices.
    pub fn checked(&self, state: &State) -> Result<Vec<u8>> {
        checked(state, "Staking", self.name(), self.to_bytes())
    }
}

impl PoolCall {
    /// Encodes the call, with the index of the pallet.
    pub fn to_bytes(&self) -> Vec<u8> {
        [&[POOLS][..], &self.encode()].concat()
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::Join { .. } => "join",
            Self::BondExtra(_) => "bond_extra",
            Self::ClaimPayout => "claim_payout",
            Self::Unbond { .. } => "unbond",
            Self::WithdrawUnbonded { .. } => "withdraw_unbonded",
            Self::Create { .. } => "create",
            Self::Nominate { .. } => "nominate",
            Self::SetMetadata { .. } => "set_metadata",
        }
    }

    /// As [`StakingCall::checked`].
    ///
    /// # Errors
    /// As there.
    pub fn checked(&self, state: &State) -> Result<Vec<u8>> {
        checked(state, "NominationPools", self.name(), self.to_bytes())
    }
}

/// Encodes a batch of calls of which all or none are carried out.
///
/// # Errors
/// If the runtime reports other indices.
pub fn batch(state: &State, calls: &[Vec<u8>]) -> Result<Vec<u8>> {
    let bytes = batch_of(calls);
    checked(state, "Utility", "batch_all", bytes)
}

fn batch_of(calls: &[Vec<u8>]) -> Vec<u8> {
    let count = Compact(u32::try_from(calls.len()).unwrap_or(u32::MAX));
    [&[UTILITY, BATCH_ALL][..], &count.encode(), &calls.concat()].concat()
}

/// Returns the bytes of a call, if the runtime gives it the indices with which they begin.
pub(crate) fn checked(
    state: &State,
    pallet: &'static str,
    call: &'static str,
    bytes: Vec<u8>,
) -> Result<Vec<u8>> {
    let told = state.indices_of(pallet, call)?;
    if bytes.starts_with(&told) {
        Ok(bytes)
    } else {
        Err(did::Problem::OtherIndices(pallet, call).into())
    }
}

impl Prefs {
    /// Makes what a candidate asks.
    pub const fn new(commission: Percent, blocked: bool) -> Self {
        Self {
            commission: commission.0,
            blocked,
        }
    }
}

impl From<Amount> for BondExtra {
    fn from(amount: Amount) -> Self {
        Self::FreeBalance(amount.0)
    }
}

#[cfg(test)]
#[path = "call/tests.rs"]
mod tests;
