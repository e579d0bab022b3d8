//! `zkp_verify`: checks a proof as the chain would.

use super::at::{failed, refused, At};
use crate::client::FullClient;
use aura_primitives::zkp::{api::ZkpApi, Presentation};
use aura_runtime_common::{AccountId, Balance, Block, Hash};
use codec::DecodeAll;
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use polkadot_sdk::*;
use serde::Serialize;
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_core::Bytes;
use std::sync::Arc;

/// Proofs over JSON-RPC.
#[rpc(server, namespace = "zkp")]
pub trait ZkpRpc {
    /// Checks a presentation against the state after the block `at`, or after the newest one. The
    /// presentation is the argument of the call `ZkpVerifier.verify`: SCALE, in hexadecimal.
    /// Nothing is sent to the network, but the node learns the presentation.
    #[method(name = "verify", blocking)]
    fn verify(&self, presentation: Bytes, at: Option<Hash>) -> RpcResult<Verdict>;
}

/// Result of the check of a presentation.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    verified: bool,
    /// The name of the error of `ZkpVerifier.verify`, if the call would fail.
    error: Option<String>,
    at: At,
}

/// The method, over the chain of this node.
pub struct Zkp {
    /// The chain.
    pub client: Arc<FullClient>,
}

impl ZkpRpcServer for Zkp {
    fn verify(&self, presentation: Bytes, at: Option<Hash>) -> RpcResult<Verdict> {
        let presentation = read(&presentation)?;
        let hash = at.unwrap_or_else(|| self.client.info().best_hash);
        let at = At::new(&self.client, hash)?;
        let api = self.client.runtime_api();
        let version = api.api_version::<dyn ZkpApi<Block, AccountId, Balance>>(hash);
        if version.map_err(failed)?.is_none() {
            return Err(refused("the chain did not check proofs yet at that block"));
        }
        let verdict = api.verify(hash, presentation).map_err(failed)?;
        Ok(Verdict {
            verified: verdict.is_ok(),
            error: verdict.err(),
            at,
        })
    }
}

fn read(bytes: &[u8]) -> RpcResult<Presentation<AccountId>> {
    Presentation::decode_all(&mut &*bytes)
        .map_err(|error| refused(format!("this is not a presentation in SCALE: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Encode;

    #[test]
    fn bytes_that_are_not_a_presentation_are_refused() {
        let presentation = Presentation {
            policy: [1; 32].into(),
            beneficiary: AccountId::new([2; 32]),
            version: 1,
            issuer: [3; 32].into(),
            key: 4,
            list: 5,
            status_root: [6; 32],
            date: 7,
            nullifier: [8; 32],
            challenge: [9; 32],
            expires: 10,
            proof: [11; 384],
        };
        let good = presentation.encode();
        assert_eq!(read(&good).unwrap(), presentation);
        let long = [&good[..], &[0]].concat();
        for bad in [&[][..], &good[1..], &long] {
            let error = read(bad).unwrap_err();
            assert!(error.message().contains("not a presentation"), "{error}");
        }
    }
}
