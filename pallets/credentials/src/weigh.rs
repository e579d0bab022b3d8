//! Weights of calls: sums of measured weights. Before a call, the path to a schema's owner counts
//! with its maximum length; after it, with its actual length.

use crate::{standing::Lookups, Config, WeightInfo};
use alloc::collections::BTreeSet;
use aura_primitives::{
    credentials::{Place, Schema, StatusChange},
    limits,
};
use polkadot_sdk::frame_support::weights::Weight;

/// Maximum lookups to decide that a DID is an ancestor of another, in good standing.
pub(crate) const ABOVE: Lookups = Lookups {
    parents: limits::MAX_CHAIN_ACCREDITATIONS,
    verified: limits::MAX_CHAIN_ACCREDITATIONS,
};

/// Maximum lookups to decide that, and that it is also an ancestor of the suspender.
pub(crate) const LIFTING: Lookups = Lookups {
    parents: 2 * limits::MAX_CHAIN_ACCREDITATIONS,
    verified: limits::MAX_CHAIN_ACCREDITATIONS,
};

/// Maximum lookups to decide that a DID is in good standing.
pub(crate) const STANDING: Lookups = Lookups {
    parents: 0,
    verified: limits::MAX_CHAIN_ACCREDITATIONS,
};

/// Weight of registering that schema.
pub fn register_schema<T: Config>(schema: &Schema) -> Weight {
    let claims = u32::try_from(schema.claims.len()).unwrap_or(u32::MAX);
    <T as Config>::WeightInfo::register_schema(claims)
}

/// Weight of accrediting with these lookups.
pub(crate) fn accredit<T: Config>(lookups: Lookups) -> Weight {
    <T as Config>::WeightInfo::accredit().saturating_add(look_up::<T>(lookups))
}

/// Weight of suspending or lifting a suspension with these lookups.
pub(crate) fn set_suspended<T: Config>(lookups: Lookups) -> Weight {
    <T as Config>::WeightInfo::set_suspended().saturating_add(look_up::<T>(lookups))
}

/// Weight of withdrawing an accreditation with these lookups.
pub(crate) fn withdraw_accreditation<T: Config>(lookups: Lookups) -> Weight {
    <T as Config>::WeightInfo::withdraw_accreditation().saturating_add(look_up::<T>(lookups))
}

/// Weight of anchoring with these lookups.
pub(crate) fn anchor<T: Config>(lookups: Lookups) -> Weight {
    <T as Config>::WeightInfo::anchor().saturating_add(look_up::<T>(lookups))
}

/// Weight of these status changes with these lookups, including the later commit of `pending`
/// pages: the change that causes a commit pays for it.
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

/// Number of pages that these changes touch.
pub(crate) fn pages(changes: &[StatusChange]) -> u32 {
    let pages: BTreeSet<_> = changes
        .iter()
        .map(|change| Place::of(change.index).page)
        .collect();
    count(pages.len())
}

/// Weight of committing `pages` pages of a list, in commits of maximum size.
pub(crate) fn commit_weight<T: Config>(pages: u32) -> Weight {
    let commit = |pages: u32| match pages {
        0 => Weight::zero(),
        pages => <T as Config>::WeightInfo::commit_status_root(pages),
    };
    let (times, rest) = (
        pages / limits::MAX_COMMIT_PAGES,
        pages % limits::MAX_COMMIT_PAGES,
    );
    commit(limits::MAX_COMMIT_PAGES)
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
