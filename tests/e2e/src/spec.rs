//! Chain specs: those of the node, with the genesis of a test.

use crate::command;
use anyhow::{Context, Result};
use serde_json::{json, Value};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use subxt_signer::sr25519::Keypair;
use tokio::sync::Mutex;

/// A plain chain spec that the node exported.
pub struct ChainSpec(Value);

impl ChainSpec {
    /// The chain `local` of four validators, Alice to Dave, as the node exports it, with slots of
    /// `slot` milliseconds and sessions of `session` slots.
    pub async fn local(slot: u64, session: u64) -> Result<Self> {
        Self::exported("local").await?.timed(slot, session)
    }

    /// The chain `dev` of one validator, Alice, who is also its council, in the same way.
    pub async fn dev(slot: u64, session: u64) -> Result<Self> {
        Self::exported("dev").await?.timed(slot, session)
    }

    /// The chain `npos-staked` of four validators that are staked, in the same way: the stake names
    /// them as soon as each has made a block.
    pub async fn staked(slot: u64, session: u64) -> Result<Self> {
        Self::exported("npos-staked").await?.timed(slot, session)
    }

    async fn exported(chain: &str) -> Result<Self> {
        let json = export(chain.as_bytes(), Form::Plain, chain).await?;
        Ok(Self(
            serde_json::from_slice(&json).context("an exported spec is not JSON")?,
        ))
    }

    fn timed(self, slot: u64, session: u64) -> Result<Self> {
        self.with(
            "chainTiming",
            json!({ "slotDuration": slot, "epochLength": session, "day": 60 }),
        )
    }

    /// Sets the blocks of a day.
    pub fn day(self, blocks: u64) -> Result<Self> {
        self.with("chainTiming", json!({ "day": blocks }))
    }

    /// Sets the floor of the validator set.
    pub fn floor(self, floor: u32) -> Result<Self> {
        self.with("validatorSet", json!({ "floor": floor }))
    }

    /// Makes these accounts the council.
    pub fn council(self, members: &[Keypair]) -> Result<Self> {
        let address = |member: &Keypair| member.public_key().to_account_id().to_string();
        let members: Vec<_> = members.iter().map(address).collect();
        self.with("council", json!({ "members": members }))
    }

    /// Sets the notice of root in hours; a day has 60 blocks.
    pub fn notice(self, hours: u32) -> Result<Self> {
        self.with("rootNotice", json!({ "notice": hours }))
    }

    /// Sets fields of one pallet's genesis, and keeps its other fields.
    fn with(mut self, pallet: &str, fields: Value) -> Result<Self> {
        let genesis = self
            .0
            .pointer_mut("/genesis/runtimeGenesis/patch")
            .and_then(Value::as_object_mut)
            .context("an exported spec has no genesis patch")?;
        let pallet = genesis.entry(pallet).or_insert_with(|| json!({}));
        for (name, value) in fields.as_object().into_iter().flatten() {
            pallet[name] = value.clone();
        }
        Ok(self)
    }

    /// Writes the raw chain spec into `folder`, so that no node has to build the genesis state.
    pub(crate) async fn write_raw(&self, folder: &Path) -> Result<PathBuf> {
        let plain = folder.join("plain.json");
        let raw = folder.join("raw.json");
        let json = serde_json::to_vec(&self.0)?;
        fs::write(&plain, &json)?;
        let chain = plain
            .to_str()
            .context("the temporary folder's name is not UTF-8")?;
        fs::write(&raw, export(&json, Form::Raw, chain).await?)?;
        Ok(raw)
    }
}

/// Form of the genesis in a chain spec.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Plain,
    Raw,
}

/// The chain spec `of` a chain, exported by the node. The export compiles the runtime, which takes
/// seconds, so tests with the same genesis share the result.
async fn export(of: &[u8], form: Form, chain: &str) -> Result<Vec<u8>> {
    type Exported = BTreeMap<(Form, Vec<u8>), Vec<u8>>;
    static EXPORTED: Mutex<Exported> = Mutex::const_new(BTreeMap::new());
    let mut exported = EXPORTED.lock().await;
    let key = (form, of.into());
    if let Some(spec) = exported.get(&key) {
        return Ok(spec.clone());
    }
    let mut command = vec!["export-chain-spec", "--chain", chain];
    command.extend((form == Form::Raw).then_some("--raw"));
    let spec = command::output_of(&command).await?;
    exported.insert(key, spec.clone());
    Ok(spec)
}
