//! Keys that sign transactions: in memory, or kept elsewhere.

use crate::{
    outside::{KeyId, SignError},
    rpc::Node,
    Error, Result,
};
use aura_primitives::did::Signature;
use subxt::{config::substrate::AccountId32, utils::MultiSignature};
use subxt_signer::sr25519::Keypair;

/// Key of the account that signs a transaction and pays for it.
#[derive(Debug, Clone)]
pub enum Key<'a> {
    /// The caller has the key in memory.
    Held(&'a Keypair),
    /// The key of this account is kept elsewhere:
    /// [`Outside::sign`](crate::outside::Outside::sign) signs with it.
    Elsewhere(AccountId32),
}

impl<'a> From<&'a Keypair> for Key<'a> {
    fn from(keypair: &'a Keypair) -> Self {
        Self::Held(keypair)
    }
}

impl From<AccountId32> for Key<'_> {
    fn from(account: AccountId32) -> Self {
        Self::Elsewhere(account)
    }
}

impl Key<'_> {
    /// Returns the account of the key.
    pub fn account(&self) -> AccountId32 {
        match self {
            Self::Held(keypair) => keypair.public_key().to_account_id(),
            Self::Elsewhere(account) => *account,
        }
    }

    /// Signs the payload of a transaction.
    ///
    /// # Errors
    /// [`Error::NotSigned`] if the key is kept elsewhere and does not sign.
    pub(super) async fn sign(&self, node: &Node, payload: &[u8]) -> Result<MultiSignature> {
        match self {
            Self::Held(keypair) => Ok(MultiSignature::Sr25519(keypair.sign(payload).0)),
            Self::Elsewhere(account) => {
                let key = KeyId::Account(account.0);
                let signature = node.outside().sign(&key, payload).await;
                let signature = signature.and_then(of_account);
                signature.map_err(|reason| Error::NotSigned {
                    signer: account.to_string(),
                    reason,
                })
            }
        }
    }
}

/// Returns a signature in the form that transactions have.
fn of_account(signature: Signature) -> std::result::Result<MultiSignature, SignError> {
    match signature {
        Signature::Ed25519(bytes) => Ok(MultiSignature::Ed25519(bytes)),
        Signature::Sr25519(bytes) => Ok(MultiSignature::Sr25519(bytes)),
        Signature::Secp256k1(bytes) => Ok(MultiSignature::Ecdsa(bytes)),
        // No account has a P-256 key.
        Signature::P256(_) => Err(SignError::NoKey),
    }
}
