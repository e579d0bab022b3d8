//! Text that is secret, for as long as it is needed and no longer.
//!
//! It comes from a file or from a prompt, never from an argument, which every user of the machine
//! could see. No error and no output repeats any of it.

use crate::{private_file, Error, Result};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// More bytes than any phrase with its derivation has.
const LONGEST: u64 = 1024;

/// Where a secret comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file that only its owner can read.
    File(PathBuf),
    /// The terminal.
    Prompt,
}

impl Source {
    /// The file, or the terminal if there is none.
    pub fn new(file: Option<PathBuf>) -> Self {
        file.map_or(Self::Prompt, Self::File)
    }

    /// Reads the secret, without the end of its line. `prompt` says on the terminal what is asked
    /// for.
    ///
    /// # Errors
    /// If the file is open to others or no text, or there is no terminal.
    pub fn read(&self, prompt: &str) -> Result<Zeroizing<String>> {
        let Self::File(path) = self else {
            return ask(prompt);
        };
        let bytes = private_file::read(path, LONGEST)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| Error::NoText { path: path.into() })?;
        let line = text.strip_suffix('\n').unwrap_or(text);
        let line = line.strip_suffix('\r').unwrap_or(line);
        Ok(Zeroizing::new(line.into()))
    }

    /// As [`Self::read`] of a secret that is about to be set: who types it does so twice.
    ///
    /// # Errors
    /// As there, and if the two differ.
    pub fn read_new(&self, prompt: &str) -> Result<Zeroizing<String>> {
        let secret = self.read(prompt)?;
        if *self == Self::Prompt && ask("Once more: ")? != secret {
            return Err(Error::TypedTwoThings);
        }
        Ok(secret)
    }
}

fn ask(prompt: &str) -> Result<Zeroizing<String>> {
    let typed = rpassword::prompt_password(prompt);
    Ok(Zeroizing::new(typed.map_err(Error::NoTerminal)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Zeroizing<String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        private_file::create(&path, bytes).unwrap();
        Source::File(path).read_new("")
    }

    #[test]
    fn the_end_of_the_line_is_not_part_of_a_secret() {
        for (bytes, secret) in [
            (&b"a secret"[..], "a secret"),
            (b"a secret\n", "a secret"),
            (b"a secret\r\n", "a secret"),
            (b" a secret \n\n", " a secret \n"),
            (b"", ""),
        ] {
            assert_eq!(*read(bytes).unwrap(), secret);
        }
    }

    #[test]
    fn a_secret_is_text_of_reasonable_length() {
        assert!(matches!(read(&[0xff]), Err(Error::NoText { .. })));
        assert!(matches!(read(&[b' '; 1025]), Err(Error::TooLong { .. })));
    }

    #[test]
    fn without_a_file_the_terminal_is_asked() {
        assert_eq!(Source::new(None), Source::Prompt);
        assert_eq!(Source::new(Some("a".into())), Source::File("a".into()));
    }
}
