//! Who may issue by a schema, and who stands above whom.

use crate::{
    types::{SchemaRecord, Terms},
    Accreditations, Config, Error, Pallet, Schemas,
};
use alloc::vec::Vec;
use aura_primitives::{
    credentials::{limits, Accreditation, IssuancePolicy, SchemaId, Standing},
    did::Did,
};
use frame_support::ensure;
use pallet_did::Registry;
use polkadot_sdk::*;

/// The way from a DID up to the owner of a schema, whether it holds or not.
pub(crate) struct Path {
    /// Those on it that are accredited, and how; the DID itself first.
    pub links: Vec<(Did, Accreditation)>,
    /// Where it ends: at the owner; at a DID without any accreditation; or at the giver of the last
    /// link, when there are too many.
    pub end: Did,
}

impl Path {
    /// Who stands above the DID, the nearest first.
    pub fn above(&self) -> impl Iterator<Item = Did> + '_ {
        self.links.iter().map(|(_, link)| link.by)
    }

    /// How many accreditations were looked for on it.
    pub fn lookups(&self) -> u32 {
        u32::try_from(self.links.len()).unwrap_or(u32::MAX)
    }
}

/// A DID above another, in good standing.
pub(crate) struct Ancestor {
    who: Did,
    /// The schema's owner.
    owner: Did,
    /// Those above the other, the nearest first; not looked up if the owner acts.
    path: Vec<Did>,
}

impl Ancestor {
    /// The owner of a schema, which is above everybody.
    pub fn owner(who: Did) -> Self {
        Self {
            who,
            owner: who,
            path: Vec::new(),
        }
    }

    /// The DID.
    pub fn who(&self) -> Did {
        self.who
    }

    /// True for that DID itself and for those below. Of one that is no longer on the way up, only the
    /// schema's owner does.
    pub fn reaches(&self, other: Did) -> bool {
        let place = |did| self.path.iter().position(|above| *above == did);
        self.who == self.owner
            || self.who == other
            || place(other)
                .zip(place(self.who))
                .is_some_and(|(below, own)| own > below)
    }
}

/// What was looked up on the way to a decision, to be paid for.
#[derive(Clone, Copy, Default)]
pub(crate) struct Lookups {
    /// Accreditations of which only the giver mattered.
    pub parents: u32,
    /// Accreditations that had to hold.
    pub verified: u32,
}

impl<T: Config> Pallet<T> {
    /// A schema.
    pub(crate) fn schema_record(id: SchemaId) -> Result<SchemaRecord<T::Consideration>, Error<T>> {
        Schemas::<T>::get(id).ok_or(Error::SchemaNotFound)
    }

    /// The part of a schema that decides who may issue by it.
    pub(crate) fn terms(id: SchemaId) -> Result<Terms, Error<T>> {
        Self::schema_record(id).map(|record| record.terms())
    }

    /// The way from a DID up to the schema's owner.
    pub(crate) fn path(id: SchemaId, owner: Did, did: Did) -> Path {
        let (mut links, mut end) = (Vec::new(), did);
        while end != owner && links.len() < limits::CHAIN as usize {
            let Some(record) = Accreditations::<T>::get(id, end) else {
                break;
            };
            let link = record.under(owner);
            links.push((end, link));
            end = link.by;
        }
        Path { links, end }
    }

    /// Whether a DID may issue by a schema now.
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

    /// Whether the DID at the start of a path may issue now. A lapse is told only where nothing else
    /// is wrong: what was anchored before it stays good, and nothing graver may hide behind it.
    pub(crate) fn standing_on(path: &Path, owner: Did) -> Standing {
        let now = Self::now().time;
        let mut lapsed = None;
        let givers = path.links.iter().skip(1).map(Some).chain([None]);
        for ((did, link), giver) in path.links.iter().zip(givers) {
            if !T::Dids::is_active(*did) {
                return Standing::Deactivated(*did);
            }
            if link.suspended.is_some() {
                return Standing::Suspended(*did);
            }
            if link.has_expired(now) {
                lapsed = lapsed.or(Some(*did));
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
                lapsed.map_or(Standing::Good, Standing::Expired)
            }
            None if T::Dids::is_active(path.end) => Standing::Missing,
            None => Standing::Deactivated(path.end),
            Some((last, _)) if path.links.len() >= limits::CHAIN as usize => {
                Standing::TooDeep(*last)
            }
            Some(_) => Standing::Broken(path.end),
        }
    }

    /// That `who` stands above `did`: it owns the schema, or is on the way there and in good standing
    /// itself. What is in between need not hold.
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

    /// That the standing is good.
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
