//! The current time, compared with the chain before it is used.

use super::Problem;
use crate::{did::Chain, Result};
use aura_identity::{
    clock::{compare, ClockError},
    DateTime,
};
use subxt::config::substrate::H256;

/// Returns the current time after comparing it with the time of block `at`: the last final block to
/// verify, the best block to sign.
///
/// `allow_old` continues even if the block is more than five minutes older, as on a stalled chain.
/// The clock may be wrong then, and the node may not know of revocations.
///
/// # Errors
/// [`Problem::Clock`] if they differ by more than the tolerance.
pub async fn compared_time(chain: &Chain, at: H256, allow_old: bool) -> Result<DateTime> {
    let block = DateTime::from_millis(chain.time(at).await?);
    let now = chain.node.outside().now();
    if let Some(doubt) = judge(now, block, allow_old)? {
        (chain.node.progress)(&format!("Warning: {doubt}"));
    }
    Ok(now)
}

/// Returns the difference that the caller chose to ignore, if there is one.
fn judge(
    now: DateTime,
    block: DateTime,
    allow_old: bool,
) -> std::result::Result<Option<ClockError>, Problem> {
    match compare(now, block) {
        Ok(()) => Ok(None),
        Err(error @ ClockError::Ahead { .. }) if allow_old => Ok(Some(error)),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_769_860_800_000;

    fn judge(allow_old: bool, block: u64) -> std::result::Result<bool, String> {
        let (now, block) = (DateTime::from_millis(NOW), DateTime::from_millis(block));
        let judged = super::judge(now, block, allow_old);
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
        for (block, shown, permitted) in [
            (NOW - 301_000, "2026-01-31T11:54:59Z", true),
            (0, "1970-01-01T00:00:00Z", true),
            (NOW + 301_000, "2026-01-31T12:05:01Z", false),
            (u64::MAX, "9999-12-31T23:59:59Z", false),
        ] {
            let text = judge(false, block).unwrap_err();
            assert!(text.contains("2026-01-31T12:00:00Z"), "{text}");
            assert!(text.contains(shown) && text.contains("set-ntp"), "{text}");
            assert_eq!(judge(true, block).is_ok(), permitted, "{text}");
        }
    }
}
