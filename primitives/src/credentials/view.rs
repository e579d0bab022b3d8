//! Views of schemas, accreditations, lists and batches for clients.
//!
//! They are independent of the pallet's storage layout, so that clients keep working when it
//! changes.

use super::{
    Accreditation, Capacity, Claim, ClaimKind, ClaimName, Depth, Index, IssuancePolicy, ListId,
    Page, Root, Schema, SchemaId, Standing, StatusRoot,
};
use crate::did::{Did, Stamp, Uri};
use alloc::{string::String, vec::Vec};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A schema as runtime APIs return it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct SchemaView {
    /// Identifier.
    pub id: SchemaId,
    /// The first owner: part of the identifier and of URLs derived from it.
    pub owner: Did,
    /// The present owner: another DID if ownership was transferred.
    pub present_owner: Did,
    /// SHA-256 of the JSON Schema document.
    pub digest: [u8; 32],
    /// Address of that document.
    pub uri: String,
    /// Claims of its credentials.
    pub claims: Vec<ClaimView>,
    /// DIDs that may issue under the schema.
    pub policy: IssuancePolicy,
    /// Promise of the issuers that no person has two valid credentials at a time.
    pub unique: bool,
    /// Block and time of the registration.
    pub created: Stamp,
}

/// A claim about the credential subject.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ClaimView {
    /// Name of the claim in the credential.
    pub name: String,
    /// Value type.
    pub kind: ClaimKind,
    /// Position among the signed values for proofs.
    pub slot: Option<u8>,
}

/// The accreditation of a DID under a schema.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct AccreditationView {
    /// The DID that has the accreditation.
    pub did: Did,
    /// The accrediting DID.
    pub by: Did,
    /// Further levels that the DID may accredit.
    pub depth: Depth,
    /// Expiry, in milliseconds since 1970.
    pub until: Option<u64>,
    /// The DID that suspended it; `None` if it is not suspended.
    pub suspended: Option<Did>,
    /// Standing of the DID now, with all accreditations above it.
    pub standing: Standing,
    /// The DIDs from the accrediting one up to the schema's owner, or to where the path ends early.
    pub path: Vec<Did>,
}

/// A status list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ListView {
    /// Number of the list.
    pub id: ListId,
    /// The issuer of the credentials in it.
    pub owner: Did,
    /// Schema of the credentials.
    pub schema: SchemaId,
    /// Maximum number of credentials.
    pub capacity: Capacity,
    /// Number of anchored credentials: all lower indices are taken.
    pub allocated: Index,
    /// Number of batches anchored.
    pub batches: u32,
    /// Strict lists give superseded status roots no grace.
    pub strict: bool,
    /// Block and time of the creation.
    pub created: Stamp,
}

/// A page of a filtered listing.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct FilteredPage<Item, Key> {
    /// The entries that match, of those that were read.
    pub items: Vec<Item>,
    /// The key after which the next call continues; `None` if all entries were read.
    pub next: Option<Key>,
}

/// The status root of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct StatusRootView {
    /// The newest committed root.
    pub root: StatusRoot,
    /// Block of the oldest change that is not in the root; `None` if there is none.
    pub pending_since: Option<u32>,
}

/// A page of a status list in which a bit is or was set.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct PageView {
    /// Number of the page: its first index is 1024 times as much.
    pub page: u32,
    /// Bits of the page.
    pub bits: Page,
}

/// Credentials that were anchored together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct BatchView {
    /// Merkle root over the credentials.
    pub root: Root,
    /// Their lowest index.
    pub first: Index,
    /// Their number.
    pub count: u32,
    /// Block and time of the anchoring.
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
    /// The view of a schema that was registered at `created` and belongs to `present_owner`.
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

    /// The schema in the view; `None` if it is not a valid one. Clients that do not trust the node
    /// compare its identifier.
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
    /// The view of the accreditation of `did`.
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
