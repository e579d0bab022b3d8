//! `aura did control`.

use crate::{
    already::already,
    credentials::named as named_by,
    did::{
        arguments,
        call::DidCall,
        change::{make, PlannedOperation, Signatures},
        submit::{Common, Paying},
        Control, Controller, Problem,
    },
    output, Outcome, Result,
};
use clap::Args;
use serde_json::json;

/// Sets who controls a DID. Enough of those who are to control it sign the same operation: where
/// this wallet does not have their keys, write it to a file with --out for them to sign.
#[derive(Debug, Args)]
pub struct SetControl {
    /// The DID, or what the wallet calls it.
    #[arg(value_name = "DID")]
    pub did: String,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,

    #[command(flatten)]
    pub signatures: Signatures,

    /// How many must agree.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..))]
    pub threshold: u8,

    /// The new controller: a DID, what the wallet calls one, or the address of an account; may be
    /// repeated.
    #[arg(long, value_name = "DID|ACCOUNT", required_unless_present = "own")]
    pub controller: Vec<String>,

    /// Have the DID's own keys control it.
    #[arg(long, conflicts_with = "controller")]
    pub own: bool,
}

impl SetControl {
    pub(super) async fn run(self) -> Result<Outcome> {
        // The chain is looked at when the wallet is free: its DIDs may have changed until then.
        let edit = self.common.access.edit()?;
        let named = self.controller.iter();
        let controllers = named
            .map(|text| arguments::controller(text, |name| named_by(&edit, name)))
            .collect::<Result<Vec<_>>>()?;
        let control = control(&controllers, self.threshold)?;
        let chain = self.common.chain().await?;
        let record = edit.find(&self.did)?.clone();
        chain.expect_genesis(&record.genesis)?;
        if chain.active(&record.did).await?.control == control {
            let words = format!("{} is controlled so already.", record.did);
            let about = json!({ "did": record.did.to_string() });
            return already(self.common.json, &words, about);
        }
        output::progress("Those who are to control the DID must agree to the same operation.");
        let wanted = PlannedOperation {
            did: record.did,
            does: DidCall::SetControl(control.clone()),
            agreeing: Some(control),
        };
        let Self {
            common,
            paying,
            signatures,
            ..
        } = &self;
        make(common, paying, signatures, &chain, edit, wanted).await
    }
}

/// So many of these, in strict order.
pub(super) fn control(
    controllers: &[Controller],
    threshold: u8,
) -> std::result::Result<Control, Problem> {
    let mut controllers = controllers.to_vec();
    controllers.sort();
    controllers.dedup();
    let count = controllers.len();
    let controllers = controllers
        .try_into()
        .map_err(|_| Problem::Argument("a DID has at most eight controllers".into()))?;
    let control = Control {
        controllers,
        threshold,
    };
    // Of its own keys the chain knows how many there are.
    let own_keys = usize::from(threshold);
    control.check(own_keys).map_err(|error| {
        let count = output::counted(count, "controller");
        Problem::Argument(format!("{error}; {count} would be set"))
    })?;
    Ok(control)
}
