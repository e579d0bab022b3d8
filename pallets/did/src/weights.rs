//! Weights of the calls.
//!
//! Not from a run of the benchmarks yet: generous values by hand, replaced by `scripts/weights`.

use crate::Config;
use aura_primitives::did::{Changes, Document, Signature, Signer};
use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
    sp_runtime::AccountId32,
};

/// Weights of the calls of this pallet, each in its worst case.
pub trait WeightInfo {
    /// Creating a DID of `k` keys with `s` services.
    fn create(k: u32, s: u32) -> Weight;
    /// Making `c` changes.
    fn update(c: u32) -> Weight;
    /// Changing who controls a DID.
    fn set_control() -> Weight;
    /// Giving a DID up.
    fn deactivate() -> Weight;
    /// Forgetting keys.
    fn purge_methods() -> Weight;
    /// An operation, without its signatures and its call.
    fn dispatch() -> Weight;
    /// The same for an account, without the call.
    fn dispatch_as() -> Weight;
    /// A signature of Ed25519.
    fn ed25519() -> Weight;
    /// A signature of Sr25519.
    fn sr25519() -> Weight;
    /// A signature over secp256k1.
    fn secp256k1() -> Weight;
    /// A signature over P-256.
    fn p256() -> Weight;
}

/// What creating that document weighs.
pub(crate) fn create<T: Config>(document: &Document, by: Option<&Signature>) -> Weight {
    let (keys, services) = (length(&document.methods), length(&document.services));
    let base = <T as Config>::WeightInfo::create(keys, services);
    base.saturating_add(by.map(signature::<T>).unwrap_or_default())
}

/// What those changes weigh.
pub(crate) fn update<T: Config>(changes: &Changes) -> Weight {
    <T as Config>::WeightInfo::update(length(changes))
}

/// What an operation with these signatures weighs, without its call.
pub(crate) fn dispatch<T: Config>(
    signers: &[Signer<AccountId32>],
    signatures: &[Signature],
) -> Weight {
    // Records of other DIDs are read once to verify and once to count.
    let reads = signers
        .iter()
        .filter(|signer| matches!(signer, Signer::Did(..)))
        .map(|_| T::DbWeight::get().reads(2));
    let signatures = signatures.iter().map(signature::<T>);
    reads.chain(signatures).fold(
        <T as Config>::WeightInfo::dispatch(),
        Weight::saturating_add,
    )
}

fn signature<T: Config>(signature: &Signature) -> Weight {
    match signature {
        Signature::Ed25519(_) => <T as Config>::WeightInfo::ed25519(),
        Signature::Sr25519(_) => <T as Config>::WeightInfo::sr25519(),
        Signature::Secp256k1(_) => <T as Config>::WeightInfo::secp256k1(),
        Signature::P256(_) => <T as Config>::WeightInfo::p256(),
    }
}

fn length<Item>(items: &[Item]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// Weights with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> SubstrateWeight<T> {
    /// So many microseconds; the entry, and the balances and holds of two accounts.
    fn entry(microseconds: u64) -> Weight {
        Weight::from_parts(microseconds.saturating_mul(1_000_000), 8 * 1024)
            .saturating_add(T::DbWeight::get().reads_writes(5, 5))
    }
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn create(k: u32, s: u32) -> Weight {
        Self::entry(100)
            .saturating_add(Weight::from_parts(300_000_000, 0).saturating_mul(k.into()))
            .saturating_add(Weight::from_parts(5_000_000, 0).saturating_mul(s.into()))
    }

    fn update(c: u32) -> Weight {
        Self::entry(100).saturating_add(Weight::from_parts(300_000_000, 0).saturating_mul(c.into()))
    }

    fn set_control() -> Weight {
        Self::entry(100).saturating_add(T::DbWeight::get().reads(8))
    }

    fn deactivate() -> Weight {
        Self::entry(100)
    }

    fn purge_methods() -> Weight {
        Self::entry(100)
    }

    fn dispatch() -> Weight {
        Self::entry(100)
    }

    fn dispatch_as() -> Weight {
        Weight::from_parts(100_000_000, 8 * 1024)
            .saturating_add(T::DbWeight::get().reads_writes(1, 1))
    }

    fn ed25519() -> Weight {
        Weight::from_parts(150_000_000, 0)
    }

    fn sr25519() -> Weight {
        Weight::from_parts(150_000_000, 0)
    }

    fn secp256k1() -> Weight {
        Weight::from_parts(200_000_000, 0)
    }

    fn p256() -> Weight {
        Weight::from_parts(10_000_000_000, 0)
    }
}

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

    fn dispatch() -> Weight {
        Weight::zero()
    }

    fn dispatch_as() -> Weight {
        Weight::zero()
    }

    fn ed25519() -> Weight {
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
