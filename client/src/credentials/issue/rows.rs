//! Rows: the subject and claims of each credential.

mod csv;
mod input;
mod ndjson;
mod wrong;

pub use input::Input;
pub use wrong::{Wrong, WrongRows};

use super::terms::Terms;
use crate::{credentials::Problem, display::tame, text::hidden, zkp::bounds::day};
use aura_identity::zkp::Binding;
use aura_primitives::credentials::{view::SchemaView, Capacity, ClaimKind};
use aura_wallet::Commitment;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Name of the column or member with the subject of a row: its DID, as in a credential.
pub const SUBJECT: &str = "id";

/// Name of the column or member with the holder's commitment of a row. No claim has this name.
pub const HOLDER: &str = "holder";

/// Formats of a file of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Comma-separated values: the first line names the claims, and `id` for the DID of the
    /// subject. A column `holder` has the holders' commitments.
    Csv,
    /// One JSON object a line: the claims, and `id`.
    Ndjson,
}

/// Contents of one credential.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Line in which the row begins; the first line is 1.
    pub line: u64,
    /// DID of the subject.
    pub subject: String,
    /// Claims about the subject.
    pub claims: Map<String, Value>,
    /// The holder's commitment, for proofs; nothing can be proven of a credential without it.
    pub holder: Option<Commitment>,
}

/// Rows of an input, or the faults of those that cannot be read.
pub type Rows<'a> = Box<dyn Iterator<Item = Result<Row, Wrong>> + 'a>;

/// Reads the rows of an input.
pub fn read<'a>(format: Format, input: Input, schema: &'a SchemaView) -> Rows<'a> {
    match format {
        Format::Csv => csv::read(input, schema),
        Format::Ndjson => ndjson::read(input),
    }
}

/// Checks that every character of a text is visible: people read the credentials.
///
/// # Errors
/// If a character is invisible, with its name.
pub fn expect_visible(text: &str) -> Result<(), String> {
    match hidden(text) {
        None => Ok(()),
        Some((_, hidden)) => Err(format!("'{}' has {hidden}", shown(text))),
    }
}

/// Parses the value of a claim from text.
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
        // The credential's own check decides if the text encodes bytes.
        ClaimKind::Text | ClaimKind::Bytes => Ok(text.into()),
    }
}

/// Returns the first 40 characters of a text, made safe for a terminal.
pub fn shown(text: &str) -> String {
    let beginning: String = text.chars().take(40).collect();
    tame(&beginning)
}

/// Parses a holder's commitment from text.
pub fn holder(text: &str) -> Result<Commitment, String> {
    text.parse()
        .map_err(|error| format!("{HOLDER}: '{}': {error}", shown(text)))
}

/// Number of rows that were checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Number of all rows.
    pub rows: u32,
    /// Number of rows with a holder, of whose credentials something can be proven.
    pub provable: u32,
}

/// Checks and counts all rows. Without a key for proofs in the terms, rows with a holder are only
/// counted as such, and not checked for proofs.
///
/// # Errors
/// The faults of the first faulty rows, with their lines, and the number of the others.
pub fn check(rows: Rows<'_>, terms: &Terms, schema: &SchemaView) -> Result<Count, Problem> {
    check_up_to(Capacity::TwoTo20.entries(), rows, terms, schema)
}

/// As [`check`], for at most `most` rows.
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
            // Made as it will be issued, except for its place and its salt.
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
            // Two credentials with one holder could be recognized as one person's.
            if row
                .holder
                .is_some_and(|holder| !holders.insert(holder.value().to_bytes()))
            {
                let why =
                    "an earlier row has this holder: each credential needs its own commitment";
                return Err(of_row(why.into()));
            }
            if schema.unique
                && !subjects.insert(sp_crypto_hashing::blake2_256(row.subject.as_bytes()))
            {
                let why =
                    "an earlier row has this subject: the schema allows one credential per subject";
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
pub(super) mod tests;
