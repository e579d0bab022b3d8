//! Lists that come from elsewhere, of a length that is bounded.

use serde::{
    de::{Error, SeqAccess, Visitor},
    Deserialize, Deserializer,
};
use std::{fmt, marker::PhantomData};

/// Entries of a list in anything that is read, at most. What the chain keeps is far below.
pub(crate) const ENTRIES: usize = 256;

/// Reads a list of at most [`ENTRIES`], and stops at the first one too many.
pub(crate) fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_seq(List(PhantomData))
}

struct List<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of at most {ENTRIES}")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element()? {
            if list.len() == ENTRIES {
                return Err(Error::invalid_length(list.len().saturating_add(1), &self));
            }
            list.push(entry);
        }
        Ok(list)
    }
}
