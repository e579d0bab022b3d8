//! Metrics of the switch, for operators.

use crate::{client::FullClient, consensus::engine::Engine};
use aura_runtime_common::BlockNumber;
use polkadot_sdk::*;
use sp_blockchain::{Error, HeaderBackend};
use substrate_prometheus_endpoint::{register, Gauge, PrometheusError, Registry, U64};

/// Gauges for Prometheus; without a registry they do nothing.
#[derive(Clone, Default)]
pub struct Metrics(Option<Gauges>);

#[derive(Clone)]
struct Gauges {
    phase: Gauge<U64>,
    switch_block: Gauge<U64>,
}

impl Metrics {
    /// Registers the gauges.
    ///
    /// # Errors
    ///
    /// If their names are in use.
    pub fn new(registry: Option<&Registry>) -> Result<Self, PrometheusError> {
        let Some(registry) = registry else {
            return Ok(Self::default());
        };
        let gauge = |name: &str, help: &str| register(Gauge::new(name, help)?, registry);
        Ok(Self(Some(Gauges {
            phase: gauge(
                "aura_network_phase",
                "Phase of the best block: 1 by Aura consensus, 2 by BABE",
            )?,
            switch_block: gauge(
                "aura_network_switch_block",
                "Height of the last block of Aura consensus, once one of BABE follows",
            )?,
        })))
    }

    /// Sets the gauges from the headers of the chain.
    ///
    /// # Errors
    ///
    /// If the database cannot be read.
    pub fn read(&self, client: &FullClient) -> Result<(), Error> {
        let best = client.info().best_number;
        // Genesis has no seal: its phase is that of the first block.
        let engine = match seal(client, best)? {
            Some(engine) => engine,
            None => Engine::of_children(client, client.info().best_hash)?,
        };
        self.best_block(engine);
        if let (Engine::Babe, Some(number)) = (engine, last_of_aura(client, best)?) {
            self.switched(number);
        }
        Ok(())
    }

    /// A block of `engine` has become the best.
    pub fn best_block(&self, engine: Engine) {
        if let Some(gauges) = &self.0 {
            match engine {
                Engine::Aura => {
                    gauges.phase.set(1);
                    // A reorganisation may have removed the switch block.
                    gauges.switch_block.set(0);
                }
                Engine::Babe => gauges.phase.set(2),
            }
        }
    }

    /// The best chain switches to BABE after the block `number`.
    pub fn switched(&self, number: BlockNumber) {
        if let Some(gauges) = &self.0 {
            gauges.switch_block.set(number.into());
        }
    }
}

/// The engine that sealed the block `number` of the best chain, if this node has its header.
fn seal(client: &FullClient, number: BlockNumber) -> Result<Option<Engine>, Error> {
    let Some(hash) = client.hash(number)? else {
        return Ok(None);
    };
    let header = client.header(hash)?;
    Ok(header.as_ref().and_then(Engine::of_header))
}

/// The last block of Aura consensus below `babe`, a block of BABE, by binary search: all blocks up
/// to it are of Aura consensus, and all later ones of BABE. `None` if the chain began with BABE, or
/// if headers are missing: after a warp sync a node fetches them from the oldest on.
fn last_of_aura(client: &FullClient, babe: BlockNumber) -> Result<Option<BlockNumber>, Error> {
    let (mut before, mut after) = (0, babe);
    while after > before + 1 {
        let middle = before + (after - before) / 2;
        match seal(client, middle)? {
            Some(Engine::Aura) => before = middle,
            Some(Engine::Babe) => after = middle,
            None => return Ok(None),
        }
    }
    Ok((before > 0).then_some(before))
}
