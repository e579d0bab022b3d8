//! Part of [VCALM](https://w3c.github.io/vcalm/), formerly the VC-API: `/credentials/issue`,
//! `/credentials/verify` and `/presentations/verify`.
//!
//! - `request`: strict parsing of a request and its options;
//! - `issue`: adds the server's proof to a credential, if verifiers would accept it;
//! - `verify`: verifies a document by the state of the chain; `result`, `results` and `detail`: the
//!   outcome in the form of VCALM, as a whole, for each member, and each problem.
//!
//! Nothing is fetched except from the chain.

mod detail;
mod issue;
mod problem;
mod request;
mod result;
mod results;
mod verify;

pub(super) use issue::serve as issue;
pub(super) use verify::{credential as verify_credential, presentation as verify_presentation};

/// Route to issue credentials.
pub(super) const ISSUE: &str = "/credentials/issue";
/// Route to verify credentials.
pub(super) const VERIFY: &str = "/credentials/verify";
/// Route to verify presentations.
pub(super) const VERIFY_PRESENTATION: &str = "/presentations/verify";
