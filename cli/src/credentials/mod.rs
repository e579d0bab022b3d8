//! `aura schema`, `aura accreditation`, `aura list` and `aura credential`.
//!
//! - [`issue`]: credentials made in batches.
//! - `files`: credentials and presentations in files; `targets`: which are meant.
//! - `acting`: which DID of the wallet does something.

mod acting;
mod command;
pub(crate) mod files;
pub mod issue;
mod targets;

pub(crate) use acting::{did_of, named, who, Acting};
pub(crate) use aura_client::credentials::{
    carried, does, expect_to_come, gather, genuine, json_schema, now, sign_with, since, Clock,
    Does, Problem,
};
pub(crate) use command::credential::{checks, name, verified, warnings};
pub(crate) use command::owner;
pub use command::{accreditation, credential, list, schema};
use targets::Targets;
