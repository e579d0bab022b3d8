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
    /// applied, and after the hand-over has `pallet-staking` slash them.
    ///
    /// Staking does not slash for what is older than the bonding, nor for an offence of era 0, in
    /// which nobody had stake to lose. Such an offender is left out of elections all the same.
    fn on_offence(
        offenders: &[OffenceDetails<T::AccountId, Offender<T>>],
        fractions: &[Perbill],
        session: SessionIndex,
    ) -> Weight {
        let disabled = pallet_validator_set::Pallet::<T>::on_offence(offenders, fractions, session);
        let until = ActiveEra::<T>::get()
            .map_or(0, |era| era.index)
            .saturating_add(T::SlashDeferDuration::get())
            .saturating_add(1);
        let left_out = offenders.iter().fold(Weight::zero(), |weight, details| {
            let (who, ()) = &details.offender;
            weight.saturating_add(Self::leave_out(who, until, false))
        });
        let slashed = if Self::is_handed_over() {
            let offenders = offenders.iter().map(|details| OffenceDetails {
                offender: details.offender.0.clone(),
                reporters: details.reporters.clone(),
            });
            pallet_staking::Pallet::<T>::on_offence(offenders, fractions, session)
        } else {
            Weight::zero()
        };
        disabled.saturating_add(left_out).saturating_add(slashed)
    }
}
