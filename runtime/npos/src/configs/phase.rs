//! Parts of the shared configuration that staking changes.

use crate::*;
use core::marker::PhantomData;
use frame_support::traits::{ConstU32, EnsureOrigin, Get};

/// Names the validators of a session, and handles their offences.
pub type SetManager = StakedSet;
/// Notes the author of each block: points are pay, and show that a node runs.
pub type AuthorshipHandler = Staking;
/// Nominators of a validator at most, by which the weight of a report is computed.
pub type MaxNominators = ConstU32<{ constants::staking::MAX_NOMINATORS }>;
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
