//! Finality by GRANDPA, the same in every phase of the chain.

use super::Node;
use crate::{
    client::{FullBackend, FullClient, SelectChain},
    limits::MAX_JUSTIFICATION_PERIOD_BLOCKS,
};
use aura_runtime_common::{Block, BlockNumber, Hash};
use polkadot_sdk::*;
use sc_consensus_grandpa::{
    warp_proof, Config, FinalityProofProvider, GrandpaBlockImport, GrandpaJustificationStream,
    GrandpaParams, LinkHalf, SharedAuthoritySet, SharedVoterState, VotingRulesBuilder,
};
use sc_network::{NotificationService, ProtocolName};
use sc_network_sync::WarpSyncConfig;
use sc_service::{Error, Role};
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use std::{sync::Arc, time::Duration};

/// Expected time for a vote to reach all voters.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// Block import that records changes of the validator set.
pub type BlockImport = GrandpaBlockImport<FullBackend, Block, FullClient, SelectChain>;

/// GRANDPA of a node that does not vote yet.
pub struct Finality {
    link: LinkHalf<Block, FullClient, SelectChain>,
    voter_state: SharedVoterState,
}

/// Sources of the RPC methods about finality.
#[derive(Clone)]
pub struct FinalityRpc {
    /// The validators that vote now.
    pub authority_set: SharedAuthoritySet<Hash, BlockNumber>,
    /// State of the rounds in which this node votes.
    pub voter_state: SharedVoterState,
    /// Justifications of newly final blocks.
    pub justifications: GrandpaJustificationStream<Block>,
    /// Proofs that blocks are final.
    pub proofs: Arc<FinalityProofProvider<FullBackend, Block>>,
}

/// Name, role and network protocol of the voter.
pub struct Voter {
    /// Role of the node: only an authority votes, others follow.
    pub role: Role,
    /// The node's name, for logs and telemetry.
    pub name: String,
    /// Name of the protocol between voters.
    pub protocol_name: ProtocolName,
    /// Messages of that protocol.
    pub notifications: Box<dyn NotificationService>,
}

/// Reads what GRANDPA recorded, or begins with the validators of genesis.
pub fn new(
    client: &Arc<FullClient>,
    select_chain: SelectChain,
    telemetry: Option<TelemetryHandle>,
) -> Result<(BlockImport, Finality), Error> {
    let (block_import, link) = sc_consensus_grandpa::block_import(
        client.clone(),
        MAX_JUSTIFICATION_PERIOD_BLOCKS,
        client,
        select_chain,
        telemetry,
    )?;
    Ok((
        block_import,
        Finality {
            link,
            voter_state: SharedVoterState::empty(),
        },
    ))
}

impl Finality {
    /// The validators that vote now, and the changes of them that are pending.
    pub fn authorities(&self) -> SharedAuthoritySet<Hash, BlockNumber> {
        self.link.shared_authority_set().clone()
    }

    /// See [`super::Consensus::finality_rpc`].
    pub fn rpc(&self, backend: Arc<FullBackend>) -> FinalityRpc {
        let authority_set = self.authorities();
        FinalityRpc {
            proofs: FinalityProofProvider::new_for_service(backend, Some(authority_set.clone())),
            authority_set,
            voter_state: self.voter_state.clone(),
            justifications: self.link.justification_stream(),
        }
    }

    /// See [`super::Consensus::warp_sync`].
    pub fn warp_sync(&self, backend: Arc<FullBackend>) -> WarpSyncConfig<Block> {
        let authority_set = self.authorities();
        WarpSyncConfig::WithProvider(Arc::new(warp_proof::NetworkProvider::new(
            backend,
            authority_set,
            Vec::new(),
        )))
    }

    /// See [`super::Consensus::start_voting`].
    pub fn start(self, node: &Node, voter: Voter) -> Result<(), Error> {
        let config = Config {
            gossip_duration: GOSSIP_DURATION,
            justification_generation_period: MAX_JUSTIFICATION_PERIOD_BLOCKS,
            observer_enabled: false,
            keystore: voter.role.is_authority().then(|| node.keystore.clone()),
            local_role: voter.role,
            name: Some(voter.name),
            telemetry: node.telemetry.clone(),
            protocol_name: voter.protocol_name,
        };
        // Nodes without a key run the voter too: it makes them relay votes.
        let task = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
            config,
            link: self.link,
            network: node.network.clone(),
            sync: node.sync.clone(),
            notification_service: voter.notifications,
            voting_rule: VotingRulesBuilder::default().build(),
            prometheus_registry: node.registry.clone(),
            shared_voter_state: self.voter_state,
            telemetry: node.telemetry.clone(),
            offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(
                node.transaction_pool.clone(),
            ),
        })?;
        node.spawn_essential_handle
            .spawn_blocking("grandpa-voter", None, task);
        Ok(())
    }
}
