//! The secret of an account whose key is not in the wallet.

use crate::{secret::Source, Error, Result};
use subxt_signer::{sr25519::Keypair, SecretUri};

/// Reads the secret and derives its key pair.
///
/// # Errors
/// If it cannot be read, or is not a valid secret.
pub fn keypair(source: &Source) -> Result<Keypair> {
    parse(&source.read("Secret of the account (not shown): ")?)
}

fn parse(text: &str) -> Result<Keypair> {
    let text = text.trim();
    // An empty phrase would mean the public phrase for development: a user who leaves a file empty
    // does not intend that.
    if text.is_empty() || text.contains(char::is_control) {
        return Err(Error::NoSecret);
    }
    // The parsers' messages are not passed on: they may contain parts of the secret.
    let uri: SecretUri = text.parse().map_err(|_| Error::NoSecret)?;
    Keypair::from_uri(&uri).map_err(|_| Error::NoSecret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::private_file;
    use subxt_signer::sr25519::dev;

    #[test]
    fn a_secret_in_a_file_of_its_owners_makes_keys() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        private_file::create(&path, b"//Alice\n").unwrap();
        let keys = keypair(&Source::File(path)).unwrap();
        assert_eq!(keys.public_key().0, dev::alice().public_key().0);
    }

    #[test]
    fn what_is_no_secret_is_not_repeated() {
        for text in [
            "",
            "correct horse battery staple",
            "0x1234",
            "//Alice\n//Bob",
        ] {
            let Err(error) = parse(text) else {
                panic!("'{text}' was taken for a secret");
            };
            assert!(matches!(error, Error::NoSecret), "{text}: {error}");
            assert!(!error.to_string().contains("horse"));
        }
    }
}
