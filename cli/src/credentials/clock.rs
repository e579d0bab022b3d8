//! This machine's clock, compared with the chain before it is used.

use crate::{
    did::Chain,
    outside::{Outside, System},
    Result,
};
use aura_client::credentials::compared_time;
use aura_identity::DateTime;
use clap::Args;
use subxt::config::substrate::H256;

/// Option of commands that sign or verify by this machine's time.
#[derive(Debug, Clone, Copy, Args)]
pub struct Clock {
    /// Continue even if the node's last block is more than five minutes older than this machine's
    /// time, as on a stalled chain. The clock may be wrong, and the node may not know of
    /// revocations.
    #[arg(long)]
    pub allow_old: bool,
}

impl Clock {
    /// Returns this machine's time: see [`compared_time`].
    ///
    /// # Errors
    /// If it differs from the time of block `at` by more than the tolerance.
    pub async fn compared(self, chain: &Chain, at: H256) -> Result<DateTime> {
        Ok(compared_time(chain, at, self.allow_old).await?)
    }
}

/// Returns this machine's time. Compare it with the chain before signing with it:
/// [`Clock::compared`].
pub fn now() -> DateTime {
    System.now()
}
