//! What the chain says of a document: first what must be asked, then the answers.

use super::{
    claims,
    status::{status_entries, StatusEntry},
    verify::reading,
    Failure, Inclusion,
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

/// What must be known to verify a document. Whoever asks for all of it at one block has [`Facts`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Questions {
    /// DIDs: `DidApi::resolve`.
    pub dids: BTreeSet<Did>,
    /// Schemas: `CredentialsApi::schema`.
    pub schemas: BTreeSet<SchemaId>,
    /// Whether a DID may issue by a schema: `CredentialsApi::standing`.
    pub standings: BTreeSet<(SchemaId, Did)>,
    /// Lists: `CredentialsApi::list`.
    pub lists: BTreeSet<ListId>,
    /// Credentials: `CredentialsApi::status`. To ask by index tells the node whose credential is
    /// looked at; whoever minds fetches the pages of the list.
    pub statuses: BTreeSet<(ListId, Index)>,
    /// Batches: `CredentialsApi::batch`.
    pub batches: BTreeSet<(ListId, Root)>,
    /// Status lists of issuers that are not on the chain: https URLs. Nothing is to be fetched from
    /// addresses that the verifier's network alone can reach.
    pub status_lists: BTreeSet<String>,
}

impl Questions {
    /// Those of a credential or presentation, and of what came with it.
    ///
    /// What is malformed asks nothing; [`verify`](super::verify()) says why.
    pub fn of(document: &Value, inclusions: &[Inclusion]) -> Self {
        let mut questions = Self::default();
        for proof in super::proofs(document).unwrap_or_default() {
            questions.ask_did(&proof.verification_method);
        }
        if reading::is_presentation(document) {
            questions.ask_did(&reading::presenter(document).unwrap_or_default());
        }
        for credential in reading::credentials(document).unwrap_or_default() {
            questions.ask_credential(credential);
        }
        for inclusion in inclusions.iter().take(super::PRESENTED) {
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

/// The answers to [`Questions`]. What is missing was not asked, and a check that needs it fails; what
/// is `None` was asked, and there is none.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Facts {
    /// DIDs.
    pub dids: BTreeMap<Did, Option<View<[u8; 32]>>>,
    /// Schemas.
    pub schemas: BTreeMap<SchemaId, Option<SchemaView>>,
    /// Whether a DID may issue by a schema.
    pub standings: BTreeMap<(SchemaId, Did), Option<Standing>>,
    /// Lists.
    pub lists: BTreeMap<ListId, Option<ListView>>,
    /// Credentials.
    pub statuses: BTreeMap<(ListId, Index), Option<Status>>,
    /// Batches.
    pub batches: BTreeMap<(ListId, Root), Option<BatchView>>,
    /// Status lists as documents, by where they are found. They are verified as credentials are. For
    /// a list of the chain, one stands in where the status itself was not asked.
    pub status_lists: BTreeMap<String, Value>,
}

impl Facts {
    /// A DID that is in use.
    pub(crate) fn active(&self, did: &Did) -> Result<&ActiveView<[u8; 32]>, Failure> {
        match self.dids.get(did) {
            None => Err(Failure::NotAsked("a DID")),
            Some(None) => Err(Failure::NoSuchDid),
            Some(Some(View::Deactivated(_))) => Err(Failure::Deactivated),
            Some(Some(View::Active(view))) => Ok(view),
        }
    }

    /// A key of a DID that is in use, by its DID URL.
    pub(crate) fn method(&self, did: &Did, url: &str) -> Result<&VerificationMethodView, Failure> {
        let (of, fragment) = url.split_once('#').ok_or(Failure::NoSuchMethod)?;
        if of != did.to_string() {
            return Err(Failure::AnotherDid);
        }
        let mut methods = self.active(did)?.methods.iter();
        let method = methods.find(|method| method.fragment == fragment);
        method.ok_or(Failure::NoSuchMethod)
    }

    /// A schema.
    pub(crate) fn schema(&self, id: &SchemaId) -> Result<&SchemaView, Failure> {
        match self.schemas.get(id) {
            None => Err(Failure::NotAsked("the schema")),
            Some(None) => Err(Failure::NoSuchSchema),
            Some(Some(schema)) => Ok(schema),
        }
    }
}

/// A schema as a credential names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedSchema {
    /// Whose it is said to be.
    pub owner: Did,
    /// Its identifier.
    pub id: SchemaId,
    /// The digest of its JSON Schema, as text.
    pub digest: String,
}

impl NamedSchema {
    /// Its DID URL.
    pub fn url(&self) -> String {
        claims::schema_url(&self.owner, &self.id)
    }
}
