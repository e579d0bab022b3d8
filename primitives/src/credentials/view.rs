//! What is read of schemas, accreditations, lists and batches.
//!
//! The pallet may store them otherwise one day; these types stay, since every client reads them.

use super::{
    Accreditation, Capacity, Claim, ClaimKind, ClaimName, Depth, Index, IssuancePolicy, ListId,
    Page, Root, Schema, SchemaId, Standing, StatusRoot,
};
use crate::did::{Did, Stamp, Uri};
use alloc::{string::String, vec::Vec};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A schema.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct SchemaView {
    /// Its identifier.
    pub id: SchemaId,
    /// Its first owner: part of the identifier, and of the URLs that are made of it.
    pub owner: Did,
    /// Whose it is now: another DID if it was handed over.
    pub present_owner: Did,
    /// SHA-256 of the JSON Schema document.
    pub digest: [u8; 32],
    /// Where that document is found.
    pub uri: String,
    /// What is stated.
    pub claims: Vec<ClaimView>,
    /// Who may issue.
    pub policy: IssuancePolicy,
    /// Whether issuers promise that no person has two valid credentials of theirs at a time.
    pub unique: bool,
    /// When it was registered.
    pub created: Stamp,
}

/// One thing that a credential states of its subject.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ClaimView {
    /// Its name in the credential.
    pub name: String,
    /// What values it has.
    pub kind: ClaimKind,
    /// Where it stands among what is signed for proofs.
    pub slot: Option<u8>,
}

/// What lets a DID issue by a schema.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct AccreditationView {
    /// Who has it.
    pub did: Did,
    /// Who gave it.
    pub by: Did,
    /// How many levels its bearer may give on.
    pub depth: Depth,
    /// When it lapses, in milliseconds since 1970.
    pub until: Option<u64>,
    /// Who suspended it, if it is.
    pub suspended: Option<Did>,
    /// Whether it holds now, with all on which it rests.
    pub standing: Standing,
    /// From whoever gave it up to the schema's owner, or to where the path breaks off.
    pub path: Vec<Did>,
}

/// A status list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ListView {
    /// Its number.
    pub id: ListId,
    /// Who issues the credentials in it.
    pub owner: Did,
    /// By which schema they are.
    pub schema: SchemaId,
    /// How many it has room for.
    pub capacity: Capacity,
    /// How many are anchored: all indices below.
    pub allocated: Index,
    /// In how many batches.
    pub batches: u32,
    /// Whether proofs must rest on its newest status root, without any grace for older ones.
    pub strict: bool,
    /// When it was created.
    pub created: Stamp,
}

/// Entries of one kind that are wanted, of those that were read.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct FilteredPage<Item, Key> {
    /// Those that are wanted.
    pub items: Vec<Item>,
    /// The key after which to go on; none if all were read.
    pub next: Option<Key>,
}

/// What proofs about the credentials of a list rest on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct StatusRootView {
    /// The newest root.
    pub root: StatusRoot,
    /// The block since which changes wait for the next one.
    pub pending_since: Option<u32>,
}

/// A page of a status list of which a bit is or was set.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct PageView {
    /// Its number: the first index in it is 1024 times that.
    pub page: u32,
    /// Its bits.
    pub bits: Page,
}

/// Credentials that were anchored together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct BatchView {
    /// The root of the tree over them.
    pub root: Root,
    /// The lowest of their indices.
    pub first: Index,
    /// How many they are.
    pub count: u32,
    /// When they were anchored.
    pub anchored: Stamp,
}

impl From<&Claim> for ClaimView {
    fn from(claim: &Claim) -> Self {
        Self {
            name: claim.name.as_str().into(),
            kind: claim.kind,
            slot: claim.slot,
        }
    }
}

impl SchemaView {
    /// A schema that was registered then, and is of `present_owner` now.
    pub fn new(schema: &Schema, present_owner: Did, created: Stamp) -> Self {
        Self {
            id: schema.id(),
            owner: schema.owner,
            present_owner,
            digest: schema.digest,
            uri: schema.uri.as_str().into(),
            claims: schema.claims.iter().map(ClaimView::from).collect(),
            policy: schema.policy,
            unique: schema.unique,
            created,
        }
    }

    /// The schema that is shown; none if that cannot be one. Whoever does not trust the node compares
    /// its identifier.
    pub fn schema(&self) -> Option<Schema> {
        let claim = |claim: &ClaimView| {
            Some(Claim {
                name: ClaimName::new(&claim.name).ok()?,
                kind: claim.kind,
                slot: claim.slot,
            })
        };
        let claims: Option<Vec<_>> = self.claims.iter().map(claim).collect();
        Some(Schema {
            owner: self.owner,
            digest: self.digest,
            uri: Uri::new(&self.uri).ok()?,
            claims: claims?.try_into().ok()?,
            policy: self.policy,
            unique: self.unique,
        })
    }
}

impl AccreditationView {
    /// The accreditation of `did`.
    pub fn new(did: Did, accreditation: Accreditation, standing: Standing, path: Vec<Did>) -> Self {
        let Accreditation {
            by,
            depth,
            until,
            suspended,
        } = accreditation;
        Self {
            did,
            by,
            depth,
            until,
            suspended,
            standing,
            path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_shows_its_texts() {
        let schema = Schema {
            owner: Did::from([1; 32]),
            digest: [2; 32],
            uri: Uri::new("https://aura.example/age.json").unwrap(),
            claims: vec![Claim {
                name: ClaimName::new("birthDate").unwrap(),
                kind: ClaimKind::Date,
                slot: Some(4),
            }]
            .try_into()
            .unwrap(),
            policy: IssuancePolicy::Open,
            unique: false,
        };
        let created = Stamp { block: 7, time: 9 };
        let view = SchemaView::new(&schema, Did::from([9; 32]), created);
        assert_eq!(view.present_owner, Did::from([9; 32]));
        assert_eq!(view.id, schema.id());
        assert_eq!((view.owner, view.digest), (schema.owner, schema.digest));
        assert_eq!(view.uri, "https://aura.example/age.json");
        assert_eq!(view.claims[0].name, "birthDate");
        assert_eq!(
            (view.claims[0].kind, view.claims[0].slot),
            (ClaimKind::Date, Some(4))
        );
        assert_eq!((view.policy, view.unique), (IssuancePolicy::Open, false));
        assert_eq!(view.created, created);
        assert_eq!(view.schema(), Some(schema));
    }
}
