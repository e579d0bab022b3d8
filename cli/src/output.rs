//! Output on the standard output and standard error, and the exit code.

use crate::{Error, Result};
use aura_client::display::steers;
pub(crate) use aura_client::display::{amount, counted, tame};
use comfy_table::{presets, ContentArrangement, Table};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// The result of a command that ended without an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The command was carried out, or a check passed.
    Done,
    /// A check did not pass.
    NotPassed,
}

impl Outcome {
    /// The outcome of a check.
    pub(crate) const fn of(passed: bool) -> Self {
        if passed {
            Self::Done
        } else {
            Self::NotPassed
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::NotPassed => Self::from(3),
        }
    }
}

/// Writes to the standard output. A reader that closes it early is not an error.
pub(crate) fn print(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}

/// Writes to the standard output: `value` as JSON, or `text`, which says the same.
pub(crate) fn print_as(json: bool, value: &impl Serialize, text: impl AsRef<[u8]>) -> Result<()> {
    if json {
        print_json(value)
    } else {
        print(text.as_ref())
    }
}

/// Writes `value` as JSON to the standard output.
pub(crate) fn print_json(value: &impl Serialize) -> Result<()> {
    let mut json = serde_json::to_vec_pretty(value).map_err(|error| Error::Output(error.into()))?;
    json.push(b'\n');
    print(&json)
}

/// Reports on the standard error why a command ended.
pub(crate) fn complain(error: &Error) {
    // Without a standard error the message is lost.
    let _ = writeln!(io::stderr(), "{}", complaint(&error.to_string()));
}

/// Formats an error. Lines after the first are indented, so that none can look like other output.
fn complaint(error: &str) -> String {
    let lines: Vec<String> = error
        .lines()
        .map(|line| {
            line.chars()
                .map(|c| if steers(c) { ' ' } else { c })
                .collect()
        })
        .collect();
    format!("aura: {}", lines.join("\n  "))
}

/// Reports on the standard error what the command is doing or waiting for.
pub(crate) fn progress(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Progress bar on the standard error, if that is a terminal.
pub(crate) fn bar(count: u32, what: &'static str) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{msg} {bar:32} {human_pos} of {human_len}, {eta} left");
    let bar = ProgressBar::new(count.into()).with_message(what);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Columns that every terminal has.
const WIDTH: usize = 80;

/// Creates a table with a head, at most as wide as a terminal.
pub(crate) fn table<const N: usize>(head: [&str; N]) -> Table {
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_BORDERS_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(WIDTH).unwrap_or(u16::MAX))
        .set_header(head);
    table
}

/// Formats lines that begin with their labels, at most as wide as a terminal. Words are never
/// broken, so that identifiers can be copied.
pub(crate) fn lines<const N: usize>(lines: [(&str, String); N]) -> String {
    aligned("", &lines)
}

/// Formats a name with indented lines below it, for values with identifiers that are too long for a
/// table.
pub(crate) fn entry<const N: usize>(name: &str, lines: [(&str, String); N]) -> String {
    format!("{name}\n{}", aligned("  ", &lines))
}

/// Formats lines like [`lines`], each after the prefix `before`.
pub(crate) fn aligned(before: &str, lines: &[(&str, String)]) -> String {
    let names = lines.iter().map(|(name, _)| name.chars().count());
    let first = names.max().unwrap_or_default().saturating_add(2);
    let mut text = String::new();
    for (name, value) in lines {
        let mut line = format!("{before}{name:<first$}");
        let start = line.chars().count();
        let mut used = start;
        for word in value.split(' ') {
            let length = word.chars().count();
            if used > start && used.saturating_add(length).saturating_add(1) > WIDTH {
                text.push_str(line.trim_end());
                text.push('\n');
                line = " ".repeat(start);
                used = start;
            } else if used > start {
                line.push(' ');
                used = used.saturating_add(1);
            }
            line.push_str(word);
            used = used.saturating_add(length);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_a_line_for_each_thing_that_is_wrong() {
        let shown = complaint("two rows:\nline 2: a\u{1b}[2Jb\nline 7: c");
        assert_eq!(shown, "aura: two rows:\n  line 2: a [2Jb\n  line 7: c");
    }

    #[test]
    fn lines_and_tables_are_as_wide_as_a_terminal_and_break_no_identifier() {
        let hash = format!("0x{}", "ab".repeat(32));
        let text = entry(
            "age/1",
            [("Digest", hash.clone()), ("Words", "word ".repeat(40))],
        );
        assert!(text.starts_with("age/1\n  Digest"), "{text}");
        assert!(text.contains(&hash), "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= WIDTH),
            "{text}"
        );
        let text = lines([("Block", format!("1234 {hash}, final"))]);
        assert!(
            text.lines().all(|line| line.chars().count() <= WIDTH),
            "{text}"
        );
        let mut table = table(["Claim", "Kind"]);
        table.add_row(["name ".repeat(30), "text".into()]);
        let text = table.to_string();
        assert!(
            text.lines().all(|line| line.chars().count() <= WIDTH),
            "{text}"
        );
    }

    #[test]
    fn lines_are_aligned() {
        let text = lines([("a", "1".into()), ("long", "2".into())]);
        let columns: Vec<_> = text.lines().map(|line| line.find(['1', '2'])).collect();
        assert_eq!(columns.len(), 2);
        assert!(columns[0].is_some() && columns[0] == columns[1], "{text}");
    }
}
