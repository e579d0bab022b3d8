//! Parts of the shared configuration that staking changes.

use crate::*;
use core::marker::PhantomData;
use frame_support::{
    traits::{EnsureOrigin, Get},
    weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};

/// Names the validators of a session, and handles their offences.
pub type SetManager = StakedSet;
/// Notes the author of each block: points are pay, and show that a node runs.
pub type AuthorshipHandler = Staking;
/// Nominators of a validator at most, by which the weight of a report is computed: all that there
/// are, and at least a page of them, since some may have left after the offence.
///
/// It follows their number: a report of a validator with the most nominators takes most of a public
/// network's block, and would not fit the block of a network with short slots at all.
pub struct MaxNominators;

impl Get<u32> for MaxNominators {
    fn get() -> u32 {
        use constants::staking::{EXPOSURE_PAGE, MAX_NOMINATORS};
        if !pallet_chain_timing::has_state() {
            return MAX_NOMINATORS;
        }
        pallet_staking::Nominators::<Runtime>::count().clamp(EXPOSURE_PAGE, MAX_NOMINATORS)
    }
}

/// Weights of reports: the SDK's formula, with the database of this chain. By that of the SDK's
/// default, a report of a validator with the most nominators fits no block.
pub struct ReportWeight;

impl ReportWeight {
    /// Weight of slashing these nominators.
    fn slash(nominators: u32) -> Weight {
        let one = Weight::from_parts(25 * WEIGHT_REF_TIME_PER_MICROS, 0);
        let database = <Runtime as frame_system::Config>::DbWeight::get().reads_writes(3, 3);
        one.saturating_add(database)
            .saturating_mul(nominators.into())
    }
}

impl pallet_babe::WeightInfo for ReportWeight {
    fn plan_config_change() -> Weight {
        <() as pallet_babe::WeightInfo>::plan_config_change()
    }

    fn report_equivocation(validators: u32, nominators: u32) -> Weight {
        <() as pallet_babe::WeightInfo>::report_equivocation(validators, 0)
            .saturating_add(Self::slash(nominators))
    }
}

impl pallet_grandpa::WeightInfo for ReportWeight {
    fn report_equivocation(validators: u32, nominators: u32) -> Weight {
        <() as pallet_grandpa::WeightInfo>::report_equivocation(validators, 0)
            .saturating_add(Self::slash(nominators))
    }

    fn note_stalled() -> Weight {
        <() as pallet_grandpa::WeightInfo>::note_stalled()
    }
}
/// Storage reads of [`may_lose_keys`] at most: each validator of the session with its keys, its
/// candidature, its record and its exposure, and the values of the two eras.
pub const KEYS_FILTER_READS: u64 = 4 * constants::validators::MAX_VALIDATORS as u64 + 16;

/// True while the council is the way to root: until the hand-over.
pub struct CouncilHasRoot;

impl Get<bool> for CouncilHasRoot {
    fn get() -> bool {
        !StakedSet::is_handed_over()
    }
}

/// A share of the council, until the stake names the validators.
pub type BeforeHandOver<Share> = pallet_staked_set::EnsureBeforeHandOver<Runtime, Share>;

/// An origin, from the block of the hand-over on.
pub struct AfterHandOver<Origin>(PhantomData<Origin>);

impl<Origin: EnsureOrigin<RuntimeOrigin>> EnsureOrigin<RuntimeOrigin> for AfterHandOver<Origin> {
    type Success = Origin::Success;

    fn try_origin(origin: RuntimeOrigin) -> Result<Self::Success, RuntimeOrigin> {
        if !StakedSet::is_handed_over() {
            return Err(origin);
        }
        Origin::try_origin(origin)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
        // As if the stake named the validators.
        pallet_staked_set::HandedOver::<Runtime>::put(pallet_staked_set::HandOver {
            session: 0,
            era: 1,
        });
        Origin::try_successful_origin()
    }
}

/// Returns true if a validator or candidate may lose its session keys.
pub fn may_lose_keys() -> bool {
    StakedSet::may_lose_keys()
}

/// Returns true for calls of open governance: proxies for governance make them, and a halt leaves
/// them open.
pub fn is_open_governance(call: &RuntimeCall) -> bool {
    matches!(
        call,
        RuntimeCall::StakedSet(..)
            | RuntimeCall::Whitelist(..)
            | RuntimeCall::Referenda(..)
            | RuntimeCall::ConvictionVoting(..)
            | RuntimeCall::Treasury(..)
    )
}

/// Returns true for calls by which any account runs what others have decided, besides the shared
/// ones: a referendum's call that the council has whitelisted.
pub fn runs_what_others_decided(call: &RuntimeCall) -> bool {
    use pallet_whitelist::Call::{
        dispatch_whitelisted_call, dispatch_whitelisted_call_with_preimage,
    };
    matches!(
        call,
        RuntimeCall::Whitelist(
            dispatch_whitelisted_call { .. } | dispatch_whitelisted_call_with_preimage { .. }
        )
    )
}

/// Names of the presets that the other phase does not have.
pub const PRESETS: [&str; 1] = [STAKED_RUNTIME_PRESET];

/// Name of the preset whose validators are staked.
pub const STAKED_RUNTIME_PRESET: &str = "staked";

/// The preset of this phase of that name.
pub fn preset(name: &str) -> Option<serde_json::Value> {
    (name == STAKED_RUNTIME_PRESET).then(crate::arrival::staked)
}

/// The part of every preset that the other phase does not have.
pub fn genesis() -> serde_json::Value {
    crate::arrival::genesis()
}

/// Declares the kinds of proxies of this phase: the shared ones, and these after them.
macro_rules! with_further_proxies {
    ($declare:ident) => {
        $declare! {
            /// Bonds, nominations, candidatures and pools. It chooses the account that is paid.
            Staking: Staking | VoterList | NominationPools | Utility;
            /// Membership and management of pools.
            NominationPools: NominationPools | Utility;
        }
    };
}
pub(crate) use with_further_proxies;
