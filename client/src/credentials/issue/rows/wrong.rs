//! Rows that cannot be issued.

use crate::limits::MAX_SHOWN_ROWS;
use std::fmt;

/// A row that cannot be issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Line of the row.
    pub line: u64,
    /// Reason and remedy, for the user.
    pub reason: String,
    /// True if the rows after it cannot be read.
    pub last: bool,
}

/// Rows that cannot be issued. Only the first ones are shown; the others are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WrongRows {
    /// First of these rows.
    pub shown: Vec<Wrong>,
    /// Number of further rows.
    pub more: usize,
}

impl WrongRows {
    /// Adds a row. It is only counted if enough are shown already.
    pub fn add(&mut self, wrong: Wrong) {
        if self.shown.len() < MAX_SHOWN_ROWS {
            self.shown.push(wrong);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }
}

impl From<Wrong> for WrongRows {
    fn from(wrong: Wrong) -> Self {
        Self {
            shown: vec![wrong],
            more: 0,
        }
    }
}

impl fmt::Display for WrongRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Wrong { line, reason, .. } in &self.shown {
            write!(f, "\nline {line}: {reason}")?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\nand {more} more"),
        }
    }
}
