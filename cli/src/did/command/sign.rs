//! The command `aura did sign`.

use crate::{
    did::{
        call::DidCall,
        chain::Chain,
        change::{names, sign, summary, verify, Written},
        file::{Content, Signing},
        operation_files,
        signers::Holder,
        submit::{agree, show, Common},
        Problem,
    },
    standard_input, Error, Outcome, Result,
};
use clap::Args;
use std::path::PathBuf;

/// Signs an operation in a file with the keys of the wallet, after showing what it does.
#[derive(Debug, Args)]
pub struct Sign {
    /// The file with the operation.
    pub file: PathBuf,

    #[command(flatten)]
    pub common: Common,

    /// Sign without asking for confirmation.
    #[arg(long)]
    pub yes: bool,

    /// Write the result to this new file, and leave the old one as it is.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

impl Sign {
    pub(super) async fn run(self) -> Result<Outcome> {
        if self.out.is_none() && standard_input::is_meant(&self.file) {
            return Err(Error::NoFile);
        }
        let mut carried = operation_files::read(&self.file)?;
        let Content::Operation(signing) = &mut carried.content else {
            let why = "a creation already has its only signature: submit it with `aura did submit`";
            return Err(Problem::Argument(why.into()).into());
        };
        let chain = self.common.chain().await?;
        chain.expect_genesis(&carried.genesis)?;
        let does = check(&chain, signing).await?;
        let summary = summary(&signing.operation, &does.words());
        let did = signing.operation.did;
        show(&did, summary.get(1..).unwrap_or_default());
        let wallet = self.common.access.open()?;
        let mut holder = Holder::new(&wallet, &chain);

        verify(&mut holder.dids, signing).await?;
        let mut any = false;
        for signer in signing.missing() {
            any |= holder.holds(&did, &signer).await?;
        }
        if !any {
            return Err(Problem::NothingToSign(names(signing)).into());
        }
        if !self.yes {
            agree("Sign this?", "yes")?;
        }
        sign(&mut holder, signing).await?;
        let missing = names(signing);
        match &self.out {
            Some(path) => operation_files::create(path, &carried, summary)?,
            None => operation_files::replace(&self.file, &carried, summary)?,
        }
        let written = Written {
            file: self.out.as_ref().unwrap_or(&self.file),
            did: did.to_string(),
            missing,
        };
        written.print(self.common.json)?;
        Ok(Outcome::Done)
    }
}

/// Decodes the call of an operation, and checks that the operation is valid on this chain now.
pub(super) async fn check(chain: &Chain, signing: &Signing) -> Result<DidCall> {
    let operation = &signing.operation;
    let does = DidCall::decode(&chain.calls, &operation.call.0)?;
    does.check(&chain.calls, &chain.state)?;
    does.check_possession(&operation.did)?;
    let stale = |why: &str| Err(Problem::Stale(why.into()).into());
    if chain.finalised_at(operation.checkpoint).await? != Some(signing.checkpoint) {
        return stale("its checkpoint is not a final block of this chain");
    }
    if !chain.remembers(operation.checkpoint).await? {
        return stale("it has expired");
    }
    if signing.transaction_version != chain.transaction_version {
        return stale("the format of transactions has changed since");
    }
    if chain.active(&operation.did).await?.nonce != operation.nonce {
        return stale("its number is not that of the DID's next operation");
    }
    Ok(does)
}
