//! Part of [VCALM](https://w3c.github.io/vcalm/), which was the VC-API: `/credentials/issue`,
//! `/credentials/verify` and `/presentations/verify`.
//!
//! - `request`: what was sent, read strictly, and its options;
//! - `issue`: it is secured with the key of the server, if others would accept it;
//! - `verify`: it is verified by what the chain says; `result` and `results`: what is
//!   found, as VCALM has it.
//!
//! Nothing is fetched from anywhere but the chain.

mod issue;
mod problem;
mod request;
mod result;
mod results;
mod verify;

pub(super) use issue::serve as issue;
pub(super) use verify::{credential as verify_credential, presentation as verify_presentation};

/// Where credentials are issued.
pub(super) const ISSUE: &str = "/credentials/issue";
/// Where credentials are verified.
pub(super) const VERIFY: &str = "/credentials/verify";
/// Where presentations are verified.
pub(super) const VERIFY_PRESENTATION: &str = "/presentations/verify";
