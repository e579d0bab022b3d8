//! A runtime over a state.

use crate::{consensus::Engine, executor::Executor};
use aura_runtime_common::{Hashing, Header};
use codec::{Decode, Encode};
use frame_metadata::{
    v15::RuntimeMetadataV15 as Metadata, RuntimeMetadata, RuntimeMetadataPrefixed,
};
use polkadot_sdk::*;
use sc_executor::RuntimeVersionOf;
use sp_consensus_slots::Slot;
use sp_core::{
    traits::{CallContext, RuntimeCode},
    OpaqueMetadata,
};
use sp_crypto_hashing::{blake2_64, twox_128};
use sp_runtime::{traits::Header as _, Digest};
use sp_state_machine::{Backend, BasicExternalities, OverlayedChanges, StateMachine};
use sp_version::RuntimeVersion;
use sp_weights::Weight;
use std::collections::BTreeSet;

/// Version of the metadata that is read.
const METADATA: u32 = 15;

/// Name of the API that a runtime has if it was built with the feature `try-runtime`.
const CHECKS: &str = "TryRuntime";

/// `UpgradeCheckSelect::All` of `frame-try-runtime`: every `try_state`, and the checks of the
/// migrations before and after they run.
const ALL: u8 = 1;

/// Changes over the state, which are dropped.
pub type Overlay = OverlayedChanges<Hashing>;

/// A runtime that is called over a state.
pub struct Runtime<'a, State> {
    executor: &'a Executor,
    state: &'a State,
    code: RuntimeCode<'a>,
    /// Version that the runtime declares.
    pub version: RuntimeVersion,
    metadata: Metadata,
}

impl<'a, State: Backend<Hashing>> Runtime<'a, State> {
    /// Compiles the runtime and reads its metadata.
    ///
    /// # Errors
    ///
    /// If it is not a runtime, or has no metadata of the version [`METADATA`].
    pub fn new(
        executor: &'a Executor,
        state: &'a State,
        code: RuntimeCode<'a>,
    ) -> Result<Self, String> {
        let version = executor
            .runtime_version(&mut BasicExternalities::default(), &code)
            .map_err(|error| format!("this is not a runtime: {error}"))?;
        let metadata = metadata(executor, state, &code)?;
        Ok(Self {
            executor,
            state,
            code,
            version,
            metadata,
        })
    }

    /// Returns `Ok` if the chain accepts this runtime after the `present` one.
    ///
    /// # Errors
    ///
    /// If the chain refuses it; the text has the reason.
    pub fn may_follow(&self, present: &Self) -> Result<(), String> {
        let (new, old) = (&self.version, &present.version);
        if new.spec_name != old.spec_name {
            return Err(format!(
                "the runtime is of the chain `{}`, and this is `{}`",
                new.spec_name, old.spec_name
            ));
        }
        if new.spec_version <= old.spec_version {
            return Err(format!(
                "the runtime's spec_version is {}, and must be above {}, the present one",
                new.spec_version, old.spec_version
            ));
        }
        Ok(())
    }

    /// True if the runtime has checks of its state.
    pub fn has_checks(&self) -> bool {
        let id = blake2_64(CHECKS.as_bytes());
        self.version.apis.iter().any(|(api, _)| *api == id)
    }

    /// Runs the migrations between all of the runtime's own checks. Returns the weight used.
    ///
    /// # Errors
    ///
    /// If one of them fails.
    pub fn upgrade_with_checks(&self, overlay: &mut Overlay) -> Result<Weight, String> {
        // The checks decode state of any size, for which the memory of a block may not suffice.
        let context = CallContext::Offchain;
        let (used, _): (Weight, Weight) = self
            .call(overlay, "TryRuntime_on_runtime_upgrade", &ALL, context)
            .map_err(|error| format!("the upgrade fails its checks: {error}"))?;
        Ok(used)
    }

    /// Begins the block after `parent`, in the slot after its own, which runs the migrations.
    /// Returns the weight used.
    ///
    /// # Errors
    ///
    /// If the runtime panics: the chain would halt.
    pub fn begin_block(&self, overlay: &mut Overlay, parent: &Header) -> Result<Weight, String> {
        let slot = Engine::of_header(parent).and_then(|engine| engine.slot(parent));
        // A genesis block has no slot, but the state of an exported one has.
        let slot = match slot {
            Some(slot) => slot,
            None => self.slot_in_state()?,
        };
        let logs = vec![self.author()?.claim(slot + 1)];
        let header = Header::new(
            parent.number().saturating_add(1),
            Default::default(),
            Default::default(),
            parent.hash(),
            Digest { logs },
        );
        let context = CallContext::Onchain { import: false };
        // The mode in which transactions are included.
        let _: u8 = self
            .call(overlay, "Core_initialize_block", &header, context)
            .map_err(|error| format!("the block after the upgrade cannot begin: {error}"))?;
        let key = [twox_128(b"System"), twox_128(b"BlockWeight")].concat();
        let used = overlay.storage(&key).flatten().unwrap_or_default();
        // Normal, operational and mandatory.
        let used = <[Weight; 3]>::decode(&mut &*used)
            .map_err(|error| format!("the weight of a block is not as expected: {error}"))?;
        Ok(used
            .into_iter()
            .fold(Weight::zero(), Weight::saturating_add))
    }

    /// The slot of the last block, from the storage of either engine; 0 in a new chain.
    fn slot_in_state(&self) -> Result<Slot, String> {
        for pallet in ["Babe", "Aura"] {
            let key = [pallet, "CurrentSlot"].map(|name| twox_128(name.as_bytes()));
            let slot = self.state.storage(&key.concat());
            if let Some(slot) = slot.map_err(|error| error.to_string())? {
                return Slot::decode(&mut &*slot)
                    .map_err(|error| format!("the slot in the state: {error}"));
            }
        }
        Ok(Slot::default())
    }

    /// The weight of a full block.
    ///
    /// # Errors
    ///
    /// If the metadata does not have it.
    pub fn maximum_weight(&self) -> Result<Weight, String> {
        let limits = self
            .metadata
            .pallets
            .iter()
            .filter(|pallet| pallet.name == "System")
            .flat_map(|pallet| &pallet.constants)
            .find(|constant| constant.name == "BlockWeights")
            .ok_or("the metadata has no limit of a block's weight")?;
        // The limit of an empty block comes first.
        let (_, maximum) = <(Weight, Weight)>::decode(&mut &*limits.value)
            .map_err(|error| format!("the limit of a block's weight: {error}"))?;
        Ok(maximum)
    }

    /// Prefixes of the keys of each pallet's storage.
    pub fn prefixes(&self) -> impl Iterator<Item = ([u8; 16], String)> + '_ {
        self.metadata.pallets.iter().map(|pallet| {
            let storage = pallet.storage.as_ref();
            let prefix = storage.map_or(&pallet.name, |storage| &storage.prefix);
            (twox_128(prefix.as_bytes()), pallet.name.clone())
        })
    }

    /// Names of its APIs, without that of the checks: no runtime of a chain has it.
    pub fn apis(&self) -> BTreeSet<String> {
        let known = &self.metadata.apis;
        let name = |id: &[u8; 8]| {
            let api = known
                .iter()
                .find(|api| blake2_64(api.name.as_bytes()) == *id);
            api.map_or_else(|| const_hex::encode_prefixed(id), |api| api.name.clone())
        };
        let names = self.version.apis.iter().map(|(id, _)| name(id));
        names.filter(|name| name != CHECKS).collect()
    }

    /// The engine that authors the children of a block with this runtime.
    ///
    /// # Errors
    ///
    /// If the runtime has the APIs of both engines, or of none.
    pub fn author(&self) -> Result<Engine, String> {
        let apis = self.apis();
        match (apis.contains("AuraApi"), apis.contains("BabeApi")) {
            (true, false) => Ok(Engine::Aura),
            (false, true) => Ok(Engine::Babe),
            (true, true) => Err("the runtime exposes the APIs of two engines".into()),
            (false, false) => Err("the runtime exposes the API of no engine".into()),
        }
    }

    fn call<Answer: Decode>(
        &self,
        overlay: &mut Overlay,
        method: &str,
        arguments: &impl Encode,
        context: CallContext,
    ) -> Result<Answer, String> {
        let (executor, state) = (self.executor, self.state);
        call(
            executor, state, &self.code, overlay, method, arguments, context,
        )
    }
}

fn metadata<State: Backend<Hashing>>(
    executor: &Executor,
    state: &State,
    code: &RuntimeCode,
) -> Result<Metadata, String> {
    let (overlay, method) = (&mut Overlay::default(), "Metadata_metadata_at_version");
    let context = CallContext::Offchain;
    let bytes: Option<OpaqueMetadata> =
        call(executor, state, code, overlay, method, &METADATA, context)?;
    let metadata = bytes
        .map(|bytes| RuntimeMetadataPrefixed::decode(&mut bytes.as_slice()))
        .transpose()
        .map_err(|error| format!("the runtime's metadata: {error}"))?;
    match metadata {
        Some(RuntimeMetadataPrefixed(_, RuntimeMetadata::V15(metadata))) => Ok(metadata),
        _ => Err(format!("the runtime has no metadata of version {METADATA}")),
    }
}

fn call<State: Backend<Hashing>, Answer: Decode>(
    executor: &Executor,
    state: &State,
    code: &RuntimeCode,
    overlay: &mut Overlay,
    method: &str,
    arguments: &impl Encode,
    context: CallContext,
) -> Result<Answer, String> {
    let (arguments, extensions) = (arguments.encode(), &mut Default::default());
    let answer = StateMachine::new(
        state, overlay, executor, method, &arguments, extensions, code, context,
    )
    .execute()
    .map_err(|error| error.to_string())?;
    Answer::decode(&mut answer.as_slice()).map_err(|error| format!("{method}: {error}"))
}
