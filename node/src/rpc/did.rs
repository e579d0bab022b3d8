//! `did_resolve`, `did_resolveBatch` and `did_dereference`: DIDs in the form of the standards.

use crate::client::FullClient;
use aura_identity::did::{
    dereference, resolve, BlockRef, Chain, ChainError, Dereferencing, Head, Resolution,
    ResolutionOptions,
};
use aura_primitives::{
    did::{
        api::{DidApi, Dids},
        view::View,
        Did,
    },
    limits,
};
use aura_runtime_common::{Balance, Block, Hash};
use jsonrpsee::{
    core::RpcResult,
    proc_macros::rpc,
    types::{error::INVALID_PARAMS_CODE, ErrorObject},
};
use polkadot_sdk::*;
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_consensus::BlockStatus;
use std::{cell::OnceCell, collections::BTreeMap, sync::Arc};

/// Resolution over JSON-RPC.
///
/// Errors of a DID are part of the result, as
/// [DID Resolution](https://www.w3.org/TR/did-resolution/) requires. A JSON-RPC error is returned
/// only for malformed parameters.
#[rpc(server, namespace = "did")]
pub trait DidRpc {
    /// Resolves a DID. The options are those of [`ResolutionOptions`], as an object.
    #[method(name = "resolve", blocking)]
    fn resolve(&self, did: String, options: Option<ResolutionOptions>) -> RpcResult<Resolution>;

    /// Resolves the current versions of at most 100 DIDs at one block. The results have the order
    /// of the DIDs.
    #[method(name = "resolveBatch", blocking)]
    fn resolve_batch(
        &self,
        dids: Vec<String>,
        options: Option<ResolutionOptions>,
    ) -> RpcResult<Vec<Resolution>>;

    /// Dereferences a DID URL.
    #[method(name = "dereference", blocking)]
    fn dereference(
        &self,
        did_url: String,
        options: Option<ResolutionOptions>,
    ) -> RpcResult<Dereferencing>;
}

/// The methods, over the chain of this node.
pub struct Resolver {
    /// The chain.
    pub client: Arc<FullClient>,
}

impl DidRpcServer for Resolver {
    fn resolve(&self, did: String, options: Option<ResolutionOptions>) -> RpcResult<Resolution> {
        Ok(resolve(self, &did, &options.unwrap_or_default()))
    }

    fn resolve_batch(
        &self,
        dids: Vec<String>,
        options: Option<ResolutionOptions>,
    ) -> RpcResult<Vec<Resolution>> {
        if dids.len() > limits::MAX_BATCH_DIDS as usize {
            let why = format!("give at most {} DIDs at once", limits::MAX_BATCH_DIDS);
            return Err(ErrorObject::owned(INVALID_PARAMS_CODE, why, None::<()>));
        }
        let options = options.unwrap_or_default();
        // An old version is searched for in many states: a hundred of them are too much work.
        if options.has("versionId") || options.has("versionTime") {
            let why = "old versions are resolved one at a time: use did_resolve";
            return Err(ErrorObject::owned(INVALID_PARAMS_CODE, why, None::<()>));
        }
        let batch = Batch::new(self, &dids);
        let all = dids.iter().map(|did| resolve(&batch, did, &options));
        Ok(all.collect())
    }

    fn dereference(
        &self,
        did_url: String,
        options: Option<ResolutionOptions>,
    ) -> RpcResult<Dereferencing> {
        Ok(dereference(self, &did_url, &options.unwrap_or_default()))
    }
}

impl Resolver {
    fn failed(error: impl std::fmt::Display) -> ChainError {
        ChainError::Failed(error.to_string())
    }

    /// The hash of the block at `height` on the branch of `head`.
    fn hash(&self, head: &BlockRef, height: u32) -> Result<Hash, ChainError> {
        if height == head.number {
            return Ok(head.hash.into());
        }
        let canonical = |height| self.client.hash(height).map_err(Self::failed);
        let hash = canonical(height)?;
        // This is checked last, so that it holds for all reads before.
        if canonical(head.number)? != Some(head.hash.into()) {
            return Err(Self::failed("the best branch has changed, ask again"));
        }
        // After a warp sync a node fetches older blocks later.
        hash.ok_or(ChainError::HistoryNotKept)
    }

    /// True if the runtime of a block has DIDs. There are none before the upgrade that adds them.
    fn knows_dids(&self, at: Hash) -> Result<bool, ChainError> {
        let api = self.client.runtime_api();
        let version = api.api_version::<dyn DidApi<Block, [u8; 32], Balance>>(at);
        Ok(version.map_err(Self::failed)?.is_some())
    }
}

impl Chain for Resolver {
    fn head(&self, which: Head) -> Result<BlockRef, ChainError> {
        let info = self.client.info();
        let (number, hash) = match which {
            Head::Finalized => (info.finalized_number, info.finalized_hash),
            Head::Best => (info.best_number, info.best_hash),
        };
        Ok(BlockRef {
            number,
            hash: hash.into(),
        })
    }

    fn view(
        &self,
        head: &BlockRef,
        height: u32,
        did: &Did,
    ) -> Result<Option<View<[u8; 32]>>, ChainError> {
        let at = self.hash(head, height)?;
        let kept = self.client.block_status(at).map_err(Self::failed)?;
        if kept != BlockStatus::InChainWithState {
            return Err(ChainError::HistoryNotKept);
        }
        if !self.knows_dids(at)? {
            return Ok(None);
        }
        let api = self.client.runtime_api();
        api.resolve(at, *did).map_err(Self::failed)
    }
}

/// Several DIDs at one block, which are read at once.
struct Batch<'a> {
    resolver: &'a Resolver,
    dids: Dids,
    current: OnceCell<Result<Current, ChainError>>,
}

/// A block, and the DIDs of a batch at that block.
struct Current {
    head: BlockRef,
    views: BTreeMap<Did, Option<View<[u8; 32]>>>,
}

impl<'a> Batch<'a> {
    fn new(resolver: &'a Resolver, dids: &[String]) -> Self {
        // A string that is not a DID is left out here; its resolution returns the error.
        let dids: Vec<_> = dids.iter().filter_map(|did| did.parse().ok()).collect();
        Self {
            resolver,
            dids: Dids::truncate_from(dids),
            current: OnceCell::new(),
        }
    }

    /// All resolutions of a batch have the same options, and therefore the same head.
    fn current(&self, which: Head) -> Result<&Current, ChainError> {
        let read = || {
            let head = self.resolver.head(which)?;
            let views = if self.resolver.knows_dids(head.hash.into())? {
                let api = self.resolver.client.runtime_api();
                api.resolve_batch(head.hash.into(), self.dids.clone())
                    .map_err(Resolver::failed)?
            } else {
                vec![None; self.dids.len()]
            };
            Ok(Current {
                head,
                views: self.dids.iter().copied().zip(views).collect(),
            })
        };
        self.current
            .get_or_init(read)
            .as_ref()
            .map_err(Clone::clone)
    }
}

impl Chain for Batch<'_> {
    fn head(&self, which: Head) -> Result<BlockRef, ChainError> {
        Ok(self.current(which)?.head)
    }

    fn view(
        &self,
        head: &BlockRef,
        height: u32,
        did: &Did,
    ) -> Result<Option<View<[u8; 32]>>, ChainError> {
        if let Some(Ok(current)) = self.current.get() {
            if let Some(view) = current
                .views
                .get(did)
                .filter(|_| height == current.head.number)
            {
                return Ok(view.clone());
            }
        }
        self.resolver.view(head, height, did)
    }
}
