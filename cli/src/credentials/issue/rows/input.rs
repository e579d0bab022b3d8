//! A file of rows: hashed while it is read, and never read far beyond a row that does not end.

use super::LONGEST;
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use std::{
    cell::{Cell, RefCell},
    fs::File,
    io::{self, Read},
    path::Path,
    rc::Rc,
};

/// The error of a row that does not end.
pub const TOO_LONG: &str =
    "a row has at most 65,536 bytes: see that its quotation marks are closed";

/// A file of rows.
pub struct Input {
    inner: Box<dyn Read>,
    state: Rc<State>,
}

struct State {
    hash: RefCell<Sha256>,
    left: Cell<usize>,
}

/// What is known of an input while somebody else reads it.
#[derive(Clone)]
pub struct Watch(Rc<State>);

impl Input {
    /// Opens a file.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|reason| Error::File {
            path: path.into(),
            reason,
        })?;
        Ok(Self::new(Box::new(file)))
    }

    /// From anything that can be read.
    pub fn new(inner: Box<dyn Read>) -> Self {
        let state = Rc::new(State {
            hash: RefCell::new(Sha256::new()),
            left: Cell::new(LONGEST),
        });
        Self { inner, state }
    }

    /// What is known of it.
    pub fn watch(&self) -> Watch {
        Watch(self.state.clone())
    }
}

impl Watch {
    /// A row has ended: another may be read.
    pub fn row_ended(&self) {
        self.0.left.set(LONGEST);
    }

    /// SHA-256 of what was read.
    pub fn digest(&self) -> [u8; 32] {
        self.0.hash.borrow().clone().finalize().into()
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.state.left.get();
        let Some(buffer) = buffer.get_mut(..left.min(buffer.len())) else {
            return Ok(0);
        };
        let read = self.inner.read(buffer)?;
        if read == 0 && left == 0 {
            return Err(io::Error::other(TOO_LONG));
        }
        self.state.left.set(left.saturating_sub(read));
        let bytes = buffer.get(..read).unwrap_or_default();
        self.state.hash.borrow_mut().update(bytes);
        Ok(read)
    }
}
