//! The command `aura did sign`.

use crate::{
    did::{
        change::FileOutput,
        file::Content,
        operation_files,
        operations::{current_call, names, sign, summary, verify},
        signers::SigningWallet,
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
        let call = current_call(&chain, signing).await?;
        let summary = summary(&signing.operation, &call.summary());
        let did = signing.operation.did;
        show(&did, summary.get(1..).unwrap_or_default());
        let wallet = self.common.access.open()?;
        let mut signing_wallet = SigningWallet::new(&wallet, &chain);

        verify(&mut signing_wallet.dids, signing).await?;
        let mut any = false;
        for signer in signing.missing() {
            any |= signing_wallet.holds(&did, &signer).await?;
        }
        if !any {
            return Err(Problem::NothingToSign(names(signing)).into());
        }
        if !self.yes {
            agree("Sign this?", "yes")?;
        }
        sign(&mut signing_wallet, signing).await?;
        let missing = names(signing);
        match &self.out {
            Some(path) => operation_files::create(path, &carried, summary)?,
            None => operation_files::replace(&self.file, &carried, summary)?,
        }
        let written = FileOutput {
            file: self.out.as_ref().unwrap_or(&self.file),
            did: did.to_string(),
            missing,
        };
        written.print(self.common.json)?;
        Ok(Outcome::Done)
    }
}
