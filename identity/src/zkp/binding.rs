//! What a credential carries for proofs beside its claims.

use super::{text, ZkpError};
use crate::data_integrity::multibase;
use aura_zkp_core::Fr;
use serde_json::{Map, Value};
use std::fmt;
use zeroize::Zeroize;

const HOLDER: &str = "holderCommitment";
const SALT: &str = "salt";
const ROOT: &str = "claimsRoot";

/// The members of `credentialSubject` that a credential of which something can be proven has, and
/// others have not. No claim has such a name.
pub const BINDING: [&str; 3] = [ROOT, HOLDER, SALT];

/// For whom a credential is, and what hides its claims: what comes into `credentialSubject` beside
/// them.
#[derive(Clone, PartialEq, Eq)]
pub struct Binding {
    /// Whom it is for: [`holder`](aura_zkp_core::credential::holder) of the wallet's secret and of
    /// a blinding that is drawn anew for each credential.
    pub holder: Fr,
    /// 248 random bits, drawn by the issuer for each credential. Without them, the claims could be
    /// guessed from their root.
    pub salt: [u8; 31],
}

impl Binding {
    /// Reads what a subject carries, and the root that it states of its claims.
    ///
    /// # Errors
    ///
    /// [`ZkpError::Unbound`] if something is missing, `Member` if it is malformed.
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

    /// The members, over claims with this root.
    pub(crate) fn members(&self, root: &Fr) -> Map<String, Value> {
        Map::from_iter([
            (HOLDER.into(), text::field(&self.holder).into()),
            (SALT.into(), multibase::base64url(&self.salt).into()),
            (ROOT.into(), text::field(root).into()),
        ])
    }

    /// Whether a subject has all of the members, well formed or not.
    pub(crate) fn is_in(subject: &Value) -> bool {
        BINDING.iter().all(|name| subject.get(name).is_some())
    }

    /// Whether a subject has one of the members.
    pub(crate) fn is_begun(subject: &Value) -> bool {
        BINDING.iter().any(|name| subject.get(name).is_some())
    }
}

/// The salt is the holder's.
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
