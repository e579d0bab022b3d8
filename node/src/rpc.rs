//! The JSON-RPC methods that this node has beside those of every Substrate node.

use crate::{
    consensus::FinalityRpc,
    service::{FullClient, TransactionPool},
};
use aura_runtime_common::{AccountId, Block, Nonce};
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use polkadot_sdk::*;
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use std::{error::Error, sync::Arc};
use substrate_frame_rpc_system::{System, SystemApiServer};

/// What the methods ask.
#[derive(Clone)]
pub struct Deps {
    /// The chain.
    pub client: Arc<FullClient>,
    /// Transactions that wait for a block.
    pub pool: Arc<TransactionPool>,
    /// GRANDPA.
    pub finality: FinalityRpc,
}

/// Builds the methods; `executor` runs their subscriptions.
///
/// # Errors
///
/// If two methods have one name.
pub fn create(
    deps: Deps,
    executor: SubscriptionTaskExecutor,
) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>> {
    let Deps {
        client,
        pool,
        finality,
    } = deps;
    let mut module = RpcModule::new(());

    let system = System::<_, _, Block>::new(client.clone(), pool);
    module.merge(SystemApiServer::<_, AccountId, Nonce>::into_rpc(system))?;
    module.merge(TransactionPayment::new(client).into_rpc())?;
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

    Ok(module)
}
