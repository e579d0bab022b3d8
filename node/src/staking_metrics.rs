//! Metrics of staking, for operators.

use crate::client::FullClient;
use aura_npos_runtime::queries;
use aura_runtime_common::Hash;
use codec::Decode;
use futures::StreamExt;
use polkadot_sdk::*;
use sc_client_api::{
    BlockchainEvents, CallExecutor, ExecutorProvider, HeaderBackend, StorageProvider,
};
use sp_core::traits::CallContext;
use sp_io::hashing::twox_128;
use sp_storage::StorageKey;
use std::sync::Arc;
use substrate_prometheus_endpoint::{register, Gauge, PrometheusError, Registry, U64};

/// Gauges for Prometheus. They stay at 0 on a chain without staking.
pub struct Metrics {
    era: Gauge<U64>,
    electable: Gauge<U64>,
    hand_over: Gauge<U64>,
    /// Session for which the candidates were counted.
    counted: Option<u32>,
}

impl Metrics {
    /// Registers the gauges.
    ///
    /// # Errors
    ///
    /// If their names are taken.
    pub fn new(registry: &Registry) -> Result<Self, PrometheusError> {
        let gauge = |name: &str, help: &str| register(Gauge::new(name, help)?, registry);
        Ok(Self {
            era: gauge(
                "aura_network_era",
                "Active era of staking in the best block",
            )?,
            electable: gauge(
                "aura_network_validators_electable",
                "Candidates that could be elected when the session began",
            )?,
            hand_over: gauge(
                "aura_network_hand_over",
                "Hand-over of the validators to the stake: 0 before, 1 armed, 2 done",
            )?,
            counted: None,
        })
    }

    /// Watches the best block for as long as the node runs.
    pub async fn run(mut self, client: Arc<FullClient>) {
        let mut blocks = client.import_notification_stream();
        self.read(&client, client.info().best_hash);
        while let Some(block) = blocks.next().await {
            if block.is_new_best {
                self.read(&client, block.hash);
            }
        }
    }

    /// Shows the state of a block, as far as it has one.
    pub fn read(&mut self, client: &FullClient, at: Hash) {
        let Some(era) = number(client, at, "Staking", "ActiveEra") else {
            return;
        };
        self.era.set(era.into());
        let is_there = |item| value(client, at, "StakedSet", item).is_some();
        self.hand_over.set(match is_there("HandedOver") {
            true => 2,
            false => is_there("Armed").into(),
        });
        let session = number(client, at, "Session", "CurrentIndex");
        // The runtime reads every candidate for it.
        if session == self.counted {
            return;
        }
        let answer = client.executor().call(
            at,
            queries::VIEW_FUNCTION,
            &queries::condition(),
            CallContext::Offchain,
        );
        let condition = answer
            .ok()
            .and_then(|answer| queries::read_condition(&answer));
        if let Some(condition) = condition {
            self.electable.set(condition.electable.into());
            self.counted = session;
        }
    }
}

/// The first number of a stored value.
fn number(client: &FullClient, at: Hash, pallet: &str, item: &str) -> Option<u32> {
    u32::decode(&mut &value(client, at, pallet, item)?[..]).ok()
}

/// A stored value, if the state of the block is here.
fn value(client: &FullClient, at: Hash, pallet: &str, item: &str) -> Option<Vec<u8>> {
    let key = [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())];
    let value = client.storage(at, &StorageKey(key.concat())).ok()??;
    Some(value.0)
}
