//! DID documents.

use super::{media_type::DID_LD_JSON, multikey};
use crate::{bounded, DateTime};
use aura_primitives::did::{
    view::{ActiveView, ServiceView, VerificationMethodView},
    Control, Controller, Did, Relationship,
};
use serde::{Deserialize, Serialize};

/// The JSON-LD contexts of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(into = "OneOrMany<String>", try_from = "OneOrMany<String>")]
pub enum Context {
    /// The context of [DID Core 1.1](https://www.w3.org/TR/did-1.1/#context). It also defines
    /// `Multikey`, so it is enough alone.
    #[default]
    Did,
    /// The context of [DID Core 1.0](https://www.w3.org/TR/did-1.0/#json-ld), which must be first,
    /// and the context of `Multikey`.
    DidV1,
}

impl Context {
    const ALL: [Self; 2] = [Self::Did, Self::DidV1];

    fn urls(self) -> &'static [&'static str] {
        match self {
            Self::Did => &["https://www.w3.org/ns/did/v1.1"],
            Self::DidV1 => &[
                "https://www.w3.org/ns/did/v1",
                "https://w3id.org/security/multikey/v1",
            ],
        }
    }
}

impl From<Context> for OneOrMany<String> {
    fn from(context: Context) -> Self {
        Self::new(context.urls().iter().map(ToString::to_string).collect())
    }
}

impl TryFrom<OneOrMany<String>> for Context {
    type Error = &'static str;

    fn try_from(urls: OneOrMany<String>) -> Result<Self, Self::Error> {
        let known = Self::ALL
            .into_iter()
            .find(|context| OneOrMany::from(*context) == urls);
        known.ok_or("not the contexts of a DID document")
    }
}

/// A DID document, in the JSON of [DID Core 1.1](https://www.w3.org/TR/did-1.1/#core-properties).
/// Empty members are omitted, and the order of members is fixed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// JSON-LD contexts.
    #[serde(rename = "@context")]
    pub context: Context,
    /// The DID.
    pub id: String,
    /// Other DIDs that control this one. Controlling accounts have no DID: they are in
    /// [`DocumentMetadata::control`](super::DocumentMetadata::control).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller: Option<OneOrMany<String>>,
    /// Other names of the subject.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "bounded::list"
    )]
    pub also_known_as: Vec<String>,
    /// Verification methods.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "bounded::list"
    )]
    pub verification_method: Vec<VerificationMethod>,
    /// DID URLs of the methods that authenticate the subject.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "bounded::list"
    )]
    pub authentication: Vec<String>,
    /// DID URLs of the methods that sign assertions, such as credentials.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "bounded::list"
    )]
    pub assertion_method: Vec<String>,
    /// DID URLs of the methods for encryption to the subject.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "bounded::list"
    )]
    pub key_agreement: Vec<String>,
    /// DID URLs of the methods that authorise updates of the document.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "bounded::list"
    )]
    pub capability_invocation: Vec<String>,
    /// DID URLs of the methods that delegate capabilities of the subject.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "bounded::list"
    )]
    pub capability_delegation: Vec<String>,
    /// Services of the subject.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "bounded::list"
    )]
    pub service: Vec<Service>,
}

/// A [verification method](https://www.w3.org/TR/cid-1.0/#verification-methods): a key as
/// [Multikey](https://www.w3.org/TR/cid-1.0/#Multikey).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerificationMethod {
    /// DID URL.
    pub id: String,
    /// Always `Multikey`.
    #[serde(rename = "type")]
    pub kind: String,
    /// DID of the document.
    pub controller: String,
    /// Time of retirement: proofs made later are invalid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<DateTime>,
    /// Time of revocation: all its proofs are invalid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<DateTime>,
    /// Public key; see [`multikey`].
    pub public_key_multibase: String,
}

/// A [service](https://www.w3.org/TR/cid-1.0/#services).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Service {
    /// DID URL.
    pub id: String,
    /// Service type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Service endpoints: URIs.
    pub service_endpoint: OneOrMany<String>,
}

/// One value, or a list: the standards permit either spelling.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany<T> {
    /// A single value.
    One(T),
    /// A list.
    #[serde(
        bound(deserialize = "T: Deserialize<'de>"),
        deserialize_with = "bounded::list"
    )]
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// All values.
    pub fn as_slice(&self) -> &[T] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }

    fn new(values: Vec<T>) -> Self {
        match <[T; 1]>::try_from(values) {
            Ok([value]) => Self::One(value),
            Err(values) => Self::Many(values),
        }
    }
}

impl Document {
    /// Makes the document of a DID from its view on the chain.
    pub fn new(did: &Did, view: &ActiveView<[u8; 32]>) -> Self {
        let id = did.to_string();
        let related = |relationship| {
            view.methods
                .iter()
                .filter(|method| method.relationships.contains(relationship))
                .map(|method| format!("{id}#{}", method.fragment))
                .collect()
        };
        Self {
            context: Context::Did,
            controller: controller(&view.control),
            also_known_as: view.also_known_as.clone(),
            verification_method: view
                .methods
                .iter()
                .map(|method| VerificationMethod::new(&id, method))
                .collect(),
            authentication: related(Relationship::Authentication),
            assertion_method: related(Relationship::AssertionMethod),
            key_agreement: related(Relationship::KeyAgreement),
            capability_invocation: related(Relationship::CapabilityInvocation),
            capability_delegation: related(Relationship::CapabilityDelegation),
            service: view
                .services
                .iter()
                .map(|service| Service::new(&id, service))
                .collect(),
            id,
        }
    }

    /// Sets the contexts of a media type: JSON-LD of DID Core 1.0 has its own.
    pub(crate) fn written_as(mut self, media_type: &str) -> Self {
        self.context = match media_type {
            DID_LD_JSON => Context::DidV1,
            _ => Context::Did,
        };
        self
    }

    /// DID URLs of the verification methods with a relationship.
    pub fn relationship(&self, relationship: Relationship) -> &[String] {
        match relationship {
            Relationship::Authentication => &self.authentication,
            Relationship::AssertionMethod => &self.assertion_method,
            Relationship::KeyAgreement => &self.key_agreement,
            Relationship::CapabilityInvocation => &self.capability_invocation,
            Relationship::CapabilityDelegation => &self.capability_delegation,
        }
    }
}

impl VerificationMethod {
    fn new(did: &str, view: &VerificationMethodView) -> Self {
        Self {
            id: format!("{did}#{}", view.fragment),
            kind: "Multikey".into(),
            controller: did.into(),
            expires: view.expires.map(DateTime::from_millis),
            revoked: view.revoked.map(DateTime::from_millis),
            public_key_multibase: multikey::encode(&view.multikey),
        }
    }
}

impl Service {
    /// Service endpoints.
    pub fn endpoints(&self) -> &[String] {
        self.service_endpoint.as_slice()
    }

    fn new(did: &str, view: &ServiceView) -> Self {
        Self {
            id: format!("{did}#{}", view.fragment),
            kind: view.service_type.clone(),
            service_endpoint: OneOrMany::new(view.endpoints.clone()),
        }
    }
}

/// Controllers that are DIDs, without accounts.
fn controller(control: &Control<[u8; 32]>) -> Option<OneOrMany<String>> {
    let dids: Vec<String> = control
        .controllers
        .iter()
        .filter_map(|controller| match controller {
            Controller::Did(did) => Some(did.to_string()),
            Controller::Account(_) => None,
        })
        .collect();
    (!dids.is_empty()).then(|| OneOrMany::new(dids))
}
