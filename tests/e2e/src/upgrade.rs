//! Upgrades of the runtime by the council.

use crate::{
    call, command,
    governance::{decide_as_root, hash_of},
    Call, Client, Included,
};
use anyhow::{Context, Result};
use subxt::{config::substrate::H256, dynamic::Value};
use subxt_signer::sr25519::dev;

/// The runtime of phase 2 that the node under test was built with, compressed.
///
/// # Errors
/// If the binary was built without a runtime.
pub async fn phase_two() -> Result<Vec<u8>> {
    let spec = command::output_of(&["export-chain-spec", "--raw", "--chain", "npos-local"]).await?;
    let spec: serde_json::Value = serde_json::from_slice(&spec)?;
    let code = spec
        .pointer("/genesis/raw/top/0x3a636f6465")
        .and_then(serde_json::Value::as_str)
        .context("a raw spec without code")?;
    Ok(const_hex::decode(code)?)
}

/// Makes the council authorise `code`. Returns the block since which it is authorised: that of the
/// decision, or the one after the notice of the chain, which this waits for.
///
/// # Errors
/// If a transaction is refused.
pub async fn authorize(client: &Client, code: &[u8]) -> Result<H256> {
    let hash = Value::from_bytes(hash_of(code));
    let authorize = call("System", "authorize_upgrade", [("code_hash", hash)]);
    let decided = decide_as_root(client, authorize).await?;
    let announced: Vec<(u32, [u8; 32])> = client.read("RootNotice", "Queue", decided).await?;
    match announced.first() {
        None => Ok(decided),
        Some((due, _)) => {
            let due = (*due).into();
            client.until_best(due).await?;
            client.hash(due).await
        }
    }
}

/// Makes the council set `code` at once as root. Returns the block that sets it.
///
/// # Errors
/// If the chain refuses it.
pub async fn set_code(client: &Client, code: &[u8]) -> Result<H256> {
    decide_as_root(client, set_code_call(code)).await
}

/// Makes the council schedule `code` to be set in the block `height`.
///
/// # Errors
/// If the chain refuses it.
pub async fn schedule(client: &Client, code: &[u8], height: u64) -> Result<()> {
    let schedule = call(
        "Scheduler",
        "schedule",
        [
            ("when", Value::u128(height.into())),
            ("maybe_periodic", Value::unnamed_variant("None", [])),
            ("priority", Value::u128(0)),
            ("call", set_code_call(code).into_value()),
        ],
    );
    decide_as_root(client, schedule).await?;
    Ok(())
}

fn set_code_call(code: &[u8]) -> Call {
    call("System", "set_code", [("code", Value::from_bytes(code))])
}

/// Submits the authorised code, as any account can. Returns the block that sets it.
///
/// # Errors
/// If the chain refuses it.
pub async fn apply(client: &Client, code: &[u8]) -> Result<Included> {
    let apply = call(
        "System",
        "apply_authorized_upgrade",
        [("code", Value::from_bytes(code))],
    );
    client.submit(&dev::dave(), &apply).await
}
