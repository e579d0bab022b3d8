//! The contents of a wallet, opened from sealed bytes and sealed again.

use crate::{
    json,
    sealed::{self, Purpose},
    Commitment, Commitments, Cost, Credentials, DidRecord, Error, KeyRecord, Kind, Name, NewAnchor,
    Opening, Passphrase, Phrase, PrivateKey, Random, Register, Result,
};
use aura_primitives::did::{Did, KeyIndex};
use serde::{Deserialize, Serialize};
use std::{collections::HashSet, path::Path};
use subxt_signer::sr25519::Keypair;
use subxt_utils_accountid32::AccountId32;

/// A decrypted wallet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wallet {
    version: u32,
    phrase: Phrase,
    dids: Register,
    #[serde(default, skip_serializing_if = "Credentials::is_empty")]
    credentials: Credentials,
    #[serde(default, skip_serializing_if = "Commitments::is_empty")]
    commitments: Commitments,
}

impl Wallet {
    /// Creates a wallet with a phrase and without DIDs.
    pub fn new(phrase: Phrase) -> Self {
        Self {
            version: json::VERSION,
            phrase,
            dids: Register::default(),
            credentials: Credentials::default(),
            commitments: Commitments::default(),
        }
    }

    /// Opens sealed bytes; errors name them by `path`. Also returns the cost of trying a
    /// passphrase.
    ///
    /// # Errors
    /// If the bytes are not a wallet, have a newer version, or cannot be decrypted.
    pub fn open(bytes: &[u8], path: &Path, passphrase: &Passphrase) -> Result<(Cost, Self)> {
        let (cost, content) = sealed::open(Purpose::Wallet, path, bytes, passphrase)?;
        let wallet: Self = json::decode(&content, path)?;
        if !wallet.is_sound() {
            return Err(Error::NotOpened { path: path.into() });
        }
        Ok((cost, wallet))
    }

    /// Seals the wallet under a passphrase.
    ///
    /// # Errors
    /// If the content is larger than a file may be, or there is no randomness.
    pub fn seal(&self, cost: Cost, passphrase: &Passphrase, random: Random<'_>) -> Result<Vec<u8>> {
        let content = json::encode(self)?;
        sealed::seal(Purpose::Wallet, cost, passphrase, &content, random)
    }

    /// Returns true if the parts of the wallet are consistent.
    fn is_sound(&self) -> bool {
        let records = self.dids.records().iter();
        let known: HashSet<_> = records.map(|record| record.did.as_bytes()).collect();
        self.dids.is_sound()
            && self.credentials.is_sound()
            && self.commitments.is_sound()
            && self
                .commitments
                .iter()
                .all(|one| known.contains(one.did.as_bytes()))
    }

    /// Returns the version of the content: the lowest that has all of its parts.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Returns the secret from which all keys are derived.
    pub fn phrase(&self) -> &Phrase {
        &self.phrase
    }

    /// Returns the key pair of account `n`; see [`Phrase::account`].
    pub fn account(&self, n: u32) -> Keypair {
        self.phrase().account(n)
    }

    /// Returns the address of account `n`.
    pub fn address(&self, n: u32) -> AccountId32 {
        self.phrase().address(n)
    }

    /// Returns the register of DIDs.
    pub fn dids(&self) -> &Register {
        &self.dids
    }

    /// Returns the stored credentials.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Returns the holder's commitments.
    pub fn commitments(&self) -> &Commitments {
        &self.commitments
    }

    /// Returns the opening of a commitment, for proofs about the credential that has it; `None` if
    /// the commitment is not the wallet's.
    pub fn opening(&self, commitment: &Commitment) -> Option<Opening> {
        let record = self.commitments().find(commitment)?;
        let did = self.dids().find(&record.did.to_string())?;
        record.open(self.phrase(), &did.genesis)
    }

    /// Returns the DID with this name or identifier.
    ///
    /// # Errors
    /// [`Error::UnknownDid`] if the wallet does not have it.
    pub fn find(&self, name_or_did: &str) -> Result<&DidRecord> {
        let found = self.dids().find(name_or_did);
        found.ok_or_else(|| Error::UnknownDid(name_or_did.into()))
    }

    /// Derives the private key of a DID's key.
    ///
    /// # Errors
    /// Only if the derived bytes are not a private key, which does not happen.
    pub fn private_key(&self, did: &DidRecord, key: &KeyRecord) -> Result<PrivateKey> {
        did.private_key(self.phrase(), key)
    }

    /// Adds a new DID on the chain with this genesis hash; see [`NewAnchor`].
    ///
    /// # Errors
    /// If the name belongs to another DID, no number is left, or the anchor's key cannot sign.
    pub fn add_did(
        &mut self,
        name: Name,
        genesis: [u8; 32],
        anchor: NewAnchor,
    ) -> Result<&DidRecord> {
        // The key must sign the creation, and may be the DID's only key.
        if let NewAnchor::Key(kind @ (Kind::X25519 | Kind::Jubjub)) = anchor {
            return Err(Error::CannotSign(kind));
        }
        self.dids.add(&self.phrase, name, genesis, anchor)
    }

    /// Adds the next key of a DID.
    ///
    /// # Errors
    /// If the wallet does not have the DID, or no number is left.
    pub fn add_key(&mut self, did: &Did, kind: Kind) -> Result<KeyRecord> {
        let key = self.dids.add_key(did, kind)?;
        self.set_version();
        Ok(key)
    }

    /// Makes a new commitment for a DID of the wallet. The caller must save the wallet before
    /// sharing the commitment.
    ///
    /// # Errors
    /// If the wallet does not have the DID, there are too many commitments, or there is no
    /// randomness.
    pub fn add_commitment(&mut self, did: &Did, random: Random<'_>) -> Result<Commitment> {
        let genesis = self.find(&did.to_string())?.genesis;
        let commitment = self.commitments.add(&self.phrase, *did, &genesis, random)?;
        self.set_version();
        Ok(commitment)
    }

    /// Stores the fragment number that the chain gave to a key.
    ///
    /// # Errors
    /// If the wallet does not have the DID or the key.
    pub fn set_index(&mut self, did: &Did, number: u32, index: KeyIndex) -> Result<()> {
        self.dids.set_index(did, number, index)
    }

    /// Replaces the register of DIDs and updates the version.
    pub fn set_dids(&mut self, dids: Register) {
        self.dids = dids;
        self.set_version();
    }

    /// Replaces the stored credentials and updates the version.
    pub fn set_credentials(&mut self, credentials: Credentials) {
        self.credentials = credentials;
        self.set_version();
    }

    /// Replaces the holder's commitments and updates the version.
    pub fn set_commitments(&mut self, commitments: Commitments) {
        self.commitments = commitments;
        self.set_version();
    }

    fn set_version(&mut self) {
        self.version = json::version(&self.dids, &self.credentials, &self.commitments);
    }
}

#[cfg(test)]
mod tests;
