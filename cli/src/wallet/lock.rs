//! A lock that allows one change of a wallet at a time.

use crate::{output, Error, Result};
use std::{
    ffi::OsString,
    fs::{File, OpenOptions, TryLockError},
    io,
    os::unix::fs::OpenOptionsExt,
    path::Path,
    sync::mpsc,
    thread,
    time::Duration,
};

/// Timeout for another command that changes the same wallet: longer than a transaction takes to
/// become final, because the lock is held until then.
const LOCK_TIMEOUT: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 60 });

/// A lock of the operating system on a file beside the wallet, which stays when the wallet is
/// replaced. The lock is released when its process ends; the file remains, and is empty.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code)] File);

impl Lock {
    /// Takes the lock for the wallet at `path`.
    ///
    /// # Errors
    /// If another process holds the lock, or the file cannot be made.
    pub fn take(path: &Path) -> Result<Self> {
        match Self::attempt(path)? {
            Attempt::Taken(lock) => Ok(lock),
            Attempt::Busy(_) => Err(Error::Locked { path: path.into() }),
        }
    }

    /// Takes the lock as soon as others have released it, and reports that it waits.
    ///
    /// # Errors
    /// If another process holds the lock for longer than [`LOCK_TIMEOUT`], or the file cannot be
    /// made.
    pub fn wait(path: &Path) -> Result<Self> {
        let file = match Self::attempt(path)? {
            Attempt::Taken(lock) => return Ok(lock),
            Attempt::Busy(file) => file,
        };
        output::progress(&format!(
            "Another command is changing {}: waiting for it, for {} s at most.",
            path.display(),
            LOCK_TIMEOUT.as_secs()
        ));
        let (sender, receiver) = mpsc::channel();
        // The system wakes this thread. If the receiver has timed out by then, the lock is released
        // again.
        thread::spawn(move || {
            let taken = file.lock().map(|()| Self(file));
            let _ = sender.send(taken);
        });
        match receiver.recv_timeout(LOCK_TIMEOUT) {
            Ok(taken) => taken.map_err(|reason| unwritten(path, reason)),
            Err(_) => Err(Error::Locked { path: path.into() }),
        }
    }

    fn attempt(path: &Path) -> Result<Attempt> {
        let mut name = OsString::from(path);
        name.push(".lock");
        let mut options = OpenOptions::new();
        options.write(true).create(true).mode(0o600);
        let file = options
            .open(name)
            .map_err(|reason| unwritten(path, reason))?;
        match file.try_lock() {
            Ok(()) => Ok(Attempt::Taken(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(Attempt::Busy(file)),
            Err(TryLockError::Error(reason)) => Err(unwritten(path, reason)),
        }
    }
}

/// The lock, or the file that another process has locked.
enum Attempt {
    Taken(Lock),
    Busy(File),
}

fn unwritten(path: &Path, reason: io::Error) -> Error {
    Error::Unwritten {
        path: path.into(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_holds_it_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wallet");
        let held = Lock::take(&path).unwrap();
        for refused in [Lock::take(&path), Lock::wait(&path)] {
            assert!(matches!(refused, Err(Error::Locked { .. })));
        }
        drop(held);
        // A process that another test starts has a copy of the file until it runs its program.
        assert!(Lock::wait(&path).is_ok());
    }

    #[test]
    fn whoever_waits_gets_it_when_it_is_let_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wallet");
        let held = Lock::take(&path).unwrap();
        let (sender, receiver) = mpsc::channel();
        let waiting = thread::spawn(move || {
            sender.send(()).unwrap();
            Lock::wait(&path)
        });
        receiver.recv().unwrap();
        drop(held);
        assert!(waiting.join().unwrap().is_ok());
    }
}
