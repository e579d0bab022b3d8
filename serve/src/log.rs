//! What the operator is told, on the standard error.

use std::io::{self, Write};

/// Writes a line.
pub fn progress(text: &str) {
    // Without a standard error there is nobody to tell.
    let _ = writeln!(io::stderr(), "{text}");
}
