//! Forms of stored values and answers, as the pallets have them.

use codec::{Decode, Encode};
use serde::Serialize;
use std::collections::BTreeMap;
use subxt::ext::scale_decode::DecodeAsType;

/// Identifier of an account, 32 bytes.
pub type Account = [u8; 32];

/// Bonded stake of an account, in plancks.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Ledger {
    /// Account that has bonded.
    pub stash: Account,
    /// All that is held: what is active, and what is unbonding.
    #[codec(compact)]
    pub total: u128,
    /// The part that backs validators.
    #[codec(compact)]
    pub active: u128,
    /// The parts that are unbonding.
    pub unlocking: Vec<Chunk>,
    /// Eras that were paid by an older form of the pallet: none on this network.
    pub claimed: Vec<u32>,
}

/// An amount that is unbonding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Chunk {
    /// The amount in plancks.
    #[codec(compact)]
    pub value: u128,
    /// Era with whose planning it is free.
    #[codec(compact)]
    pub era: u32,
}

/// Terms of a candidate for those who nominate it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode)]
pub struct CandidatePrefs {
    /// Commission in parts of a thousand million.
    #[codec(compact)]
    pub commission: u32,
    /// True if nobody new can nominate it.
    pub blocked: bool,
}

/// The candidates that an account nominates.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Nominations {
    /// The candidates.
    pub targets: Vec<Account>,
    /// Era in which they were named.
    pub submitted_in: u32,
    /// Not used by the pallet.
    pub suppressed: bool,
}

/// Era whose rewards are being earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct ActiveEra {
    /// Number of the era.
    pub index: u32,
    /// Start in milliseconds since 1970.
    pub start: Option<u64>,
}

/// Points of an era.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Points {
    /// Points of all validators.
    pub total: u32,
    /// Points by validator.
    pub individual: BTreeMap<Account, u32>,
}

/// Stake behind a validator in an era, in plancks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Overview {
    /// All of it.
    #[codec(compact)]
    pub total: u128,
    /// Stake of the validator itself.
    #[codec(compact)]
    pub own: u128,
    /// Number of nominators.
    pub nominators: u32,
    /// Pages of nominators.
    pub pages: u32,
}

/// A page of those who back a validator in an era.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Page {
    /// Stake of the page in plancks.
    #[codec(compact)]
    pub total: u128,
    /// The nominators.
    pub others: Vec<Backer>,
}

/// A nominator behind a validator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Backer {
    /// The account.
    pub who: Account,
    /// Stake in plancks.
    #[codec(compact)]
    pub value: u128,
}

/// A slash that is still to come. Amounts are in plancks.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct PendingSlash {
    /// The offender.
    pub validator: Account,
    /// Slash of its own stake.
    pub own: u128,
    /// Slashes of those who backed it.
    pub others: Vec<(Account, u128)>,
    /// Those who reported it.
    pub reporters: Vec<Account>,
    /// Their reward.
    pub payout: u128,
}

/// Periods of an account between its slashes.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SlashingSpans {
    /// Number of the last period.
    pub index: u32,
    /// Era in which it began.
    pub last_start: u32,
    /// Era of the last slash.
    pub last_slash: u32,
    /// Lengths of the earlier periods.
    pub prior: Vec<u32>,
}

/// Values of a chain's timing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Timing {
    /// Length of a slot in milliseconds.
    pub slot_duration: u64,
    /// Slots of an epoch.
    pub epoch_length: u32,
    /// Slots of a day.
    pub day: u32,
}

/// Member of a pool.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Member {
    /// Number of the pool.
    pub pool: u32,
    /// Points in the pool.
    pub points: u128,
    /// Counter of the rewards that it has got.
    pub counter: u128,
    /// Points that are unbonding, by the era with whose planning they are free.
    pub unbonding: BTreeMap<u32, u128>,
}

/// Record of a pool.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Pool {
    /// Share of the pay, and the rules for it.
    pub commission: PoolCommission,
    /// Number of its members.
    pub members: u32,
    /// Points of its members.
    pub points: u128,
    /// Accounts that manage it.
    pub roles: Roles,
    /// Openness to members.
    pub state: PoolState,
}

/// Commission of a pool. Shares are in parts of a thousand million.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct PoolCommission {
    /// The share, and the account that gets it.
    pub current: Option<(u32, Account)>,
    /// The share that it never exceeds.
    pub max: Option<u32>,
    /// Growth at most, and blocks between two changes.
    pub change_rate: Option<(u32, u32)>,
    /// Block of the last change.
    pub throttle_from: Option<u32>,
    /// The accounts that may claim it.
    pub claim: Option<CommissionClaim>,
}

/// The accounts that may claim a pool's commission.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum CommissionClaim {
    /// All.
    Permissionless,
    /// This one.
    Account(Account),
}

/// Accounts that manage a pool.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Roles {
    /// The founder.
    pub depositor: Account,
    /// Changes the others.
    pub root: Option<Account>,
    /// Chooses the validators.
    pub nominator: Option<Account>,
    /// Opens and closes it.
    pub bouncer: Option<Account>,
}

/// State of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PoolState {
    /// It can be joined.
    Open,
    /// It takes no members.
    Blocked,
    /// It is being dissolved, for good.
    Destroying,
}

impl PoolState {
    /// Returns the state as one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Blocked => "blocked",
            Self::Destroying => "being dissolved",
        }
    }
}

/// First session and era that the stake has named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, DecodeAsType, Encode, Decode, Serialize)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct HandOver {
    /// Number of the session.
    pub session: u32,
    /// Number of the era.
    pub era: u32,
}

/// Parts of the condition of the hand-over. Amounts are in plancks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct Condition {
    /// Validators that must be elected at least, if it is armed.
    pub minimum: Option<u32>,
    /// Validators of the session.
    pub session_validators: u32,
    /// Those of them that are electable.
    pub session_electable: u32,
    /// Candidates that are electable.
    pub electable: u32,
    /// Stake that is bonded.
    pub staked: u128,
    /// Stake that must be bonded.
    pub min_staked: u128,
}

/// Standing of a candidate in an election that was held now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, DecodeAsType, Serialize)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
#[serde(tag = "standing", rename_all = "camelCase")]
pub enum Standing {
    /// It made a block in this era or the last.
    Tried,
    /// It made none, and is among the few untried ones that the next set may have.
    Admitted,
    /// It made none, and other untried candidates come first.
    Waiting,
    /// It sits in this era and has made no block yet.
    Silent,
    /// It has no session keys.
    WithoutKeys,
    /// It is disabled, or known as an offender.
    Offender,
    /// It is left out.
    LeftOut {
        /// Last era for which it is not electable.
        until: u32,
    },
}

impl Standing {
    /// Returns true if the candidate can be elected.
    pub const fn is_electable(self) -> bool {
        matches!(self, Self::Tried | Self::Admitted)
    }
}
