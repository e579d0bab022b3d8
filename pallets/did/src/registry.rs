//! Which DIDs are in use.

use crate::{Config, Pallet};
use aura_primitives::did::Did;

/// Knows which DIDs are in use.
pub trait Registry {
    /// Whether there is such a DID, and it was not given up.
    fn is_active(did: Did) -> bool;

    /// Has the DID in use, with an entry as large as can be.
    #[cfg(feature = "runtime-benchmarks")]
    fn activate(did: Did);
}

impl<T: Config> Registry for Pallet<T> {
    fn is_active(did: Did) -> bool {
        Self::active(did).is_ok()
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn activate(did: Did) {
        crate::benchmarking::activate::<T>(did);
    }
}
