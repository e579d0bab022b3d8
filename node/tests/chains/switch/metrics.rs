//! The gauges of the switch.

use super::chain::Chain;
use aura_node_lib::consensus::switch::Metrics;
use polkadot_sdk::*;
use sc_client_api::HeaderBackend;
use substrate_prometheus_endpoint::Registry;

/// Phase and switch block in the metrics of a node that starts at the best block.
fn at_start(chain: &Chain) -> [f64; 2] {
    let registry = Registry::new();
    let metrics = Metrics::new(Some(&registry)).unwrap();
    metrics.read(&chain.client).unwrap();
    let shown = registry.gather();
    ["aura_network_phase", "aura_network_switch_block"].map(|name| {
        let family = shown.iter().find(|family| family.get_name() == name);
        family.unwrap().get_metric()[0].get_gauge().get_value()
    })
}

#[test]
fn a_start_shows_where_the_chain_stands() {
    let mut chain = Chain::new();
    assert_eq!(at_start(&chain), [1.0, 0.0]);

    let mut tip = chain.client.info().genesis_hash;
    for _ in 0..2 {
        let block = chain.aura_block(tip);
        tip = chain.extend(&block);
    }
    let switch = chain.switch_block(tip);
    tip = chain.extend(&switch);
    assert_eq!(at_start(&chain), [1.0, 0.0]);

    for _ in 0..4 {
        let block = chain.babe_block(tip);
        tip = chain.extend(&block);
        assert_eq!(at_start(&chain), [2.0, 3.0]);
    }
}
