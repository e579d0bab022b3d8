//! The recovery phrase: the one secret from which all keys are derived.

use crate::{Error, Random, Result};
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use subxt_signer::{
    bip39::{Language, Mnemonic},
    sr25519::Keypair,
    DeriveJunction,
};
use subxt_utils_accountid32::AccountId32;
use zeroize::Zeroizing;

/// A recovery phrase of [BIP39](https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki), in
/// English and without a BIP39 passphrase.
#[derive(Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Entropy, with a length that BIP39 defines.
    entropy: Zeroizing<Vec<u8>>,
}

/// Number of words in a phrase: 12, 15, 18, 21 or 24.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(usize);

impl Default for Words {
    fn default() -> Self {
        Self(24)
    }
}

impl std::str::FromStr for Words {
    type Err = &'static str;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        match text.parse() {
            Ok(words @ (12 | 15 | 18 | 21 | 24)) => Ok(Self(words)),
            _ => Err("a phrase has 12, 15, 18, 21 or 24 words"),
        }
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Phrase {
    /// Generates a phrase from the system's randomness.
    ///
    /// # Errors
    /// [`Error::Randomness`] if there is no randomness.
    pub fn generate(words: Words, random: Random<'_>) -> Result<Self> {
        // Three words have 32 bits of entropy and one of the checksum.
        let mut entropy = Zeroizing::new(vec![0; words.0 / 3 * 4]);
        random(&mut entropy).map_err(Error::Randomness)?;
        Ok(Self { entropy })
    }

    /// Parses a phrase; extra blanks and capital letters do not matter.
    ///
    /// # Errors
    /// [`Error::NoPhrase`] if the number of words, a word or the checksum is wrong.
    pub fn parse(text: &str) -> Result<Self> {
        let text = Zeroizing::new(text.to_ascii_lowercase());
        // The parser's error is not passed on: it may repeat a word.
        let mnemonic =
            Mnemonic::parse_in_normalized(Language::English, &text).map_err(|_| Error::NoPhrase)?;
        let (entropy, length) = mnemonic.to_entropy_array();
        let entropy = Zeroizing::new(entropy);
        Self::from_entropy(entropy.get(..length).unwrap_or_default())
    }

    /// Returns the words, separated by single blanks.
    pub fn words(&self) -> Zeroizing<String> {
        // Longer than 24 words of eight letters: a buffer that grows leaves copies in memory.
        let mut text = Zeroizing::new(String::with_capacity(256));
        for word in self.mnemonic().words() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        text
    }

    /// Returns the BIP39 seed, the input of SLIP-0010.
    pub fn seed(&self) -> Zeroizing<[u8; 64]> {
        Zeroizing::new(self.mnemonic().to_seed_normalized(""))
    }

    /// Returns the key pair of account `n`, as polkadot.js and Substrate derive it: account 0 is
    /// the phrase's own, the others are `//1`, `//2` and so on.
    pub fn account(&self, n: u32) -> Keypair {
        let root = self.sr25519();
        match n {
            0 => root,
            n => root.derive([DeriveJunction::hard(u64::from(n))]),
        }
    }

    /// Returns the address of account `n`.
    pub fn address(&self, n: u32) -> AccountId32 {
        self.account(n).public_key().to_account_id()
    }

    /// Returns the key pair that all Substrate derivations begin with.
    pub fn sr25519(&self) -> Keypair {
        Keypair::from_phrase(&self.mnemonic(), None)
            .expect("the entropy has a length that BIP39 knows")
    }

    fn from_entropy(entropy: &[u8]) -> Result<Self> {
        let entropy = Zeroizing::new(entropy.to_vec());
        match Mnemonic::from_entropy_in(Language::English, &entropy) {
            Ok(_) => Ok(Self { entropy }),
            Err(_) => Err(Error::NoPhrase),
        }
    }

    fn mnemonic(&self) -> Mnemonic {
        Mnemonic::from_entropy_in(Language::English, &self.entropy)
            .expect("the entropy has a length that BIP39 knows")
    }
}

impl fmt::Debug for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phrase(secret)")
    }
}

impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let hex = Zeroizing::new(const_hex::encode(&*self.entropy));
        serializer.serialize_str(&hex)
    }
}

impl<'de> Deserialize<'de> for Phrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        // Borrowed, so that no copy is left in memory.
        let hex = <&str>::deserialize(deserializer)?;
        let bytes = Zeroizing::new(const_hex::decode(hex).unwrap_or_default());
        Self::from_entropy(&bytes).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::system;
    use subxt_signer::DEV_PHRASE;

    #[test]
    fn entropy_makes_the_words_that_bip39_gives() {
        // From the test vectors of BIP39.
        for (entropy, words) in [
            (
                "00000000000000000000000000000000",
                "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon \
                 abandon about",
            ),
            (
                "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f",
                "legal winner thank year wave sausage worth useful legal winner thank year wave \
                 sausage worth useful legal will",
            ),
            (
                "f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f",
                "void come effort suffer camp survey warrior heavy shoot primary clutch crush \
                 open amazing screen patrol group space point ten exist slush involve unfold",
            ),
        ] {
            let entropy = const_hex::decode(entropy).unwrap();
            let phrase = Phrase::from_entropy(&entropy).unwrap();
            assert_eq!(*phrase.words(), words);
            assert_eq!(Phrase::parse(words).unwrap(), phrase);
        }
    }

    #[test]
    fn words_make_the_seed_that_bip39_gives() {
        let phrase = Phrase::from_entropy(&[0; 16]).unwrap();
        assert_eq!(
            const_hex::encode(*phrase.seed()),
            "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1\
             9a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4"
        );
    }

    #[test]
    fn what_is_no_phrase_is_refused_and_not_repeated() {
        let eleven = ["abandon"; 11].join(" ");
        let wrong_checksum = ["abandon"; 12].join(" ");
        let unknown = format!("{eleven} horsey");
        let nine = ["abandon"; 9].join(" ");
        for text in ["", &eleven, &wrong_checksum, &unknown, &nine, "//Alice"] {
            let Err(error) = Phrase::parse(text) else {
                panic!("'{text}' was taken for a phrase");
            };
            assert!(matches!(error, Error::NoPhrase));
            assert!(!error.to_string().contains("horsey"));
        }
    }

    #[test]
    fn blanks_and_capital_letters_do_not_matter() {
        let typed = format!(" {} \n", DEV_PHRASE.to_uppercase().replace(' ', "  "));
        assert_eq!(*Phrase::parse(&typed).unwrap().words(), DEV_PHRASE);
    }

    #[test]
    fn new_phrases_have_as_many_words_as_were_asked_for_and_differ() {
        for words in [12, 15, 18, 21, 24] {
            let new = || {
                Phrase::generate(words.to_string().parse().unwrap(), &system)
                    .unwrap()
                    .words()
            };
            assert_eq!(new().split(' ').count(), words);
            assert_ne!(new(), new());
        }
        for words in ["", "0", "9", "13", "27", "-12"] {
            assert!(words.parse::<Words>().is_err(), "{words}");
        }
        assert_eq!(Words::default().to_string(), "24");
    }

    #[test]
    fn the_caller_gives_the_randomness_of_a_phrase() {
        let fixed = |bytes: &mut [u8]| {
            bytes.fill(0);
            Ok(())
        };
        let words = || "12".parse().unwrap();
        let phrase = Phrase::generate(words(), &fixed).unwrap();
        assert_eq!(phrase, Phrase::from_entropy(&[0; 16]).unwrap());
        let none = |_: &mut [u8]| Err(std::io::ErrorKind::Unsupported.into());
        let refused = Phrase::generate(words(), &none);
        assert!(matches!(refused, Err(Error::Randomness(_))));
    }

    #[test]
    fn accounts_are_those_that_polkadot_js_shows() {
        let phrase = Phrase::parse(DEV_PHRASE).unwrap();
        // Addresses that polkadot.js shows for the development phrase.
        for (n, address) in [
            (0, "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV"),
            (1, "5GBNeWRhZc2jXu7D55rBimKYDk8PGk8itRYFTPfC8RJLKG5o"),
            (u32::MAX, "5EKxD7tCHQL3Fo933enZJdyCaCzXEdWZdoegFU2s3ZLmi3dE"),
        ] {
            assert_eq!(phrase.address(n).to_string(), address);
        }
        let alice = phrase.sr25519().derive([DeriveJunction::hard("Alice")]);
        assert_eq!(
            alice.public_key().to_account_id().to_string(),
            "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
        );
    }

    #[test]
    fn nothing_shows_the_phrase() {
        let phrase = Phrase::parse(DEV_PHRASE).unwrap();
        assert_eq!(format!("{phrase:?}"), "Phrase(secret)");
    }
}
