//! How many DIDs a chain takes.

use anyhow::Result;
use aura_e2e::{
    did::{Encoded, Key, Kind},
    Client, Flood,
};
use aura_primitives::did::Did;
use sp_crypto_hashing::twox_128;
use std::ops::Sub;
use subxt::rpcs::{methods::legacy::Bytes, rpc_params};
use subxt_signer::sr25519::dev;

/// Transactions that wait for a block at most: two blocks' worth.
const WAITING: usize = 4_000;

/// What became of a run.
pub struct Created {
    /// The DIDs.
    pub dids: Vec<Did>,
    /// Their creations.
    flood: Flood,
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

    let flood = client.flood(transactions, WAITING).await?;
    Ok(Created {
        dids,
        flood,
        length,
    })
}

impl Created {
    /// Prints the figures.
    pub fn print(&self, kind: Kind, state: &State) {
        let Flood {
            blocks,
            seconds,
            finalised,
        } = &self.flood;
        let number = self.dids.len();
        let per_second = number as f64 / seconds;
        let most = blocks.iter().max().copied().unwrap_or_default();
        println!(
            "{kind:?}: {number} DIDs, {per_second:.0} a second up to the last block \
             ({seconds:.1} s to be in blocks, {finalised:.1} s to be final)"
        );
        println!("{kind:?}: {most} creations in a block at most, of {blocks:?}");
        let value = state.bytes.checked_div(state.dids).unwrap_or_default();
        println!(
            "{kind:?}: {value} bytes of state a DID and {KEY} of its key, from {} entries; \
             an extrinsic has {} bytes",
            state.dids, self.length
        );
    }
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
