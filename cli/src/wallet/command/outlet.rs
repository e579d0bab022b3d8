//! Output of a recovery phrase.

use crate::{private_file, terminal::Terminal, wallet::Phrase, Error, Result};
use std::path::PathBuf;
use zeroize::Zeroizing;

const WARNING: &str = "
This is the recovery phrase. Write it down and keep it secret: it gives every key and account of
the wallet, and without it they cannot be restored.
";

/// Destination of a phrase: never standard output, which may be a file or a pipe.
pub(super) enum Outlet {
    /// The terminal of the process.
    Terminal(Terminal),
    /// A new file that only its owner can read.
    File(PathBuf),
}

impl Outlet {
    /// Returns the file, or the terminal if no file is given.
    ///
    /// # Errors
    /// If the file exists, or there is no terminal.
    pub fn open(file: Option<PathBuf>) -> Result<Self> {
        match file {
            None => Terminal::open().map(Self::Terminal),
            Some(path) if path.symlink_metadata().is_ok() => Err(Error::Exists { path }),
            Some(path) => Ok(Self::File(path)),
        }
    }

    /// Shows the phrase.
    ///
    /// # Errors
    /// If the phrase cannot be written.
    pub fn show(self, phrase: &Phrase) -> Result<()> {
        let words = phrase.words();
        match self {
            Self::File(path) => {
                let line = Zeroizing::new([words.as_bytes(), b"\n"].concat());
                private_file::create(&path, &line)
            }
            Self::Terminal(mut terminal) => {
                let parts = [WARNING, "\n", &words, "\n\n"];
                parts.iter().try_for_each(|part| terminal.show(part))
            }
        }
    }
}
