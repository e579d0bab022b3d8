//! Number of proofs in the blocks of a running node, sent one by one and together.

use crate::made::{verification, Maker};
use anyhow::{Context, Result};
use aura_e2e::Client;
use aura_primitives::limits;
use codec::{Compact, Decode};
use subxt::rpcs::rpc_params;
use subxt_signer::sr25519::dev;

/// Number of proofs that are sent one by one.
const SINGLE: u32 = 800;

/// Proofs that are sent 32 in a call.
const TOGETHER: u32 = 64 * limits::MAX_BATCH_PRESENTATIONS;

/// The number of the first proof: proofs with lower numbers exist already.
const FIRST: u32 = 1_000;

/// Maximum number of transactions that wait for a block.
pub const MAX_WAITING_TRANSACTIONS: usize = 4_000;

/// Picoseconds of a processor, and bytes of a storage proof.
type Weight = (Compact<u64>, Compact<u64>);

/// Fills blocks and prints their figures.
pub async fn measure(client: &Client, maker: &Maker) -> Result<()> {
    let by_weight = [
        weighed(client, maker, FIRST - 1, 1).await?,
        weighed(
            client,
            maker,
            FIRST - 1 - limits::MAX_BATCH_PRESENTATIONS,
            limits::MAX_BATCH_PRESENTATIONS,
        )
        .await?,
    ];
    println!(
        "by weights a block has room for {} proofs one by one, {} proofs {} in a call",
        by_weight[0],
        by_weight[1],
        limits::MAX_BATCH_PRESENTATIONS
    );
    let single = fill(client, maker, FIRST, SINGLE, 1).await?;
    let together = fill(
        client,
        maker,
        FIRST + SINGLE,
        TOGETHER,
        limits::MAX_BATCH_PRESENTATIONS,
    )
    .await?;
    println!(
        "a full block: {single} proofs one by one, {together} proofs {} in a call",
        limits::MAX_BATCH_PRESENTATIONS
    );
    Ok(())
}

/// Sends proofs, `together` in a call. Returns the largest number in a block.
async fn fill(
    client: &Client,
    maker: &Maker,
    first: u32,
    count: u32,
    together: u32,
) -> Result<u32> {
    let made = maker.make(first, count).await?;
    let calls: Vec<_> = made.chunks(together as usize).map(verification).collect();
    let before = taken(client).await?;
    let transactions = client.sign_all(&dev::bob(), &calls).await?;
    let flood = client.flood(transactions, MAX_WAITING_TRANSACTIONS).await?;
    let taken = taken(client).await?.saturating_sub(before);
    anyhow::ensure!(
        taken == u64::from(count),
        "{taken} of {count} were accepted"
    );
    let most = u32::try_from(flood.blocks.iter().max().copied().context("no block")?)?;
    println!(
        "{count} proofs, {together} in a call: {:.0} a second, in blocks after {:.1} s, \
         final after {:.1} s",
        f64::from(count) / flood.seconds,
        flood.seconds,
        flood.finalized
    );
    Ok(most.saturating_mul(together))
}

/// Number of proofs that fit a block, with `together` in a call. The last call counts with its
/// declared weight, which is checked before it runs, and those before it with their actual weight.
async fn weighed(client: &Client, maker: &Maker, first: u32, together: u32) -> Result<u64> {
    type Limits = (Weight, Weight, (Weight, Option<Weight>, Option<Weight>));
    let limits: Limits = client.constant("System", "BlockWeights").await?;
    let (_, _, ((Compact(base), _), _, most)) = limits;
    let (Compact(most), _) = most.context("calls of users have no limit")?;

    let call = verification(&maker.make(first, together).await?);
    let signed = client.sign(&dev::bob(), &call).await?;
    let declared = client
        .request("payment_queryInfo", rpc_params![signed])
        .await?;
    let declared = declared["weight"]["ref_time"].as_u64();
    let declared = declared.context("no weight")?.saturating_add(base);

    // The transaction is final, so that later figures of blocks begin after it.
    let sent = client.submit_encoded(&dev::bob(), &call).await?;
    let mut event = sent
        .event("System", "ExtrinsicSuccess")
        .context("it says nothing of its weight")?;
    // With the base of every transaction.
    let (Compact(weight), _) = Weight::decode(&mut event)?;
    let before = most.checked_sub(declared).context("more than a block")? / weight.max(1);
    Ok(before.saturating_add(1).saturating_mul(together.into()))
}

/// Number of nullifiers on the chain.
async fn taken(client: &Client) -> Result<u64> {
    let prefix = [b"ZkpVerifier".as_slice(), b"Nullifiers"].map(sp_crypto_hashing::twox_128);
    Ok(client.footprint(prefix.concat()).await?.entries)
}
