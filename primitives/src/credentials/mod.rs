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

/// Limits of schemas, accreditations, status lists and listings.
pub mod limits {
    use super::Depth;

    /// Claims of a schema.
    pub const CLAIMS: u32 = 32;
    /// Bytes of a claim name.
    pub const CLAIM_NAME: u32 = 32;
    /// The first slot of a credential that a schema may assign. Lower slots belong to the proof
    /// suite.
    pub const FIRST_SLOT: u8 = 4;
    /// The last slot of a credential.
    pub const LAST_SLOT: u8 = 15;
    /// Depth of an accreditation by the schema's owner: levels below it that may be accredited.
    pub const DEPTH: Depth = 4;
    /// Accreditations between an issuer and the schema's owner, including the issuer's own.
    pub const CHAIN: u32 = DEPTH as u32 + 1;
    /// Credentials on a page of a status list.
    pub const PAGE: u32 = 1024;
    /// Pages of the largest list.
    pub const PAGES: u32 = 1024;
    /// Status changes of one call.
    pub const STATUS_CHANGES: u32 = 1024;
    /// Pages that the status changes of one call may touch: as many as a quarter of a block
    /// commits.
    pub const STATUS_PAGES: u32 = 256;
    /// Pages that one commit of a status root can process.
    pub const PAGES_PER_COMMIT: u32 = 64;
    /// Status lists that one block commits in its idle time.
    pub const LISTS_PER_IDLE_COMMIT: u32 = 16;
    /// Superseded status roots that are remembered per list.
    pub const SUPERSEDED: u32 = 128;
    /// Entries in one answer of a listing.
    pub const LISTED: u32 = 100;
    /// Entries that one answer reads when it filters them.
    pub const SCANNED: u32 = 1000;
    /// Pages in one answer.
    pub const PAGES_LISTED: u32 = 128;
}
