//! Which DIDs are in use.

use crate::{Config, Pallet};
#[cfg(feature = "runtime-benchmarks")]
use aura_primitives::did::PublicKey;
use aura_primitives::did::{Did, KeyIndex, VerificationMethod};

/// Knows which DIDs are in use.
pub trait Registry {
    /// Whether there is such a DID, and it was not given up.
    fn is_active(did: Did) -> bool;

    /// A key of a DID that is in use, whatever has become of the key.
    fn method(did: Did, index: KeyIndex) -> Option<VerificationMethod>;

    /// Has the DID in use, with an entry as large as can be.
    #[cfg(feature = "runtime-benchmarks")]
    fn activate(did: Did);

    /// The same, with this key in place of one; its number.
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
