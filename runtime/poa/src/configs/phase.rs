//! Parts of the shared configuration that staking changes in phase 2. Here the council has them.

use crate::*;
use frame_support::traits::{ConstBool, ConstU32};

/// Names the validators of a session, and handles their offences.
pub type SetManager = ValidatorSet;
/// Notes the author of each block.
pub type AuthorshipHandler = ();
/// Nominators of a validator at most, by which the weight of a report is computed.
pub type MaxNominators = ConstU32<0>;
/// Storage reads of [`may_lose_keys`] at most.
pub const KEYS_FILTER_READS: u64 = constants::validators::MAX_VALIDATORS as u64 + 2;
/// True while the council is the way to root: always in this phase.
pub type CouncilHasRoot = ConstBool<true>;
/// A share of the council, which it keeps in this phase.
pub type BeforeHandOver<Share> = Share;

/// Returns true if a validator may lose its session keys.
pub fn may_lose_keys() -> bool {
    ValidatorSet::may_lose_keys()
}

/// Returns true for calls of open governance: there is none in this phase.
pub fn is_open_governance(_: &RuntimeCall) -> bool {
    false
}

/// Returns true for calls by which any account runs what others have decided, besides the shared
/// ones: there is none in this phase.
pub fn runs_what_others_decided(_: &RuntimeCall) -> bool {
    false
}

/// Names of the presets that the other phase does not have.
pub const PRESETS: [&str; 0] = [];

/// The preset of this phase of that name: there is none.
pub fn preset(_: &str) -> Option<serde_json::Value> {
    None
}

/// The part of every preset that the other phase does not have.
pub fn genesis() -> serde_json::Value {
    serde_json::Value::Null
}

/// Declares the kinds of proxies of this phase: none but the shared ones.
macro_rules! with_further_proxies {
    ($declare:ident) => {
        $declare! {}
    };
}
pub(crate) use with_further_proxies;
