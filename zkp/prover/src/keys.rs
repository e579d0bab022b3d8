//! A folder of proving keys.
//!
//! A key is the file `<digest>.key`. Next to it, `<digest>.checked` contains the hash of the file
//! after all of it was checked and tried: from then on only the hash is compared. If it is missing
//! or the file has changed, everything is checked again.
//!
//! Nothing in the folder is secret, and a valid proof reveals nothing about its witness, see
//! [`crate::prove`]. A program that can write to the folder can store an altered key with a
//! matching mark, and learn from failing proofs; it can do worse to the wallet next to it.

use std::{
    collections::HashMap,
    fs,
    io::{self, BufReader, Read, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use aura_primitives::zkp::{KeyId, Provenance};
use tempfile::NamedTempFile;
use thiserror::Error;

use crate::{
    development,
    key::{Header, KeyFileError, ProvingKey},
    limits::MAX_KEY_FILE_BYTES,
    trial::prove_random,
};

/// A slow step, for progress messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Making a development key: seconds.
    Making(KeyId),
    /// Checking every point of a key: about a second.
    Checking(KeyId),
    /// Proving random statements with a key: about two seconds.
    Trying(KeyId),
    /// Reading a key that was checked before.
    Reading(KeyId),
}

/// Errors of the folder of keys.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The key is not in the folder.
    #[error(
        "there is no proving key with the digest {}; import its file",
        const_hex::encode(digest)
    )]
    Missing {
        /// The requested digest.
        digest: [u8; 32],
    },
    /// The key with that digest has another name.
    #[error("the key with this digest is {found:?}, not {expected:?}; ask the chain again")]
    OtherKey {
        /// The requested name.
        expected: KeyId,
        /// The name of the key.
        found: KeyId,
    },
    /// The folder has a valid key with the same digest and other points.
    #[error(
        "{} is a proving key of the same verifying key with other points ({}, and the file has {}); \
         compare both with the published digest of the points, and remove that file if it is wrong",
        path.display(),
        const_hex::encode(kept), const_hex::encode(found)
    )]
    OtherPoints {
        /// The file in the folder, which is kept.
        path: PathBuf,
        /// The digest of its points.
        kept: [u8; 32],
        /// The digest of the points of the refused key.
        found: [u8; 32],
    },
    /// The key has other points than the caller expects.
    #[error(
        "the points of the key have the digest {}; fetch the file again",
        const_hex::encode(found)
    )]
    NotThePoints {
        /// The digest of the key's points.
        found: [u8; 32],
    },
    /// A file is refused.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The reason.
        #[source]
        error: KeyFileError,
    },
    /// The folder cannot be read or written.
    #[error("{}: {error}; check that you may read and write it", path.display())]
    Folder {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        #[source]
        error: io::Error,
    },
}

/// A key in the folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyEntry {
    /// The name of the key.
    pub id: KeyId,
    /// The key digest.
    pub digest: [u8; 32],
    /// The digest of all its points, as the file claims.
    pub points: [u8; 32],
    /// The provenance, as the file claims.
    pub provenance: Provenance,
    /// The path of the file.
    pub path: PathBuf,
    /// The size of the file in bytes.
    pub size: u64,
}

/// A folder of proving keys, with a cache of loaded keys.
#[derive(Debug)]
pub struct Keys {
    folder: PathBuf,
    loaded: Mutex<HashMap<[u8; 32], Arc<ProvingKey>>>,
}

impl Keys {
    /// Opens a folder, and creates it if necessary.
    ///
    /// # Errors
    ///
    /// If it cannot be created.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, KeyError> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        Ok(Self {
            folder,
            loaded: Mutex::default(),
        })
    }

    /// The key with a digest: from memory or from the folder. A development key is made and stored
    /// if it is missing.
    ///
    /// # Errors
    ///
    /// If there is no such key, it has another name, or its file is refused.
    pub fn get(
        &self,
        id: KeyId,
        digest: &[u8; 32],
        progress: &mut dyn FnMut(Step),
    ) -> Result<Arc<ProvingKey>, KeyError> {
        let key = match self.in_memory(digest) {
            Some(key) => key,
            None => self.keep(self.load(id, digest, progress)?),
        };
        if key.id() == id {
            Ok(key)
        } else {
            let found = key.id();
            Err(KeyError::OtherKey {
                expected: id,
                found,
            })
        }
    }

    /// Checks a file, tries it with proofs of random statements, and stores it in the folder. If
    /// `points` is given, the digest of its points must be equal.
    ///
    /// # Errors
    ///
    /// If the file is refused, the folder has a valid key with the same digest and other points, or
    /// the folder cannot be written.
    pub fn import(
        &self,
        file: &Path,
        points: Option<&[u8; 32]>,
        progress: &mut dyn FnMut(Step),
    ) -> Result<Arc<ProvingKey>, KeyError> {
        let bytes = read(file)?;
        let header = Header::read(&mut &*bytes).map_err(in_file(file))?;
        if points.is_some_and(|expected| *expected != header.points) {
            let found = header.points;
            return Err(KeyError::NotThePoints { found });
        }
        let key = check(file, &bytes, progress)?;
        self.expect_no_other(&key, progress)?;
        self.store(&key)?;
        Ok(self.keep(key))
    }

    /// The keys in the folder, as their files describe themselves. Files of another format are
    /// skipped.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or a file is not a key.
    pub fn list(&self) -> Result<Vec<KeyEntry>, KeyError> {
        let mut keys = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(at(&self.folder))? {
            let path = entry.map_err(at(&self.folder))?.path();
            if path.extension().is_none_or(|extension| extension != "key") {
                continue;
            }
            let file = fs::File::open(&path).map_err(at(&path))?;
            let size = file.metadata().map_err(at(&path))?.len();
            let header = match Header::read(&mut BufReader::new(file)) {
                Err(KeyFileError::Format(_)) => continue,
                header => header.map_err(in_file(&path))?,
            };
            keys.push(KeyEntry {
                id: header.verifying.id,
                digest: header.digest,
                points: header.points,
                provenance: header.verifying.provenance,
                path,
                size,
            });
        }
        keys.sort_by_key(|key| (key.id, key.digest));
        Ok(keys)
    }

    fn in_memory(&self, digest: &[u8; 32]) -> Option<Arc<ProvingKey>> {
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.get(digest).cloned()
    }

    fn keep(&self, key: ProvingKey) -> Arc<ProvingKey> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let (digest, key) = (key.digest(), Arc::new(key));
        loaded.insert(digest, key.clone());
        key
    }

    fn load(
        &self,
        id: KeyId,
        digest: &[u8; 32],
        progress: &mut dyn FnMut(Step),
    ) -> Result<ProvingKey, KeyError> {
        let path = self.path(digest, "key");
        let is_development = development::digest(id.circuit) == *digest;
        let missing = || KeyError::Missing { digest: *digest };
        if path.try_exists().map_err(at(&path))? {
            match self.load_file(&path, id, digest, progress) {
                // A broken development key is made again.
                Err(KeyError::File { .. }) if is_development => {}
                loaded => return loaded,
            }
        }
        if !is_development {
            return Err(missing());
        }
        progress(Step::Making(development::id(id.circuit)));
        let key = ProvingKey::development(id.circuit);
        if key.digest() != *digest {
            return Err(missing());
        }
        self.store(&key)?;
        Ok(key)
    }

    fn load_file(
        &self,
        path: &Path,
        id: KeyId,
        digest: &[u8; 32],
        progress: &mut dyn FnMut(Step),
    ) -> Result<ProvingKey, KeyError> {
        let bytes = read(path)?;
        let key = if self.is_checked(digest, &bytes) {
            progress(Step::Reading(id));
            ProvingKey::read_checked(bytes.as_slice()).map_err(in_file(path))?
        } else {
            let key = check(path, &bytes, progress)?;
            self.mark(&key.digest(), &bytes)?;
            key
        };
        if key.digest() == *digest {
            Ok(key)
        } else {
            Err(in_file(path)(KeyFileError::Digest))
        }
    }

    /// Checks that the folder has no valid key with the same digest and other points. A broken file
    /// does not count.
    fn expect_no_other(
        &self,
        key: &ProvingKey,
        progress: &mut dyn FnMut(Step),
    ) -> Result<(), KeyError> {
        let (id, digest, found) = (key.id(), key.digest(), key.points());
        let path = self.path(&digest, "key");
        if !path.try_exists().map_err(at(&path))? {
            return Ok(());
        }
        match self.load_file(&path, id, &digest, progress) {
            Ok(other) if other.points() != found => Err(KeyError::OtherPoints {
                path,
                kept: other.points(),
                found,
            }),
            Ok(_) | Err(KeyError::File { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Stores a checked key in the folder.
    fn store(&self, key: &ProvingKey) -> Result<(), KeyError> {
        let mut bytes = Vec::new();
        let digest = key.digest();
        let path = self.path(&digest, "key");
        key.write(&mut bytes).map_err(at(&path))?;
        self.replace(&path, &bytes)?;
        self.mark(&digest, &bytes)
    }

    fn is_checked(&self, digest: &[u8; 32], bytes: &[u8]) -> bool {
        let mark = fs::read(self.path(digest, "checked"));
        mark.is_ok_and(|mark| mark == hash(bytes))
    }

    fn mark(&self, digest: &[u8; 32], bytes: &[u8]) -> Result<(), KeyError> {
        self.replace(&self.path(digest, "checked"), &hash(bytes))
    }

    /// Replaces a file atomically: a half-written file is never visible.
    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
        let mut file = NamedTempFile::new_in(&self.folder).map_err(at(&self.folder))?;
        file.write_all(bytes).map_err(at(path))?;
        file.as_file().sync_all().map_err(at(path))?;
        file.persist(path).map_err(|error| at(path)(error.error))?;
        Ok(())
    }

    fn path(&self, digest: &[u8; 32], extension: &str) -> PathBuf {
        let name = const_hex::encode(digest);
        self.folder.join(name).with_extension(extension)
    }
}

/// Reads a key, checks all of it and tries it. Development keys need no trial, since their points
/// are pinned.
fn check(
    path: &Path,
    bytes: &[u8],
    progress: &mut dyn FnMut(Step),
) -> Result<ProvingKey, KeyError> {
    let header = Header::read(&mut &*bytes).map_err(in_file(path))?;
    let id = header.verifying.id;
    progress(Step::Checking(id));
    let key = ProvingKey::read(bytes).map_err(in_file(path))?;
    if key.digest() == development::digest(id.circuit) {
        if key.points() != development::points(id.circuit) {
            return Err(in_file(path)(KeyFileError::Points));
        }
        return Ok(key);
    }
    progress(Step::Trying(id));
    match prove_random(&key) {
        Ok(()) => Ok(key),
        Err(error) => Err(in_file(path)(KeyFileError::Trial(Box::new(error)))),
    }
}

/// Reads a file, up to the size limit.
fn read(path: &Path) -> Result<Vec<u8>, KeyError> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(at(path))?;
    file.take(MAX_KEY_FILE_BYTES)
        .read_to_end(&mut bytes)
        .map_err(at(path))?;
    Ok(bytes)
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    let hash = blake2b_simd::Params::new().hash_length(32).hash(bytes);
    let mut digest = [0; 32];
    digest.copy_from_slice(hash.as_bytes());
    digest
}

fn at(path: &Path) -> impl Fn(io::Error) -> KeyError + '_ {
    move |error| KeyError::Folder {
        path: path.to_owned(),
        error,
    }
}

fn in_file(path: &Path) -> impl Fn(KeyFileError) -> KeyError + '_ {
    move |error| KeyError::File {
        path: path.to_owned(),
        error,
    }
}
