//! Phase 2 of the Aura chain: BABE and GRANDPA, with validators that the council names until it hands
//! them over to the stake.
//!
//! - [`configs`]: one file for each pallet of the runtime, or for a few small ones that belong
//!   together.
//! - [`apis`]: the runtime APIs, the contract of every client.
//! - [`genesis_config_presets`]: the genesis of the named networks.
//! - [`switch`]: the migration of a chain from phase 1.
//! - [`arrival`]: the migration of a chain without staking.
//! - [`origins`]: the origins of the tracks of open governance.
//!
//! The parts in common with phase 1 are included from `runtime/shared/`.
//!
//! Pallet indices are shared with phase 1 and never reassigned. Index 3 was that of Aura consensus
//! and 4 that of `consensus-switch`; 28 and 29 are reserved for open governance, and those from 60 on
//! for identity. No pallet may ever have 97, because its
//! transactions could be mistaken for payloads that a DID signs.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    not(any(test, feature = "runtime-benchmarks")),
    deny(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]
#![recursion_limit = "512"]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

pub mod apis;
pub mod arrival;
#[cfg(feature = "runtime-benchmarks")]
#[path = "../../shared/benchmarks.rs"]
mod benchmarks;
#[path = "../../shared/blocks.rs"]
mod blocks;
pub mod configs;
#[path = "../../shared/genesis_config_presets.rs"]
pub mod genesis_config_presets;
pub mod origins;
pub mod switch;
#[cfg(test)]
mod tests;

use alloc::{borrow::Cow, vec::Vec};
pub use aura_runtime_common::{
    constants, fees, AccountId, Address, Balance, BlockNumber, Hash, Hashing, Header, Nonce,
    Signature,
};
pub use blocks::*;
use polkadot_sdk::*;
use sp_runtime::impl_opaque_keys;
use sp_version::RuntimeVersion;

impl_opaque_keys! {
    /// Public keys of a validator: the same four as in phase 1, so that none has to migrate.
    pub struct SessionKeys {
        /// Authored blocks in phase 1. A later upgrade drops it.
        pub aura: switch::RetiredKey,
        /// Authors blocks.
        pub babe: Babe,
        /// Votes on finality.
        pub grandpa: Grandpa,
        /// Signs the addresses under which other validators find the node.
        pub authority_discovery: AuthorityDiscovery,
    }
}

/// Version of this runtime. Its `spec_version` starts at 100: those below are of phase 1.
///
/// `system_version` stays at 1. From 3 on, new code is pending for a block, so that the APIs of the
/// state would not show which engine authors the next block.
#[cfg(not(feature = "next-spec-version"))]
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
    spec_name: Cow::Borrowed("aura"),
    impl_name: Cow::Borrowed("aura-npos"),
    authoring_version: 1,
    spec_version: 101,
    impl_version: 1,
    apis: apis::VERSIONS,
    transaction_version: 1,
    system_version: 1,
};

/// [`VERSION`] with the next `spec_version`, for upgrade tests.
#[cfg(feature = "next-spec-version")]
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
    spec_name: Cow::Borrowed("aura"),
    impl_name: Cow::Borrowed("aura-npos"),
    authoring_version: 1,
    spec_version: 102,
    impl_version: 1,
    apis: apis::VERSIONS,
    transaction_version: 1,
    system_version: 1,
};

/// Migrations of this version.
pub type Migrations = (switch::Migrations, arrival::Migrations);

/// Migrations of this version that take several blocks: none.
pub type SteppedMigrations = ();

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Runtime;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    // First, because the genesis of other pallets may read slots and periods.
    #[runtime::pallet_index(1)]
    pub type ChainTiming = pallet_chain_timing;
    #[runtime::pallet_index(2)]
    pub type Timestamp = pallet_timestamp;

    // Consensus. Authorship and Session ask BABE for the slot, so it comes before them.
    #[runtime::pallet_index(5)]
    pub type Babe = pallet_babe;
    #[runtime::pallet_index(6)]
    pub type Authorship = pallet_authorship;

    #[runtime::pallet_index(7)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(8)]
    pub type TransactionPayment = pallet_transaction_payment;

    #[runtime::pallet_index(9)]
    pub type Session = pallet_session;
    #[runtime::pallet_index(10)]
    pub type Historical = pallet_session::historical;
    #[runtime::pallet_index(11)]
    pub type ValidatorSet = pallet_validator_set;
    #[runtime::pallet_index(12)]
    pub type Offences = pallet_offences;
    #[runtime::pallet_index(13)]
    pub type Grandpa = pallet_grandpa;
    #[runtime::pallet_index(14)]
    pub type AuthorityDiscovery = pallet_authority_discovery;

    // Staking.
    #[runtime::pallet_index(15)]
    pub type Staking = pallet_staking;
    #[runtime::pallet_index(16)]
    pub type VoterList = pallet_bags_list<Instance1>;
    #[runtime::pallet_index(17)]
    pub type DelegatedStaking = pallet_delegated_staking;
    #[runtime::pallet_index(18)]
    pub type NominationPools = pallet_nomination_pools;
    // Names the validators: the council's until the hand-over.
    #[runtime::pallet_index(19)]
    pub type StakedSet = pallet_staked_set;

    // Governance.
    #[runtime::pallet_index(20)]
    pub type Council = pallet_collective<Instance1>;
    #[runtime::pallet_index(21)]
    pub type Preimage = pallet_preimage;
    #[runtime::pallet_index(22)]
    pub type Scheduler = pallet_scheduler;
    #[runtime::pallet_index(23)]
    pub type Whitelist = pallet_whitelist;

    // Open governance.
    #[runtime::pallet_index(24)]
    pub type Origins = crate::origins;
    #[runtime::pallet_index(25)]
    pub type Referenda = pallet_referenda;
    #[runtime::pallet_index(26)]
    pub type ConvictionVoting = pallet_conviction_voting;
    #[runtime::pallet_index(27)]
    pub type Treasury = pallet_treasury;

    // Accounts.
    #[runtime::pallet_index(30)]
    pub type Utility = pallet_utility;
    #[runtime::pallet_index(31)]
    pub type Multisig = pallet_multisig;
    #[runtime::pallet_index(32)]
    pub type Proxy = pallet_proxy;
    #[runtime::pallet_index(33)]
    pub type Recovery = pallet_recovery;

    // The council's way to root.
    #[runtime::pallet_index(40)]
    pub type RootNotice = pallet_root_notice;
    // Migrations over several blocks, and the halt of calls.
    #[runtime::pallet_index(41)]
    pub type MultiBlockMigrations = pallet_migrations;
    #[runtime::pallet_index(42)]
    pub type SafeMode = pallet_safe_mode;

    // Identity.
    #[runtime::pallet_index(60)]
    pub type Did = pallet_did;
    #[runtime::pallet_index(61)]
    pub type Credentials = pallet_credentials;
    #[runtime::pallet_index(62)]
    pub type ZkpVerifier = pallet_zkp_verifier;
}
