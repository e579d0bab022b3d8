//! DIDs without a wallet: keys, documents, signatures, encoded calls.

use anyhow::{Context, Result};
use aura_primitives::did::{
    creation_preimage, Anchor, Did, Document, NewVerificationMethod, Operation, PublicKey,
    Relationships, Signature, Signer,
};
use codec::Encode;
use ed25519_dalek::Signer as _;
use p256::ecdsa::signature::hazmat::PrehashSigner;
use sp_crypto_hashing::{blake2_256, sha2_256};
use subxt_signer::{ecdsa, sr25519};

/// The number of the pallet in the runtimes.
pub const PALLET: u8 = 60;

/// Numbers of its calls.
pub mod calls {
    pub const CREATE: u8 = 0;
    pub const UPDATE: u8 = 1;
    pub const SET_CONTROL: u8 = 2;
    pub const DEACTIVATE: u8 = 3;
    pub const DISPATCH: u8 = 4;
    pub const DISPATCH_AS: u8 = 5;
    pub const PURGE_METHODS: u8 = 6;
    pub const DISPATCH_AGREEING: u8 = 7;
    pub const TAKE_OVER_DEPOSIT: u8 = 8;
}

/// Maximum deposit that operations in tests allow: more than anything costs.
pub const MAX_DEPOSIT: u128 = u128::MAX;

/// The bytes of a call of the pallet.
pub fn call(index: u8, arguments: impl Encode) -> Encoded {
    Encoded([&[PALLET, index][..], &arguments.encode()].concat())
}

/// An encoded call, which may be inside another call.
#[derive(Debug, Clone)]
pub struct Encoded(pub Vec<u8>);

impl Encode for Encoded {
    fn encode_to<W: codec::Output + ?Sized>(&self, into: &mut W) {
        into.write(&self.0);
    }
}

/// A kind of key that can control a DID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Ed25519,
    Sr25519,
    Secp256k1,
    P256,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Ed25519, Self::Sr25519, Self::Secp256k1, Self::P256];
}

/// A private key.
pub enum Key {
    Ed25519(ed25519_dalek::SigningKey),
    Sr25519(sr25519::Keypair),
    Secp256k1(ecdsa::Keypair),
    P256(p256::ecdsa::SigningKey),
}

impl Key {
    /// The key of this kind that is derived from `seed`.
    ///
    /// # Errors
    /// If the seed is not a private key of that kind.
    pub fn new(kind: Kind, seed: &str) -> Result<Self> {
        let seed = blake2_256(seed.as_bytes());
        Ok(match kind {
            Kind::Ed25519 => Self::Ed25519(ed25519_dalek::SigningKey::from_bytes(&seed)),
            Kind::Sr25519 => Self::Sr25519(sr25519::Keypair::from_secret_key(seed)?),
            Kind::Secp256k1 => Self::Secp256k1(ecdsa::Keypair::from_secret_key(seed)?),
            Kind::P256 => Self::P256(p256::ecdsa::SigningKey::from_slice(&seed)?),
        })
    }

    /// The public key, as in a DID document.
    pub fn public(&self) -> PublicKey {
        match self {
            Self::Ed25519(key) => PublicKey::Ed25519(key.verifying_key().to_bytes()),
            Self::Sr25519(key) => PublicKey::Sr25519(key.public_key().0),
            Self::Secp256k1(key) => PublicKey::Secp256k1(key.public_key().0),
            Self::P256(key) => {
                let point = key.verifying_key().to_encoded_point(true);
                let mut bytes = [0; 33];
                bytes.copy_from_slice(point.as_bytes());
                PublicKey::P256(bytes)
            }
        }
    }

    /// Signs a message.
    ///
    /// # Errors
    /// If the library cannot sign.
    pub fn sign(&self, message: &[u8]) -> Result<Signature> {
        Ok(match self {
            Self::Ed25519(key) => Signature::Ed25519(key.sign(message).to_bytes()),
            Self::Sr25519(key) => Signature::Sr25519(key.sign(message).0),
            Self::Secp256k1(key) => Signature::Secp256k1(key.sign(message).0),
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign_prehash(&sha2_256(message))?;
                let low = signature.normalize_s().unwrap_or(signature);
                Signature::P256(low.to_bytes().into())
            }
        })
    }

    /// A document with this key under all relationships.
    pub fn document(&self) -> Document {
        let mut document = Document::default();
        // A new document has room for one.
        let _ = document.methods.try_push(NewVerificationMethod {
            key: self.public(),
            relationships: Relationships::SIGNING,
        });
        document
    }

    /// The call that creates the DID of a document whose first key this is. Any account can submit
    /// it.
    ///
    /// # Errors
    /// If the key cannot sign.
    pub fn creation(&self, genesis: &[u8; 32], document: &Document) -> Result<(Did, Encoded)> {
        let salt = [0; 32];
        let did = Did::derive(genesis, &Anchor::<[u8; 32]>::Key(self.public()), &salt);
        let payload = blake2_256(&creation_preimage(&did, document));
        let arguments = (document, salt, Some(self.sign(&payload)?), MAX_DEPOSIT);
        Ok((did, call(calls::CREATE, arguments)))
    }
}

/// The chain on which operations are signed.
#[derive(Debug, Clone, Copy)]
pub struct Chain {
    pub genesis: [u8; 32],
    /// Height and hash of a recent block.
    pub checkpoint: (u32, [u8; 32]),
    pub transaction_version: u32,
}

/// The call by which any account submits an operation of the DID, signed by these keys of it.
///
/// # Errors
/// If there are too many keys, or one cannot sign.
pub fn operation(
    chain: &Chain,
    did: Did,
    nonce: u64,
    keys: &[(u32, &Key)],
    inner: Encoded,
) -> Result<Encoded> {
    let signers: Vec<_> = keys.iter().map(|(index, _)| Signer::Own(*index)).collect();
    let operation = Operation::<[u8; 32], _> {
        did,
        nonce,
        submitter: None,
        checkpoint: chain.checkpoint.0,
        signers: signers.try_into().ok().context("too many keys")?,
        call: Box::new(inner),
    };
    let preimage = operation.preimage(
        &chain.genesis,
        &chain.checkpoint.1,
        chain.transaction_version,
    );
    let payload = blake2_256(&preimage);
    let signatures: Result<Vec<_>> = keys.iter().map(|(_, key)| key.sign(&payload)).collect();
    Ok(call(calls::DISPATCH, (operation, signatures?, MAX_DEPOSIT)))
}
