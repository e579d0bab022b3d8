//! The commands `aura did`: DIDs created, changed and shown, with the keys of the wallet.
//!
//! - `arguments`: text forms of keys, services and controllers; `submit`: the steps of every
//!   transaction; `operation_files`: operations on their way from one signer to the next.
//!
//! Signers see what they sign: an operation is decoded with this tool's own types, and the
//! runtime's metadata must agree with them, before there is anything to sign.

pub(crate) mod arguments;
mod change;
mod command;
mod operation_files;
mod submit;

pub use command::Command;

pub(crate) use aura_client::did::{
    call, chain, change as operations, expect_genesis, file, prepare, propose_creation,
    propose_operation, signers, Account, Agrees, Chain, Control, Controller, DidCall,
    PlannedOperation, Prepared, Problem, Proposal, Signer, SigningPlan, SigningWallet, Submission,
};

pub(crate) use change::{make, Signatures};
pub(crate) use submit::{agree, send, Common, Payer, Paying, Report};
