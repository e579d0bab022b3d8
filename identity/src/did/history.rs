//! Versions of a DID: the requested one, and the one that follows it.
//!
//! The chain has no list of versions: each is in the states from its own block up to the next
//! version. A version is found by an exponential search back through the states, then a binary
//! search between two of them. The number of reads grows with the logarithm of the distance, and no
//! read goes back much farther than the version.

use super::{options::Version, BlockRef, Chain, ChainError};
use crate::{did::ResolutionError, DateTime};
use aura_primitives::did::{view::View, Did, Stamp};

type DidView = View<[u8; 32]>;

/// A DID on the chain that ends in `head`.
pub(crate) struct History<'a, C> {
    pub chain: &'a C,
    pub head: BlockRef,
    pub did: Did,
}

/// A version of a DID.
pub(crate) struct Found {
    /// View of the DID.
    pub view: DidView,
    /// The version that follows; `None` for the last one.
    pub then: Option<Then>,
}

/// Facts about the versions that follow.
#[derive(Clone, Copy)]
pub(crate) struct Then {
    pub next: Stamp,
    pub deactivated: bool,
}

impl<C: Chain> History<'_, C> {
    /// Finds the requested version, or the current one without a request.
    pub fn find(&self, version: Option<Version>) -> Result<Found, ResolutionError> {
        let head = self.head.number;
        let current = self.chain.view(&self.head, head, &self.did)?;
        let current = current.ok_or(ResolutionError::NotFound)?;
        let (created, updated) = (current.created(), current.updated());
        if !is_sound(&current, head) {
            return Err(ChainError::Inconsistent.into());
        }
        let (view, next) = match version {
            Some(Version::Id(id)) if id != updated.block => {
                if id < created.block || before(&current).is_none_or(|last| id > last) {
                    return Err(ResolutionError::NoSuchVersion(id));
                }
                let view = self.past(created, id)?;
                if view.updated().block != id {
                    return Err(ResolutionError::NoSuchVersion(id));
                }
                let from = Some((id, Some(view)));
                self.last(&current, from, |stamp| stamp.block <= id)?
            }
            Some(Version::Time(time)) if second(updated) > time => {
                if second(created) > time {
                    return Err(ResolutionError::BeforeCreation(second(created)));
                }
                self.last(&current, None, |stamp| second(stamp) <= time)?
            }
            _ => {
                let then = None;
                return Ok(Found {
                    view: current,
                    then,
                });
            }
        };
        let deactivated = matches!(current, View::Deactivated(_));
        let then = Some(Then { next, deactivated });
        Ok(Found { view, then })
    }

    /// Finds the last version for which `wanted` is true, and the stamp of the next one. `wanted`
    /// is true of the first version, and false of `current` and of all from some point on.
    ///
    /// `low` is a height at which a wanted version was in force, or at which the state is pruned,
    /// so that nothing below it can be read.
    fn last(
        &self,
        current: &DidView,
        mut low: Option<(u32, Option<DidView>)>,
        wanted: impl Fn(Stamp) -> bool,
    ) -> Result<(DidView, Stamp), ResolutionError> {
        let created = current.created();
        // The first version known to be too late, and the next distance back.
        let (mut high, mut distance) = (current.clone(), 1_u32);
        loop {
            let end = high.updated().block;
            let (probe, done) = match &low {
                None => {
                    let probe = end.saturating_sub(distance).max(created.block);
                    (probe, probe >= end)
                }
                Some((height, view)) => {
                    let next = view.as_ref().is_some_and(|view| is_next(view, &high));
                    let between = end.saturating_sub(*height) > 1;
                    (height.midpoint(end), next || !between)
                }
            };
            if done {
                return match low {
                    Some((height, Some(view))) if height < end => Ok((view, high.updated())),
                    Some((_, None)) => Err(ChainError::HistoryNotKept.into()),
                    _ => Err(ChainError::Inconsistent.into()),
                };
            }
            distance = distance.saturating_mul(2);
            match self.past(created, probe) {
                Ok(view) if wanted(view.updated()) => low = Some((probe, Some(view))),
                Ok(view) => high = view,
                Err(ChainError::HistoryNotKept) => low = Some((probe, None)),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Reads the DID in the state of a block after its creation.
    fn past(&self, created: Stamp, height: u32) -> Result<DidView, ChainError> {
        match self.chain.view(&self.head, height, &self.did)? {
            Some(view @ View::Active(_))
                if view.created() == created && is_sound(&view, height) =>
            {
                Ok(view)
            }
            _ => Err(ChainError::Inconsistent),
        }
    }
}

/// Time of a version in whole seconds, as metadata shows it and requests name it.
fn second(stamp: Stamp) -> DateTime {
    DateTime::from_millis(stamp.time)
}

/// Height of the last block that can hold the version before this one.
fn before(view: &DidView) -> Option<u32> {
    match view {
        View::Active(view) => view.previous,
        View::Deactivated(view) => view.deactivated.block.checked_sub(1),
    }
}

/// Returns true if a view read at a height is consistent with that height.
fn is_sound(view: &DidView, height: u32) -> bool {
    let (created, updated) = (view.created().block, view.updated().block);
    let before = match view {
        View::Active(view) => view.previous,
        View::Deactivated(_) => None,
    };
    created <= updated
        && updated <= height
        && before.is_none_or(|before| created <= before && before < updated)
}

/// Returns true if `next` names `view` as its predecessor.
fn is_next(view: &DidView, next: &DidView) -> bool {
    matches!(next, View::Active(next) if next.previous == Some(view.updated().block))
}
