//! Schemas, accreditations, status lists and credentials.
//!
//! - [`Does`]: what a DID does about them, as bytes and in words.

mod does;

pub use does::{Does, NUMBER};
