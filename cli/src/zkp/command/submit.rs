//! `aura zkp submit`.

use super::dry_run::help;
use crate::{
    did::{Chain, Common, Paying},
    output, text,
    transact::{payer, send, SentTransaction, Transaction},
    zkp::{
        calls::{PALLET, PALLET_INDEX},
        Problem,
    },
    Outcome, Result,
};
use aura_identity::{data_integrity::jcs, limits::MAX_DOCUMENT_BYTES, zkp};
use aura_primitives::zkp::Presentation;
use clap::Args;
use codec::Encode;
use serde::Serialize;
use std::path::{Path, PathBuf};
use subxt::config::substrate::AccountId32;
use subxt_signer::sr25519::Keypair;

/// Sends a proof to the chain. The beneficiary gets the receipt, not the account that pays: so pay
/// with an account that is not linked to the beneficiary anywhere else.
#[derive(Debug, Args)]
pub struct Submit {
    /// The file with the presentation.
    pub file: PathBuf,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,
}

/// The result of a presentation that the chain accepted.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Submitted {
    beneficiary: String,
    policy: String,
    nullifier: String,
    /// The block from which on the receipt is no longer valid.
    until: u32,
    #[serde(flatten)]
    sent: SentTransaction,
}

/// Reads a presentation of a proof from a file.
///
/// # Errors
/// If it is not a valid presentation.
pub fn read(path: &Path) -> Result<Presentation<[u8; 32]>> {
    let text = text::read_document(path, MAX_DOCUMENT_BYTES as u64)?;
    let document = jcs::parse(text.as_bytes()).map_err(zkp::ZkpError::from);
    let document = document.map_err(Problem::Zkp)?;
    Ok(zkp::read(&document).map_err(Problem::Zkp)?)
}

/// Sends a presentation, and reads the receipt.
///
/// # Errors
/// If the chain does not accept it. If a dry run fails, nothing is sent.
pub async fn submit(
    paying: &Paying,
    chain: &Chain,
    signer: &Keypair,
    presentation: &Presentation<[u8; 32]>,
) -> Result<Submitted> {
    if presentation.beneficiary == zkp::NOBODY {
        return Err(Problem::NoBeneficiary.into());
    }
    // The state is read again: making the proof may have taken long.
    let best = chain.node.best().await?;
    chain.policy(presentation.policy, best).await?;
    let verdict = chain.would_take(presentation, best).await?;
    if !verdict.verified {
        let why = refused(chain, verdict.error.as_deref().unwrap_or_default());
        return Err(crate::did::Problem::Refused(why).into());
    }
    let beneficiary = AccountId32(presentation.beneficiary).to_string();
    let policy = presentation.policy.to_string();
    if chain.state.indices_of(PALLET, "verify")? != [PALLET_INDEX, 6] {
        return Err(crate::did::Problem::OtherIndices(PALLET, "verify").into());
    }
    let transaction = Transaction {
        words: vec![
            format!("Submit   a proof for the policy {policy}"),
            format!("         Its receipt is of {beneficiary}"),
        ],
        call: [&[PALLET_INDEX, 6][..], &presentation.encode()].concat(),
        locks: 0,
    };
    let sent = send(paying, chain, signer, &transaction).await?;
    let receipt = chain
        .receipt(presentation.beneficiary, presentation.policy, sent.block())
        .await?;
    let receipt = receipt.ok_or_else(|| Problem::NotDone(policy.clone()))?;
    Ok(Submitted {
        beneficiary,
        policy,
        nullifier: const_hex::encode_prefixed(receipt.nullifier),
        until: receipt.until,
        sent,
    })
}

/// Explains why the chain would not accept a presentation: the documentation of the pallet's error,
/// and a remedy.
fn refused(chain: &Chain, error: &str) -> String {
    let why = chain.state.error_of(PALLET, error);
    match help(error) {
        Some(help) => format!("{why}: {help}"),
        None => why,
    }
}

impl Submit {
    pub(crate) async fn run(self) -> Result<Outcome> {
        let presentation = read(&self.file)?;
        let chain = self.common.chain().await?;
        let signer = payer(&self.common, &self.paying)?;
        let taken = submit(&self.paying, &chain, &signer, &presentation).await?;
        output::print_as(self.common.json, &taken, taken.text())?;
        Ok(Outcome::Done)
    }
}

impl Submitted {
    /// Formats the receipt and its transaction for the user.
    pub fn text(&self) -> String {
        let receipt = format!("of {}, until block {}", self.beneficiary, self.until);
        let lines = output::lines([
            ("Receipt", receipt),
            ("Policy", self.policy.clone()),
            ("Nullifier", self.nullifier.clone()),
        ]);
        format!("{}{lines}", self.sent.text())
    }
}
