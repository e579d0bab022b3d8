//! The credentials in a wallet. No phrase restores them.

use super::Commitment;
use crate::{
    limits::{MAX_CREDENTIALS, MAX_CREDENTIAL_BYTES},
    Error, Result,
};
use aura_identity::{anchoring::Inclusion, data_integrity::jcs};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt;

/// A credential and its inclusion proof.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredCredential {
    /// The secured credential.
    pub credential: Value,
    /// Proof that the credential was anchored, if it came with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inclusion: Option<Inclusion>,
}

/// Shows the name only: no claims and no salts.
impl fmt::Debug for StoredCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StoredCredential")
            .field(&self.name())
            .finish()
    }
}

impl StoredCredential {
    /// Returns its name: the first 8 bytes of the SHA-256 of its canonical form, in hexadecimal.
    pub fn name(&self) -> String {
        let digest = Sha256::digest(jcs::canonical(&self.credential));
        digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// Returns the holder's commitment; `None` if nothing can be proven about the credential.
    pub fn commitment(&self) -> Option<Commitment> {
        let text = self
            .credential
            .pointer("/credentialSubject/holderCommitment");
        text?.as_str()?.parse().ok()
    }

    /// Checks that it is a credential, and that its inclusion proof is valid: an invalid proof
    /// could replace a valid one that is stored already.
    ///
    /// # Errors
    /// If it is not a credential, or the inclusion proof is not valid.
    pub fn check(&self) -> Result<()> {
        if self.credential.get("credentialSubject").is_none() {
            return Err(Error::NoCredential);
        }
        if let Some(inclusion) = &self.inclusion {
            inclusion.check(&self.credential)?;
        }
        Ok(())
    }

    fn is_sound(&self) -> bool {
        jcs::canonical(&self.credential).len() <= MAX_CREDENTIAL_BYTES
    }
}

/// The credentials of a wallet, in the order in which they were added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials(Vec<StoredCredential>);

impl Credentials {
    /// Returns true if there are no credentials.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Iterates over the credentials.
    pub fn iter(&self) -> impl Iterator<Item = &StoredCredential> {
        self.0.iter()
    }

    /// Returns the credential with this name, or the only one whose name begins with it.
    ///
    /// # Errors
    /// If no credential matches, or more than one.
    pub fn find(&self, name: &str) -> Result<&StoredCredential> {
        let mut found = self.0.iter().filter(|one| one.name().starts_with(name));
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            _ => Err(Error::NoSuchCredential(name.into())),
        }
    }

    /// Adds a credential. If it is stored already, only the inclusion proof is updated.
    ///
    /// # Errors
    /// If there are too many, or the credential is too long.
    pub fn add(&mut self, new: StoredCredential) -> Result<()> {
        if !new.is_sound() {
            return Err(Error::LongCredential);
        }
        let mut all = self.0.iter_mut();
        if let Some(known) = all.find(|one| one.credential == new.credential) {
            known.inclusion = new.inclusion.or(known.inclusion.take());
            return Ok(());
        }
        if self.0.len() >= MAX_CREDENTIALS {
            return Err(Error::ManyCredentials);
        }
        self.0.push(new);
        Ok(())
    }

    /// Returns true if there are not too many and none is too long.
    pub(super) fn is_sound(&self) -> bool {
        self.0.len() <= MAX_CREDENTIALS && self.0.iter().all(StoredCredential::is_sound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stored(number: usize) -> StoredCredential {
        StoredCredential {
            credential: json!({ "number": number }),
            inclusion: None,
        }
    }

    #[test]
    fn credentials_are_found_by_the_beginning_of_their_names() {
        let mut all = Credentials::default();
        assert!(all.is_empty());
        all.add(stored(1)).unwrap();
        all.add(stored(2)).unwrap();
        all.add(stored(1)).unwrap();
        assert_eq!(all.iter().count(), 2);
        let name = stored(2).name();
        assert_eq!(name.len(), 16);
        assert_eq!(all.find(&name[..10]).unwrap(), &stored(2));
        assert!(all.find("").is_err());
        assert!(all.find("0123456789abcdef").is_err());
    }

    #[test]
    fn there_is_a_bound() {
        let mut all = Credentials::default();
        for number in 0..MAX_CREDENTIALS {
            all.add(stored(number)).unwrap();
        }
        assert!(all.add(stored(MAX_CREDENTIALS)).is_err());
        // A credential that is stored already needs no more room.
        assert!(all.add(stored(0)).is_ok());
        let long = StoredCredential {
            credential: "x".repeat(MAX_CREDENTIAL_BYTES).into(),
            inclusion: None,
        };
        assert!(Credentials::default().add(long).is_err());
    }
}
