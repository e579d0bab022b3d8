//! The passphrase that a file is encrypted under.

use crate::{
    limits::{MAX_NORMALIZATION_FACTOR, MIN_PASSPHRASE_CHARS},
    Error, Result,
};
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A passphrase, however a keyboard or an editor encodes its characters: files are encrypted under
/// its Normalization Form KC, and older files are also tried under the other forms.
#[derive(Clone)]
pub struct Passphrase {
    /// The form to encrypt under, then all others that a file may have been encrypted under.
    forms: Vec<Zeroizing<String>>,
}

impl Passphrase {
    /// Creates a passphrase that was set before from its text without byte order mark and line
    /// ends, and from the raw text with them. A passphrase that was set with invisible characters
    /// still opens its files.
    pub fn set_before(text: &str, raw: Zeroizing<String>) -> Self {
        let mut passphrase = Self::of(text);
        passphrase.add(raw);
        passphrase.add(collect(text, text.nfc()));
        passphrase.add(collect(text, text.nfd()));
        passphrase.add(collect(text, text.nfkd()));
        passphrase
    }

    /// Creates a new passphrase.
    ///
    /// # Errors
    /// [`Error::ShortPassphrase`] if it is too short.
    pub fn new(text: Zeroizing<String>) -> Result<Self> {
        // NFC, not NFKC: a ligature counts as one character.
        if text.nfc().count() < MIN_PASSPHRASE_CHARS {
            return Err(Error::ShortPassphrase(MIN_PASSPHRASE_CHARS));
        }
        Ok(Self::of(&text))
    }

    /// Creates a passphrase from the bytes alone, as before passphrases were normalized.
    pub fn verbatim(text: &str) -> Self {
        Self {
            forms: vec![Zeroizing::new(text.into())],
        }
    }

    fn of(text: &str) -> Self {
        Self {
            forms: vec![collect(text, text.nfkc())],
        }
    }

    /// Adds a form, unless it is there already: each form that is tried costs time.
    fn add(&mut self, form: Zeroizing<String>) {
        if !self.forms.contains(&form) {
            self.forms.push(form);
        }
    }

    /// Returns the bytes to encrypt under.
    pub fn as_bytes(&self) -> &[u8] {
        self.forms.first().map_or(&[], |form| form.as_bytes())
    }

    /// Returns the bytes under which a file may have been encrypted, those for new files first.
    pub fn candidates(&self) -> impl Iterator<Item = &[u8]> {
        self.forms.iter().map(|form| form.as_bytes())
    }
}

fn collect(text: &str, form: impl Iterator<Item = char>) -> Zeroizing<String> {
    let length = text.len().saturating_mul(MAX_NORMALIZATION_FACTOR);
    let mut collected = Zeroizing::new(String::with_capacity(length));
    collected.extend(form);
    collected
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(text: &str) -> Result<Passphrase> {
        Passphrase::new(Zeroizing::new(text.into()))
    }

    #[test]
    fn a_new_passphrase_is_not_short() {
        assert!(matches!(new("1234567"), Err(Error::ShortPassphrase(8))));
        // Characters are counted, not bytes or accents that were typed separately.
        assert!(new("äöüäöüä").is_err());
        assert!(new("a\u{308}o\u{308}u\u{308}a\u{308}").is_err());
        assert!(new("12345678").is_ok());
    }

    #[test]
    fn nothing_shows_a_passphrase() {
        let passphrase = new("correct horse").unwrap();
        assert_eq!(format!("{passphrase:?}"), "Passphrase(secret)");
    }
}
