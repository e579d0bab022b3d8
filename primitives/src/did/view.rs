//! What is read of a DID.
//!
//! The pallet may store a DID otherwise one day; these types stay, since every client reads them.

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

/// A DID that exists, or did.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[allow(
    clippy::large_enum_variant,
    reason = "values live for one answer, and nearly all are of the large variant"
)]
pub enum View<AccountId> {
    /// In use.
    Active(ActiveView<AccountId>),
    /// Given up for ever.
    Deactivated(DeactivatedView),
}

/// A DID in use.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ActiveView<AccountId> {
    /// Its verification methods, in the order in which they came.
    pub methods: Vec<VerificationMethodView>,
    /// Its services, in the order in which they were first set.
    pub services: Vec<ServiceView>,
    /// Other names of the subject: URIs.
    pub also_known_as: Vec<String>,
    /// Who may change it.
    pub control: Control<AccountId>,
    /// The number that its next operation must have.
    pub nonce: u64,
    /// When it was created.
    pub created: Stamp,
    /// When this version of it was set.
    pub updated: Stamp,
    /// The block of the version before this one.
    pub previous: Option<u32>,
    /// The hash chain over all versions before this one.
    pub history: [u8; 32],
    /// The account that paid for the entry.
    pub depositor: AccountId,
}

/// A verification method.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct VerificationMethodView {
    /// What stands behind the `#` of its DID URL.
    pub fragment: String,
    /// The bytes of its Multikey: the key behind the prefix of its kind.
    pub multikey: Vec<u8>,
    /// Under which relationships it stands. None if it is revoked.
    pub relationships: Relationships,
    /// Since when nothing more is asserted with it; milliseconds since 1970.
    pub expires: Option<u64>,
    /// Since when it counts as stolen; milliseconds since 1970.
    pub revoked: Option<u64>,
}

/// A way to reach the subject.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ServiceView {
    /// What stands behind the `#` of its DID URL.
    pub fragment: String,
    /// What kind of service it is.
    pub service_type: String,
    /// Where it is: URIs.
    pub endpoints: Vec<String>,
}

/// A DID that was given up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct DeactivatedView {
    /// When it was created.
    pub created: Stamp,
    /// When it was given up.
    pub deactivated: Stamp,
    /// The hash chain over all its versions.
    pub history: [u8; 32],
}

/// A page of a listing of DIDs.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, TypeInfo)]
pub struct DidPage {
    /// The DIDs, in the order of their bytes.
    pub dids: Vec<Did>,
    /// The DID after which the next page begins; `None` if this page is the last one.
    pub next: Option<Did>,
}

impl<AccountId> View<AccountId> {
    /// When the DID was created.
    pub fn created(&self) -> Stamp {
        match self {
            Self::Active(view) => view.created,
            Self::Deactivated(view) => view.created,
        }
    }

    /// When this version of it was set.
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

/// Views of all methods of a DID.
pub fn methods(methods: &[VerificationMethod]) -> Vec<VerificationMethodView> {
    methods.iter().map(VerificationMethodView::from).collect()
}

/// Views of all services of a DID.
pub fn services(services: &Services) -> Vec<ServiceView> {
    services.iter().map(ServiceView::from).collect()
}

/// All other names of a subject.
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
