//! A transaction of an account, before it is signed.

/// What is to be sent.
pub struct Transaction {
    /// What it does, a line for each thing.
    pub words: Vec<String>,
    /// The call.
    pub call: Vec<u8>,
    /// Plancks by which what is held on the account that pays may grow.
    pub locks: u128,
}
