//! The terminal itself, for what must not end up in a file or a pipe.

use crate::{Error, Result};
use std::{
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, Write},
};

/// The terminal of the process.
pub struct Terminal(File);

impl Terminal {
    /// Opens it.
    ///
    /// # Errors
    /// If there is none.
    pub fn open() -> Result<Self> {
        let file = OpenOptions::new().read(true).write(true).open("/dev/tty");
        file.map(Self).map_err(Error::NothingToShowOn)
    }

    /// Shows a text.
    ///
    /// # Errors
    /// If the terminal has gone.
    pub fn show(&mut self, text: &str) -> Result<()> {
        let shown = self.0.write_all(text.as_bytes());
        shown.map_err(Error::NothingToShowOn)
    }

    /// Asks for a line; spaces around it are left out.
    ///
    /// # Errors
    /// If the terminal has gone.
    pub fn ask(&mut self, question: &str) -> Result<String> {
        self.show(question)?;
        let mut answer = String::new();
        BufReader::new(&self.0)
            .read_line(&mut answer)
            .map_err(Error::NothingToShowOn)?;
        Ok(answer.trim().to_owned())
    }

    /// Asks whether to go on, which takes the word `yes`.
    ///
    /// # Errors
    /// If something else is typed, or the terminal has gone.
    pub fn confirm(&mut self, question: &str) -> Result<()> {
        self.confirm_with(question, "yes")
    }

    /// As [`Self::confirm`], with another word for `yes`.
    ///
    /// # Errors
    /// As there.
    pub fn confirm_with(&mut self, question: &str, word: &str) -> Result<()> {
        if self.ask(&format!("{question} Type {word} to go on: "))? == word {
            Ok(())
        } else {
            Err(Error::NotConfirmed)
        }
    }
}
