//! The output file, and the working files beside it that exist until it is written.

use super::{Journal, Lines, Storage, StoredLines};
use crate::{
    credentials::Problem,
    limits::{MAX_LINE_BYTES, MAX_ROWS_BYTES},
    output::bar,
    private_file,
    wallet::Lock,
    Error, Result,
};
use aura_client::limits::MAX_JOURNAL_BYTES;
use aura_identity::{anchoring::Inclusion, data_integrity::jcs};
use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

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
            return Err(Problem::Unfinished(self.out.clone()).into());
        }
        if self.out.symlink_metadata().is_ok() {
            let path = self.out.clone();
            return Err(Error::Exists { path });
        }
        Ok(())
    }

    /// Reads the journal of a batch that was begun.
    ///
    /// # Errors
    /// If there is none, it is of a newer version, or it is damaged.
    pub fn journal(&self) -> Result<Journal> {
        let path = &self.journal;
        if !path.exists() {
            return Err(Problem::NoJournal(path.into()).into());
        }
        let bytes = private_file::read(path, MAX_JOURNAL_BYTES)?;
        Ok(Journal::parse(&bytes, path)?)
    }

    /// Writes the journal of a new batch to the disk.
    ///
    /// # Errors
    /// If the file exists, or it cannot be written.
    pub fn begin(&self, journal: &Journal) -> Result<()> {
        private_file::create(&self.journal, &journal.to_json()?)
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
}

impl Storage for Files {
    type Error = Error;

    fn save(&self, journal: &Journal) -> Result<()> {
        private_file::replace(&self.journal, &journal.to_json()?)
    }

    fn rows(&self, path: &Path) -> Result<Box<dyn Read>> {
        open_rows(path)
    }

    fn write_signed(&self, count: u32, lines: &mut Lines<'_, Error>) -> Result<()> {
        remove(&self.part)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600);
        let failed = unwritten(&self.part);
        let mut out = BufWriter::new(options.open(&self.part).map_err(&failed)?);
        write_lines("Signing", count, lines, &mut out, &failed)?;
        out.flush().map_err(&failed)?;
        out.get_ref().sync_all().map_err(&failed)
    }

    fn signed(&self) -> Result<StoredLines<'_, Error>> {
        if !self.part.exists() {
            return Ok(None);
        }
        Ok(Some(Box::new(lines(&self.part)?)))
    }

    fn signed_path(&self) -> &Path {
        &self.part
    }

    fn publish(&self, count: u32, lines: &mut Lines<'_, Error>) -> Result<()> {
        private_file::create_with(&self.out, |out| {
            write_lines("Writing", count, lines, out, &unwritten(&self.out))
        })
    }

    /// Removes the files that are no longer needed. The journal goes before the rows that it needs.
    fn clean(&self) -> Result<()> {
        remove(&self.part)?;
        remove(&self.journal)?;
        remove(&self.rows)
    }
}

/// Opens a file of rows.
///
/// # Errors
/// If the file cannot be read, or is not a regular file and can be read only once.
pub fn open_rows(path: &Path) -> Result<Box<dyn Read>> {
    let unreadable = |reason| Error::File {
        path: path.into(),
        reason,
    };
    let file = File::open(path).map_err(unreadable)?;
    if !file.metadata().map_err(unreadable)?.is_file() {
        return Err(Error::ReadTwice { path: path.into() });
    }
    Ok(Box::new(file))
}

/// Writes lines with their line feeds, with a progress bar for `count` of them.
fn write_lines(
    title: &'static str,
    count: u32,
    lines: &mut Lines<'_, Error>,
    out: &mut dyn Write,
    failed: &dyn Fn(io::Error) -> Error,
) -> Result<()> {
    let bar = bar(count, title);
    for line in lines {
        let mut line = line?;
        line.push(b'\n');
        out.write_all(&line).map_err(failed)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritten(path)(error)),
        _ => Ok(()),
    }
}

/// Iterates over the lines of a file, each of at most [`MAX_LINE_BYTES`] bytes.
fn lines(path: &Path) -> Result<impl Iterator<Item = Result<Vec<u8>>>> {
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
fn unwritten(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
    |reason| Error::Unwritten {
        path: path.into(),
        reason,
    }
}

#[cfg(test)]
mod tests;
