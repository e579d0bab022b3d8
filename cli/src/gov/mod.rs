//! Open governance: `aura gov`.
//!
//! - `read`: tracks and referenda; `vote`, `submit`, `whitelist`: what is changed.
//! - `view`: text for what is read.
//!
//! Queries, calls and their descriptions are in [`aura_client::governance`].

mod read;
mod submit;
mod view;
mod vote;
mod whitelist;

use crate::{Outcome, Result};
use clap::Subcommand;

/// Commands of `aura gov`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the tracks: each decides with one origin.
    Tracks(read::Tracks),

    /// List referenda.
    List(read::List),

    /// Show a referendum: its call, its votes, and what it needs by when.
    Show(read::Show),

    /// Vote on a referendum, or remove a vote.
    Vote(vote::Vote),

    /// Let another account vote on a track, or end that.
    Delegate(vote::Delegate),

    /// Submit a referendum.
    Submit(submit::Submit),

    /// Place the decision deposit of a referendum, without which nothing is decided.
    Deposit(submit::Deposit),

    /// Have the council whitelist a call: the track whitelisted_caller then decides on it.
    Whitelist(whitelist::Whitelist),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::Tracks(command) => command.run().await,
            Self::List(command) => command.run().await,
            Self::Show(command) => command.run().await,
            Self::Vote(command) => command.run().await,
            Self::Delegate(command) => command.run().await,
            Self::Submit(command) => command.run().await,
            Self::Deposit(command) => command.run().await,
            Self::Whitelist(command) => command.run().await,
        }
    }
}

#[cfg(test)]
mod tests;
