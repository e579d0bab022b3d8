//! How long the check of proofs takes, one at a time and together: as plain Rust, and in the runtime of
//! a node, by the host functions for pairings.

use crate::made::{Made, Maker};
use anyhow::{ensure, Context, Result};
use aura_e2e::{
    call,
    figures::percentile,
    proofs::{self, calls},
    Client,
};
use aura_zkp_verifier::groth16::{verify, verify_batch, Item, Proof, Reference};
use codec::Encode;
use std::time::{Duration, Instant};
use subxt::{
    dynamic::Value,
    rpcs::{methods::legacy::Bytes, rpc_params},
};
use subxt_signer::sr25519::dev;

/// Proofs that are checked together.
const TOGETHER: [u32; 3] = [1, 8, 32];

/// Runs before those that count.
const WARM_UP: usize = 5;

/// Measures all ways, `runs` times each, and prints medians by proof.
pub async fn measure(client: &Client, maker: &Maker, runs: usize) -> Result<()> {
    let most = TOGETHER.iter().max().copied().unwrap_or_default();
    let made = maker.make(0, most).await?;
    let idle = in_runtime(client, &remark(client).await?, runs).await?;
    println!(
        "a call of nothing in the runtime: {} µs, taken off below",
        idle.as_micros()
    );
    println!("| proofs together | plain Rust, µs a proof | in the runtime, µs a proof | plain by runtime |");
    println!("|---|---|---|---|");
    for together in TOGETHER {
        let made = made.get(..together as usize).context("too few")?;
        let plain = plainly(maker, made, runs)?;
        let runtime = in_runtime(client, &verification(made), runs).await?;
        let [plain, runtime] = [plain, runtime.saturating_sub(idle)].map(|all| all / together);
        println!(
            "| {together} | {} | {} | {:.2} |",
            plain.as_micros(),
            runtime.as_micros(),
            plain.as_secs_f64() / runtime.as_secs_f64()
        );
    }
    Ok(())
}

/// The median of checks by the reference, on one core.
fn plainly(maker: &Maker, made: &[Made], runs: usize) -> Result<Duration> {
    let mut all = vec![];
    for run in 0..WARM_UP + runs {
        let begun = Instant::now();
        let proofs: Result<Vec<_>, _> = made
            .iter()
            .map(|made| Proof::read(&made.presentation.proof))
            .collect();
        let proofs = proofs?;
        let items: Vec<_> = proofs
            .iter()
            .zip(made)
            .map(|(proof, made)| Item {
                key: &maker.key,
                proof,
                inputs: &made.inputs,
            })
            .collect();
        match items.as_slice() {
            [one] => verify::<Reference>(one.key, one.proof, one.inputs)?,
            many => ensure!(verify_batch::<Reference>(many).is_ok(), "refused"),
        }
        if run >= WARM_UP {
            all.push(begun.elapsed());
        }
    }
    all.sort();
    Ok(percentile(&all, 50))
}

/// The call that takes these.
fn verification(made: &[Made]) -> Vec<u8> {
    let all: Vec<_> = made.iter().map(|made| &made.presentation).collect();
    match all.as_slice() {
        [one] => proofs::call(calls::VERIFY, one).0,
        many => proofs::call(calls::VERIFY_BATCH, many).0,
    }
}

async fn remark(client: &Client) -> Result<Vec<u8>> {
    let remark = call("System", "remark", [("remark", Value::from_bytes([]))]);
    client.encode(&remark).await
}

/// The median of applying a signed call to the state of the newest block, which stays as it is.
async fn in_runtime(client: &Client, call: &[u8], runs: usize) -> Result<Duration> {
    let signed = client.sign_all(&dev::bob(), &[call.to_vec()]).await?;
    let extrinsic = Bytes(signed.into_iter().next().context("nothing was signed")?);
    let mut all = vec![];
    for run in 0..WARM_UP + runs {
        let at = client.best_hash().await?;
        let begun = Instant::now();
        let params = rpc_params!["BlockBuilder_apply_extrinsic", extrinsic.clone(), at];
        let outcome = client.request("state_call", params).await?;
        if run >= WARM_UP {
            all.push(begun.elapsed());
        }
        // Valid, and done.
        let outcome: Bytes = serde_json::from_value(outcome)?;
        ensure!(
            outcome.0 == (0u8, 0u8).encode(),
            "not applied: {:?}",
            outcome.0
        );
    }
    all.sort();
    Ok(percentile(&all, 50))
}
