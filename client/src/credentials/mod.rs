//! Schemas, accreditations, status lists and credentials.
//!
//! - [`CredentialsCall`]: the calls about them that a DID can sign, with their encoding and a
//!   summary for the user.
//! - [`json_schema`]: the claims of a schema, as a JSON Schema document states them.
//! - [`input_documents`]: credentials and presentations with their inclusion proofs.
//! - [`issue`]: credentials in batches; [`targets`]: the credentials whose status is changed.
//! - [`chain`]: runtime APIs of the pallet `Credentials`; [`gather`]: the facts of a document;
//!   [`revoked_since`]: the block of a revocation; [`preflight`]: checks before a change that is
//!   final.
//! - [`compared_time`]: the current time, compared with the chain.

pub mod calls;
pub mod chain;
mod clock;
mod facts;
pub mod input_documents;
pub mod issue;
pub mod json_schema;
pub mod preflight;
mod problem;
pub mod revoked_since;
pub mod targets;

pub use calls::{CredentialsCall, PALLET_INDEX};
pub use clock::compared_time;
pub use facts::{gather, gather_from, Ledger};
pub use issue::rows::{Wrong, WrongRows};
pub use problem::Problem;
pub use targets::Targets;

use aura_identity::{data_integrity::DataIntegrityError, DateTime};
use aura_primitives::did::Signature;
use aura_wallet::PrivateKey;

/// Returns a signing function for secured documents. The key must be Ed25519: this crate has no
/// cryptosuites for other kinds.
pub fn sign_with(
    key: &PrivateKey,
) -> impl Fn(&[u8]) -> std::result::Result<[u8; 64], DataIntegrityError> + '_ {
    |bytes| match key.sign(bytes) {
        Ok(Signature::Ed25519(signature)) => Ok(signature),
        _ => Err(DataIntegrityError::Malformed("key")),
    }
}

/// Checks that an end is in the future: a credential or accreditation with a past end would never
/// be valid.
pub fn expect_to_come(
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
