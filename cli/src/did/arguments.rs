//! Text forms of keys, services and controllers on the command line.

use super::{Controller, Problem};
use crate::{
    wallet::{Kind, Name},
    Result,
};
use aura_primitives::did::{
    AlsoKnownAs, Did, KeyIndex, Relationship, Relationships, Service, ServiceName, ServiceType, Uri,
};
use clap::ValueEnum;
use std::str::FromStr;
use subxt::config::substrate::AccountId32;

/// Result of parsing an argument; the error says what is wrong with it.
type Read<T> = std::result::Result<T, String>;

/// A new key: `KIND` or `KIND:relationship,relationship`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewKey {
    /// Algorithm of the key.
    pub kind: Kind,
    /// Relationships of the key: those named, or the default of its kind.
    pub relationships: Relationships,
}

impl FromStr for NewKey {
    type Err = String;

    fn from_str(text: &str) -> Read<Self> {
        let (kind, rest) = match text.split_once(':') {
            Some((kind, rest)) => (kind, Some(rest)),
            None => (text, None),
        };
        let kind = Kind::from_str(kind, false)?;
        let relationships = match rest {
            Some(names) => relationships(names)?,
            None if kind == Kind::X25519 => Relationships::KEY_AGREEMENT,
            None if kind == Kind::Jubjub => Relationships::ASSERTION,
            None => Relationships::SIGNING,
        };
        Ok(Self {
            kind,
            relationships,
        })
    }
}

/// New relationships of a key: `N:relationship,relationship`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// Index of the key in the DID document.
    pub index: KeyIndex,
    /// Relationships that replace those of the key.
    pub relationships: Relationships,
}

impl FromStr for Relation {
    type Err = String;

    fn from_str(text: &str) -> Read<Self> {
        let (index, names) = text
            .split_once(':')
            .ok_or("write the number of the key, ':' and its relationships")?;
        Ok(Self {
            index: key_index(index)?,
            relationships: relationships(names)?,
        })
    }
}

/// Parses the number of a key: `1`, `key-1` or `#key-1`.
pub fn key_index(text: &str) -> Read<KeyIndex> {
    let digits = text.trim_start_matches('#').trim_start_matches("key-");
    let index = digits.parse();
    index.map_err(|_| format!("'{text}' is not the number of a key: write 1 or key-1"))
}

fn relationships(names: &str) -> Read<Relationships> {
    let one = |name: &str| {
        let mut all = Relationship::ALL.into_iter();
        all.find(|relationship| relationship.name() == name)
            .ok_or_else(|| {
                let known = Relationship::ALL.map(Relationship::name).join(", ");
                format!("'{name}' is not a verification relationship: use one of {known}")
            })
    };
    names.split(',').map(one).collect()
}

/// Parses a service: `NAME=TYPE=URL`.
pub fn service(text: &str) -> Read<Service> {
    let mut parts = text.splitn(3, '=');
    let (Some(name), Some(kind), Some(url)) = (parts.next(), parts.next(), parts.next()) else {
        return Err("write the name, the type and the URL of the service: NAME=TYPE=URL".into());
    };
    Ok(Service {
        name: service_name(name)?,
        service_type: service_type(kind)?,
        endpoints: vec![uri(url)?].try_into().unwrap_or_default(),
    })
}

/// Parses the name of a service: 1 to 32 letters, digits, `-`, `_` or `.`, and not beginning with
/// `key-`.
pub fn service_name(text: &str) -> Read<ServiceName> {
    ServiceName::new(text).ok_or_else(|| not_service_text(text))
}

/// Parses the type of a service, which has the same form as its name.
fn service_type(text: &str) -> Read<ServiceType> {
    ServiceType::new(text).ok_or_else(|| not_service_text(text))
}

fn not_service_text(text: &str) -> String {
    format!(
        "'{text}' is not the name or type of a service: use one to 32 letters, digits, '-', '_' or \
         '.', not beginning with 'key-'"
    )
}

/// Parses an absolute URI.
pub fn uri(text: &str) -> Read<Uri> {
    Uri::new(text).map_err(|error| error.to_string())
}

/// Collects the URIs of `alsoKnownAs`, at most four.
pub fn also_known_as(names: &[Uri]) -> Read<AlsoKnownAs> {
    let names = names.to_vec().try_into();
    names.map_err(|_| "a DID has at most four URIs under alsoKnownAs".into())
}

/// Parses a controller: the address of an account, a DID, or its name in the wallet, which `find`
/// looks up. Names have at most 32 characters, addresses more.
///
/// # Errors
/// [`Problem::Argument`] if the text has none of these forms; the errors of `find`.
pub fn controller(text: &str, find: impl Fn(&str) -> Result<Did>) -> Result<Controller> {
    if let Ok(account) = text.parse::<AccountId32>() {
        return Ok(Controller::Account(account.0));
    }
    if text.starts_with("did:") || text.parse::<Name>().is_ok() {
        return find(text).map(Controller::Did);
    }
    let why = format!("'{text}' is not a DID, the name of one, or the address of an account");
    Err(Problem::Argument(why).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_keys_have_the_relationships_of_their_kind_unless_they_are_named() {
        let key = |text: &str| text.parse::<NewKey>();
        let ed25519 = key("ed25519").unwrap();
        assert_eq!(ed25519.kind, Kind::Ed25519);
        assert_eq!(ed25519.relationships, Relationships::SIGNING);
        let x25519 = key("x25519").unwrap();
        assert_eq!(x25519.relationships, Relationships::KEY_AGREEMENT);
        let jubjub = key("jubjub").unwrap();
        assert_eq!(jubjub.relationships, Relationships::ASSERTION);
        let p256 = key("p256:assertionMethod").unwrap();
        assert_eq!(p256.relationships, Relationships::ASSERTION);
        for bad in ["", "rsa", "p256:", "p256:signing", "p256:authentication,"] {
            assert!(key(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn relations_name_a_key() {
        let relation: Relation = "key-2:authentication,assertionMethod".parse().unwrap();
        assert_eq!(relation.index, 2);
        assert_eq!(relation.relationships.iter().count(), 2);
        for bad in ["2", "2:", "x:authentication", "-1:authentication"] {
            assert!(bad.parse::<Relation>().is_err(), "{bad}");
        }
        for good in ["3", "key-3", "#key-3"] {
            assert_eq!(key_index(good), Ok(3));
        }
    }

    #[test]
    fn a_service_has_three_parts_and_a_url_may_have_more() {
        let site = service("site=LinkedDomains=https://a.example/?a=b").unwrap();
        assert_eq!(site.name.as_str(), "site");
        assert_eq!(site.service_type.as_str(), "LinkedDomains");
        let [endpoint] = site.endpoints.as_slice() else {
            panic!("one endpoint was given")
        };
        assert_eq!(endpoint.as_str(), "https://a.example/?a=b");
        for bad in [
            "",
            "a",
            "a=b",
            "a=b=",
            "=b=https://a",
            "key-1=b=https://a",
            "a=b=no uri",
        ] {
            assert!(service(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn there_are_four_other_names_at_most() {
        let name = uri("https://a.example").unwrap();
        assert!(also_known_as(&vec![name.clone(); 4]).is_ok());
        assert!(also_known_as(&vec![name; 5]).is_err());
    }

    #[test]
    fn controllers_are_dids_and_accounts() {
        let did = Did::from([1; 32]);
        let find = |text: &str| match text {
            "alice" => Ok(did),
            _ if text == did.to_string() => Ok(did),
            _ => Err(Problem::Argument("not found".into()).into()),
        };
        for text in [did.to_string(), "alice".into()] {
            assert_eq!(controller(&text, find).unwrap(), Controller::Did(did));
        }
        let account = AccountId32([2; 32]).to_string();
        let found = controller(&account, find).unwrap();
        assert_eq!(found, Controller::Account([2; 32]));
        for bad in ["", "bob", "a b", "did:key:z6Mk", "did:aura:1"] {
            assert!(controller(bad, find).is_err(), "{bad}");
        }
    }
}
