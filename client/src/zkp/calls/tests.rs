use super::*;
use aura_primitives::{did::Did, zkp::Predicate};
use proptest::prelude::*;

fn policy(predicate: Predicate, uses: Uses) -> VerificationPolicy {
    VerificationPolicy {
        verifier: Did::from([9; 32]),
        schema: [3; 32].into(),
        issuers: vec![Did::from([1; 32])].try_into().unwrap(),
        predicate,
        uses,
        lifetime: 60,
        keys: AcceptedKeys::AtLeast(2),
    }
}

const ONCE: Uses = Uses::Once {
    opens: 739_944,
    closes: 1000,
    max_uses: 30,
};

#[test]
fn the_bytes_are_those_of_the_pallet() {
    let call = ZkpCall::RegisterPolicy(policy(Predicate::Age { slot: 4, years: 18 }, Uses::Many));
    let expected = [
        &[62, 4][..],
        &[9; 32],
        &[3; 32],
        &[4],
        &[1; 32],
        &[1, 4, 18, 0, 60, 0, 0, 0, 0, 2, 0],
    ]
    .concat();
    assert_eq!(call.to_bytes(), expected);
    let mut pinned = policy(Predicate::Ownership, ONCE);
    pinned.keys = AcceptedKeys::Exactly([5; 32]);
    let call = ZkpCall::RegisterPolicy(pinned.clone());
    let expected = [
        &[62, 4][..],
        &[9; 32],
        &[3; 32],
        &[4],
        &[1; 32],
        &[0, 1],
        &739_944u32.to_le_bytes(),
        &[0xe8, 3, 0, 0, 30, 0, 0, 0, 60, 0, 0, 0, 1],
        &[5; 32],
    ]
    .concat();
    assert_eq!(call.to_bytes(), expected);
    assert_eq!(call.variants(), ["Ownership", "Once", "Exactly"]);
    let digest = const_hex::encode_prefixed([5; 32]);
    assert!(call.summary().iter().any(|line| line.ends_with(&digest)));
    let close = ZkpCall::ClosePolicy([7; 32].into());
    assert_eq!(close.to_bytes(), [&[62, 5][..], &[7; 32]].concat());
}

#[test]
fn what_is_done_is_read_as_it_was_written() {
    let all = [
        ZkpCall::RegisterPolicy(policy(Predicate::Ownership, ONCE)),
        ZkpCall::ClosePolicy([7; 32].into()),
    ];
    for call in all {
        let bytes = call.to_bytes();
        assert_eq!(ZkpCall::read(&bytes[1..]).unwrap(), call);
        let longer = [&bytes[1..], &[0]].concat();
        assert!(ZkpCall::read(&longer).is_err(), "{call:?}");
        assert!(
            ZkpCall::read(&bytes[1..bytes.len() - 1]).is_err(),
            "{call:?}"
        );
    }
    // The other calls of the pallet are not signed by a DID.
    for call in [0, 1, 2, 3, 6, 7, 8] {
        assert!(ZkpCall::read(&[&[call][..], &[7; 32]].concat()).is_err());
    }
}

#[test]
fn each_thing_has_its_words() {
    let registered = policy(Predicate::Age { slot: 4, years: 18 }, ONCE);
    let words = ZkpCall::RegisterPolicy(registered.clone()).summary();
    assert_eq!(
        words,
        [
            format!("Register the policy {}", registered.id()),
            format!("Verifier {}", Did::from([9; 32])),
            "That the date in slot 4 is at least 18 years ago".into(),
            format!("Of a credential under the schema {}", registered.schema),
            format!("Issued by {}", Did::from([1; 32])),
            "Once per person and at most 30 times in all, with a credential that is valid on \
             2026-11-24, until block 1000"
                .into(),
            "Receipts are valid for 60 minutes".into(),
            "Proven with a key of age of version 2 or later".into(),
        ]
    );
    let closed = ZkpCall::ClosePolicy(registered.id());
    assert!(closed.summary()[0].ends_with(&registered.id().to_string()));
    assert_eq!(closed.policy(), None);
}

#[test]
fn variants_are_named_in_the_order_in_which_they_stand() {
    let set_root = [0; 32];
    for (wanted, uses, expected) in [
        (
            Predicate::Ownership,
            Uses::Many,
            ["Ownership", "Many", "AtLeast"],
        ),
        (
            Predicate::Age { slot: 4, years: 1 },
            ONCE,
            ["Age", "Once", "AtLeast"],
        ),
        (
            Predicate::Membership { slot: 4, set_root },
            Uses::Many,
            ["Membership", "Many", "AtLeast"],
        ),
        (
            Predicate::Range {
                slot: 4,
                least: 0,
                greatest: 1,
            },
            ONCE,
            ["Range", "Once", "AtLeast"],
        ),
    ] {
        let call = ZkpCall::RegisterPolicy(policy(wanted, uses));
        assert_eq!(call.variants(), expected);
    }
    assert!(ZkpCall::ClosePolicy([0; 32].into()).variants().is_empty());
}

proptest! {
    #[test]
    fn any_bytes_are_read_whole_or_refused(
        call in 3u8..7,
        rest in proptest::collection::vec(any::<u8>(), 0..160),
    ) {
        let bytes = [&[call][..], &rest].concat();
        if let Ok(call) = ZkpCall::read(&bytes) {
            prop_assert_eq!(call.encode(), bytes);
            prop_assert!(call.summary().iter().all(|line| !line.is_empty()));
        }
    }
}
