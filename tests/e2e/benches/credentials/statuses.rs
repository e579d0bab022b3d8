//! Speed of changes of the status of credentials.

use anyhow::{ensure, Result};
use aura_e2e::{
    credentials::{calls, changes, Issuer},
    Client, Flood,
};
use aura_primitives::{
    credentials::{Change, Index, ListId},
    limits,
};
use subxt::rpcs::rpc_params;

/// Maximum number of transactions that wait for a block.
pub const MAX_WAITING_TRANSACTIONS: usize = 4_000;

/// Suspends the first `number` credentials of a list, each in a separate transaction.
pub async fn single(client: &Client, issuer: &Issuer, list: ListId, number: u32) -> Result<()> {
    let all: Vec<_> = (0..number).collect();
    let flood = change(client, issuer, list, &all, 1, Change::Suspend).await?;
    print("one by one", number, 1, &flood);
    expect(client, list, number, "suspended").await
}

/// Revokes the first `number` credentials of a list, with as many in a transaction as are allowed.
pub async fn bulk(client: &Client, issuer: &Issuer, list: ListId, number: u32) -> Result<()> {
    let all: Vec<_> = (0..number).collect();
    let most = limits::MAX_STATUS_CHANGES;
    let flood = change(client, issuer, list, &all, most, Change::Revoke).await?;
    print("together, neighbours", number, most, &flood);
    expect(client, list, number, "revoked").await
}

async fn change(
    client: &Client,
    issuer: &Issuer,
    list: ListId,
    indices: &[Index],
    together: u32,
    change: Change,
) -> Result<Flood> {
    let mut all = vec![];
    for indices in indices.chunks(together.try_into()?) {
        let changes = changes(indices, change)?;
        all.push(issuer.act(calls::SET_STATUS, (list, changes)));
    }
    let transactions = client.sign_all(issuer.account(), &all).await?;
    client.flood(transactions, MAX_WAITING_TRANSACTIONS).await
}

fn print(how: &str, number: u32, together: u32, flood: &Flood) {
    let most = flood.blocks.iter().max().copied().unwrap_or_default();
    let most = most.saturating_mul(together.try_into().unwrap_or_default());
    println!(
        "{number} changes of status {how}, {together} in an extrinsic: {:.0} a second \
         ({:.1} s to be in blocks, {:.1} s to be final), {most} in a block at most",
        f64::from(number) / flood.seconds,
        flood.seconds,
        flood.finalized
    );
}

/// Checks the last changed credential, and the next one, which is unchanged.
async fn expect(client: &Client, list: ListId, number: u32, status: &str) -> Result<()> {
    for (index, status) in [(number.saturating_sub(1), status), (number, "valid")] {
        let found = client
            .request("credentials_status", rpc_params![list, index])
            .await?;
        ensure!(
            found.is_null() || found["status"] == status,
            "{index}: {found}"
        );
    }
    Ok(())
}
