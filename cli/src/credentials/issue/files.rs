//! The output, and what lies beside it until it is there.

use crate::{credentials::Problem, wallet::Lock, Error, Result};
use aura_identity::{anchoring::Inclusion, data_integrity::jcs, limits::MAX_DOCUMENT_BYTES};
use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, Read},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// Bytes of rows of the standard input at most: 4 KiB for each credential of the largest list.
const MAX_ROWS_BYTES: u64 = 4 << 30;

/// Bytes of a line of the output, at most: a credential, and what shows that it was anchored.
pub const LONGEST_LINE: usize = MAX_DOCUMENT_BYTES;

/// Where everything is. While there is one of these, no other process writes there.
#[derive(Debug)]
pub struct Files {
    /// Where the credentials go.
    pub out: PathBuf,
    /// What they follow from.
    pub journal: PathBuf,
    /// The credentials, before they are anchored.
    pub part: PathBuf,
    /// Rows that came from the standard input, which cannot be read twice.
    pub rows: PathBuf,
    _lock: Lock,
}

impl Files {
    /// Those of an output.
    ///
    /// # Errors
    /// If another process has them.
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

    /// Checks that nothing is there yet.
    ///
    /// # Errors
    /// If there is an output, or one was begun.
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

    /// A new file for the credentials before they are anchored.
    pub fn new_part(&self) -> Result<File> {
        remove(&self.part)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600);
        options.open(&self.part).map_err(unwritten(&self.part))
    }

    /// Keeps rows that can be read once, until all is issued.
    ///
    /// # Errors
    /// If they cannot be read, or not be written.
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

    /// Whether the output is that of the batch with this root.
    ///
    /// # Errors
    /// If there is one of something else.
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

/// The lines of a file, each bounded.
pub fn lines(path: &Path) -> Result<impl Iterator<Item = Result<Vec<u8>>>> {
    let failed = {
        let path = path.to_owned();
        move |reason| Error::File {
            path: path.clone(),
            reason,
        }
    };
    let limit = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX);
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
                if line.len() > LONGEST_LINE {
                    return too_long.take().map(Err);
                }
                Some(Ok(line))
            }
            Err(error) => Some(Err(failed(error))),
        }
    }))
}

/// The error that a file cannot be written.
pub fn unwritten(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
    |reason| Error::Unwritten {
        path: path.into(),
        reason,
    }
}
