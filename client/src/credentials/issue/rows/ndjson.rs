//! Rows as one JSON object a line.

use super::{expect_visible, holder, input::TOO_LONG, Input, Row, Rows, Wrong, HOLDER, SUBJECT};
use crate::{
    limits::MAX_ROW_BYTES,
    text::{self, Fault},
};
use aura_identity::data_integrity::jcs;
use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Read},
    iter,
};

pub fn read<'a>(input: Input) -> Rows<'a> {
    let watch = input.watch();
    let mut reader = BufReader::new(input);
    let (mut line, mut ended) = (0_u64, false);
    Box::new(iter::from_fn(move || loop {
        if ended {
            return None;
        }
        line = line.saturating_add(1);
        watch.row_ended();
        let mut bytes = vec![];
        let most = u64::try_from(MAX_ROW_BYTES)
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        let read = reader.by_ref().take(most).read_until(b'\n', &mut bytes);
        let wrong = |reason: String, last| Wrong { line, reason, last };
        match read {
            Ok(0) => return None,
            Ok(_) if bytes.len() > MAX_ROW_BYTES => {
                ended = true;
                return Some(Err(wrong(TOO_LONG.into(), true)));
            }
            Ok(_) if bytes.trim_ascii().is_empty() => {}
            Ok(_) => return Some(row(&bytes, line).map_err(|reason| wrong(reason, false))),
            Err(error) => {
                ended = true;
                return Some(Err(wrong(error.to_string(), true)));
            }
        }
    }))
}

fn row(bytes: &[u8], line: u64) -> Result<Row, String> {
    if let Err(Fault::Encoding { .. }) = text::document(bytes) {
        return Err("it is not UTF-8: save the file as UTF-8".into());
    }
    let value = jcs::parse(bytes.trim_ascii()).map_err(|error| error.to_string())?;
    let Value::Object(mut claims) = value else {
        return Err("it is not a JSON object".into());
    };
    for (name, value) in &claims {
        expect_visible(name)?;
        value.as_str().map_or(Ok(()), expect_visible)?;
    }
    let holder = match claims.remove(HOLDER) {
        None => None,
        Some(Value::String(text)) => Some(holder(&text)?),
        Some(_) => return Err(format!("its `{HOLDER}` is not a string")),
    };
    match claims.remove(SUBJECT) {
        Some(Value::String(subject)) => Ok(Row {
            line,
            subject,
            claims,
            holder,
        }),
        _ => Err("it has no `id`, the DID of the subject".into()),
    }
}
