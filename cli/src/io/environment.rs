//! Defaults of options from environment variables (docs/decisions/0029), except those of folders,
//! which `data_folder` reads.

use crate::cli::LOCAL_NODE;
use std::{env, ffi::OsString, path::PathBuf, sync::OnceLock};

/// Variable with the path of the file that has the wallet's passphrase.
pub(crate) const PASSPHRASE_FILE: &str = "AURA_PASSPHRASE_FILE";

/// Variable with the path of the file that has the secret of the account that pays.
pub(crate) const SURI_FILE: &str = "AURA_SURI_FILE";

/// Address of the node if the command line has none: `$AURA_URL`, or that of a node on this
/// machine. It is checked like one from the command line.
pub(crate) fn url() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| {
        let said = value("AURA_URL", |name| env::var_os(name));
        said.map_or_else(
            || LOCAL_NODE.into(),
            |said| said.to_string_lossy().into_owned(),
        )
    })
}

/// Path from an environment variable; `None` if it is not set or empty.
pub(crate) fn file(variable: &str) -> Option<PathBuf> {
    value(variable, |name| env::var_os(name)).map(PathBuf::from)
}

/// Returns true if `$AURA_YES` agrees to fees and deposits.
pub(crate) fn says_yes() -> bool {
    is_yes(value("AURA_YES", |name| env::var_os(name)))
}

fn is_yes(said: Option<OsString>) -> bool {
    said.is_some_and(|said| ["1", "true", "yes"].iter().any(|yes| said == *yes))
}

/// Value of a variable that is set and not empty; `of` reads the environment.
fn value(variable: &str, of: impl Fn(&str) -> Option<OsString>) -> Option<OsString> {
    of(variable).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_is_empty_is_not_set() {
        let of = |text: &'static str| move |_: &str| Some(OsString::from(text));
        assert_eq!(value("A", of("")), None);
        assert_eq!(value("A", of("b")), Some("b".into()));
        assert_eq!(value("A", |_| None), None);
    }

    #[test]
    fn agreeing_takes_one_of_three_words() {
        for yes in ["1", "true", "yes"] {
            assert!(is_yes(Some(yes.into())), "{yes}");
        }
        for no in ["0", "no", "false", "YES", "y"] {
            assert!(!is_yes(Some(no.into())), "{no}");
        }
        assert!(!is_yes(None));
    }
}
