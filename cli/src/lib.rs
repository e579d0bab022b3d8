//! The command line `aura`.
//!
//! - [`cli`]: what can be asked; each group of subcommands is a module of its own.
//! - [`credentials`]: schemas, accreditations, status lists and credentials.
//! - [`did`]: DIDs, made, changed and shown.
//! - [`serve`]: DIDs, status lists and credentials over HTTP.
//! - [`switch`]: how far a chain is on its way from phase 1 to phase 2.
//! - [`validator`]: the keys of a validator.
//! - [`wallet`]: the keys of DIDs and accounts, in an encrypted file.
//! - [`zkp`]: proofs about credentials, made and checked; their keys, and what verifiers want proven.
//!
//! It speaks to nodes over RPC alone and knows no runtime's types: what it reads of the state is
//! decoded with the metadata of that state, so that one binary serves both phases. Below the
//! groups lie [`rpc`], a node and its plain methods, and [`state`], the one edge to `subxt`; for
//! secrets, [`secret`], where they come from, `account`, what they are the keys of, and [`private_file`], files that
//! hold them; for all that people write, `text`, the one reader.

mod account;
mod already;
pub mod cli;
pub mod credentials;
mod data_folder;
pub mod did;
mod environment;
mod error;
mod output;
mod plain_file;
pub mod private_file;
pub mod secret;
pub mod serve;
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

/// What this crate's functions give.
pub type Result<T> = std::result::Result<T, Error>;

/// Does what the command line asks for, and shows what stopped it on the standard error.
pub async fn run(cli: Cli) -> ExitCode {
    match cli.command.run().await {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            output::complain(&error);
            ExitCode::FAILURE
        }
    }
}
