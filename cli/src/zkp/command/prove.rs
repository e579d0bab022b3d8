//! `aura prove`.

mod disclosure;
mod ready;

use super::submit::{submit, Submitted};
use crate::{
    did::{agree, Common, Paying},
    output::{self, tame},
    private_file,
    terminal::Terminal,
    text,
    zkp::{
        folder::Folder,
        history::expect_no_probing,
        history_file::HistoryFile,
        local::{self, MadeProof},
        members, names, self_check,
        stop::Stop,
        witness, Problem, Refusal,
    },
    Error, Outcome, Result,
};
use aura_identity::{
    limits::MAX_DOCUMENT_BYTES,
    zkp::{self, AnswerInputs},
};
use aura_primitives::zkp::Presentation;
use aura_zkp_prover::ProveError;
use clap::Args;
use disclosure::disclosed;
use ready::ProvingInputs;
use serde::Serialize;
use serde_json::Value;
use std::path::PathBuf;
use subxt::config::substrate::AccountId32;

/// Proves to a verifier the predicate of its request, and nothing else: neither your identity nor
/// the other claims of the credential. Not passed, if it cannot be proven.
#[derive(Debug, Args)]
pub struct Prove {
    /// The file with the verifier's request.
    pub request: PathBuf,

    /// The credential: a file, or its name in `aura credential list` [default: the only one of the
    /// wallet that can answer].
    #[arg(long, value_name = "FILE|NAME")]
    pub credential: Option<String>,

    /// The DID that holds the credential, or its name in the wallet [default: the credential's
    /// holder].
    #[arg(long = "as", value_name = "DID")]
    pub by: Option<String>,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub folder: Folder,

    /// The account that gets the receipt on the chain: one that is not linked to your name
    /// anywhere, and not the one that pays [default: the request's; with --submit, you are asked if
    /// it names none].
    #[arg(long, value_name = "ACCOUNT")]
    pub beneficiary: Option<AccountId32>,

    /// Write the presentation to this new file [default: the standard output, without --submit].
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Also send the presentation to the chain.
    #[arg(long)]
    pub submit: bool,

    /// Answer even a verifier that has asked about this claim many times.
    #[arg(long)]
    pub anyway: bool,

    #[command(flatten)]
    pub paying: Paying,
}

/// Asks on the terminal for the account that gets the receipt.
fn ask_beneficiary() -> Result<AccountId32> {
    let question = "Account that gets the receipt, seen by everybody beside this proof: ";
    let answer = Terminal::open().and_then(|mut terminal| terminal.ask(question));
    let answer = answer.map_err(|error| match error {
        Error::NothingToShowOn(_) => Problem::WhichBeneficiary.into(),
        error => error,
    })?;
    let wrong = || {
        Problem::Argument(format!(
            "'{}' is not the address of an account",
            tame(&answer)
        ))
    };
    Ok(answer.parse().map_err(|_| wrong())?)
}

/// The place to which a presentation was written.
enum Destination {
    /// A file, or nowhere if it goes to the chain only.
    File,
    /// The standard output, on which no other output may follow.
    StandardOutput,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProveOutput {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<PathBuf>,
    policy: String,
    verifier: String,
    key: String,
    key_digest: String,
    /// Maximum number of credentials among which yours cannot be told apart: all in the list. Those
    /// that the issuer signed with the same key are fewer, if it has several.
    among: u32,
    /// Number of the issuer's keys for proofs that are not revoked.
    issuer_keys: usize,
    loading_ms: u128,
    proving_ms: u128,
    #[serde(skip_serializing_if = "Option::is_none")]
    submitted: Option<Submitted>,
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
        let text = text::read_file(&self.request, MAX_DOCUMENT_BYTES as u64)?;
        let (_, request) = zkp::Request::parse(text.as_bytes()).map_err(Problem::Zkp)?;
        // Escaped characters are checked too: the user would see values that look alike as the
        // same.
        members::visible(&request).map_err(Problem::Argument)?;
        let wallet = self.common.access.open()?;
        let chain = self.common.chain().await?;
        let ready = self.prepare(&chain, &wallet, &request).await?;
        let payer = match self.submit {
            true => Some(self.paying.keypair(&wallet)?),
            false => None,
        };
        let named = ready.asked.request().beneficiary;
        let beneficiary = self.beneficiary(named, ask_beneficiary)?;
        if payer.is_some() {
            // The policy must exist before a proof is made for it.
            chain.policy(ready.asked.policy_id(), chain.best).await?;
        }
        let mut history = HistoryFile::open(wallet.path())?;
        self.ask(&ready, beneficiary, &history)?;
        let (presentation, made) = self.prove(&ready, beneficiary).await?;
        let document = ready.asked.show(&presentation).map_err(Problem::Zkp)?;
        self_check(&chain, &request, &document).await?;
        // An answer is shown only after it was recorded.
        history.note(&ready.opening.secret, ready.asked.request(), ready.today.0)?;
        let submitted = match (&payer, self.write(&document)?) {
            (Some(payer), _) => Some(submit(&self.paying, &chain, payer, &presentation).await?),
            (None, Destination::File) => None,
            (None, Destination::StandardOutput) => return Ok(()),
        };
        let shown = ProveOutput {
            file: self.out.clone(),
            policy: presentation.policy.to_string(),
            verifier: ready.asked.request().verifier.to_string(),
            key: names::KeyName(ready.key.id).to_string(),
            key_digest: const_hex::encode_prefixed(ready.key.digest),
            among: ready.list.allocated,
            issuer_keys: ready.issuer_keys,
            loading_ms: made.loading.as_millis(),
            proving_ms: made.proving.as_millis(),
            submitted,
        };
        output::print_as(self.common.json, &shown, shown.text())?;
        Ok(())
    }

    /// Returns the account that gets the receipt; `ask` asks the user for one. The holder chooses
    /// it: the account is public beside the proof, and the payer's account is often known.
    fn beneficiary(
        &self,
        named: Option<[u8; 32]>,
        ask: impl FnOnce() -> Result<AccountId32>,
    ) -> Result<Option<[u8; 32]>> {
        let given = self.beneficiary.as_ref().map(|account| account.0);
        match (named, given) {
            (Some(named), Some(given)) if named != given => {
                let named = AccountId32(named).to_string();
                Err(Problem::OtherBeneficiary(named).into())
            }
            (Some(account), _) | (_, Some(account)) => Ok(Some(account)),
            (None, None) if !self.submit => Ok(None),
            (None, None) if self.paying.yes => Err(Problem::WhichBeneficiary.into()),
            (None, None) => Ok(Some(ask()?.0)),
        }
    }

    /// Shows the holder what will be proven and disclosed, and to whom; asks for agreement.
    fn ask(
        &self,
        ready: &ProvingInputs,
        beneficiary: Option<[u8; 32]>,
        history: &HistoryFile,
    ) -> Result<()> {
        let request = ready.asked.request();
        let before = history.before(&ready.opening.secret, request, ready.today.0);
        for line in disclosed(ready, beneficiary, &before) {
            output::progress(&line);
        }
        if !self.anyway {
            expect_no_probing(&request.predicate, &before)?;
        }
        if !self.paying.yes {
            agree("Prove this?", "yes")?;
        }
        Ok(())
    }

    async fn prove(
        &self,
        ready: &ProvingInputs,
        beneficiary: Option<[u8; 32]>,
    ) -> std::result::Result<(Presentation<[u8; 32]>, MadeProof), Stop> {
        let (status, status_root) = ready.status.clone();
        let inputs = AnswerInputs {
            status_root,
            date: ready.date,
            beneficiary,
            key: &ready.key,
        };
        let opening = &ready.opening;
        let answer = ready
            .provable
            .answer(&ready.asked, &opening.secret, inputs)?;
        let witness = witness(&ready.provable, opening, status, answer.set_path);
        let folder = self.folder.path()?;
        let made = local::make(folder, &ready.key, answer.statement, witness).await?;
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

    /// Writes the presentation to the file that was named. Without one it goes to the standard
    /// output, unless it is sent to the chain.
    fn write(&self, document: &Value) -> Result<Destination> {
        // Text and numbers can always be written as JSON.
        let mut bytes = serde_json::to_vec_pretty(document).unwrap_or_default();
        bytes.push(b'\n');
        match &self.out {
            Some(path) => private_file::create(path, &bytes)?,
            None if self.submit => {}
            None => {
                output::print(&bytes)?;
                return Ok(Destination::StandardOutput);
            }
        }
        Ok(Destination::File)
    }
}

impl ProveOutput {
    fn text(&self) -> String {
        let mut text = format!(
            "PROVEN, with the key {} in {} ms (loaded in {} ms).\n",
            self.key, self.proving_ms, self.loading_ms
        );
        if let Some(path) = &self.file {
            text.push_str(&format!("Written to {}.\n", path.display()));
        }
        if let Some(submitted) = &self.submitted {
            text.push_str(&submitted.text());
        }
        text
    }
}

#[cfg(test)]
mod tests;
