//! The condition of the hand-over.

use crate::{Armed, Condition, Config, Pallet};
use frame_support::traits::Get;
use pallet_staking::{BalanceOf, Nominators, Validators};
use polkadot_sdk::*;
use sp_runtime::Saturating;

impl<T: Config> Pallet<T> {
    /// Parts of the condition of the hand-over, as they are now.
    ///
    /// Reads every candidate and every staker: not for a transaction.
    pub fn condition() -> Condition<BalanceOf<T>> {
        let electable = Self::electable();
        let session = pallet_session::Validators::<T>::get();
        let of_session = session.iter().filter(|who| electable.contains(who));
        Condition {
            minimum: Armed::<T>::get(),
            session_validators: count(session.len()),
            session_electable: count(of_session.count()),
            electable: count(electable.len()),
            staked: Self::staked(),
            min_staked: T::MinStaked::get().mul_ceil(pallet_staking::asset::total_issuance::<T>()),
        }
    }

    /// Active stake of all candidates and nominators.
    fn staked() -> BalanceOf<T> {
        Validators::<T>::iter_keys()
            .chain(Nominators::<T>::iter_keys())
            .fold(BalanceOf::<T>::default(), |sum, who| {
                sum.saturating_add(Self::own_bond(&who))
            })
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
