//! Standing of DIDs under a schema, and the paths of accreditations up to its owner.

use crate::{
    types::{SchemaRecord, Terms},
    Accreditations, Config, Error, Pallet, Schemas,
};
use alloc::vec::Vec;
use aura_primitives::{
    credentials::{Accreditation, IssuancePolicy, SchemaId, Standing},
    did::Did,
    limits,
};
use frame_support::ensure;
use pallet_did::Registry;
use polkadot_sdk::*;

/// Path of accreditations from a DID up to the owner of a schema, valid or not.
pub(crate) struct Path {
    /// The accredited DIDs on the path with their accreditations, beginning with the DID itself.
    pub links: Vec<(Did, Accreditation)>,
    /// End of the path: the owner; a DID without accreditation; or the parent of the last link if
    /// the path is too long.
    pub end: Did,
}

impl Path {
    /// Ancestors of the DID, the nearest first.
    pub fn above(&self) -> impl Iterator<Item = Did> + '_ {
        self.links.iter().map(|(_, link)| link.by)
    }

    /// Number of accreditations looked up.
    pub fn lookups(&self) -> u32 {
        u32::try_from(self.links.len()).unwrap_or(u32::MAX)
    }
}

/// An ancestor of a DID, in good standing.
pub(crate) struct Ancestor {
    who: Did,
    /// The owner of the schema.
    owner: Did,
    /// Ancestors of the DID, the nearest first; empty if the owner acts.
    path: Vec<Did>,
}

impl Ancestor {
    /// The owner of a schema, an ancestor of every other DID.
    pub fn owner(who: Did) -> Self {
        Self {
            who,
            owner: who,
            path: Vec::new(),
        }
    }

    /// The DID of the ancestor.
    pub fn who(&self) -> Did {
        self.who
    }

    /// Returns true if `other` is this DID or a descendant of it. Only the owner reaches a DID that
    /// is no longer on the path.
    pub fn reaches(&self, other: Did) -> bool {
        let place = |did| self.path.iter().position(|above| *above == did);
        self.who == self.owner
            || self.who == other
            || place(other)
                .zip(place(self.who))
                .is_some_and(|(below, own)| own > below)
    }
}

/// Accreditations looked up for a decision, which the call pays for.
#[derive(Clone, Copy, Default)]
pub(crate) struct Lookups {
    /// Accreditations of which only the parent was read.
    pub parents: u32,
    /// Accreditations that were checked to be valid.
    pub verified: u32,
}

impl<T: Config> Pallet<T> {
    /// The record of a schema.
    pub(crate) fn schema_record(id: SchemaId) -> Result<SchemaRecord<T::Consideration>, Error<T>> {
        Schemas::<T>::get(id).ok_or(Error::SchemaNotFound)
    }

    /// The owner and issuance policy of a schema.
    pub(crate) fn terms(id: SchemaId) -> Result<Terms, Error<T>> {
        Self::schema_record(id).map(|record| record.terms())
    }

    /// The path from a DID up to the schema's owner.
    pub(crate) fn path(id: SchemaId, owner: Did, did: Did) -> Path {
        let (mut links, mut end) = (Vec::new(), did);
        while end != owner && links.len() < limits::MAX_CHAIN_ACCREDITATIONS as usize {
            let Some(record) = Accreditations::<T>::get(id, end) else {
                break;
            };
            let link = record.under(owner);
            links.push((end, link));
            end = link.by;
        }
        Path { links, end }
    }

    /// Standing of a DID under a schema now, and the lookups made.
    pub(crate) fn standing_of(id: SchemaId, terms: &Terms, did: Did) -> (Standing, Lookups) {
        if terms.policy == IssuancePolicy::Open {
            let standing = if T::Dids::is_active(did) {
                Standing::Good
            } else {
                Standing::Deactivated(did)
            };
            return (standing, Lookups::default());
        }
        let path = Self::path(id, terms.owner, did);
        let lookups = Lookups {
            verified: path.lookups(),
            parents: 0,
        };
        (Self::standing_on(&path, terms.owner), lookups)
    }

    /// Standing of the DID at the start of a path. An expiry is reported only if nothing else is
    /// wrong: batches anchored before it stay valid, and must not hide a graver fault.
    pub(crate) fn standing_on(path: &Path, owner: Did) -> Standing {
        let now = pallet_did::now::<T>().time;
        let mut expired = None;
        let givers = path.links.iter().skip(1).map(Some).chain([None]);
        for ((did, link), giver) in path.links.iter().zip(givers) {
            if !T::Dids::is_active(*did) {
                return Standing::Deactivated(*did);
            }
            if link.suspended.is_some() {
                return Standing::Suspended(*did);
            }
            if link.has_expired(now) {
                expired = expired.or(Some(*did));
            }
            if giver.is_some_and(|(_, giver)| link.depth >= giver.depth) {
                return Standing::TooDeep(*did);
            }
        }
        match path.links.last() {
            _ if path.end == owner => {
                if !T::Dids::is_active(owner) {
                    return Standing::Deactivated(owner);
                }
                expired.map_or(Standing::Good, Standing::Expired)
            }
            None if T::Dids::is_active(path.end) => Standing::Missing,
            None => Standing::Deactivated(path.end),
            Some((last, _)) if path.links.len() >= limits::MAX_CHAIN_ACCREDITATIONS as usize => {
                Standing::TooDeep(*last)
            }
            Some(_) => Standing::Broken(path.end),
        }
    }

    /// Ensures that `who` is an ancestor of `did`: the owner, or a DID on the path that is in good
    /// standing itself. Accreditations in between may be invalid.
    pub(crate) fn ensure_above(
        id: SchemaId,
        terms: &Terms,
        did: Did,
        who: Did,
    ) -> Result<(Ancestor, Lookups), Error<T>> {
        let owner = terms.owner;
        let mut above = Ancestor {
            who,
            owner,
            path: Vec::new(),
        };
        if who == owner {
            return Ok((above, Lookups::default()));
        }
        let path = Self::path(id, owner, did);
        let parents = path.lookups();
        above.path = path.above().collect();
        ensure!(above.path.contains(&who), Error::<T>::NotAuthorized);
        let (standing, lookups) = Self::standing_of(id, terms, who);
        Self::ensure_good(standing)?;
        Ok((above, Lookups { parents, ..lookups }))
    }

    /// Ensures good standing.
    pub(crate) fn ensure_good(standing: Standing) -> Result<(), Error<T>> {
        Err(match standing {
            Standing::Good => return Ok(()),
            Standing::Missing => Error::NotAccredited,
            Standing::Expired(_) => Error::AccreditationExpired,
            Standing::Suspended(_) => Error::AccreditationSuspended,
            Standing::Broken(_) => Error::AccreditationBroken,
            Standing::Deactivated(_) => Error::Deactivated,
            Standing::TooDeep(_) => Error::AccreditationTooDeep,
        })
    }
}
