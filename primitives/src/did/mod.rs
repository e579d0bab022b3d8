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
