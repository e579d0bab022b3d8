//! Messages to the operator, on standard error.

use std::io::{self, Write};

/// Writes a line to standard error.
pub fn progress(text: &str) {
    // If standard error is closed, the message is dropped.
    let _ = writeln!(io::stderr(), "{text}");
}
