//! The block at which a request is answered, and errors of requests.

use crate::client::FullClient;
use aura_runtime_common::Hash;
use jsonrpsee::{
    core::RpcResult,
    types::{
        error::{INTERNAL_ERROR_CODE, INVALID_PARAMS_CODE},
        ErrorObject, ErrorObjectOwned,
    },
};
use polkadot_sdk::*;
use serde::Serialize;
use sp_blockchain::HeaderBackend;
use sp_consensus::BlockStatus;
use std::fmt::Display;

/// The block at which a request is answered.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct At {
    /// Height of the block.
    pub number: u32,
    /// Hash of the block.
    pub hash: Hash,
}

impl At {
    /// The block of that hash.
    ///
    /// # Errors
    ///
    /// If this node does not have the block, or no longer has its state.
    pub fn new(client: &FullClient, hash: Hash) -> RpcResult<Self> {
        let number = client.number(hash).map_err(failed)?;
        let number = number.ok_or_else(|| refused("this node has no such block"))?;
        let kept = client.block_status(hash).map_err(failed)?;
        if kept != BlockStatus::InChainWithState {
            return Err(refused(
                "this node does not keep the state of that block: ask an archive node",
            ));
        }
        Ok(Self { number, hash })
    }
}

/// The error of a request that cannot be answered.
pub fn refused(why: impl Into<String>) -> ErrorObjectOwned {
    ErrorObject::owned(INVALID_PARAMS_CODE, why, None::<()>)
}

/// The error of a failure of this node.
pub fn failed(error: impl Display) -> ErrorObjectOwned {
    let why = format!("the chain could not be read: {error}");
    ErrorObject::owned(INTERNAL_ERROR_CODE, why, None::<()>)
}
