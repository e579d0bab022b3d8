//! The holder's commitments, for credentials that are used in zero-knowledge proofs.
//!
//! `holder = P3("holder"; secret, blinding)` (`docs/zkp.md`, section 4.4). The secret is derived
//! from the phrase. The blinding is random, new for each commitment, and stored only here. Without
//! it, nothing can be proven about the credential that has the commitment.

use super::{derivation, json, Commitment, Phrase};
use crate::{limits::MAX_COMMITMENTS, Error, Random, Result};
use aura_primitives::did::Did;
use aura_zkp_core::{credential::holder, value::from_random, Fr};
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use std::{collections::HashSet, fmt};
use zeroize::{Zeroize, Zeroizing};

/// A random field element that is wiped when it is dropped, and hidden in debug output.
#[derive(Clone, PartialEq, Eq)]
struct Blinding(Zeroizing<Fr>);

impl Blinding {
    fn draw(random: Random<'_>) -> Result<Self> {
        let mut bytes = Zeroizing::new([0; 32]);
        random(&mut *bytes).map_err(Error::Randomness)?;
        Ok(Self(Zeroizing::new(from_random(*bytes))))
    }
}

impl fmt::Debug for Blinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blinding(secret)")
    }
}

impl Serialize for Blinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let bytes = Zeroizing::new(self.0.to_bytes());
        let hex = Zeroizing::new(const_hex::encode(bytes.as_slice()));
        serializer.serialize_str(&hex)
    }
}

impl<'de> Deserialize<'de> for Blinding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        // Borrowed, so that no copy is left in memory.
        let hex = <&str>::deserialize(deserializer)?;
        let bytes = const_hex::decode_to_array::<_, 32>(hex).map_err(de::Error::custom)?;
        let bytes = Zeroizing::new(bytes);
        let value: Option<Fr> = Fr::from_bytes(&bytes).into();
        let value = value.ok_or_else(|| de::Error::custom("not below the order of the field"))?;
        Ok(Self(Zeroizing::new(value)))
    }
}

/// A commitment, and the blinding that it was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentRecord {
    /// The commitment that the issuer gets.
    #[serde(with = "json::text")]
    pub commitment: Commitment,
    /// The DID of the wallet that it was made for, which determines the chain.
    #[serde(with = "json::text")]
    pub did: Did,
    blinding: Blinding,
}

impl CommitmentRecord {
    fn new(phrase: &Phrase, did: Did, genesis: &[u8; 32], random: Random<'_>) -> Result<Self> {
        let blinding = Blinding::draw(random)?;
        let secret = derivation::holder(phrase, genesis);
        Ok(Self {
            commitment: holder(&secret, &blinding.0).into(),
            did,
            blinding,
        })
    }

    /// Returns the opening, if the commitment belongs to the phrase on the chain with this genesis
    /// hash.
    pub fn open(&self, phrase: &Phrase, genesis: &[u8; 32]) -> Option<Opening> {
        self.open_with(&derivation::holder(phrase, genesis))
    }

    /// Returns the opening, if the commitment was made with this secret.
    pub(super) fn open_with(&self, secret: &Fr) -> Option<Opening> {
        let fits = holder(secret, &self.blinding.0) == self.commitment.value();
        fits.then(|| Opening {
            secret: *secret,
            blinding: *self.blinding.0,
        })
    }
}

/// The numbers that a commitment is made from. They suffice to prove that one is the holder, so
/// they are wiped when dropped, and hidden in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct Opening {
    /// The holder's secret on the chain of the credential.
    pub secret: Fr,
    /// The blinding of this commitment.
    pub blinding: Fr,
}

impl fmt::Debug for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening(secret)")
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        self.secret.zeroize();
        self.blinding.zeroize();
    }
}

/// The commitments of a wallet, in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitments(Vec<CommitmentRecord>);

impl Commitments {
    /// Returns true if there are no commitments.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Iterates over the commitments.
    pub fn iter(&self) -> impl Iterator<Item = &CommitmentRecord> {
        self.0.iter()
    }

    /// Returns the record of a commitment.
    pub fn find(&self, commitment: &Commitment) -> Option<&CommitmentRecord> {
        self.iter().find(|one| one.commitment == *commitment)
    }

    /// Makes a commitment for a DID on the chain with this genesis hash.
    ///
    /// # Errors
    /// If there are too many, or there is no randomness.
    pub fn add(
        &mut self,
        phrase: &Phrase,
        did: Did,
        genesis: &[u8; 32],
        random: Random<'_>,
    ) -> Result<Commitment> {
        let record = CommitmentRecord::new(phrase, did, genesis, random)?;
        let commitment = record.commitment;
        self.push(record)?;
        Ok(commitment)
    }

    /// Returns these commitments together with those of `other`.
    ///
    /// # Errors
    /// If there are too many.
    pub fn merge(&self, other: &Self) -> Result<Self> {
        let mut merged = self.clone();
        for one in other.iter() {
            if merged.find(&one.commitment).is_none() {
                merged.push(one.clone())?;
            }
        }
        Ok(merged)
    }

    fn push(&mut self, record: CommitmentRecord) -> Result<()> {
        if self.0.len() >= MAX_COMMITMENTS {
            return Err(Error::Full);
        }
        self.0.push(record);
        Ok(())
    }

    /// Returns true if there are not too many and none occurs twice.
    pub(super) fn is_sound(&self) -> bool {
        let mut known = HashSet::new();
        let mut all = self.iter();
        self.0.len() <= MAX_COMMITMENTS
            && all.all(|one| known.insert(one.commitment.value().to_bytes()))
    }
}

#[cfg(test)]
mod tests;
