//! A transaction of an account, before it is signed.

/// A transaction to be signed and submitted.
pub struct Transaction {
    /// Summary for the user, one line per effect.
    pub words: Vec<String>,
    /// Encoded call of the transaction.
    pub call: Vec<u8>,
    /// Maximum plancks by which the amount held on the account that pays may grow.
    pub locks: u128,
}
