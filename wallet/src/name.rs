//! Names of DIDs in a wallet.

use crate::limits::MAX_NAME_CHARS;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The owner's name for a DID: one to 32 letters, digits, `-`, `_` or `.`. It is never sent to the
/// chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

impl Name {
    /// Returns the name as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Name {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let taken = (1..=MAX_NAME_CHARS).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if taken {
            Ok(Self(text))
        } else {
            Err("a name has one to 32 letters, digits, '-', '_' or '.'")
        }
    }
}

impl FromStr for Name {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text.to_owned())
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_plain() {
        for good in ["a", "Work", "my-did_2.test", &"x".repeat(32)] {
            assert_eq!(good.parse::<Name>().unwrap().as_str(), good);
        }
        // A name is never a DID.
        for bad in ["", " ", "a b", "did:aura:1", "ä", "a\n", &"x".repeat(33)] {
            assert!(bad.parse::<Name>().is_err(), "{bad}");
            let json = serde_json::to_string(bad).unwrap();
            assert!(serde_json::from_str::<Name>(&json).is_err(), "{bad}");
        }
    }
}
