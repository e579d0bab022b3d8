//! `aura zkp keys register`, `retire` and `disable`: motions of the council.

use crate::{
    already::already,
    did::{Chain, Common, Paying},
    output,
    transact::{payer, send},
    zkp::{
        calls::{PALLET, PALLET_INDEX},
        chain::KeyStatus,
        council::{Calls, Motion, Share},
        folder::Folder,
        local,
        names::KeyName,
        Problem,
    },
    Outcome, Result,
};
use aura_primitives::zkp::{KeyId, Provenance, VerifyingKey};
use aura_zkp_prover::{development, KeyEntry};
use clap::Args;
use codec::Encode;
use serde::Serialize;
use serde_json::json;
use std::path::{Path, PathBuf};
use subxt::config::substrate::H256;

/// Has the council register a verifying key, with which proofs are verified. It never changes
/// afterwards.
#[derive(Debug, Args)]
pub struct Register {
    /// The key: a circuit, and its version if it is not the first; or the file of a proving key.
    #[arg(value_name = "CIRCUIT|FILE")]
    pub key: String,

    #[command(flatten)]
    pub folder: Folder,

    #[command(flatten)]
    pub by: By,
}

/// Has the council take a key out of use permanently.
#[derive(Debug, Args)]
pub struct Decide {
    /// The key: a circuit, and its version if it is not the first.
    pub key: KeyName,

    #[command(flatten)]
    pub by: By,
}

/// The member of the council that acts. A council of one member decides at once; otherwise, other
/// members must run the same command.
#[derive(Debug, Args)]
pub struct By {
    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,
}

/// The ways to take a key out of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A later key takes its place.
    Retire,
    /// The key is faulty.
    Disable,
}

impl What {
    /// Returns true if the chain allows this for a key of this status.
    const fn is_possible(self, status: KeyStatus) -> bool {
        match status {
            KeyStatus::Active => true,
            KeyStatus::Retired => matches!(self, Self::Disable),
            KeyStatus::Disabled => false,
        }
    }
}

#[derive(Serialize)]
struct DecideOutput<'a> {
    key: String,
    motion: String,
    /// True if the council has decided.
    executed: bool,
    /// Number of members of the council that must still give the same command.
    missing: usize,
    /// The block in which the call is made as root, if the chain has a notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<u32>,
    #[serde(flatten)]
    sent: &'a crate::transact::SentTransaction,
}

impl Register {
    pub(super) async fn run(self) -> Result<Outcome> {
        let chain = self.by.common.chain().await?;
        let key = verifying_key(&self.folder, &self.key).await?;
        let id = key.id;
        let name = KeyName(id).to_string();
        let digest = aura_zkp_core::groth16::digest(&key);
        if let Some(known) = chain.key(id, chain.best).await? {
            return match (known.key.digest == digest, known.status) {
                (true, KeyStatus::Active) => {
                    let best = chain.node.header(chain.best).await?.number;
                    self.by.already(&name, known.status_at(best))
                }
                (true, status) => Err(Problem::KeyInactive(name, status.name()).into()),
                (false, _) => Err(Problem::KeyExists(name).into()),
            };
        }
        let calls = Calls::of(&chain.state)?;
        let call = [&call(&chain, "register_key", 0)?[..], &key.encode()].concat();
        let mut words = vec![
            format!("Register the key {name}"),
            format!("Digest   {}", const_hex::encode_prefixed(digest)),
        ];
        if key.provenance == Provenance::Development {
            words.push("FOR DEVELOPMENT ONLY: anybody can forge proofs with it".into());
        }
        let motion = Motion::as_root(&calls, words, &call);
        let is_there = async |chain: &Chain, at: H256| {
            let known = chain.key(id, at).await?;
            Ok(known.is_some_and(|known| known.key.digest == digest))
        };
        self.by.decide(&chain, &calls, &motion, id, is_there).await
    }
}

impl Decide {
    pub(super) async fn run(self, what: What) -> Result<Outcome> {
        let chain = self.by.common.chain().await?;
        let id = self.key.0;
        let known = chain.key(id, chain.best).await?;
        let known = known.ok_or_else(|| Problem::NoKey(self.key.to_string()))?;
        let wanted = match what {
            What::Retire => KeyStatus::Retired,
            What::Disable => KeyStatus::Disabled,
        };
        let name = self.key.to_string();
        if known.status == wanted {
            return self.by.already(&name, wanted.name());
        }
        if !what.is_possible(known.status) {
            return Err(Problem::KeyInactive(name, known.status.name()).into());
        }
        let calls = Calls::of(&chain.state)?;
        let motion = motion(&calls, &chain, what, id)?;
        let is_so = async |chain: &Chain, at: H256| {
            let known = chain.key(id, at).await?;
            Ok(known.is_some_and(|known| known.status == wanted))
        };
        self.by.decide(&chain, &calls, &motion, id, is_so).await
    }
}

/// Builds the motion that takes a key out of use. The council disables a key by itself, without
/// root.
fn motion(calls: &Calls, chain: &Chain, what: What, id: KeyId) -> Result<Motion> {
    let key = KeyName(id);
    Ok(match what {
        What::Retire => {
            let call = [&call(chain, "retire_key", 1)?[..], &id.encode()].concat();
            let words = vec![format!("Retire the key {key}: a later one takes its place")];
            Motion::as_root(calls, words, &call)
        }
        What::Disable => Motion {
            words: vec![format!("Disable the key {key} at once and permanently")],
            call: [&call(chain, "disable_key", 2)?[..], &id.encode()].concat(),
            share: Share::OverThird,
        },
    })
}

/// Returns the first two bytes of a call of the pallet: the indices of pallet and call, which never
/// change.
fn call(chain: &Chain, name: &'static str, number: u8) -> Result<[u8; 2]> {
    if chain.state.indices_of(PALLET, name)? == [PALLET_INDEX, number] {
        Ok([PALLET_INDEX, number])
    } else {
        Err(crate::did::Problem::OtherIndices(PALLET, name).into())
    }
}

impl By {
    /// Reports that the key has the requested status already.
    fn already(&self, key: &str, status: &str) -> Result<Outcome> {
        let words = format!("The key {key} is already {status} on the chain.");
        let about = json!({ "key": key, "status": status });
        already(self.common.json, &words, about)
    }

    /// Sends the next transaction of a motion, and reports its result.
    async fn decide(
        &self,
        chain: &Chain,
        calls: &Calls,
        motion: &Motion,
        id: KeyId,
        is_done: impl AsyncFn(&Chain, H256) -> Result<bool>,
    ) -> Result<Outcome> {
        let key = KeyName(id).to_string();
        if let Some(call) = motion.announces(calls) {
            if let Some(due) = chain.due(call, chain.best).await? {
                let words = format!("Already announced: the key {key} is changed in block {due}.");
                let about = json!({ "key": key, "due": due });
                return already(self.common.json, &words, about);
            }
        }
        let signer = payer(&self.common, &self.paying)?;
        let who = signer.public_key().0;
        let (transaction, missing) = chain.motion(calls, motion, &who).await?;
        let sent = send(&self.paying, chain, &signer, &transaction).await?;
        sent.succeeded()?;
        let executed = missing == 0;
        let hash = const_hex::encode_prefixed(motion.hash());
        let mut due = None;
        if executed && !is_done(chain, sent.block()).await? {
            if let Some(call) = motion.announces(calls) {
                due = chain.due(call, sent.block()).await?;
            }
            if due.is_none() {
                return Err(Problem::NotDone(key).into());
            }
        }
        let shown = DecideOutput {
            key,
            motion: hash,
            executed,
            missing,
            due,
            sent: &sent,
        };
        output::print_as(self.common.json, &shown, shown.text())?;
        Ok(Outcome::Done)
    }
}

impl DecideOutput<'_> {
    fn text(&self) -> String {
        let Self {
            key,
            motion,
            missing,
            ..
        } = self;
        let what = if let Some(due) = self.due {
            format!(
                "Announced  {key}, by motion {motion}\nExecuted in block {due}, unless more than a \
                 third of the council objects before.\n"
            )
        } else if self.executed {
            format!("Done       {key}, by motion {motion}\n")
        } else {
            format!(
                "Motion     {motion}\nNot decided yet: {} more of the council must run the same \
                 command.\n",
                output::counted(*missing, "member")
            )
        };
        format!("{}{what}", self.sent.text())
    }
}

/// Returns the verifying key of a proving key: from a file, from the folder, or the one for
/// development, which is made if it is missing.
async fn verifying_key(folder: &Folder, text: &str) -> Result<VerifyingKey> {
    let folder = folder.path()?;
    if Path::new(text).is_file() {
        let key = local::import(folder, PathBuf::from(text), None).await?;
        return Ok(key.verifying_key().clone());
    }
    let name: KeyName = text
        .parse()
        .map_err(|error| Problem::Argument(format!("there is no file '{text}', and {error}")))?;
    let here = local::list(folder.clone()).await?;
    let of_ceremony = |one: &KeyEntry| one.provenance != Provenance::Development;
    let mut here = here
        .iter()
        .filter(|one| one.id == name.0 && of_ceremony(one));
    let digest = match (here.next(), here.next()) {
        (Some(only), None) => only.digest,
        (None, _) if name.0 == development::id(name.0.circuit) => {
            development::digest(name.0.circuit)
        }
        (None, _) => return Err(Problem::NoKeyHere(name.to_string()).into()),
        _ => return Err(Problem::ManyKeysHere(name.to_string()).into()),
    };
    let key = local::load(folder, name.0, digest).await?;
    Ok(key.verifying_key().clone())
}
