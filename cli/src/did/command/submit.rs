//! The command `aura did submit`.

use super::sign::check;
use crate::{
    did::{
        call::{document_words, Deposit},
        chain::Chain,
        file::{Content, Creation, OperationFile, Signing},
        operation_files,
        operations::{dispatch, summary, verify, without_content},
        signers::{ordered, Views},
        submit::{submit, Common, Payer, Paying},
        verify::is_by_key,
        Account, Agrees, Control, Costs, Problem, Proposal, Signer,
    },
    Outcome, Result,
};
use aura_primitives::did::{creation_preimage, Signature};
use clap::Args;
use codec::Encode;
use sp_crypto_hashing::blake2_256;
use std::path::{Path, PathBuf};

/// Submits the operation or creation in a file, and pays for it. The paying account agrees to
/// nothing by that, unless --agree is given.
#[derive(Debug, Args)]
pub struct Submit {
    /// The file with the operation or creation.
    pub file: PathBuf,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,

    /// Agree to the operation with the paying account, as one of the present or new controllers of
    /// the DID.
    #[arg(long)]
    pub agree: bool,
}

impl Submit {
    pub(super) async fn run(self) -> Result<Outcome> {
        let OperationFile { genesis, content } = operation_files::read(&self.file)?;
        let payer = match self.paying.sponsor()? {
            // A sponsor needs no wallet.
            Some(keypair) => Payer {
                keypair,
                wallet: None,
            },
            None => Payer::with(&self.paying, self.common.access.edit()?)?,
        };
        // Read the chain only after the wallet is locked: its DIDs may change until then.
        let chain = self.common.chain().await?;
        chain.expect_genesis(&genesis)?;
        let proposal = match &content {
            Content::Operation(signing) => {
                let named = signing.operation.submitter;
                let own = payer.keypair.public_key().to_account_id();
                if named.is_some_and(|named| named != own.0) {
                    let why = format!("it is for another account to submit than {own}");
                    return Err(Problem::Argument(why).into());
                }
                let agrees = Agrees::from(self.agree);
                let proposal = operation(&chain, signing, &own.0, agrees).await?;
                verify(&mut Views::new(&chain), signing).await?;
                proposal
            }
            Content::Creation(_) if self.agree => {
                let why =
                    "a DID that a key creates is agreed to by that key alone: leave --agree out";
                return Err(Problem::Argument(why.into()).into());
            }
            Content::Creation(of) => creation(&chain, of, &self.file).await?,
        };
        submit(&self.common, &self.paying, &chain, payer, proposal).await
    }
}

async fn operation(
    chain: &Chain,
    signing: &Signing,
    payer: &Account,
    agrees: Agrees,
) -> Result<Proposal> {
    let inner = check(chain, signing).await?;
    let did = signing.operation.did;
    let mut who = signing.operation.signers.to_vec();
    if agrees == Agrees::Yes {
        who.push(Signer::Account(*payer));
    }
    let who = ordered(who);
    let mut dids = Views::new(chain);
    dids.expect_proven(&did, &who, inner.asked()).await?;
    let encoded = &signing.operation.call.0;
    let locks = chain.deposit_of_call(&did, &who, payer, encoded).await?;
    let (call, blank) = dispatch(&chain.calls, signing, agrees, locks)?;
    let deposit = inner.deposit(&did, chain).await?;
    let words = summary(&signing.operation, &inner.words());
    let costs = Costs {
        agrees,
        deposit,
        locks,
    };
    Ok(Proposal {
        words: words.into_iter().skip(1).collect(),
        ..Proposal::new(did, &inner, costs, call, blank)
    })
}

async fn creation(chain: &Chain, creation: &Creation, file: &Path) -> Result<Proposal> {
    let did = creation.did(&chain.genesis).ok_or_else(|| Problem::File {
        path: file.into(),
        reason: "its first key cannot control the DID".into(),
    })?;
    chain.expect_new(&did).await?;
    let document = &creation.document;
    let payload = blake2_256(&creation_preimage(&did, document));
    let first = document.methods.first();
    if !first.is_some_and(|first| is_by_key(&creation.signature, &payload, &first.key)) {
        return Err(Problem::BadSignature("key-1".into()).into());
    }
    let price = chain.deposit_of_creation(document, &Control::own()).await?;
    let call = |signature: Signature| {
        let arguments = (document, creation.salt, Some(signature), price).encode();
        [&chain.calls.create[..], &arguments].concat()
    };
    let words = document_words(document);
    Ok(Proposal {
        did,
        words: [vec!["Create it".to_owned()], words].concat(),
        blank: call(without_content(&creation.signature)),
        call: call(creation.signature.clone()),
        agrees: Agrees::No,
        deposit: Some(Deposit {
            amount: price,
            how_long: Deposit::AS_LARGE,
        }),
        locks: price,
        word: "yes",
        schema: None,
        policy: None,
    })
}
