//! Changes of a DID: from a planned call to a transaction, or to a file for others to sign.

use super::{
    call::DidCall,
    call_indices::CallIndices,
    chain::Chain,
    file::{Content, OperationFile, Signing},
    proposal::{Agrees, Costs, Proposal},
    signers::{self, ordered, SigningWallet, Views},
    Account, Control, Encoded, Operation, Problem, Signer,
};
use crate::Result;
use aura_primitives::did::{Did, Signature};
use aura_wallet::Wallet;
use codec::Encode;

/// A call that a DID is to make.
pub struct PlannedOperation {
    /// The DID that makes the call.
    pub did: Did,
    /// Call of a pallet, with its arguments.
    pub call: DidCall,
    /// New control, if its controllers must sign too.
    pub agreeing: Option<Control>,
}

/// The submission of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submission {
    /// By the account that pays, once the operation is signed.
    Now,
    /// From a file, in which others may sign first; by this account only, or by any.
    Later(Option<Account>),
}

/// The signers and the submission of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningPlan {
    /// The account of the wallet or of a sponsor that pays.
    pub payer: Account,
    /// Submission: now, or later by others.
    pub submission: Submission,
    /// Chosen signers; if empty, as many as are needed, those that can sign here first.
    pub signers: Vec<Signer>,
}

/// A change with all signatures that the wallet and the outside can make.
#[allow(clippy::large_enum_variant, reason = "there is one")]
pub enum Prepared {
    /// To be submitted.
    Proposal(Proposal),
    /// To be written to a file.
    File(FileToSign),
}

/// An operation for others to sign or to submit.
pub struct FileToSign {
    /// Content of the file.
    pub file: OperationFile,
    /// Description of the operation for its readers, a line each.
    pub summary: Vec<String>,
    /// Names of the signers whose signatures are missing.
    pub missing: Vec<String>,
}

/// Signs a change with the keys of the wallet and of the outside. Nothing is submitted or written.
///
/// # Errors
/// If the chain would refuse the call, its signers cannot be found or do not prove a relationship
/// that the call requires, or a signature is missing that is needed to submit it.
pub async fn prepare(
    chain: &Chain,
    wallet: &Wallet,
    planned: &PlannedOperation,
    plan: &SigningPlan,
) -> Result<Prepared> {
    let PlannedOperation { did, call, .. } = planned;
    call.check(&chain.calls, &chain.state)?;
    let view = chain.active(did).await?;
    let deposit = call.deposit(did, chain).await?;
    let encoded = call.encode(&chain.calls);
    let mut signing_wallet = SigningWallet::new(wallet, chain);
    let signers = choose_signers(&mut signing_wallet, planned, plan, &view.control).await?;
    signing_wallet
        .dids
        .expect_proven(did, &signers, call.asked())
        .await?;

    let payer = Signer::Account(plan.payer);
    let is_now = plan.submission == Submission::Now;
    let costs = Costs {
        agrees: Agrees::from(is_now && signers.contains(&payer)),
        deposit,
        locks: match is_now {
            true => {
                let held = chain.deposit_of_call(did, &signers, &plan.payer, &encoded);
                held.await?
            }
            false => 0,
        },
    };
    let propose = |transaction, blank| {
        let proposal = Proposal::new(*did, call, costs, transaction, blank);
        Prepared::Proposal(proposal)
    };
    // The account that submits agrees by its transaction, and does not need to sign the operation.
    if costs.agrees == Agrees::Yes && signers == [payer.clone()] {
        let transaction = dispatch_as(&chain.calls, did, &encoded, costs.locks);
        return Ok(propose(transaction.clone(), transaction));
    }
    let mut signers = signers;
    if costs.agrees == Agrees::Yes {
        signers.retain(|signer| *signer != payer);
    }
    let mut signing = unsigned(chain, *did, view.nonce, plan, signers, encoded).await?;
    sign(&mut signing_wallet, &mut signing).await?;
    if is_now {
        let (transaction, blank) = dispatch(&chain.calls, &signing, costs.agrees, costs.locks)?;
        return Ok(propose(transaction, blank));
    }
    Ok(Prepared::File(FileToSign {
        missing: names(&signing),
        summary: summary(&signing.operation, &call.summary()),
        file: OperationFile {
            genesis: chain.genesis,
            content: Content::Operation(signing),
        },
    }))
}

/// Returns the signers of the plan. If it names none, chooses enough for the call and for the new
/// controllers, those whose keys the wallet or the outside has first.
async fn choose_signers(
    signing_wallet: &mut SigningWallet<'_>,
    planned: &PlannedOperation,
    plan: &SigningPlan,
    control: &Control,
) -> Result<Vec<Signer>> {
    if !plan.signers.is_empty() {
        return Ok(ordered(plan.signers.clone()));
    }
    let (did, payer) = (&planned.did, &plan.payer);
    let mut signers = match planned.call.relationship() {
        Some(relationship) => {
            signing_wallet
                .for_relationship(did, relationship, payer)
                .await?
        }
        None => signing_wallet.enough(did, control, payer).await?,
    };
    if let Some(control) = &planned.agreeing {
        signers.extend(signing_wallet.enough(did, control, payer).await?);
    }
    Ok(ordered(signers))
}

/// Makes the operation, without signatures.
async fn unsigned(
    chain: &Chain,
    did: Did,
    nonce: u64,
    plan: &SigningPlan,
    signers: Vec<Signer>,
    call: Vec<u8>,
) -> Result<Signing> {
    let (checkpoint, hash) = chain.checkpoint().await?;
    let too_many = |_| Problem::Argument("an operation has at most eight signers".into());
    let operation = Operation {
        did,
        nonce,
        submitter: match plan.submission {
            // No other account can then submit the operation, and so use up its nonce.
            Submission::Now => Some(plan.payer),
            Submission::Later(submitter) => submitter,
        },
        checkpoint,
        signers: signers.try_into().map_err(too_many)?,
        call: Box::new(Encoded(call)),
    };
    Ok(Signing {
        signatures: vec![None; operation.signers.len()],
        operation,
        checkpoint: hash,
        transaction_version: chain.transaction_version,
    })
}

/// Encodes the call by which an account that controls a DID alone makes a call in its name.
fn dispatch_as(calls: &CallIndices, did: &Did, call: &[u8], locks: u128) -> Vec<u8> {
    [&calls.dispatch_as[..], &did.encode(), call, &locks.encode()].concat()
}

/// Adds the signatures that the wallet and the outside can make, and returns their number.
pub async fn sign(signing_wallet: &mut SigningWallet<'_>, signing: &mut Signing) -> Result<usize> {
    let payload = signing.payload(&signing_wallet.dids.chain.genesis);
    let did = signing.operation.did;
    let mut added: usize = 0;
    for (signer, place) in signing
        .operation
        .signers
        .iter()
        .zip(&mut signing.signatures)
    {
        if place.is_none() {
            *place = signing_wallet.sign(&did, signer, &payload).await?;
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

/// Decodes the call of an operation, and checks that the operation is valid on this chain now.
///
/// # Errors
/// If the call is not known, or the chain would no longer accept the operation.
pub async fn current_call(chain: &Chain, signing: &Signing) -> Result<DidCall> {
    let operation = &signing.operation;
    let call = DidCall::decode(&chain.calls, &operation.call.0)?;
    call.check(&chain.calls, &chain.state)?;
    call.check_possession(&operation.did)?;
    let stale = |why: &str| Err(Problem::Stale(why.into()).into());
    if chain.finalized_at(operation.checkpoint).await? != Some(signing.checkpoint) {
        return stale("its checkpoint is not a final block of this chain");
    }
    if !chain.remembers(operation.checkpoint).await? {
        return stale("it has expired");
    }
    if signing.transaction_version != chain.transaction_version {
        return stale("the format of transactions has changed since");
    }
    if chain.active(&operation.did).await?.nonce != operation.nonce {
        return stale("its nonce is not the DID's next one");
    }
    Ok(call)
}

/// Returns the names of the signers whose signatures are missing.
pub fn names(signing: &Signing) -> Vec<String> {
    signing.missing().iter().map(signers::name).collect()
}

/// Encodes `dispatch` or `dispatch_agreeing`, with `locks` as the maximum deposit in plancks; and
/// the same call with blank signatures.
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
pub fn summary(operation: &Operation, call: &[String]) -> Vec<String> {
    let signers: Vec<_> = operation.signers.iter().map(signers::name).collect();
    let submitter = match &operation.submitter {
        Some(account) => format!("Submitted only by {}", signers::address(account)),
        None => "Submitted by any account".into(),
    };
    let mut lines = vec![format!("DID {}", operation.did)];
    lines.extend(call.iter().cloned());
    lines.extend([
        format!("Signed by {}", signers.join(", ")),
        submitter,
        format!(
            "Nonce {} of the DID, valid for a limited time after block {}",
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
