//! The node of the Aura network.
//!
//! - [`cli`], [`command`]: what can be asked of the binary, and the doing of it.
//! - [`chain_spec`]: the named networks, and chain spec files.
//! - [`genesis`]: the chain spec and the database are of one chain.
//! - [`service`]: the parts of a running node, put together.
//! - [`consensus`]: who authors blocks, which are imported, when they are final.
//! - [`executor`], [`runtime_api`]: what a runtime may call, and what the node calls in it.
//! - [`rehearsal`]: what an upgrade would do, without doing it.
//! - [`key`], [`session_keys`]: keys that a validator can use, and a word when it has none.
//! - [`warm_up`]: the next runtime, compiled before its block.
//! - [`listen`], [`rpc`]: how peers and clients reach it.

// The SDK's error is large, and nearly every function here passes it on.
#![allow(clippy::result_large_err)]

mod chain_spec;
mod cli;
mod command;
mod consensus;
mod executor;
mod genesis;
mod key;
mod listen;
mod rehearsal;
mod rpc;
mod runtime_api;
mod service;
mod session_keys;
mod warm_up;

use std::process::ExitCode;

fn main() -> ExitCode {
    match command::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error}");
            ExitCode::FAILURE
        }
    }
}
