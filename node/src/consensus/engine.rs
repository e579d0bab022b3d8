//! The two engines, and the rule that decides which one authors.

use crate::client::FullClient;
use aura_runtime_common::{Block, Hash, Header};
use polkadot_sdk::*;
use sc_consensus::BlockImportParams;
use sp_api::{ApiError, ApiExt, ProvideRuntimeApi};
use sp_consensus_aura::{
    digests::CompatibleDigestItem as AuraDigestItem, sr25519::AuthoritySignature as AuraSignature,
    AURA_ENGINE_ID,
};
use sp_consensus_babe::{
    digests::{CompatibleDigestItem as _, PreDigest, SecondaryPlainPreDigest},
    BabeApi, BABE_ENGINE_ID,
};
use sp_consensus_slots::Slot;
use sp_runtime::{traits::Header as _, DigestItem};
use std::fmt;

/// An engine that authors blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Aura consensus, of phase 1.
    Aura,
    /// BABE, of phase 2.
    Babe,
}

impl Engine {
    /// The engine that must author the children of the block `parent`: the one whose API the
    /// runtime in the state after that block exposes.
    ///
    /// # Errors
    ///
    /// If the node does not have that state.
    pub fn of_children(client: &FullClient, parent: Hash) -> Result<Self, ApiError> {
        let babe = client.runtime_api().has_api::<dyn BabeApi<Block>>(parent)?;
        Ok(if babe { Self::Babe } else { Self::Aura })
    }

    /// The engine that sealed the block with this full header.
    pub fn of_header(header: &Header) -> Option<Self> {
        header.digest().logs().last().and_then(Self::of_seal)
    }

    /// The engine that sealed a block which is being imported. A verifier moves the seal out of the
    /// header; without a verifier it is still there.
    pub fn of_import(block: &BlockImportParams<Block>) -> Option<Self> {
        match block.post_digests.last() {
            Some(item) => Self::of_seal(item),
            None => Self::of_header(&block.header),
        }
    }

    /// The slot in which this engine's header says it was authored.
    pub fn slot(self, header: &Header) -> Option<Slot> {
        header.digest().logs().iter().find_map(|item| match self {
            Self::Aura => AuraDigestItem::<AuraSignature>::as_aura_pre_digest(item),
            Self::Babe => item.as_babe_pre_digest().map(|claim| claim.slot()),
        })
    }

    /// Digest that claims the slot for this engine's first authority, without a proof. A runtime
    /// needs it to begin a block; only the node checks proofs.
    pub fn claim(self, slot: Slot) -> DigestItem {
        match self {
            Self::Aura => AuraDigestItem::<AuraSignature>::aura_pre_digest(slot),
            Self::Babe => {
                DigestItem::babe_pre_digest(PreDigest::SecondaryPlain(SecondaryPlainPreDigest {
                    slot,
                    authority_index: 0,
                }))
            }
        }
    }

    fn of_seal(item: &DigestItem) -> Option<Self> {
        match item {
            DigestItem::Seal(AURA_ENGINE_ID, _) => Some(Self::Aura),
            DigestItem::Seal(BABE_ENGINE_ID, _) => Some(Self::Babe),
            _ => None,
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aura => "Aura consensus",
            Self::Babe => "BABE",
        })
    }
}
