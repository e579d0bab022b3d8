//! The DID: its text, its bytes and its derivation.

use super::PublicKey;
use crate::{base58_id, described::described_as};
use alloc::{string::String, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, str::FromStr};
use sp_crypto_hashing::blake2_256;

/// Scheme and method of every DID of `did:aura`.
const PREFIX: &str = "did:aura:";

/// Domain separator of the hash from which an identifier is made.
const DOMAIN: &[u8] = b"aura/did/1";

/// A decentralised identifier: `did:aura:` and 32 bytes in base58btc.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
)]
pub struct Did([u8; 32]);

described_as!(Did, [u8; 32]);

/// The preimage of a DID beside its salt: its first controller.
#[derive(Clone, PartialEq, Eq, Debug, Encode)]
pub enum Anchor<AccountId> {
    /// The first key of the document, which signs the creation.
    Key(PublicKey),
    /// The account that creates the DID.
    Account(AccountId),
}

impl Did {
    /// Derives the DID that `anchor` creates with `salt` on the chain with this genesis.
    ///
    /// The DID is known before it exists, so it can sign before it is created. Nobody else can
    /// register it: a copied creation by another account yields another DID, and no two networks
    /// share one.
    pub fn derive<AccountId: Encode>(
        genesis: &[u8; 32],
        anchor: &Anchor<AccountId>,
        salt: &[u8; 32],
    ) -> Self {
        let preimage: Vec<u8> = [DOMAIN, genesis, &anchor.encode(), salt].concat();
        Self(blake2_256(&preimage))
    }

    /// The 32 bytes of the identifier.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The method-specific identifier: the text after `did:aura:`.
    pub fn to_base58(&self) -> String {
        bs58::encode(self.0).into_string()
    }
}

impl From<[u8; 32]> for Did {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Did {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}", self.to_base58())
    }
}

impl fmt::Debug for Did {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The reason for which a text is not a DID of this method.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DidError {
    /// The text does not begin with `did:` and a method.
    #[error("a DID begins with `did:` and names a method")]
    NotADid,
    /// The DID is of another method.
    #[error("only DIDs of the method `did:aura` are supported")]
    OtherMethod,
    /// The DID names a network; that syntax is reserved.
    #[error("`did:aura:<network>:<id>` is reserved: leave the network out")]
    Network,
    /// The method-specific identifier is not 32 bytes in base58btc.
    #[error("the identifier after `did:aura:` must be 32 bytes in base58btc")]
    NotAnId,
}

impl FromStr for Did {
    type Err = DidError;

    /// Parses exactly the texts that [`fmt::Display`] writes.
    fn from_str(text: &str) -> Result<Self, DidError> {
        let Some(id) = text.strip_prefix(PREFIX) else {
            let method = text
                .strip_prefix("did:")
                .and_then(|rest| rest.split_once(':'));
            return Err(match method {
                Some((method, _)) if !method.is_empty() => DidError::OtherMethod,
                _ => DidError::NotADid,
            });
        };
        if id.contains(':') {
            return Err(DidError::Network);
        }
        base58_id::read(id).map(Self).ok_or(DidError::NotAnId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GENESIS: [u8; 32] = [1; 32];

    #[test]
    fn the_derivation_is_as_specified() {
        let anchor = Anchor::<[u8; 32]>::Account([7; 32]);
        let preimage = [
            &b"aura/did/1"[..],
            &GENESIS,
            // The second variant.
            &[1],
            &[7; 32],
            &[9; 32],
        ]
        .concat();
        assert_eq!(
            Did::derive(&GENESIS, &anchor, &[9; 32]),
            Did(blake2_256(&preimage))
        );
    }

    #[test]
    fn everything_that_it_is_derived_from_makes_another_one() {
        let account = |byte| Anchor::Account([byte; 32]);
        let key = Anchor::<[u8; 32]>::Key(PublicKey::Ed25519([7; 32]));
        let mut dids = vec![
            Did::derive(&GENESIS, &account(7), &[0; 32]),
            Did::derive(&[2; 32], &account(7), &[0; 32]),
            Did::derive(&GENESIS, &account(8), &[0; 32]),
            Did::derive(&GENESIS, &account(7), &[1; 32]),
            Did::derive(&GENESIS, &key, &[0; 32]),
        ];
        dids.sort();
        dids.dedup();
        assert_eq!(dids.len(), 5);
    }

    #[test]
    fn what_is_no_did_of_the_method_says_why() {
        for (text, error) in [
            ("", DidError::NotADid),
            ("aura", DidError::NotADid),
            ("did:", DidError::NotADid),
            ("did::", DidError::NotADid),
            ("did:aura", DidError::NotADid),
            ("DID:aura:1", DidError::NotADid),
            ("did:key:z6Mk", DidError::OtherMethod),
            ("did:Aura:1", DidError::OtherMethod),
            ("did:aura:test:1", DidError::Network),
            ("did:aura:", DidError::NotAnId),
            ("did:aura:0OIl", DidError::NotAnId),
            ("did:aura:1#key-1", DidError::NotAnId),
            // 31 and 33 bytes.
            (
                "did:aura:1111111111111111111111111111111",
                DidError::NotAnId,
            ),
            (
                "did:aura:111111111111111111111111111111111",
                DidError::NotAnId,
            ),
        ] {
            assert_eq!(text.parse::<Did>(), Err(error), "{text}");
        }
        let zeroes = "did:aura:11111111111111111111111111111111";
        assert_eq!(zeroes.parse(), Ok(Did([0; 32])));
    }

    proptest! {
        #[test]
        fn a_did_is_read_as_it_was_written(bytes: [u8; 32]) {
            let did = Did(bytes);
            prop_assert_eq!(did.to_string().parse(), Ok(did));
        }

        #[test]
        fn what_can_be_read_is_written_the_same(text in "did:aura:[1-9A-HJ-NP-Za-km-z]{30,46}") {
            if let Ok(did) = text.parse::<Did>() {
                prop_assert_eq!(did.to_string(), text);
            }
        }
    }
}
