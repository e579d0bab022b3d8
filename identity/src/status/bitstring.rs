//! Bits of status lists, by [Bitstring Status List
//! 1.0](https://www.w3.org/TR/vc-bitstring-status-list/).
//!
//! Bit 0 is the leftmost: the highest of the first byte. The chain counts from the lowest bit of a
//! word; [`Bitstring::from_words`] converts.

use super::StatusError;
use crate::{
    data_integrity::multibase,
    limits::{MAX_ENCODED_LIST_CHARS, MAX_LIST_ENTRIES, MIN_LIST_ENTRIES},
};
use flate2::{bufread::GzDecoder, write::GzEncoder, Compression};
use std::io::{Read, Write};

/// One bit for each credential of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bitstring(Vec<u8>);

impl Bitstring {
    /// Makes the bits of a list with this capacity, all 0.
    pub fn new(capacity: u32) -> Self {
        let entries = capacity.clamp(MIN_LIST_ENTRIES, MAX_LIST_ENTRIES);
        Self(vec![
            0;
            usize::try_from(entries.div_ceil(8)).unwrap_or_default()
        ])
    }

    /// Makes the bits from the words of a plane of the chain. The result has at least
    /// [`MIN_LIST_ENTRIES`], as the standard requires; words beyond [`MAX_LIST_ENTRIES`] are
    /// dropped.
    pub fn from_words(capacity: u32, words: impl IntoIterator<Item = u64>) -> Self {
        let mut list = Self::new(capacity);
        for (eight, word) in list.0.chunks_exact_mut(8).zip(words) {
            eight.copy_from_slice(&word.reverse_bits().to_be_bytes());
        }
        list
    }

    /// Number of entries.
    pub fn len(&self) -> u32 {
        u32::try_from(self.0.len().saturating_mul(8)).unwrap_or(u32::MAX)
    }

    /// Returns true if there are no entries, which never happens.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Bit of an entry; `None` beyond the end.
    pub fn get(&self, index: u32) -> Option<bool> {
        let byte = self.0.get(usize::try_from(index / 8).ok()?)?;
        Some(byte & (0x80 >> (index % 8)) != 0)
    }

    /// Sets the bit of an entry; `None` beyond the end.
    pub fn set(&mut self, index: u32, bit: bool) -> Option<()> {
        let byte = self.0.get_mut(usize::try_from(index / 8).ok()?)?;
        let mask = 0x80 >> (index % 8);
        *byte = if bit { *byte | mask } else { *byte & !mask };
        Some(())
    }

    /// Encodes the `encodedList`: gzip, then base64url as multibase.
    ///
    /// # Errors
    ///
    /// No error is known; the interface of the compressor has one.
    pub fn encode(&self) -> Result<String, StatusError> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let written = encoder.write_all(&self.0).and_then(|()| encoder.finish());
        let bytes = written.map_err(|_| StatusError::EncodedList)?;
        Ok(multibase::base64url(&bytes))
    }

    /// Decodes an `encodedList`. It never unpacks more than the largest list needs.
    ///
    /// # Errors
    ///
    /// [`StatusError::EncodedList`] if the text is not gzip in multibase; `TooLarge` or `TooSmall`.
    pub fn decode(text: &str) -> Result<Self, StatusError> {
        if text.len() > MAX_ENCODED_LIST_CHARS {
            return Err(StatusError::TooLarge);
        }
        let packed = multibase::decode(text).ok_or(StatusError::EncodedList)?;
        let most = u64::from(MAX_LIST_ENTRIES / 8);
        let mut decoder = GzDecoder::new(packed.as_slice());
        let mut list = Vec::new();
        decoder
            .by_ref()
            .take(most.saturating_add(1))
            .read_to_end(&mut list)
            .map_err(|_| StatusError::EncodedList)?;
        let length = u64::try_from(list.len()).unwrap_or(u64::MAX);
        if length > most {
            return Err(StatusError::TooLarge);
        }
        if length < u64::from(MIN_LIST_ENTRIES / 8) {
            return Err(StatusError::TooSmall);
        }
        // Nothing may follow the list: another reader could continue there.
        if !decoder.into_inner().is_empty() {
            return Err(StatusError::EncodedList);
        }
        Ok(Self(list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Example of the standard: no credential is revoked.
    const EMPTY: &str = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

    #[test]
    fn the_example_of_the_standard_is_read() {
        assert_eq!(
            Bitstring::decode(EMPTY),
            Ok(Bitstring::new(MIN_LIST_ENTRIES))
        );
        assert_eq!(Bitstring::new(0).len(), 131_072);
        assert_eq!(Bitstring::new(u32::MAX).len(), 1_048_576);
    }

    #[test]
    fn the_first_entry_is_the_leftmost_bit() {
        let mut list = Bitstring::new(MIN_LIST_ENTRIES);
        list.set(0, true).unwrap();
        list.set(9, true).unwrap();
        list.set(131_071, true).unwrap();
        assert_eq!(list.0[..2], [0x80, 0x40]);
        assert_eq!(list.0.last(), Some(&1));
        assert_eq!(list.get(131_072), None);
        assert_eq!(list.set(131_072, true), None);
        list.set(0, false).unwrap();
        assert_eq!(list.get(0), Some(false));
    }

    fn packed(bytes: &[u8]) -> String {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        multibase::base64url(&encoder.finish().unwrap())
    }

    #[test]
    fn what_unpacks_to_too_much_is_stopped() {
        let bomb = packed(&vec![0; 64 << 20]);
        assert!(bomb.len() < MAX_ENCODED_LIST_CHARS, "{}", bomb.len());
        assert_eq!(Bitstring::decode(&bomb), Err(StatusError::TooLarge));
        let most = usize::try_from(MAX_LIST_ENTRIES / 8).unwrap();
        assert!(Bitstring::decode(&packed(&vec![0; most])).is_ok());
        let above = packed(&vec![0; most + 1]);
        assert_eq!(Bitstring::decode(&above), Err(StatusError::TooLarge));
        let long = "u".repeat(MAX_ENCODED_LIST_CHARS + 1);
        assert_eq!(Bitstring::decode(&long), Err(StatusError::TooLarge));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let small = packed(&vec![0; usize::try_from(MIN_LIST_ENTRIES / 8).unwrap() - 1]);
        assert_eq!(Bitstring::decode(&small), Err(StatusError::TooSmall));
        let whole = multibase::decode(EMPTY).unwrap();
        let twice = multibase::base64url(&[whole.clone(), whole.clone()].concat());
        let mut broken = whole.clone();
        let last = broken.len() - 5;
        broken[last] ^= 1;
        for bad in [
            "",
            "u",
            "uAAAA",
            &EMPTY[1..],
            &EMPTY.replacen('u', "z", 1),
            &format!("{EMPTY}="),
            &format!("{EMPTY}AAAA"),
            &twice,
            &multibase::base64url(&broken),
            &multibase::base64url(&whole[..whole.len() - 1]),
        ] {
            assert_eq!(
                Bitstring::decode(bad),
                Err(StatusError::EncodedList),
                "{bad}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_list_is_read_as_it_was_written(
            capacity in prop::sample::select(vec![1 << 17, 1 << 18, 1 << 19, MAX_LIST_ENTRIES]),
            set in prop::collection::btree_set(0..MIN_LIST_ENTRIES, 0..200),
        ) {
            let mut words = vec![0_u64; 2048];
            for index in &set {
                words[usize::try_from(index / 64).unwrap()] |= 1 << (index % 64);
            }
            let list = Bitstring::from_words(capacity, words);
            let read = Bitstring::decode(&list.encode().unwrap()).unwrap();
            prop_assert_eq!(&read, &list);
            for index in 0..MIN_LIST_ENTRIES {
                prop_assert_eq!(read.get(index), Some(set.contains(&index)));
            }
        }
    }

    #[test]
    fn even_a_random_list_can_be_written() {
        let mut state = 1_u64;
        let words = (0..MAX_LIST_ENTRIES / 64).map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            state ^ (state >> 29)
        });
        let list = Bitstring::from_words(MAX_LIST_ENTRIES, words);
        let text = list.encode().unwrap();
        assert!(text.len() <= MAX_ENCODED_LIST_CHARS, "{}", text.len());
        assert_eq!(Bitstring::decode(&text), Ok(list));
    }
}
