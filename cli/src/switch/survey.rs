//! Queries the nodes, and reads the state of the chain.

use super::{
    engine::{slot, Engine},
    report::{About, Block, Chain, Epoch, Node, Report, Switch, Upgrade, Validator},
    search::Search,
    stored::{Authorization, Timing},
};
use crate::{
    limits::MAX_CONCURRENT_REQUESTS,
    output::{self, tame},
    outside::system,
    rpc::{self, Header},
    session_keys::DecodedKeys,
    state::State,
    Error, NodeUrl, Result, SessionKeys,
};
use futures::{future::join_all, stream, StreamExt, TryStreamExt};
use serde::Deserialize;
use std::cmp::Reverse;
use subxt::{
    config::substrate::{AccountId32, H256},
    ext::{codec::Decode, scale_decode::DecodeAsType},
    rpcs::rpc_params,
};

/// RPC method that only binaries with phase 2 serve.
const METHOD_OF_PHASE_2: &str = "sync_state_genSyncSpec";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Health {
    peers: u64,
    is_syncing: bool,
}

#[derive(Deserialize)]
struct Methods {
    methods: Vec<String>,
}

/// Queries the nodes at `urls`. Nodes that do not answer are part of the report. The chain is
/// described by the node that has finalised most, among those of the first node's chain.
///
/// # Errors
/// If no node answers, or the chain is not one of this network.
pub(super) async fn survey(urls: &[NodeUrl], offered: Option<H256>) -> Result<Report> {
    let mut nodes = vec![];
    let mut reached: Vec<(rpc::Node, About)> = vec![];
    let mut silence = None;
    for (url, answer) in urls.iter().zip(join_all(urls.iter().map(ask)).await) {
        match answer {
            Ok((node, about)) => {
                nodes.push(Node::Reached(about.clone()));
                reached.push((node, about));
            }
            Err(error) => {
                nodes.push(Node::Unreached {
                    url: url.clone(),
                    reason: match &error {
                        Error::Client(aura_client::Error::Unreachable { reason, .. }) => {
                            reason.clone()
                        }
                        error => error.to_string(),
                    },
                });
                silence.get_or_insert(error);
            }
        }
    }
    let genesis = reached.first().map(|(_, about)| about.genesis);
    let voice = reached
        .iter()
        .filter(|(_, about)| Some(about.genesis) == genesis)
        .min_by_key(|(_, about)| Reverse(about.finalized));
    match voice {
        Some((node, _)) => describe(node, nodes, offered).await,
        None => Err(silence.unwrap_or(Error::NoNode)),
    }
}

/// Connects to a node, and reads its name, roles, peers and blocks.
async fn ask(url: &NodeUrl) -> Result<(rpc::Node, About)> {
    let node = rpc::Node::connect(system(), url, output::progress).await?;
    let name: String = node.request("system_name", rpc_params![]).await?;
    let version: String = node.request("system_version", rpc_params![]).await?;
    let roles: Vec<String> = node.request("system_nodeRoles", rpc_params![]).await?;
    let health: Health = node.request("system_health", rpc_params![]).await?;
    let Methods { methods } = node.request("rpc_methods", rpc_params![]).await?;
    let about = About {
        url: url.clone(),
        name: tame(&name),
        version: tame(&version),
        roles: roles.iter().map(|role| tame(role)).collect(),
        genesis: node.genesis().await?,
        best: node.header(node.best().await?).await?.number,
        finalized: node.header(node.finalized().await?).await?.number,
        peers: health.peers,
        syncing: health.is_syncing,
        knows_phase2: methods.iter().any(|method| method == METHOD_OF_PHASE_2),
    };
    Ok((node, about))
}

async fn describe(node: &rpc::Node, nodes: Vec<Node>, offered: Option<H256>) -> Result<Report> {
    let hash = node.best().await?;
    let header = node.header(hash).await?;
    let state = node.state(hash).await?;
    let best = block(node, hash, &header).await?;
    let finalized = node.finalized().await?;
    let finalized = block(node, finalized, &node.header(finalized).await?).await?;
    let name: String = node.request("system_chain", rpc_params![]).await?;
    let timing: Timing = required(node, &state, "ChainTiming", "Timing").await?;
    let authorization: Option<Authorization> = state.read("System", "AuthorizedUpgrade").await?;
    let chain = Chain {
        name: tame(&name),
        genesis: node.genesis().await?,
        slot: slot(&header),
        slot_duration: timing.slot_duration,
        session: required(node, &state, "Session", "CurrentIndex").await?,
        epoch_length: timing.epoch_length,
        epoch: match best.engine {
            Engine::Aura => None,
            Engine::Babe => Some(epoch(node, hash).await?),
        },
        switch: match best.engine {
            Engine::Aura => Switch::Ahead,
            Engine::Babe => find_switch(node, hash, &header).await?,
        },
        best,
        finalized,
    };
    Ok(Report {
        chain,
        upgrade: Upgrade {
            authorized: authorization.map(|upgrade| H256(upgrade.code_hash)),
            offered,
        },
        validators: validators(node, &state).await?,
        nodes,
    })
}

async fn block(node: &rpc::Node, hash: H256, header: &Header) -> Result<Block> {
    let version = node.runtime_version(hash).await?;
    let engine = Engine::of_runtime(&version)
        .map_err(|error| node.misunderstood(&format!("the runtime after {hash:?}"), &error))?;
    Ok(Block {
        number: header.number,
        hash,
        engine,
        spec_name: tame(&version.spec_name),
        impl_name: tame(&version.impl_name),
        spec_version: version.spec_version,
    })
}

/// Reads BABE's epoch from the runtime API: the state of the switch block does not have it yet.
async fn epoch(node: &rpc::Node, at: H256) -> Result<Epoch> {
    let function = "BabeApi_current_epoch";
    let encoded = node.runtime_call(function, at).await?;
    let (index, start, length) = <(u64, u64, u64)>::decode(&mut encoded.as_slice())
        .map_err(|error| node.misunderstood(function, &error))?;
    Ok(Epoch {
        index,
        start,
        length,
    })
}

/// Finds the switch block, starting from a best block whose state is of phase 2.
async fn find_switch(node: &rpc::Node, hash: H256, best: &Header) -> Result<Switch> {
    let number = best.number;
    match Engine::of_header(best) {
        Some(Engine::Aura) => return Ok(Switch::Done { number, hash }),
        Some(Engine::Babe) => {}
        None if number == 0 => return Ok(Switch::AtGenesis),
        None => return Ok(Switch::Unknown { absent: number }),
    }
    let mut search = Search::below(number);
    while let Some(number) = search.next() {
        match sealed(node, number).await? {
            Some(engine) => search.learn(number, engine),
            None => return Ok(Switch::Unknown { absent: number }),
        }
    }
    let Some(number) = search.last_of_aura() else {
        return Ok(Switch::AtGenesis);
    };
    Ok(match node.block_at(number).await? {
        Some(hash) => Switch::Done { number, hash },
        None => Switch::Unknown { absent: number },
    })
}

/// Returns the engine that sealed the block at a height, if the node has its header.
async fn sealed(node: &rpc::Node, number: u64) -> Result<Option<Engine>> {
    let Some(hash) = node.block_at(number).await? else {
        return Ok(None);
    };
    Ok(Engine::of_header(&node.header(hash).await?))
}

async fn validators(node: &rpc::Node, state: &State) -> Result<Vec<Validator>> {
    let current: Vec<[u8; 32]> = required(node, state, "Session", "Validators").await?;
    let queued: Vec<([u8; 32], DecodedKeys)> =
        required(node, state, "Session", "QueuedKeys").await?;
    // Indices in the validator set, and the severity of the offence.
    let disabled: Vec<(u32, u32)> = required(node, state, "Session", "DisabledValidators").await?;

    let mut validators = vec![];
    for (place, account) in current.iter().enumerate() {
        validators.push(Validator {
            account: AccountId32(*account),
            current: true,
            queued: None,
            registered: None,
            disabled: disabled
                .iter()
                .any(|(index, _)| usize::try_from(*index) == Ok(place)),
        });
    }
    for (account, keys) in queued {
        let account = AccountId32(account);
        let keys = SessionKeys::from(keys);
        match validators.iter_mut().find(|one| one.account == account) {
            Some(validator) => validator.queued = Some(keys),
            None => validators.push(Validator {
                account,
                current: false,
                queued: Some(keys),
                registered: None,
                disabled: false,
            }),
        }
    }
    stream::iter(validators)
        .map(|validator| async move {
            let keys: Option<DecodedKeys> = state
                .read_of("Session", "NextKeys", &validator.account)
                .await?;
            Ok(Validator {
                registered: keys.map(SessionKeys::from),
                ..validator
            })
        })
        .buffered(MAX_CONCURRENT_REQUESTS)
        .try_collect()
        .await
}

/// Reads a storage item that every chain of this network has.
async fn required<T: DecodeAsType>(
    node: &rpc::Node,
    state: &State,
    pallet: &str,
    entry: &str,
) -> Result<T> {
    let value = state.read(pallet, entry).await?;
    let what = format!("{pallet}.{entry}");
    Ok(value.ok_or_else(|| node.misunderstood(&what, &"it is missing"))?)
}
