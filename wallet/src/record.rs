//! What a wallet knows about a DID.

use super::{derivation, json, Kind, Name, Phrase, PrivateKey};
use crate::{Error, Result};
use aura_primitives::did::{Anchor, Did, KeyIndex};
use serde::{Deserialize, Serialize};

/// A DID, and where its keys are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DidRecord {
    /// The identifier.
    #[serde(with = "json::text")]
    pub did: Did,
    /// What the owner calls it. No two have the same name.
    pub name: Name,
    /// Its number, which all of its keys have in their paths. No two have the same one.
    pub number: u32,
    /// The genesis hash of its chain.
    #[serde(with = "json::hex")]
    pub genesis: [u8; 32],
    /// The salt that it is created with.
    #[serde(with = "json::hex")]
    pub salt: [u8; 32],
    /// Who creates it.
    pub anchor: AnchorPath,
    /// The number of the next key. None is given out twice.
    pub next_key: u32,
    /// The keys, in the order of their numbers.
    pub keys: Vec<KeyRecord>,
}

/// What a DID is derived from beside its salt; see [`Anchor`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AnchorPath {
    /// The phrase's account of this number.
    Account(u32),
    /// The DID's key of this number.
    Key(u32),
}

/// A key of a DID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyRecord {
    /// Its kind.
    pub kind: Kind,
    /// Its number, the last one of its path.
    pub number: u32,
    /// The `n` of its fragment `#key-<n>`, as soon as that is known.
    pub index: Option<KeyIndex>,
}

impl DidRecord {
    /// The key of this number.
    pub fn key(&self, number: u32) -> Option<&KeyRecord> {
        self.keys.iter().find(|key| key.number == number)
    }

    /// The private key.
    ///
    /// # Errors
    /// None that a derivation gives.
    pub fn private_key(&self, phrase: &Phrase, key: &KeyRecord) -> Result<PrivateKey> {
        derivation::key(phrase, key.kind, self.number, key.number)
    }

    /// What the DID is derived from.
    ///
    /// # Errors
    /// If the record does not have the key.
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

    /// Whether the DID is one of the phrase's.
    pub fn is_of(&self, phrase: &Phrase) -> bool {
        self.anchor(phrase)
            .is_ok_and(|anchor| Did::derive(&self.genesis, &anchor, &self.salt) == self.did)
    }

    /// Whether its parts fit together.
    pub(super) fn is_sound(&self) -> bool {
        let numbers = || self.keys.iter().map(|key| key.number);
        let anchored = match self.anchor {
            AnchorPath::Account(_) => true,
            AnchorPath::Key(number) => self.key(number).is_some(),
        };
        anchored
            && self.number < derivation::NUMBERS
            && self.next_key <= derivation::NUMBERS
            && numbers().is_sorted_by(|a, b| a < b)
            && numbers().all(|number| number < self.next_key)
    }
}
