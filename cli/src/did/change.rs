//! Changes of a DID: from a planned call to a transaction, or to a file for others to sign.

use super::{
    call::DidCall,
    call_indices::CallIndices,
    chain::Chain,
    file::{Carried, Content, Signing},
    operation_files,
    signers::{self, ordered, Holder, Views},
    submit::{submit, Agrees, Common, Payer, Paying, Proposal},
    Control, Encoded, Operation, Problem, Signer,
};
use crate::{
    output,
    wallet::{Wallet, WalletEdit},
    Outcome, Result,
};
use aura_primitives::did::{Did, Signature};
use clap::Args;
use codec::Encode;
use serde::Serialize;
use std::path::{Path, PathBuf};
use subxt::config::substrate::AccountId32;

/// Arguments for the signers and the submitter of an operation.
#[derive(Debug, Clone, Default, Args)]
pub struct Signatures {
    /// Write the operation to this new file, for others to sign or to submit, and submit nothing.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// The only account that may submit the file [default: any].
    #[arg(long, value_name = "ACCOUNT", requires = "out")]
    pub submitter: Option<AccountId32>,

    /// Signers: key-1, did:aura:…#key-1, or an account; several separated by commas [default: as
    /// many as are needed, those of the wallet first].
    #[arg(long, value_name = "SIGNER", value_delimiter = ',', value_parser = signers::parse)]
    pub signers: Vec<Signer>,
}

/// A call that a DID is to make.
pub struct PlannedOperation {
    pub did: Did,
    pub does: DidCall,
    /// The new control, if its controllers must agree too.
    pub agreeing: Option<Control>,
}

/// Output of a command that wrote an operation to a file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Written<'a> {
    pub file: &'a Path,
    pub did: String,
    pub missing: Vec<String>,
}

impl Written<'_> {
    pub fn print(&self, json: bool) -> Result<()> {
        if json {
            return output::print_json(self);
        }
        let next = if self.missing.is_empty() {
            "All have signed: submit it with `aura did submit`.".into()
        } else {
            format!("Signatures missing: {}", self.missing.join(", "))
        };
        let text = format!("Written to {}. {next}\n", self.file.display());
        output::print(text.as_bytes())
    }
}

/// Signs a change, and submits it or writes it to a file.
pub async fn make(
    common: &Common,
    paying: &Paying,
    signatures: &Signatures,
    chain: &Chain,
    edit: WalletEdit,
    wanted: PlannedOperation,
) -> Result<Outcome> {
    match prepare(paying, signatures, chain, &edit, wanted).await? {
        Prepared::Proposal(proposal) => {
            submit(common, paying, chain, Payer::with(paying, edit)?, proposal).await
        }
        Prepared::File {
            path,
            carried,
            summary,
            written,
        } => {
            // Save first: the operation may add keys that only the wallet has.
            edit.save()?;
            operation_files::create(path, &carried, summary)?;
            written.print(common.json)?;
            Ok(Outcome::Done)
        }
    }
}

/// A change with all signatures that this wallet can make.
#[allow(clippy::large_enum_variant, reason = "there is one")]
pub enum Prepared<'a> {
    /// Ready to be submitted.
    Proposal(Proposal),
    /// To be written to a file.
    File {
        path: &'a Path,
        carried: Carried,
        summary: Vec<String>,
        written: Written<'a>,
    },
}

/// Signs a change. Nothing is submitted or written.
pub async fn prepare<'a>(
    paying: &Paying,
    signatures: &'a Signatures,
    chain: &Chain,
    wallet: &Wallet,
    wanted: PlannedOperation,
) -> Result<Prepared<'a>> {
    let PlannedOperation { did, does, .. } = &wanted;
    does.check(&chain.calls, &chain.state)?;
    let view = chain.active(did).await?;
    let deposit = does.deposit(did, chain).await?;
    let call = does.encode(&chain.calls);
    let own = paying.keypair(wallet)?.public_key().0;
    let mut holder = Holder::new(wallet, chain);

    let mut who = signatures.signers.clone();
    if who.is_empty() {
        who = match does.relationship() {
            Some(relationship) => holder.for_relationship(did, relationship, &own).await?,
            None => holder.enough(did, &view.control, &own).await?,
        };
        if let Some(control) = &wanted.agreeing {
            who.extend(holder.enough(did, control, &own).await?);
        }
    }
    let who = ordered(who);
    holder.dids.expect_proven(did, &who, does.asked()).await?;

    let pays = Signer::Account(own);
    let agrees = Agrees::from(signatures.out.is_none() && who.contains(&pays));
    let locks = match &signatures.out {
        None => chain.deposit_of_call(did, &who, &own, &call).await?,
        Some(_) => 0,
    };
    // The account that submits agrees by its transaction, and does not need to sign the operation.
    if agrees == Agrees::Yes && who == [pays.clone()] {
        let call = [
            &chain.calls.dispatch_as[..],
            &did.encode(),
            &call,
            &locks.encode(),
        ]
        .concat();
        return Ok(Prepared::Proposal(Proposal {
            did: *did,
            words: does.words(),
            blank: call.clone(),
            call,
            agrees,
            deposit,
            locks,
            word: does.word(),
            schema: does.schema(),
            policy: does.policy(),
        }));
    }
    let mut who = who;
    if agrees == Agrees::Yes {
        who.retain(|signer| *signer != pays);
    }

    let submitter = match &signatures.out {
        // No other account can then submit the operation, and so use up its nonce.
        None => Some(own),
        Some(_) => signatures.submitter.as_ref().map(|account| account.0),
    };
    let (checkpoint, hash) = chain.checkpoint().await?;
    let too_many = |_| Problem::Argument("an operation has at most eight signers".into());
    let operation = Operation {
        did: *did,
        nonce: view.nonce,
        submitter,
        checkpoint,
        signers: who.try_into().map_err(too_many)?,
        call: Box::new(Encoded(call)),
    };
    let mut signing = Signing {
        signatures: vec![None; operation.signers.len()],
        operation,
        checkpoint: hash,
        transaction_version: chain.transaction_version,
    };
    sign(&mut holder, &mut signing).await?;
    match &signatures.out {
        Some(path) => {
            let missing = names(&signing);
            let summary = summary(&signing.operation, &does.words());
            let carried = Carried {
                genesis: chain.genesis,
                content: Content::Operation(signing),
            };
            let written = Written {
                file: path,
                did: did.to_string(),
                missing,
            };
            Ok(Prepared::File {
                path,
                carried,
                summary,
                written,
            })
        }
        None => {
            let (call, blank) = dispatch(&chain.calls, &signing, agrees, locks)?;
            Ok(Prepared::Proposal(Proposal {
                did: *did,
                words: does.words(),
                call,
                blank,
                agrees,
                deposit,
                locks,
                word: does.word(),
                schema: does.schema(),
                policy: does.policy(),
            }))
        }
    }
}

/// Adds the signatures that the wallet can make, and returns their number.
pub async fn sign(holder: &mut Holder<'_>, signing: &mut Signing) -> Result<usize> {
    let payload = signing.payload(&holder.dids.chain.genesis);
    let did = signing.operation.did;
    let mut added: usize = 0;
    for (signer, place) in signing
        .operation
        .signers
        .iter()
        .zip(&mut signing.signatures)
    {
        if place.is_none() {
            *place = holder.sign(&did, signer, &payload).await?;
            added = added.saturating_add(usize::from(place.is_some()));
        }
    }
    Ok(added)
}

/// Verifies the signatures that the operation already has.
///
/// # Errors
/// If a signature is not its signer's over this operation.
pub async fn verify(dids: &mut Views<'_>, signing: &Signing) -> Result<()> {
    let payload = signing.payload(&dids.chain.genesis);
    let did = signing.operation.did;
    let signers = signing.operation.signers.iter().zip(&signing.signatures);
    for (signer, signature) in signers {
        let Some(signature) = signature else { continue };
        if !dids.is_by(&did, signer, signature, &payload).await? {
            return Err(Problem::BadSignature(signers::name(signer)).into());
        }
    }
    Ok(())
}

/// Returns the names of the signers whose signatures are missing.
pub fn names(signing: &Signing) -> Vec<String> {
    signing.missing().iter().map(signers::name).collect()
}

/// Encodes the call by which an account submits an operation, allows at most `locks` plancks to be
/// held, and agrees to the operation or not; and the same call with blank signatures.
///
/// # Errors
/// If a signature is missing.
pub fn dispatch(
    calls: &CallIndices,
    signing: &Signing,
    agrees: Agrees,
    locks: u128,
) -> Result<(Vec<u8>, Vec<u8>)> {
    let all: Option<Vec<Signature>> = signing.signatures.iter().cloned().collect();
    let all = all.ok_or_else(|| Problem::Missing(names(signing)))?;
    let blank: Vec<_> = all.iter().map(without_content).collect();
    let call = |signatures: Vec<Signature>| {
        let number = match agrees {
            Agrees::Yes => calls.dispatch_agreeing,
            Agrees::No => calls.dispatch,
        };
        let arguments = (&signing.operation, signatures, locks).encode();
        [&number[..], &arguments].concat()
    };
    Ok((call(all), call(blank)))
}

/// Returns a blank signature of the same kind and length, which is valid for nothing.
pub fn without_content(signature: &Signature) -> Signature {
    match signature {
        Signature::Ed25519(_) => Signature::Ed25519([0; 64]),
        Signature::Sr25519(_) => Signature::Sr25519([0; 64]),
        Signature::Secp256k1(_) => Signature::Secp256k1([0; 65]),
        Signature::P256(_) => Signature::P256([0; 64]),
    }
}

/// Describes an operation for the user, a line each.
pub fn summary(operation: &Operation, does: &[String]) -> Vec<String> {
    let signers: Vec<_> = operation.signers.iter().map(signers::name).collect();
    let submitter = match &operation.submitter {
        Some(account) => format!("Submitted only by {}", signers::address(account)),
        None => "Submitted by any account".into(),
    };
    let mut lines = vec![format!("DID {}", operation.did)];
    lines.extend(does.iter().cloned());
    lines.extend([
        format!("Signed by {}", signers.join(", ")),
        submitter,
        format!(
            "Operation number {} of the DID, valid for a limited time after block {}",
            operation.nonce, operation.checkpoint
        ),
    ]);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALLS: CallIndices = CallIndices::NETWORK;

    #[test]
    fn the_call_says_if_the_account_that_pays_agrees_and_what_may_be_locked() {
        let mut signing = Signing {
            operation: Operation {
                did: Did::from([1; 32]),
                nonce: 2,
                submitter: None,
                checkpoint: 3,
                signers: vec![Signer::Own(1)].try_into().unwrap(),
                call: Box::new(Encoded(vec![60, 3])),
            },
            checkpoint: [4; 32],
            transaction_version: 1,
            signatures: vec![Some(Signature::Ed25519([5; 64]))],
        };
        let arguments = |signature: [u8; 64]| {
            let signatures = vec![Signature::Ed25519(signature)];
            (&signing.operation, signatures, 7_u128).encode()
        };
        let (signed, blank) = (arguments([5; 64]), arguments([0; 64]));
        for (agrees, number) in [(Agrees::No, 4), (Agrees::Yes, 7)] {
            let call = |arguments: &[u8]| [&[60, number][..], arguments].concat();
            let made = dispatch(&CALLS, &signing, agrees, 7).unwrap();
            assert_eq!(made, (call(&signed), call(&blank)));
            assert!(made.0.ends_with(&7_u128.to_le_bytes()));
        }
        signing.signatures = vec![None];
        let missing = dispatch(&CALLS, &signing, Agrees::Yes, 7).unwrap_err();
        assert!(missing.to_string().contains("key-1"), "{missing}");
    }
}
