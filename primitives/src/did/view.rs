//! Views of DIDs for clients.
//!
//! They are independent of the pallet's storage layout, so that clients keep working when it
//! changes.

use super::{
    AlsoKnownAs, Control, Did, Fragment, KeyState, Relationships, Service, Services, Stamp,
    VerificationMethod,
};
use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A DID that was created.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[allow(
    clippy::large_enum_variant,
    reason = "values live for one answer, and nearly all are of the large variant"
)]
pub enum View<AccountId> {
    /// The DID is in use.
    Active(ActiveView<AccountId>),
    /// The DID was deactivated, permanently.
    Deactivated(DeactivatedView),
}

/// A DID in use.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ActiveView<AccountId> {
    /// Verification methods, in the order in which they were added.
    pub methods: Vec<VerificationMethodView>,
    /// Services, in the order in which they were first set.
    pub services: Vec<ServiceView>,
    /// Other identifiers of the DID subject: URIs.
    pub also_known_as: Vec<String>,
    /// Controllers and threshold.
    pub control: Control<AccountId>,
    /// The nonce of the DID's next operation.
    pub nonce: u64,
    /// Block and time of the creation.
    pub created: Stamp,
    /// Block and time of this version of the document.
    pub updated: Stamp,
    /// Block of the previous version; `None` for the first one.
    pub previous: Option<u32>,
    /// Hash chain over all previous versions.
    pub history: [u8; 32],
    /// The account on which the deposit is held.
    pub depositor: AccountId,
}

/// A verification method as runtime APIs return it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct VerificationMethodView {
    /// The fragment of its DID URL, without `#`.
    pub fragment: String,
    /// The bytes of its Multikey: the prefix of the key type, then the key.
    pub multikey: Vec<u8>,
    /// Relationships under which the document lists it; none if it is revoked.
    pub relationships: Relationships,
    /// Time of its retirement, after which it asserts nothing new; milliseconds since 1970.
    pub expires: Option<u64>,
    /// Time of its revocation, from which on it counts as stolen; milliseconds since 1970.
    pub revoked: Option<u64>,
}

/// A service as runtime APIs return it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ServiceView {
    /// The fragment of its DID URL, without `#`.
    pub fragment: String,
    /// The `type` of the service.
    pub service_type: String,
    /// URIs at which the service is reached.
    pub endpoints: Vec<String>,
}

/// A deactivated DID.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct DeactivatedView {
    /// Block and time of the creation.
    pub created: Stamp,
    /// Block and time of the deactivation.
    pub deactivated: Stamp,
    /// Hash chain over all versions.
    pub history: [u8; 32],
}

/// A page of a listing of DIDs.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, TypeInfo)]
pub struct DidPage {
    /// DIDs in the order of their bytes.
    pub dids: Vec<Did>,
    /// The DID after which the next page begins; `None` on the last page.
    pub next: Option<Did>,
}

impl<AccountId> View<AccountId> {
    /// Block and time of the creation.
    pub fn created(&self) -> Stamp {
        match self {
            Self::Active(view) => view.created,
            Self::Deactivated(view) => view.created,
        }
    }

    /// Block and time of the newest version; of the deactivation if the DID is no longer in use.
    pub fn updated(&self) -> Stamp {
        match self {
            Self::Active(view) => view.updated,
            Self::Deactivated(view) => view.deactivated,
        }
    }
}

impl From<&VerificationMethod> for VerificationMethodView {
    fn from(method: &VerificationMethod) -> Self {
        let (expires, revoked) = match method.state {
            KeyState::Active => (None, None),
            KeyState::Retired(since) => (Some(since.time), None),
            KeyState::Revoked(since) => (None, Some(since.time)),
        };
        Self {
            fragment: Fragment::Key(method.index).to_string(),
            multikey: method.key.to_multikey(),
            relationships: method.shown(),
            expires,
            revoked,
        }
    }
}

impl From<&Service> for ServiceView {
    fn from(service: &Service) -> Self {
        Self {
            fragment: service.name.as_str().into(),
            service_type: service.service_type.as_str().into(),
            endpoints: service
                .endpoints
                .iter()
                .map(|endpoint| endpoint.as_str().into())
                .collect(),
        }
    }
}

/// Views of verification methods.
pub fn methods(methods: &[VerificationMethod]) -> Vec<VerificationMethodView> {
    methods.iter().map(VerificationMethodView::from).collect()
}

/// Views of services.
pub fn services(services: &Services) -> Vec<ServiceView> {
    services.iter().map(ServiceView::from).collect()
}

/// Texts of the other identifiers of a subject.
pub fn also_known_as(names: &AlsoKnownAs) -> Vec<String> {
    names.iter().map(|name| name.as_str().into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::did::{PublicKey, ServiceName, ServiceType, Uri};

    const SINCE: Stamp = Stamp { block: 7, time: 9 };

    fn method(state: KeyState) -> VerificationMethodView {
        VerificationMethodView::from(&VerificationMethod {
            index: 3,
            key: PublicKey::Ed25519([5; 32]),
            relationships: Relationships::SIGNING,
            state,
        })
    }

    #[test]
    fn a_method_shows_what_has_become_of_it() {
        let active = method(KeyState::Active);
        assert_eq!(active.fragment, "key-3");
        assert_eq!(active.multikey, [&[0xed, 1][..], &[5; 32]].concat());
        assert_eq!(active.relationships, Relationships::SIGNING);
        assert_eq!((active.expires, active.revoked), (None, None));

        let retired = method(KeyState::Retired(SINCE));
        assert_eq!(retired.relationships, Relationships::ASSERTION);
        assert_eq!((retired.expires, retired.revoked), (Some(9), None));

        let revoked = method(KeyState::Revoked(SINCE));
        assert_eq!(revoked.relationships, Relationships::NONE);
        assert_eq!((revoked.expires, revoked.revoked), (None, Some(9)));
    }

    #[test]
    fn a_service_shows_its_texts() {
        let service = Service {
            name: ServiceName::new("site").unwrap(),
            service_type: ServiceType::new("LinkedDomains").unwrap(),
            endpoints: vec![Uri::new("https://aura.example").unwrap()]
                .try_into()
                .unwrap(),
        };
        let view = ServiceView::from(&service);
        assert_eq!(view.fragment, "site");
        assert_eq!(view.service_type, "LinkedDomains");
        assert_eq!(view.endpoints, ["https://aura.example"]);
    }
}
