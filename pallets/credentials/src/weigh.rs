//! What calls weigh: the sum of what was measured. Before a call, the way up to a schema's owner counts
//! as long as it can be; after it, as long as it was.

use crate::{standing::Steps, Config, WeightInfo};
use alloc::collections::BTreeSet;
use aura_primitives::credentials::{limits, Place, Schema, StatusChange};
use polkadot_sdk::frame_support::weights::Weight;

/// The most that is looked up to know whether one DID is above another and in good standing.
pub(crate) const ABOVE: Steps = Steps {
    climbed: limits::CHAIN,
    walked: limits::CHAIN,
};

/// The same, and whether it is also above whoever suspended the other.
pub(crate) const LIFTING: Steps = Steps {
    climbed: 2 * limits::CHAIN,
    walked: limits::CHAIN,
};

/// The most that is looked up to know whether a DID is in good standing.
pub(crate) const STANDING: Steps = Steps {
    climbed: 0,
    walked: limits::CHAIN,
};

/// What registering that schema weighs.
pub fn register_schema<T: Config>(schema: &Schema) -> Weight {
    let claims = u32::try_from(schema.claims.len()).unwrap_or(u32::MAX);
    <T as Config>::WeightInfo::register_schema(claims)
}

/// What accrediting weighs with so much looked up.
pub(crate) fn accredit<T: Config>(steps: Steps) -> Weight {
    <T as Config>::WeightInfo::accredit().saturating_add(look_up::<T>(steps))
}

/// What suspending, or the end of it, weighs with so much looked up.
pub(crate) fn set_suspended<T: Config>(steps: Steps) -> Weight {
    <T as Config>::WeightInfo::set_suspended().saturating_add(look_up::<T>(steps))
}

/// What withdrawing weighs with so much looked up.
pub(crate) fn withdraw_accreditation<T: Config>(steps: Steps) -> Weight {
    <T as Config>::WeightInfo::withdraw_accreditation().saturating_add(look_up::<T>(steps))
}

/// What anchoring weighs with so much looked up.
pub(crate) fn anchor<T: Config>(steps: Steps) -> Weight {
    <T as Config>::WeightInfo::anchor().saturating_add(look_up::<T>(steps))
}

/// The weight of these changes with so much looked up, and with so many pages to be sealed for them
/// later: the change that causes that pays for it.
pub(crate) fn set_status<T: Config>(
    changes: &[StatusChange],
    steps: Steps,
    unsealed: u32,
) -> Weight {
    <T as Config>::WeightInfo::set_status(pages(changes))
        .saturating_add(<T as Config>::WeightInfo::status_changes(count(
            changes.len(),
        )))
        .saturating_add(look_up::<T>(steps))
        .saturating_add(sealing::<T>(unsealed))
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
pub(crate) fn sealing<T: Config>(pages: u32) -> Weight {
    let commit = |pages: u32| match pages {
        0 => Weight::zero(),
        pages => <T as Config>::WeightInfo::commit_status_root(pages),
    };
    let (times, rest) = (pages / limits::SEALED_PAGES, pages % limits::SEALED_PAGES);
    commit(limits::SEALED_PAGES)
        .saturating_mul(times.into())
        .saturating_add(commit(rest))
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

fn look_up<T: Config>(steps: Steps) -> Weight {
    let climbing = match steps.climbed {
        0 => Weight::zero(),
        climbed => <T as Config>::WeightInfo::path(climbed),
    };
    climbing.saturating_add(match steps.walked {
        0 => Weight::zero(),
        walked => <T as Config>::WeightInfo::standing(walked),
    })
}
