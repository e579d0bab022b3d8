//! Schemas, accreditations and status lists: the records on which credentials rest.
//!
//! - [`Schema`], [`SchemaId`]: claims of a type of credential, and its issuance policy.
//! - [`Accreditation`], [`Standing`]: the right to issue under a schema.
//! - [`Capacity`], [`Page`], [`Status`], [`StatusChange`]: status lists of revoked, suspended and
//!   held credentials.
//! - [`view`], `api`: these records as clients read them; the latter with the feature
//!   `runtime-api`, which needs the SDK.
//!
//! Terms are those of the [VC Data Model](https://www.w3.org/TR/vc-data-model-2.0/) and of
//! [Bitstring Status List](https://www.w3.org/TR/vc-bitstring-status-list/). Credentials themselves
//! are never stored on chain.

mod accreditation;
#[cfg(feature = "runtime-api")]
pub mod api;
mod entry;
mod id;
mod schema;
mod status;
pub mod view;

pub use accreditation::{Accreditation, Depth, Standing};
pub use entry::{Entry, Owned};
pub use id::{SchemaId, SchemaIdError};
pub use schema::{
    Claim, ClaimKind, ClaimName, ClaimNameError, Claims, IssuancePolicy, Schema, SchemaError,
    RESERVED, RESERVED_PREFIXES,
};
pub use status::{
    Capacity, CapacityError, Change, Index, ListId, Page, Place, RevokedIsFinal, Root, Status,
    StatusChange, StatusChanges, StatusRoot,
};
