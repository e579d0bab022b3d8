//! Number of DIDs that a chain creates.

use anyhow::Result;
use aura_e2e::{
    did::{Encoded, Key, Kind},
    Client, Flood, Footprint,
};
use aura_primitives::did::Did;
use sp_crypto_hashing::twox_128;
use subxt_signer::sr25519::dev;

/// Maximum number of transactions that wait for a block: those of two blocks.
const MAX_WAITING_TRANSACTIONS: usize = 4_000;

/// Result of a run.
pub struct Created {
    /// Created DIDs, in order.
    pub dids: Vec<Did>,
    /// Their creations.
    flood: Flood,
    /// Bytes of an extrinsic.
    length: usize,
}

/// Creates DIDs with one key of this kind each; Alice pays for all of them.
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

    let flood = client.flood(transactions, MAX_WAITING_TRANSACTIONS).await?;
    Ok(Created {
        dids,
        flood,
        length,
    })
}

impl Created {
    /// Prints the figures.
    pub fn print(&self, kind: Kind, state: &Footprint) {
        let Flood {
            blocks,
            seconds,
            finalized,
        } = &self.flood;
        let number = self.dids.len();
        let per_second = number as f64 / seconds;
        let most = blocks.iter().max().copied().unwrap_or_default();
        println!(
            "{kind:?}: {number} DIDs, {per_second:.0} a second up to the last block \
             ({seconds:.1} s to be in blocks, {finalized:.1} s to be final)"
        );
        println!("{kind:?}: {most} creations in a block at most, of {blocks:?}");
        let value = state.values.checked_div(state.entries).unwrap_or_default();
        let key = state.keys.checked_div(state.entries).unwrap_or_default();
        println!(
            "{kind:?}: {value} bytes of state a DID and {key} of its key, from {} entries; \
             an extrinsic has {} bytes",
            state.entries, self.length
        );
    }
}

/// State of the entries of DIDs at the last final block.
pub async fn state(client: &Client) -> Result<Footprint> {
    let prefix = [twox_128(b"Did"), twox_128(b"Dids")].concat();
    client.footprint(prefix).await
}
