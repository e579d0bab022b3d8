//! The command `aura did update`.

use crate::{
    already::already,
    did::{
        arguments::{self, key_index, NewKey, Relation},
        call::DidCall,
        change::{make, Signatures},
        submit::{Common, Paying},
        Account, PlannedOperation, Problem,
    },
    random::random,
    wallet::{PrivateKey, WalletEdit},
    Error, Outcome, Result,
};
use aura_primitives::did::{
    view::{ActiveView, VerificationMethodView},
    Change, Did, KeyIndex, NewVerificationMethod, Relationships, Service, ServiceName, Uri,
};
use aura_zkp_core::possession;
use clap::Args;
use serde_json::json;

/// Changes the keys, services and `alsoKnownAs` of a DID: all changes take effect, or none.
#[derive(Debug, Args)]
pub struct Update {
    /// The DID, or its name in the wallet.
    #[arg(value_name = "DID")]
    pub did: String,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,

    #[command(flatten)]
    pub signatures: Signatures,

    #[command(flatten)]
    pub changes: ChangeArguments,
}

/// Arguments for the changes. Every option but the last may be repeated.
#[derive(Debug, Default, Args)]
#[group(required = true, multiple = true)]
pub struct ChangeArguments {
    /// Add a new key of the wallet, for these relationships [default: those of its kind].
    #[arg(long, value_name = "KIND[:REL,REL]")]
    pub add_key: Vec<NewKey>,

    /// Replace the relationships of a key.
    #[arg(long, value_name = "N:REL,REL")]
    pub relate_key: Vec<Relation>,

    /// Retire a key: its assertions stay valid.
    #[arg(long, value_name = "N", value_parser = key_index)]
    pub retire_key: Vec<KeyIndex>,

    /// Revoke a key: none of its signatures is valid.
    #[arg(long, value_name = "N", value_parser = key_index)]
    pub revoke_key: Vec<KeyIndex>,

    /// Add a service, or replace the one of that name.
    #[arg(long, value_name = "NAME=TYPE=URL", value_parser = arguments::service)]
    pub set_service: Vec<Service>,

    /// Remove the service of this name.
    #[arg(long, value_name = "NAME", value_parser = arguments::service_name)]
    pub remove_service: Vec<ServiceName>,

    /// Set `alsoKnownAs` to this URI, in place of those it has; may be repeated.
    #[arg(long, value_name = "URI", value_parser = arguments::uri)]
    pub also_known_as: Vec<Uri>,

    /// Remove all of `alsoKnownAs`.
    #[arg(long, conflicts_with = "also_known_as")]
    pub no_also_known_as: bool,
}

impl Update {
    pub(super) async fn run(self) -> Result<Outcome> {
        // Lock the wallet before the chain is read: see `Access::edit`.
        let mut edit = self.common.access.edit()?;
        let chain = self.common.chain().await?;
        let record = edit.find(&self.did)?.clone();
        chain.expect_genesis(&record.genesis)?;
        let view = chain.active(&record.did).await?;
        let added = new_keys(&mut edit, &record.did, &view.methods, &self.changes.add_key)?;
        let changes = self.changes.changes(added)?;
        if changes.iter().all(|change| is_so(&view, change)) {
            let words = format!(
                "{} already has these settings: nothing was sent.",
                record.did
            );
            return already(
                self.common.json,
                &words,
                json!({ "did": record.did.to_string() }),
            );
        }
        let changes = changes
            .try_into()
            .map_err(|_| Problem::Argument("an operation makes at most 16 changes".into()))?;
        let planned = PlannedOperation {
            did: record.did,
            call: DidCall::Update(changes),
            agreeing: None,
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

/// Returns true if the DID is already as the change would make it.
pub(super) fn is_so(view: &ActiveView<Account>, change: &Change) -> bool {
    let method = |index: &KeyIndex| {
        let fragment = format!("key-{index}");
        view.methods
            .iter()
            .find(move |one| one.fragment == fragment)
    };
    let service = |name: &ServiceName| {
        let mut all = view.services.iter();
        all.find(|one| one.fragment == name.as_str())
    };
    match change {
        Change::RetireKey(index) => {
            method(index).is_some_and(|one| one.expires.is_some() && one.revoked.is_none())
        }
        Change::RevokeKey(index) => method(index).is_some_and(|one| one.revoked.is_some()),
        Change::SetKeyRelationships(index, wanted) => {
            method(index).is_some_and(|one| one.expires.is_none() && one.relationships == *wanted)
        }
        Change::RemoveService(name) => service(name).is_none(),
        Change::SetService(wanted) => service(&wanted.name).is_some_and(|one| {
            let endpoints = wanted.endpoints.iter().map(Uri::as_str);
            one.service_type == wanted.service_type.as_str() && endpoints.eq(one.endpoints.iter())
        }),
        Change::SetAlsoKnownAs(names) => names.iter().map(Uri::as_str).eq(&view.also_known_as),
        _ => false,
    }
}

/// Makes new keys, and skips those that the document already has: after the wallet was restored
/// from the phrase alone, its numbers begin again.
fn new_keys(
    edit: &mut WalletEdit,
    did: &Did,
    known: &[VerificationMethodView],
    wanted: &[NewKey],
) -> Result<Vec<Change>> {
    let mut added = vec![];
    for NewKey {
        kind,
        relationships,
    } in wanted
    {
        let key = loop {
            let record = edit.add_key(did, *kind)?;
            let key = edit.private_key(edit.find(&did.to_string())?, &record)?;
            let multikey = key.public().to_multikey();
            if known.iter().all(|method| method.multikey != multikey) {
                break key;
            }
        };
        added.push(addition(did, &key, *relationships)?);
    }
    Ok(added)
}

/// Makes the change that adds a key. A key for proofs comes with its signature over the DID.
pub(super) fn addition(
    did: &Did,
    key: &PrivateKey,
    relationships: Relationships,
) -> Result<Change> {
    let public = key.public();
    if let PrivateKey::Jubjub(secret) = key {
        if !public.may_be_used_for(relationships) {
            let why = "a jubjub key can have no other relationship than assertionMethod";
            return Err(Problem::Argument(why.into()).into());
        }
        let mut blinding = [0; 32];
        random(&mut blinding).map_err(Error::Randomness)?;
        return Ok(Change::AddProofKey {
            key: secret.public_key().to_bytes(),
            possession: possession::sign(did, secret, &blinding),
        });
    }
    public
        .check(relationships)
        .map_err(|error| Problem::Argument(error.to_string()))?;
    Ok(Change::AddKey(NewVerificationMethod {
        key: public,
        relationships,
    }))
}

impl ChangeArguments {
    /// Returns the changes in the order in which they are made: keys are added before others are
    /// retired or revoked.
    pub(super) fn changes(self: &ChangeArguments, added: Vec<Change>) -> Result<Vec<Change>> {
        let mut changes = added;
        let related = self.relate_key.iter();
        changes
            .extend(related.map(|one| Change::SetKeyRelationships(one.index, one.relationships)));
        changes.extend(self.retire_key.iter().copied().map(Change::RetireKey));
        changes.extend(self.revoke_key.iter().copied().map(Change::RevokeKey));
        changes.extend(
            self.remove_service
                .iter()
                .cloned()
                .map(Change::RemoveService),
        );
        changes.extend(self.set_service.iter().cloned().map(Change::SetService));
        if self.no_also_known_as || !self.also_known_as.is_empty() {
            let names = arguments::also_known_as(&self.also_known_as);
            changes.push(Change::SetAlsoKnownAs(names.map_err(Problem::Argument)?));
        }
        Ok(changes)
    }
}
