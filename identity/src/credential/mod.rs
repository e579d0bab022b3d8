//! Credentials and presentations: making and verifying them.

pub(crate) mod claims;
pub(crate) mod draft;
mod error;
mod facts;
mod model;
mod named_schema;
pub(crate) mod report;
mod secure;
pub(crate) mod verify;

pub use claims::{context, inline_context, provable_context, schema_url};
pub use draft::{presentation, Draft};
pub use error::CredentialError;
pub use facts::{Facts, Questions};
pub(crate) use model::validity;
pub use named_schema::NamedSchema;
pub use report::{Check, CheckName, Failure, Outcome, Report, Warning};
pub use secure::secure;
pub use verify::{reading::is_presentation, verify, verify_bytes, Expected};
