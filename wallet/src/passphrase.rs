//! What a file is encrypted under.

use crate::{
    secret::{Source, Written},
    Error, Result,
};
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The characters that a new passphrase has at least, as NIST SP 800-63B asks.
const SHORTEST: usize = 8;

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
    /// Asks for one that is set already.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(source: &Source, prompt: &str) -> Result<Self> {
        Self::written(&source.written(prompt)?)
    }

    fn written(written: &Written) -> Result<Self> {
        let raw = written.raw()?;
        // What was set with characters that nobody sees goes on opening what it opened.
        let text = written.text().unwrap_or_else(|_| raw.clone());
        let mut passphrase = Self::of(&text);
        passphrase.add(raw);
        passphrase.add(collect(&text, text.nfc()));
        passphrase.add(collect(&text, text.nfd()));
        passphrase.add(collect(&text, text.nfkd()));
        Ok(passphrase)
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
        // Composed, but not taken apart: a ligature is one character.
        if text.nfc().count() < SHORTEST {
            return Err(Error::ShortPassphrase(SHORTEST));
        }
        Ok(Self::of(&text))
    }

    /// As passphrases were taken before: the bytes alone.
    #[cfg(test)]
    pub(super) fn verbatim(text: &str) -> Self {
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
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.forms.first().map_or(&[], |form| form.as_bytes())
    }

    /// The bytes under which a file may have been encrypted: first those that it is now.
    pub(super) fn candidates(&self) -> impl Iterator<Item = &[u8]> {
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
    use crate::private_file;

    fn new(text: &str) -> Result<Passphrase> {
        Passphrase::new(Zeroizing::new(text.into()))
    }

    fn read(text: &str) -> Passphrase {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passphrase");
        private_file::create(&path, text.as_bytes()).unwrap();
        Passphrase::read(&Source::File(path), "").unwrap()
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
    fn a_passphrase_is_the_same_in_every_form_of_unicode() {
        let canonical = "Zürich Å fix 5";
        for typed in [
            "Zürich Å fix 5",
            "Zu\u{308}rich A\u{30a} fix 5",
            "Zürich \u{212b} \u{fb01}x 5",
            "Z\u{fc}rich\u{a0}Å fix ５\r\n",
            "\u{feff}Zürich Å fix 5\n",
        ] {
            assert_eq!(read(typed).as_bytes(), canonical.as_bytes(), "{typed:?}");
        }
        assert_eq!(
            new("Zu\u{308}rich 12").unwrap().as_bytes(),
            "Zürich 12".as_bytes()
        );
    }

    #[test]
    fn files_of_before_are_tried_as_they_were_encrypted() {
        let decomposed = "Zu\u{308}rich";
        for (typed, before) in [
            ("Zürich", decomposed),
            (decomposed, "Zürich"),
            ("\u{feff}Zürich\n", "\u{feff}Zürich"),
            ("Zürich\n\n", "Zürich\n"),
            ("Zü\u{200b}rich", "Zü\u{200b}rich"),
            ("\u{fb01}nd the words", "\u{fb01}nd the words"),
        ] {
            let passphrase = read(typed);
            let mut all = passphrase.candidates();
            assert!(all.any(|one| one == before.as_bytes()), "{typed:?}");
        }
        // Nearly all have one form, which is tried once.
        assert_eq!(read("correct horse\n").candidates().count(), 1);
    }

    #[test]
    fn nothing_shows_a_passphrase() {
        let passphrase = new("correct horse").unwrap();
        assert_eq!(format!("{passphrase:?}"), "Passphrase(secret)");
    }
}
