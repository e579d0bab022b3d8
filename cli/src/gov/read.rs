//! `aura gov tracks`, `list` and `show`.

use super::view;
use crate::{did::Common, output, Outcome, Result};
use aura_client::governance::{ReferendumStatus, Track};
use clap::Args;
use serde::Serialize;
use subxt::config::substrate::AccountId32;

/// Lists the tracks, with their deposits, periods, and the shares that they need in the end.
#[derive(Debug, Args)]
pub struct Tracks {
    #[command(flatten)]
    pub common: Common,
}

/// Lists referenda, the latest first.
#[derive(Debug, Args)]
pub struct List {
    /// Also those that are over.
    #[arg(long)]
    pub all: bool,

    #[command(flatten)]
    pub common: Common,
}

/// Shows a referendum.
#[derive(Debug, Args)]
pub struct Show {
    /// Number of the referendum.
    #[arg(value_name = "REFERENDUM")]
    pub referendum: u32,

    /// Also show the vote of this account (SS58).
    #[arg(long, value_name = "ACCOUNT")]
    pub voter: Option<AccountId32>,

    #[command(flatten)]
    pub common: Common,
}

#[derive(Serialize)]
struct TracksOutput<'a> {
    tracks: &'a [Track],
}

#[derive(Serialize)]
struct ListOutput<'a> {
    referenda: &'a [ReferendumStatus],
}

impl Tracks {
    pub(super) async fn run(self) -> Result<Outcome> {
        let chain = self.common.chain().await?;
        chain.expect_referenda().await?;
        let tracks = chain.tracks().await?;
        let clock = chain.block_clock().await?;
        let shown = TracksOutput { tracks: &tracks };
        output::print_as(self.common.json, &shown, view::tracks(&tracks, &clock))?;
        Ok(Outcome::Done)
    }
}

impl List {
    pub(super) async fn run(self) -> Result<Outcome> {
        let chain = self.common.chain().await?;
        chain.expect_referenda().await?;
        let mut referenda = chain.referenda().await?;
        if !self.all {
            referenda.retain(|one| one.state.is_open());
        }
        let shown = ListOutput {
            referenda: &referenda,
        };
        output::print_as(self.common.json, &shown, view::list(&referenda))?;
        Ok(Outcome::Done)
    }
}

impl Show {
    pub(super) async fn run(self) -> Result<Outcome> {
        let chain = self.common.chain().await?;
        chain.expect_referenda().await?;
        let voter = self.voter.as_ref().map(|voter| &voter.0);
        let status = chain.referendum_status(self.referendum, voter).await?;
        output::print_as(self.common.json, &status, view::referendum(&status))?;
        Ok(Outcome::Done)
    }
}
