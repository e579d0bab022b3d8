//! Limits and constants of the chain that are not genesis data, in one place.
//!
//! Durations are not here: slot, epoch and every long period are genesis data, kept by
//! `pallet-chain-timing`, so that the released WASM can also run a test network with short ones.

use crate::Balance;
use polkadot_sdk::{frame_support, sp_runtime};

/// The native token.
pub mod currency {
    use super::*;

    /// Symbol of the token for wallets.
    pub const SYMBOL: &str = "AURA";
    /// Decimal places of the token for wallets.
    pub const DECIMALS: u8 = 12;
    /// One token.
    pub const AURA: Balance = 1_000_000_000_000;
    /// A thousandth of a token.
    pub const MILLI: Balance = 1_000_000_000;
    /// A millionth of a token.
    pub const MICRO: Balance = 1_000_000;

    /// Minimum balance of an account: the price of its entry, with a key of 48 bytes and 80 of
    /// nonce, references and balances.
    pub const EXISTENTIAL_DEPOSIT: Balance = deposit(1, 128);

    /// Deposit for `items` entries of storage with `bytes` bytes in total: the one formula of all
    /// storage deposits.
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

/// Limits of a block: weight, length, and the time to build it.
pub mod block {
    use super::*;
    use frame_support::weights::{
        constants::{WEIGHT_REF_TIME_PER_MILLIS, WEIGHT_REF_TIME_PER_SECOND},
        Weight,
    };
    use sp_runtime::Perbill;

    /// Maximum weight of a block for any slot duration: two seconds of computation.
    pub const MAX_WEIGHT: Weight =
        Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND.saturating_mul(2), u64::MAX);

    /// The part of a slot within which a proposer must finish its block; the rest is for
    /// propagation. The node limits block building by it.
    pub const PROPOSAL_SLOT_PORTION: f32 = 2.0 / 3.0;

    /// Maximum weight of a block for slots of `slot` milliseconds: half a slot, and at most
    /// [`MAX_WEIGHT`].
    ///
    /// Hooks have no deadline, so transactions and hooks *together* must end within
    /// [`PROPOSAL_SLOT_PORTION`] of a slot, even if operational transactions, a quarter of a full
    /// block, come on top. Every other bound of a block is a share of this one: `on_idle` takes at
    /// most three eighths, a quarter for commits of status roots and an eighth for pruning; and,
    /// with staking, half of the rest, for a page of rewards.
    pub const fn maximum_weight(slot: u64) -> Weight {
        let half = slot.saturating_mul(WEIGHT_REF_TIME_PER_MILLIS / 2);
        let most = MAX_WEIGHT.ref_time();
        Weight::from_parts(if half < most { half } else { most }, u64::MAX)
    }

    /// Share of a block for ordinary transactions; the rest is for operational ones.
    pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);
    /// Maximum length of a block's extrinsics, in bytes.
    pub const MAX_LENGTH_BYTES: u32 = 5 * 1024 * 1024;
    /// Number of block hashes that the runtime keeps; also the maximum lifetime of a transaction in
    /// blocks.
    pub const MAX_BLOCK_HASHES: u32 = 4096;
}

/// The validator set.
pub mod validators {
    /// Maximum number of validators in a session.
    pub const MAX_VALIDATORS: u32 = 256;
    /// Sessions for which membership proofs and GRANDPA set ids are kept, so that equivocations can
    /// be reported.
    pub const REPORT_LONGEVITY_SESSIONS: u32 = 168;
}

/// Minimum values for the genesis of a public network, which `aura-genesis` enforces.
pub mod genesis {
    /// Validators: of five, one can be removed, and one of the remaining four can fail.
    pub const MIN_VALIDATORS: usize = 5;
    /// Floor of the validator set: below four, a single equivocator cannot be disabled.
    pub const MIN_VALIDATOR_FLOOR: u32 = 4;
    /// Members of the council: of five, two thirds are four, so that two members cannot decide.
    pub const MIN_COUNCIL_MEMBERS: usize = 5;
    /// Floor of the council: of three, no single member is two thirds.
    pub const MIN_COUNCIL_FLOOR: u32 = 3;
    /// Hours between an announcement by the council and its effect as root.
    pub const MIN_NOTICE_HOURS: u32 = 72;
    /// Milliseconds of a slot: full blocks take two seconds to build and two to import, before the
    /// next slot.
    pub const MIN_SLOT_MILLIS: u64 = 6_000;
    /// Minutes of an epoch, which is also a session: misbehaviour can be reported in its session
    /// and the next one, and these must outlast a restart of nodes.
    pub const MIN_EPOCH_MINUTES: u64 = 60;
}

/// The council and its motions.
pub mod governance {
    use super::{currency::AURA, Balance};

    /// Maximum number of members.
    pub const MAX_COUNCIL_MEMBERS: u32 = 32;
    /// Maximum number of open motions.
    pub const MAX_COUNCIL_MOTIONS: u32 = 64;
    /// Number of open motions up to which another one needs no deposit.
    pub const MAX_FREE_MOTIONS: u32 = 8;
    /// Deposit for a member's first motion beyond those; it doubles with each further one.
    pub const MOTION_DEPOSIT: Balance = AURA;
    /// Maximum number of pending announcements to root.
    pub const MAX_ANNOUNCEMENTS: u32 = 16;
    /// Hours that a motion stays open.
    pub const COUNCIL_MOTION_HOURS: u32 = 72;
    /// Hours of a halt by more than a third of the council: long enough for the others to act, too
    /// short to hold the chain by one motion.
    pub const HALT_HOURS: u32 = 24;
    /// Hours after such a halt in which more than a third cannot halt again: seven times as long,
    /// so that a third keeps the chain open for seven days of eight.
    pub const HALT_PAUSE_HOURS: u32 = 7 * HALT_HOURS;
    /// Maximum number of scheduled calls per block.
    pub const MAX_SCHEDULED_PER_BLOCK: u32 = 64;
}

/// Staking: eras, elections, bonds and pools.
pub mod staking {
    use super::{
        currency::{deposit, AURA},
        sp_runtime::Perbill,
        Balance,
    };

    /// Eras that stake remains bonded after its owner unbonds it. Long unbonding is the first
    /// complaint of every staker; a light client that was offline for longer could be deceived by
    /// validators that have nothing left to lose.
    pub const BONDING_ERAS: u32 = 14;
    /// Eras between the report of an offence and its slash, in which the slash can be cancelled.
    ///
    /// A withdrawal counts planned eras and a slash active ones, so with one era more an offender
    /// would leave a session before its slash. With fewer, late reports would be lost: staking looks
    /// for the slashes of an era once, when the era begins.
    pub const SLASH_DEFER_ERAS: u32 = BONDING_ERAS - 2;
    /// Eras of which exposures and points are kept: a late slash needs those of the bonding. The
    /// rest is a reserve for payouts. An era is cleared in one block.
    pub const HISTORY_ERAS: u32 = 2 * BONDING_ERAS;
    /// Seats of a set at first. Root changes it.
    pub const VALIDATOR_COUNT: u32 = 50;
    /// Candidates. Each is a voter too.
    pub const MAX_CANDIDATES: u32 = 500;
    /// Nominators. A pool is one of them, whatever its members.
    pub const MAX_NOMINATORS: u32 = 4_500;
    /// Voters of an election: all who can be there, so nobody is cut off. By the published weights
    /// an election of as many takes 0.6 of the two seconds of a block.
    pub const MAX_VOTERS: u32 = MAX_CANDIDATES + MAX_NOMINATORS;
    /// Candidates that a nominator names.
    pub const MAX_NOMINATIONS: u32 = 16;
    /// Nominators whose reward is paid at once: 71 ms. It can never be lowered.
    pub const EXPOSURE_PAGE: u32 = 256;
    /// Amounts that one account unbonds at a time.
    pub const MAX_UNLOCKING_CHUNKS: u32 = 32;
    /// Bags of the list of voters; each is 11 % above the one below.
    pub const BAGS: usize = 200;
    /// Voters that a block moves to the bag of their stake, because rewards do not.
    pub const MAX_REBAGS_PER_BLOCK: u32 = 5;
    /// Own stake of a candidate at least.
    pub const MIN_VALIDATOR_BOND: Balance = 10_000 * AURA;
    /// Stake of a nominator at least: it costs 4.5 million tokens to take all places. Smaller
    /// holders join pools.
    pub const MIN_NOMINATOR_BOND: Balance = 1_000 * AURA;
    /// Commission of a validator at least: a race to zero would end small validators.
    pub const MIN_COMMISSION: Perbill = Perbill::from_percent(5);
    /// Share of the issuance that must be bonded before the hand-over.
    pub const MIN_STAKED: Perbill = Perbill::from_percent(10);
    /// Validators that the hand-over is armed for at least, unless the floor of the council's set is
    /// lower. One equivocation of four costs 56 % of the stake.
    pub const MIN_VALIDATORS: u32 = 4;
    /// Eras for which a validator is left out of elections after an era without a block.
    pub const IDLE_ERAS: u32 = 7;
    /// Records of idle validators and offenders: of more than the largest set in each era of the
    /// deferral, so that no record that is in force gives way.
    pub const MAX_RECORDS: u32 = 4_096;
    /// Pools.
    pub const MAX_POOLS: u32 = 128;
    /// Stake of a pool's member at least.
    pub const MIN_JOIN_BOND: Balance = 10 * AURA;
    /// Stake of a pool's founder at least: that of a nominator, which the pool is.
    pub const MIN_CREATE_BOND: Balance = MIN_NOMINATOR_BOND;
    /// Commission of a pool at most.
    pub const MAX_POOL_COMMISSION: Perbill = Perbill::from_percent(10);
    /// Amounts that one member of a pool unbonds at a time.
    pub const MAX_UNBONDING: u32 = 8;
    /// Eras whose unbonding a pool keeps apart: more than the bonding, or slashes reach the wrong
    /// members.
    pub const MAX_UNBONDING_POOLS: u32 = BONDING_ERAS + 4;
    /// Points of a pool for one unit of its stake at most: a pool that lost 90 % takes no members.
    pub const MAX_POINTS_TO_BALANCE: u8 = 10;
    /// Length of a pool's name in bytes at most.
    pub const MAX_POOL_NAME_BYTES: u32 = 256;
    /// Accounts whose controller root deprecates at a time. No account here has one.
    pub const MAX_CONTROLLERS_PER_BATCH: u32 = 100;

    /// Votes of the smallest voters in the list: those of a token, with a supply of a thousand
    /// million. Staking divides balances so that the supply fits 64 bits.
    pub const FIRST_BAG: u64 = 18_446_744_073;

    const _: () = assert!(VALIDATOR_COUNT <= super::validators::MAX_VALIDATORS);
    const _: () = assert!(MIN_CREATE_BOND >= MIN_JOIN_BOND);
    const _: () = assert!(MIN_JOIN_BOND > deposit(1, 128));
    const _: () = assert!(MAX_RECORDS > super::validators::MAX_VALIDATORS * (SLASH_DEFER_ERAS + 1));
}

/// Referenda and the treasury.
pub mod referenda {
    use super::{currency::AURA, Balance};

    /// Deposit for a referendum, returned when it was decided or cancelled.
    pub const SUBMISSION_DEPOSIT: Balance = 10 * AURA;
    /// Referenda that wait for a place on one track.
    pub const MAX_QUEUED: u32 = 100;
    /// Hours in which a referendum must find its decision deposit and a place: two weeks.
    pub const UNDECIDING_HOURS: u32 = 336;
    /// Referenda that one account votes on at a time, in each track.
    pub const MAX_VOTES: u32 = 128;
    /// Hours for which a vote with conviction 1 locks its tokens: longer than any enactment.
    pub const VOTE_LOCK_HOURS: u32 = 168;
    /// Hours between two rounds of proposals of the treasury.
    pub const SPEND_HOURS: u32 = 168;
    /// Hours in which an approved spend must be claimed.
    pub const PAYOUT_HOURS: u32 = 720;
    /// Proposals that wait for the treasury's next round.
    pub const MAX_APPROVALS: u32 = 100;
    /// Tokens that the track of small spenders spends at a time.
    pub const SMALL_SPEND: Balance = 10_000 * AURA;
}

/// Migrations that take several blocks. A step has half a block: the other half is for the hooks of
/// the pallets, a change of session among them.
pub mod migrations {
    /// Maximum length of a migration's cursor in bytes. Our longest storage key, with the prefixes
    /// of a pallet and an item and two hashed keys, is below 200 bytes; a cursor may hold several.
    pub const MAX_CURSOR_BYTES: u32 = 1_024;
    /// Maximum length of a migration's identifier in bytes: the name of a pallet and two versions.
    pub const MAX_IDENTIFIER_BYTES: u32 = 64;
}

/// Times of status roots. A revoked credential can be proven for at most the sum of these two and
/// `aura_primitives::limits::MAX_RECEIPT_MINUTES` minutes.
pub mod credentials {
    /// Minutes within which a change of status must be committed to the status root.
    pub const COMMIT_WITHIN_MINUTES: u32 = 10;
    /// Minutes for which a superseded status root is still accepted.
    pub const STATUS_GRACE_MINUTES: u32 = 10;
}

/// Presentations and policies.
pub mod zkp {
    /// Maximum minutes until a presentation expires.
    pub const MAX_EXPIRY_MINUTES: u32 = 60;
    /// Maximum minutes for which a policy of one use per person is open: a year.
    pub const MAX_OPEN_MINUTES: u32 = 525_600;
}

/// Accounts: multisig, proxy, recovery.
pub mod accounts {
    /// Maximum number of signatories of a multisig.
    pub const MAX_SIGNATORIES: u32 = 100;
    /// Maximum number of proxies of an account.
    pub const MAX_PROXIES: u32 = 32;
    /// Maximum number of pending announcements of one proxy.
    pub const MAX_PENDING_ANNOUNCEMENTS: u32 = 32;
    /// Maximum number of friends in one recovery group.
    pub const MAX_GROUP_FRIENDS: u32 = 16;
}

/// Prefix of addresses: the generic one of the ecosystem.
pub const SS58_PREFIX: u16 = 42;
