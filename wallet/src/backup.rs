//! Exports: the content that a phrase cannot restore, in a file of its own.

use super::{
    derivation, json,
    limits::Cost,
    sealed::{self, Purpose},
    Commitments, Credentials, Passphrase, Register, Wallet,
};
use crate::{Error, Random, Result};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};
use subxt_utils_accountid32::AccountId32;

/// An export: the whole content of a wallet except the phrase.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    version: u32,
    /// Account 0 of the phrase, which identifies the phrase.
    #[serde(with = "json::text")]
    account: AccountId32,
    dids: Register,
    #[serde(default, skip_serializing_if = "Credentials::is_empty")]
    credentials: Credentials,
    #[serde(default, skip_serializing_if = "Commitments::is_empty")]
    commitments: Commitments,
}

impl Export {
    /// Creates the export of a wallet.
    pub fn of(wallet: &Wallet) -> Self {
        let (dids, credentials) = (wallet.dids(), wallet.credentials());
        let commitments = wallet.commitments();
        Self {
            version: json::version(dids, credentials, commitments),
            account: wallet.address(0),
            dids: dids.clone(),
            credentials: credentials.clone(),
            commitments: commitments.clone(),
        }
    }

    /// Opens the bytes of an export; errors name them by `path`.
    ///
    /// # Errors
    /// If the bytes are not an export, have a newer version, or cannot be decrypted.
    pub fn open(bytes: &[u8], path: &Path, passphrase: &Passphrase) -> Result<Self> {
        let (_, content) = sealed::open(Purpose::Export, path, bytes, passphrase)?;
        let export: Self = json::decode(&content, path)?;
        let sound = export.dids.is_sound()
            && export.credentials.is_sound()
            && export.commitments.is_sound();
        if sound {
            Ok(export)
        } else {
            Err(Error::NotOpened { path: path.into() })
        }
    }

    /// Seals the export.
    ///
    /// # Errors
    /// If the content is larger than a file may be, or there is no randomness.
    pub fn seal(&self, passphrase: &Passphrase, cost: Cost, random: Random<'_>) -> Result<Vec<u8>> {
        let content = json::encode(self)?;
        sealed::seal(Purpose::Export, cost, passphrase, &content, random)
    }

    /// Returns the number of DIDs in the export.
    pub fn count(&self) -> usize {
        self.dids.records().len()
    }

    /// Returns the credentials of `wallet` together with those of the export.
    ///
    /// # Errors
    /// If there are too many.
    pub fn credentials_with(&self, wallet: &Wallet) -> Result<Credentials> {
        let mut all = wallet.credentials().clone();
        for one in self.credentials.iter() {
            all.add(one.clone())?;
        }
        Ok(all)
    }

    /// Returns the commitments of `wallet` together with those of the export.
    ///
    /// # Errors
    /// If a commitment does not belong to the wallet's phrase and a DID of the export, or there are
    /// too many.
    pub fn commitments_with(&self, wallet: &Wallet) -> Result<Commitments> {
        // Cached: deriving a secret takes as long as checking many commitments.
        let mut secrets = BTreeMap::new();
        for record in self.dids.records() {
            let secret = || derivation::holder(wallet.phrase(), &record.genesis);
            secrets.entry(record.genesis).or_insert_with(secret);
        }
        let records = self.dids.records().iter();
        let networks: HashMap<_, _> = records
            .map(|record| (record.did.as_bytes(), record.genesis))
            .collect();
        for one in self.commitments.iter() {
            let secret = networks
                .get(one.did.as_bytes())
                .and_then(|genesis| secrets.get(genesis));
            if secret.and_then(|secret| one.open_with(secret)).is_none() {
                return Err(self.other_phrase(wallet));
            }
        }
        wallet.commitments().merge(&self.commitments)
    }

    /// Returns the DIDs of `wallet` merged with those of the export.
    ///
    /// # Errors
    /// If the export belongs to another phrase, or contradicts the wallet.
    pub fn merged_into(&self, wallet: &Wallet) -> Result<Register> {
        let phrase = wallet.phrase();
        let all = || self.dids.records().iter();
        if self.account != wallet.address(0) || !all().all(|record| record.is_of(phrase)) {
            return Err(self.other_phrase(wallet));
        }
        wallet.dids().merge(&self.dids).map_err(Error::Conflicts)
    }

    fn other_phrase(&self, wallet: &Wallet) -> Error {
        Error::OtherPhrase {
            exported: self.account,
            wallet: wallet.address(0),
        }
    }
}

#[cfg(test)]
mod tests;
