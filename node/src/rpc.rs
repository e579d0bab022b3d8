//! JSON-RPC methods of this node beyond those of every Substrate node.

mod at;
mod credentials;
mod did;
mod sync_state;
mod zkp;

use crate::{
    client::{FullClient, TransactionPool},
    consensus::{Checkpoint, FinalityRpc},
};
use aura_runtime_common::{AccountId, Block, Nonce};
use credentials::{Credentials, CredentialsRpcServer};
use did::{DidRpcServer, Resolver};
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use polkadot_sdk::*;
use sc_chain_spec::ChainSpec;
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use sc_sync_state_rpc::SyncStateApiServer;
use std::{error::Error, sync::Arc};
use substrate_frame_rpc_system::{System, SystemApiServer};
use sync_state::SyncState;
use zkp::{Zkp, ZkpRpcServer};

/// Sources of the methods.
pub struct Deps {
    /// Chain spec of this network.
    pub chain_spec: Box<dyn ChainSpec>,
    /// The chain.
    pub client: Arc<FullClient>,
    /// Transactions that wait for a block.
    pub pool: Arc<TransactionPool>,
    /// Sources of the methods of GRANDPA.
    pub finality: FinalityRpc,
    /// Checkpoint from which light clients start.
    pub checkpoint: Checkpoint,
}

/// Builds the methods; `executor` runs their subscriptions.
///
/// # Errors
///
/// If two methods have one name.
pub fn create(
    deps: &Deps,
    executor: SubscriptionTaskExecutor,
) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>> {
    let Deps {
        chain_spec,
        client,
        pool,
        finality,
        checkpoint,
    } = deps;
    let finality = finality.clone();
    let mut module = RpcModule::new(());

    let system = System::<_, _, Block>::new(client.clone(), pool.clone());
    module.merge(SystemApiServer::<_, AccountId, Nonce>::into_rpc(system))?;
    module.merge(TransactionPayment::new(client.clone()).into_rpc())?;
    module.merge(
        Grandpa::new(
            executor,
            finality.authority_set,
            finality.voter_state,
            finality.justifications,
            finality.proofs,
        )
        .into_rpc(),
    )?;
    let sync_state = SyncState {
        chain_spec: chain_spec.cloned_box(),
        checkpoint: checkpoint.clone(),
    };
    module.merge(sync_state.into_rpc())?;
    let resolver = Resolver {
        client: client.clone(),
    };
    module.merge(resolver.into_rpc())?;
    let credentials = Credentials {
        client: client.clone(),
    };
    module.merge(credentials.into_rpc())?;
    let zkp = Zkp {
        client: client.clone(),
    };
    module.merge(zkp.into_rpc())?;

    Ok(module)
}
