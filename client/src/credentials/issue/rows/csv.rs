//! Comma-separated values, by RFC 4180 and as spreadsheets write them: also with semicolons or
//! tabs, and with a first line `sep=;` that names the separator.

use super::{expect_visible, holder, shown, value, Input, Row, Rows, Wrong, HOLDER, SUBJECT};
use aura_primitives::credentials::view::{ClaimView, SchemaView};
use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use std::{
    io::{self, Chain, Cursor, Read},
    iter,
};

/// Characters that separate fields. The first of them that the header line contains is used: column
/// names contain none of them.
const SEPARATORS: [u8; 4] = *b",;\t|";

const EMPTY: &str = "the file is empty: it needs a line of names";

/// The input after its first lines, which were read to find the separator, and the end of its last
/// line.
type Source = Chain<Chain<Cursor<Vec<u8>>, Input>, &'static [u8]>;

/// Content of a column.
enum Column<'a> {
    Subject,
    Holder,
    Claim(&'a ClaimView),
}

pub fn read(input: Input, schema: &SchemaView) -> Rows<'_> {
    let watch = input.watch();
    let refused = |wrong| -> Rows<'_> { Box::new(iter::once(Err(wrong))) };
    let mut reader = match open(input) {
        Ok(reader) => reader,
        Err(error) => return refused(last(1, error.to_string())),
    };
    let columns = match next(&mut reader) {
        Some(Ok((line, head))) => columns(line, &head, schema),
        Some(Err(wrong)) => Err(wrong),
        None => Err(last(1, EMPTY.into())),
    };
    let columns = match columns {
        Ok(columns) => columns,
        Err(wrong) => return refused(wrong),
    };
    watch.row_ended();
    let mut ended = false;
    Box::new(iter::from_fn(move || {
        if ended {
            return None;
        }
        let next = next(&mut reader)?;
        watch.row_ended();
        let read = next.and_then(|(line, record)| row(line, &columns, &record));
        ended = read.as_ref().is_err_and(|wrong| wrong.last);
        Some(read)
    }))
}

/// Reads the next record, with the line in which it begins. Empty lines are skipped.
fn next(reader: &mut Reader<Source>) -> Option<Result<(u64, ByteRecord), Wrong>> {
    let mut record = ByteRecord::new();
    let read = reader.read_byte_record(&mut record);
    let after = reader.position().line();
    match read {
        Ok(false) => None,
        Ok(true) => {
            // Every record ends with one line feed. All others are within its fields.
            let within = record.iter().flatten().filter(|byte| **byte == b'\n');
            let lines = u64::try_from(within.count()).unwrap_or(u64::MAX);
            let line = after.saturating_sub(lines).saturating_sub(1);
            Some(Ok((line, record)))
        }
        Err(error) => {
            let reason = match error.kind() {
                ErrorKind::Io(error) => error.to_string(),
                _ => error.to_string(),
            };
            Some(Err(last(after, reason)))
        }
    }
}

/// Opens a reader with the separator that the first lines have.
fn open(mut input: Input) -> io::Result<Reader<Source>> {
    let mut head = names(&mut input)?;
    let mut separator = None;
    let first = head.strip_suffix(b"\n").unwrap_or(&head);
    if let Some([said]) = first.strip_prefix(b"sep=") {
        separator = Some(*said);
        // An empty line in place of `sep=` is skipped, but counted.
        head = [b"\n".to_vec(), names(&mut input)?].concat();
    }
    if head.trim_ascii().is_empty() {
        return Err(io::Error::other(EMPTY));
    }
    let mut known = SEPARATORS.into_iter();
    let separator = separator.or_else(|| known.find(|one| head.contains(one)));
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(separator.unwrap_or(b','))
        .has_headers(false)
        .flexible(true);
    let ended = Cursor::new(head).chain(input).chain(&b"\n"[..]);
    Ok(builder.from_reader(ended))
}

/// Reads the next line that is not empty, and those before it.
fn names(input: &mut Input) -> io::Result<Vec<u8>> {
    let mut head = vec![];
    loop {
        let next = line(input)?;
        head.extend_from_slice(&next);
        if next.is_empty() || !next.trim_ascii().is_empty() {
            return Ok(head);
        }
    }
}

/// Reads the next line, with its line feed.
fn line(input: &mut Input) -> io::Result<Vec<u8>> {
    let mut line = vec![];
    let mut byte = [0];
    while input.read(&mut byte)? > 0 {
        line.extend(byte);
        if byte == *b"\n" {
            break;
        }
    }
    Ok(line)
}

/// Parses the header line to columns, or returns all of its faults.
fn columns<'a>(
    line: u64,
    head: &ByteRecord,
    schema: &'a SchemaView,
) -> Result<Vec<Column<'a>>, Wrong> {
    let head: Vec<_> = head
        .iter()
        .map(text)
        .collect::<Result<_, _>>()
        .map_err(|reason| last(line, reason))?;
    let (mut columns, mut faults) = (vec![], vec![]);
    for (place, name) in head.iter().enumerate() {
        let is_again = head.iter().take(place).any(|other| other == name);
        match column(name, schema) {
            _ if name.is_empty() => {
                let number = place.saturating_add(1);
                faults.push(format!("column {number} has no name: name or delete it"));
            }
            _ if is_again => faults.push(format!("the column '{}' appears twice", shown(name))),
            Ok(column) => columns.push(column),
            Err(fault) => faults.push(fault),
        }
    }
    if !head.contains(&SUBJECT) {
        faults.push("there is no column 'id' for the DID of the subject".into());
    }
    if faults.is_empty() {
        return Ok(columns);
    }
    let claims = schema.claims.iter().map(|claim| claim.name.as_str());
    let known: Vec<_> = [SUBJECT, HOLDER].into_iter().chain(claims).collect();
    faults.push(format!("the columns are {}", known.join(", ")));
    Err(last(line, faults.join("; ")))
}

fn column<'a>(name: &str, schema: &'a SchemaView) -> Result<Column<'a>, String> {
    match name {
        SUBJECT => Ok(Column::Subject),
        HOLDER => Ok(Column::Holder),
        _ => {
            expect_visible(name)?;
            let claim = schema.claims.iter().find(|claim| claim.name == name);
            let missing = || format!("the schema has no claim '{}'", shown(name));
            claim.map(Column::Claim).ok_or_else(missing)
        }
    }
}

/// Parses a record to a row, or returns all of its faults.
fn row(line: u64, columns: &[Column<'_>], record: &ByteRecord) -> Result<Row, Wrong> {
    let mut row = Row {
        line,
        subject: String::new(),
        claims: Default::default(),
        holder: None,
    };
    let mut faults = vec![];
    let (found, expected) = (record.len(), columns.len());
    if record.iter().all(|field| field.trim_ascii().is_empty()) {
        faults.push("it is empty: delete it".into());
    } else if found != expected {
        faults.push(format!(
            "it has {found} fields, and the line of names {expected}: a value with a separator in \
             it needs quotation marks"
        ));
    } else {
        let fields = columns.iter().zip(record);
        let read = fields.map(|(column, bytes)| field(&mut row, column, text(bytes)?));
        faults.extend(read.filter_map(Result::err));
    }
    if faults.is_empty() {
        return Ok(row);
    }
    Err(Wrong {
        line,
        reason: faults.join("; "),
        last: false,
    })
}

/// Decodes a field, without the blanks around it.
fn text(bytes: &[u8]) -> Result<&str, String> {
    let text = std::str::from_utf8(bytes);
    let text = text
        .map_err(|_| "it is not UTF-8: save the file as UTF-8 (Excel calls that \"CSV UTF-8\")")?;
    Ok(text.trim())
}

fn field(row: &mut Row, column: &Column<'_>, text: &str) -> Result<(), String> {
    match column {
        // An empty field states no claim.
        Column::Claim(_) | Column::Holder if text.is_empty() => {}
        Column::Subject => {
            expect_visible(text).map_err(|fault| format!("{SUBJECT}: {fault}"))?;
            row.subject = text.into();
        }
        Column::Holder => row.holder = Some(holder(text)?),
        Column::Claim(claim) => {
            let value = value(claim.kind, text);
            let value = value.map_err(|reason| format!("{}: {reason}", claim.name))?;
            row.claims.insert(claim.name.clone(), value);
        }
    }
    Ok(())
}

/// Makes the fault of a line after which nothing can be read.
const fn last(line: u64, reason: String) -> Wrong {
    Wrong {
        line,
        reason,
        last: true,
    }
}
