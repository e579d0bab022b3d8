//! Randomness of the system, for keys and challenges.

use crate::{
    outside::{Outside, System},
    Error, Result,
};
use std::io;

/// Fills the buffer with random bytes.
///
/// # Errors
/// If the system has no randomness.
pub fn random(bytes: &mut [u8]) -> io::Result<()> {
    System.random(bytes)
}

/// Draws 32 random bytes, for a challenge or a seed.
///
/// # Errors
/// If the system has no randomness.
pub fn random_bytes() -> Result<[u8; 32]> {
    let mut bytes = [0; 32];
    random(&mut bytes).map_err(Error::Randomness)?;
    Ok(bytes)
}
