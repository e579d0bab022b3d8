//! The controlling terminal, for secrets that must not go to a file or a pipe.

use crate::{Error, Result};
use std::{
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, Write},
};

/// The controlling terminal of the process, `/dev/tty`.
pub struct Terminal(File);

impl Terminal {
    /// Opens the terminal for reading and writing.
    ///
    /// # Errors
    /// If the process has no terminal.
    pub fn open() -> Result<Self> {
        let file = OpenOptions::new().read(true).write(true).open("/dev/tty");
        file.map(Self).map_err(Error::NothingToShowOn)
    }

    /// Writes a text to the terminal.
    ///
    /// # Errors
    /// If the terminal is closed.
    pub fn show(&mut self, text: &str) -> Result<()> {
        let shown = self.0.write_all(text.as_bytes());
        shown.map_err(Error::NothingToShowOn)
    }

    /// Asks for a line; blanks around it are removed.
    ///
    /// # Errors
    /// If the terminal is closed.
    pub fn ask(&mut self, question: &str) -> Result<String> {
        self.show(question)?;
        let mut answer = String::new();
        BufReader::new(&self.0)
            .read_line(&mut answer)
            .map_err(Error::NothingToShowOn)?;
        Ok(answer.trim().to_owned())
    }

    /// Asks for a confirmation, which is the word `yes`.
    ///
    /// # Errors
    /// If something else is typed, or the terminal is closed.
    pub fn confirm(&mut self, question: &str) -> Result<()> {
        self.confirm_with(question, "yes")
    }

    /// Asks for a confirmation as [`Self::confirm`] does, with another word than `yes`.
    ///
    /// # Errors
    /// Those of [`Self::confirm`].
    pub fn confirm_with(&mut self, question: &str, word: &str) -> Result<()> {
        if self.ask(&format!("{question} Type {word} to continue: "))? == word {
            Ok(())
        } else {
            Err(Error::NotConfirmed)
        }
    }
}
