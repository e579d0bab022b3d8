//! The switch of the chain from Aura consensus to BABE.
//!
//! `survey` queries the nodes and fills a [`report`], [`verdict`] judges that plain data, and
//! `view` formats both. [`engine`] tells the phases apart, [`search`] finds the switch block.

pub mod engine;
pub mod report;
pub mod search;
mod status;
mod stored;
mod survey;
pub mod verdict;
mod view;

pub use status::Status;

use crate::{Outcome, Result};
use clap::Subcommand;

/// Commands of `aura switch`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say which phase the chain is in, and whether validators and nodes are ready for phase 2.
    Status(Status),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::Status(status) => status.run().await,
        }
    }
}
