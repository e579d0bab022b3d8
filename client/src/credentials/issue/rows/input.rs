//! Reader of a file of rows. It hashes the bytes, and fails once a row exceeds [`MAX_ROW_BYTES`].
//! The text that callers read has no byte order mark, and its lines end with a line feed.

use crate::{
    limits::MAX_ROW_BYTES,
    text::{is_utf16, Fault, MARK},
};
use sha2::{Digest, Sha256};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    io::{self, Read},
    rc::Rc,
};

/// Error of a row that does not end.
pub const TOO_LONG: &str =
    "a row has at most 65,536 bytes: check that its quotation marks are closed";

/// Reader of a file of rows.
pub struct Input {
    inner: Box<dyn Read>,
    state: Rc<State>,
    /// First bytes that were examined for the encoding and not yet returned.
    beginning: Option<VecDeque<u8>>,
    /// True if the last byte was a carriage return, which was passed on as a line feed.
    after_return: bool,
}

struct State {
    hash: RefCell<Sha256>,
    /// Bytes that the current row may still have.
    left: Cell<usize>,
}

/// Handle to the state of an input that another reader owns.
#[derive(Clone)]
pub struct Watch(Rc<State>);

impl Input {
    /// Makes an input from any reader.
    pub fn new(inner: Box<dyn Read>) -> Self {
        let state = Rc::new(State {
            hash: RefCell::new(Sha256::new()),
            left: Cell::new(MAX_ROW_BYTES),
        });
        Self {
            inner,
            state,
            beginning: None,
            after_return: false,
        }
    }

    /// Reads and hashes further bytes, unchanged.
    fn read_raw(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(beginning) = self.beginning.as_mut().filter(|left| !left.is_empty()) {
            return beginning.read(buffer);
        }
        let read = self.inner.read(buffer)?;
        let bytes = buffer.get(..read).unwrap_or_default();
        self.state.hash.borrow_mut().update(bytes);
        Ok(read)
    }

    /// Reads the first bytes, which show the encoding: skips a byte order mark, and refuses UTF-16.
    fn begin(&mut self) -> io::Result<()> {
        let mut first = vec![];
        let most = MARK.len() as u64;
        self.inner.by_ref().take(most).read_to_end(&mut first)?;
        self.state.hash.borrow_mut().update(&first);
        if is_utf16(&first) {
            return Err(io::Error::other(Fault::Utf16));
        }
        if first == MARK {
            first.clear();
        }
        self.beginning = Some(first.into());
        Ok(())
    }

    /// Replaces every line ending with a line feed, and returns the new length.
    fn end_lines(&mut self, bytes: &mut [u8]) -> usize {
        let mut kept = 0_usize;
        for place in 0..bytes.len() {
            let one = bytes.get(place).copied().unwrap_or_default();
            let is_second = std::mem::replace(&mut self.after_return, one == b'\r') && one == b'\n';
            if let (false, Some(to)) = (is_second, bytes.get_mut(kept)) {
                *to = if one == b'\r' { b'\n' } else { one };
                kept = kept.saturating_add(1);
            }
        }
        kept
    }

    /// Returns a handle to the state of this input.
    pub fn watch(&self) -> Watch {
        Watch(self.state.clone())
    }
}

impl Watch {
    /// Marks the end of a row: the next row may have [`MAX_ROW_BYTES`] again.
    pub fn row_ended(&self) {
        self.0.left.set(MAX_ROW_BYTES);
    }

    /// Returns the SHA-256 of all bytes that were read.
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
        if self.beginning.is_none() {
            self.begin()?;
        }
        loop {
            let read = self.read_raw(buffer)?;
            if read == 0 && left == 0 {
                return Err(io::Error::other(TOO_LONG));
            }
            let kept = self.end_lines(buffer.get_mut(..read).unwrap_or_default());
            // If the only byte read was the second one of a line ending, this is not the end of the
            // file.
            if kept > 0 || read == 0 {
                self.state.left.set(left.saturating_sub(kept));
                return Ok(kept);
            }
        }
    }
}
