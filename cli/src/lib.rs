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
//! For secrets there are [`secret`], their sources, `account`, the keys of an account, and
//! [`private_file`], files that hold them; for text in files, `text`.

mod account;
mod already;
pub mod cli;
pub mod credentials;
mod data_folder;
pub mod did;
mod environment;
mod error;
pub mod gov;
mod output;
mod plain_file;
pub mod private_file;
pub mod secret;
pub mod serve;
pub mod staking;
mod standard_input;
pub mod switch;
mod terminal;
mod text;
pub mod validator;
pub mod wallet;
pub mod zkp;

pub use aura_client::{NodeUrl, SessionKeys};
pub use cli::Cli;
pub use error::Error;
pub use output::Outcome;

use aura_client::{rpc, session_keys, state};

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
