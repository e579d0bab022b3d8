//! `aura staking hand-over`.

use super::view;
use crate::{did::Common, output, Outcome, Result};
use aura_client::staking::HandOverStatus;
use clap::Args;

/// Says if the stake names the validators, and if not, which part of the condition is missing.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct HandOver {
    #[command(flatten)]
    pub common: Common,
}

const EXIT_CODES: &str = "Exit codes:
  0  the stake names the validators
  1  an error stopped it
  2  the command line was not understood
  3  the council still does; the output says what is missing";

impl HandOver {
    pub(super) async fn run(self) -> Result<Outcome> {
        let chain = self.common.chain().await?;
        chain.expect_staking().await?;
        let status = HandOverStatus::read(&chain).await?;
        output::print_as(self.common.json, &status, view::hand_over(&status))?;
        Ok(Outcome::of(status.done.is_some()))
    }
}
