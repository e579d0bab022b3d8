//! Invisible characters, by their names.

use icu_properties::{props::DefaultIgnorableCodePoint, CodePointSetData};
use std::fmt;

/// An invisible character, shown with its code point and name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hidden(char);

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.0.is_control() {
            "a control character"
        } else {
            "an invisible character"
        };
        write!(f, "{kind}, U+{:04X}", u32::from(self.0))?;
        if let Some(name) = name(self.0) {
            write!(f, " {name}")?;
        }
        f.write_str(": remove it")
    }
}

/// Finds the first invisible character, with the number of its line. Tabs and the ends of lines do
/// not count, nor characters that belong to the letter or picture before them.
pub fn hidden(text: &str) -> Option<(u64, Hidden)> {
    let (mut line, mut before) = (1_u64, None);
    let mut characters = text.chars().peekable();
    while let Some(one) = characters.next() {
        match one {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' => line = line.saturating_add(1),
            '\t' => {}
            // ASCII without control characters, which is nearly all text.
            ' '..='~' => {}
            _ if is_hidden(before, one, characters.peek().copied()) => {
                return Some((line, Hidden(one)));
            }
            _ => {}
        }
        before = Some(one);
    }
    None
}

fn is_hidden(before: Option<char>, one: char, after: Option<char>) -> bool {
    // Scripts of Iran and India, and pictures of several parts, are written with joiners; letters
    // of English are not.
    let is_joined = |next: Option<char>| {
        next.is_some_and(|next| {
            !next.is_ascii() && !next.is_whitespace() && (selects(next) || !is_ignorable(next))
        })
    };
    match one {
        '\u{200c}' | '\u{200d}' => !(is_joined(before) && is_joined(after)),
        _ if selects(one) => before.is_none_or(char::is_whitespace),
        // Separators of lines and paragraphs that no tool writes, and annotations between lines.
        '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' => true,
        _ => one.is_control() || is_ignorable(one),
    }
}

/// Returns true for a character that is displayed as nothing.
fn is_ignorable(one: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(one)
}

/// Returns true for a selector, which varies the look of the character before it.
const fn selects(one: char) -> bool {
    matches!(
        one,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}'
    )
}

/// Returns the name of a character that often comes with copied text; all others are shown by
/// number.
const fn name(one: char) -> Option<&'static str> {
    Some(match one {
        '\0' => "NULL",
        '\u{8}' => "BACKSPACE",
        '\u{b}' => "LINE TABULATION",
        '\u{c}' => "FORM FEED",
        '\t' => "CHARACTER TABULATION",
        '\n' => "LINE FEED",
        '\r' => "CARRIAGE RETURN",
        '\u{1a}' => "SUBSTITUTE",
        '\u{1b}' => "ESCAPE",
        '\u{7f}' => "DELETE",
        '\u{85}' => "NEXT LINE",
        '\u{ad}' => "SOFT HYPHEN",
        '\u{34f}' => "COMBINING GRAPHEME JOINER",
        '\u{61c}' => "ARABIC LETTER MARK",
        '\u{180e}' => "MONGOLIAN VOWEL SEPARATOR",
        '\u{200b}' => "ZERO WIDTH SPACE",
        '\u{200c}' => "ZERO WIDTH NON-JOINER",
        '\u{200d}' => "ZERO WIDTH JOINER",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{2028}' => "LINE SEPARATOR",
        '\u{2029}' => "PARAGRAPH SEPARATOR",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2060}' => "WORD JOINER",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{3164}' => "HANGUL FILLER",
        '\u{feff}' => "BYTE ORDER MARK",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_named_with_its_line() {
        for (text, line, why) in [
            (
                "A\u{200b}T",
                1,
                "an invisible character, U+200B ZERO WIDTH SPACE: remove it",
            ),
            (
                "AT\r\nDE\u{ad}",
                2,
                "an invisible character, U+00AD SOFT HYPHEN: remove it",
            ),
            (
                "AT\rDE\r\u{202e}",
                3,
                "an invisible character, U+202E RIGHT-TO-LEFT OVERRIDE: remove it",
            ),
            ("a\0", 1, "a control character, U+0000 NULL: remove it"),
            (
                "\n\u{1b}[2J",
                2,
                "a control character, U+001B ESCAPE: remove it",
            ),
            (
                "a\u{85}b",
                1,
                "a control character, U+0085 NEXT LINE: remove it",
            ),
            (
                "a\u{2028}b",
                1,
                "an invisible character, U+2028 LINE SEPARATOR: remove it",
            ),
            (
                "a\u{e0041}",
                1,
                "an invisible character, U+E0041: remove it",
            ),
            // A joiner between letters of English has no effect.
            (
                "a\u{200d}b",
                1,
                "an invisible character, U+200D ZERO WIDTH JOINER: remove it",
            ),
            ("\u{fe0f}", 1, "an invisible character, U+FE0F: remove it"),
        ] {
            let (found, hidden) = hidden(text).unwrap();
            assert_eq!(
                (found, hidden.to_string().as_str()),
                (line, why),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_languages_are_written_with_passes() {
        for text in [
            "Ö, ß, ñ, Łódź\tZürich\n",
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            "\u{915}\u{94d}\u{200d}\u{937}",
            "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}",
            "日本\u{3000}語",
            "e\u{301} a\u{a0}b",
            "שלום",
        ] {
            assert_eq!(hidden(text), None, "{text:?}");
        }
    }
}
