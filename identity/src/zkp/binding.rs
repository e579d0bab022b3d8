//! Members of a credential that proofs need beside its claims.

use super::{text, ZkpError};
use crate::data_integrity::multibase;
use aura_zkp_core::Fr;
use serde_json::{Map, Value};
use std::fmt;
use zeroize::Zeroize;

const HOLDER: &str = "holderCommitment";
const SALT: &str = "salt";
const ROOT: &str = "claimsRoot";

/// Members of `credentialSubject` that only credentials for proofs have. No claim has such a name.
pub const BINDING: [&str; 3] = [ROOT, HOLDER, SALT];

/// Holder commitment and salt, which `credentialSubject` has beside the claims.
#[derive(Clone, PartialEq, Eq)]
pub struct Binding {
    /// Holder commitment: [`holder`](aura_zkp_core::credential::holder) of the wallet's secret and
    /// a fresh blinding for each credential.
    pub holder: Fr,
    /// Salt: 248 random bits, which the issuer draws for each credential. Without them, the claims
    /// could be guessed from their root.
    pub salt: [u8; 31],
}

impl Binding {
    /// Reads the binding of a subject, and the stated root of its claims.
    ///
    /// # Errors
    ///
    /// [`ZkpError::Unbound`] if a member is missing, `Member` if one is malformed.
    pub fn read(subject: &Value) -> Result<(Self, Fr), ZkpError> {
        if !Self::is_in(subject) {
            return Err(ZkpError::Unbound);
        }
        let binding = Self {
            holder: text::read_field(subject.get(HOLDER), HOLDER)?,
            salt: text::bytes(subject.get(SALT), SALT)?,
        };
        Ok((binding, text::read_field(subject.get(ROOT), ROOT)?))
    }

    /// Members for claims with this root.
    pub(crate) fn members(&self, root: &Fr) -> Map<String, Value> {
        Map::from_iter([
            (HOLDER.into(), text::field(&self.holder).into()),
            (SALT.into(), multibase::base64url(&self.salt).into()),
            (ROOT.into(), text::field(root).into()),
        ])
    }

    /// Returns true if a subject has all members, well formed or not.
    pub(crate) fn is_in(subject: &Value) -> bool {
        BINDING.iter().all(|name| subject.get(name).is_some())
    }

    /// Returns true if a subject has any of the members.
    pub(crate) fn is_begun(subject: &Value) -> bool {
        BINDING.iter().any(|name| subject.get(name).is_some())
    }
}

/// The salt is secret, so it is not shown.
impl fmt::Debug for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Binding(..)")
    }
}

impl Drop for Binding {
    fn drop(&mut self) {
        self.salt.zeroize();
    }
}
