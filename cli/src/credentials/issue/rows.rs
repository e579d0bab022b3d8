//! What is to be stated of whom: a row for each credential.

mod csv;
mod input;
mod ndjson;

pub use input::Input;

use super::terms::Terms;
use crate::credentials::Problem;
use aura_primitives::credentials::{view::SchemaView, Capacity, ClaimKind};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Bytes of a row, at most.
pub const LONGEST: usize = 64 * 1024;

/// What is wrong with rows: as many as are shown.
const SHOWN: usize = 20;

/// What the subject of a row is called: its DID, as in a credential.
pub const SUBJECT: &str = "id";

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Comma-separated values: the first line names the claims, and `id` for the DID of the subject.
    Csv,
    /// A JSON object a line: the `credentialSubject`.
    Ndjson,
}

/// One credential's worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Where it begins; the first line is 1.
    pub line: u64,
    /// The DID of the subject.
    pub subject: String,
    /// What is stated.
    pub claims: Map<String, Value>,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where.
    pub line: u64,
    /// What, and what to do.
    pub reason: String,
    /// Whether rows after it cannot be read.
    pub last: bool,
}

/// Rows, one after the other.
pub type Rows<'a> = Box<dyn Iterator<Item = Result<Row, Wrong>> + 'a>;

/// The rows of an input.
pub fn read<'a>(format: Format, input: Input, schema: &'a SchemaView) -> Rows<'a> {
    match format {
        Format::Csv => csv::read(input, schema),
        Format::Ndjson => ndjson::read(input),
    }
}

/// A value of a claim, from text.
pub fn value(kind: ClaimKind, text: &str) -> Result<Value, String> {
    match kind {
        ClaimKind::Integer => text
            .parse()
            .ok()
            .filter(|number: &i64| number.to_string() == text)
            .map(Value::from)
            .ok_or_else(|| format!("'{}' is no whole number", shown(text))),
        ClaimKind::Boolean => match text {
            "true" => Ok(true.into()),
            "false" => Ok(false.into()),
            _ => Err(format!("'{}' is neither true nor false", shown(text))),
        },
        // Whether it is a day, or bytes, is seen where the credential is made.
        ClaimKind::Date | ClaimKind::Text | ClaimKind::Bytes => Ok(text.into()),
    }
}

/// The beginning of a text, tame.
pub fn shown(text: &str) -> String {
    let beginning: String = text.chars().take(40).collect();
    crate::output::tame(&beginning)
}

/// Checks every row, and counts them.
///
/// # Errors
/// What is wrong with the first of those that are wrong, with their lines.
pub fn check(rows: Rows<'_>, terms: &Terms, schema: &SchemaView) -> Result<u32, Problem> {
    let (mut count, mut wrong, mut subjects) = (0_u32, vec![], HashSet::new());
    for row in rows {
        count = count.saturating_add(1);
        if count > Capacity::TwoTo20.entries() {
            return Err(Problem::TooManyRows);
        }
        let checked = row.and_then(|row| {
            let line = row.line;
            let of_row = |reason: String| Wrong {
                line,
                reason,
                last: false,
            };
            // As it will be made, but for its place.
            let draft = terms.draft(schema, &row, 0).to_json();
            draft.map_err(|error| of_row(error.to_string()))?;
            if schema.unique
                && !subjects.insert(sp_crypto_hashing::blake2_256(row.subject.as_bytes()))
            {
                let why =
                    "its subject stands above already, and the schema has one credential each";
                return Err(of_row(why.into()));
            }
            Ok(())
        });
        if let Err(error) = checked {
            let last = error.last;
            wrong.push(error);
            if last || wrong.len() >= SHOWN {
                break;
            }
        }
    }
    match (wrong.is_empty(), count) {
        (false, _) => Err(Problem::Rows(wrong)),
        (true, 0) => Err(Problem::NoRows),
        (true, count) => Ok(count),
    }
}

#[cfg(test)]
#[path = "rows/tests.rs"]
pub mod tests;
