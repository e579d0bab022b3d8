use super::*;
use aura_primitives::{
    credentials::{ClaimName, StatusChange},
    did::Uri,
};
use proptest::prelude::*;

fn schema() -> Schema {
    let claim = |name, kind, slot| Claim {
        name: ClaimName::new(name).unwrap(),
        kind,
        slot,
    };
    let claims = vec![
        claim("birthDate", ClaimKind::Date, Some(4)),
        claim("name_", ClaimKind::Text, None),
    ];
    Schema {
        owner: Did::from([1; 32]),
        digest: [2; 32],
        uri: Uri::new("https://a.example/age.json").unwrap(),
        claims: claims.try_into().unwrap(),
        policy: IssuancePolicy::Accredited,
        unique: true,
    }
}

fn changes(all: &[(Index, Change)]) -> StatusChanges {
    let change = |(index, change): &(Index, Change)| StatusChange {
        index: *index,
        change: *change,
    };
    all.iter()
        .map(change)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap()
}

fn every() -> Vec<CredentialsCall> {
    let (schema_id, did) = (SchemaId::from([3; 32]), Did::from([4; 32]));
    vec![
        CredentialsCall::RegisterSchema(schema()),
        CredentialsCall::Accredit {
            schema: schema_id,
            did,
            depth: 1,
            until: Some(1_767_225_600_000),
        },
        CredentialsCall::SetSuspended {
            schema: schema_id,
            did,
            suspended: true,
        },
        CredentialsCall::Withdraw {
            schema: schema_id,
            did,
        },
        CredentialsCall::CreateList {
            schema: schema_id,
            capacity: Capacity::TwoTo17,
            strict: true,
        },
        CredentialsCall::Anchor {
            list: 7,
            first: 0,
            count: 1000,
            root: [5; 32],
        },
        CredentialsCall::SetStatus {
            list: 7,
            changes: changes(&[
                (5, Change::Revoke),
                (2, Change::Suspend),
                (9, Change::Revoke),
            ]),
        },
        CredentialsCall::CloseList { list: 7 },
        CredentialsCall::TakeOverDeposit {
            entry: Entry::Offer(Owned::List(7)),
        },
        CredentialsCall::Offer {
            what: Owned::Schema(schema_id),
            to: Some(did),
        },
        CredentialsCall::Accept {
            what: Owned::List(7),
        },
    ]
}

/// Indices of these calls. The missing one is the call that accounts make.
const NUMBERS: [u8; 11] = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11];

#[test]
fn what_is_done_is_read_as_it_was_written() {
    for (call, number) in every().into_iter().zip(NUMBERS) {
        let bytes = call.to_bytes();
        assert_eq!(bytes[..2], [61, number]);
        assert_eq!(CredentialsCall::read(&bytes[1..]).unwrap(), call);
        let longer = [&bytes[1..], &[0]].concat();
        assert!(CredentialsCall::read(&longer).is_err(), "{call:?}");
        assert!(
            CredentialsCall::read(&bytes[1..bytes.len() - 1]).is_err(),
            "{call:?}"
        );
    }
    assert!(CredentialsCall::read(&[]).is_err());
    for number in [7, 12] {
        assert!(CredentialsCall::read(&[number]).is_err());
    }
}

#[test]
fn the_bytes_are_those_of_the_pallet() {
    let accredit = [&[61, 1][..], &[3; 32], &[4; 32], &[1, 1], &{
        1_767_225_600_000_u64.to_le_bytes()
    }]
    .concat();
    let anchor = [
        &[61, 5, 7, 0, 0, 0, 0, 0, 0, 0, 0xe8, 3, 0, 0][..],
        &[5; 32],
    ]
    .concat();
    let status = [
        &[61, 6, 7, 0, 0, 0, 12][..],
        &[5, 0, 0, 0, 0],
        &[2, 0, 0, 0, 1],
        &[9, 0, 0, 0, 0],
    ]
    .concat();
    let list = [&[61, 4][..], &[3; 32], &[0, 1]].concat();
    let suspend = [&[61, 2][..], &[3; 32], &[4; 32], &[1]].concat();
    let close = [61, 8, 7, 0, 0, 0].to_vec();
    let take_over = [61, 9, 3, 1, 7, 0, 0, 0].to_vec();
    let offer = [&[61, 10, 0][..], &[3; 32], &[1], &[4; 32]].concat();
    let accept = [61, 11, 1, 7, 0, 0, 0].to_vec();
    for (place, bytes) in [
        (7, close),
        (8, take_over),
        (9, offer),
        (10, accept),
        (1, accredit),
        (2, suspend),
        (4, list),
        (5, anchor),
        (6, status),
    ] {
        assert_eq!(every()[place].to_bytes(), bytes);
    }
}

#[test]
fn each_thing_has_its_words() {
    let (schema_id, did) = (SchemaId::from([3; 32]), Did::from([4; 32]));
    let words: Vec<_> = every().iter().flat_map(CredentialsCall::summary).collect();
    assert_eq!(
        words,
        [
            format!("Register the schema {}", schema().id()),
            format!("Of {}", Did::from([1; 32])),
            "Its document: https://a.example/age.json".into(),
            format!("SHA-256 of the document: 0x{}", "02".repeat(32)),
            "Its owner and the issuers that it accredits may issue under it".into(),
            "No person has two valid credentials of one issuer".into(),
            "Claim birthDate: Date, slot 4".into(),
            "Claim name_: Text".into(),
            format!(
                "Accredit {did} for the schema {schema_id}, which may accredit others, who \
                 accredit nobody else, until 2026-01-01T00:00:00Z"
            ),
            format!("Suspend the accreditation of {did} for the schema {schema_id}"),
            format!("Withdraw the accreditation of {did} for the schema {schema_id}"),
            format!(
                "Create a status list for 131,072 credentials under the schema {schema_id}, \
                 without grace for superseded status roots"
            ),
            format!(
                "Anchor 1,000 credentials in list 7, indices 0 to 999, root 0x{}",
                "05".repeat(32)
            ),
            "Revoke #5, #9 in list 7".into(),
            "Suspend #2 in list 7".into(),
            "Close list 7 permanently".into(),
            "Take over the deposit of the offer of list 7".into(),
            "Its whole deposit is held on the submitting account".into(),
            format!(
                "Offer the schema {schema_id} to {did}, who can accept it until the offer is \
                 withdrawn"
            ),
            "Accept list 7".into(),
            "Its whole deposit is held on the submitting account".into(),
        ]
    );
}

#[test]
fn many_numbers_are_counted() {
    let many: Vec<_> = (3..1027).collect();
    assert_eq!(numbered(&many), "1,024 credentials between #3 and #1026");
    assert_eq!(grouped(0), "0");
    assert_eq!(grouped(999), "999");
    assert_eq!(grouped(1_048_576), "1,048,576");
}

#[test]
fn variants_are_named_in_the_order_in_which_they_stand() {
    let variants: Vec<_> = every().iter().map(CredentialsCall::variants).collect();
    let expected: [&[&str]; 11] = [
        &["Date", "Some", "Text", "None", "Accredited"],
        &["Some"],
        &[],
        &[],
        &["TwoTo17"],
        &[],
        &["Revoke", "Suspend", "Revoke"],
        &[],
        &["Offer", "List"],
        &["Schema", "Some"],
        &["List"],
    ];
    assert_eq!(variants, expected);
}

#[test]
fn accreditations_and_what_is_handed_over_are_delegated_and_all_else_is_asserted() {
    for (call, number) in every().iter().zip(NUMBERS) {
        let expected = match number {
            1..=3 | 9..=11 => Relationship::CapabilityDelegation,
            _ => Relationship::AssertionMethod,
        };
        assert_eq!(call.relationship(), expected, "{call:?}");
    }
}

/// Both the list's owner and the DIDs above it may revoke: the key that is needed depends on the
/// owner of the list.
#[test]
fn holding_is_delegated_and_suspending_asserted() {
    let of = |change| {
        let changes = changes(&[(5, Change::Revoke), (6, change)]);
        CredentialsCall::SetStatus { list: 7, changes }.relationship()
    };
    for (change, expected) in [
        (Change::Revoke, Relationship::AssertionMethod),
        (Change::Suspend, Relationship::AssertionMethod),
        (Change::Reinstate, Relationship::AssertionMethod),
        (Change::Hold, Relationship::CapabilityDelegation),
        (Change::Release, Relationship::CapabilityDelegation),
    ] {
        assert_eq!(of(change), expected, "{change:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_whole_or_refused(
        call in 0u8..13,
        rest in proptest::collection::vec(any::<u8>(), 0..120),
    ) {
        let bytes = [&[call][..], &rest].concat();
        if let Ok(call) = CredentialsCall::read(&bytes) {
            prop_assert_eq!(call.encode(), bytes);
        }
    }

    #[test]
    fn whatever_is_done_is_read_as_it_was_written(
        (schema, did) in any::<([u8; 32], [u8; 32])>(),
        (list, first, count) in any::<(u32, u32, u32)>(),
        root in any::<[u8; 32]>(),
        (depth, until, yes) in any::<(u8, Option<u64>, bool)>(),
        indices in proptest::collection::vec(any::<u32>(), 0..1025),
    ) {
        let (schema, did) = (SchemaId::from(schema), Did::from(did));
        let all: Vec<_> = indices.into_iter().zip(Change::ALL.into_iter().cycle()).collect();
        for call in [
            CredentialsCall::Accredit { schema, did, depth, until },
            CredentialsCall::SetSuspended { schema, did, suspended: yes },
            CredentialsCall::Withdraw { schema, did },
            CredentialsCall::CreateList { schema, capacity: Capacity::TwoTo20, strict: yes },
            CredentialsCall::Anchor { list, first, count, root },
            CredentialsCall::CloseList { list },
            CredentialsCall::Offer { what: Owned::List(list), to: yes.then_some(did) },
            CredentialsCall::Accept { what: Owned::Schema(schema) },
            CredentialsCall::SetStatus { list, changes: changes(&all[..all.len().min(1024)]) },
        ] {
            prop_assert_eq!(CredentialsCall::read(&call.to_bytes()[1..]).unwrap(), call.clone());
            // Every call has a summary.
            prop_assert!(call.summary().iter().all(|line| !line.is_empty()));
        }
    }
}
