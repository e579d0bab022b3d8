//! `aura prove`.

use super::submit::{submit, Taken};
use crate::{
    credentials::{carried, named},
    did::{agree, Chain, Common, Paying},
    output, plain_file, private_file,
    wallet::{Commitment, Opening, Wallet},
    zkp::{
        answer::{self, Given, Provable},
        chain::{KeyRecord, KeyStatus},
        facts::{gather, roots},
        folder::Folder,
        history::{adds_up, Before, History, MOST},
        local::{self, Made},
        names,
        refusal::{Refusal, Stop},
        words, Problem,
    },
    Outcome, Result,
};
use aura_identity::{
    credential::json,
    zkp::{self, Asked, Questions, NOBODY},
    DateTime,
};
use aura_primitives::{
    credentials::view::ListView,
    zkp::{PreparedKey, Presentation},
};
use aura_zkp_prover::ProveError;
use aura_zkp_verifier::{date::Day, groth16::is_development, status::Path as StatusPath};
use clap::Args;
use serde::Serialize;
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use subxt::config::substrate::{AccountId32, H256};
use tokio::time::sleep;

/// Proves to a verifier what it asks for, and nothing else: not who you are, nor what stands in the
/// credential beside that. Not passed, if it cannot be proven.
#[derive(Debug, Args)]
pub struct Prove {
    /// The request, as the verifier gave it.
    pub request: PathBuf,

    /// The credential: a file, or as `aura credential list` names it [default: the only one of the wallet
    /// that can answer].
    #[arg(long, value_name = "FILE|NAME")]
    pub credential: Option<String>,

    /// The DID that holds the credential, or what the wallet calls it [default: whichever does].
    #[arg(long = "as", value_name = "DID")]
    pub by: Option<String>,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub folder: Folder,

    /// The account that is to have the use of it on the chain: one that is nowhere beside your name
    /// [default: the one that the request names; with --submit, otherwise the one that pays].
    #[arg(long, value_name = "ACCOUNT")]
    pub beneficiary: Option<AccountId32>,

    /// Write the presentation to this new file [default: the standard output, without --submit].
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Send it to the chain, too.
    #[arg(long)]
    pub submit: bool,

    /// Answer a verifier that has asked about this claim many times.
    #[arg(long)]
    pub anyway: bool,

    #[command(flatten)]
    pub paying: Paying,
}

/// Finalised blocks that are waited for until a list has its root.
const PATIENCE: u32 = 10;

/// The time between two looks.
const LOOK: Duration = Duration::from_secs(3);

/// What is known before anything is proven.
struct Ready {
    asked: Asked,
    provable: Provable,
    opening: Opening,
    list: ListView,
    status: (StatusPath, [u8; 32]),
    date: Day,
    today: Day,
    key: PreparedKey,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<PathBuf>,
    policy: String,
    verifier: String,
    key: String,
    key_digest: String,
    /// Among how many credentials yours is not told apart.
    among: u32,
    loading_ms: u128,
    proving_ms: u128,
    #[serde(skip_serializing_if = "Option::is_none")]
    taken: Option<Taken>,
}

impl Prove {
    pub(crate) async fn run(self) -> Result<Outcome> {
        let json = self.common.json;
        match self.answer().await {
            Ok(()) => Ok(Outcome::Done),
            Err(stop) => stop.outcome(json),
        }
    }

    async fn answer(&self) -> std::result::Result<(), Stop> {
        let bytes = plain_file::read(&self.request, json::LONGEST as u64)?;
        let (_, request) = zkp::Request::parse(&bytes).map_err(Problem::Zkp)?;
        let wallet = self.common.access.open()?;
        let chain = self.common.chain().await?;
        let ready = self.prepare(&chain, &wallet, &request).await?;
        let beneficiary = self.beneficiary(&ready, &wallet)?;
        if self.submit {
            // Nobody should prove for nothing.
            chain.policy(ready.asked.policy_id(), chain.best).await?;
        }
        let mut history = History::open(wallet.path())?;
        self.ask(&ready, beneficiary, &history)?;
        let (presentation, made) = self.prove(&ready, beneficiary).await?;
        let document = ready.asked.show(&presentation).map_err(Problem::Zkp)?;
        check(&chain, &request, &document).await?;
        // What is nowhere noted was never asked.
        history.note(&ready.opening.secret, ready.asked.request(), ready.today.0)?;
        self.give_out(&chain, &ready, &presentation, &document, &made)
            .await?;
        Ok(())
    }

    /// Finds out whose the request is, and whether it can be answered.
    async fn prepare(
        &self,
        chain: &Chain,
        wallet: &Wallet,
        request: &Value,
    ) -> std::result::Result<Ready, Stop> {
        let at = checkpoint(chain).await?;
        let facts = gather(chain, &Questions::of(request, None), at).await?;
        let asked = Asked::authenticate(request, &facts).map_err(Refusal::Request)?;
        let credential = self.credential(wallet, &asked)?;
        let provable = Provable::read(&credential, &asked)?;
        let opening = self.opening(wallet, &provable)?;

        let ((block, at), status) = status(chain, &provable).await?;
        let questions = Questions {
            records: provable.questions(),
            ..Questions::default()
        };
        let facts = gather(chain, &questions, (block, at)).await?;
        provable.check(&facts.records)?;
        let list = chain.list(provable.signed.meta.list, at).await?;
        let today = Day::from_unix_millis(chain.time(at).await?);
        let date = provable.date(&asked, today)?;
        let key = self.key(chain, &asked, at).await?;
        Ok(Ready {
            asked,
            provable,
            opening,
            list,
            status,
            date,
            today,
            key,
        })
    }

    /// The credential that was named; otherwise the only one that can answer.
    fn credential(&self, wallet: &Wallet, asked: &Asked) -> std::result::Result<Value, Stop> {
        if let Some(named) = &self.credential {
            if Path::new(named).is_file() {
                let mut all = carried::credentials(Path::new(named))?;
                return match (all.pop(), all.len()) {
                    (Some(one), 0) => Ok(one.credential),
                    (_, more) => Err(Problem::Which(more.saturating_add(1)).into()),
                };
            }
            return Ok(wallet.credentials().find(named)?.credential.clone());
        }
        let can = |credential: &&Value| {
            Provable::read(credential, asked).is_ok_and(|one| {
                wallet
                    .opening(&Commitment::from(one.signed.holder))
                    .is_some()
            })
        };
        let all = wallet.credentials().iter().map(|one| &one.credential);
        let fitting: Vec<_> = all.filter(can).collect();
        match fitting[..] {
            [only] => Ok(only.clone()),
            _ => Err(Problem::Which(fitting.len()).into()),
        }
    }

    /// The holder's secrets.
    fn opening(&self, wallet: &Wallet, provable: &Provable) -> Result<Opening> {
        let commitment = Commitment::from(provable.signed.holder);
        let opening = wallet.opening(&commitment).ok_or(Problem::NotHolder)?;
        if let (Some(by), Some(known)) = (&self.by, wallet.commitments().find(&commitment)) {
            if named(wallet, by)? != known.did {
                return Err(Problem::OtherHolder(known.did.to_string()).into());
            }
        }
        Ok(opening)
    }

    /// The newest key in use that this machine has, or the newest.
    async fn key(
        &self,
        chain: &Chain,
        asked: &Asked,
        at: H256,
    ) -> std::result::Result<PreparedKey, Stop> {
        let keys = chain.keys(at).await?;
        let insecure = chain.takes_development_keys(at).await?;
        let here = local::list(self.folder.path()?).await?;
        let here: Vec<_> = here.iter().map(|one| one.digest).collect();
        let key = choose(keys, asked, insecure, &here)?;
        Ok(key)
    }

    /// Who has the use of it on the chain.
    fn beneficiary(&self, ready: &Ready, wallet: &Wallet) -> Result<Option<[u8; 32]>> {
        let named = ready.asked.request().beneficiary;
        let given = self.beneficiary.as_ref().map(|account| account.0);
        match (named, given) {
            (Some(named), Some(given)) if named != given => {
                let named = AccountId32(named).to_string();
                Err(Problem::OtherBeneficiary(named).into())
            }
            (Some(account), _) | (_, Some(account)) => Ok(Some(account)),
            (None, None) if self.submit => Ok(Some(self.paying.keypair(wallet)?.public_key().0)),
            (None, None) => Ok(None),
        }
    }

    /// Shows what is to be proven, to whom, and what that tells beside; and asks.
    fn ask(&self, ready: &Ready, beneficiary: Option<[u8; 32]>, history: &History) -> Result<()> {
        let request = ready.asked.request();
        let before = history.before(&ready.opening.secret, request, ready.today.0);
        for line in told(ready, beneficiary, &before) {
            output::progress(&line);
        }
        if adds_up(&request.predicate) && before.lately >= MOST && !self.anyway {
            return Err(Problem::Probing(before.lately).into());
        }
        if !self.paying.yes {
            agree("Prove this?", "yes")?;
        }
        Ok(())
    }

    async fn prove(
        &self,
        ready: &Ready,
        beneficiary: Option<[u8; 32]>,
    ) -> std::result::Result<(Presentation<[u8; 32]>, Made), Stop> {
        let given = Given {
            status: ready.status.clone(),
            date: ready.date,
            beneficiary,
            key: &ready.key,
        };
        let answer = ready.provable.answer(&ready.asked, &ready.opening, given)?;
        let folder = self.folder.path()?;
        let made = local::make(folder, &ready.key, answer.statement, answer.witness).await?;
        match made {
            Ok(made) => {
                let mut presentation = answer.presentation;
                presentation.proof = made.proof.to_bytes();
                Ok((presentation, made))
            }
            Err(ProveError::Violation(violation)) => Err(Refusal::NotSo(violation).into()),
            Err(error) => Err(Problem::Prove(error).into()),
        }
    }

    /// Writes it, sends it, and tells what came of it.
    async fn give_out(
        &self,
        chain: &Chain,
        ready: &Ready,
        presentation: &Presentation<[u8; 32]>,
        document: &Value,
        made: &Made,
    ) -> Result<()> {
        // Text and numbers alone are always JSON.
        let mut bytes = serde_json::to_vec_pretty(document).unwrap_or_default();
        bytes.push(b'\n');
        match &self.out {
            Some(path) => private_file::create(path, &bytes)?,
            None if self.submit => {}
            None => return output::print(&bytes),
        }
        let taken = if self.submit {
            Some(submit(&self.common, &self.paying, chain, presentation).await?)
        } else {
            None
        };
        let shown = Shown {
            file: self.out.clone(),
            policy: presentation.policy.to_string(),
            verifier: ready.asked.request().verifier.to_string(),
            key: names::KeyName(ready.key.id).to_string(),
            key_digest: const_hex::encode_prefixed(ready.key.digest),
            among: ready.list.allocated,
            loading_ms: made.loading.as_millis(),
            proving_ms: made.proving.as_millis(),
            taken,
        };
        if self.common.json {
            output::print_json(&shown)
        } else {
            output::print(shown.text().as_bytes())
        }
    }
}

impl Shown {
    fn text(&self) -> String {
        let mut text = format!(
            "PROVEN, with the key {} in {} ms (loaded in {} ms).\n",
            self.key, self.proving_ms, self.loading_ms
        );
        if let Some(path) = &self.file {
            text.push_str(&format!("Written to {}.\n", path.display()));
        }
        if let Some(taken) = &self.taken {
            text.push_str(&taken.text());
        }
        text
    }
}

/// The last finalised block.
async fn checkpoint(chain: &Chain) -> Result<(u32, H256)> {
    let (block, hash) = chain.checkpoint().await?;
    Ok((block, hash.into()))
}

/// The block at which the list has its newest root, and the credential's way to that. The whole list is
/// fetched, so that no node learns which credential it is for.
async fn status(
    chain: &Chain,
    provable: &Provable,
) -> std::result::Result<((u32, H256), (StatusPath, [u8; 32])), Stop> {
    let (list, index) = (provable.signed.meta.list, provable.signed.meta.index);
    let mut looked: u32 = 0;
    loop {
        let (block, at) = checkpoint(chain).await?;
        let root = roots(chain, list, at).await?;
        let root = root.ok_or(Refusal::OthersList(list))?.current;
        let pages = chain.status_pages(list, at).await?;
        let found =
            tokio::task::spawn_blocking(move || answer::status(&pages, index, &root, block));
        let found = found
            .await
            .map_err(|error| Problem::Thread(error.to_string()))?;
        if let Some(path) = found? {
            return Ok(((block, at), (path, root)));
        }
        if looked >= PATIENCE {
            return Err(Refusal::Unsealed(list).into());
        }
        if looked == 0 {
            output::progress(&format!("Status list {list} waits for its new root …"));
        }
        looked = looked.saturating_add(1);
        sleep(LOOK).await;
    }
}

/// The newest key that the chain takes and that this machine has; if it has none, the newest.
fn choose(
    keys: Vec<KeyRecord>,
    asked: &Asked,
    insecure: bool,
    here: &[[u8; 32]],
) -> std::result::Result<PreparedKey, Refusal> {
    let policy = asked.policy();
    let (circuit, least) = (policy.wanted.circuit(), policy.min_version);
    let fits =
        |record: &KeyRecord| record.key.id.circuit == circuit && record.key.id.version >= least;
    let refused = |why| Refusal::NoKey {
        circuit: names::circuit(circuit),
        least,
        why,
    };
    let mut all: Vec<_> = keys.into_iter().filter(fits).collect();
    if all.is_empty() {
        return Err(refused("none was registered"));
    }
    all.retain(|record| record.status == KeyStatus::Active);
    if all.is_empty() {
        return Err(refused("they were retired or disabled"));
    }
    all.retain(|record| insecure || !is_development(&record.key));
    all.sort_by_key(|record| (here.contains(&record.key.digest), record.key.id.version));
    let newest = all.pop();
    let newest =
        newest.ok_or_else(|| refused("it is for development, and this chain takes none"))?;
    Ok(newest.key)
}

/// Whether a verifier would take what was made.
async fn check(chain: &Chain, request: &Value, answer: &Value) -> Result<()> {
    let (block, at) = checkpoint(chain).await?;
    let facts = gather(chain, &Questions::of(request, Some(answer)), (block, at)).await?;
    let now = DateTime::from_millis(chain.time(at).await?);
    let report = zkp::verify(request, answer, &facts, now);
    let failed = report.checks.iter().find_map(|check| match &check.outcome {
        aura_identity::credential::Outcome::Failed { detail, .. } => Some(detail.clone()),
        _ => None,
    });
    match failed {
        None => Ok(()),
        Some(detail) => Err(Problem::NotGood(detail).into()),
    }
}

/// What a proof tells, a line for each thing.
fn told(ready: &Ready, beneficiary: Option<[u8; 32]>, before: &Before) -> Vec<String> {
    let (asked, list) = (&ready.asked, &ready.list);
    let request = asked.request();
    let mut lines = vec![
        format!("To       {}", request.verifier),
        format!("Proven   {}", words::predicate(&request.predicate)),
        format!("Schema   {}", request.schema),
        format!("Issuer   {}", ready.provable.signed.issuer),
        format!(
            "Status   one of {} credentials in list {}",
            list.allocated, list.id
        ),
        format!("Uses     {}", words::uses(&asked.policy().uses)),
        format!("Answer   until block {}", request.expires),
    ];
    match beneficiary {
        Some(account) if account != NOBODY => {
            lines.push(format!("For      {}", AccountId32(account)));
        }
        _ => lines.push("For      this verifier alone, off the chain".into()),
    }
    lines.extend(words::warnings(&request.predicate, list.allocated));
    if is_development(&ready.key) {
        lines.push("WARNING  The key is for development: anybody can forge such proofs".into());
    }
    if let (Some(last), true) = (before.last, adds_up(&request.predicate)) {
        lines.push(format!(
            "WARNING  This verifier got {} answers about this claim before, the last on {}: with each it \
             learns more",
            before.answers,
            words::day(last)
        ));
    }
    lines
}

#[cfg(test)]
#[path = "prove/tests.rs"]
mod tests;
