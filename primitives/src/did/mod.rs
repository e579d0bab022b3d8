//! Decentralised identifiers of the method `did:aura`.
//!
//! - [`Did`]: the identifier and its derivation.
//! - [`PublicKey`], [`Relationships`]: keys, and the verification relationships allowed for each.
//! - [`Document`], [`VerificationMethod`], [`Service`], [`Change`]: the DID document.
//! - [`Control`], [`Signer`]: controllers and the signature threshold.
//! - [`Operation`]: the signed payload of a call by a DID; any account can submit it.
//! - [`view`], `api`: a DID as clients read it; the latter with the feature `runtime-api`, which
//!   needs the SDK.
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

/// Limits of DID documents, operations and listings.
pub mod limits {
    /// Verification methods of a DID, including retired and revoked ones.
    pub const METHODS: u32 = 16;
    /// Services of a DID.
    pub const SERVICES: u32 = 16;
    /// Bytes of a service name, which is a fragment.
    pub const SERVICE_NAME: u32 = 32;
    /// Bytes of a service type.
    pub const SERVICE_TYPE: u32 = 32;
    /// Endpoints of a service.
    pub const ENDPOINTS: u32 = 2;
    /// Bytes of an endpoint or of another identifier of the subject.
    pub const URI: u32 = 140;
    /// Entries of `alsoKnownAs`.
    pub const ALSO_KNOWN_AS: u32 = 4;
    /// Controllers of a DID.
    pub const CONTROLLERS: u32 = 8;
    /// Changes of one update.
    pub const CHANGES: u32 = 16;
    /// Levels of call nesting that the inner call of an operation counts for: with the SDK's limit
    /// of 256, four operations fit into each other.
    pub const OPERATION_DEPTH: u32 = 60;
    /// Signatures of one operation.
    pub const SIGNATURES: u32 = 8;
    /// DIDs of one batch resolution.
    pub const BATCH: u32 = 100;
    /// DIDs on a page of a listing.
    pub const LISTED: u32 = 100;
    /// Entries of DIDs that one listing call reads.
    pub const SCANNED: u32 = 1_000;
    /// Bytes of a DID's entry in state.
    pub const RECORD: u32 = 8 * 1024;
}
