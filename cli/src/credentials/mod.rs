//! Schemas, accreditations, status lists and credentials: `aura schema`, `aura accreditation`,
//! `aura list` and `aura credential`.
//!
//! - [`Does`]: what a DID does about them, as bytes and in words.
//! - [`json_schema`]: the claims of a schema, as a JSON Schema document states them.
//! - `chain`: what is asked of a node; `acting`: which DID of the wallet does something.

mod acting;
mod chain;
mod command;
mod does;
pub mod json_schema;
mod problem;

pub use command::{accreditation, list, schema};
pub use does::{Does, NUMBER};
pub use problem::Problem;
