//! Session keys of a validator.

use serde::{Serialize, Serializer};
use std::{collections::BTreeMap, fmt};

/// Session keys that every validator registers, in both phases, by their names in the runtime.
pub const REQUIRED_KEYS: [&str; 4] = ["aura", "babe", "grandpa", "authority_discovery"];

/// A public key of 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key(pub [u8; 32]);

/// Session keys by name, placeholders of zeros included.
pub type DecodedKeys = BTreeMap<String, [u8; 32]>;

/// Public keys by name, as the runtime of a block has them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SessionKeys(BTreeMap<String, Key>);

impl SessionKeys {
    /// Returns the key with this name. A key of zeros is a placeholder for one that was never set,
    /// and gives `None`.
    pub fn get(&self, name: &str) -> Option<Key> {
        self.0.get(name).filter(|key| key.0 != [0; 32]).copied()
    }

    /// Returns the names of the needed keys that are missing.
    pub fn missing(&self) -> impl Iterator<Item = &'static str> + '_ {
        REQUIRED_KEYS
            .into_iter()
            .filter(|name| self.get(name).is_none())
    }

    /// Returns all keys with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Key)> {
        self.0.iter().map(|(name, key)| (name.as_str(), *key))
    }
}

impl From<DecodedKeys> for SessionKeys {
    fn from(keys: DecodedKeys) -> Self {
        Self(
            keys.into_iter()
                .map(|(name, key)| (name, Key(key)))
                .collect(),
        )
    }
}

impl Key {
    /// Returns the beginning of the key, enough to tell it from others at a glance.
    pub fn short(self) -> String {
        let [a, b, c, d, ..] = self.0;
        format!("{}…", const_hex::encode_prefixed([a, b, c, d]))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&const_hex::encode_prefixed(self.0))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(entries: &[(&str, u8)]) -> SessionKeys {
        let entries = entries
            .iter()
            .map(|(name, key)| (name.to_string(), [*key; 32]));
        entries.collect::<BTreeMap<_, _>>().into()
    }

    #[test]
    fn a_key_that_is_absent_or_zero_is_missing() {
        let keys = keys(&[("aura", 1), ("babe", 0), ("grandpa", 3)]);
        assert_eq!(
            keys.missing().collect::<Vec<_>>(),
            ["babe", "authority_discovery"]
        );
    }

    #[test]
    fn keys_of_other_names_do_no_harm() {
        let all = [
            ("aura", 1),
            ("babe", 2),
            ("grandpa", 3),
            ("authority_discovery", 4),
        ];
        let keys = keys(&[&all[..], &[("beefy", 0)]].concat());
        assert_eq!(keys.missing().count(), 0);
    }

    #[test]
    fn keys_are_shown_as_hex() {
        assert_eq!(Key([0xab; 32]).short(), "0xabababab…");
        assert_eq!(
            serde_json::to_string(&Key([1; 32])).unwrap(),
            format!("\"0x{}\"", "01".repeat(32))
        );
    }
}
