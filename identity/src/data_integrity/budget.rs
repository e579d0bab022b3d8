//! Budget for canonicalization.
//!
//! Whoever makes a document decides how long its canonicalization takes, so one verification has one
//! budget, shared by all its documents and proofs.

use super::CredentialError;
use std::cell::Cell;

/// Bytes of JSON-LD, contexts and quads in one verification, at most. A presentation of 1 MiB with
/// sixteen credentials of eight proofs each stays below.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Steps of [`rdf::canonical`](super::rdf::canonical) in one verification, at most: a presentation is
/// canonicalized as a whole, and each of its credentials once more.
const MAX_STEPS: usize = 2 * super::rdf::MAX_STEPS;

/// The work that one verification may still do.
#[derive(Debug)]
pub(crate) struct Budget {
    bytes: Cell<usize>,
    steps: Cell<usize>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            bytes: Cell::new(MAX_BYTES),
            steps: Cell::new(MAX_STEPS),
        }
    }
}

impl Budget {
    /// Takes bytes that are to be read or written.
    ///
    /// # Errors
    ///
    /// [`CredentialError::TooMuchWork`] if fewer are left; they stay.
    pub(super) fn take_bytes(&self, bytes: usize) -> Result<(), CredentialError> {
        take(&self.bytes, bytes)
    }

    /// Takes steps of a canonicalization.
    ///
    /// # Errors
    ///
    /// [`CredentialError::TooMuchWork`] if fewer are left; they stay.
    pub(super) fn take_steps(&self, steps: usize) -> Result<(), CredentialError> {
        take(&self.steps, steps)
    }

    /// Bytes and steps taken so far.
    #[cfg(test)]
    pub(super) fn spent(&self) -> (usize, usize) {
        (MAX_BYTES - self.bytes.get(), MAX_STEPS - self.steps.get())
    }
}

fn take(left: &Cell<usize>, amount: usize) -> Result<(), CredentialError> {
    let rest = left.get().checked_sub(amount);
    left.set(rest.ok_or(CredentialError::TooMuchWork)?);
    Ok(())
}
