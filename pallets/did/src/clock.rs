//! The present block, as records of several pallets store it.

use aura_primitives::did::Stamp;
use polkadot_sdk::*;
use sp_runtime::SaturatedConversion;

/// The present block and its timestamp.
pub fn now<T: pallet_timestamp::Config<Moment = u64>>() -> Stamp {
    Stamp {
        block: frame_system::Pallet::<T>::block_number().saturated_into(),
        time: pallet_timestamp::Pallet::<T>::get(),
    }
}
