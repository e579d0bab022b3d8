//! This machine's clock, compared with the chain before it is used.

use super::Problem;
use crate::{did::Chain, Result};
use aura_identity::{
    clock::{compare, ClockError},
    DateTime,
};
use std::time::SystemTime;
use subxt::config::substrate::H256;

/// Option of commands that sign or verify by this machine's time.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
pub struct Clock {
    /// Continue even if the node's last block is more than five minutes older than this machine's
    /// time, as on a stalled chain. The clock may be wrong, and the node may not know of
    /// revocations.
    #[cfg_attr(feature = "clap", arg(long))]
    pub allow_old: bool,
}

impl Clock {
    /// Returns this machine's time after comparing it with the time of block `at`: the last final
    /// block to verify, the best block to sign.
    ///
    /// # Errors
    /// [`Problem::Clock`] if they differ by more than the tolerance.
    pub async fn compared(self, chain: &Chain, at: H256) -> Result<DateTime> {
        let block = DateTime::from_millis(chain.time(at).await?);
        let now = now();
        if let Some(doubt) = self.judge(now, block)? {
            (chain.node.progress)(&format!("Warning: {doubt}"));
        }
        Ok(now)
    }

    /// Returns the difference that the user chose to ignore, if there is one.
    fn judge(
        self,
        now: DateTime,
        block: DateTime,
    ) -> std::result::Result<Option<ClockError>, Problem> {
        match compare(now, block) {
            Ok(()) => Ok(None),
            Err(error @ ClockError::Ahead { .. }) if self.allow_old => Ok(Some(error)),
            Err(error) => Err(error.into()),
        }
    }
}

/// Returns this machine's time. Nothing is signed with a time that was not compared: see
/// [`Clock::compared`].
pub fn now() -> DateTime {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let millis = since.map_or(0, |since| since.as_millis());
    DateTime::from_millis(u64::try_from(millis).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_769_860_800_000;

    fn judge(allow_old: bool, block: u64) -> std::result::Result<bool, String> {
        let (now, block) = (DateTime::from_millis(NOW), DateTime::from_millis(block));
        let judged = Clock { allow_old }.judge(now, block);
        let doubt = judged.map_err(|problem| problem.to_string())?;
        Ok(doubt.is_some())
    }

    #[test]
    fn a_clock_that_agrees_with_the_chain_is_relied_on() {
        for block in [NOW - 300_000, NOW - 12_000, NOW, NOW + 300_000] {
            assert_eq!(judge(false, block), Ok(false), "{block}");
        }
    }

    /// The error has both times and the remedy. Only a difference that a stalled chain may cause
    /// can be allowed.
    #[test]
    fn a_clock_that_differs_is_refused() {
        for (block, shown, option) in [
            (NOW - 301_000, "2026-01-31T11:54:59Z", true),
            (0, "1970-01-01T00:00:00Z", true),
            (NOW + 301_000, "2026-01-31T12:05:01Z", false),
            (u64::MAX, "9999-12-31T23:59:59Z", false),
        ] {
            let text = judge(false, block).unwrap_err();
            assert!(text.contains("2026-01-31T12:00:00Z"), "{text}");
            assert!(text.contains(shown) && text.contains("set-ntp"), "{text}");
            assert_eq!(text.contains("--allow-old"), option, "{text}");
            assert_eq!(judge(true, block).is_ok(), option, "{text}");
        }
    }
}
