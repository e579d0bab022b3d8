//! The examples of the method specification.

const SPECIFICATION: &str = include_str!("../../../docs/did-method.md");

/// The block of code behind the comment `<!-- example: name -->`.
pub fn example(name: &str) -> &'static str {
    let mark = format!("<!-- example: {name} -->");
    let (_, behind) = SPECIFICATION
        .split_once(&mark)
        .unwrap_or_else(|| panic!("the specification has no example `{name}`"));
    let (_, code) = behind.split_once("```json\n").unwrap();
    let (code, _) = code.split_once("\n```").unwrap();
    code
}
