//! Comma-separated values, as RFC 4180 has them.

use super::{holder, shown, value, Input, Row, Rows, Wrong, HOLDER, SUBJECT};
use aura_primitives::credentials::view::{ClaimView, SchemaView};
use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use std::iter;

/// What a column holds.
enum Column<'a> {
    Subject,
    Holder,
    Claim(&'a ClaimView),
}

pub fn read(input: Input, schema: &SchemaView) -> Rows<'_> {
    let watch = input.watch();
    let mut reader = ReaderBuilder::new().from_reader(input);
    let columns = match columns(&mut reader, schema) {
        Ok(columns) => columns,
        Err(wrong) => return Box::new(iter::once(Err(wrong))),
    };
    watch.row_ended();
    let mut ended = false;
    Box::new(iter::from_fn(move || {
        if ended {
            return None;
        }
        let mut record = StringRecord::new();
        match reader.read_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                watch.row_ended();
                Some(row(&columns, &record))
            }
            Err(error) => {
                let wrong = wrong(&error, reader.position().line());
                ended = wrong.last;
                watch.row_ended();
                Some(Err(wrong))
            }
        }
    }))
}

fn columns<'a>(
    reader: &mut Reader<Input>,
    schema: &'a SchemaView,
) -> Result<Vec<Column<'a>>, Wrong> {
    let refused = |reason| Wrong {
        line: 1,
        reason,
        last: true,
    };
    let head = reader
        .headers()
        .map_err(|error| Wrong {
            last: true,
            ..wrong(&error, 1)
        })?
        .clone();
    let mut columns = vec![];
    for (place, name) in head.iter().enumerate() {
        if head.iter().take(place).any(|other| other == name) {
            return Err(refused(format!(
                "the column '{}' stands twice",
                shown(name)
            )));
        }
        if name == SUBJECT {
            columns.push(Column::Subject);
            continue;
        }
        if name == HOLDER {
            columns.push(Column::Holder);
            continue;
        }
        let claim = schema.claims.iter().find(|claim| claim.name == name);
        let claim = claim.ok_or_else(|| {
            let known: Vec<_> = schema
                .claims
                .iter()
                .map(|claim| claim.name.as_str())
                .collect();
            refused(format!(
                "the schema has no claim '{}': the columns are id, holder, {}",
                shown(name),
                known.join(", ")
            ))
        })?;
        columns.push(Column::Claim(claim));
    }
    if head.iter().all(|name| name != SUBJECT) {
        let why = "there is no column 'id' for the DID of the subject";
        return Err(refused(why.into()));
    }
    Ok(columns)
}

fn row(columns: &[Column<'_>], record: &StringRecord) -> Result<Row, Wrong> {
    let line = record.position().map_or(0, csv::Position::line);
    let mut row = Row {
        line,
        subject: String::new(),
        claims: Default::default(),
        holder: None,
    };
    let wrong = |reason| Wrong {
        line,
        reason,
        last: false,
    };
    for (column, text) in columns.iter().zip(record) {
        match column {
            Column::Subject => row.subject = text.into(),
            // Nothing is stated.
            Column::Claim(_) | Column::Holder if text.is_empty() => {}
            Column::Holder => row.holder = Some(holder(text).map_err(wrong)?),
            Column::Claim(claim) => {
                let value = value(claim.kind, text)
                    .map_err(|reason| wrong(format!("{}: {reason}", claim.name)))?;
                row.claims.insert(claim.name.clone(), value);
            }
        }
    }
    Ok(row)
}

fn wrong(error: &csv::Error, line: u64) -> Wrong {
    let of = error.position().map(csv::Position::line);
    let (reason, last) = match error.kind() {
        ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => (
            format!("it has {len} fields, and the first line {expected_len}"),
            false,
        ),
        ErrorKind::Utf8 { .. } => ("it is no text in UTF-8".into(), false),
        ErrorKind::Io(error) => (error.to_string(), true),
        _ => (error.to_string(), true),
    };
    Wrong {
        line: of.unwrap_or(line),
        reason,
        last,
    }
}
