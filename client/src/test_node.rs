//! Model of a node for tests: it has a state of the runtime of phase 2, whose APIs run in this
//! process, and serves it by the methods of RPC that queries need.

use crate::NodeUrl;
use aura_npos_runtime::{apis, genesis_config_presets, AccountId, RuntimeGenesisConfig, VERSION};
use jsonrpsee::{
    server::{ServerBuilder, ServerHandle},
    types::Params,
    RpcModule,
};
use polkadot_sdk::{
    sp_core::{crypto::Pair, sr25519, storage::Storage},
    sp_io::{self, TestExternalities},
    sp_runtime::BuildStorage,
};
use serde_json::{json, Value};
use std::{collections::BTreeMap, sync::Arc};
use subxt::config::substrate::H256;

/// Stored values by their keys.
type State = BTreeMap<Vec<u8>, Vec<u8>>;

/// Height of the only block that the node has, after the genesis block.
const HEIGHT: u64 = 1;

/// Account of a well-known development key.
pub(crate) fn dev(name: &str) -> AccountId {
    let pair = sr25519::Pair::from_string(&format!("//{name}"), None);
    AccountId::from(pair.unwrap().public().0)
}

/// A node on this machine.
pub(crate) struct TestNode {
    /// Address of its RPC.
    pub url: NodeUrl,
    state: Arc<State>,
    _server: ServerHandle,
}

impl TestNode {
    /// Starts a node on the genesis of a preset, changed by `setup`.
    pub async fn start(preset: &str, setup: fn()) -> Self {
        let state = Arc::new(state_of(preset, setup));
        let server = ServerBuilder::default().build("127.0.0.1:0").await.unwrap();
        let url = format!("ws://{}", server.local_addr().unwrap());
        Self {
            url: url.parse().unwrap(),
            _server: server.start(methods(state.clone())),
            state,
        }
    }

    /// Returns a copy of the state, for calls of the runtime.
    pub fn externalities(&self) -> TestExternalities {
        externalities(&self.state)
    }
}

/// Returns the state of a preset, changed by `setup`, for calls of the runtime.
pub(crate) fn externalities_of(preset: &str, setup: fn()) -> TestExternalities {
    externalities(&state_of(preset, setup))
}

fn externalities(state: &State) -> TestExternalities {
    TestExternalities::new(Storage {
        top: state.clone(),
        children_default: Default::default(),
    })
}

fn state_of(preset: &str, setup: fn()) -> State {
    let preset = genesis_config_presets::get_preset(&preset.into()).unwrap();
    let mut genesis = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
    merge(&mut genesis, serde_json::from_slice(&preset).unwrap());
    let genesis: RuntimeGenesisConfig = serde_json::from_value(genesis).unwrap();
    let mut state = TestExternalities::new(genesis.build_storage().unwrap());
    state.execute_with(|| {
        aura_npos_runtime::System::set_block_number(1);
        setup();
        let (mut all, mut key) = (State::new(), vec![]);
        while let Some(next) = sp_io::storage::next_key(&key) {
            all.insert(next.clone(), sp_io::storage::get(&next).unwrap().to_vec());
            key = next;
        }
        all
    })
}

fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from,
    }
}

fn block(height: u64) -> H256 {
    H256::from_low_u64_be(height)
}

fn hex(text: &str) -> Vec<u8> {
    const_hex::decode(text).unwrap()
}

fn methods(state: Arc<State>) -> RpcModule<Arc<State>> {
    let mut methods = RpcModule::new(state);
    let mut add = |name, method: fn(Params<'_>, &State) -> Value| {
        methods
            .register_method(name, move |params, state, _| method(params, state))
            .unwrap();
    };
    add("chain_getBlockHash", |params, _| {
        let height = params.sequence().optional_next().unwrap();
        json!(block(height.unwrap_or(HEIGHT)))
    });
    add("chain_getFinalizedHead", |_, _| json!(block(HEIGHT)));
    add("chain_getHeader", |_, _| {
        json!({
            "parentHash": block(0),
            "number": format!("{HEIGHT:#x}"),
            "stateRoot": block(0),
            "extrinsicsRoot": block(0),
            "digest": { "logs": [] },
        })
    });
    add("state_getRuntimeVersion", |_, _| {
        serde_json::to_value(VERSION).unwrap()
    });
    add("state_getStorage", |params, state| {
        let key: String = params.sequence().next().unwrap();
        json!(state.get(&hex(&key)).map(const_hex::encode_prefixed))
    });
    add("state_getKeysPaged", |params, state| {
        let mut params = params.sequence();
        let prefix = hex(&params.next::<String>().unwrap());
        let count: usize = params.next().unwrap();
        let after: Option<String> = params.optional_next().unwrap();
        let after = after.map_or_else(Vec::new, |after| hex(&after));
        let keys = state.keys();
        let keys = keys.filter(|key| key.starts_with(&prefix) && **key > after);
        let keys: Vec<_> = keys.take(count).map(const_hex::encode_prefixed).collect();
        json!(keys)
    });
    add("state_queryStorageAt", |params, state| {
        let keys: Vec<String> = params.sequence().next().unwrap();
        let changes: Vec<_> = keys
            .into_iter()
            .map(|key| (state.get(&hex(&key)).map(const_hex::encode_prefixed), key))
            .map(|(value, key)| (key, value))
            .collect();
        json!([{ "block": block(HEIGHT), "changes": changes }])
    });
    add("state_call", |params, state| {
        let mut params = params.sequence();
        let name: String = params.next().unwrap();
        let arguments = hex(&params.next::<String>().unwrap());
        let mut state = externalities(state);
        let answer = state.execute_with(|| apis::api::dispatch(&name, &arguments));
        json!(answer.map(const_hex::encode_prefixed))
    });
    methods
}
