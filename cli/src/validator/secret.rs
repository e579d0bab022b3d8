//! The secret of an account, for as long as it is needed and no longer.
//!
//! It comes from a file or from a prompt, never from an argument, which every user of the machine
//! could see. No error and no output repeats any of it.

use crate::{Error, Result};
use std::{
    fs::File,
    io::Read,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};
use subxt_signer::{sr25519::Keypair, SecretUri};
use zeroize::Zeroizing;

/// More bytes than any phrase with its derivation has.
const LONGEST: u64 = 1024;

/// Of a file's mode, what more than reading and writing by its owner.
const OTHERS: u32 = 0o177;

/// Where a secret comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file that only its owner can read.
    File(PathBuf),
    /// The terminal.
    Prompt,
}

impl Source {
    /// Reads the secret and makes its keys.
    ///
    /// # Errors
    /// If the file is open to others, there is no terminal, or the text is no secret.
    pub fn keypair(&self) -> Result<Keypair> {
        let text = match self {
            Self::File(path) => read(path)?,
            Self::Prompt => {
                let typed = rpassword::prompt_password("Secret of the owner (not shown): ");
                Zeroizing::new(typed.map_err(Error::NoTerminal)?)
            }
        };
        parse(&text)
    }
}

fn read(path: &Path) -> Result<Zeroizing<String>> {
    let unreadable = |reason| Error::File {
        path: path.into(),
        reason,
    };
    let file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() || metadata.mode() & OTHERS != 0 {
        return Err(Error::Exposed { path: path.into() });
    }
    if metadata.len() > LONGEST {
        return Err(Error::TooLong {
            path: path.into(),
            limit: LONGEST,
        });
    }
    // Room for all of it at once: a buffer that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(LONGEST as usize));
    file.take(LONGEST)
        .read_to_string(&mut text)
        .map_err(unreadable)?;
    Ok(text)
}

fn parse(text: &str) -> Result<Keypair> {
    let text = text.trim();
    // An empty phrase stands for the public one of development: nobody who leaves a file empty
    // means that.
    if text.is_empty() || text.contains(char::is_control) {
        return Err(Error::NoSecret);
    }
    // What the parsers say is not passed on: it may speak of the secret.
    let uri: SecretUri = text.parse().map_err(|_| Error::NoSecret)?;
    Keypair::from_uri(&uri).map_err(|_| Error::NoSecret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        fs::{self, Permissions},
        os::unix::fs::PermissionsExt,
    };
    use subxt_signer::sr25519::dev;
    use tempfile::TempDir;

    fn secret_file(text: &[u8], mode: u32) -> (TempDir, Source) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        (folder, Source::File(path))
    }

    #[test]
    fn a_secret_of_the_owner_alone_is_read() {
        for mode in [0o600, 0o400] {
            let (_folder, source) = secret_file(b"//Alice\n", mode);
            let keys = source.keypair().unwrap();
            assert_eq!(keys.public_key().0, dev::alice().public_key().0);
        }
    }

    #[test]
    fn a_secret_that_others_could_read_is_refused() {
        for mode in [0o644, 0o640, 0o604, 0o620, 0o602, 0o700] {
            let (_folder, source) = secret_file(b"//Alice", mode);
            let refused = source.keypair();
            assert!(matches!(refused, Err(Error::Exposed { .. })), "{mode:o}");
        }
    }

    #[test]
    fn a_folder_is_no_secret() {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o600)).unwrap();
        let refused = Source::File(folder.path().into()).keypair();
        assert!(matches!(refused, Err(Error::Exposed { .. })));
    }

    #[test]
    fn a_file_too_long_for_a_secret_is_not_read() {
        let (_folder, source) = secret_file(&[b' '; 1025], 0o600);
        assert!(matches!(source.keypair(), Err(Error::TooLong { .. })));
    }

    #[test]
    fn what_is_no_secret_is_not_repeated() {
        for text in [
            "",
            "correct horse battery staple",
            "0x1234",
            "//Alice\n//Bob",
        ] {
            let (_folder, source) = secret_file(text.as_bytes(), 0o600);
            let Err(error) = source.keypair() else {
                panic!("'{text}' was taken for a secret");
            };
            assert!(matches!(error, Error::NoSecret), "{text}: {error}");
            assert!(!error.to_string().contains("horse"));
        }
    }
}
