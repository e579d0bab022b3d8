//! Strict JSON (I-JSON, [RFC 7493](https://www.rfc-editor.org/rfc/rfc7493)) and its canonical form
//! (JCS, [RFC 8785](https://www.rfc-editor.org/rfc/rfc8785)).
//!
//! Signed JSON must have one meaning: no name appears twice in an object, all libraries read every
//! number alike, and depth and length are bounded. Decision 33
//! (`docs/decisions/0033-json-and-accept-stay-ours.md`) says why no library writes the canonical
//! form.

use super::{shown, DataIntegrityError};
use crate::limits::{MAX_DEPTH, MAX_DOCUMENT_BYTES, MAX_SAFE_INTEGER, MAX_VALUES};
use json_event_parser::{JsonEvent, SliceJsonParser};
use serde_json::{Map, Number, Value};

/// Reads JSON strictly.
///
/// # Errors
///
/// [`DataIntegrityError::Json`], [`DataIntegrityError::DuplicateKey`],
/// [`DataIntegrityError::TooLarge`], [`DataIntegrityError::TooDeep`] or
/// [`DataIntegrityError::Number`].
pub fn parse(bytes: &[u8]) -> Result<Value, DataIntegrityError> {
    if bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(DataIntegrityError::TooLarge);
    }
    // The parser skips a byte order mark; RFC 8259 forbids writing one.
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err(DataIntegrityError::json("it begins with a byte order mark"));
    }
    let mut parser = SliceJsonParser::new(bytes);
    let mut open: Vec<Open> = Vec::new();
    let mut done = None;
    let mut values: usize = 0;
    loop {
        let event = parser
            .parse_next()
            .map_err(|error| DataIntegrityError::json(error.message()))?;
        let value = match event {
            JsonEvent::Eof => break,
            JsonEvent::StartObject => {
                open.push(Open::Object(Map::new(), None));
                if open.len() > MAX_DEPTH {
                    return Err(DataIntegrityError::TooDeep);
                }
                continue;
            }
            JsonEvent::StartArray => {
                open.push(Open::Array(Vec::new()));
                if open.len() > MAX_DEPTH {
                    return Err(DataIntegrityError::TooDeep);
                }
                continue;
            }
            JsonEvent::ObjectKey(key) => {
                if let Some(Open::Object(members, name)) = open.last_mut() {
                    if members.contains_key(key.as_ref()) {
                        return Err(DataIntegrityError::duplicate_key(&key));
                    }
                    *name = Some(key.into_owned());
                }
                continue;
            }
            JsonEvent::EndObject | JsonEvent::EndArray => match open.pop() {
                Some(Open::Object(members, _)) => Value::Object(members),
                Some(Open::Array(items)) => Value::Array(items),
                None => {
                    return Err(DataIntegrityError::json(
                        "`}` or `]` without an opening bracket",
                    ))
                }
            },
            JsonEvent::String(text) => Value::String(text.into_owned()),
            JsonEvent::Number(text) => Value::Number(number(&text)?),
            JsonEvent::Boolean(value) => Value::Bool(value),
            JsonEvent::Null => Value::Null,
        };
        values = values.saturating_add(1);
        if values > MAX_VALUES {
            return Err(DataIntegrityError::TooLarge);
        }
        match open.last_mut() {
            None => done = Some(value),
            Some(Open::Array(items)) => items.push(value),
            Some(Open::Object(members, name)) => {
                members.insert(name.take().unwrap_or_default(), value);
            }
        }
    }
    done.ok_or_else(|| DataIntegrityError::json("it is empty"))
}

/// An open object or array.
enum Open {
    /// Members so far, and the name of the next value.
    Object(Map<String, Value>, Option<String>),
    Array(Vec<Value>),
}

/// Reads a number by its value, in any spelling. A whole number beyond ±(2^53 − 1) is accepted only
/// if its digits are those of the nearest double, so that parsers with doubles and with exact
/// integers read the same value.
fn number(text: &str) -> Result<Number, DataIntegrityError> {
    let refused = || DataIntegrityError::Number(shown(text));
    let value: f64 = text.parse().map_err(|_| refused())?;
    let double = Number::from_f64(value).ok_or_else(refused)?;
    let whole = decimal(text).filter(|(_, exponent)| *exponent >= 0);
    match format!("{value:.0}").parse::<i64>() {
        Ok(integer) if value.fract() == 0.0 && integer.abs() <= MAX_SAFE_INTEGER => {
            // A value that is whole only because its fraction was rounded away stays a double.
            let is_exact = whole.is_some() || decimal(text).is_none();
            Ok(if is_exact { integer.into() } else { double })
        }
        _ if whole.is_none() || whole == decimal(ryu_js::Buffer::new().format(value)) => Ok(double),
        _ => Err(refused()),
    }
}

/// Significant digits of a decimal number, without zeros at either end, and their power of ten.
/// `None` for zero.
fn decimal(text: &str) -> Option<(String, i64)> {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    let exponent = exponent
        .parse::<i64>()
        .ok()?
        .checked_sub(i64::try_from(fraction.len()).ok()?)?
        .checked_add(i64::try_from(digits.len().checked_sub(significant.len())?).ok()?)?;
    let significant = significant.trim_start_matches('0');
    (!significant.is_empty()).then(|| (significant.into(), exponent))
}

/// Writes JSON by the JSON Canonicalization Scheme,
/// [RFC 8785](https://www.rfc-editor.org/rfc/rfc8785).
pub fn canonical(value: &Value) -> String {
    canonical_with(value, &number_text)
}

/// Like [`canonical`], but `number` writes the numbers.
pub(super) fn canonical_with(value: &Value, number: &dyn Fn(&Number) -> String) -> String {
    let mut text = String::new();
    write(value, number, &mut text);
    text
}

fn number_text(number: &Number) -> String {
    match number.as_i64() {
        Some(integer) if (-MAX_SAFE_INTEGER..=MAX_SAFE_INTEGER).contains(&integer) => {
            integer.to_string()
        }
        // A JSON number is always finite.
        _ => ryu_js::Buffer::new()
            .format(number.as_f64().unwrap_or_default())
            .into(),
    }
}

fn write(value: &Value, number: &dyn Fn(&Number) -> String, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(value) => out.push_str(&number(value)),
        Value::String(text) => quote(text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, number, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            // The order is by UTF-16 code units, which differs from that of code points.
            sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (index, (name, value)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                quote(name, out);
                out.push(':');
                write(value, number, out);
            }
            out.push('}');
        }
    }
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control if control < ' ' => {
                out.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Examples of RFC 8785, sections 3.2.2, 3.2.3 and appendix B.
    #[test]
    fn the_examples_of_the_rfc_are_written_as_there() {
        let input = br#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        assert_eq!(
            canonical(&parse(input).unwrap()),
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
             \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
        );
        let input = r#"{
            "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7
        }"#;
        assert_eq!(
            canonical(&parse(input.as_bytes()).unwrap()),
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}"
        );
        for (bits, text) in [
            (0x0000_0000_0000_0001_u64, "5e-324"),
            (0x8000_0000_0000_0000, "0"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x41b3_de43_5555_5554, "333333333.33333325"),
        ] {
            let number = Number::from_f64(f64::from_bits(bits)).unwrap();
            assert_eq!(canonical(&Value::Number(number)), text);
        }
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        let parse = |text: &str| parse(text.as_bytes());
        for text in [
            r#"{"a":1,"a":1}"#,
            r#"{"b":{"a":1,"\u0061":2}}"#,
            r#"[{"a":[],"b":0,"a":{}}]"#,
        ] {
            assert_eq!(
                parse(text),
                Err(DataIntegrityError::DuplicateKey("a".into())),
                "{text}"
            );
        }
        for text in [
            "9007199254740993",
            "-9007199254740993",
            "9007199254740993.0",
            "900719925474099.3e1",
            "90071992547409930e-1",
            "10000000000000001",
            "1.0000000000000001e16",
            "295147905179352825856",
            "1e400",
            "123456789012345678901234567890",
        ] {
            assert!(
                matches!(parse(text), Err(DataIntegrityError::Number(_))),
                "{text}"
            );
        }
        for text in [
            "",
            " ",
            "{",
            "}",
            "[1,]",
            "{\"a\"}",
            "01",
            "+1",
            ".5",
            "1.",
            "NaN",
            "'a'",
            "[1] [2]",
            "{} x",
            r#""\ud800""#,
            "\"\u{1}\"",
            "tru",
            "/**/1",
            "\u{feff}1",
        ] {
            assert!(
                matches!(parse(text), Err(DataIntegrityError::Json(_))),
                "{text:?}"
            );
        }
        assert!(matches!(
            super::parse(b"\"\xff\""),
            Err(DataIntegrityError::Json(_))
        ));
        assert_eq!(
            parse("9007199254740991").unwrap(),
            Value::from(MAX_SAFE_INTEGER)
        );
    }

    #[test]
    fn a_number_is_read_by_its_value() {
        for (spellings, text) in [
            (
                &["0", "-0", "0.0", "-0e7", "0e-999999999999999999999"][..],
                "0",
            ),
            (&["1", "1.0", "10e-1", "0.01E2", "1e0"], "1"),
            (
                &["-9007199254740991", "-9007199254740991.0"],
                "-9007199254740991",
            ),
            (
                &[
                    "10000000000000000",
                    "1e16",
                    "1E+16",
                    "10000000000000000.0",
                    "0.1e17",
                ],
                "10000000000000000",
            ),
            (
                &["9007199254740992", "9007199254740992.00"],
                "9007199254740992",
            ),
            (
                &["295147905179352830000", "2.9514790517935283e20"],
                "295147905179352830000",
            ),
            (&["1e21", "1000000000000000000000"], "1e+21"),
            (&["1.5", "15e-1", "1.50"], "1.5"),
        ] {
            let first = parse(spellings[0].as_bytes()).unwrap();
            assert_eq!(canonical(&first), text);
            for spelling in spellings {
                assert_eq!(parse(spelling.as_bytes()), Ok(first.clone()), "{spelling}");
            }
        }
        assert!(parse(b"1.0").unwrap().is_i64());
    }

    #[test]
    fn depth_and_length_are_bounded() {
        let nested = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
        assert!(parse(&nested(MAX_DEPTH)).is_ok());
        assert_eq!(
            parse(&nested(MAX_DEPTH + 1)),
            Err(DataIntegrityError::TooDeep)
        );
        assert_eq!(parse(&nested(400_000)), Err(DataIntegrityError::TooDeep));
        let spaces = |length: usize| [vec![b' '; length - 1], vec![b'1']].concat();
        assert!(parse(&spaces(MAX_DOCUMENT_BYTES)).is_ok());
        assert_eq!(
            parse(&spaces(MAX_DOCUMENT_BYTES + 1)),
            Err(DataIntegrityError::TooLarge)
        );
        let many = format!("[{}1]", "1,".repeat(MAX_VALUES));
        assert_eq!(parse(many.as_bytes()), Err(DataIntegrityError::TooLarge));
    }

    fn arb_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-MAX_SAFE_INTEGER..=MAX_SAFE_INTEGER).prop_map(Value::from),
            any::<f64>().prop_filter_map("finite", |value| {
                // Integers beyond ±(2^53 − 1) are refused.
                (value.is_finite() && (value.fract() != 0.0)).then(|| Value::from(value))
            }),
            "\\PC{0,8}".prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..5)
                    .prop_map(|members| members.into_iter().collect::<Value>()),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_as_it_was(value in arb_value()) {
            let text = canonical(&value);
            let read = parse(text.as_bytes()).unwrap();
            prop_assert_eq!(canonical(&read), text);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = parse(&bytes);
        }
    }
}
