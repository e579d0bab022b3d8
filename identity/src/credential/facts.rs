//! Records of the chain for a document: the queries, and their results.

use super::{verify::reading, Failure};
use crate::{
    anchoring::Inclusion,
    data_integrity::proofs,
    limits::MAX_CREDENTIALS,
    status::{status_entries, StatusEntry},
};
use aura_primitives::{
    credentials::{
        view::{BatchView, ListView, SchemaView},
        Index, ListId, Root, SchemaId, Standing, Status,
    },
    did::{
        view::{ActiveView, VerificationMethodView, View},
        Did,
    },
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Queries that the verification of a document needs. Their results at one block are [`Facts`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Questions {
    /// DIDs: `DidApi::resolve`.
    pub dids: BTreeSet<Did>,
    /// Schemas: `CredentialsApi::schema`.
    pub schemas: BTreeSet<SchemaId>,
    /// Standings of issuers under schemas: `CredentialsApi::standing`.
    pub standings: BTreeSet<(SchemaId, Did)>,
    /// Lists: `CredentialsApi::list`.
    pub lists: BTreeSet<ListId>,
    /// Statuses: `CredentialsApi::status`. A query by index tells the node which credential is
    /// verified; to avoid that, fetch the pages of the list.
    pub statuses: BTreeSet<(ListId, Index)>,
    /// Batches: `CredentialsApi::batch`.
    pub batches: BTreeSet<(ListId, Root)>,
    /// Status lists of issuers that are not on the chain: https URLs. Do not fetch from addresses
    /// inside the verifier's own network.
    pub status_lists: BTreeSet<String>,
}

impl Questions {
    /// Collects the queries of a credential or presentation and its inclusions.
    ///
    /// A malformed document adds no queries; [`verify`](super::verify()) reports it.
    pub fn of(document: &Value, inclusions: &[Inclusion]) -> Self {
        let mut questions = Self::default();
        for proof in proofs(document).unwrap_or_default() {
            questions.ask_did(&proof.verification_method);
        }
        if reading::is_presentation(document) {
            questions.ask_did(&reading::presenter(document).unwrap_or_default());
        }
        for credential in reading::credentials(document).unwrap_or_default() {
            questions.ask_credential(credential);
        }
        for inclusion in inclusions.iter().take(MAX_CREDENTIALS) {
            questions.lists.insert(inclusion.list);
            questions.batches.insert((inclusion.list, inclusion.root));
        }
        questions
    }

    fn ask_did(&mut self, url: &str) -> Option<Did> {
        let did = url.split(['#', '/', '?']).next()?.parse().ok()?;
        self.dids.insert(did);
        Some(did)
    }

    fn ask_credential(&mut self, credential: &Value) {
        let issuer = reading::issuer(credential).unwrap_or_default();
        let issuer = self.ask_did(issuer);
        if let (Some(issuer), Ok(Some(named))) = (issuer, reading::schema(credential)) {
            self.schemas.insert(named.id);
            self.standings.insert((named.id, issuer));
        }
        for entry in status_entries(credential).unwrap_or_default() {
            self.ask_status(&entry);
        }
    }

    fn ask_status(&mut self, entry: &StatusEntry) {
        match entry.on_chain {
            Some((_, list)) => {
                self.lists.insert(list);
                self.statuses.insert((list, entry.index));
            }
            None if entry.list_credential.starts_with("https://") => {
                self.status_lists.insert(entry.list_credential.clone());
            }
            None => {}
        }
    }
}

/// Results of [`Questions`]. A missing entry was not queried: checks that need it fail. `None`
/// means the chain has no such record.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Facts {
    /// DID documents, active or deactivated.
    pub dids: BTreeMap<Did, Option<View<[u8; 32]>>>,
    /// Schemas as registered on the chain.
    pub schemas: BTreeMap<SchemaId, Option<SchemaView>>,
    /// Standings of issuers under schemas, now.
    pub standings: BTreeMap<(SchemaId, Did), Option<Standing>>,
    /// Owner, schema and size of status lists.
    pub lists: BTreeMap<ListId, Option<ListView>>,
    /// Statuses of credentials.
    pub statuses: BTreeMap<(ListId, Index), Option<Status>>,
    /// Anchored batches, by their list and Merkle root.
    pub batches: BTreeMap<(ListId, Root), Option<BatchView>>,
    /// Status lists as documents, by URL. They are verified like credentials. For a list of the
    /// chain, the document is used if the status itself was not queried.
    pub status_lists: BTreeMap<String, Value>,
}

impl Facts {
    /// Finds a DID that is not deactivated.
    pub(crate) fn active(&self, did: &Did) -> Result<&ActiveView<[u8; 32]>, Failure> {
        match self.dids.get(did) {
            None => Err(Failure::NotAsked("a DID")),
            Some(None) => Err(Failure::NoSuchDid),
            Some(Some(View::Deactivated(_))) => Err(Failure::Deactivated),
            Some(Some(View::Active(view))) => Ok(view),
        }
    }

    /// Finds a verification method of an active DID by its DID URL.
    pub(crate) fn method(&self, did: &Did, url: &str) -> Result<&VerificationMethodView, Failure> {
        let (of, fragment) = url.split_once('#').ok_or(Failure::NoSuchMethod)?;
        if of != did.to_string() {
            return Err(Failure::AnotherDid);
        }
        let mut methods = self.active(did)?.methods.iter();
        let method = methods.find(|method| method.fragment == fragment);
        method.ok_or(Failure::NoSuchMethod)
    }

    /// Finds a schema.
    pub(crate) fn schema(&self, id: &SchemaId) -> Result<&SchemaView, Failure> {
        match self.schemas.get(id) {
            None => Err(Failure::NotAsked("the schema")),
            Some(None) => Err(Failure::NoSuchSchema),
            Some(Some(schema)) => Ok(schema),
        }
    }
}
