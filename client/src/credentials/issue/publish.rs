//! Writes the output: each credential with its inclusion proof.

use super::{
    journal::Journal,
    shuffle::{places, salt},
    storage::Storage,
};
use crate::{credentials::Problem, Error};
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
///
/// # Errors
/// If the signed credentials are not there or are damaged, or the output cannot be written.
pub fn publish<S: Storage>(storage: &S, journal: &Journal, batch: &Batch) -> Result<(), S::Error> {
    let damaged = || Error::from(Problem::Journal(storage.signed_path().into()));
    let signed = storage.signed()?.ok_or_else(damaged)?;
    let places = places(&journal.seed, journal.count);
    let mut lines = signed.zip(places).map(|(line, place)| {
        let line = line?;
        let credential = serde_json::from_slice(&line).map_err(|_| damaged())?;
        let salt = salt(&journal.seed, place);
        let inclusion = Inclusion::new(journal.terms.list, batch, place, salt);
        let inclusion = inclusion.map_err(|error| Error::from(Problem::from(error)))?;
        let line = Line {
            credential,
            inclusion,
        };
        Ok(serde_json::to_vec(&line).map_err(|_| damaged())?)
    });
    storage.publish(journal.count, &mut lines)
}
