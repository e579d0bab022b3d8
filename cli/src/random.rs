//! Randomness of the system, for keys and challenges.

use crate::outside::{Outside, System};
use std::io;

/// Fills the buffer with random bytes.
///
/// # Errors
/// If the system has no randomness.
pub fn random(bytes: &mut [u8]) -> io::Result<()> {
    System.random(bytes)
}
