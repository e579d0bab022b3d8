//! Randomness, from the caller.

use std::io;

/// Function that fills a buffer with random bytes, or fails if there is no randomness. Phrases,
/// blinding values, salts and nonces are made of them, so nobody may be able to guess them, and no
/// two calls may give the same: `getrandom` on a computer, `crypto.getRandomValues` in a browser.
pub type Random<'a> = &'a dyn Fn(&mut [u8]) -> io::Result<()>;

/// Randomness of the system, for tests.
#[cfg(test)]
pub fn system(bytes: &mut [u8]) -> io::Result<()> {
    getrandom::fill(bytes).map_err(io::Error::from)
}
