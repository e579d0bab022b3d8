//! Types of the chain that the parts of the node share.

use crate::{executor::Executor, runtime_api::RuntimeApi};
use aura_runtime_common::Block;
use polkadot_sdk::*;

/// The chain: its database and its runtime.
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, Executor>;

/// The database.
pub type FullBackend = sc_service::TFullBackend<Block>;

/// The rule that chooses the head to build on.
pub type SelectChain = sc_consensus::LongestChain<FullBackend, Block>;

/// Transactions that wait for a block.
pub type TransactionPool = sc_transaction_pool::TransactionPoolHandle<Block, FullClient>;
