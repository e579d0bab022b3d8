//! Rows that cannot be issued.

use std::fmt;

/// Rows that are wrong of which it is told why, at most.
const MAX_SHOWN: usize = 20;

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where.
    pub line: u64,
    /// What, and what to do.
    pub reason: String,
    /// Whether rows after it cannot be read.
    pub last: bool,
}

/// Rows that are wrong. Those that are not shown are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WrongRows {
    /// The first of them.
    pub shown: Vec<Wrong>,
    /// The others.
    pub more: usize,
}

impl WrongRows {
    /// Adds one, which is counted alone where too many are there.
    pub fn add(&mut self, wrong: Wrong) {
        if self.shown.len() < MAX_SHOWN {
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
