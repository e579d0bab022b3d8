//! What a file is encrypted under.

use crate::{secret::Source, Error, Result};
use std::fmt;
use zeroize::Zeroizing;

/// The characters that a new passphrase has at least, as NIST SP 800-63B asks.
const SHORTEST: usize = 8;

/// A passphrase: the UTF-8 bytes as they were typed.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Asks for one that is set already.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(source: &Source, prompt: &str) -> Result<Self> {
        source.read(prompt).map(Self)
    }

    /// Asks for one that is about to be set.
    ///
    /// # Errors
    /// If it cannot be read, is too short, or was typed differently for the second time.
    pub fn read_new(source: &Source, prompt: &str) -> Result<Self> {
        Self::new(source.read_new(prompt)?)
    }

    /// Takes a passphrase.
    ///
    /// # Errors
    /// If it is too short.
    pub fn new(text: Zeroizing<String>) -> Result<Self> {
        if text.chars().count() < SHORTEST {
            return Err(Error::ShortPassphrase(SHORTEST));
        }
        Ok(Self(text))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_passphrase_is_not_short() {
        let new = |text: &str| Passphrase::new(Zeroizing::new(text.into()));
        assert!(matches!(new("1234567"), Err(Error::ShortPassphrase(8))));
        // Characters, not bytes.
        assert!(new("äöüäöüä").is_err());
        assert!(new("12345678").is_ok());
    }

    #[test]
    fn nothing_shows_a_passphrase() {
        let passphrase = Passphrase(Zeroizing::new("correct horse".into()));
        assert_eq!(format!("{passphrase:?}"), "Passphrase(secret)");
    }
}
