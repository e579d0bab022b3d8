//! Input and output of commands, apart from tables and JSON.
//!
//! - [`plain_file`], [`private_file`], [`standard_input`]: files, and those that hold secrets;
//!   [`text`]: text in them.
//! - [`secret`]: sources of secrets; [`account`]: the secret of an account that is not in the
//!   wallet; [`terminal`]: the terminal on which secrets are shown and confirmations asked.
//! - [`environment`], [`data_folder`]: defaults from variables.
//! - [`already`]: the output where the chain has the requested state.

pub mod account;
pub mod already;
pub mod data_folder;
pub mod environment;
pub mod plain_file;
pub mod private_file;
pub mod secret;
pub mod standard_input;
pub mod terminal;
pub mod text;
