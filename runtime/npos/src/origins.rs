//! Origins of the tracks of open governance.
//!
//! A pallet without calls and storage: an origin must belong to a pallet.

use polkadot_sdk::*;

pub use pallet::*;

#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use frame_support::pallet_prelude::*;

    /// Version of the storage layout. There is no storage.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: polkadot_sdk::frame_system::Config {}

    /// Origin of a referendum that its track has approved.
    #[pallet::origin]
    #[derive(
        Clone,
        Copy,
        Debug,
        PartialEq,
        Eq,
        Encode,
        Decode,
        DecodeWithMemTracking,
        MaxEncodedLen,
        TypeInfo,
    )]
    pub enum Origin {
        /// Dispatches calls that the council has whitelisted.
        WhitelistedCaller,
        /// Cancels and makes slashes, and sets the values of staking and pools.
        StakingAdmin,
        /// Spends any amount of the treasury.
        Treasurer,
        /// Spends a limited amount of the treasury.
        SmallSpender,
        /// Cancels referenda and returns their deposits.
        ReferendumCanceller,
        /// Cancels referenda and burns their deposits.
        ReferendumKiller,
    }
}

macro_rules! ensure_origins {
    ($($(#[$docs:meta])* $name:ident: $origin:ident;)+) => {$(
        $(#[$docs])*
        pub struct $name;

        impl<O> frame_support::traits::EnsureOrigin<O> for $name
        where
            O: From<Origin> + Clone,
            Result<Origin, O>: From<O>,
        {
            type Success = ();

            fn try_origin(origin: O) -> Result<(), O> {
                match Result::<Origin, O>::from(origin.clone()) {
                    Ok(Origin::$origin) => Ok(()),
                    _ => Err(origin),
                }
            }

            #[cfg(feature = "runtime-benchmarks")]
            fn try_successful_origin() -> Result<O, ()> {
                Ok(Origin::$origin.into())
            }
        }
    )+};
}

ensure_origins! {
    /// Ensures [`Origin::WhitelistedCaller`].
    EnsureWhitelistedCaller: WhitelistedCaller;
    /// Ensures [`Origin::StakingAdmin`].
    EnsureStakingAdmin: StakingAdmin;
    /// Ensures [`Origin::Treasurer`].
    EnsureTreasurer: Treasurer;
    /// Ensures [`Origin::SmallSpender`].
    EnsureSmallSpender: SmallSpender;
    /// Ensures [`Origin::ReferendumCanceller`].
    EnsureReferendumCanceller: ReferendumCanceller;
    /// Ensures [`Origin::ReferendumKiller`].
    EnsureReferendumKiller: ReferendumKiller;
}
