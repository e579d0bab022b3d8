//! The chain as BABE sees it.

use crate::{client::FullClient, consensus::engine::Engine};
use aura_runtime_common::{Block, BlockNumber, Hash, Header};
use codec::Encode;
use polkadot_sdk::*;
use sc_client_api::{
    AuxStore, ClientInfo, OnFinalityAction, OnImportAction, PreCommitActions, UsageProvider,
};
use sc_consensus_babe::aux_schema;
use sp_api::{ApiRef, ProvideRuntimeApi};
use sp_blockchain::{
    BlockStatus, CachedHeaderMetadata, HeaderBackend, HeaderMetadata, Info, Result,
};
use sp_consensus_babe::BabeBlockWeight;
use sp_runtime::traits::Header as _;
use std::sync::Arc;

/// Prefix of the keys of headers that are stored by slot.
const HEADERS_OF_SLOTS: &[u8] = b"slot_header_";

/// The chain as BABE must see it across the switch. It supplies two values that BABE reads from a
/// block's parent and that a block of Aura consensus does not have:
///
/// - the slot, which BABE reads from a digest of its own kind. Headers of Aura consensus get such a
///   digest here;
/// - the weight: the number of primary slots up to the block, 0 before BABE.
///
/// It also hides BABE's slot-header records. BABE's own detector sees headers without seals, so its
/// equivocation reports would be invalid. See [`Equivocations`].
///
/// Everything else passes through. None of this is written, and none leaves the node.
///
/// [`Equivocations`]: crate::consensus::equivocations::Equivocations
pub struct SwitchClient {
    inner: Arc<FullClient>,
}

impl SwitchClient {
    /// Shows `inner` to BABE.
    pub fn new(inner: Arc<FullClient>) -> Self {
        Self { inner }
    }

    /// The chain as it is.
    pub fn inner(&self) -> &FullClient {
        &self.inner
    }

    /// The weight of a block, if it is known.
    ///
    /// # Errors
    ///
    /// If the database cannot be read.
    pub fn weight(&self, block: Hash) -> Result<Option<BabeBlockWeight>> {
        aux_schema::load_block_weight(self, block)
    }

    /// The block whose weight is stored under `key`, if it is not one of BABE's: it weighs nothing.
    fn is_weight_before_babe(&self, key: &[u8]) -> Result<bool> {
        let Some(hash) = key
            .len()
            .checked_sub(Hash::len_bytes())
            .and_then(|prefix| key.get(prefix..))
            .map(Hash::from_slice)
        else {
            return Ok(false);
        };
        if aux_schema::block_weight_key(hash) != key {
            return Ok(false);
        }
        let header = self.inner.header(hash)?;
        Ok(header.is_some_and(|header| Engine::of_header(&header) == Some(Engine::Aura)))
    }
}

impl HeaderBackend<Block> for SwitchClient {
    fn header(&self, hash: Hash) -> Result<Option<Header>> {
        Ok(self.inner.header(hash)?.map(with_babe_slot))
    }

    fn info(&self) -> Info<Block> {
        self.inner.info()
    }

    fn status(&self, hash: Hash) -> Result<BlockStatus> {
        self.inner.status(hash)
    }

    fn number(&self, hash: Hash) -> Result<Option<BlockNumber>> {
        HeaderBackend::number(&*self.inner, hash)
    }

    fn hash(&self, number: BlockNumber) -> Result<Option<Hash>> {
        self.inner.hash(number)
    }
}

/// `header`, with its slot in BABE's words if Aura consensus sealed it.
fn with_babe_slot(mut header: Header) -> Header {
    if Engine::of_header(&header) == Some(Engine::Aura) {
        if let Some(slot) = Engine::Aura.slot(&header) {
            header.digest_mut().push(Engine::Babe.claim(slot));
        }
    }
    header
}

impl AuxStore for SwitchClient {
    fn insert_aux<
        'a,
        'b: 'a,
        'c: 'a,
        I: IntoIterator<Item = &'a (&'c [u8], &'c [u8])>,
        D: IntoIterator<Item = &'a &'b [u8]>,
    >(
        &self,
        insert: I,
        delete: D,
    ) -> Result<()> {
        let insert: Vec<_> = insert
            .into_iter()
            .filter(|(key, _)| !key.starts_with(HEADERS_OF_SLOTS))
            .collect();
        let delete: Vec<_> = delete.into_iter().collect();
        if insert.is_empty() && delete.is_empty() {
            return Ok(());
        }
        self.inner.insert_aux(insert, delete)
    }

    fn get_aux(&self, key: &[u8]) -> Result<Option<Vec<u8>>> {
        if key.starts_with(HEADERS_OF_SLOTS) {
            return Ok(None);
        }
        Ok(match self.inner.get_aux(key)? {
            None if self.is_weight_before_babe(key)? => Some(BabeBlockWeight::MIN.encode()),
            found => found,
        })
    }
}

impl HeaderMetadata<Block> for SwitchClient {
    type Error = sp_blockchain::Error;

    fn header_metadata(&self, hash: Hash) -> Result<CachedHeaderMetadata<Block>> {
        self.inner.header_metadata(hash)
    }

    fn insert_header_metadata(&self, hash: Hash, metadata: CachedHeaderMetadata<Block>) {
        self.inner.insert_header_metadata(hash, metadata)
    }

    fn remove_header_metadata(&self, hash: Hash) {
        self.inner.remove_header_metadata(hash)
    }
}

impl ProvideRuntimeApi<Block> for SwitchClient {
    type Api = <FullClient as ProvideRuntimeApi<Block>>::Api;

    fn runtime_api(&self) -> ApiRef<'_, Self::Api> {
        self.inner.runtime_api()
    }
}

impl PreCommitActions<Block> for SwitchClient {
    fn register_import_action(&self, action: OnImportAction<Block>) {
        self.inner.register_import_action(action)
    }

    fn register_finality_action(&self, action: OnFinalityAction<Block>) {
        self.inner.register_finality_action(action)
    }
}

impl UsageProvider<Block> for SwitchClient {
    fn usage_info(&self) -> ClientInfo<Block> {
        self.inner.usage_info()
    }
}
