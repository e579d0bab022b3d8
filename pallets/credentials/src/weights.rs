//! Weights of the calls of `pallet_credentials`. Written by `scripts/weights`; do not edit.
//!
//! Measured on 2026-11-28 on AMD EPYC, with 50 steps and 20 repeats.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
    /// Weight of `register_schema`.
    ///
    /// `c` goes from 0 to 32.
    fn register_schema(c: u32) -> Weight;
    /// Weight of `accredit`.
    fn accredit() -> Weight;
    /// Weight of `set_suspended`.
    fn set_suspended() -> Weight;
    /// Weight of `withdraw_accreditation`.
    fn withdraw_accreditation() -> Weight;
    /// Weight of `create_status_list`.
    fn create_status_list() -> Weight;
    /// Weight of `anchor`.
    fn anchor() -> Weight;
    /// Weight of `set_status`.
    ///
    /// `p` goes from 1 to 1024.
    fn set_status(p: u32) -> Weight;
    /// Weight of `status_changes`.
    ///
    /// `c` goes from 1 to 1024.
    fn status_changes(c: u32) -> Weight;
    /// Weight of `commit_status_root`.
    ///
    /// `p` goes from 1 to 64.
    fn commit_status_root(p: u32) -> Weight;
    /// Weight of `close_list`.
    fn close_list() -> Weight;
    /// Weight of `take_over_deposit`.
    fn take_over_deposit() -> Weight;
    /// Weight of `offer`.
    fn offer() -> Weight;
    /// Weight of `accept`.
    fn accept() -> Weight;
    /// Weight of `path`.
    ///
    /// `d` goes from 1 to 5.
    fn path(d: u32) -> Weight;
    /// Weight of `standing`.
    ///
    /// `d` goes from 1 to 5.
    fn standing(d: u32) -> Weight;
}

/// Measured weights, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Did::Dids` (r:1 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Schemas` (r:1 w:1)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1453), added: 3928, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
    fn register_schema(c: u32) -> Weight {
        Weight::from_parts(241_130_047, 0)
            .saturating_add(Weight::from_parts(1_357_513, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Did::Dids` (r:2 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1453), added: 3928, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Accreditations` (r:1 w:1)
    // Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(187), added: 2662, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:2 w:2)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
    fn accredit() -> Weight {
        Weight::from_parts(409_754_000, 0)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Did::Dids` (r:1 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1453), added: 3928, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Accreditations` (r:1 w:1)
    // Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(187), added: 2662, mode: `MaxEncodedLen`)
    fn set_suspended() -> Weight {
        Weight::from_parts(167_572_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Did::Dids` (r:1 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1453), added: 3928, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Accreditations` (r:1 w:1)
    // Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(187), added: 2662, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
    fn withdraw_accreditation() -> Weight {
        Weight::from_parts(251_248_000, 0)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Did::Dids` (r:1 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1453), added: 3928, mode: `MaxEncodedLen`)
    // Storage: `Credentials::NextList` (r:1 w:1)
    // Proof: `Credentials::NextList` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
    // Storage: `Credentials::StatusLists` (r:0 w:1)
    // Proof: `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`)
    fn create_status_list() -> Weight {
        Weight::from_parts(236_320_000, 0)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Did::Dids` (r:1 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    // Storage: `Credentials::StatusLists` (r:1 w:1)
    // Proof: `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Batches` (r:1 w:1)
    // Proof: `Credentials::Batches` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1453), added: 3928, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:2 w:2)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
    fn anchor() -> Weight {
        Weight::from_parts(361_884_000, 0)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `Did::Dids` (r:1 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    // Storage: `Credentials::StatusLists` (r:1 w:0)
    // Proof: `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`)
    // Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1453), added: 3928, mode: `MaxEncodedLen`)
    // Storage: `Credentials::StatusPages` (r:1023 w:1023)
    // Proof: `Credentials::StatusPages` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
    // Storage: `Credentials::UnsealedLists` (r:1 w:1)
    // Proof: `Credentials::UnsealedLists` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn set_status(p: u32) -> Weight {
        Weight::from_parts(194_983_194, 0)
            .saturating_add(Weight::from_parts(7_020_887, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
    }

    // Storage: `Credentials::StatusPages` (r:1 w:1)
    // Proof: `Credentials::StatusPages` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
    // Storage: `Credentials::UnsealedLists` (r:1 w:1)
    // Proof: `Credentials::UnsealedLists` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn status_changes(c: u32) -> Weight {
        Weight::from_parts(28_399_574, 0)
            .saturating_add(Weight::from_parts(3_139, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Credentials::StatusLists` (r:1 w:0)
    // Proof: `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`)
    // Storage: `Credentials::UnsealedLists` (r:1 w:1)
    // Proof: `Credentials::UnsealedLists` (`max_values`: None, `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`)
    // Storage: `Credentials::StatusPages` (r:64 w:0)
    // Proof: `Credentials::StatusPages` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
    // Storage: `Credentials::StatusNodes` (r:149 w:149)
    // Proof: `Credentials::StatusNodes` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
    // Storage: `ChainTiming::Timing` (r:1 w:0)
    // Proof: `ChainTiming::Timing` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Credentials::StatusRoots` (r:1 w:1)
    // Proof: `Credentials::StatusRoots` (`max_values`: None, `max_size`: Some(1197), added: 3672, mode: `MaxEncodedLen`)
    fn commit_status_root(p: u32) -> Weight {
        Weight::from_parts(1_930_077_000, 0)
            .saturating_add(Weight::from_parts(1_598_686_899, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().reads(3).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(4))
            .saturating_add(T::DbWeight::get().writes(2).saturating_mul(p.into()))
    }

    /// Not measured yet: making a list, and giving a deposit back, which is more than to remove both the
    /// list and its offer.
    fn close_list() -> Weight {
        Self::create_status_list().saturating_add(Self::withdraw_accreditation())
    }

    /// Not measured yet: taking an accreditation over, which moves a deposit from one account to another,
    /// and registering the largest schema.
    fn take_over_deposit() -> Weight {
        Self::accredit().saturating_add(Self::register_schema(32))
    }

    /// Not measured yet: registering the largest schema, which holds a deposit, and giving one back.
    fn offer() -> Weight {
        Self::register_schema(32).saturating_add(Self::withdraw_accreditation())
    }

    /// Not measured yet: taking a deposit over, and giving two back, of the offer and of an accreditation.
    fn accept() -> Weight {
        Self::take_over_deposit().saturating_add(Self::withdraw_accreditation().saturating_mul(2))
    }

    // Storage: `Credentials::Accreditations` (r:5 w:0)
    // Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(187), added: 2662, mode: `MaxEncodedLen`)
    fn path(d: u32) -> Weight {
        Weight::from_parts(3_049_454, 0)
            .saturating_add(Weight::from_parts(6_285_814, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(0))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().writes(0))
    }

    // Storage: `Credentials::Accreditations` (r:5 w:0)
    // Proof: `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(187), added: 2662, mode: `MaxEncodedLen`)
    // Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Did::Dids` (r:6 w:0)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    fn standing(d: u32) -> Weight {
        Weight::from_parts(34_360_804, 0)
            .saturating_add(Weight::from_parts(75_983_213, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(2).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().writes(0))
    }
}

/// No weights, for tests.
impl WeightInfo for () {
    fn register_schema(_: u32) -> Weight {
        Weight::zero()
    }

    fn accredit() -> Weight {
        Weight::zero()
    }

    fn set_suspended() -> Weight {
        Weight::zero()
    }

    fn withdraw_accreditation() -> Weight {
        Weight::zero()
    }

    fn create_status_list() -> Weight {
        Weight::zero()
    }

    fn anchor() -> Weight {
        Weight::zero()
    }

    fn set_status(_: u32) -> Weight {
        Weight::zero()
    }

    fn status_changes(_: u32) -> Weight {
        Weight::zero()
    }

    fn commit_status_root(_: u32) -> Weight {
        Weight::zero()
    }

    fn close_list() -> Weight {
        Weight::zero()
    }

    fn take_over_deposit() -> Weight {
        Weight::zero()
    }

    fn offer() -> Weight {
        Weight::zero()
    }

    fn accept() -> Weight {
        Weight::zero()
    }

    fn path(_: u32) -> Weight {
        Weight::zero()
    }

    fn standing(_: u32) -> Weight {
        Weight::zero()
    }
}
