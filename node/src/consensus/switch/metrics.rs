//! What an operator sees of the switch.

use crate::consensus::engine::Engine;
use aura_runtime_common::BlockNumber;
use polkadot_sdk::*;
use substrate_prometheus_endpoint::{register, Gauge, PrometheusError, Registry, U64};

/// Gauges for Prometheus; nothing where there is no registry.
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
    /// If their names are taken.
    pub fn new(registry: Option<&Registry>) -> Result<Self, PrometheusError> {
        let Some(registry) = registry else {
            return Ok(Self::default());
        };
        let gauge = |name: &str, help: &str| register(Gauge::new(name, help)?, registry);
        Ok(Self(Some(Gauges {
            phase: gauge(
                "aura_network_phase",
                "Phase of the block imported last: 1 by Aura consensus, 2 by BABE",
            )?,
            switch_block: gauge(
                "aura_network_switch_block",
                "Height of the last block of Aura consensus, once it is imported",
            )?,
        })))
    }

    /// A block of `engine` was imported.
    pub fn imported(&self, engine: Engine) {
        if let Some(gauges) = &self.0 {
            gauges.phase.set(match engine {
                Engine::Aura => 1,
                Engine::Babe => 2,
            });
        }
    }

    /// The children of the block `number` are BABE's.
    pub fn switched(&self, number: BlockNumber) {
        if let Some(gauges) = &self.0 {
            gauges.switch_block.set(number.into());
        }
    }
}
