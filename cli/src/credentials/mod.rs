//! Schemas, accreditations, status lists and credentials: `aura schema`, `aura accreditation`,
//! `aura list` and `aura credential`.
//!
//! - [`Does`]: what a DID does about them, as bytes and in words.
//! - [`json_schema`]: the claims of a schema, as a JSON Schema document states them.
//! - [`issue`]: credentials made in batches.
//! - [`carried`]: credentials and presentations in files.
//! - `facts`, `since`: what the chain says of them, and since when; `targets`: which are meant, and
//!   `genuine`: whether they are what they say.
//! - `clock`: this machine's time, compared with the chain.
//! - `chain`: what is asked of a node; `acting`: which DID of the wallet does something.

mod acting;
pub mod carried;
mod chain;
mod clock;
mod command;
mod does;
mod facts;
mod genuine;
pub mod issue;
pub mod json_schema;
mod problem;
mod since;
mod targets;

use crate::wallet::PrivateKey;
use aura_identity::{data_integrity::DataIntegrityError, DateTime};
use aura_primitives::did::Signature;

pub(crate) use acting::{did_of, named, who, Acting};
pub(crate) use clock::{now, Clock};
pub(crate) use command::credential::{checks, name, verified, warnings};
pub(crate) use command::owner;
pub use command::{accreditation, credential, list, schema};
pub use does::{Does, NUMBER};
pub(crate) use facts::gather;
pub use problem::Problem;
use targets::Targets;

/// Signs what is secured; with a key of Ed25519, the only kind that there are suites for here.
pub(crate) fn sign_with(
    key: &PrivateKey,
) -> impl Fn(&[u8]) -> std::result::Result<[u8; 64], DataIntegrityError> + '_ {
    |bytes| match key.sign(bytes) {
        Ok(Signature::Ed25519(signature)) => Ok(signature),
        _ => Err(DataIntegrityError::Malformed("key")),
    }
}

/// Checks that an end is not past: what is given out with it would never hold.
pub(crate) fn expect_to_come(
    option: &'static str,
    end: Option<DateTime>,
    now: DateTime,
) -> std::result::Result<(), Problem> {
    match end {
        Some(end) if end <= now => Err(Problem::Past { option, end }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_ended_is_not_given_out() {
        let at = |millis| DateTime::from_millis(millis);
        let check = |end| expect_to_come("--valid-until", end, at(2000));
        assert!(check(None).is_ok());
        assert!(check(Some(at(3000))).is_ok());
        let refused = check(Some(at(2000))).unwrap_err().to_string();
        assert!(
            refused.starts_with("--valid-until 1970-01-01T00:00:02Z is past"),
            "{refused}"
        );
    }
}
