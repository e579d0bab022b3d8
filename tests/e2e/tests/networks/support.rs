//! Support for scenarios.

use anyhow::{bail, ensure, Context, Result};
use aura_e2e::{
    call,
    upgrade::{apply, authorize, phase_two},
    Call, ChainSpec, Client, Network, VALIDATORS,
};
use std::{
    future::Future,
    sync::{
        atomic::{AtomicBool, Ordering},
        Arc,
    },
    time::{Duration, Instant},
};
use subxt::dynamic::Value;
use subxt_signer::sr25519::dev;
use tokio::{task::JoinHandle, time::timeout};

/// Milliseconds of a slot.
pub const SLOT_MILLIS: u64 = 2000;
/// Slots of a session and of an epoch.
pub const EPOCH: u64 = 5;

/// Runs a scenario, one at a time. It fails after `budget` seconds.
pub async fn scenario(
    name: &str,
    budget: u64,
    scenario: impl Future<Output = Result<()>>,
) -> Result<()> {
    let _turn = crate::turn().await;
    let start = Instant::now();
    timeout(Duration::from_secs(budget), scenario)
        .await
        .with_context(|| format!("{name} took longer than its {budget} s"))??;
    println!("{name}: {} s of {budget} s", start.elapsed().as_secs());
    Ok(())
}

/// A network of phase 1 that has finalised its first blocks.
pub async fn phase_one() -> Result<Network> {
    phase_one_with(|name| vec![format!("--{name}")]).await
}

/// A network of phase 1 with sessions of that number of slots.
pub async fn phase_one_of(epoch: u64) -> Result<Network> {
    let spec = ChainSpec::local(SLOT_MILLIS, epoch).await?;
    let network = Network::start_with(&spec, |name| vec![format!("--{name}")]).await?;
    network.client("alice")?.until_finalized(2).await?;
    Ok(network)
}

/// Like [`phase_one`], with arguments from `role` for each node.
pub async fn phase_one_with(role: impl Fn(&str) -> Vec<String>) -> Result<Network> {
    let network = Network::start_with(&ChainSpec::local(SLOT_MILLIS, EPOCH).await?, role).await?;
    network.client("alice")?.until_finalized(2).await?;
    Ok(network)
}

/// Waits until every validator has finalised the block `number`, and checks that they agree on it.
pub async fn the_nodes_agree(network: &Network, number: u64) -> Result<()> {
    let mut hashes = vec![];
    for name in VALIDATORS {
        let client = network.client(name)?;
        client.until_finalized(number).await?;
        hashes.push(client.hash(number).await?);
    }
    hashes.dedup();
    ensure!(hashes.len() == 1, "blocks {number} are {hashes:?}");
    Ok(())
}

/// Makes the council authorise phase 2, and waits until every node has compiled it.
pub async fn authorize_phase_two(network: &Network, client: &Client) -> Result<Vec<u8>> {
    let code = phase_two().await?;
    authorize(client, &code).await?;
    for name in VALIDATORS {
        if network.client(name).is_ok() {
            network
                .until_logged(name, "The authorised runtime aura-npos")
                .await?;
        }
    }
    // Finality must catch up with blocks during the compilation.
    client.until_finalized_more(2).await?;
    Ok(code)
}

/// Switches the chain. Returns the height of the last block of Aura consensus.
pub async fn switch(client: &Client, code: &[u8]) -> Result<u64> {
    let included = apply(client, code).await?;
    Ok(client.header(included.block).await?.number)
}

/// Checks that no node has sealed two blocks in one slot.
pub async fn no_slot_was_sealed_twice(network: &Network) -> Result<()> {
    for name in VALIDATORS {
        let client = network.client(name)?;
        let mut slots = vec![];
        for line in network.logged(name, "Pre-sealed block for proposal at")? {
            let (_, rest) = line.split_once("Hash now ").context("no hash in the log")?;
            let (hash, _) = rest.split_once(',').context("no hash in the log")?;
            slots.push(client.slot_of(hash.parse()?).await?);
        }
        let sealed = slots.len();
        slots.sort_unstable();
        slots.dedup();
        ensure!(
            slots.len() == sealed,
            "{name} sealed two blocks of one slot"
        );
    }
    Ok(())
}

/// Checks that `attempt` failed for `reason`.
pub fn refused<T>(attempt: Result<T>, reason: &str) -> Result<()> {
    match attempt {
        Ok(_) => bail!("it was not refused for {reason}"),
        Err(error) => {
            let error = format!("{error:#}");
            ensure!(
                error.contains(reason),
                "refused, but not for {reason}: {error}"
            );
            Ok(())
        }
    }
}

/// Transactions, one after the other, for as long as the test lasts.
pub struct Traffic {
    goes_on: Arc<AtomicBool>,
    task: JoinHandle<(usize, usize)>,
}

impl Traffic {
    /// Starts to send remarks of Ferdie.
    pub fn start(client: Client) -> Self {
        let remark = call("System", "remark", [("remark", Value::from_bytes(b"aura"))]);
        Self::of(client, remark)
    }

    /// Starts to make one call of Ferdie's again and again.
    pub fn of(client: Client, call: Call) -> Self {
        let goes_on = Arc::new(AtomicBool::new(true));
        let on = goes_on.clone();
        let task = tokio::spawn(async move {
            let (mut included, mut refused) = (0, 0);
            while on.load(Ordering::Relaxed) {
                match client.submit(&dev::ferdie(), &call).await {
                    Ok(_) => included += 1,
                    // A transaction that was signed before the switch is invalid after it.
                    Err(_) => {
                        refused += 1;
                        tokio::task::yield_now().await;
                    }
                }
            }
            (included, refused)
        });
        Self { goes_on, task }
    }

    /// Ends the traffic. Returns how many transactions were included and refused.
    pub async fn end(mut self) -> Result<(usize, usize)> {
        self.goes_on.store(false, Ordering::Relaxed);
        Ok((&mut self.task).await?)
    }
}

impl Drop for Traffic {
    fn drop(&mut self) {
        self.task.abort();
    }
}
