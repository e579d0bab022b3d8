//! A chain that starts in phase 1 and can be switched, block by block.

use super::{engine, shared};
use crate as npos;
use crate::{
    switch::{FirstEpochs, RetiredKey},
    *,
};
use aura_poa_runtime as poa;
use codec::{Decode, Encode};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::{
    ed25519,
    offchain::{testing::TestTransactionPoolExt, TransactionPoolExt},
    sr25519, Pair,
};
use sp_runtime::{BoundToRuntimeAppPublic, Digest, DigestItem};
use std::collections::BTreeMap;

/// Slot of the first block; its time is well after the epoch of Unix, but not by much.
const FIRST_SLOT: u64 = 10_000;

/// A chain and its head.
pub struct Chain {
    state: sp_io::TestExternalities,
    /// Hash of the last block. Only randomness depends on it.
    pub parent: Hash,
    /// Number of the last block.
    pub number: BlockNumber,
    /// Slot of the last block.
    pub slot: u64,
}

/// Authors a block of a runtime, in the slot of the header's time.
macro_rules! author {
    ($runtime:ident, $header:expr, $now:expr) => {{
        $runtime::Executive::initialize_block(&$header);
        let set = pallet_timestamp::Call::set { now: $now };
        let set = $runtime::UncheckedExtrinsic::new_bare($runtime::RuntimeCall::Timestamp(set));
        $runtime::Executive::apply_extrinsic(set).unwrap().unwrap();
        $runtime::Executive::finalize_block()
    }};
}

impl Chain {
    /// Four validators under Aura consensus, a fifth (Eve) with keys, and epochs of `epoch_length`
    /// slots.
    pub fn phase_1(epoch_length: u32) -> Self {
        let eve = shared::account("Eve//stash");
        let changes = serde_json::json!({
            "chainTiming": { "epochLength": epoch_length },
            "session": { "nonAuthorityKeys": [[eve, eve, keys("Eve")]] },
        });
        let preset = poa::genesis_config_presets::local_testnet();
        let state = shared::chain_from::<poa::RuntimeGenesisConfig>(preset, changes);
        Self {
            state: shared::with_keystore(state),
            parent: Hash::repeat_byte(1),
            number: 0,
            slot: FIRST_SLOT,
        }
    }

    /// A chain that is born as phase 2, with the genesis of a preset.
    pub fn born(preset: &str) -> Self {
        Self {
            state: shared::chain_of(preset),
            parent: Hash::repeat_byte(1),
            number: 1,
            slot: FIRST_SLOT,
        }
    }

    /// Like [`Self::phase_1`], switched: the next block is the first one of BABE.
    pub fn switched(epoch_length: u32, blocks: u32) -> Self {
        let mut chain = Self::phase_1(epoch_length);
        chain.aura_blocks(blocks);
        chain
    }

    /// Reads or changes the state.
    pub fn execute<Result>(&mut self, look: impl FnOnce() -> Result) -> Result {
        self.state.execute_with(look)
    }

    /// Calls that are submitted while `run` runs.
    pub fn submissions(&mut self, run: impl FnOnce()) -> Vec<RuntimeCall> {
        let (pool, state) = TestTransactionPoolExt::new();
        self.state.register_extension(TransactionPoolExt::new(pool));
        self.execute(run);
        let state = state.read();
        let call = |bytes: &Vec<u8>| {
            UncheckedExtrinsic::decode(&mut &bytes[..])
                .unwrap()
                .function
        };
        state.transactions.iter().map(call).collect()
    }

    /// All of the state.
    pub fn storage(&mut self) -> BTreeMap<Vec<u8>, Vec<u8>> {
        self.execute(|| {
            let mut all = BTreeMap::new();
            let mut key = Vec::new();
            while let Some(next) = sp_io::storage::next_key(&key) {
                let value = sp_io::storage::get(&next).unwrap();
                all.insert(next.clone(), value.to_vec());
                key = next;
            }
            all
        })
    }

    /// Authors blocks of phase 1, one a slot.
    pub fn aura_blocks(&mut self, count: u32) {
        for _ in 0..count {
            self.aura_block(self.slot + 1);
        }
    }

    /// Authors a block of phase 1.
    pub fn aura_block(&mut self, slot: u64) {
        let claim = DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(slot).encode());
        let header = self.header(slot, Digest { logs: vec![claim] });
        let now = now(slot);
        let sealed = self.execute(|| author!(poa, header, now));
        self.import(&sealed);
    }

    /// Authors blocks of BABE, one a slot, up to `slot`.
    pub fn babe_blocks_to(&mut self, slot: u64) {
        for slot in self.slot + 1..=slot {
            self.babe_block(slot);
        }
    }

    /// Authors a block of BABE, by the first validator that is not disabled.
    pub fn babe_block(&mut self, slot: u64) -> Header {
        let disabled = self.execute(Session::disabled_validators);
        let author = (0..).find(|index| !disabled.contains(index)).unwrap();
        let header = self.header(slot, engine::digest(slot, author));
        let now = now(slot);
        let sealed = self.execute(|| author!(npos, header, now));
        self.import(&sealed);
        sealed
    }

    /// Writes the block's changes to the database.
    fn import(&mut self, header: &Header) {
        self.parent = header.hash();
        self.state.commit_all().unwrap();
    }

    /// Header of the next block, as its author knows it before execution.
    pub fn header(&mut self, slot: u64, digest: Digest) -> Header {
        self.number += 1;
        self.slot = slot;
        Header {
            parent_hash: self.parent,
            number: self.number,
            state_root: Default::default(),
            extrinsics_root: Default::default(),
            digest,
        }
    }
}

/// Timestamp of a slot on a network of the presets, in milliseconds.
fn now(slot: u64) -> u64 {
    slot * 2_000
}

/// BABE's state.
pub fn state() -> FirstEpochs {
    FirstEpochs::read().expect("the chain is BABE's")
}

/// Root removes a validator.
pub fn remove(name: &str) {
    let stash = shared::account(&format!("{name}//stash"));
    ValidatorSet::remove_validator(RuntimeOrigin::root(), stash).unwrap();
}

/// Root adds a validator.
pub fn add(name: &str) {
    let stash = shared::account(&format!("{name}//stash"));
    ValidatorSet::add_validator(RuntimeOrigin::root(), stash).unwrap();
}

/// All session keys of a name, as the presets have them.
pub fn keys(name: &str) -> SessionKeys {
    let sr25519 = babe_key(name).public();
    let grandpa = ed25519::Pair::from_string(&format!("//{name}"), None).unwrap();
    SessionKeys {
        aura: <RetiredKey as BoundToRuntimeAppPublic>::Public::from(sr25519),
        babe: sr25519.into(),
        grandpa: grandpa.public().into(),
        authority_discovery: sr25519.into(),
    }
}

/// BABE's key of a name.
pub fn babe_key(name: &str) -> sr25519::Pair {
    sr25519::Pair::from_string(&format!("//{name}"), None).unwrap()
}

/// BABE's public keys of names, with the weight of an authority.
pub fn babe_keys(names: &[&str]) -> Vec<(sp_consensus_babe::AuthorityId, u64)> {
    names
        .iter()
        .map(|name| (babe_key(name).public().into(), 1))
        .collect()
}
