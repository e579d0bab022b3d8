//! Writes the output: each credential with its inclusion proof.

use super::{
    files::{self, Files},
    journal::Journal,
    shuffle::{places, salt},
};
use crate::{credentials::Problem, output::bar, private_file, Result};
use aura_identity::anchoring::{Batch, Inclusion};
use serde::Serialize;
use serde_json::value::RawValue;

/// One line of the output.
#[derive(Serialize)]
struct Line<'a> {
    credential: &'a RawValue,
    inclusion: Inclusion,
}

/// Writes the output: all of it, or nothing.
pub fn publish(files: &Files, journal: &Journal, batch: &Batch) -> Result<()> {
    let bar = bar(journal.count, "Writing");
    private_file::create_with(&files.out, |out| {
        let places = places(&journal.seed, journal.count);
        for (line, place) in files::lines(&files.part)?.zip(places) {
            let line = line?;
            let credential = serde_json::from_slice(&line);
            let salt = salt(&journal.seed, place);
            let inclusion = Inclusion::new(journal.terms.list, batch, place, salt);
            let line = Line {
                credential: credential.map_err(|_| Problem::Journal(files.part.clone()))?,
                inclusion: inclusion.map_err(Problem::from)?,
            };
            let failed = files::unwritten(&files.out);
            serde_json::to_writer(&mut *out, &line).map_err(|error| failed(error.into()))?;
            out.write_all(b"\n").map_err(&failed)?;
            bar.inc(1);
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    Ok(())
}
