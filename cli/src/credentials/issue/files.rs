//! The output file, and the working files beside it that exist until it is written.

use crate::{credentials::Problem, wallet::Lock, Error, Result};
use aura_identity::{anchoring::Inclusion, data_integrity::jcs, limits::MAX_DOCUMENT_BYTES};
use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, Read},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// Maximum size of the rows of standard input, in bytes: 4 KiB for each credential of the largest
/// list.
const MAX_ROWS_BYTES: u64 = 4 << 30;

/// Maximum length of a line of the output, in bytes: a credential with its inclusion proof.
pub const MAX_LINE_BYTES: usize = MAX_DOCUMENT_BYTES;

/// Paths of the files of a batch. As long as this value exists, no other process writes to them.
#[derive(Debug)]
pub struct Files {
    /// The output: the credentials with their inclusion proofs.
    pub out: PathBuf,
    /// The journal from which the credentials are made.
    pub journal: PathBuf,
    /// The signed credentials before they are anchored.
    pub part: PathBuf,
    /// Copy of the rows of standard input, which cannot be read twice.
    pub rows: PathBuf,
    _lock: Lock,
}

impl Files {
    /// Locks and returns the files of an output.
    ///
    /// # Errors
    /// If another process has them locked, or the lock file cannot be made.
    pub fn of(out: &Path) -> Result<Self> {
        let beside = |end: &str| {
            let mut name = OsString::from(out);
            name.push(end);
            PathBuf::from(name)
        };
        Ok(Self {
            out: out.into(),
            journal: beside(".journal"),
            part: beside(".part"),
            rows: beside(".rows"),
            _lock: Lock::take(out)?,
        })
    }

    /// Checks that neither the output nor its journal exists yet.
    ///
    /// # Errors
    /// If the output exists, or a batch was begun for it.
    pub fn expect_none(&self) -> Result<()> {
        if self.journal.symlink_metadata().is_ok() {
            return Err(Problem::Begun(self.out.clone()).into());
        }
        if self.out.symlink_metadata().is_ok() {
            let path = self.out.clone();
            return Err(Error::Exists { path });
        }
        Ok(())
    }

    /// Makes a new file for the signed credentials before they are anchored, in place of an old
    /// one.
    pub fn new_part(&self) -> Result<File> {
        remove(&self.part)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600);
        options.open(&self.part).map_err(unwritten(&self.part))
    }

    /// Stores rows that can be read only once, until the batch is issued.
    ///
    /// # Errors
    /// If the rows cannot be read or are too long, or the file cannot be written.
    pub fn keep_rows(&self, from: impl Read) -> Result<()> {
        remove(&self.rows)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600);
        let failed = unwritten(&self.rows);
        let mut file = options.open(&self.rows).map_err(&failed)?;
        let mut from = from.take(MAX_ROWS_BYTES.saturating_add(1));
        if io::copy(&mut from, &mut file).map_err(&failed)? > MAX_ROWS_BYTES {
            return Err(Error::TooLong {
                path: "-".into(),
                limit: MAX_ROWS_BYTES,
            });
        }
        file.sync_all().map_err(failed)
    }

    /// Returns true if the output is that of the batch with this root, and false if there is no
    /// output.
    ///
    /// # Errors
    /// If the output is of another batch, or not an output.
    pub fn has_output(&self, root: Option<[u8; 32]>) -> Result<bool> {
        if self.out.symlink_metadata().is_err() {
            return Ok(false);
        }
        let first = lines(&self.out)?.next().transpose()?.unwrap_or_default();
        let line = jcs::parse(&first).ok();
        let inclusion = line.and_then(|line| Inclusion::read(line.get("inclusion")?).ok());
        if root.is_some() && inclusion.map(|inclusion| inclusion.root) == root {
            return Ok(true);
        }
        let path = self.out.clone();
        Err(Error::Exists { path })
    }

    /// Removes the files that are no longer needed. The journal goes before the rows that it needs.
    pub fn clean(&self) -> Result<()> {
        remove(&self.part)?;
        remove(&self.journal)?;
        remove(&self.rows)
    }
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritten(path)(error)),
        _ => Ok(()),
    }
}

/// Iterates over the lines of a file, each of at most [`MAX_LINE_BYTES`] bytes.
pub fn lines(path: &Path) -> Result<impl Iterator<Item = Result<Vec<u8>>>> {
    let failed = {
        let path = path.to_owned();
        move |reason| Error::File {
            path: path.clone(),
            reason,
        }
    };
    let limit = u64::try_from(MAX_LINE_BYTES).unwrap_or(u64::MAX);
    let too_long = Error::TooLong {
        path: path.into(),
        limit,
    };
    let mut too_long = Some(too_long);
    let mut reader = BufReader::new(File::open(path).map_err(&failed)?);
    Ok(std::iter::from_fn(move || {
        let mut line = vec![];
        let most = limit.saturating_add(2);
        match reader.by_ref().take(most).read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => {
                if line.last() == Some(&b'\n') {
                    line.pop();
                }
                if line.len() > MAX_LINE_BYTES {
                    return too_long.take().map(Err);
                }
                Some(Ok(line))
            }
            Err(error) => Some(Err(failed(error))),
        }
    }))
}

/// Returns a function that makes the error that the file cannot be written.
pub fn unwritten(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
    |reason| Error::Unwritten {
        path: path.into(),
        reason,
    }
}
