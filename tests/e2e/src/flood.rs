//! Many transactions at once, as fast as blocks include them.

use crate::Client;
use anyhow::{Context, Result};
use futures::{stream, StreamExt, TryStreamExt};
use std::time::Instant;
use subxt::rpcs::{methods::legacy::Bytes, rpc_params};

/// Maximum requests at a time.
const IN_FLIGHT: usize = 64;

/// Results of the transactions.
pub struct Flood {
    /// Number of transactions in each block that includes any.
    pub blocks: Vec<usize>,
    /// Seconds from the first submission to the block with the last of them.
    pub seconds: f64,
    /// Seconds from the first submission until that block was final.
    pub finalized: f64,
}

impl Client {
    /// Submits transactions of one account, of which at most `waiting` wait for a block at a time.
    /// If thousands more wait, the pool of a node drops some of an account's transactions, and
    /// later ones must wait for those. No other transactions of the account may be sent meanwhile.
    ///
    /// # Errors
    /// If one is refused.
    pub async fn flood(&self, transactions: Vec<Vec<u8>>, waiting: usize) -> Result<Flood> {
        let number = transactions.len();
        let mut height = self.best().await?.number;
        let mut blocks = vec![];
        let mut transactions = transactions.into_iter();
        let (mut submitted, mut included) = (0, 0);
        let begun = Instant::now();
        while included < number {
            let room = waiting.saturating_sub(submitted - included);
            let next: Vec<_> = transactions.by_ref().take(room).collect();
            submitted += next.len();
            stream::iter(next.into_iter().map(|next| submit(self, next)))
                .buffered(IN_FLIGHT)
                .try_collect::<Vec<()>>()
                .await?;
            height += 1;
            self.until_best(height).await?;
            let taken = taken(self, height).await?;
            included += taken;
            blocks.push(taken);
        }
        let seconds = begun.elapsed().as_secs_f64();
        self.until_finalized(height).await?;
        let finalized = begun.elapsed().as_secs_f64();
        blocks.retain(|taken| *taken > 0);
        Ok(Flood {
            blocks,
            seconds,
            finalized,
        })
    }
}

async fn submit(client: &Client, transaction: Vec<u8>) -> Result<()> {
    let transaction = rpc_params![Bytes(transaction)];
    client
        .request("author_submitExtrinsic", transaction)
        .await?;
    Ok(())
}

/// Number of transactions in a block: its extrinsics without the time of the block.
async fn taken(client: &Client, height: u64) -> Result<usize> {
    let hash = client.hash(height).await?;
    let block = client.request("chain_getBlock", rpc_params![hash]).await?;
    let extrinsics = block["block"]["extrinsics"].as_array();
    let extrinsics = extrinsics.context("a block without extrinsics")?.len();
    Ok(extrinsics.saturating_sub(1))
}
