//! The commands `aura schema`, `aura accreditation`, `aura list` and `aura credential`.
//!
//! - [`issue`]: credentials in batches.
//! - `files`: credentials and presentations in files.
//! - `clock`: this machine's time, compared with the chain.
//! - `acting_did`: the DID of the wallet that makes a call.

mod acting_did;
mod clock;
mod command;
pub(crate) mod files;
pub mod issue;

pub(crate) use acting_did::{did_of, named, who, Acting};
pub(crate) use aura_client::credentials::{
    calls, expect_to_come, gather, input_documents, json_schema, preflight, revoked_since,
    sign_with, CredentialsCall, Problem, Targets,
};
pub(crate) use clock::{now, Clock};
pub(crate) use command::credential::{checks, name, verified, warnings};
pub(crate) use command::owner;
pub use command::{accreditation, credential, list, schema};
