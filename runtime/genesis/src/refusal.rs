//! Faults for which the genesis of a public network is refused.

use aura_runtime_common::{
    constants::{currency::EXISTENTIAL_DEPOSIT, genesis as least},
    AccountId, Balance,
};
use std::fmt;

/// Role of a key in a genesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// An account with a balance.
    Endowed,
    /// A member of the council.
    CouncilMember,
    /// The account of a validator.
    Validator,
    /// A session key of a validator.
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

/// A fault of a genesis. The text states the remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The secret of a key is published.
    #[error(
        "{role} is {key}, whose secret is public ({seed}): make a key of your own, session \
         keys with `author_rotateKeysWithOwner` on the validator's machine"
    )]
    PublicSeed {
        /// The key, in hexadecimal.
        key: String,
        /// Role of the key.
        role: Role,
        /// The seed from which the key derives.
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
    #[error("{role} is missing: it is a key of zeros; replace it by the real one")]
    KeyMissing {
        /// Role of the missing key.
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
    /// The floor of the validator set is too low.
    #[error(
        "`validatorSet.floor` is {found}: set it to at least {}",
        least::MIN_VALIDATOR_FLOOR
    )]
    FloorTooLow {
        /// The floor.
        found: u32,
    },
    /// The council has too few members.
    #[error(
        "`council.members` has {found} members, and needs at least {}: without a council nobody \
         can ever upgrade the chain",
        least::MIN_COUNCIL_MEMBERS
    )]
    CouncilTooSmall {
        /// Number of members.
        found: usize,
    },
    /// The floor of the council is too low.
    #[error(
        "`rootNotice.councilFloor` is {found}: set it to at least {}",
        least::MIN_COUNCIL_FLOOR
    )]
    CouncilFloorTooLow {
        /// The floor.
        found: u32,
    },
    /// The notice before a call runs as root is too short for people to react.
    #[error(
        "`rootNotice.notice` is {found} hours: set it to at least {}",
        least::MIN_NOTICE_HOURS
    )]
    NoticeTooShort {
        /// Hours of notice.
        found: u32,
    },
    /// Verifying keys with public secrets are accepted, so anybody could forge proofs.
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
        least::MIN_SLOT_MILLIS
    )]
    SlotTooShort {
        /// Milliseconds of a slot.
        found: u64,
    },
    /// A day of the chain is far from 24 hours, and all long periods, including the notice, are
    /// measured in it.
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
        "the raw spec has entries in `{pallet}.{item}`, which no genesis writes: make it again from \
         the plain spec, and compare both"
    )]
    Prefilled {
        /// Pallet of the item.
        pallet: &'static str,
        /// Name of the storage item.
        item: &'static str,
    },
    /// No account has a balance.
    #[error("`balances.balances` is empty: nobody could pay a fee; endow accounts")]
    NoEndowments,
    /// An account that must send transactions cannot pay for them.
    #[error("{role}, {account}, has no balance and could not pay a fee: endow it")]
    NotEndowed {
        /// The account without a balance.
        account: AccountId,
        /// Role of the account.
        role: Role,
    },
    /// A balance is below the existential deposit.
    #[error(
        "the balance of {account} is {balance}, below the existential deposit of {}: raise it, or \
         leave the account out",
        EXISTENTIAL_DEPOSIT
    )]
    BelowExistentialDeposit {
        /// The account with that balance.
        account: AccountId,
        /// Balance of the account in the smallest unit.
        balance: Balance,
    },
}
