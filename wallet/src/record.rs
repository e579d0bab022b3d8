//! The wallet's record of a DID.

use super::{derivation, json, Kind, Name, Phrase, PrivateKey};
use crate::{limits, Error, Result};
use aura_primitives::did::{Anchor, Did, KeyIndex};
use serde::{Deserialize, Serialize};

/// A DID, and the derivation paths of its keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DidRecord {
    /// The full identifier, `did:aura:…`.
    #[serde(with = "json::text")]
    pub did: Did,
    /// The owner's name for it, unique in the wallet.
    pub name: Name,
    /// Number in the paths of all its keys, unique in the wallet.
    pub number: u32,
    /// Genesis hash of its chain.
    #[serde(with = "json::hex")]
    pub genesis: [u8; 32],
    /// Salt that the DID is derived from.
    #[serde(with = "json::hex")]
    pub salt: [u8; 32],
    /// The account or key that creates it.
    pub anchor: AnchorPath,
    /// Number of the next key. No number is used twice.
    pub next_key: u32,
    /// Keys in the order of their numbers.
    pub keys: Vec<KeyRecord>,
}

/// The account or key that a DID is derived from, beside its salt; see [`Anchor`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AnchorPath {
    /// The account of the phrase with this number.
    Account(u32),
    /// The key of the DID with this number.
    Key(u32),
}

/// The derivation path and the fragment of a DID's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyRecord {
    /// Type of the key.
    pub kind: Kind,
    /// Last number of its path, unique within the DID.
    pub number: u32,
    /// The `n` of its fragment `#key-<n>`, once the wallet knows it.
    pub index: Option<KeyIndex>,
}

impl DidRecord {
    /// Returns the record of the key with this number.
    pub fn key(&self, number: u32) -> Option<&KeyRecord> {
        self.keys.iter().find(|key| key.number == number)
    }

    /// Derives the private key of a key of this DID.
    ///
    /// # Errors
    /// Only if the derived bytes are not a private key, which does not happen.
    pub fn private_key(&self, phrase: &Phrase, key: &KeyRecord) -> Result<PrivateKey> {
        derivation::key(phrase, key.kind, self.number, key.number)
    }

    /// Returns the anchor that the DID is derived from.
    ///
    /// # Errors
    /// If the record does not have the key that the anchor names.
    pub fn anchor(&self, phrase: &Phrase) -> Result<Anchor<[u8; 32]>> {
        match self.anchor {
            AnchorPath::Account(n) => Ok(Anchor::Account(phrase.account(n).public_key().0)),
            AnchorPath::Key(number) => {
                let key = self
                    .key(number)
                    .ok_or_else(|| Error::UnknownKey(self.name.clone()))?;
                Ok(Anchor::Key(self.private_key(phrase, key)?.public()))
            }
        }
    }

    /// Returns true if the DID is derived from the phrase.
    pub fn is_of(&self, phrase: &Phrase) -> bool {
        self.anchor(phrase)
            .is_ok_and(|anchor| Did::derive(&self.genesis, &anchor, &self.salt) == self.did)
    }

    /// Returns true if the parts of the record are consistent.
    pub(super) fn is_sound(&self) -> bool {
        let numbers = || self.keys.iter().map(|key| key.number);
        let anchored = match self.anchor {
            AnchorPath::Account(_) => true,
            AnchorPath::Key(number) => self.key(number).is_some(),
        };
        anchored
            && self.number < limits::MAX_NUMBERS
            && self.next_key <= limits::MAX_NUMBERS
            && numbers().is_sorted_by(|a, b| a < b)
            && numbers().all(|number| number < self.next_key)
    }
}
