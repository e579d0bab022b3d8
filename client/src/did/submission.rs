//! Transactions that submit operations and creations from files.

use super::{
    call::{document_words, Deposit},
    change::{current_call, dispatch, summary, without_content},
    file::{Creation, Signing},
    signers::{ordered, Views},
    verify::is_by_key,
    Account, Agrees, Chain, Control, Costs, Problem, Proposal, Signer,
};
use crate::Result;
use aura_primitives::did::{creation_preimage, Signature};
use codec::Encode;
use sp_crypto_hashing::blake2_256;
use std::path::Path;

/// Proposes the transaction that submits an operation from a file. Its signatures are not verified
/// here: see [`verify`](super::change::verify).
///
/// # Errors
/// If the operation is not valid now, its signers prove too little, or a signature is missing.
pub async fn propose_operation(
    chain: &Chain,
    signing: &Signing,
    payer: &Account,
    agrees: Agrees,
) -> Result<Proposal> {
    let inner = current_call(chain, signing).await?;
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
    let words = summary(&signing.operation, &inner.summary());
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

/// Proposes the transaction that submits the creation of a DID from a file, which `file` names in
/// errors.
///
/// # Errors
/// If the chain has the DID already, or the signature is not by its first key.
pub async fn propose_creation(chain: &Chain, creation: &Creation, file: &Path) -> Result<Proposal> {
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
