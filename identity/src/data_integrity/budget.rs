//! Budget for canonicalization.
//!
//! The author of a document decides how long its canonicalization takes. One verification has one
//! budget, shared by all its documents and proofs.

use super::DataIntegrityError;
use crate::limits::{MAX_VERIFICATION_BYTES, MAX_VERIFICATION_STEPS};
use std::cell::Cell;

/// Work that one verification may still do.
#[derive(Debug)]
pub(crate) struct Budget {
    bytes: Cell<usize>,
    steps: Cell<usize>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            bytes: Cell::new(MAX_VERIFICATION_BYTES),
            steps: Cell::new(MAX_VERIFICATION_STEPS),
        }
    }
}

impl Budget {
    /// Takes bytes from the budget, before they are read or written.
    ///
    /// # Errors
    ///
    /// [`DataIntegrityError::TooMuchWork`] if fewer are left. The budget is unchanged then.
    pub(super) fn take_bytes(&self, bytes: usize) -> Result<(), DataIntegrityError> {
        take(&self.bytes, bytes)
    }

    /// Takes steps from the budget, before a canonicalization.
    ///
    /// # Errors
    ///
    /// [`DataIntegrityError::TooMuchWork`] if fewer are left. The budget is unchanged then.
    pub(super) fn take_steps(&self, steps: usize) -> Result<(), DataIntegrityError> {
        take(&self.steps, steps)
    }

    /// Bytes and steps taken.
    #[cfg(test)]
    pub(crate) fn spent(&self) -> (usize, usize) {
        (
            MAX_VERIFICATION_BYTES - self.bytes.get(),
            MAX_VERIFICATION_STEPS - self.steps.get(),
        )
    }
}

fn take(left: &Cell<usize>, amount: usize) -> Result<(), DataIntegrityError> {
    let rest = left.get().checked_sub(amount);
    left.set(rest.ok_or(DataIntegrityError::TooMuchWork)?);
    Ok(())
}
