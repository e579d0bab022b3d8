//! What a genesis of a public network is refused for.

use aura_runtime_common::{
    constants::{currency::EXISTENTIAL_DEPOSIT, genesis as least},
    AccountId, Balance,
};
use std::fmt;

/// A use of a key in a genesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// An account with a balance.
    Endowed,
    /// A member of the council.
    CouncilMember,
    /// The account of a validator.
    Validator,
    /// A session key.
    SessionKey {
        /// Name of the key in `session.keys`.
        name: &'static str,
        /// Account of the validator.
        of: AccountId,
    },
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endowed => write!(formatter, "an endowed account"),
            Self::CouncilMember => write!(formatter, "a member of the council"),
            Self::Validator => write!(formatter, "a validator's account"),
            Self::SessionKey { name, of } => {
                write!(formatter, "the key `{name}` of validator {of}")
            }
        }
    }
}

/// Something that is wrong with a genesis. The text says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The secret of a key is published.
    #[error(
        "{role} is {key}, whose secret everybody knows ({seed}): make a key of your own, session \
         keys with `author_rotateKeysWithOwner` on the validator's machine"
    )]
    PublicSeed {
        /// The key, in hexadecimal.
        key: String,
        /// Its use.
        role: Role,
        /// The seed that it derives from.
        seed: String,
    },
    /// A key is used twice where keys must differ.
    #[error("{key} is {first} and also {second}: make a key of its own for one of them")]
    KeyTwice {
        /// The key, in hexadecimal.
        key: String,
        /// One use.
        first: Role,
        /// The other use.
        second: Role,
    },
    /// A key is zero.
    #[error("{role} is missing: a key of zeros stands for it; put the real one there")]
    KeyMissing {
        /// Its use.
        role: Role,
    },
    /// `session.keys` has too few validators.
    #[error(
        "`session.keys` has {found} validators, and needs at least {}, so that one can be removed \
         and another fail",
        least::MIN_VALIDATORS
    )]
    TooFewValidators {
        /// Their number.
        found: usize,
    },
    /// The set of validators may become too small.
    #[error(
        "`validatorSet.floor` is {found}: set it to at least {}",
        least::MIN_VALIDATOR_FLOOR
    )]
    FloorTooLow {
        /// The floor.
        found: u32,
    },
    /// The council is empty or too small.
    #[error(
        "`council.members` has {found} members, and needs at least {}: without a council nobody \
         can ever upgrade the chain",
        least::MIN_COUNCIL
    )]
    CouncilTooSmall {
        /// Number of members.
        found: usize,
    },
    /// The council may become too small.
    #[error(
        "`rootNotice.councilFloor` is {found}: set it to at least {}",
        least::MIN_COUNCIL_FLOOR
    )]
    CouncilFloorTooLow {
        /// The floor.
        found: u32,
    },
    /// Root acts without a notice that people can react to.
    #[error(
        "`rootNotice.notice` is {found} hours: set it to at least {}",
        least::MIN_NOTICE_HOURS
    )]
    NoticeTooShort {
        /// Hours of notice.
        found: u32,
    },
    /// Everybody can forge proofs.
    #[error(
        "`zkpVerifier.allowInsecureSetup` is true, so everybody could forge proofs: set it to \
         false. Only a test network may have it, whose id begins with `{}` and whose properties \
         say `testnet: true`",
        crate::TESTNET_ID
    )]
    InsecureSetup,
    /// A full block does not fit a slot.
    #[error(
        "`chainTiming.slotDuration` is {found} ms: set it to at least {}, or full blocks come late",
        least::MIN_SLOT
    )]
    SlotTooShort {
        /// Milliseconds.
        found: u64,
    },
    /// All long periods, the notice among them, are measured in days that are none.
    #[error(
        "`chainTiming.day` is {day} blocks of {slot} ms, which is not 24 hours: every long period, \
         the notice of root among them, would have another length than it says"
    )]
    DayIsNotADay {
        /// Milliseconds of a slot.
        slot: u64,
        /// Blocks of a day.
        day: u32,
    },
    /// An epoch is too short for reports of misbehaviour, or longer than a day.
    #[error(
        "`chainTiming.epochLength` is {length} slots of {slot} ms: an epoch lasts at least {} \
         minutes, since misbehaviour can be reported in its session and the next one only, and at \
         most a day, since validators change with sessions",
        least::MIN_EPOCH_MINUTES
    )]
    EpochLength {
        /// Milliseconds of a slot.
        slot: u64,
        /// Slots of an epoch.
        length: u32,
    },
    /// The chain begins with a halt.
    #[error(
        "`safeMode.enteredUntil` is {until}: the calls of all users would be halted up to that \
         block; leave it out"
    )]
    Halted {
        /// Last block of the halt.
        until: u32,
    },
    /// A storage item that begins empty has entries.
    #[error(
        "the raw spec has entries in `{item}`, which no genesis writes: make it anew from the plain \
         spec, and compare both"
    )]
    Prefilled {
        /// Pallet and item.
        item: &'static str,
    },
    /// Nobody owns a token.
    #[error("`balances.balances` is empty: nobody could pay a fee; endow accounts")]
    NoEndowments,
    /// Somebody who must act cannot pay for it.
    #[error("{role}, {account}, has no balance and could not pay a fee: endow it")]
    NotEndowed {
        /// The account.
        account: AccountId,
        /// Its use.
        role: Role,
    },
    /// A balance is too small to exist.
    #[error(
        "the balance of {account} is {balance}, below the existential deposit of {}: raise it, or \
         leave the account out",
        EXISTENTIAL_DEPOSIT
    )]
    BelowExistentialDeposit {
        /// The account.
        account: AccountId,
        /// Its balance in the smallest unit.
        balance: Balance,
    },
}
