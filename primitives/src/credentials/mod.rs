//! What credentials rest on: schemas, who may issue by them, and what has become of each credential.
//!
//! - [`Schema`], [`SchemaId`]: what credentials of one kind state, and who may issue them.
//! - [`Accreditation`], [`Standing`]: who may, and whether it still holds.
//! - [`Capacity`], [`Page`], [`Status`], [`StatusChange`]: lists of credentials that were revoked, suspended or held.
//! - [`view`], `api`: how the chain shows all this to those who ask; the latter with the feature
//!   `runtime-api`, which needs the SDK.
//!
//! Terms are those of the [VC Data Model](https://www.w3.org/TR/vc-data-model-2.0/) and of
//! [Bitstring Status List](https://www.w3.org/TR/vc-bitstring-status-list/). The credentials
//! themselves are never on the chain.

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

/// Every limit.
pub mod limits {
    use super::Depth;

    /// Claims of a schema.
    pub const CLAIMS: u32 = 32;
    /// Bytes of the name of a claim.
    pub const CLAIM_NAME: u32 = 32;
    /// The first slot of a credential that is a schema's to give. Those before are the suite's own.
    pub const FIRST_SLOT: u8 = 4;
    /// The last slot of a credential.
    pub const LAST_SLOT: u8 = 15;
    /// Levels that a schema's owner can let others accredit, below those whom it accredits itself.
    pub const DEPTH: Depth = 4;
    /// Accreditations between an issuer and the schema's owner, its own included.
    pub const CHAIN: u32 = DEPTH as u32 + 1;
    /// Credentials of a page.
    pub const PAGE: u32 = 1024;
    /// Pages of the largest list.
    pub const PAGES: u32 = 1024;
    /// Changes of status that are made together.
    pub const STATUS_CHANGES: u32 = 1024;
    /// Pages that changes of status touch together: as many as a quarter of a block seals.
    pub const STATUS_PAGES: u32 = 256;
    /// Pages whose paths to the status root one call computes.
    pub const PAGES_PER_COMMIT: u32 = 64;
    /// Status lists that a block looks after in the time that calls leave.
    pub const LISTS_PER_IDLE_COMMIT: u32 = 16;
    /// Status roots of a list that are remembered after they were superseded.
    pub const SUPERSEDED: u32 = 128;
    /// Entries that are listed in one answer.
    pub const LISTED: u32 = 100;
    /// Entries that are read for one answer where only some of them are wanted.
    pub const SCANNED: u32 = 1000;
    /// Pages that are given in one answer.
    pub const PAGES_LISTED: u32 = 128;
}
