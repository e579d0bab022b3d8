//! Weights of the calls of `pallet_zkp_verifier`. Written by `scripts/weights`; do not edit.
//!
//! Measured on 2026-11-27 on AMD EPYC, with 50 steps and 20 repeats. Composed by hand from the measured
//! ones, until they are measured: `stop_policy`, `look_up`, `forget_uses`, and the reads and writes of
//! `PolicyUses`, `StoppedPolicies` and `ChainTiming` in the others.

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
    /// Weight of `stop_policy`: that of `close_policy` and of `set_key_status`.
    fn stop_policy() -> Weight;
    /// Weight of `look_up`: the records of one presentation and the inputs of its proof, without pairings.
    fn look_up() -> Weight;
    /// Weight of `verify_one`.
    fn verify_one() -> Weight;
    /// Weight of `verify_batch`.
    ///
    /// `n` goes from 1 to 32.
    fn verify_batch(n: u32) -> Weight;
    /// Weight of `forget`.
    fn forget() -> Weight;
    /// Weight of `forget_uses`: that of `forget` and of `close_policy`.
    fn forget_uses() -> Weight;
}

/// Measured weights, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `ZkpVerifier::Keys` (r:1 w:1)
    // Proof: `ZkpVerifier::Keys` (`max_values`: None, `max_size`: Some(3005), added: 5480, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::AllowInsecureSetup` (r:1 w:0)
    // Proof: `ZkpVerifier::AllowInsecureSetup` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn register_key() -> Weight {
        Weight::from_parts(3_074_477_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `ZkpVerifier::Keys` (r:1 w:1)
    // Proof: `ZkpVerifier::Keys` (`max_values`: None, `max_size`: Some(3005), added: 5480, mode: `MaxEncodedLen`)
    fn set_key_status() -> Weight {
        Weight::from_parts(42_113_000, 0)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `ZkpVerifier::AllowInsecureSetup` (r:1 w:1)
    // Proof: `ZkpVerifier::AllowInsecureSetup` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
    fn forbid_insecure_setup() -> Weight {
        Weight::from_parts(6_359_000, 0)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Did::Dids` (r:1 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::Policies` (r:1 w:1)
    // Proof: `ZkpVerifier::Policies` (`max_values`: None, `max_size`: Some(718), added: 3193, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1453), added: 3928, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::StoppedPolicies` (r:1 w:0), `ZkpVerifier::PolicyUses` (r:1 w:1),
    // `ZkpVerifier::PassingAt` (r:0 w:1), `ChainTiming::Timing` (r:1 w:0)
    fn register_policy() -> Weight {
        Weight::from_parts(276_302_000, 0)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Did::Dids` (r:1 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::Policies` (r:1 w:1)
    // Proof: `ZkpVerifier::Policies` (`max_values`: None, `max_size`: Some(718), added: 3193, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::PolicyUses` (r:1 w:1)
    fn close_policy() -> Weight {
        Weight::from_parts(199_027_000, 0)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(7))
    }

    // Storage: those of `close_policy`; `ZkpVerifier::StoppedPolicies` (r:1 w:1)
    fn stop_policy() -> Weight {
        Self::close_policy().saturating_add(Self::set_key_status())
    }

    // Storage: those that `verify_one` reads. Of its time, three pairings and the checks of subgroups are
    // more than half.
    fn look_up() -> Weight {
        Weight::from_parts(2_000_000_000, 0).saturating_add(T::DbWeight::get().reads(23))
    }

    // Storage: `ZkpVerifier::Policies` (r:1 w:0)
    // Proof: `ZkpVerifier::Policies` (`max_values`: None, `max_size`: Some(718), added: 3193, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `ChainTiming::Timing` (r:1 w:0)
    // Proof: `ChainTiming::Timing` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::Keys` (r:1 w:0)
    // Proof: `ZkpVerifier::Keys` (`max_values`: None, `max_size`: Some(3005), added: 5480, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::AllowInsecureSetup` (r:1 w:0)
    // Proof: `ZkpVerifier::AllowInsecureSetup` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::Nullifiers` (r:1 w:1)
    // Proof: `ZkpVerifier::Nullifiers` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1453), added: 3928, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Accreditations` (r:5 w:0)
    // Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(187), added: 2662, mode: `MaxEncodedLen`)
    // Storage: `Did::Dids` (r:6 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    // Storage: `Credentials::StatusLists` (r:1 w:0)
    // Proof: `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`)
    // Storage: `Credentials::UnsealedLists` (r:1 w:0)
    // Proof: `Credentials::UnsealedLists` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    // Storage: `Credentials::StatusRoots` (r:1 w:0)
    // Proof: `Credentials::StatusRoots` (`max_values`: None, `max_size`: Some(1197), added: 3672, mode: `MaxEncodedLen`)
    // Storage: `System::BlockHash` (r:1 w:0)
    // Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::PassingAt` (r:0 w:2)
    // Proof: `ZkpVerifier::PassingAt` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::Receipts` (r:0 w:1)
    // Proof: `ZkpVerifier::Receipts` (`max_values`: None, `max_size`: Some(116), added: 2591, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::PolicyUses` (r:1 w:1)
    fn verify_one() -> Weight {
        Weight::from_parts(4_261_951_000, 0)
            .saturating_add(T::DbWeight::get().reads(23))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `ZkpVerifier::Policies` (r:1 w:0)
    // Proof: `ZkpVerifier::Policies` (`max_values`: None, `max_size`: Some(718), added: 3193, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `ChainTiming::Timing` (r:1 w:0)
    // Proof: `ChainTiming::Timing` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::Keys` (r:1 w:0)
    // Proof: `ZkpVerifier::Keys` (`max_values`: None, `max_size`: Some(3005), added: 5480, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::AllowInsecureSetup` (r:1 w:0)
    // Proof: `ZkpVerifier::AllowInsecureSetup` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::Nullifiers` (r:32 w:32)
    // Proof: `ZkpVerifier::Nullifiers` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1453), added: 3928, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Accreditations` (r:5 w:0)
    // Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(187), added: 2662, mode: `MaxEncodedLen`)
    // Storage: `Did::Dids` (r:6 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    // Storage: `Credentials::StatusLists` (r:1 w:0)
    // Proof: `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`)
    // Storage: `Credentials::UnsealedLists` (r:1 w:0)
    // Proof: `Credentials::UnsealedLists` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    // Storage: `Credentials::StatusRoots` (r:1 w:0)
    // Proof: `Credentials::StatusRoots` (`max_values`: None, `max_size`: Some(1197), added: 3672, mode: `MaxEncodedLen`)
    // Storage: `System::BlockHash` (r:1 w:0)
    // Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::PassingAt` (r:0 w:64)
    // Proof: `ZkpVerifier::PassingAt` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::Receipts` (r:0 w:32)
    // Proof: `ZkpVerifier::Receipts` (`max_values`: None, `max_size`: Some(116), added: 2591, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::PolicyUses` (r:1 w:1)
    fn verify_batch(n: u32) -> Weight {
        Weight::from_parts(2_483_769_599, 0)
            .saturating_add(Weight::from_parts(1_354_609_856, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(22))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(4).saturating_mul(n.into()))
    }

    // Storage: `ZkpVerifier::PassingAt` (r:1 w:1)
    // Proof: `ZkpVerifier::PassingAt` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
    // Storage: `ZkpVerifier::Receipts` (r:1 w:1)
    // Proof: `ZkpVerifier::Receipts` (`max_values`: None, `max_size`: Some(116), added: 2591, mode: `MaxEncodedLen`)
    fn forget() -> Weight {
        Weight::from_parts(12_409_000, 0)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `ZkpVerifier::PassingAt`, `ZkpVerifier::PolicyUses`, `System::Account`, `Balances::Holds`
    // (r:1 w:1 each)
    fn forget_uses() -> Weight {
        Self::forget().saturating_add(Self::close_policy())
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

    fn forget() -> Weight {
        Weight::zero()
    }

    fn forget_uses() -> Weight {
        Weight::zero()
    }
}
