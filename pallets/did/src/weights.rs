//! Weights of the calls of `pallet_did`. Written by `scripts/weights`; do not edit.
//!
//! Measured on 2026-11-30 on AMD EPYC, with 50 steps and 20 repeats.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
    /// Weight of `create`.
    ///
    /// `k` goes from 0 to 16.
    ///
    /// `s` goes from 0 to 16.
    fn create(k: u32, s: u32) -> Weight;
    /// Weight of `update`.
    ///
    /// `c` goes from 1 to 16.
    fn update(c: u32) -> Weight;
    /// Weight of `set_control`.
    fn set_control() -> Weight;
    /// Weight of `deactivate`.
    fn deactivate() -> Weight;
    /// Weight of `purge_methods`.
    fn purge_methods() -> Weight;
    /// Weight of `take_over_deposit`.
    fn take_over_deposit() -> Weight;
    /// Weight of `dispatch`.
    ///
    /// `b` goes from 0 to 262144.
    fn dispatch(b: u32) -> Weight;
    /// Weight of `dispatch_as`.
    fn dispatch_as() -> Weight;
    /// Weight of `controller`.
    fn controller() -> Weight;
    /// Weight of `ed25519`.
    fn ed25519() -> Weight;
    /// Weight of `possession`.
    fn possession() -> Weight;
    /// Weight of `sr25519`.
    fn sr25519() -> Weight;
    /// Weight of `secp256k1`.
    fn secp256k1() -> Weight;
    /// Weight of `p256`.
    fn p256() -> Weight;
}

/// Measured weights, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `System::BlockHash` (r:1 w:0) Proof: `System::BlockHash` (`max_values`: None,
    // `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`) Storage: `Did::Dids` (r:1 w:1)
    // Proof: `Did::Dids` (`max_values`: None, `max_size`: Some(7439), added: 9914, mode:
    // `MaxEncodedLen`) Storage: `Timestamp::Now` (r:1 w:0) Proof: `Timestamp::Now` (`max_values`:
    // Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`) Storage: `System::Account`
    // (r:1 w:1) Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603,
    // mode: `MaxEncodedLen`) Storage: `Balances::Holds` (r:1 w:1) Proof: `Balances::Holds`
    // (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    fn create(k: u32, s: u32) -> Weight {
        Weight::from_parts(70_299_760, 0)
            .saturating_add(Weight::from_parts(41_005_737, 0).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(2_302_379, 0).saturating_mul(s.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Did::Dids` (r:1 w:1) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Timestamp::Now` (r:1 w:0) Proof:
    // `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode:
    // `MaxEncodedLen`) Storage: `System::Account` (r:2 w:2) Proof: `System::Account` (`max_values`:
    // None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`) Storage: `Balances::Holds`
    // (r:2 w:2) Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740,
    // mode: `MaxEncodedLen`)
    fn update(c: u32) -> Weight {
        Weight::from_parts(133_856_815, 0)
            .saturating_add(Weight::from_parts(41_991_545, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Did::Dids` (r:9 w:1) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Timestamp::Now` (r:1 w:0) Proof:
    // `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode:
    // `MaxEncodedLen`) Storage: `System::Account` (r:2 w:2) Proof: `System::Account` (`max_values`:
    // None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`) Storage: `Balances::Holds`
    // (r:2 w:2) Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740,
    // mode: `MaxEncodedLen`)
    fn set_control() -> Weight {
        Weight::from_parts(379_924_000, 0)
            .saturating_add(T::DbWeight::get().reads(14))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Did::Dids` (r:1 w:1) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `System::Account` (r:1 w:1) Proof:
    // `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode:
    // `MaxEncodedLen`) Storage: `Balances::Holds` (r:1 w:1) Proof: `Balances::Holds` (`max_values`:
    // None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`) Storage: `Timestamp::Now`
    // (r:1 w:0) Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503,
    // mode: `MaxEncodedLen`)
    fn deactivate() -> Weight {
        Weight::from_parts(135_942_000, 0)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Did::Dids` (r:1 w:1) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `Timestamp::Now` (r:1 w:0) Proof:
    // `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode:
    // `MaxEncodedLen`) Storage: `System::Account` (r:1 w:1) Proof: `System::Account` (`max_values`:
    // None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`) Storage: `Balances::Holds`
    // (r:1 w:1) Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740,
    // mode: `MaxEncodedLen`)
    fn purge_methods() -> Weight {
        Weight::from_parts(117_074_000, 0)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Did::Dids` (r:1 w:1) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `System::Account` (r:2 w:2) Proof:
    // `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode:
    // `MaxEncodedLen`) Storage: `Balances::Holds` (r:2 w:2) Proof: `Balances::Holds` (`max_values`:
    // None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    fn take_over_deposit() -> Weight {
        Weight::from_parts(149_362_000, 0)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Did::Dids` (r:1 w:1) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`) Storage: `System::BlockHash` (r:2 w:0) Proof:
    // `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode:
    // `MaxEncodedLen`) Storage: `System::Account` (r:1 w:0) Proof: `System::Account` (`max_values`:
    // None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`) Storage:
    // `SafeMode::EnteredUntil` (r:1 w:0) Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1),
    // `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn dispatch(b: u32) -> Weight {
        Weight::from_parts(106_328_221, 0)
            .saturating_add(Weight::from_parts(2_368, 0).saturating_mul(b.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Did::Dids` (r:1 w:1) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`)
    fn dispatch_as() -> Weight {
        Weight::from_parts(39_158_000, 0)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Did::Dids` (r:1 w:0) Proof: `Did::Dids` (`max_values`: None, `max_size`:
    // Some(7439), added: 9914, mode: `MaxEncodedLen`)
    fn controller() -> Weight {
        Weight::from_parts(44_166_000, 0)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(0))
    }

    fn ed25519() -> Weight {
        Weight::from_parts(79_678_000, 0)
            .saturating_add(T::DbWeight::get().reads(0))
            .saturating_add(T::DbWeight::get().writes(0))
    }

    fn possession() -> Weight {
        Weight::from_parts(2_834_782_000, 0)
            .saturating_add(T::DbWeight::get().reads(0))
            .saturating_add(T::DbWeight::get().writes(0))
    }

    fn sr25519() -> Weight {
        Weight::from_parts(79_778_000, 0)
            .saturating_add(T::DbWeight::get().reads(0))
            .saturating_add(T::DbWeight::get().writes(0))
    }

    fn secp256k1() -> Weight {
        Weight::from_parts(85_938_000, 0)
            .saturating_add(T::DbWeight::get().reads(0))
            .saturating_add(T::DbWeight::get().writes(0))
    }

    fn p256() -> Weight {
        Weight::from_parts(3_090_743_000, 0)
            .saturating_add(T::DbWeight::get().reads(0))
            .saturating_add(T::DbWeight::get().writes(0))
    }
}

/// No weights, for tests.
impl WeightInfo for () {
    fn create(_: u32, _: u32) -> Weight {
        Weight::zero()
    }

    fn update(_: u32) -> Weight {
        Weight::zero()
    }

    fn set_control() -> Weight {
        Weight::zero()
    }

    fn deactivate() -> Weight {
        Weight::zero()
    }

    fn purge_methods() -> Weight {
        Weight::zero()
    }

    fn take_over_deposit() -> Weight {
        Weight::zero()
    }

    fn dispatch(_: u32) -> Weight {
        Weight::zero()
    }

    fn dispatch_as() -> Weight {
        Weight::zero()
    }

    fn controller() -> Weight {
        Weight::zero()
    }

    fn ed25519() -> Weight {
        Weight::zero()
    }

    fn possession() -> Weight {
        Weight::zero()
    }

    fn sr25519() -> Weight {
        Weight::zero()
    }

    fn secp256k1() -> Weight {
        Weight::zero()
    }

    fn p256() -> Weight {
        Weight::zero()
    }
}
