//! What is to be stated of whom: a row for each credential.

mod csv;
mod input;
mod ndjson;

pub use input::Input;

use super::terms::Terms;
use crate::{credentials::Problem, text::hidden, wallet::Commitment, zkp::day};
pub use aura_client::credentials::{Wrong, WrongRows};
use aura_identity::zkp::Binding;
use aura_primitives::credentials::{view::SchemaView, Capacity, ClaimKind};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Bytes of a row, at most.
pub const MAX_ROW_BYTES: usize = 64 * 1024;

/// What the subject of a row is called: its DID, as in a credential.
pub const SUBJECT: &str = "id";

/// What the holder's commitment of a row is called. No claim has this name.
pub const HOLDER: &str = "holder";

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Comma-separated values: the first line names the claims, and `id` for the DID of the subject. A
    /// column `holder` has the holders' commitments.
    Csv,
    /// A JSON object a line: the claims, and `id`.
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
    /// For whom it is in proofs; nothing can be proven of a credential without.
    pub holder: Option<Commitment>,
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

/// Checks that all characters of a text can be seen: what is issued is read by people.
///
/// # Errors
/// The character.
pub fn expect_visible(text: &str) -> Result<(), String> {
    match hidden(text) {
        None => Ok(()),
        Some((_, hidden)) => Err(format!("'{}' has {hidden}", shown(text))),
    }
}

/// A value of a claim, from text.
pub fn value(kind: ClaimKind, text: &str) -> Result<Value, String> {
    expect_visible(text)?;
    match kind {
        ClaimKind::Integer => text
            .parse()
            .ok()
            .filter(|number: &i64| number.to_string() == text)
            .map(Value::from)
            .ok_or_else(|| {
                format!(
                    "'{}' is not a whole number: write 42, with digits alone",
                    shown(text)
                )
            }),
        // Spreadsheets write them in capital letters.
        ClaimKind::Boolean => match text.to_ascii_lowercase().as_str() {
            "true" => Ok(true.into()),
            "false" => Ok(false.into()),
            _ => Err(format!("'{}' is neither true nor false", shown(text))),
        },
        ClaimKind::Date => day(text).map(|_| text.into()),
        // The credential's own check decides if it is bytes.
        ClaimKind::Text | ClaimKind::Bytes => Ok(text.into()),
    }
}

/// The beginning of a text, tame.
pub fn shown(text: &str) -> String {
    let beginning: String = text.chars().take(40).collect();
    crate::output::tame(&beginning)
}

/// A holder's commitment, from text.
pub fn holder(text: &str) -> Result<Commitment, String> {
    text.parse()
        .map_err(|error| format!("{HOLDER}: '{}': {error}", shown(text)))
}

/// How many rows there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// All of them.
    pub rows: u32,
    /// Those with a holder, of whose credentials something can be proven.
    pub provable: u32,
}

/// Checks every row, and counts them. Without a key for proofs in the terms, holders are counted alone.
///
/// # Errors
/// The faults of the first faulty rows, with their lines, and the number of the others.
pub fn check(rows: Rows<'_>, terms: &Terms, schema: &SchemaView) -> Result<Count, Problem> {
    check_up_to(Capacity::TwoTo20.entries(), rows, terms, schema)
}

/// The same for as many rows as are given, at most.
fn check_up_to(
    most: u32,
    rows: Rows<'_>,
    terms: &Terms,
    schema: &SchemaView,
) -> Result<Count, Problem> {
    let (mut count, mut wrong, mut subjects) = (0_u32, WrongRows::default(), HashSet::new());
    let mut holders = HashSet::new();
    for row in rows {
        count = count.saturating_add(1);
        if count > most {
            return Err(Problem::TooManyRows);
        }
        let checked = row.and_then(|row| {
            let line = row.line;
            let of_row = |reason: String| Wrong {
                line,
                reason,
                last: false,
            };
            // As it will be made, but for its place and its salt.
            let draft = terms.draft(schema, &row, 0);
            match row.holder.filter(|_| terms.proof_key.is_some()) {
                None => drop(draft.to_json().map_err(|error| of_row(error.to_string()))?),
                Some(holder) => {
                    let binding = Binding {
                        holder: holder.value(),
                        salt: [0; 31],
                    };
                    let made = draft.to_provable_json(&binding);
                    drop(made.map_err(|error| of_row(error.to_string()))?);
                }
            }
            // Two credentials with one holder could be told to be one person's.
            if row
                .holder
                .is_some_and(|holder| !holders.insert(holder.value().to_bytes()))
            {
                let why = "its holder stands above already: each credential has one of its own";
                return Err(of_row(why.into()));
            }
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
            wrong.add(error);
            if last {
                break;
            }
        }
    }
    match (wrong.shown.is_empty(), count) {
        (false, _) => Err(Problem::Rows(wrong)),
        (true, 0) => Err(Problem::NoRows),
        (true, rows) => Ok(Count {
            rows,
            provable: u32::try_from(holders.len()).unwrap_or(u32::MAX),
        }),
    }
}

#[cfg(test)]
#[path = "rows/tests.rs"]
pub mod tests;
