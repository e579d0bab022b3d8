//! The standard input, which the argument `-` means in place of a file.

use crate::{Error, Result};
use std::{
    fs::File,
    io,
    os::fd::AsFd,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

/// The argument that means the standard input.
const NAME: &str = "-";

/// Opens the file at `path`, or the standard input for `-`.
///
/// # Errors
/// If it cannot be opened, or the standard input was opened before.
pub fn open(path: &Path) -> Result<File> {
    static TAKEN: AtomicBool = AtomicBool::new(false);
    let unreadable = |reason| Error::File {
        path: path.into(),
        reason,
    };
    if !is_meant(path) {
        return File::open(path).map_err(unreadable);
    }
    if TAKEN.swap(true, Ordering::Relaxed) {
        return Err(Error::InputTwice);
    }
    let input = io::stdin().as_fd().try_clone_to_owned();
    input.map(File::from).map_err(unreadable)
}

/// Returns true if `path` means the standard input.
pub fn is_meant(path: &Path) -> bool {
    path == Path::new(NAME)
}
