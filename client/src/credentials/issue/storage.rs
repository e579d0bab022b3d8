//! Storage of a batch while it is issued, which the caller gives.

use super::journal::Journal;
use crate::Error;
use std::{io::Read, path::Path};

/// Lines without their line feed, or the error that ends them.
pub type Lines<'a, E> = dyn Iterator<Item = Result<Vec<u8>, E>> + 'a;

/// The stored lines, or `None` if there are none yet.
pub type StoredLines<'a, E> = Option<Box<Lines<'a, E>>>;

/// Storage of one batch: its journal, the signed credentials until they are anchored, and the
/// output. While it exists, no other process writes to them, and other users cannot read them.
pub trait Storage {
    /// Error of the storage.
    type Error: From<Error>;

    /// Stores a journal in place of the one before. It survives a crash once this returns.
    ///
    /// # Errors
    /// If it cannot be stored; the one before is then unchanged.
    fn save(&self, journal: &Journal) -> Result<(), Self::Error>;

    /// Opens the file of rows at a path that a journal names.
    ///
    /// # Errors
    /// If it cannot be read.
    fn rows(&self, path: &Path) -> Result<Box<dyn Read>, Self::Error>;

    /// Stores the signed credentials, `count` of them and each on a line, in place of those of an
    /// earlier run. They survive a crash once this returns.
    ///
    /// # Errors
    /// The first error of the lines, or if they cannot be stored. A part of them may be stored
    /// then.
    fn write_signed(
        &self,
        count: u32,
        lines: &mut Lines<'_, Self::Error>,
    ) -> Result<(), Self::Error>;

    /// Returns the signed credentials, or `None` if there are none yet. They may be cut or damaged
    /// by a crash.
    ///
    /// # Errors
    /// If they cannot be read.
    fn signed(&self) -> Result<StoredLines<'_, Self::Error>, Self::Error>;

    /// Returns the path of the signed credentials, for errors.
    fn signed_path(&self) -> &Path;

    /// Writes the output, `count` lines: all of it, or nothing.
    ///
    /// # Errors
    /// The first error of the lines, or if the output exists or cannot be written.
    fn publish(&self, count: u32, lines: &mut Lines<'_, Self::Error>) -> Result<(), Self::Error>;

    /// Removes all but the output.
    ///
    /// # Errors
    /// If a part cannot be removed.
    fn clean(&self) -> Result<(), Self::Error>;
}
