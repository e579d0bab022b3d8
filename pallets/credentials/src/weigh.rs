//! What calls weigh: the sum of what was measured. Before a call, the way up to a schema's owner counts
//! as long as it can be; after it, as long as it was.

use crate::{standing::Lookups, Config, WeightInfo};
use alloc::collections::BTreeSet;
use aura_primitives::credentials::{limits, Place, Schema, StatusChange};
use polkadot_sdk::frame_support::weights::Weight;

/// The most that is looked up to know whether one DID is above another and in good standing.
pub(crate) const ABOVE: Lookups = Lookups {
    parents: limits::CHAIN,
    verified: limits::CHAIN,
};

/// The same, and whether it is also above whoever suspended the other.
pub(crate) const LIFTING: Lookups = Lookups {
    parents: 2 * limits::CHAIN,
    verified: limits::CHAIN,
};

/// The most that is looked up to know whether a DID is in good standing.
pub(crate) const STANDING: Lookups = Lookups {
    parents: 0,
    verified: limits::CHAIN,
};

/// What registering that schema weighs.
pub fn register_schema<T: Config>(schema: &Schema) -> Weight {
    let claims = u32::try_from(schema.claims.len()).unwrap_or(u32::MAX);
    <T as Config>::WeightInfo::register_schema(claims)
}

/// What accrediting weighs with so much looked up.
pub(crate) fn accredit<T: Config>(lookups: Lookups) -> Weight {
    <T as Config>::WeightInfo::accredit().saturating_add(look_up::<T>(lookups))
}

/// What suspending, or the end of it, weighs with so much looked up.
pub(crate) fn set_suspended<T: Config>(lookups: Lookups) -> Weight {
    <T as Config>::WeightInfo::set_suspended().saturating_add(look_up::<T>(lookups))
}

/// What withdrawing weighs with so much looked up.
pub(crate) fn withdraw_accreditation<T: Config>(lookups: Lookups) -> Weight {
    <T as Config>::WeightInfo::withdraw_accreditation().saturating_add(look_up::<T>(lookups))
}

/// What anchoring weighs with so much looked up.
pub(crate) fn anchor<T: Config>(lookups: Lookups) -> Weight {
    <T as Config>::WeightInfo::anchor().saturating_add(look_up::<T>(lookups))
}

/// The weight of these changes with so much looked up, and with so many pages to be sealed for them
/// later: the change that causes that pays for it.
pub(crate) fn set_status<T: Config>(
    changes: &[StatusChange],
    lookups: Lookups,
    pending: u32,
) -> Weight {
    <T as Config>::WeightInfo::set_status(pages(changes))
        .saturating_add(<T as Config>::WeightInfo::status_changes(count(
            changes.len(),
        )))
        .saturating_add(look_up::<T>(lookups))
        .saturating_add(commit_weight::<T>(pending))
}

/// The pages that these changes touch.
pub(crate) fn pages(changes: &[StatusChange]) -> u32 {
    let pages: BTreeSet<_> = changes
        .iter()
        .map(|change| Place::of(change.index).page)
        .collect();
    count(pages.len())
}

/// The weight of sealing so many pages of a list, as many at a time as can be.
pub(crate) fn commit_weight<T: Config>(pages: u32) -> Weight {
    let commit = |pages: u32| match pages {
        0 => Weight::zero(),
        pages => <T as Config>::WeightInfo::commit_status_root(pages),
    };
    let (times, rest) = (
        pages / limits::PAGES_PER_COMMIT,
        pages % limits::PAGES_PER_COMMIT,
    );
    commit(limits::PAGES_PER_COMMIT)
        .saturating_mul(times.into())
        .saturating_add(commit(rest))
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

fn look_up<T: Config>(lookups: Lookups) -> Weight {
    let climbing = match lookups.parents {
        0 => Weight::zero(),
        parents => <T as Config>::WeightInfo::path(parents),
    };
    climbing.saturating_add(match lookups.verified {
        0 => Weight::zero(),
        verified => <T as Config>::WeightInfo::standing(verified),
    })
}
