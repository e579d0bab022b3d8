//! How many DIDs a chain takes.

use anyhow::{Context, Result};
use aura_e2e::{
    did::{Encoded, Key, Kind},
    Client,
};
use aura_primitives::did::Did;
use futures::{stream, StreamExt, TryStreamExt};
use sp_crypto_hashing::twox_128;
use std::{ops::Sub, time::Instant};
use subxt::rpcs::{methods::legacy::Bytes, rpc_params};
use subxt_signer::sr25519::dev;

/// Requests that are on their way at once.
const IN_FLIGHT: usize = 64;

/// Transactions that wait for a block at most: two blocks' worth. The pool of a node forgets some of
/// an account's transactions if thousands more wait, and takes those behind them for later ones.
const WAITING: usize = 4_000;

/// What became of a run.
pub struct Created {
    /// The DIDs.
    pub dids: Vec<Did>,
    /// Creations of each block that has any.
    blocks: Vec<usize>,
    /// Seconds from the first submission to the block with the last creation.
    seconds: f64,
    /// Seconds until that was final.
    finalised: f64,
    /// Bytes of an extrinsic.
    length: usize,
}

/// The entries of all DIDs.
#[derive(Clone, Copy)]
pub struct State {
    dids: u64,
    /// Of their values.
    bytes: u64,
}

impl Sub for State {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            dids: self.dids.saturating_sub(before.dids),
            bytes: self.bytes.saturating_sub(before.bytes),
        }
    }
}

/// Bytes of the key of an entry: the hashes of pallet and map, and the DID.
const KEY: u64 = 16 + 16 + 32;

/// Creates DIDs with a key of this kind each; Alice pays for all of them.
pub async fn create(client: &Client, kind: Kind, number: usize) -> Result<Created> {
    let genesis = client.hash(0).await?.0;
    let mut dids = vec![];
    let mut calls = vec![];
    for n in 0..number {
        let key = Key::new(kind, &format!("{kind:?} {n}"))?;
        let (did, Encoded(call)) = key.creation(&genesis, &key.document())?;
        dids.push(did);
        calls.push(call);
    }
    let transactions = client.sign_all(&dev::alice(), &calls).await?;
    let length = transactions.first().map_or(0, Vec::len);

    let mut height = client.best().await?.number;
    let mut blocks = vec![];
    let mut transactions = transactions.into_iter();
    let (mut submitted, mut included) = (0, 0);
    let begun = Instant::now();
    while included < number {
        let room = WAITING.saturating_sub(submitted - included);
        let next: Vec<_> = transactions.by_ref().take(room).collect();
        submitted += next.len();
        stream::iter(next.into_iter().map(|next| submit(client, next)))
            .buffered(IN_FLIGHT)
            .try_collect::<Vec<()>>()
            .await?;
        height += 1;
        client.until_best(height).await?;
        let creations = creations(client, height).await?;
        included += creations;
        blocks.push(creations);
    }
    let seconds = begun.elapsed().as_secs_f64();
    client.until_finalized(height).await?;
    let finalised = begun.elapsed().as_secs_f64();
    blocks.retain(|creations| *creations > 0);
    Ok(Created {
        dids,
        blocks,
        seconds,
        finalised,
        length,
    })
}

impl Created {
    /// Prints the figures.
    pub fn print(&self, kind: Kind, state: &State) {
        let number = self.dids.len();
        let per_second = number as f64 / self.seconds;
        let most = self.blocks.iter().max().copied().unwrap_or_default();
        println!(
            "{kind:?}: {number} DIDs, {per_second:.0} a second up to the last block \
             ({:.1} s to be in blocks, {:.1} s to be final)",
            self.seconds, self.finalised
        );
        println!(
            "{kind:?}: {most} creations in a block at most, of {:?}",
            self.blocks
        );
        let value = state.bytes.checked_div(state.dids).unwrap_or_default();
        println!(
            "{kind:?}: {value} bytes of state a DID and {KEY} of its key, from {} entries; \
             an extrinsic has {} bytes",
            state.dids, self.length
        );
    }
}

async fn submit(client: &Client, transaction: Vec<u8>) -> Result<()> {
    let transaction = rpc_params![Bytes(transaction)];
    client
        .request("author_submitExtrinsic", transaction)
        .await?;
    Ok(())
}

/// How many DIDs were created in a block: its extrinsics without the time of the block.
async fn creations(client: &Client, height: u64) -> Result<usize> {
    let hash = client.hash(height).await?;
    let block = client.request("chain_getBlock", rpc_params![hash]).await?;
    let extrinsics = block["block"]["extrinsics"].as_array();
    let extrinsics = extrinsics.context("a block without extrinsics")?.len();
    Ok(extrinsics.saturating_sub(1))
}

/// What the entries of DIDs take at the last final block.
pub async fn state(client: &Client) -> Result<State> {
    let prefix = [twox_128(b"Did"), twox_128(b"Dids")].concat();
    let at = client.finalized().await?;
    let at = client.hash(at.number).await?;
    let bytes = client
        .request(
            "state_getStorageSize",
            rpc_params![Bytes(prefix.clone()), at],
        )
        .await?;
    let mut dids = 0u64;
    let mut last: Option<Bytes> = None;
    loop {
        let keys = client
            .request(
                "state_getKeysPaged",
                rpc_params![Bytes(prefix.clone()), 1000, last, at],
            )
            .await?;
        let mut keys: Vec<Bytes> = serde_json::from_value(keys)?;
        dids = dids.saturating_add(keys.len().try_into()?);
        match keys.pop() {
            Some(key) => last = Some(key),
            None => break,
        }
    }
    Ok(State {
        dids,
        bytes: bytes.as_u64().unwrap_or_default(),
    })
}
