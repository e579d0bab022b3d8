//! Choice of the offenders to disable if there are too many.

use crate::{Config, Offenders};
use alloc::vec::Vec;
use pallet_session::{
    disabling::{DisablingDecision, DisablingStrategy, UpToLimitDisablingStrategy},
    Validators,
};
use polkadot_sdk::*;
use sp_staking::offence::OffenceSeverity;

/// Disables at most a third of the session's validators: those with the gravest offences, and of
/// equally grave ones the earliest.
///
/// The order is that of [`Offenders`], which changes only with a graver offence. So offenders above
/// the limit never alternate, however often they are reported.
pub struct GravestFirst;

impl<T: Config> DisablingStrategy<T> for GravestFirst {
    fn decision(
        offender: &T::AccountId,
        severity: OffenceSeverity,
        disabled: &Vec<(u32, OffenceSeverity)>,
    ) -> DisablingDecision {
        let decide = |disable, reenable| DisablingDecision { disable, reenable };
        let validators = Validators::<T>::get();
        let Some(index) = (0..)
            .zip(&validators)
            .find_map(|(index, who)| (who == offender).then_some(index))
        else {
            return decide(None, None);
        };
        if let Some((_, known)) = disabled.iter().find(|(other, _)| *other == index) {
            return decide((severity > *known).then_some(index), None);
        }
        if disabled.len() < <UpToLimitDisablingStrategy>::disable_limit(validators.len()) {
            return decide(Some(index), None);
        }
        let offenders = Offenders::<T>::get();
        let rank = |who: &T::AccountId| {
            offenders
                .iter()
                .position(|(known, _)| known == who)
                .unwrap_or(usize::MAX)
        };
        let last = (0..)
            .zip(&validators)
            .filter(|(index, _)| disabled.iter().any(|(other, _)| other == index))
            .map(|(index, who)| (rank(who), index))
            .max();
        match last {
            Some((last, other)) if rank(offender) < last => decide(Some(index), Some(other)),
            _ => decide(None, None),
        }
    }
}
