//! Weights of the calls of `pallet_credentials`. Written by `scripts/weights`; do not edit.
//!
//! Measured on 2026-11-30 on AMD EPYC, with 50 lookups and 20 repeats.

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
    /// `p` goes from 1 to 256.
    fn set_status(p: u32) -> Weight;
    /// Weight of `status_changes`.
    ///
    /// `c` goes from 1 to 1024.
    fn status_changes(c: u32) -> Weight;
    /// Weight of `commit_status_root`.
    ///
    /// `p` goes from 1 to 64.
    fn commit_status_root(p: u32) -> Weight;
    /// Weight of `close_status_list`.
    fn close_status_list() -> Weight;
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
    // Storage: `Did::Dids` (r:1 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:1)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1485), added: 3960, mode:
    // `MaxEncodedLen`) Storage: `Timestamp::Now` (r:1 w:0) Proof: `Timestamp::Now` (`max_values`:
    // Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`) Storage: `System::Account`
    // (r:1 w:1) Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603,
    // mode: `MaxEncodedLen`) Storage: `Balances::Holds` (r:1 w:1) Proof: `Balances::Holds`
    // (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    fn register_schema(c: u32) -> Weight {
        Weight::from_parts(111_001_465, 0)
            .saturating_add(Weight::from_parts(875_268, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Did::Dids` (r:2 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1485), added: 3960, mode:
    // `MaxEncodedLen`) Storage: `Timestamp::Now` (r:1 w:0) Proof: `Timestamp::Now` (`max_values`:
    // Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`) Storage:
    // `Credentials::Accreditations` (r:1 w:1) Proof: `Credentials::Accreditations` (`max_values`:
    // None, `max_size`: Some(188), added: 2663, mode: `MaxEncodedLen`) Storage: `System::Account`
    // (r:2 w:2) Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603,
    // mode: `MaxEncodedLen`) Storage: `Balances::Holds` (r:2 w:2) Proof: `Balances::Holds`
    // (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    fn accredit() -> Weight {
        Weight::from_parts(218_585_000, 0)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Did::Dids` (r:1 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1485), added: 3960, mode:
    // `MaxEncodedLen`) Storage: `Credentials::Accreditations` (r:1 w:1) Proof:
    // `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(188), added: 2663, mode:
    // `MaxEncodedLen`)
    fn set_suspended() -> Weight {
        Weight::from_parts(96_133_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Did::Dids` (r:1 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1485), added: 3960, mode:
    // `MaxEncodedLen`) Storage: `Credentials::Accreditations` (r:1 w:1) Proof:
    // `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(188), added: 2663, mode:
    // `MaxEncodedLen`) Storage: `System::Account` (r:1 w:1) Proof: `System::Account` (`max_values`:
    // None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`) Storage: `Balances::Holds`
    // (r:1 w:1) Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740,
    // mode: `MaxEncodedLen`)
    fn withdraw_accreditation() -> Weight {
        Weight::from_parts(138_586_000, 0)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Did::Dids` (r:1 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1485), added: 3960, mode:
    // `MaxEncodedLen`) Storage: `Credentials::NextListId` (r:1 w:1) Proof:
    // `Credentials::NextListId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode:
    // `MaxEncodedLen`) Storage: `Timestamp::Now` (r:1 w:0) Proof: `Timestamp::Now` (`max_values`:
    // Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`) Storage: `System::Account`
    // (r:1 w:1) Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603,
    // mode: `MaxEncodedLen`) Storage: `Balances::Holds` (r:1 w:1) Proof: `Balances::Holds`
    // (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`) Storage:
    // `Credentials::StatusLists` (r:0 w:1) Proof: `Credentials::StatusLists` (`max_values`: None,
    // `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`)
    fn create_status_list() -> Weight {
        Weight::from_parts(131_776_000, 0)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Did::Dids` (r:1 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Credentials::StatusLists` (r:1 w:1)
    // Proof: `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621,
    // mode: `MaxEncodedLen`) Storage: `Credentials::Batches` (r:1 w:1) Proof:
    // `Credentials::Batches` (`max_values`: None, `max_size`: Some(80), added: 2555, mode:
    // `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0) Proof: `Credentials::Schemas`
    // (`max_values`: None, `max_size`: Some(1485), added: 3960, mode: `MaxEncodedLen`) Storage:
    // `Timestamp::Now` (r:1 w:0) Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`:
    // Some(8), added: 503, mode: `MaxEncodedLen`) Storage: `System::Account` (r:2 w:2) Proof:
    // `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode:
    // `MaxEncodedLen`) Storage: `Balances::Holds` (r:2 w:2) Proof: `Balances::Holds` (`max_values`:
    // None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    fn anchor() -> Weight {
        Weight::from_parts(221_990_000, 0)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `Did::Dids` (r:1 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Credentials::StatusLists` (r:1 w:0)
    // Proof: `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621,
    // mode: `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0) Proof:
    // `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1485), added: 3960, mode:
    // `MaxEncodedLen`) Storage: `Credentials::StatusPages` (r:256 w:256) Proof:
    // `Credentials::StatusPages` (`max_values`: None, `max_size`: Some(433), added: 2908, mode:
    // `MaxEncodedLen`) Storage: `Credentials::PendingLists` (r:1 w:1) Proof:
    // `Credentials::PendingLists` (`max_values`: None, `max_size`: Some(144), added: 2619, mode:
    // `MaxEncodedLen`) Storage: `Timestamp::Now` (r:1 w:0) Proof: `Timestamp::Now` (`max_values`:
    // Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    fn set_status(p: u32) -> Weight {
        Weight::from_parts(107_812_537, 0)
            .saturating_add(Weight::from_parts(5_695_460, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1).saturating_mul(p.into()))
    }

    // Storage: `Credentials::StatusPages` (r:1 w:1) Proof: `Credentials::StatusPages`
    // (`max_values`: None, `max_size`: Some(433), added: 2908, mode: `MaxEncodedLen`) Storage:
    // `Credentials::PendingLists` (r:1 w:1) Proof: `Credentials::PendingLists` (`max_values`: None,
    // `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`) Storage: `Timestamp::Now` (r:1
    // w:0) Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode:
    // `MaxEncodedLen`)
    fn status_changes(c: u32) -> Weight {
        Weight::from_parts(16_189_903, 0)
            .saturating_add(Weight::from_parts(15_686, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Credentials::StatusLists` (r:1 w:0) Proof: `Credentials::StatusLists`
    // (`max_values`: None, `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`) Storage:
    // `Credentials::PendingLists` (r:1 w:1) Proof: `Credentials::PendingLists` (`max_values`: None,
    // `max_size`: Some(144), added: 2619, mode: `MaxEncodedLen`) Storage:
    // `Credentials::StatusPages` (r:64 w:0) Proof: `Credentials::StatusPages` (`max_values`: None,
    // `max_size`: Some(433), added: 2908, mode: `MaxEncodedLen`) Storage:
    // `Credentials::StatusNodes` (r:149 w:149) Proof: `Credentials::StatusNodes` (`max_values`:
    // None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`) Storage:
    // `ChainTiming::Timing` (r:1 w:0) Proof: `ChainTiming::Timing` (`max_values`: Some(1),
    // `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`) Storage: `Timestamp::Now` (r:1 w:0)
    // Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode:
    // `MaxEncodedLen`) Storage: `Credentials::StatusRoots` (r:1 w:1) Proof:
    // `Credentials::StatusRoots` (`max_values`: None, `max_size`: Some(4654), added: 7129, mode:
    // `MaxEncodedLen`)
    fn commit_status_root(p: u32) -> Weight {
        Weight::from_parts(1_451_216_000, 0)
            .saturating_add(Weight::from_parts(1_027_017_789, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().reads(3).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().writes(4))
            .saturating_add(T::DbWeight::get().writes(2).saturating_mul(p.into()))
    }

    // Storage: `Did::Dids` (r:1 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Credentials::StatusLists` (r:1 w:1)
    // Proof: `Credentials::StatusLists` (`max_values`: None, `max_size`: Some(146), added: 2621,
    // mode: `MaxEncodedLen`) Storage: `System::Account` (r:1 w:1) Proof: `System::Account`
    // (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`) Storage:
    // `Balances::Holds` (r:1 w:1) Proof: `Balances::Holds` (`max_values`: None, `max_size`:
    // Some(265), added: 2740, mode: `MaxEncodedLen`) Storage: `Credentials::Offers` (r:1 w:1)
    // Proof: `Credentials::Offers` (`max_values`: None, `max_size`: Some(129), added: 2604, mode:
    // `MaxEncodedLen`)
    fn close_status_list() -> Weight {
        Weight::from_parts(164_815_000, 0)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Did::Dids` (r:1 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1485), added: 3960, mode:
    // `MaxEncodedLen`) Storage: `Credentials::Accreditations` (r:1 w:1) Proof:
    // `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(188), added: 2663, mode:
    // `MaxEncodedLen`) Storage: `System::Account` (r:2 w:2) Proof: `System::Account` (`max_values`:
    // None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`) Storage: `Balances::Holds`
    // (r:2 w:2) Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740,
    // mode: `MaxEncodedLen`)
    fn take_over_deposit() -> Weight {
        Weight::from_parts(192_657_000, 0)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Did::Dids` (r:2 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:0)
    // Proof: `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1485), added: 3960, mode:
    // `MaxEncodedLen`) Storage: `Credentials::Offers` (r:1 w:1) Proof: `Credentials::Offers`
    // (`max_values`: None, `max_size`: Some(129), added: 2604, mode: `MaxEncodedLen`) Storage:
    // `System::Account` (r:1 w:1) Proof: `System::Account` (`max_values`: None, `max_size`:
    // Some(128), added: 2603, mode: `MaxEncodedLen`) Storage: `Balances::Holds` (r:1 w:1) Proof:
    // `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode:
    // `MaxEncodedLen`)
    fn offer() -> Weight {
        Weight::from_parts(175_030_000, 0)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Did::Dids` (r:1 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Credentials::Offers` (r:1 w:1)
    // Proof: `Credentials::Offers` (`max_values`: None, `max_size`: Some(129), added: 2604, mode:
    // `MaxEncodedLen`) Storage: `System::Account` (r:2 w:2) Proof: `System::Account` (`max_values`:
    // None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`) Storage: `Balances::Holds`
    // (r:2 w:2) Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740,
    // mode: `MaxEncodedLen`) Storage: `Credentials::Schemas` (r:1 w:1) Proof:
    // `Credentials::Schemas` (`max_values`: None, `max_size`: Some(1485), added: 3960, mode:
    // `MaxEncodedLen`) Storage: `Credentials::Accreditations` (r:1 w:1) Proof:
    // `Credentials::Accreditations` (`max_values`: None, `max_size`: Some(188), added: 2663, mode:
    // `MaxEncodedLen`)
    fn accept() -> Weight {
        Weight::from_parts(264_523_000, 0)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(7))
    }

    // Storage: `Credentials::Accreditations` (r:5 w:0) Proof: `Credentials::Accreditations`
    // (`max_values`: None, `max_size`: Some(188), added: 2663, mode: `MaxEncodedLen`)
    fn path(d: u32) -> Weight {
        Weight::from_parts(4_668_724, 0)
            .saturating_add(Weight::from_parts(3_210_598, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(0))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().writes(0))
    }

    // Storage: `Credentials::Accreditations` (r:5 w:0) Proof: `Credentials::Accreditations`
    // (`max_values`: None, `max_size`: Some(188), added: 2663, mode: `MaxEncodedLen`) Storage:
    // `Timestamp::Now` (r:1 w:0) Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`:
    // Some(8), added: 503, mode: `MaxEncodedLen`) Storage: `Did::Dids` (r:6 w:0) Proof: `Did::Dids`
    // (`max_values`: None, `max_size`: Some(7439), added: 9914, mode: `MaxEncodedLen`)
    fn standing(d: u32) -> Weight {
        Weight::from_parts(47_951_431, 0)
            .saturating_add(Weight::from_parts(33_356_443, 0).saturating_mul(d.into()))
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

    fn close_status_list() -> Weight {
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
