//! A signed transaction.

use subxt::{
    config::substrate::{AccountId32, H256},
    rpcs::{client::RpcSubscription, methods::legacy::TransactionStatus},
};

/// A signed transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signed {
    /// Account that signed the transaction.
    pub signer: AccountId32,
    /// Nonce: its number among the transactions of the account.
    pub nonce: u64,
    /// Encoded transaction.
    pub bytes: Vec<u8>,
    /// Hash of the transaction.
    pub hash: H256,
    /// Height of the last block that can include it.
    pub last: u64,
    /// Height of the block before the first one that can include it.
    pub born: u64,
}

/// Subscription to the statuses of a transaction.
pub(super) type Statuses = RpcSubscription<TransactionStatus<H256>>;
