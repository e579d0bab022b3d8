//! Time to resolve a DID.

use anyhow::{ensure, Result};
use aura_e2e::{aura, did::Kind, figures::print_latencies, Client, Server};
use aura_primitives::did::Did;
use hyper::{body::Bytes, header::ACCEPT};
use std::time::Instant;
use subxt::rpcs::rpc_params;
use tokio::process::Command;

/// Number of DIDs that are resolved one after the other.
const NUMBER: usize = 2_000;

/// Resolves DIDs one by one, and 100 at a time, over the node's RPC.
pub async fn over_rpc(client: &Client, kind: Kind, dids: &[Did]) -> Result<()> {
    let mut all = vec![];
    for did in dids.iter().cycle().take(NUMBER) {
        let begun = Instant::now();
        let resolved = client
            .request("did_resolve", rpc_params![did.to_string()])
            .await?;
        all.push(begun.elapsed());
        ensure!(
            resolved["didDocument"]["id"] == did.to_string(),
            "{resolved}"
        );
    }
    print_latencies(&format!("{kind:?}: did_resolve"), all);

    let mut all = vec![];
    for dids in dids.chunks(100).cycle().take(NUMBER.div_ceil(100)) {
        let dids: Vec<_> = dids.iter().map(Did::to_string).collect();
        let begun = Instant::now();
        let resolved = client
            .request("did_resolveBatch", rpc_params![&dids])
            .await?;
        all.push(begun.elapsed());
        let answers = resolved.as_array().map_or(0, Vec::len);
        ensure!(
            answers == dids.len(),
            "{answers} answers for {}",
            dids.len()
        );
    }
    print_latencies(&format!("{kind:?}: did_resolveBatch of 100"), all);
    Ok(())
}

/// A resolver over HTTP, for the node at `url`.
pub async fn server(url: &str) -> Result<Server> {
    let mut serve = Command::new(aura()?);
    serve.args(["serve", "--url", url]);
    Server::start(serve).await
}

/// Resolves DIDs one by one over HTTP, on one connection.
pub async fn over_http(server: &mut Server, kind: Kind, dids: &[Did]) -> Result<()> {
    let mut all = vec![];
    for did in dids.iter().cycle().take(NUMBER) {
        let did = did.to_string();
        let begun = Instant::now();
        let resolved = resolve(server, &did).await?;
        all.push(begun.elapsed());
        let resolved: serde_json::Value = serde_json::from_slice(&resolved)?;
        ensure!(resolved["didDocument"]["id"] == did, "{resolved}");
    }
    print_latencies(&format!("{kind:?}: over HTTP"), all);
    Ok(())
}

/// The whole result of the resolution of a DID.
async fn resolve(server: &mut Server, did: &str) -> Result<Bytes> {
    let accept = [(ACCEPT, "application/did-resolution")];
    let path = format!("/1.0/identifiers/{did}");
    let answer = server.get(&path, &accept).await?;
    ensure!(answer.status() == 200, "{}", answer.status());
    Ok(answer.into_body())
}
