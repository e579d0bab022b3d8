//! Weights of the calls of `pallet_zkp_verifier`. Written by `scripts/weights`; do not edit.
//!
//! Measured on 2026-11-30 on AMD EPYC, with 16 steps and 10 repeats.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
    /// Weight of `register_key`.
    fn register_key() -> Weight;
    /// Weight of `set_key_status`.
    fn set_key_status() -> Weight;
    /// Weight of `forbid_insecure_setup`.
    fn forbid_insecure_setup() -> Weight;
    /// Weight of `register_policy`.
    fn register_policy() -> Weight;
    /// Weight of `close_policy`.
    fn close_policy() -> Weight;
    /// Weight of `stop_policy`.
    fn stop_policy() -> Weight;
    /// Weight of `look_up`.
    fn look_up() -> Weight;
    /// Weight of `verify_one`.
    fn verify_one() -> Weight;
    /// Weight of `verify_batch`.
    ///
    /// `n` goes from 1 to 32.
    fn verify_batch(n: u32) -> Weight;
    /// Weight of `prune`.
    fn prune() -> Weight;
    /// Weight of `prune_uses`.
    fn prune_uses() -> Weight;
}

/// Measured weights, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `ZkpVerifier::Keys` (r:1 w:1) Proof: `ZkpVerifier::Keys` (`max_values`: None,
    // `max_size`: Some(3009), added: 5484, mode: `MaxEncodedLen`) Storage:
    // `ZkpVerifier::AllowInsecureSetup` (r:1 w:0) Proof: `ZkpVerifier::AllowInsecureSetup`
    // (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`) Storage:
    // `Timestamp::Now` (r:1 w:0) Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`:
    // Some(8), added: 503, mode: `MaxEncodedLen`) Storage: `RootNotice::NoticeHours` (r:1 w:0)
    // Proof: `RootNotice::NoticeHours` (`max_values`: Some(1), `max_size`: Some(4), added: 499,
    // mode: `MaxEncodedLen`)
    fn register_key() -> Weight {
        Weight::from_parts(4_894_113_000, 0)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `ZkpVerifier::Keys` (r:1 w:1) Proof: `ZkpVerifier::Keys` (`max_values`: None,
    // `max_size`: Some(3009), added: 5484, mode: `MaxEncodedLen`)
    fn set_key_status() -> Weight {
        Weight::from_parts(46_789_000, 0)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `ZkpVerifier::AllowInsecureSetup` (r:1 w:1) Proof: `ZkpVerifier::AllowInsecureSetup`
    // (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
    fn forbid_insecure_setup() -> Weight {
        Weight::from_parts(8_322_000, 0)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Did::Dids` (r:1 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `ZkpVerifier::Policies` (r:1 w:1)
    // Proof: `ZkpVerifier::Policies` (`max_values`: None, `max_size`: Some(753), added: 3228, mode:
    // `MaxEncodedLen`) Storage: `ZkpVerifier::StoppedPolicies` (r:1 w:0) Proof:
    // `ZkpVerifier::StoppedPolicies` (`max_values`: None, `max_size`: Some(32), added: 2507, mode:
    // `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0) Proof: `Credentials::Schemas`
    // (`max_values`: None, `max_size`: Some(1485), added: 3960, mode: `MaxEncodedLen`) Storage:
    // `Timestamp::Now` (r:1 w:0) Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`:
    // Some(8), added: 503, mode: `MaxEncodedLen`) Storage: `ChainTiming::Timing` (r:1 w:0) Proof:
    // `ChainTiming::Timing` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode:
    // `MaxEncodedLen`) Storage: `ZkpVerifier::PolicyUses` (r:1 w:1) Proof:
    // `ZkpVerifier::PolicyUses` (`max_values`: None, `max_size`: Some(84), added: 2559, mode:
    // `MaxEncodedLen`) Storage: `System::Account` (r:1 w:1) Proof: `System::Account` (`max_values`:
    // None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`) Storage: `Balances::Holds`
    // (r:1 w:1) Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740,
    // mode: `MaxEncodedLen`) Storage: `ZkpVerifier::ExpiresAt` (r:0 w:1) Proof:
    // `ZkpVerifier::ExpiresAt` (`max_values`: None, `max_size`: Some(93), added: 2568, mode:
    // `MaxEncodedLen`)
    fn register_policy() -> Weight {
        Weight::from_parts(248_880_000, 0)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `ZkpVerifier::Policies` (r:1 w:1) Proof: `ZkpVerifier::Policies` (`max_values`:
    // None, `max_size`: Some(753), added: 3228, mode: `MaxEncodedLen`) Storage: `Did::Dids` (r:1
    // w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode:
    // `MaxEncodedLen`) Storage: `System::Account` (r:1 w:1) Proof: `System::Account` (`max_values`:
    // None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`) Storage: `Balances::Holds`
    // (r:1 w:1) Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740,
    // mode: `MaxEncodedLen`) Storage: `ZkpVerifier::PolicyUses` (r:1 w:1) Proof:
    // `ZkpVerifier::PolicyUses` (`max_values`: None, `max_size`: Some(84), added: 2559, mode:
    // `MaxEncodedLen`) Storage: `ZkpVerifier::ExpiresAt` (r:0 w:1) Proof: `ZkpVerifier::ExpiresAt`
    // (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
    fn close_policy() -> Weight {
        Weight::from_parts(200_678_000, 0)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `ZkpVerifier::StoppedPolicies` (r:1 w:1) Proof: `ZkpVerifier::StoppedPolicies`
    // (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`) Storage:
    // `ZkpVerifier::Policies` (r:1 w:1) Proof: `ZkpVerifier::Policies` (`max_values`: None,
    // `max_size`: Some(753), added: 3228, mode: `MaxEncodedLen`) Storage: `System::Account` (r:1
    // w:1) Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode:
    // `MaxEncodedLen`) Storage: `Balances::Holds` (r:1 w:1) Proof: `Balances::Holds` (`max_values`:
    // None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`) Storage:
    // `ZkpVerifier::PolicyUses` (r:1 w:1) Proof: `ZkpVerifier::PolicyUses` (`max_values`: None,
    // `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`) Storage: `ZkpVerifier::ExpiresAt`
    // (r:0 w:1) Proof: `ZkpVerifier::ExpiresAt` (`max_values`: None, `max_size`: Some(93), added:
    // 2568, mode: `MaxEncodedLen`)
    fn stop_policy() -> Weight {
        Weight::from_parts(127_860_000, 0)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `ZkpVerifier::Policies` (r:1 w:0) Proof: `ZkpVerifier::Policies` (`max_values`:
    // None, `max_size`: Some(753), added: 3228, mode: `MaxEncodedLen`) Storage: `Timestamp::Now`
    // (r:1 w:0) Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503,
    // mode: `MaxEncodedLen`) Storage: `ChainTiming::Timing` (r:1 w:0) Proof: `ChainTiming::Timing`
    // (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`) Storage:
    // `ZkpVerifier::Keys` (r:1 w:0) Proof: `ZkpVerifier::Keys` (`max_values`: None, `max_size`:
    // Some(3009), added: 5484, mode: `MaxEncodedLen`) Storage: `ZkpVerifier::AllowInsecureSetup`
    // (r:1 w:0) Proof: `ZkpVerifier::AllowInsecureSetup` (`max_values`: Some(1), `max_size`:
    // Some(1), added: 496, mode: `MaxEncodedLen`) Storage: `ZkpVerifier::Nullifiers` (r:1 w:0)
    // Proof: `ZkpVerifier::Nullifiers` (`max_values`: None, `max_size`: Some(84), added: 2559,
    // mode: `MaxEncodedLen`) Storage: `ZkpVerifier::PolicyUses` (r:1 w:0) Proof:
    // `ZkpVerifier::PolicyUses` (`max_values`: None, `max_size`: Some(84), added: 2559, mode:
    // `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0) Proof: `Credentials::Schemas`
    // (`max_values`: None, `max_size`: Some(1485), added: 3960, mode: `MaxEncodedLen`) Storage:
    // `Credentials::Accreditations` (r:5 w:0) Proof: `Credentials::Accreditations` (`max_values`:
    // None, `max_size`: Some(188), added: 2663, mode: `MaxEncodedLen`) Storage: `Did::Dids` (r:6
    // w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode:
    // `MaxEncodedLen`) Storage: `Credentials::StatusLists` (r:1 w:0) Proof:
    // `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621, mode:
    // `MaxEncodedLen`) Storage: `Credentials::PendingLists` (r:1 w:0) Proof:
    // `Credentials::PendingLists` (`max_values`: None, `max_size`: Some(144), added: 2619, mode:
    // `MaxEncodedLen`) Storage: `Credentials::StatusRoots` (r:1 w:0) Proof:
    // `Credentials::StatusRoots` (`max_values`: None, `max_size`: Some(4654), added: 7129, mode:
    // `MaxEncodedLen`) Storage: `System::BlockHash` (r:1 w:0) Proof: `System::BlockHash`
    // (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    fn look_up() -> Weight {
        Weight::from_parts(667_312_000, 0)
            .saturating_add(T::DbWeight::get().reads(23))
            .saturating_add(T::DbWeight::get().writes(0))
    }

    // Storage: `ZkpVerifier::Policies` (r:1 w:0) Proof: `ZkpVerifier::Policies` (`max_values`:
    // None, `max_size`: Some(753), added: 3228, mode: `MaxEncodedLen`) Storage: `Timestamp::Now`
    // (r:1 w:0) Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503,
    // mode: `MaxEncodedLen`) Storage: `ChainTiming::Timing` (r:1 w:0) Proof: `ChainTiming::Timing`
    // (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`) Storage:
    // `ZkpVerifier::Keys` (r:1 w:0) Proof: `ZkpVerifier::Keys` (`max_values`: None, `max_size`:
    // Some(3009), added: 5484, mode: `MaxEncodedLen`) Storage: `ZkpVerifier::AllowInsecureSetup`
    // (r:1 w:0) Proof: `ZkpVerifier::AllowInsecureSetup` (`max_values`: Some(1), `max_size`:
    // Some(1), added: 496, mode: `MaxEncodedLen`) Storage: `ZkpVerifier::Nullifiers` (r:1 w:1)
    // Proof: `ZkpVerifier::Nullifiers` (`max_values`: None, `max_size`: Some(84), added: 2559,
    // mode: `MaxEncodedLen`) Storage: `ZkpVerifier::PolicyUses` (r:1 w:1) Proof:
    // `ZkpVerifier::PolicyUses` (`max_values`: None, `max_size`: Some(84), added: 2559, mode:
    // `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0) Proof: `Credentials::Schemas`
    // (`max_values`: None, `max_size`: Some(1485), added: 3960, mode: `MaxEncodedLen`) Storage:
    // `Credentials::Accreditations` (r:5 w:0) Proof: `Credentials::Accreditations` (`max_values`:
    // None, `max_size`: Some(188), added: 2663, mode: `MaxEncodedLen`) Storage: `Did::Dids` (r:6
    // w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode:
    // `MaxEncodedLen`) Storage: `Credentials::StatusLists` (r:1 w:0) Proof:
    // `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621, mode:
    // `MaxEncodedLen`) Storage: `Credentials::PendingLists` (r:1 w:0) Proof:
    // `Credentials::PendingLists` (`max_values`: None, `max_size`: Some(144), added: 2619, mode:
    // `MaxEncodedLen`) Storage: `Credentials::StatusRoots` (r:1 w:0) Proof:
    // `Credentials::StatusRoots` (`max_values`: None, `max_size`: Some(4654), added: 7129, mode:
    // `MaxEncodedLen`) Storage: `System::BlockHash` (r:1 w:0) Proof: `System::BlockHash`
    // (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`) Storage:
    // `ZkpVerifier::ExpiresAt` (r:0 w:2) Proof: `ZkpVerifier::ExpiresAt` (`max_values`: None,
    // `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`) Storage: `ZkpVerifier::Receipts`
    // (r:0 w:1) Proof: `ZkpVerifier::Receipts` (`max_values`: None, `max_size`: Some(119), added:
    // 2594, mode: `MaxEncodedLen`)
    fn verify_one() -> Weight {
        Weight::from_parts(4_920_773_000, 0)
            .saturating_add(T::DbWeight::get().reads(23))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `ZkpVerifier::Policies` (r:1 w:0) Proof: `ZkpVerifier::Policies` (`max_values`:
    // None, `max_size`: Some(753), added: 3228, mode: `MaxEncodedLen`) Storage: `Timestamp::Now`
    // (r:1 w:0) Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503,
    // mode: `MaxEncodedLen`) Storage: `ChainTiming::Timing` (r:1 w:0) Proof: `ChainTiming::Timing`
    // (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`) Storage:
    // `ZkpVerifier::Keys` (r:1 w:0) Proof: `ZkpVerifier::Keys` (`max_values`: None, `max_size`:
    // Some(3009), added: 5484, mode: `MaxEncodedLen`) Storage: `ZkpVerifier::AllowInsecureSetup`
    // (r:1 w:0) Proof: `ZkpVerifier::AllowInsecureSetup` (`max_values`: Some(1), `max_size`:
    // Some(1), added: 496, mode: `MaxEncodedLen`) Storage: `ZkpVerifier::Nullifiers` (r:32 w:32)
    // Proof: `ZkpVerifier::Nullifiers` (`max_values`: None, `max_size`: Some(84), added: 2559,
    // mode: `MaxEncodedLen`) Storage: `ZkpVerifier::PolicyUses` (r:1 w:1) Proof:
    // `ZkpVerifier::PolicyUses` (`max_values`: None, `max_size`: Some(84), added: 2559, mode:
    // `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0) Proof: `Credentials::Schemas`
    // (`max_values`: None, `max_size`: Some(1485), added: 3960, mode: `MaxEncodedLen`) Storage:
    // `Credentials::Accreditations` (r:5 w:0) Proof: `Credentials::Accreditations` (`max_values`:
    // None, `max_size`: Some(188), added: 2663, mode: `MaxEncodedLen`) Storage: `Did::Dids` (r:6
    // w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode:
    // `MaxEncodedLen`) Storage: `Credentials::StatusLists` (r:1 w:0) Proof:
    // `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621, mode:
    // `MaxEncodedLen`) Storage: `Credentials::PendingLists` (r:1 w:0) Proof:
    // `Credentials::PendingLists` (`max_values`: None, `max_size`: Some(144), added: 2619, mode:
    // `MaxEncodedLen`) Storage: `Credentials::StatusRoots` (r:1 w:0) Proof:
    // `Credentials::StatusRoots` (`max_values`: None, `max_size`: Some(4654), added: 7129, mode:
    // `MaxEncodedLen`) Storage: `System::BlockHash` (r:1 w:0) Proof: `System::BlockHash`
    // (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`) Storage:
    // `ZkpVerifier::ExpiresAt` (r:0 w:64) Proof: `ZkpVerifier::ExpiresAt` (`max_values`: None,
    // `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`) Storage: `ZkpVerifier::Receipts`
    // (r:0 w:32) Proof: `ZkpVerifier::Receipts` (`max_values`: None, `max_size`: Some(119), added:
    // 2594, mode: `MaxEncodedLen`)
    fn verify_batch(n: u32) -> Weight {
        Weight::from_parts(7_349_901_992, 0)
            .saturating_add(Weight::from_parts(981_150_495, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(22))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(4).saturating_mul(n.into()))
    }

    // Storage: `ZkpVerifier::ExpiresAt` (r:1 w:1) Proof: `ZkpVerifier::ExpiresAt` (`max_values`:
    // None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`) Storage:
    // `ZkpVerifier::Receipts` (r:1 w:1) Proof: `ZkpVerifier::Receipts` (`max_values`: None,
    // `max_size`: Some(119), added: 2594, mode: `MaxEncodedLen`)
    fn prune() -> Weight {
        Weight::from_parts(12_448_000, 0)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `ZkpVerifier::ExpiresAt` (r:1 w:1) Proof: `ZkpVerifier::ExpiresAt` (`max_values`:
    // None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`) Storage:
    // `ZkpVerifier::PolicyUses` (r:1 w:1) Proof: `ZkpVerifier::PolicyUses` (`max_values`: None,
    // `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`) Storage: `System::Account` (r:1
    // w:1) Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode:
    // `MaxEncodedLen`) Storage: `Balances::Holds` (r:1 w:1) Proof: `Balances::Holds` (`max_values`:
    // None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    fn prune_uses() -> Weight {
        Weight::from_parts(45_768_000, 0)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(4))
    }
}

/// No weights, for tests.
impl WeightInfo for () {
    fn register_key() -> Weight {
        Weight::zero()
    }

    fn set_key_status() -> Weight {
        Weight::zero()
    }

    fn forbid_insecure_setup() -> Weight {
        Weight::zero()
    }

    fn register_policy() -> Weight {
        Weight::zero()
    }

    fn close_policy() -> Weight {
        Weight::zero()
    }

    fn stop_policy() -> Weight {
        Weight::zero()
    }

    fn look_up() -> Weight {
        Weight::zero()
    }

    fn verify_one() -> Weight {
        Weight::zero()
    }

    fn verify_batch(_: u32) -> Weight {
        Weight::zero()
    }

    fn prune() -> Weight {
        Weight::zero()
    }

    fn prune_uses() -> Weight {
        Weight::zero()
    }
}
