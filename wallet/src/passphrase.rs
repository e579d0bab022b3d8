//! What a file is encrypted under.

use crate::{Error, Result};
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The characters that a new passphrase has at least, as NIST SP 800-63B asks.
const MIN_CHARACTERS: usize = 8;

/// The most by which a normalization makes UTF-8 longer, as Unicode's FAQ has it: 11 for NFKC and
/// NFKD. A buffer that grows leaves copies behind.
const GROWTH: usize = 11;

/// A passphrase. It is the same however a keyboard or an editor writes its characters: what is
/// encrypted is so under its Normalization Form KC, and files that were not are tried under the
/// others.
#[derive(Clone)]
pub struct Passphrase {
    /// What to encrypt under; then all else that a file may have been encrypted under.
    forms: Vec<Zeroizing<String>>,
}

impl Passphrase {
    /// One that is set already, from its text and from the text as it was written: without a byte
    /// order mark and line ends, and with them. What was set with characters that nobody sees goes
    /// on opening what it opened.
    pub fn set_before(text: &str, raw: Zeroizing<String>) -> Self {
        let mut passphrase = Self::of(text);
        passphrase.add(raw);
        passphrase.add(collect(text, text.nfc()));
        passphrase.add(collect(text, text.nfd()));
        passphrase.add(collect(text, text.nfkd()));
        passphrase
    }

    /// Takes a passphrase.
    ///
    /// # Errors
    /// If it is too short.
    pub fn new(text: Zeroizing<String>) -> Result<Self> {
        // Composed, but not taken apart: a ligature is one character.
        if text.nfc().count() < MIN_CHARACTERS {
            return Err(Error::ShortPassphrase(MIN_CHARACTERS));
        }
        Ok(Self::of(&text))
    }

    /// The bytes alone, as passphrases were taken before they were normalized.
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

    /// Adds a form, unless it is there. Trying one takes a while.
    fn add(&mut self, form: Zeroizing<String>) {
        if !self.forms.contains(&form) {
            self.forms.push(form);
        }
    }

    /// The bytes to encrypt under.
    pub fn as_bytes(&self) -> &[u8] {
        self.forms.first().map_or(&[], |form| form.as_bytes())
    }

    /// The bytes under which a file may have been encrypted: first those that it is now.
    pub fn candidates(&self) -> impl Iterator<Item = &[u8]> {
        self.forms.iter().map(|form| form.as_bytes())
    }
}

fn collect(text: &str, form: impl Iterator<Item = char>) -> Zeroizing<String> {
    let length = text.len().saturating_mul(GROWTH);
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
        // Characters, not bytes, nor the accents that were typed apart.
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
