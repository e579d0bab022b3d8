//! A transaction for a DID, before it is confirmed and sent.

use super::{call::Deposit, DidCall};
use aura_primitives::{credentials::SchemaId, did::Did, zkp::PolicyId};

/// Agreement of the paying account to the operation, as one of the controllers of the DID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agrees {
    /// The account pays, and does not agree.
    No,
    /// The account's signature of the transaction counts as one of the signatures that are needed.
    Yes,
}

impl From<bool> for Agrees {
    fn from(agrees: bool) -> Self {
        if agrees {
            Self::Yes
        } else {
            Self::No
        }
    }
}

impl Agrees {
    /// Describes the role of the paying account.
    pub const fn words(self) -> &'static str {
        match self {
            Self::No => "pays, and does not agree to the operation",
            Self::Yes => "pays, and agrees to the operation as a controller of the DID",
        }
    }
}

/// A transaction to be confirmed and sent.
pub struct Proposal {
    /// The DID that makes the call.
    pub did: Did,
    /// Description of the call for the user, a line each.
    pub words: Vec<String>,
    /// The encoded call.
    pub call: Vec<u8>,
    /// The same call with blank signatures, for the node to estimate its fee.
    pub blank: Vec<u8>,
    /// Agreement of the paying account to the operation.
    pub agrees: Agrees,
    /// Deposit that is held afterwards, if it is known.
    pub deposit: Option<Deposit>,
    /// Maximum amount, in plancks, by which the deposits held on the paying account may grow: the
    /// call allows no more.
    pub locks: u128,
    /// Word that the user types to confirm.
    pub word: &'static str,
    /// Identifier of the schema, if the call registers one.
    pub schema: Option<SchemaId>,
    /// Identifier of the policy, if the call registers one.
    pub policy: Option<PolicyId>,
}

/// Costs of a transaction for a DID, and the agreement of the account that pays them.
#[derive(Debug, Clone, Copy)]
pub struct Costs {
    /// Agreement of the paying account to the operation.
    pub agrees: Agrees,
    /// Deposit that is held afterwards, if it is known.
    pub deposit: Option<Deposit>,
    /// Maximum amount, in plancks, by which the deposits held on the paying account may grow.
    pub locks: u128,
}

impl Proposal {
    /// Makes the proposal of the transaction `call`, by which `did` makes the call `inner`; `blank`
    /// is the transaction with blank signatures.
    pub fn new(did: Did, inner: &DidCall, costs: Costs, call: Vec<u8>, blank: Vec<u8>) -> Self {
        let Costs {
            agrees,
            deposit,
            locks,
        } = costs;
        Self {
            did,
            words: inner.summary(),
            call,
            blank,
            agrees,
            deposit,
            locks,
            word: inner.word(),
            schema: inner.schema(),
            policy: inner.policy(),
        }
    }
}
