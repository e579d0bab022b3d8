//! Text for people: text from nodes in a form that is safe to show, and numbers with their nouns.

use crate::limits::MAX_SHOWN_CHARS;

/// Makes text from elsewhere safe to show: it can neither control the terminal nor flood it.
pub fn tame(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .map(|c| if steers(c) { ' ' } else { c })
        .take(MAX_SHOWN_CHARS)
        .collect();
    if text.chars().nth(MAX_SHOWN_CHARS).is_some() {
        shown.push('…');
    }
    shown
}

/// Returns true for a character that controls a terminal, or the order of the text around it.
pub fn steers(one: char) -> bool {
    one.is_control() || matches!(one, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Formats a number with its noun: `1 credential`, `2 credentials`.
pub fn counted(count: impl TryInto<u64>, noun: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// Formats an amount of plancks in AURA, which has twelve decimals.
pub fn amount(plancks: u128) -> String {
    const AURA: u128 = 1_000_000_000_000;
    let fraction = format!("{:012}", plancks % AURA);
    let fraction = fraction.trim_end_matches('0');
    let whole = plancks / AURA;
    if fraction.is_empty() {
        format!("{whole} AURA")
    } else {
        format!("{whole}.{fraction} AURA")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_node_cannot_steer_the_terminal() {
        assert_eq!(tame("a\u{1b}[2Jb\n"), "a [2Jb ");
        assert_eq!(tame("a\u{202e}b\u{2066}c"), "a b c");
    }

    #[test]
    fn text_of_a_node_is_cut() {
        assert_eq!(
            tame(&"x".repeat(MAX_SHOWN_CHARS)).chars().count(),
            MAX_SHOWN_CHARS
        );
        let cut = tame(&"x".repeat(1_000_000));
        assert_eq!(cut.chars().count(), MAX_SHOWN_CHARS + 1);
        assert!(cut.ends_with('…'));
    }

    #[test]
    fn one_is_no_plural() {
        let all = [0_u32, 1, 2].map(|count| counted(count, "credential"));
        assert_eq!(all, ["0 credentials", "1 credential", "2 credentials"]);
    }

    #[test]
    fn amounts_are_exact() {
        for (plancks, text) in [
            (0, "0 AURA"),
            (1, "0.000000000001 AURA"),
            (1_500_000_000_000, "1.5 AURA"),
            (u128::MAX, "340282366920938463463374607.431768211455 AURA"),
        ] {
            assert_eq!(amount(plancks), text);
        }
    }
}
