//! Lookup of DIDs for other pallets.

use crate::{Config, Pallet};
#[cfg(feature = "runtime-benchmarks")]
use aura_primitives::did::PublicKey;
use aura_primitives::did::{Did, KeyIndex, VerificationMethod};

/// Looks up DIDs and their keys.
pub trait Registry {
    /// Returns true if the DID exists and is not deactivated.
    fn is_active(did: Did) -> bool;

    /// A key of a DID in use, in any state; `None` if there is none.
    fn method(did: Did, index: KeyIndex) -> Option<VerificationMethod>;

    /// Stores the DID with an entry of maximum size.
    #[cfg(feature = "runtime-benchmarks")]
    fn activate(did: Did);

    /// Stores the DID with an entry of maximum size that contains `key`; returns the key's number.
    #[cfg(feature = "runtime-benchmarks")]
    fn activate_with_key(did: Did, key: PublicKey) -> KeyIndex;
}

impl<T: Config> Registry for Pallet<T> {
    fn is_active(did: Did) -> bool {
        Self::active(did).is_ok()
    }

    fn method(did: Did, index: KeyIndex) -> Option<VerificationMethod> {
        let (record, _) = Self::active(did).ok()?;
        let mut methods = record.methods.into_iter();
        methods.find(|method| method.index == index)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn activate(did: Did) {
        crate::benchmarking::activate::<T>(did);
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn activate_with_key(did: Did, key: PublicKey) -> KeyIndex {
        crate::benchmarking::activate_with_key::<T>(did, key)
    }
}
