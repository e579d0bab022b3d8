//! Payouts of rewards without a claim.
//!
//! `pallet-staking` pays a page of a validator's nominators when somebody asks for it, and forgets
//! what nobody asked for. Here each block pays one page of the era that ended, if that takes at
//! most half of the time that the block has left.

use crate::{Config, Event, PaidUpTo, Pallet, PayoutEra, WeightInfo, LOG_TARGET};
use frame_support::{storage::with_storage_layer, traits::Get, weights::Weight};
use frame_system::RawOrigin;
use pallet_staking::{ErasStakersOverview, WeightInfo as _};
use polkadot_sdk::*;
use sp_staking::EraIndex;

/// A page of a validator's exposure.
type Page<T> = (<T as frame_system::Config>::AccountId, u32);

impl<T: Config> Pallet<T> {
    /// Pays the next page, if there is one and time for it. Returns the weight it took at most.
    pub(crate) fn pay_next(remaining: Weight) -> Weight {
        let look = <T as Config>::WeightInfo::next_page();
        let page = <T as pallet_staking::Config>::WeightInfo::payout_stakers_alive_staked(
            T::MaxExposurePageSize::get(),
        );
        let most = look.saturating_add(page);
        if most.saturating_mul(2).any_gt(remaining) {
            return Weight::zero();
        }
        let Some((era, (validator, number))) = Self::next_payout() else {
            return look;
        };
        PaidUpTo::<T>::put((validator.clone(), number));
        let paid = with_storage_layer(|| {
            pallet_staking::Pallet::<T>::payout_stakers_by_page(
                RawOrigin::Signed(validator.clone()).into(),
                validator.clone(),
                era,
                number,
            )
            .map_err(|failed| failed.error)
        });
        match paid {
            Ok(_) => (),
            // Somebody asked for it before.
            Err(error) if error == pallet_staking::Error::<T>::AlreadyClaimed.into() => (),
            Err(error) => {
                log::warn!(
                    target: LOG_TARGET,
                    "page {number} of {validator:?} in era {era} is not paid: {error:?}"
                );
                Self::deposit_event(Event::PayoutSkipped {
                    era,
                    validator,
                    page: number,
                });
            }
        }
        most
    }

    /// Era and page to pay next. Goes on to the next era if the one of the cursor is paid.
    pub(crate) fn next_payout() -> Option<(EraIndex, Page<T>)> {
        let era = Self::payable_era()?;
        if let Some(page) = Self::next_page(era) {
            return Some((era, page));
        }
        PayoutEra::<T>::put(era.saturating_add(1));
        PaidUpTo::<T>::kill();
        let era = Self::payable_era()?;
        Some((era, Self::next_page(era)?))
    }

    /// Page of the era after the one that was paid last.
    fn next_page(era: EraIndex) -> Option<Page<T>> {
        let Some((validator, number)) = PaidUpTo::<T>::get() else {
            return ErasStakersOverview::<T>::iter_key_prefix(era)
                .next()
                .map(|first| (first, 0));
        };
        let next = number.saturating_add(1);
        let pages = ErasStakersOverview::<T>::get(era, &validator).map_or(0, |of| of.page_count);
        if next < pages {
            return Some((validator, next));
        }
        let after = ErasStakersOverview::<T>::hashed_key_for(era, &validator);
        ErasStakersOverview::<T>::iter_key_prefix_from(era, after)
            .next()
            .map(|other| (other, 0))
    }
}
