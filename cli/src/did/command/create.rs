//! The command `aura did create`.

use crate::{
    already::already,
    did::{
        arguments,
        call::{document_words, Deposit},
        change::FileOutput,
        file::{Content, Creation, OperationFile},
        operation_files,
        operations::without_content,
        submit::{submit, Common, Payer, Paying},
        Agrees, Chain, Control, Problem, Proposal,
    },
    wallet::{Kind, Name, NewAnchor},
    Error, Outcome, Result,
};
use aura_primitives::did::{
    creation_preimage, Did, Document, NewVerificationMethod, Relationships, Service, Signature, Uri,
};
use clap::Args;
use codec::Encode;
use serde_json::json;
use sp_crypto_hashing::blake2_256;
use std::path::PathBuf;

/// Creates a DID with one key, for all relationships that sign.
#[derive(Debug, Args)]
pub struct Create {
    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,

    /// The name of the DID in the wallet; the chain never sees it.
    #[arg(long)]
    pub name: Name,

    /// The kind of its key [default: ed25519].
    #[arg(long, value_name = "KIND", conflicts_with = "by_account")]
    pub key: Option<Kind>,

    /// A service; may be repeated.
    #[arg(long, value_name = "NAME=TYPE=URL", value_parser = arguments::service)]
    pub service: Vec<Service>,

    /// A URI for `alsoKnownAs`, another identifier of the subject; may be repeated.
    #[arg(long, value_name = "URI", value_parser = arguments::uri)]
    pub also_known_as: Vec<Uri>,

    /// Let the account control the DID, which then begins without a key.
    #[arg(long, conflicts_with_all = ["out", "suri_file"])]
    pub by_account: bool,

    /// Write the signed creation to this new file, for a sponsor to submit and to pay.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

impl Create {
    /// Returns true if the DID is to have services or other names, or is to be written to a file.
    fn asks_for_content(&self) -> bool {
        !self.service.is_empty() || !self.also_known_as.is_empty() || self.out.is_some()
    }

    pub(super) async fn run(mut self) -> Result<Outcome> {
        if self.by_account {
            // The controlling account submits the creation, even where a sponsor pays otherwise.
            self.paying.account.get_or_insert(0);
        }
        // Lock the wallet before the chain is read: see `Access::edit`.
        let mut edit = self.common.access.edit()?;
        let chain = self.common.chain().await?;
        let kind = self.key.unwrap_or(Kind::Ed25519);
        let anchor = if self.by_account {
            NewAnchor::Account(self.paying.number())
        } else {
            NewAnchor::Key(kind)
        };
        let begun = edit.dids().begun(&self.name, &chain.genesis, anchor);
        if let Some(did) = begun.map(|record| record.did) {
            if !self.asks_for_content() && is_active(&chain, &did).await? {
                let words = format!("{} is {did}, which was already created.", self.name);
                return already(self.common.json, &words, json!({ "did": did.to_string() }));
            }
        }
        let record = match edit.dids().unfinished(&self.name, &chain.genesis, anchor) {
            // An earlier attempt did not reach the chain.
            Some(record) => record.clone(),
            None => edit.add_did(self.name, chain.genesis, anchor)?.clone(),
        };
        let did = record.did;
        chain.expect_new(&did).await?;

        let services = self.service.try_into();
        let mut document = Document {
            services: services.map_err(|_| argument("a DID has at most 16 services"))?,
            also_known_as: arguments::also_known_as(&self.also_known_as).map_err(argument)?,
            ..Document::default()
        };
        let mut control = Control::account(edit.address(self.paying.number()).0);
        let mut signature = None;
        if let Some(key) = record.keys.first() {
            let key = edit.private_key(&record, key)?;
            let method = NewVerificationMethod {
                key: key.public(),
                relationships: Relationships::SIGNING,
            };
            method
                .key
                .check(method.relationships)
                .map_err(|error| argument(error.to_string()))?;
            // Cannot fail: the new document has room for one method.
            let _ = document.methods.try_push(method);
            let payload = blake2_256(&creation_preimage(&did, &document));
            signature = Some(key.sign(&payload)?);
            control = Control::own();
        }
        let deposit = chain.deposit_of_creation(&document, &control).await?;

        let words = document_words(&document);
        if let Some((path, signature)) = self.out.as_ref().zip(signature.clone()) {
            let creation = Creation {
                document,
                salt: record.salt,
                signature,
            };
            let carried = OperationFile {
                genesis: chain.genesis,
                content: Content::Creation(creation),
            };
            let mut summary = vec![format!("Create {did}")];
            summary.extend(words);
            // Save first: the file is useless without the key.
            edit.save()?;
            operation_files::create(path, &carried, summary)?;
            let written = FileOutput {
                file: path,
                did: did.to_string(),
                missing: vec![],
            };
            written.print(self.common.json)?;
            return Ok(Outcome::Done);
        }
        let call = |signature: Option<Signature>| {
            let arguments = (&document, record.salt, signature, deposit).encode();
            [&chain.calls.create[..], &arguments].concat()
        };
        let proposal = Proposal {
            did,
            words: [vec![format!("Create it as {}", record.name)], words].concat(),
            blank: call(signature.as_ref().map(without_content)),
            agrees: Agrees::from(signature.is_none()),
            call: call(signature),
            deposit: Some(Deposit {
                amount: deposit,
                how_long: Deposit::AS_LARGE,
            }),
            locks: deposit,
            word: "yes",
            schema: None,
            policy: None,
        };
        submit(
            &self.common,
            &self.paying,
            &chain,
            Payer::with(&self.paying, edit)?,
            proposal,
        )
        .await
    }
}

/// Returns true if a DID is on the chain and not deactivated.
async fn is_active(chain: &Chain, did: &Did) -> Result<bool> {
    match chain.active(did).await {
        Ok(_) => Ok(true),
        Err(aura_client::Error::Did(Problem::NotFound(_) | Problem::Deactivated(_))) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn argument(why: impl Into<String>) -> Error {
    Problem::Argument(why.into()).into()
}
