//! The command `aura did control`.

use crate::{
    already::already,
    credentials::named as named_by,
    did::{
        arguments,
        call::DidCall,
        change::{make, Signatures},
        submit::{Common, Paying},
        Control, Controller, PlannedOperation, Problem,
    },
    output, Outcome, Result,
};
use clap::Args;
use serde_json::json;

/// Sets the controllers of a DID. As many of the new controllers as the threshold says must sign
/// the same operation: where this wallet does not have their keys, write it to a file with --out
/// for them to sign.
#[derive(Debug, Args)]
pub struct SetControl {
    /// The DID, or its name in the wallet.
    #[arg(value_name = "DID")]
    pub did: String,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,

    #[command(flatten)]
    pub signatures: Signatures,

    /// Threshold: the number of controllers or keys that must sign.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..))]
    pub threshold: u8,

    /// A new controller: a DID, its name in the wallet, or the address of an account; may be
    /// repeated.
    #[arg(long, value_name = "DID|ACCOUNT", required_unless_present = "own")]
    pub controller: Vec<String>,

    /// Let the DID's own keys control it.
    #[arg(long, conflicts_with = "controller")]
    pub own: bool,
}

impl SetControl {
    pub(super) async fn run(self) -> Result<Outcome> {
        // Lock the wallet before the chain is read: see `Access::edit`.
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
            let words = format!("{} already has this control: nothing was sent.", record.did);
            let about = json!({ "did": record.did.to_string() });
            return already(self.common.json, &words, about);
        }
        output::progress("The new controllers must sign the same operation.");
        let planned = PlannedOperation {
            did: record.did,
            call: DidCall::SetControl(control.clone()),
            agreeing: Some(control),
        };
        let Self {
            common,
            paying,
            signatures,
            ..
        } = &self;
        make(common, paying, signatures, &chain, edit, planned).await
    }
}

/// Makes the control with these controllers, sorted and without duplicates, and this threshold.
///
/// # Errors
/// If there are too many controllers, or the threshold does not fit them.
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
    // The chain knows the number of the DID's own keys, and checks the threshold against it.
    let own_keys = usize::from(threshold);
    control.check(own_keys).map_err(|error| {
        let count = output::counted(count, "controller");
        Problem::Argument(format!("{error}; {count} would be set"))
    })?;
    Ok(control)
}
