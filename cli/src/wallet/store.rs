//! The wallet as a file: opened to look at, or locked to change it.

use super::{
    json,
    lock::Lock,
    sealed::{self, Cost, Purpose},
    Commitment, Commitments, Credentials, DidRecord, KeyRecord, Kind, Name, NewAnchor, Opening,
    Passphrase, Phrase, PrivateKey, Register,
};
use crate::{private_file, Error, Result};
use aura_primitives::did::{Did, KeyIndex};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashSet,
    fs, io,
    ops::Deref,
    path::{Path, PathBuf},
};
use subxt::config::substrate::AccountId32;
use subxt_signer::sr25519::Keypair;

/// What is encrypted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Content {
    pub version: u32,
    pub phrase: Phrase,
    pub dids: Register,
    #[serde(default, skip_serializing_if = "Credentials::is_empty")]
    pub credentials: Credentials,
    #[serde(default, skip_serializing_if = "Commitments::is_empty")]
    pub commitments: Commitments,
}

impl Content {
    /// Whether its parts fit together.
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
}

/// A wallet that was decrypted.
#[derive(Debug)]
pub struct Wallet {
    path: PathBuf,
    cost: Cost,
    content: Content,
}

impl Wallet {
    /// Opens the wallet at `path`.
    ///
    /// # Errors
    /// If there is none, others can read it, it is of a newer version, or it cannot be decrypted.
    pub fn open(path: &Path, passphrase: &Passphrase) -> Result<Self> {
        let path = resolve(path)?;
        let bytes = private_file::read(&path, sealed::LONGEST)?;
        let (cost, content) = sealed::open(Purpose::Wallet, &path, &bytes, passphrase)?;
        let content: Content = json::decode(&content, &path)?;
        if !content.is_sound() {
            return Err(Error::NotOpened { path });
        }
        Ok(Self {
            path,
            cost,
            content,
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The phrase.
    pub fn phrase(&self) -> &Phrase {
        &self.content.phrase
    }

    /// The keys of the account `n`; see [`Phrase::account`].
    pub fn account(&self, n: u32) -> Keypair {
        self.phrase().account(n)
    }

    /// The address of the account `n`.
    pub fn address(&self, n: u32) -> AccountId32 {
        self.phrase().address(n)
    }

    /// The DIDs.
    pub fn dids(&self) -> &Register {
        &self.content.dids
    }

    /// The credentials.
    pub fn credentials(&self) -> &Credentials {
        &self.content.credentials
    }

    /// The holder's commitments.
    pub fn commitments(&self) -> &Commitments {
        &self.content.commitments
    }

    /// What a commitment is made of, for proofs of the credential that has it; none if it is not the
    /// wallet's.
    pub fn opening(&self, commitment: &Commitment) -> Option<Opening> {
        let record = self.commitments().find(commitment)?;
        let did = self.dids().find(&record.did.to_string())?;
        record.open(self.phrase(), &did.genesis)
    }

    /// The DID of this name, or this DID.
    ///
    /// # Errors
    /// If there is none.
    pub fn find(&self, name_or_did: &str) -> Result<&DidRecord> {
        let found = self.dids().find(name_or_did);
        found.ok_or_else(|| Error::UnknownDid(name_or_did.into()))
    }

    /// The private key of a DID's key.
    ///
    /// # Errors
    /// None that a derivation gives.
    pub fn private_key(&self, did: &DidRecord, key: &KeyRecord) -> Result<PrivateKey> {
        did.private_key(self.phrase(), key)
    }
}

/// A wallet that only this process can change, until this is dropped.
///
/// Changes are on the disk after [`Self::save`] alone. Save before a transaction is sent: a DID or
/// a key that never came to be does no harm, one that is nowhere noted does.
#[derive(Debug)]
pub struct WalletEdit {
    wallet: Wallet,
    passphrase: Passphrase,
    _lock: Lock,
}

impl WalletEdit {
    /// Makes a new wallet at `path`, and its folder if need be.
    ///
    /// # Errors
    /// If there is a file already, or it cannot be written.
    pub fn create(path: &Path, phrase: Phrase, passphrase: Passphrase, cost: Cost) -> Result<Self> {
        private_file::make_folder(path)?;
        let lock = Lock::wait(path)?;
        let content = Content {
            version: json::VERSION,
            phrase,
            dids: Register::default(),
            credentials: Credentials::default(),
            commitments: Commitments::default(),
        };
        let bytes = seal(&content, cost, &passphrase)?;
        private_file::create(path, &bytes)?;
        let wallet = Wallet {
            path: resolve(path)?,
            cost,
            content,
        };
        Ok(Self {
            wallet,
            passphrase,
            _lock: lock,
        })
    }

    /// Keeps other commands from changing the wallet at `path`, and from sending for its DIDs.
    ///
    /// # Errors
    /// See [`Lock::wait`].
    pub fn lock(path: &Path) -> Result<Lock> {
        Lock::wait(&resolve(path)?)
    }

    /// Opens the wallet at `path` to change it.
    ///
    /// # Errors
    /// As of [`Wallet::open`], and if another process goes on having it open to change it: it is waited
    /// for, see [`Lock::wait`].
    pub fn open(path: &Path, passphrase: Passphrase) -> Result<Self> {
        let lock = Self::lock(path)?;
        Ok(Self {
            wallet: Wallet::open(path, &passphrase)?,
            passphrase,
            _lock: lock,
        })
    }

    /// Makes up a new DID on the chain with this genesis; see [`NewAnchor`].
    ///
    /// # Errors
    /// If the name is taken, or no number is left.
    pub fn add_did(
        &mut self,
        name: Name,
        genesis: [u8; 32],
        anchor: NewAnchor,
    ) -> Result<&DidRecord> {
        // It has to sign, and may be the DID's only key.
        if let NewAnchor::Key(kind @ (Kind::X25519 | Kind::Jubjub)) = anchor {
            return Err(Error::CannotSign(kind));
        }
        let Content { phrase, dids, .. } = &mut self.wallet.content;
        dids.add(phrase, name, genesis, anchor)
    }

    /// Gives out the next key of a DID.
    ///
    /// # Errors
    /// If the DID is not here, or no number is left.
    pub fn add_key(&mut self, did: &Did, kind: Kind) -> Result<KeyRecord> {
        let key = self.wallet.content.dids.add_key(did, kind)?;
        self.set_version();
        Ok(key)
    }

    /// Makes a new commitment for a DID of the wallet. Save before anybody gets it.
    ///
    /// # Errors
    /// If the DID is not here, there are too many, or the system has no randomness to give.
    pub fn add_commitment(&mut self, did: &Did) -> Result<Commitment> {
        let genesis = self.find(&did.to_string())?.genesis;
        let Content {
            phrase,
            commitments,
            ..
        } = &mut self.wallet.content;
        let commitment = commitments.add(phrase, *did, &genesis)?;
        self.set_version();
        Ok(commitment)
    }

    /// Notes which number the chain gave to a key.
    ///
    /// # Errors
    /// If the DID or the key is not here.
    pub fn set_index(&mut self, did: &Did, number: u32, index: KeyIndex) -> Result<()> {
        self.wallet.content.dids.set_index(did, number, index)
    }

    /// Sets the DIDs.
    pub fn set_dids(&mut self, dids: Register) {
        self.wallet.content.dids = dids;
        self.set_version();
    }

    /// Sets the credentials.
    pub fn set_credentials(&mut self, credentials: Credentials) {
        self.wallet.content.credentials = credentials;
        self.set_version();
    }

    /// Sets the commitments.
    pub fn set_commitments(&mut self, commitments: Commitments) {
        self.wallet.content.commitments = commitments;
        self.set_version();
    }

    fn set_version(&mut self) {
        let content = &mut self.wallet.content;
        content.version = json::version(&content.dids, &content.credentials, &content.commitments);
    }

    /// Sets the passphrase, and what it costs to try one.
    pub fn set_passphrase(&mut self, passphrase: Passphrase, cost: Cost) {
        self.passphrase = passphrase;
        self.wallet.cost = cost;
    }

    /// Writes the changes. If that fails the file is as it was.
    ///
    /// # Errors
    /// If there is more than fits, or the file cannot be written.
    pub fn save(&self) -> Result<()> {
        let Wallet {
            path,
            cost,
            content,
        } = &self.wallet;
        let bytes = seal(content, *cost, &self.passphrase)?;
        private_file::replace(path, &bytes)
    }
}

impl Deref for WalletEdit {
    type Target = Wallet;

    fn deref(&self) -> &Wallet {
        &self.wallet
    }
}

fn seal(content: &Content, cost: Cost, passphrase: &Passphrase) -> Result<Vec<u8>> {
    sealed::seal(Purpose::Wallet, cost, passphrase, &json::encode(content)?)
}

/// The file itself, if `path` is a link to it: it is what must be locked and replaced.
fn resolve(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).map_err(|reason| match reason.kind() {
        io::ErrorKind::NotFound => Error::NoWallet { path: path.into() },
        _ => Error::File {
            path: path.into(),
            reason,
        },
    })
}

#[cfg(test)]
#[path = "store/tests.rs"]
mod tests;
