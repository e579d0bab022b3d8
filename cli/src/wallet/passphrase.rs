//! Asks for passphrases.

use super::Passphrase;
use crate::{secret::Source, Result};

/// Asks for a passphrase that is already set.
///
/// # Errors
/// If the passphrase cannot be read.
pub fn read(source: &Source, prompt: &str) -> Result<Passphrase> {
    let secret = source.read_raw(prompt)?;
    let raw = secret.raw()?;
    let text = secret.text().unwrap_or_else(|_| raw.clone());
    Ok(Passphrase::set_before(&text, raw))
}

/// Asks for a new passphrase.
///
/// # Errors
/// If the passphrase cannot be read, is too short, or was typed differently the second time.
pub fn read_new(source: &Source, prompt: &str) -> Result<Passphrase> {
    Ok(Passphrase::new(source.read_new(prompt)?)?)
}

#[cfg(test)]
mod tests {
    use crate::{private_file, secret::Source, wallet::Passphrase};
    use zeroize::Zeroizing;

    fn new(text: &str) -> aura_wallet::Result<Passphrase> {
        Passphrase::new(Zeroizing::new(text.into()))
    }

    fn read(text: &str) -> Passphrase {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passphrase");
        private_file::create(&path, text.as_bytes()).unwrap();
        super::read(&Source::File(path), "").unwrap()
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
        // Nearly all passphrases have one form, which is tried once.
        assert_eq!(read("correct horse\n").candidates().count(), 1);
    }
}
