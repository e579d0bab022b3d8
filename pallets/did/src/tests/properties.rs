//! Invariants under arbitrary actions.

use crate::{mock::*, *};
use aura_primitives::did::{Change, Relationships};
use proptest::prelude::*;

/// An action of Alice with her DID, and its submitter.
#[derive(Clone, Debug)]
enum Step {
    Update(Vec<u8>),
    Purge(u8),
    Threshold(u8),
    Wait,
}

fn step() -> impl Strategy<Value = (Step, bool)> {
    let step = prop_oneof![
        4 => proptest::collection::vec(any::<u8>(), 1..4).prop_map(Step::Update),
        1 => any::<u8>().prop_map(Step::Purge),
        1 => (0..4u8).prop_map(Step::Threshold),
        1 => Just(Step::Wait),
    ];
    (step, any::<bool>())
}

/// A valid or invalid change, from a byte.
fn change(byte: u8) -> Change {
    let (kind, number) = (byte % 7, byte / 7);
    // Never one of the first two, with which Alice signs: number 0 does not exist.
    let index = [0, 3, 4, 5, 6][usize::from(number % 5)];
    let name = format!("s{}", number % 4);
    match kind {
        0 => Change::AddKey(for_all(person(&format!("{}", number % 8)).ed25519())),
        1 => Change::SetKeyRelationships(index, Relationships::ASSERTION),
        2 => Change::RetireKey(index),
        3 => Change::RevokeKey(index),
        4 => Change::SetService(service(&name, &format!("https://{number}.example"))),
        5 => Change::RemoveService(aura_primitives::did::ServiceName::new(&name).unwrap()),
        _ => Change::SetAlsoKnownAs(Default::default()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Control, versions and deposits stay consistent; deactivation releases everything but the
    /// tombstone's part.
    #[test]
    fn nothing_is_lost(steps in proptest::collection::vec(step(), 0..12)) {
        with_chain(|| {
            let methods = [for_all(alice().sr25519()), for_all(alice().ed25519())];
            let did = create_signed(&alice(), document(&methods), &bob());
            for (step, by_bob) in steps {
                let submitter = if by_bob { bob() } else { carol() };
                let call = match step {
                    Step::Update(bytes) => {
                        update(&bytes.into_iter().map(change).collect::<Vec<_>>())
                    }
                    Step::Purge(index) => Call::purge_methods {
                        indices: vec![u32::from(index % 5)].try_into().unwrap(),
                    },
                    Step::Threshold(threshold) => Call::set_control {
                        control: Control { threshold, ..Control::own() },
                    },
                    Step::Wait => {
                        go_on(1);
                        continue;
                    }
                };
                let operation = operation(did, call);
                // All of Alice's keys that can still sign.
                let signatures: Vec<_> = [1, 2]
                    .into_iter()
                    .filter(|index| {
                        record(did).method(*index).is_some_and(|method| method.controls())
                    })
                    .map(|index| by(&operation, &alice(), index))
                    .collect();
                let _ = submit(&submitter, operation, signatures);
                Identifiers::do_try_state().unwrap();
                deposits_are_held();
            }
            let issuance = Balances::total_issuance();
            let operation = operation(did, Call::deactivate {});
            let signatures: Vec<_> = record(did)
                .methods
                .iter()
                .filter(|method| method.index < 3 && method.controls())
                .map(|method| by(&operation, &alice(), method.index))
                .collect();
            assert_eq!(submit(&bob(), operation, signatures), Ok(Ok(())));
            assert_eq!(held(&bob()) + held(&carol()), 0);
            let share = types::TOMBSTONE_BYTES as u128;
            assert_eq!(Balances::total_issuance(), issuance - share);
        });
    }
}
