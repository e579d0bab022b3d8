//! Regularity of a chain, seen from one node.

use crate::{Client, Header};
use anyhow::{ensure, Context, Result};
use std::{
    ops::RangeInclusive,
    time::{Duration, Instant},
};
use tokio::task::JoinHandle;

/// Time at which each best and each finalised height was first seen.
#[derive(Debug, Default, Clone)]
pub struct Heights {
    /// Heights of best blocks, in the order in which they were seen.
    pub best: Vec<(u64, Instant)>,
    /// Heights of finalised blocks, in their order.
    pub finalized: Vec<(u64, Instant)>,
}

/// A watch that runs in the background of the test.
pub struct Watch(JoinHandle<Heights>, tokio::sync::oneshot::Sender<()>);

impl Watch {
    /// Watches the node of `client` until [`Watch::end`].
    ///
    /// # Errors
    /// If the node takes no subscriptions.
    pub async fn start(client: &Client) -> Result<Self> {
        let mut best = client.heads(false).await?;
        let mut finalized = client.heads(true).await?;
        let (end, mut ended) = tokio::sync::oneshot::channel();
        let task = tokio::spawn(async move {
            let mut heights = Heights::default();
            loop {
                let (seen, header) = tokio::select! {
                    header = best.next() => (&mut heights.best, header),
                    header = finalized.next() => (&mut heights.finalized, header),
                    _ = &mut ended => return heights,
                };
                let Some(Ok(Header { number, .. })) = header else {
                    return heights;
                };
                if seen.last().is_none_or(|(last, _)| number > *last) {
                    seen.push((number, Instant::now()));
                }
            }
        });
        Ok(Self(task, end))
    }

    /// Ends the watch. Returns the heights.
    ///
    /// # Errors
    /// If the watch failed.
    pub async fn end(self) -> Result<Heights> {
        // The watch of a node that has ended has ended by itself.
        let _ = self.1.send(());
        Ok(self.0.await?)
    }
}

impl Heights {
    /// Best heights that were first seen between `before` the height `event` and `after` it, and
    /// the next one.
    ///
    /// # Errors
    /// If the watch began later or ended earlier.
    pub fn around(
        &self,
        event: u64,
        before: Duration,
        after: Duration,
    ) -> Result<RangeInclusive<u64>> {
        let seen = |wanted: Instant| self.best.iter().find(|(_, seen)| *seen >= wanted);
        let (_, at) = self
            .best
            .iter()
            .find(|(number, _)| *number >= event)
            .with_context(|| format!("the watch never saw block {event}"))?;
        let from = at.checked_sub(before).context("no time before the watch")?;
        let begun = self.best.first().is_some_and(|(_, first)| *first <= from);
        ensure!(
            begun,
            "the watch began less than {before:?} before block {event}"
        );
        let first = seen(from).context("nothing was seen")?;
        let last = seen(*at + after)
            .with_context(|| format!("the watch ended before {after:?} after block {event}"))?;
        Ok(first.0..=last.0)
    }

    /// The longest time between two best heights of which `numbers` accepts the later one.
    pub fn longest_block(&self, numbers: impl Fn(u64) -> bool) -> Duration {
        longest(&self.best, numbers)
    }

    /// The longest time between two final heights, likewise.
    pub fn longest_finality(&self, numbers: impl Fn(u64) -> bool) -> Duration {
        longest(&self.finalized, numbers)
    }

    /// Maximum number of blocks between the best and the last final block, while `numbers` accepted
    /// the best one.
    pub fn greatest_lag(&self, numbers: impl Fn(u64) -> bool) -> u64 {
        let of = |(number, at): &(u64, Instant)| {
            let final_then = self.finalized.iter().rev().find(|(_, seen)| seen <= at);
            final_then.map(|(height, _)| number.saturating_sub(*height))
        };
        self.best
            .iter()
            .filter(|(number, _)| numbers(*number))
            .filter_map(of)
            .max()
            .unwrap_or_default()
    }
}

fn longest(seen: &[(u64, Instant)], numbers: impl Fn(u64) -> bool) -> Duration {
    seen.windows(2)
        .filter_map(|pair| match pair {
            [(_, before), (number, after)] if numbers(*number) => Some(*after - *before),
            _ => None,
        })
        .max()
        .unwrap_or_default()
}
