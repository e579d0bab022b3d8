//! Everything outside of an operation: nodes, random bytes, the time, waiting, and keys that are
//! kept elsewhere.
//!
//! An operation of this crate reaches the outside only through [`Outside`], except for the nonces
//! of Sr25519 and the blinding of proofs, which their libraries draw. A command or server
//! passes [`system`]; a binding passes its host's sockets, clock and keys; a test passes a script.

use crate::{did::Account, NodeUrl};
use aura_identity::DateTime;
use aura_primitives::did::{PublicKey, Signature};
use futures::future::BoxFuture;
use std::{io, time::Duration};
use subxt::rpcs::{self, RpcClient};

#[cfg(feature = "system")]
mod system;
#[cfg(test)]
mod tests;

#[cfg(feature = "system")]
pub use system::{system, System};

/// Everything outside of an operation.
///
/// Only [`Self::connect`], [`Self::sleep`] and [`Self::sign`] take time. The futures that they
/// return may be dropped at any point.
pub trait Outside: Send + Sync + 'static {
    /// Connects to a node. The connection is any implementation of `RpcClientT`, `subxt`'s trait of
    /// JSON-RPC requests and subscriptions. An operation connects again if the connection is lost
    /// while a transaction is watched.
    ///
    /// # Errors
    /// If the node cannot be reached.
    fn connect<'a>(
        &'a self,
        url: &'a NodeUrl,
    ) -> BoxFuture<'a, std::result::Result<RpcClient, rpcs::Error>>;

    /// Fills the buffer with random bytes. They become keys and challenges: use a cryptographic
    /// generator.
    ///
    /// # Errors
    /// If there is no randomness.
    fn random(&self, bytes: &mut [u8]) -> io::Result<()>;

    /// Returns the current time. Compare it with the chain before signing with it:
    /// [`compared_time`](crate::credentials::compared_time).
    fn now(&self) -> DateTime;

    /// Waits for a duration.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// Returns the keys with which [`Self::sign`] can sign. By default there are none.
    fn keys(&self) -> Vec<KeyId> {
        vec![]
    }

    /// Signs a message with a key that the caller does not have in memory: a hardware wallet, a
    /// browser extension, a key of Web Crypto.
    ///
    /// The message is raw: the 32 bytes of an operation, or the payload of a transaction. Ed25519
    /// and Sr25519 sign it, the latter in the context `substrate`; secp256k1 signs its BLAKE2b-256,
    /// P-256 its SHA-256, both with a low `s`. For an operation, a signature over the message
    /// between `<Bytes>` and `</Bytes>` is accepted too; for a transaction, it is not.
    ///
    /// # Errors
    /// If the key is not there, or its owner refuses.
    fn sign<'a>(
        &'a self,
        _key: &'a KeyId,
        _message: &'a [u8],
    ) -> BoxFuture<'a, std::result::Result<Signature, SignError>> {
        Box::pin(async { Err(SignError::NoKey) })
    }
}

/// Identifier of a key that is kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyId {
    /// Key of an account, for transactions and for operations of DIDs that the account controls.
    Account(Account),
    /// Key of a verification method, for operations of its DID.
    VerificationMethod(PublicKey),
}

/// Reason why a key that is kept elsewhere did not sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// There is no such key.
    #[error("the key is not there")]
    NoKey,
    /// The key, or its owner, refused; the text is the device's.
    #[error("{0}")]
    Refused(String),
}
