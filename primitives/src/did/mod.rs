//! Decentralised identifiers of the method `did:aura`.
//!
//! - [`Did`]: the identifier, and what it is derived from.
//! - [`PublicKey`], [`Relationships`]: keys, and what each kind of key may be used for.
//! - [`Document`], [`VerificationMethod`], [`Service`], [`Change`]: what a DID says of itself.
//! - [`Control`], [`Signer`]: who may change it.
//! - [`Operation`]: what a DID signs, for anybody to submit.
//! - [`view`], `api`: how the chain shows a DID to those who ask; the latter with the feature
//!   `runtime-api`, which needs the SDK.
//!
//! Terms are those of [DID Core](https://www.w3.org/TR/did-1.1/).

#[cfg(feature = "runtime-api")]
pub mod api;
mod control;
mod document;
mod id;
mod key;
mod operation;
mod relationships;
mod signature;
pub mod view;

pub use control::{Control, ControlError, Controller, Signer};
pub use document::{
    AlsoKnownAs, Change, Changes, Document, Fragment, KeyIndex, KeyState, NewVerificationMethod,
    Service, ServiceName, ServiceType, Services, Stamp, Uri, UriError, VerificationMethod,
    VerificationMethods,
};
pub use id::{Anchor, Did, DidError};
pub use key::{KeyError, PublicKey};
pub use operation::{creation_preimage, Operation};
pub use relationships::{Relationship, Relationships};
pub use signature::Signature;

/// Every limit of a record.
pub mod limits {
    /// Verification methods of a DID, retired and revoked ones included.
    pub const METHODS: u32 = 16;
    /// Services of a DID.
    pub const SERVICES: u32 = 16;
    /// Bytes of the name of a service, which is its fragment.
    pub const SERVICE_NAME: u32 = 32;
    /// Bytes of the type of a service.
    pub const SERVICE_TYPE: u32 = 32;
    /// Endpoints of a service.
    pub const ENDPOINTS: u32 = 2;
    /// Bytes of an endpoint or of another name of the subject.
    pub const URI: u32 = 140;
    /// Other names of the subject of a DID.
    pub const ALSO_KNOWN_AS: u32 = 4;
    /// Controllers of a DID.
    pub const CONTROLLERS: u32 = 8;
    /// Changes of one update.
    pub const CHANGES: u32 = 16;
    /// Levels that the call of an operation counts where the depth of calls is limited: with the
    /// SDK's limit of 256, four operations fit into each other.
    pub const OPERATION_DEPTH: u32 = 60;
    /// Signatures of one operation.
    pub const SIGNATURES: u32 = 8;
    /// DIDs that are asked for together.
    pub const BATCH: u32 = 100;
    /// DIDs in a page of a listing.
    pub const LISTED: u32 = 100;
    /// Entries of DIDs that one call reads for a page of a listing.
    pub const SCANNED: u32 = 1_000;
    /// Bytes of a record in state, whatever it holds.
    pub const RECORD: u32 = 8 * 1024;
}
