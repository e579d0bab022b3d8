//! Origins that lose their power at the hand-over.

use crate::{Config, HandedOver};
use core::marker::PhantomData;
use frame_support::traits::EnsureOrigin;
use polkadot_sdk::*;

/// The origin `Origin` until the hand-over, and no origin from that block on: what only the council
/// of a proof-of-authority chain may do.
pub struct EnsureBeforeHandOver<T, Origin>(PhantomData<(T, Origin)>);

impl<T, Origin> EnsureOrigin<T::RuntimeOrigin> for EnsureBeforeHandOver<T, Origin>
where
    T: Config,
    Origin: EnsureOrigin<T::RuntimeOrigin>,
{
    type Success = Origin::Success;

    fn try_origin(origin: T::RuntimeOrigin) -> Result<Self::Success, T::RuntimeOrigin> {
        if HandedOver::<T>::exists() {
            return Err(origin);
        }
        Origin::try_origin(origin)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin() -> Result<T::RuntimeOrigin, ()> {
        Origin::try_successful_origin()
    }
}
