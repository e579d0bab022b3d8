//! Time to verify proofs, one at a time and together: in plain Rust, in the runtime of a node with
//! host functions for pairings, and in a WASM without them.

use crate::made::{verification, Made, Maker};
use anyhow::{ensure, Context, Result};
use aura_e2e::{call, figures::percentile, Client};
use aura_zkp_core::groth16::{verify, verify_batch, Item, Proof, Reference};
use aura_zkp_wasm::{By, Module};
use codec::Encode;
use std::{
    path::Path,
    time::{Duration, Instant},
};
use subxt::{
    dynamic::Value,
    rpcs::{methods::legacy::Bytes, rpc_params},
};
use subxt_signer::sr25519::dev;

/// Numbers of proofs that are verified together.
const TOGETHER: [u32; 3] = [1, 8, 32];

/// Number of runs before those that count.
const WARM_UP: usize = 5;

/// Measures each of them, `runs` times, and prints medians per proof.
pub async fn measure(client: &Client, maker: &Maker, runs: usize) -> Result<()> {
    let most = TOGETHER.iter().max().copied().unwrap_or_default();
    let made = maker.make(0, most).await?;
    let mut module = module(maker, &made)?;
    let idle = in_runtime(client, &remark(client).await?, runs).await?;
    println!(
        "a call of nothing in the runtime: {} µs, taken off below",
        idle.as_micros()
    );
    println!("µs a proof, and how many times as long as plain Rust:");
    println!("| proofs together | plain Rust | in the runtime | in pure WASM |");
    println!("|---|---|---|---|");
    for together in TOGETHER {
        let made = made.get(..together as usize).context("too few")?;
        let plain = plainly(maker, made, runs)?;
        let runtime = in_runtime(client, &verification(made), runs).await?;
        let pure = in_pure_wasm(&mut module, together, runs)?;
        let [plain, runtime, pure] =
            [plain, runtime.saturating_sub(idle), pure].map(|all| all / together);
        let ratio = |of: Duration| of.as_secs_f64() / plain.as_secs_f64();
        println!(
            "| {together} | {} | {} ({:.2}) | {} ({:.1}) |",
            plain.as_micros(),
            runtime.as_micros(),
            ratio(runtime),
            pure.as_micros(),
            ratio(pure)
        );
    }
    Ok(())
}

/// The median time of repeated runs.
fn median(runs: usize, mut run: impl FnMut() -> Result<()>) -> Result<Duration> {
    let mut all = vec![];
    for number in 0..WARM_UP + runs {
        let begun = Instant::now();
        run()?;
        if number >= WARM_UP {
            all.push(begun.elapsed());
        }
    }
    all.sort();
    Ok(percentile(&all, 50))
}

/// The median of checks by the reference, on one core.
fn plainly(maker: &Maker, made: &[Made], runs: usize) -> Result<Duration> {
    median(runs, || {
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
        Ok(())
    })
}

/// A WASM that verifies these without host functions.
fn module(maker: &Maker, made: &[Made]) -> Result<Module> {
    let mut data = maker.key.encode();
    for made in made {
        made.presentation.proof.encode_to(&mut data);
        let inputs: Vec<_> = made.inputs.iter().map(|input| input.to_bytes()).collect();
        inputs.encode_to(&mut data);
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    Module::build(By::Aura, &data, folder)
}

/// The median of checks by the reference in WASM, including the decoding of the key.
fn in_pure_wasm(module: &mut Module, together: u32, runs: usize) -> Result<Duration> {
    median(runs, || {
        ensure!(module.check(together)?, "refused");
        Ok(())
    })
}

async fn remark(client: &Client) -> Result<Vec<u8>> {
    let remark = call("System", "remark", [("remark", Value::from_bytes([]))]);
    client.encode(&remark).await
}

/// The median of applying a signed call to the state of the newest block, which is not changed.
async fn in_runtime(client: &Client, call: &[u8], runs: usize) -> Result<Duration> {
    let extrinsic = client.sign(&dev::bob(), call).await?;
    let mut all = vec![];
    for run in 0..WARM_UP + runs {
        let at = client.best_hash().await?;
        let begun = Instant::now();
        let params = rpc_params!["BlockBuilder_apply_extrinsic", extrinsic.clone(), at];
        let outcome = client.request("state_call", params).await?;
        if run >= WARM_UP {
            all.push(begun.elapsed());
        }
        // The call was valid and succeeded.
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
