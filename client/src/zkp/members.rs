//! Members of a set, from a verifier's file: one on each line, or a JSON array.
//!
//! A set is signed and shown to every holder who answers. If the file is read differently from what
//! the verifier meant, the request asks for something else, and nobody notices. So every ambiguous
//! line is refused, and all of them are reported at once.

use super::Problem;
use crate::{
    credentials::issue::rows::{expect_visible, value},
    display::tame,
    limits::MAX_FAULTS,
    text,
};
use aura_identity::zkp;
use aura_primitives::credentials::view::{ClaimView, SchemaView};
use serde_json::Value;
use std::path::Path;

/// Finds the claim of a schema that a set is about.
///
/// # Errors
/// If the schema has no such claim.
pub fn claim<'a>(schema: &'a SchemaView, name: &str) -> Result<&'a ClaimView, Problem> {
    let known = schema.claims.iter().find(|known| known.name == name);
    known.ok_or_else(|| {
        Problem::Argument(format!(
            "the schema has no claim '{}': name one of its claims",
            tame(name)
        ))
    })
}

/// Parses the members in the text of a file. Each must be a possible value of the claim. `path`
/// names the file in errors.
///
/// # Errors
/// If the text is empty or has another format; and all members that no credential can have.
pub fn parse(text: &str, path: &Path, claim: &ClaimView) -> Result<Vec<Value>, Problem> {
    members(text, claim).map_err(|reason| Problem::File {
        path: path.into(),
        wanted: "a list of members",
        reason,
    })
}

fn members(text: &str, claim: &ClaimView) -> Result<Vec<Value>, String> {
    match text.trim_start().chars().next() {
        None => Err("it is empty: write a member in each line, or a JSON list".into()),
        Some('{') => Err(
            "it is a JSON object: write a JSON list, [\"a\", \"b\"], or a member in each line"
                .into(),
        ),
        Some('[') => {
            let members: Vec<Value> =
                serde_json::from_str(text).map_err(|error| tame(&error.to_string()))?;
            if members.is_empty() {
                return Err("its list is empty: nobody could answer".into());
            }
            let members = members.into_iter().zip(1_usize..).map(|(member, number)| {
                let checked = check(claim, member);
                checked.map_err(|why| format!("member {number}: {why}"))
            });
            collect(members)
        }
        Some(_) => {
            let lines = text::lines(text).zip(1_usize..);
            let lines: Vec<_> = lines
                .map(|(line, number)| (line.trim(), number))
                .filter(|(line, _)| !line.is_empty())
                .collect();
            let is_only = lines.len() == 1;
            let members = lines.into_iter().map(|(line, number)| {
                let read = expect_plain(line, is_only)
                    .and_then(|()| value(claim.kind, line))
                    .and_then(|member| check(claim, member));
                read.map_err(|why| format!("line {number}: {why}"))
            });
            collect(members)
        }
    }
}

/// Returns all members, or the faults of all, of which the first [`MAX_FAULTS`] are listed.
fn collect(members: impl Iterator<Item = Result<Value, String>>) -> Result<Vec<Value>, String> {
    let (mut good, mut faults, mut more) = (vec![], vec![], 0_usize);
    for member in members {
        match member {
            Ok(member) => good.push(member),
            Err(fault) if faults.len() < MAX_FAULTS => faults.push(fault),
            Err(_) => more = more.saturating_add(1),
        }
    }
    if faults.is_empty() {
        return Ok(good);
    }
    if more > 0 {
        faults.push(format!("and {more} more"));
    }
    Err(faults.join("; "))
}

/// Checks, as far as possible, that a line is a single value without marks around it.
fn expect_plain(line: &str, is_only: bool) -> Result<(), String> {
    let begins = |marks: &[&str]| marks.iter().any(|mark| line.starts_with(mark));
    let remedy = "a value of that form must be in a JSON list";
    let why = if begins(&["#", "//", "--"]) {
        "it looks like a comment, and comments are not supported: remove it"
    } else if begins(&["\"", "'", "`", "\u{201c}", "\u{201e}", "\u{2018}", "\u{ab}"]) {
        "it is in quotation marks: leave them out"
    } else if begins(&["- ", "* "]) {
        "it begins with a list marker: leave that out"
    } else if line.ends_with([',', ';']) {
        "it ends with a comma or semicolon: leave that out"
    } else if line.contains('\t') || is_only && line.contains([',', ';', '|']) {
        "it has several values: write each in a line of its own"
    } else {
        return Ok(());
    };
    Err(format!("'{}': {why}; {remedy}", tame(line)))
}

/// Checks that a request has only visible characters in its texts, escaped ones included: users
/// would take values that look alike for the same.
///
/// # Errors
/// A description of the first invisible character.
pub fn visible(request: &Value) -> Result<(), String> {
    match request {
        Value::String(text) => expect_visible(text),
        Value::Array(all) => all.iter().try_for_each(visible),
        Value::Object(all) => all.values().try_for_each(visible),
        _ => Ok(()),
    }
}

/// Checks that a member is a possible value of the claim.
fn check(claim: &ClaimView, member: Value) -> Result<Value, String> {
    if let Some(text) = member.as_str() {
        expect_visible(text)?;
        if text.trim() != text || text.is_empty() {
            return Err(format!(
                "'{}' is empty, or has blanks around it",
                tame(text)
            ));
        }
    }
    match zkp::value(claim, &member) {
        Ok(_) => Ok(member),
        Err(error) => Err(tame(&error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_primitives::credentials::ClaimKind;
    use serde_json::json;

    fn claim(kind: ClaimKind) -> ClaimView {
        ClaimView {
            name: "claim".into(),
            kind,
            slot: Some(4),
        }
    }

    fn of(kind: ClaimKind, text: &str) -> Result<Vec<Value>, String> {
        members(text, &claim(kind))
    }

    #[test]
    fn what_nobody_sees_in_a_request_is_refused() {
        let request = |text: &str| serde_json::json!({ "predicate": { "members": ["AT", text] } });
        assert_eq!(visible(&request("DE")), Ok(()));
        let refused = visible(&request("A\u{200b}T")).unwrap_err();
        assert!(refused.contains("has"), "{refused}");
    }

    #[test]
    fn members_are_lines_of_any_system_or_a_list() {
        let two = vec![json!("AT"), json!("Washington, D.C.")];
        for text in [
            "AT\nWashington, D.C.\n",
            "AT\r\n\r\nWashington, D.C.",
            " AT \rWashington, D.C.\r",
            "[\"AT\", \"Washington, D.C.\"]",
            "\n[\"AT\",\r\n\"Washington, D.C.\"]\r\n",
        ] {
            assert_eq!(of(ClaimKind::Text, text), Ok(two.clone()), "{text:?}");
        }
        assert_eq!(of(ClaimKind::Boolean, "TRUE\n"), Ok(vec![json!(true)]));
        assert_eq!(
            of(ClaimKind::Integer, "[1, -2]"),
            Ok(vec![json!(1), json!(-2)])
        );
        assert_eq!(
            of(ClaimKind::Date, "2024-02-29"),
            Ok(vec![json!("2024-02-29")])
        );
        // Values that look like something else can be given in a list.
        let marked = json!(["#1", "\"a\"", "a,b", "- b"]);
        let list = of(ClaimKind::Text, &marked.to_string());
        assert_eq!(list.map(Value::from), Ok(marked));
    }

    #[test]
    fn what_may_be_meant_otherwise_is_refused() {
        for (text, why) in [
            ("", "it is empty"),
            (" \r\n\n", "it is empty"),
            ("[]", "its list is empty"),
            ("{\"AT\": true}", "JSON object"),
            ("[\"AT\"", "EOF"),
            ("[\"AT\"] [\"DE\"]", "trailing"),
            ("AT,DE,FR", "line 1: 'AT,DE,FR': it has several values"),
            ("AT;DE;FR\n", "several values"),
            ("AT\tAustria\nDE\tGermany", "several values"),
            (
                "\"AT\"\n\"DE\"\n",
                "line 1: '\"AT\"': it is in quotation marks",
            ),
            ("'AT'", "quotation marks"),
            ("„AT“", "quotation marks"),
            (
                "# Europe\nAT\n",
                "line 1: '# Europe': it looks like a comment",
            ),
            ("AT\n// all\n", "line 2: '// all': it looks like a comment"),
            ("- AT\n- DE\n", "list marker"),
            ("AT,\nDE\n", "line 1: 'AT,': it ends with a comma"),
            ("e\u{301}", "Normalization"),
        ] {
            let refused = of(ClaimKind::Text, text).unwrap_err();
            assert!(refused.contains(why), "{text:?}: {refused}");
        }
    }

    #[test]
    fn what_no_credential_could_have_is_refused_by_its_place() {
        let long = "x".repeat(4097);
        for (kind, text, why) in [
            (
                ClaimKind::Integer,
                "1\nx\n",
                "line 2: 'x' is not a whole number",
            ),
            (ClaimKind::Integer, "9007199254740993", "line 1"),
            (ClaimKind::Integer, "[1, \"2\"]", "member 2"),
            (ClaimKind::Integer, "[1.5]", "member 1"),
            (ClaimKind::Text, "[\"AT\", 7]", "member 2"),
            (
                ClaimKind::Text,
                "[\"AT\", \" DE\"]",
                "member 2: ' DE' is empty, or has blanks",
            ),
            (
                ClaimKind::Text,
                "[\"A\\u200bT\"]",
                "member 1: 'A\u{200b}T' has an invisible",
            ),
            (ClaimKind::Text, long.as_str(), "line 1"),
            (ClaimKind::Date, "2023-02-29", "line 1"),
            (ClaimKind::Date, "[\"29.2.2024\"]", "member 1"),
            (ClaimKind::Bytes, "deadbeef", "line 1"),
            (ClaimKind::Boolean, "yes", "neither true nor false"),
        ] {
            let refused = of(kind, text).unwrap_err();
            assert!(refused.contains(why), "{text:?}: {refused}");
        }
        // All faults are reported at once, up to the limit.
        let refused = of(ClaimKind::Integer, &"x\n".repeat(25)).unwrap_err();
        assert_eq!(refused.matches("is not a whole number").count(), MAX_FAULTS);
        assert!(refused.ends_with("and 5 more"), "{refused}");
    }
}
