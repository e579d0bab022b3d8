//! The node of the Aura network, apart from its binary.
//!
//! - [`cli`], [`command`]: arguments and subcommands.
//! - [`chain_spec`]: the named networks, and chain spec files.
//! - [`genesis`]: refuses a database of another chain than that of the chain spec.
//! - [`client`]: the types of chain, database and pool.
//! - [`service`]: the parts of a running node, put together.
//! - [`consensus`]: authoring, import and finality of blocks.
//! - [`executor`], [`runtime_api`]: the host functions of runtimes, and the calls into them.
//! - [`rehearsal`]: the effects of an upgrade, without the upgrade.
//! - [`key`], [`session_keys`]: keys of a validator, and a warning when one is missing.
//! - [`warm_up`]: compiles the next runtime before its block.
//! - [`listen`], [`rpc`]: addresses for peers, and methods for clients.
//!
//! It is a library, so that its generic code is compiled once for the binary and `tests/chains`. A
//! new commit, which changes the version of the binary, compiles nothing here again.

// The SDK's error is large, and nearly every function here passes it on.
#![allow(clippy::result_large_err)]

pub mod chain_spec;
pub mod cli;
pub mod client;
mod command;
pub mod consensus;
pub mod executor;
pub mod genesis;
mod key;
mod limits;
mod listen;
pub mod rehearsal;
mod rpc;
mod runtime_api;
pub mod service;
mod session_keys;
pub mod staking_metrics;
mod warm_up;

pub use command::run;
