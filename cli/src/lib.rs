//! The command line `aura`.
//!
//! - [`cli`]: arguments and options; each group of subcommands is a module of its own.
//! - [`credentials`]: schemas, accreditations, status lists and credentials.
//! - [`did`]: creating, changing and showing DIDs.
//! - [`staking`], [`gov`]: stake, and open governance.
//! - [`serve`]: DIDs, status lists and credentials over HTTP.
//! - [`switch`]: progress of a chain from phase 1 to phase 2.
//! - [`validator`]: the keys of a validator.
//! - [`wallet`]: the keys of DIDs and accounts, in an encrypted file.
//! - [`zkp`]: making and verifying proofs about credentials; their keys, and the policies of
//!   verifiers.
//!
//! This crate has arguments, prompts, files, tables and messages. Operations on a chain are in
//! `aura-client`, the contents of a wallet in `aura-wallet`, and the HTTP server in `aura-serve`.
//! The folder `io` has files, text, secrets, the terminal and the environment, among them
//! [`secret`], the sources of secrets, and [`private_file`], files that hold them.
//! `transact` shows, sends and reports a transaction of an account, for all commands that send one.

pub mod cli;
pub mod credentials;
pub mod did;
mod error;
pub mod gov;
mod io;
mod limits;
mod output;
mod random;
mod remedy;
pub mod serve;
pub mod staking;
pub mod switch;
mod transact;
pub mod validator;
pub mod wallet;
pub mod zkp;

pub use aura_client::{NodeUrl, SessionKeys};
pub use cli::Cli;
pub use error::Error;
pub use io::{private_file, secret};
pub use output::Outcome;

use aura_client::{outside, rpc, session_keys, state, transaction};
use io::{account, already, data_folder, environment, plain_file, standard_input, terminal, text};

use std::process::ExitCode;

/// Result of this crate's functions.
pub type Result<T> = std::result::Result<T, Error>;

/// Runs the command, and reports its error on the standard error.
pub async fn run(cli: Cli) -> ExitCode {
    match cli.command.run().await {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            output::complain(&error);
            ExitCode::FAILURE
        }
    }
}
