//! The secret of an account that is in no wallet here.

use crate::{secret::Source, Error, Result};
use subxt_signer::{sr25519::Keypair, SecretUri};

/// Reads the secret and makes its keys.
///
/// # Errors
/// If it cannot be read, or the text is no secret.
pub fn keypair(source: &Source) -> Result<Keypair> {
    parse(&source.read("Secret of the account (not shown): ")?)
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
