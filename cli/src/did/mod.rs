//! `aura did`: DIDs, made, changed and shown, with the keys of the wallet.
//!
//! - `arguments`: how keys, services and controllers are written; `submit`: what every transaction
//!   goes through; `operation_files`: operations on their way from one signer to the next.
//!
//! Who signs sees what: an operation is read by this tool's own types, and the runtime's metadata
//! must agree with them, before there is anything to sign.

pub(crate) mod arguments;
mod change;
mod command;
mod operation_files;
mod submit;

pub use command::Command;

pub(crate) use aura_client::did::{
    amount, call, calls, chain, expect_genesis, file, signers, verify, Account, Chain, Control,
    Controller, DidCall, Encoded, Holder, Operation, Problem, Signer,
};

pub(crate) use change::{make, prepare, PlannedOperation, Prepared, Signatures};
pub(crate) use submit::{agree, send, Common, Payer, Paying, Report};
