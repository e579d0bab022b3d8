//! Status entries of credentials, and status lists as credentials.

use super::{Bitstring, StatusError};
use crate::{
    data_integrity::{contexts::CREDENTIALS_V2, types::has_type},
    limits::MAX_STATUS_ENTRIES,
    DateTime,
};
use aura_primitives::{
    credentials::{Index, ListId, Page},
    did::Did,
};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

/// Purpose of a status list. A list on the chain has both purposes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatusPurpose {
    /// Revoked: permanently invalid.
    Revocation,
    /// Temporarily invalid: suspended by the issuer, or held by an accreditor above it.
    Suspension,
}

impl StatusPurpose {
    /// Both purposes.
    pub const ALL: [Self; 2] = [Self::Revocation, Self::Suspension];

    /// Name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Revocation => "revocation",
            Self::Suspension => "suspension",
        }
    }
}

/// URL of a list: `<base>/status/<list>/<purpose>`. The base is the issuer's DID, or the https URL
/// at which it serves its lists.
pub fn status_list_url(base: &str, list: ListId, purpose: StatusPurpose) -> String {
    format!("{base}/status/{list}/{}", purpose.name())
}

/// Type of an entry.
const ENTRY: &str = "BitstringStatusListEntry";

/// Makes the two entries of a credential.
pub(crate) fn entries(issuer: &Did, base: Option<&str>, list: ListId, index: Index) -> Value {
    let did = issuer.to_string();
    let entry = |purpose| {
        let id = status_list_url(&did, list, purpose);
        json!({
            "id": format!("{id}#{index}"),
            "type": ENTRY,
            "statusPurpose": purpose,
            "statusListIndex": index.to_string(),
            "statusListCredential": status_list_url(base.unwrap_or(&did), list, purpose),
        })
    };
    StatusPurpose::ALL.into_iter().map(entry).collect()
}

/// Entry of `credentialStatus`: one bit of a status list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusEntry {
    /// Purpose of the bit.
    pub purpose: StatusPurpose,
    /// Index in the list.
    pub index: Index,
    /// URL of the list.
    pub list_credential: String,
    /// Owner and number of a list on the chain; `None` for another list.
    pub on_chain: Option<(Did, ListId)>,
}

/// First type of a credential's status that is not supported, if there is one.
pub(crate) fn other_status(credential: &Value) -> Option<&str> {
    let entries = all_entries(credential).iter();
    let mut others = entries.filter(|entry| !has_type(entry, ENTRY));
    others.find_map(|entry| match entry.get("type") {
        Some(Value::Array(types)) => types.first()?.as_str(),
        other => other?.as_str(),
    })
}

fn all_entries(credential: &Value) -> &[Value] {
    match credential.get("credentialStatus") {
        None => &[],
        Some(Value::Array(entries)) => entries.as_slice(),
        Some(one) => std::slice::from_ref(one),
    }
}

/// Reads the status entries of a credential. Entries of other types or other purposes are omitted.
///
/// # Errors
///
/// [`StatusError::Malformed`]; `Disagrees` if the parts of an entry contradict one another.
pub fn status_entries(credential: &Value) -> Result<Vec<StatusEntry>, StatusError> {
    let entries = all_entries(credential);
    if entries.len() > MAX_STATUS_ENTRIES {
        return Err(StatusError::Malformed("credentialStatus"));
    }
    let read = entries.iter().map(read_entry);
    read.filter_map(Result::transpose).collect()
}

fn read_entry(entry: &Value) -> Result<Option<StatusEntry>, StatusError> {
    let malformed = StatusError::Malformed("credentialStatus");
    let text = |name| entry.get(name).and_then(Value::as_str);
    if entry.get("type").is_none() || entry.get("statusSize").is_some() {
        return Err(malformed);
    }
    if !has_type(entry, ENTRY) {
        return Ok(None);
    }
    let name = text("statusPurpose").ok_or(malformed.clone())?;
    let Some(purpose) = StatusPurpose::ALL
        .into_iter()
        .find(|known| known.name() == name)
    else {
        return Ok(None);
    };
    let index = text("statusListIndex")
        .and_then(number)
        .ok_or(malformed.clone())?;
    let list_credential = text("statusListCredential").ok_or(malformed)?;
    let on_chain = match text("id") {
        Some(id) if id.starts_with("did:aura:") => {
            let (owner, list, of, at) = read_id(id).ok_or(StatusError::Disagrees)?;
            let ends = status_list_url("", list, of);
            if of != purpose || at != index || !list_credential.ends_with(&ends) {
                return Err(StatusError::Disagrees);
            }
            Some((owner, list))
        }
        _ => None,
    };
    Ok(Some(StatusEntry {
        purpose,
        index,
        list_credential: list_credential.into(),
        on_chain,
    }))
}

/// `did:aura:<issuer>/status/<list>/<purpose>#<index>`
fn read_id(id: &str) -> Option<(Did, ListId, StatusPurpose, Index)> {
    let (owner, rest) = id.split_once("/status/")?;
    let (list, rest) = rest.split_once('/')?;
    let (purpose, index) = rest.split_once('#')?;
    let purpose = StatusPurpose::ALL
        .into_iter()
        .find(|known| known.name() == purpose)?;
    Some((owner.parse().ok()?, number(list)?, purpose, number(index)?))
}

/// A number in its one spelling.
fn number(text: &str) -> Option<u32> {
    text.parse()
        .ok()
        .filter(|number: &u32| number.to_string() == text)
}

/// Content of a [BitstringStatusListCredential][list].
///
/// [list]: https://www.w3.org/TR/vc-bitstring-status-list/#bitstringstatuslistcredential
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusListCredential<'a> {
    /// DID of the issuer, which owns the list and signs the credential.
    pub issuer: &'a str,
    /// URL of the list.
    pub url: &'a str,
    /// Purpose of the bits.
    pub purpose: StatusPurpose,
    /// Bits of the list.
    pub list: &'a Bitstring,
    /// Start of validity: the time of the block that was read.
    pub valid_from: DateTime,
    /// End of validity.
    pub valid_until: DateTime,
    /// Milliseconds until it should be fetched again.
    pub ttl: u32,
}

impl StatusListCredential<'_> {
    /// Document without a proof.
    ///
    /// # Errors
    ///
    /// See [`Bitstring::encode`].
    pub fn to_json(&self) -> Result<Value, StatusError> {
        Ok(json!({
            "@context": [CREDENTIALS_V2],
            "id": self.url,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": self.issuer,
            "validFrom": self.valid_from,
            "validUntil": self.valid_until,
            "credentialSubject": {
                "id": format!("{}#list", self.url),
                "type": "BitstringStatusList",
                "statusPurpose": self.purpose,
                "encodedList": self.list.encode()?,
                "ttl": self.ttl,
            },
        }))
    }
}

/// Makes the bits of one purpose from the changed pages of a list on the chain, each with its
/// number. Suspension covers suspended and held credentials. Pages beyond the capacity are dropped.
pub fn bits(capacity: u32, purpose: StatusPurpose, pages: &[(u32, Page)]) -> Bitstring {
    let mut words = vec![0; usize::try_from(capacity / u64::BITS).unwrap_or_default()];
    for (number, page) in pages {
        let plane = match purpose {
            StatusPurpose::Revocation => page.revoked,
            StatusPurpose::Suspension => page.not_for_now(),
        };
        let first = usize::try_from(*number)
            .ok()
            .and_then(|number| number.checked_mul(plane.len()));
        let place = first.and_then(|first| words.get_mut(first..first.checked_add(plane.len())?));
        if let Some(place) = place {
            place.copy_from_slice(&plane);
        }
    }
    Bitstring::from_words(capacity, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_primitives::credentials::{Change, Status};
    use proptest::prelude::*;

    fn issuer() -> Did {
        [1; 32].into()
    }

    #[test]
    fn entries_are_read_as_they_were_written() {
        for base in [None, Some("https://issuer.example/lists")] {
            let document = json!({"credentialStatus": entries(&issuer(), base, 7, 131_071)});
            let read = status_entries(&document).unwrap();
            assert_eq!(read.len(), 2);
            for (entry, purpose) in read.iter().zip(StatusPurpose::ALL) {
                assert_eq!((entry.purpose, entry.index), (purpose, 131_071));
                assert_eq!(entry.on_chain, Some((issuer(), 7)));
                let of = base.map_or(issuer().to_string(), Into::into);
                assert_eq!(
                    entry.list_credential,
                    format!("{of}/status/7/{}", purpose.name())
                );
            }
        }
    }

    #[test]
    fn entries_that_contradict_themselves_are_refused() {
        let good = entries(&issuer(), None, 7, 9)[0].clone();
        let id = |rest: &str| json!(format!("{}/status/{rest}", issuer()));
        for (name, value, error) in [
            ("statusListIndex", json!("8"), StatusError::Disagrees),
            ("statusPurpose", json!("suspension"), StatusError::Disagrees),
            (
                "statusListCredential",
                id("8/revocation"),
                StatusError::Disagrees,
            ),
            ("id", id("7/revocation#8"), StatusError::Disagrees),
            ("id", id("07/revocation#9"), StatusError::Disagrees),
            ("id", id("7/revocation#+9"), StatusError::Disagrees),
            ("id", id("7/revocation"), StatusError::Disagrees),
            (
                "statusListIndex",
                json!(9),
                StatusError::Malformed("credentialStatus"),
            ),
            (
                "statusListIndex",
                json!("09"),
                StatusError::Malformed("credentialStatus"),
            ),
            (
                "statusSize",
                json!(2),
                StatusError::Malformed("credentialStatus"),
            ),
        ] {
            let mut entry = good.clone();
            entry[name] = value;
            assert_eq!(
                status_entries(&json!({"credentialStatus": entry})),
                Err(error),
                "{name}"
            );
        }
        let mut other = good;
        other["statusPurpose"] = json!("message");
        assert_eq!(
            status_entries(&json!({"credentialStatus": other})),
            Ok(vec![])
        );
        assert_eq!(other_status(&json!({"credentialStatus": other})), None);
        other["type"] = json!(["StatusList2021Entry"]);
        let credential = json!({"credentialStatus": [other]});
        assert_eq!(status_entries(&credential), Ok(vec![]));
        assert_eq!(other_status(&credential), Some("StatusList2021Entry"));
        assert_eq!(status_entries(&json!({})), Ok(vec![]));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn the_list_shows_what_the_chain_keeps(
            changes in prop::collection::vec((0_u32..131_072, 0..3_usize), 0..100),
        ) {
            let mut pages = std::collections::BTreeMap::<u32, Page>::new();
            for (index, change) in &changes {
                let change = [Change::Revoke, Change::Suspend, Change::Hold][*change];
                pages.entry(index / 1024).or_default().set(*index, change).unwrap();
            }
            let pages: Vec<_> = pages.into_iter().collect();
            let list = |purpose| bits(1 << 17, purpose, &pages);
            let [revoked, suspended] = StatusPurpose::ALL.map(list);
            for index in 0..131_072 {
                let page = pages.iter().find(|(number, _)| *number == index / 1024);
                let status = page.map_or(Status::Valid, |(_, page)| page.get(index));
                let shown = match (revoked.get(index).unwrap(), suspended.get(index).unwrap()) {
                    (true, _) => Status::Revoked,
                    // The standard has one purpose for suspended and held.
                    (false, true) if status == Status::Held => Status::Held,
                    (false, true) => Status::Suspended,
                    (false, false) => Status::Valid,
                };
                prop_assert_eq!(shown, status);
            }
        }
    }
}
