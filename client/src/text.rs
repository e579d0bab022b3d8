//! Text that people write, read in the same way from every source.
//!
//! A byte order mark is removed, and lines end as on any system. UTF-16, other encodings and
//! invisible characters are refused with their line: they make texts differ that look alike.
//! `docs/decisions/0024-text-that-people-write.md` gives the reasons.

mod hidden;

pub use hidden::{hidden, Hidden};

/// Byte order mark in UTF-8.
pub const MARK: &[u8] = b"\xef\xbb\xbf";

/// Reason why bytes are not accepted as text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The bytes are UTF-16, with two or four bytes a character.
    #[error("it is text in UTF-16: save it as UTF-8 (Excel calls that \"CSV UTF-8\")")]
    Utf16,

    /// The bytes are in another encoding, or are not text.
    #[error("line {line} is not UTF-8: save it as UTF-8")]
    Encoding {
        /// Line, counted from 1.
        line: u64,
    },

    /// The text has an invisible character.
    #[error("line {line} has {hidden}")]
    Hidden {
        /// Line, counted from 1.
        line: u64,
        /// Invisible character that was found first.
        hidden: Hidden,
    },
}

/// Decodes text that a person wrote.
///
/// # Errors
/// A [`Fault`] if the bytes are not UTF-8, or the text has an invisible character.
pub fn read(bytes: &[u8]) -> Result<&str, Fault> {
    let text = document(bytes)?;
    match hidden(text) {
        None => Ok(text),
        Some((line, hidden)) => Err(Fault::Hidden { line, hidden }),
    }
}

/// Decodes text that another party may have signed, so that invisible characters are not refused.
///
/// # Errors
/// [`Fault::Utf16`] and [`Fault::Encoding`].
pub fn document(bytes: &[u8]) -> Result<&str, Fault> {
    if is_utf16(bytes) {
        return Err(Fault::Utf16);
    }
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = std::str::from_utf8(before).map_or(1, last_line);
        Fault::Encoding { line }
    })
}

/// Returns the lines of a text from any system: they end with a line feed, a carriage return or
/// both.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    std::iter::from_fn(move || {
        let text = rest?;
        let Some((line, after)) = text.split_once(['\n', '\r']) else {
            rest = None;
            return Some(text);
        };
        let after = match text.as_bytes().get(line.len()..) {
            Some([b'\r', b'\n', ..]) => after.strip_prefix('\n').unwrap_or(after),
            _ => after,
        };
        rest = Some(after).filter(|after| !after.is_empty());
        Some(line)
    })
}

/// Returns true if the bytes are UTF-16, by a byte order mark, or by the zeros between letters of
/// English.
pub fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [0, other, ..] | [other, 0, ..] => *other != 0,
        _ => false,
    }
}

/// Returns the number of the last line of a text, counted from 1.
fn last_line(text: &str) -> u64 {
    let ends = text.bytes().zip(text.bytes().skip(1).chain([0]));
    let ends = ends.filter(|pair| pair.0 == b'\n' || (pair.0 == b'\r' && pair.1 != b'\n'));
    u64::try_from(ends.count())
        .unwrap_or(u64::MAX)
        .saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_byte_order_mark_is_taken_off() {
        assert_eq!(read(b"\xef\xbb\xbfAT\n"), Ok("AT\n"));
        assert_eq!(document(b"\xef\xbb\xbf{}"), Ok("{}"));
        assert_eq!(read(b""), Ok(""));
        // Within a text, it is an invisible character.
        let second = read("\u{feff}AT\n\u{feff}DE".as_bytes()).unwrap_err();
        let why = "line 2 has an invisible character, U+FEFF BYTE ORDER MARK: remove it";
        assert_eq!(second.to_string(), why);
    }

    #[test]
    fn utf16_is_refused_with_or_without_its_mark() {
        for bytes in [
            &b"\xff\xfeA\0T\0"[..],
            b"\xfe\xff\0A\0T",
            b"A\0T\0",
            b"\0A\0T",
        ] {
            assert_eq!(read(bytes), Err(Fault::Utf16), "{bytes:?}");
            assert_eq!(document(bytes), Err(Fault::Utf16), "{bytes:?}");
        }
        assert!(Fault::Utf16.to_string().contains("save it as UTF-8"));
    }

    #[test]
    fn another_encoding_is_refused_by_its_line() {
        for end in ["\n", "\r", "\r\n"] {
            let text = [b"AT", end.as_bytes(), b"\xd6sterreich"].concat();
            assert_eq!(document(&text), Err(Fault::Encoding { line: 2 }));
        }
    }

    #[test]
    fn lines_end_as_on_any_system() {
        for text in ["a\nb\n\nc", "a\r\nb\r\n\r\nc\r\n", "a\rb\r\rc\r"] {
            assert!(lines(text).eq(["a", "b", "", "c"]), "{text:?}");
        }
        assert_eq!(lines("").count(), 0);
        assert!(lines("\n").eq([""]));
    }

    proptest! {
        #[test]
        fn lines_are_those_of_the_standard_library(text in "[ab\n]{0,20}") {
            prop_assert!(lines(&text).eq(text.lines()));
            let windows = text.replace('\n', "\r\n");
            prop_assert!(lines(&windows).eq(text.lines()));
            let old = text.replace('\n', "\r");
            prop_assert!(lines(&old).eq(text.lines()));
        }

        #[test]
        fn no_bytes_make_reading_panic(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }
    }
}
