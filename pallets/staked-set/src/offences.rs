//! Offences of both ages: the council's validators are disabled, staked ones are slashed as well.

use crate::{Config, Pallet};
use frame_support::{traits::Get, weights::Weight};
use pallet_staking::ActiveEra;
use polkadot_sdk::*;
use sp_runtime::Perbill;
use sp_staking::{
    offence::{OffenceDetails, OnOffenceHandler},
    SessionIndex,
};

type Offender<T> = (<T as frame_system::Config>::AccountId, ());

impl<T: Config> OnOffenceHandler<T::AccountId, Offender<T>, Weight> for Pallet<T> {
    /// Disables the offenders, leaves them out of elections until the era in which their slash is
    /// applied, and has `pallet-staking` slash them.
    ///
    /// Staking lets go of what is older than the bonding, and of an offence of era 0, in which nobody
    /// had stake to lose; such an offender is left out of elections all the same.
    fn on_offence(
        offenders: &[OffenceDetails<T::AccountId, Offender<T>>],
        fractions: &[Perbill],
        session: SessionIndex,
    ) -> Weight {
        let disabled = pallet_validator_set::Pallet::<T>::on_offence(offenders, fractions, session);
        let active = ActiveEra::<T>::get().map_or(0, |era| era.index);
        let until = active
            .saturating_add(T::SlashDeferDuration::get())
            .saturating_add(1);
        for details in offenders {
            let (who, ()) = &details.offender;
            Self::leave_out(who, until, false);
        }
        let noted = T::DbWeight::get()
            .reads_writes(3, 2)
            .saturating_mul(u64::try_from(offenders.len()).unwrap_or(u64::MAX));
        let slashed = if Self::is_handed_over() {
            let offenders = offenders.iter().map(|details| OffenceDetails {
                offender: details.offender.0.clone(),
                reporters: details.reporters.clone(),
            });
            pallet_staking::Pallet::<T>::on_offence(offenders, fractions, session)
        } else {
            Weight::zero()
        };
        disabled.saturating_add(noted).saturating_add(slashed)
    }
}
