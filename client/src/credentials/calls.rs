//! Calls about credentials that a DID can sign: their encoding, and a summary for the user.

use crate::{did::Problem, limits::MAX_LISTED_INDICES, state::State, Result};
use aura_identity::DateTime;
use aura_primitives::{
    credentials::{
        Capacity, Change, Claim, ClaimKind, Depth, Entry, Index, IssuancePolicy, ListId, Owned,
        Root, Schema, SchemaId, StatusChanges,
    },
    did::{Did, Relationship},
    limits,
};
use codec::{Decode, DecodeAll, Encode};
use std::collections::BTreeMap;

/// Calls of the pallet `Credentials` that a DID can sign. The index of each is its position in
/// `CALLS`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum CredentialsCall {
    /// Registers a schema of the DID.
    RegisterSchema(Schema),
    /// Accredits a DID, or changes its accreditation.
    Accredit {
        /// Schema under which the DID may issue.
        schema: SchemaId,
        /// DID that is accredited.
        did: Did,
        /// Further levels that the DID may accredit; 0 for none.
        depth: Depth,
        /// End of the accreditation, in milliseconds since 1970.
        until: Option<u64>,
    },
    /// Suspends an accreditation, or reinstates it.
    SetSuspended {
        /// Schema of the accreditation.
        schema: SchemaId,
        /// DID that is accredited.
        did: Did,
        /// True to suspend the accreditation, false to reinstate it.
        suspended: bool,
    },
    /// Withdraws an accreditation.
    Withdraw {
        /// Schema of the accreditation.
        schema: SchemaId,
        /// DID that is accredited.
        did: Did,
    },
    /// Creates a status list of a schema.
    CreateList {
        /// Schema of all credentials in the list.
        schema: SchemaId,
        /// Number of credentials for which the list has room.
        capacity: Capacity,
        /// True for a list that gives superseded status roots no grace.
        strict: bool,
    },
    /// Anchors credentials, if `first` is still the next free index of the list.
    Anchor {
        /// Status list whose indices the credentials take.
        list: ListId,
        /// Index of the first credential; the others follow it.
        first: Index,
        /// Number of credentials.
        count: u32,
        /// Merkle root over the credentials.
        root: Root,
    },
    /// Sets the status of credentials.
    SetStatus {
        /// Status list of the credentials.
        list: ListId,
        /// Indices of the credentials, each with its new status.
        changes: StatusChanges,
    },
    /// Closes a status list in which nothing was anchored.
    #[codec(index = 8)]
    CloseList {
        /// Status list to close.
        list: ListId,
    },
    /// Moves the deposit of an entry to the account that submits the operation.
    #[codec(index = 9)]
    TakeOverDeposit {
        /// Entry whose deposit moves.
        entry: Entry,
    },
    /// Offers a schema or a list to another DID, or withdraws the offer.
    #[codec(index = 10)]
    Offer {
        /// Schema or status list of the DID.
        what: Owned,
        /// DID that may accept it; `None` withdraws the offer.
        to: Option<Did>,
    },
    /// Accepts an offered schema or list.
    #[codec(index = 11)]
    Accept {
        /// Schema or status list that was offered to the DID.
        what: Owned,
    },
}

/// Name of the pallet in the runtimes.
const PALLET: &str = "Credentials";
/// Index of the pallet in the runtimes.
pub const PALLET_INDEX: u8 = 61;
/// Names of the pallet's calls, in the order of their indices.
const CALLS: [&str; 12] = [
    "register_schema",
    "accredit",
    "set_suspended",
    "withdraw_accreditation",
    "create_status_list",
    "anchor",
    "set_status",
    COMMIT,
    "close_status_list",
    "take_over_deposit",
    "offer",
    "accept",
];
/// Name of the call that any account may make; a DID does not sign it.
const COMMIT: &str = "commit_status_root";

impl CredentialsCall {
    /// Encodes the call, with the index of the pallet.
    pub fn to_bytes(&self) -> Vec<u8> {
        [&[PALLET_INDEX][..], &self.encode()].concat()
    }

    /// Decodes a call from the bytes after the index of the pallet.
    ///
    /// # Errors
    /// If the bytes are not exactly one of these calls.
    pub fn read(mut rest: &[u8]) -> std::result::Result<Self, Problem> {
        Self::decode_all(&mut rest).map_err(|error| Problem::Unknown(error.to_string()))
    }

    /// Returns the number of status changes in the call; 0 for other calls.
    pub fn changes(&self) -> usize {
        match self {
            Self::SetStatus { changes, .. } => changes.len(),
            _ => 0,
        }
    }

    /// Returns the verification relationship that a key needs to sign the call.
    pub fn relationship(&self) -> Relationship {
        match self {
            Self::Accredit { .. }
            | Self::SetSuspended { .. }
            | Self::Withdraw { .. }
            | Self::TakeOverDeposit { .. }
            | Self::Offer { .. }
            | Self::Accept { .. } => Relationship::CapabilityDelegation,
            // Changes of another DID's list need another key: the command `credential` asks who
            // owns the list.
            Self::SetStatus { changes, .. }
                if changes.iter().any(|one| !one.change.is_for_the_owner()) =>
            {
                Relationship::CapabilityDelegation
            }
            Self::RegisterSchema(_)
            | Self::CreateList { .. }
            | Self::CloseList { .. }
            | Self::Anchor { .. }
            | Self::SetStatus { .. } => Relationship::AssertionMethod,
        }
    }

    /// Checks that the node's runtime gives the call its indices, which never change.
    ///
    /// # Errors
    /// If the runtime has no such pallet or call, or reports other indices.
    pub fn check_indices(&self, state: &State) -> Result<()> {
        let number = self.encode().first().copied().unwrap_or_default();
        let named = CALLS.get(usize::from(number)).copied();
        let call = named.ok_or_else(|| Problem::Unknown("it has no name".into()))?;
        if state.indices_of(PALLET, call)? == [PALLET_INDEX, number] {
            Ok(())
        } else {
            Err(Problem::OtherIndices(PALLET, call).into())
        }
    }

    /// Returns the names of the enum variants in the call, as the metadata have them, in the order
    /// of the encoding.
    pub fn variants(&self) -> Vec<&'static str> {
        match self {
            Self::RegisterSchema(schema) => {
                let claims = schema.claims.iter();
                let claims =
                    claims.flat_map(|claim| [kind(claim.kind), option(claim.slot.is_some())]);
                claims.chain([policy(schema.policy)]).collect()
            }
            Self::Accredit { until, .. } => vec![option(until.is_some())],
            Self::CreateList { capacity, .. } => vec![match capacity {
                Capacity::TwoTo17 => "TwoTo17",
                Capacity::TwoTo18 => "TwoTo18",
                Capacity::TwoTo19 => "TwoTo19",
                Capacity::TwoTo20 => "TwoTo20",
            }],
            Self::SetStatus { changes, .. } => {
                changes.iter().map(|one| change(one.change)).collect()
            }
            Self::Offer { what, to } => vec![owned(what), option(to.is_some())],
            Self::Accept { what } => vec![owned(what)],
            Self::TakeOverDeposit { entry } => match entry {
                Entry::Schema(_) => vec!["Schema"],
                Entry::Accreditation(..) => vec!["Accreditation"],
                Entry::List(_) => vec!["List"],
                Entry::Offer(what) => vec!["Offer", owned(what)],
            },
            Self::SetSuspended { .. }
            | Self::Withdraw { .. }
            | Self::Anchor { .. }
            | Self::CloseList { .. } => vec![],
        }
    }

    /// Returns a summary for the user, one line per effect.
    pub fn summary(&self) -> Vec<String> {
        match self {
            Self::RegisterSchema(schema) => schema_words(schema),
            Self::Accredit {
                schema,
                did,
                depth,
                until,
            } => {
                let until = until.map_or_else(String::new, |until| {
                    format!(", until {}", DateTime::from_millis(until))
                });
                let depth = match depth {
                    0 => "which accredits nobody else".into(),
                    1 => "which may accredit others, who accredit nobody else".into(),
                    depth => format!("which may accredit others, {depth} levels deep"),
                };
                vec![format!(
                    "Accredit {did} for the schema {schema}, {depth}{until}"
                )]
            }
            Self::SetSuspended {
                schema,
                did,
                suspended: true,
            } => vec![format!(
                "Suspend the accreditation of {did} for the schema {schema}"
            )],
            Self::SetSuspended { schema, did, .. } => {
                vec![format!(
                    "Reinstate the accreditation of {did} for the schema {schema}"
                )]
            }
            Self::Withdraw { schema, did } => {
                vec![format!(
                    "Withdraw the accreditation of {did} for the schema {schema}"
                )]
            }
            Self::CreateList {
                schema,
                capacity,
                strict,
            } => {
                let strict = if *strict {
                    ", without grace for superseded status roots"
                } else {
                    ""
                };
                let room = grouped(capacity.entries());
                vec![format!(
                    "Create a status list for {room} credentials under the schema {schema}{strict}"
                )]
            }
            Self::Anchor {
                list,
                first,
                count,
                root,
            } => {
                let root = const_hex::encode_prefixed(root);
                let (indices, what) = match (count, first.saturating_add(count.saturating_sub(1))) {
                    (1, _) => (format!("index {first}"), "credential"),
                    (_, last) => (format!("indices {first} to {last}"), "credentials"),
                };
                let count = grouped(*count);
                vec![format!(
                    "Anchor {count} {what} in list {list}, {indices}, root {root}"
                )]
            }
            Self::SetStatus { list, changes } => status_words(*list, changes),
            Self::CloseList { list } => vec![format!("Close list {list} permanently")],
            Self::Offer { what, to: Some(to) } => vec![format!(
                "Offer {} to {to}, who can accept it until the offer is withdrawn",
                owned_words(what)
            )],
            Self::Offer { what, to: None } => {
                vec![format!("Withdraw the offer of {}", owned_words(what))]
            }
            Self::TakeOverDeposit { entry } => vec![
                format!("Take over the deposit of the {}", entry_words(entry)),
                "Its whole deposit is held on the submitting account".into(),
            ],
            Self::Accept { what } => vec![
                format!("Accept {}", owned_words(what)),
                "Its whole deposit is held on the submitting account".into(),
            ],
        }
    }
}

/// Encodes the call with which any account commits pending changes of a list to its status root, at
/// most `MAX_COMMIT_PAGES` pages at a time.
///
/// # Errors
/// If the runtime has no such call, or reports other indices.
pub fn commit_status_root(state: &State, list: ListId) -> Result<Vec<u8>> {
    by_an_account(state, COMMIT, (list, limits::MAX_COMMIT_PAGES))
}

/// Describes an entry whose deposit is taken over.
pub fn entry_words(entry: &Entry) -> String {
    match entry {
        Entry::Schema(schema) => format!("schema {schema}"),
        Entry::Accreditation(schema, did) => {
            format!("accreditation of {did} under the schema {schema}")
        }
        Entry::List(list) => format!("status list {list}"),
        Entry::Offer(what) => format!("offer of {}", owned_words(what)),
    }
}

fn by_an_account(state: &State, call: &'static str, arguments: impl Encode) -> Result<Vec<u8>> {
    let known = CALLS.iter().zip(0..).find(|(name, _)| **name == call);
    match (known, state.indices_of(PALLET, call)?) {
        (Some((_, number)), indices) if indices == [PALLET_INDEX, number] => {
            Ok([&indices[..], &arguments.encode()].concat())
        }
        _ => Err(Problem::OtherIndices(PALLET, call).into()),
    }
}

fn schema_words(schema: &Schema) -> Vec<String> {
    let who = match schema.policy {
        IssuancePolicy::Open => "Any DID may issue under it",
        IssuancePolicy::Accredited => {
            "Its owner and the issuers that it accredits may issue under it"
        }
    };
    let mut lines = vec![
        format!("Register the schema {}", schema.id()),
        format!("Of {}", schema.owner),
        format!("Its document: {}", schema.uri.as_str()),
        format!(
            "SHA-256 of the document: {}",
            const_hex::encode_prefixed(schema.digest)
        ),
        who.into(),
    ];
    if schema.unique {
        lines.push("No person has two valid credentials of one issuer".into());
    }
    lines.extend(schema.claims.iter().map(claim_words));
    lines
}

fn claim_words(claim: &Claim) -> String {
    let slot = claim
        .slot
        .map_or_else(String::new, |slot| format!(", slot {slot}"));
    format!("Claim {}: {}{slot}", claim.name.as_str(), kind(claim.kind))
}

/// Describes status changes, one line per kind. A change that is listed twice for one credential
/// appears twice.
fn status_words(list: ListId, changes: &StatusChanges) -> Vec<String> {
    let mut groups: BTreeMap<&str, Vec<Index>> = BTreeMap::new();
    for one in changes {
        groups
            .entry(change(one.change))
            .or_default()
            .push(one.index);
    }
    let line = |(name, indices): (&str, Vec<Index>)| {
        let what = numbered(&indices);
        format!("{name} {what} in list {list}")
    };
    groups.into_iter().map(line).collect()
}

/// Formats indices of credentials: each of them, or, if there are many, their number with the
/// smallest and the largest index.
pub fn numbered(indices: &[Index]) -> String {
    let numbers: Vec<_> = indices.iter().map(|index| format!("#{index}")).collect();
    match (indices.iter().min(), indices.iter().max()) {
        (Some(least), Some(most)) if indices.len() > MAX_LISTED_INDICES => {
            let count = grouped(u32::try_from(indices.len()).unwrap_or(u32::MAX));
            format!("{count} credentials between #{least} and #{most}")
        }
        _ => numbers.join(", "),
    }
}

/// Formats a number with commas between thousands.
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn owned(what: &Owned) -> &'static str {
    match what {
        Owned::Schema(_) => "Schema",
        Owned::List(_) => "List",
    }
}

fn owned_words(what: &Owned) -> String {
    match what {
        Owned::Schema(schema) => format!("the schema {schema}"),
        Owned::List(list) => format!("list {list}"),
    }
}

fn option(is_some: bool) -> &'static str {
    if is_some {
        "Some"
    } else {
        "None"
    }
}

/// Returns the name of a kind of claims, the same in metadata and in texts for the user.
pub fn kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Integer => "Integer",
        ClaimKind::Date => "Date",
        ClaimKind::Boolean => "Boolean",
        ClaimKind::Text => "Text",
        ClaimKind::Bytes => "Bytes",
    }
}

fn policy(policy: IssuancePolicy) -> &'static str {
    match policy {
        IssuancePolicy::Open => "Open",
        IssuancePolicy::Accredited => "Accredited",
    }
}

fn change(change: Change) -> &'static str {
    match change {
        Change::Revoke => "Revoke",
        Change::Suspend => "Suspend",
        Change::Reinstate => "Reinstate",
        Change::Hold => "Hold",
        Change::Release => "Release",
    }
}

#[cfg(test)]
mod tests;
