//! Writes the canonical forms of documents, for a comparison with other libraries: reads one JSON
//! document a line, and writes a line of JSON for each, with `rdfc` and `jcs`, or `refused` and the
//! reason.

use aura_identity::data_integrity::{contexts, jcs, rdfc, DataIntegrityError};
use serde_json::{json, Value};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    contexts::know_examples();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let forms = canonical(line?.as_bytes()).unwrap_or_else(
            |error| json!({ "refused": error.reason(), "detail": error.to_string() }),
        );
        writeln!(out, "{forms}")?;
    }
    Ok(())
}

fn canonical(line: &[u8]) -> Result<Value, DataIntegrityError> {
    let document = jcs::parse(line)?;
    let rdfc = rdfc::canonical(&document)?;
    Ok(json!({ "rdfc": rdfc, "jcs": jcs::canonical(&document) }))
}
