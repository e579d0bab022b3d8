//! Secrets as text, which is wiped after use.
//!
//! A secret comes from a file, a pipe or a prompt, never from an argument, which every user of the
//! machine could see. No error and no output repeats any part of it, except the name of an
//! invisible character.

use crate::{
    limits::MAX_SECRET_BYTES,
    private_file,
    text::{self, Fault, MARK},
    Error, Result,
};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// The source of a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file that only its owner can read, a pipe, or the standard input for `-`.
    File(PathBuf),
    /// A prompt on the terminal.
    Prompt,
}

/// The bytes of a secret as they were read, not validated yet.
pub struct RawSecret {
    bytes: Zeroizing<Vec<u8>>,
    source: Source,
}

impl Source {
    /// Returns the file as the source, or the terminal if there is no file.
    pub fn new(file: Option<PathBuf>) -> Self {
        file.map_or(Self::Prompt, Self::File)
    }

    /// Reads the secret, without a byte order mark and the end of its last line. `prompt` is the
    /// question on the terminal.
    ///
    /// # Errors
    /// If the file is open to other users, is not text or has invisible characters, or there is no
    /// terminal.
    pub fn read(&self, prompt: &str) -> Result<Zeroizing<String>> {
        self.read_raw(prompt)?.text()
    }

    /// Reads the bytes of the secret, without validating them.
    ///
    /// # Errors
    /// If the file is open to other users, or there is no terminal.
    pub fn read_raw(&self, prompt: &str) -> Result<RawSecret> {
        let bytes = match self {
            Self::File(path) => private_file::read_secret(path, MAX_SECRET_BYTES)?,
            Self::Prompt => ask(prompt)?,
        };
        Ok(RawSecret {
            bytes,
            source: self.clone(),
        })
    }

    /// Reads a new secret, as [`Self::read`] does: it must have one line, and is typed twice.
    ///
    /// # Errors
    /// Those of [`Self::read`], if there are several lines, and if the two are different.
    pub fn read_new(&self, prompt: &str) -> Result<Zeroizing<String>> {
        let typed = self.read_raw(prompt)?;
        let secret = typed.text()?;
        if secret.contains(['\n', '\r']) {
            return Err(Error::SeveralLines);
        }
        if *self == Self::Prompt && ask("Repeat it: ")? != typed.bytes {
            return Err(Error::TypedTwoThings);
        }
        Ok(secret)
    }
}

impl RawSecret {
    /// Returns the secret as [`Source::read`] does.
    ///
    /// # Errors
    /// If it is not text, or has invisible characters.
    pub fn text(&self) -> Result<Zeroizing<String>> {
        let text = text::read(&self.bytes).map_err(|fault| self.refused(fault))?;
        Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).into()))
    }

    /// Returns the secret without the end of its last line, and otherwise unchanged. Earlier
    /// versions read secrets in this way, before there was one reader for all text.
    ///
    /// # Errors
    /// If it is not UTF-8.
    pub fn raw(&self) -> Result<Zeroizing<String>> {
        let text = text::document(&self.bytes).map_err(|fault| self.refused(fault))?;
        let line = text.strip_suffix('\n').unwrap_or(text);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mark = if self.bytes.starts_with(MARK) {
            "\u{feff}"
        } else {
            ""
        };
        let mut raw = Zeroizing::new(String::with_capacity(self.bytes.len()));
        raw.push_str(mark);
        raw.push_str(line);
        Ok(raw)
    }

    fn refused(&self, fault: Fault) -> Error {
        match &self.source {
            Source::File(path) => text::in_file(path)(fault),
            Source::Prompt => Error::Typed(fault),
        }
    }
}

fn ask(prompt: &str) -> Result<Zeroizing<Vec<u8>>> {
    let typed = rpassword::prompt_password(prompt).map_err(Error::NoTerminal)?;
    Ok(Zeroizing::new(typed.into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Zeroizing<String>> {
        with(bytes, |source| source.read(""))
    }

    fn read_new(bytes: &[u8]) -> Result<Zeroizing<String>> {
        with(bytes, |source| source.read_new(""))
    }

    fn with<T>(bytes: &[u8], read: impl FnOnce(Source) -> T) -> T {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        private_file::create(&path, bytes).unwrap();
        read(Source::File(path))
    }

    #[test]
    fn neither_a_mark_nor_the_end_of_the_line_is_part_of_a_secret() {
        for (bytes, secret) in [
            (&b"a secret"[..], "a secret"),
            (b"a secret\n", "a secret"),
            (b"a secret\r\n", "a secret"),
            (b"a secret\r", "a secret"),
            (b"\xef\xbb\xbfa secret\r\n", "a secret"),
            (b" a secret \n\n", " a secret "),
            (b"", ""),
        ] {
            assert_eq!(*read(bytes).unwrap(), secret);
            assert_eq!(*read_new(bytes).unwrap(), secret);
        }
    }

    #[test]
    fn a_secret_is_text_of_reasonable_length() {
        for bytes in [
            &[0xff][..],
            b"a\0 \0s\0",
            "a\u{200b}b".as_bytes(),
            b"a\x1b[Ab",
        ] {
            assert!(matches!(read(bytes), Err(Error::Text { .. })), "{bytes:?}");
        }
        assert!(matches!(read(&[b' '; 1025]), Err(Error::TooLong { .. })));
    }

    #[test]
    fn a_phrase_may_have_several_lines_and_a_new_passphrase_has_one() {
        assert_eq!(
            *read(b"legal winner\r\nthank year\r\n").unwrap(),
            "legal winner\r\nthank year"
        );
        let refused = read_new(b"correct horse\nbattery staple\n");
        assert!(matches!(refused, Err(Error::SeveralLines)));
    }

    #[test]
    fn what_was_set_before_is_read_as_it_was() {
        for (bytes, raw) in [
            (&b"a secret\r\n"[..], "a secret"),
            (b"\xef\xbb\xbfa secret\n\n", "\u{feff}a secret\n"),
            ("a\u{200b}b".as_bytes(), "a\u{200b}b"),
        ] {
            let read = with(bytes, |source| source.read_raw("").unwrap().raw());
            assert_eq!(*read.unwrap(), raw);
        }
    }

    #[test]
    fn without_a_file_the_terminal_is_asked() {
        assert_eq!(Source::new(None), Source::Prompt);
        assert_eq!(Source::new(Some("a".into())), Source::File("a".into()));
    }
}
