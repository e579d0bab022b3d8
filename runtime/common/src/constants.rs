//! Every limit and constant of the chain that is not genesis data, in one place.
//!
//! Durations are not here: slot, epoch and every long period are genesis data, kept by
//! `pallet-chain-timing`, so that the released WASM can also run a test network with short ones.

use crate::Balance;
use polkadot_sdk::{frame_support, sp_runtime};

/// The native token.
pub mod currency {
    use super::*;

    /// Name of the token, as wallets show it.
    pub const SYMBOL: &str = "AURA";
    /// Decimal places of the token, as wallets show it.
    pub const DECIMALS: u8 = 12;
    /// One token.
    pub const AURA: Balance = 1_000_000_000_000;
    /// A thousandth of a token.
    pub const MILLI: Balance = 1_000_000_000;
    /// A millionth of a token.
    pub const MICRO: Balance = 1_000_000;

    /// Below this an account is removed. The price of its entry: a key of 48 bytes and 80 of nonce,
    /// references and balances.
    pub const EXISTENTIAL_DEPOSIT: Balance = deposit(1, 128);

    /// Deposit for `items` entries of storage holding `bytes` bytes together: the one formula of all
    /// prices of state.
    ///
    /// An entry costs a trie node and a look-up, hence more than its bytes. Its bytes are those of
    /// its value and of its key, without the 32 that all keys of one item have in common.
    pub const fn deposit(items: u32, bytes: u32) -> Balance {
        // Cannot overflow: 2^32 * 2^37 and 2^32 * 2^24 are far below 2^128.
        #[allow(clippy::arithmetic_side_effects, clippy::as_conversions)]
        {
            items as Balance * 100 * MILLI + bytes as Balance * 10 * MICRO
        }
    }
}

/// Blocks.
pub mod block {
    use super::*;
    use frame_support::weights::{
        constants::{WEIGHT_REF_TIME_PER_MILLIS, WEIGHT_REF_TIME_PER_SECOND},
        Weight,
    };
    use sp_runtime::Perbill;

    /// Computation that fits a block at most, whatever the slot: two seconds.
    pub const MAXIMUM_WEIGHT: Weight =
        Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND.saturating_mul(2), u64::MAX);

    /// The part of a slot in which a proposer must have its block; the rest is for its way to the
    /// others. The node builds blocks by it.
    pub const PROPOSING: f32 = 2.0 / 3.0;

    /// Computation that fits a block of a chain with slots of `slot` milliseconds: half a slot, and at
    /// most [`MAXIMUM_WEIGHT`].
    ///
    /// Hooks have no deadline, so transactions and hooks *together* must end within [`PROPOSING`] of a
    /// slot, also where the operational transactions of a full block come on top, which are a quarter
    /// of it. Every other bound of a block is a share of this one: `on_idle` takes at most three
    /// eighths, a quarter to seal status lists and an eighth to forget what has passed.
    pub const fn maximum_weight(slot: u64) -> Weight {
        let half = slot.saturating_mul(WEIGHT_REF_TIME_PER_MILLIS / 2);
        let most = MAXIMUM_WEIGHT.ref_time();
        Weight::from_parts(if half < most { half } else { most }, u64::MAX)
    }

    /// Share of a block open to ordinary transactions; the rest is for operational ones.
    pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);
    /// Bytes of all extrinsics of a block.
    pub const MAXIMUM_LENGTH: u32 = 5 * 1024 * 1024;
    /// Blocks whose hash a runtime remembers, which is also how long a transaction can live.
    pub const HASH_COUNT: u32 = 4096;
}

/// The validator set.
pub mod validators {
    /// Validators of a session at most.
    pub const MAX: u32 = 256;
    /// Sessions for which membership proofs and GRANDPA set ids are kept: how long after the
    /// fact an equivocation can be reported.
    pub const REPORT_LONGEVITY_SESSIONS: u32 = 168;
}

/// The least that the genesis of a public network has. `aura-genesis` refuses others.
pub mod genesis {
    /// Validators: of five, one can be removed, and of the four that stay, one can fail.
    pub const MIN_VALIDATORS: usize = 5;
    /// Floor of the validator set: below four, a single equivocator cannot be disabled.
    pub const MIN_VALIDATOR_FLOOR: u32 = 4;
    /// Members of the council: of five, two thirds are four, so that no two decide.
    pub const MIN_COUNCIL: usize = 5;
    /// Floor of the council: of three, no single member is two thirds.
    pub const MIN_COUNCIL_FLOOR: u32 = 3;
    /// Hours between what the council announces as root and its effect.
    pub const MIN_NOTICE_HOURS: u32 = 72;
    /// Milliseconds of a slot: full blocks take two seconds to make and again to check, before the
    /// next slot.
    pub const MIN_SLOT: u64 = 6_000;
    /// Minutes of an epoch, which is also a session: a validator's misbehaviour can be reported in
    /// its session and the next one, and those must be longer than a restart of nodes takes.
    pub const MIN_EPOCH_MINUTES: u64 = 60;
}

/// The council and what it decides.
pub mod governance {
    use super::{currency::AURA, Balance};

    /// Members at most.
    pub const COUNCIL_MAX_MEMBERS: u32 = 32;
    /// Open motions at most.
    pub const COUNCIL_MAX_PROPOSALS: u32 = 64;
    /// Open motions up to which one more needs no deposit.
    pub const COUNCIL_FREE_MOTIONS: u32 = 8;
    /// Deposit for a member's first motion beyond those; it doubles with each further one.
    pub const MOTION_DEPOSIT: Balance = AURA;
    /// Calls announced to run as root at most.
    pub const MAX_ANNOUNCEMENTS: u32 = 16;
    /// Hours that a motion stays open.
    pub const COUNCIL_MOTION_HOURS: u32 = 72;
    /// Hours for which more than a third of the council halts the calls of users: long enough that
    /// the rest can act, too short to hold the chain by one motion.
    pub const HALT_HOURS: u32 = 24;
    /// Hours after such a halt in which more than a third cannot halt again: seven times as long, so
    /// that a third keeps the chain open for seven days of eight.
    pub const HALT_PAUSE_HOURS: u32 = 7 * HALT_HOURS;
    /// Scheduled calls of one block at most.
    pub const MAX_SCHEDULED_PER_BLOCK: u32 = 64;
}

/// Migrations that take several blocks. A step has half a block: the other half is for the hooks of
/// the pallets, a change of session among them.
pub mod migrations {
    /// Bytes of a migration's cursor at most. The longest storage key of ours, with a pallet's and
    /// an item's prefix and two hashed keys, is below 200 bytes; a cursor may hold some of them.
    pub const CURSOR_MAX_BYTES: u32 = 1_024;
    /// Bytes of a migration's identifier at most: the name of a pallet and two versions.
    pub const IDENTIFIER_MAX_BYTES: u32 = 64;
}

/// Times of status roots. A revoked credential proves something for as long, at most, as these two
/// and `aura_primitives::zkp::limits::RECEIPT` minutes after.
pub mod credentials {
    /// Minutes within which a change of status must have come into a root.
    pub const COMMIT_WITHIN_MINUTES: u32 = 10;
    /// Minutes for which a root is good after it was superseded.
    pub const STATUS_GRACE_MINUTES: u32 = 10;
}

/// Proofs.
pub mod zkp {
    /// Minutes for which a presentation can be meant to be sent.
    pub const EXPIRY_MINUTES: u32 = 60;
    /// Minutes for which a policy of one use a person can be open: a year.
    pub const OPEN_MINUTES: u32 = 525_600;
}

/// Accounts: multisig, proxy, recovery.
pub mod accounts {
    /// Signatories of a multisig at most.
    pub const MAX_SIGNATORIES: u32 = 100;
    /// Proxies of an account at most.
    pub const MAX_PROXIES: u32 = 32;
    /// Announcements that wait for one proxy at most.
    pub const MAX_PENDING: u32 = 32;
    /// Friends in one recovery group at most.
    pub const MAX_FRIENDS: u32 = 16;
}

/// Prefix of addresses: the generic one of the ecosystem.
pub const SS58_PREFIX: u16 = 42;
