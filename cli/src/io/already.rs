//! Requests for a state that the chain has already: nothing is sent, and the command succeeds.

use crate::{output, Outcome, Result};
use serde_json::{json, Value};

/// Reports that the chain has the requested state already. `about` is an object with those members
/// of the command's JSON that are known without a transaction; `already` is added to them.
///
/// # Errors
/// If the standard output cannot be written to.
pub(crate) fn already(as_json: bool, words: &str, about: Value) -> Result<Outcome> {
    output::print_as(as_json, &members(about), format!("{words}\n"))?;
    Ok(Outcome::Done)
}

fn members(mut about: Value) -> Value {
    if let Some(members) = about.as_object_mut() {
        members.insert("already".into(), json!(true));
    }
    about
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_says_that_nothing_was_sent() {
        let shown = members(json!({"key": "age/1"}));
        assert_eq!(shown, json!({"key": "age/1", "already": true}));
    }
}
