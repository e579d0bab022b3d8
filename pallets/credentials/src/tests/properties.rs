//! Invariants under arbitrary actions.

use crate::{mock::*, *};
use aura_primitives::credentials::{Change, Page, Status};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// An action on a list.
#[derive(Clone, Debug)]
enum Step {
    /// Anchors `count` credentials at an index that may be wrong, with a root that may be used.
    Anchor { ahead: u32, count: u32, root: u8 },
    /// Changes statuses of credentials at or slightly beyond the anchored indices.
    Set(Vec<(prop::sample::Index, u8)>),
}

fn step() -> impl Strategy<Value = (Step, bool)> {
    let anchor = (prop_oneof![5 => Just(0), 1 => 1..9u32], 0..3000u32, 0..20u8)
        .prop_map(|(ahead, count, root)| Step::Anchor { ahead, count, root });
    let set = proptest::collection::vec((any::<prop::sample::Index>(), 0..3u8), 0..20)
        .prop_map(Step::Set);
    (prop_oneof![anchor, set], any::<bool>())
}

const CHANGES: [Change; 3] = [Change::Revoke, Change::Suspend, Change::Reinstate];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Model: two bits per credential in a map, and the batches in order.
    #[test]
    fn a_list_is_what_the_model_says(steps in proptest::collection::vec(step(), 0..30)) {
        with_chain(|| {
            let list = list_of("Ada", open());
            let mut bits = BTreeMap::<u32, (bool, bool)>::new();
            let mut batches = Vec::<(u8, u32, u32)>::new();
            let mut allocated = 0;
            for (step, by_payer) in steps {
                let payer = if by_payer { "Payer" } else { "Ada" };
                match step {
                    Step::Anchor { ahead, count, root } => {
                        let done = anchor_by(
                            paid_by("Ada", payer),
                            list,
                            allocated + ahead,
                            count,
                            [root; 32],
                        );
                        let known = batches.iter().any(|(other, ..)| *other == root);
                        let expected = ahead == 0 && count > 0 && !known;
                        assert_eq!(done.is_ok(), expected);
                        if expected {
                            batches.push((root, allocated, count));
                            allocated += count;
                        }
                    }
                    Step::Set(changes) => {
                        let changes: Vec<_> = changes
                            .into_iter()
                            .map(|(index, kind)| {
                                let index = index.index(allocated as usize + 5) as u32;
                                change(index, CHANGES[usize::from(kind)])
                            })
                            .collect();
                        let mut after = bits.clone();
                        let mut expected = !changes.is_empty();
                        for item in &changes {
                            let (revoked, suspended) = after.entry(item.index).or_default();
                            expected &= item.index < allocated;
                            match item.change {
                                Change::Revoke => *revoked = true,
                                Change::Suspend => *suspended = true,
                                Change::Reinstate => {
                                    expected &= !*revoked;
                                    *suspended = false;
                                }
                                Change::Hold | Change::Release => unreachable!(),
                            }
                        }
                        let done = frame_support::storage::with_storage_layer(|| {
                            set("Ada", list, &changes)
                        });
                        assert_eq!(done.is_ok(), expected);
                        if expected {
                            bits = after;
                        }
                    }
                }
            }
            for (index, (revoked, suspended)) in &bits {
                let expected = match (revoked, suspended) {
                    (true, _) => Status::Revoked,
                    (false, true) => Status::Suspended,
                    (false, false) => Status::Valid,
                };
                assert_eq!(Credentials::status(list, *index), Some(expected));
                let page = Credentials::page(list, index / 1024);
                let (word, bit) = ((index / 64 % 16) as usize, index % 64);
                assert_eq!(page.revoked[word] >> bit & 1 == 1, *revoked);
                assert_eq!(page.suspended[word] >> bit & 1 == 1, *suspended);
            }
            let set = |plane: fn(&Page) -> [u64; 16]| {
                StatusPages::<Test>::iter_values()
                    .flat_map(|page| plane(&page.bits))
                    .map(u64::count_ones)
                    .sum::<u32>() as usize
            };
            let revoked = bits.values().filter(|(revoked, _)| *revoked).count();
            let suspended = bits.values().filter(|(_, suspended)| *suspended).count();
            assert_eq!(set(|page| page.revoked), revoked);
            assert_eq!(set(|page| page.suspended), suspended);
            for (root, first, count) in &batches {
                let batch = Credentials::batch(list, [*root; 32]).unwrap();
                assert_eq!((batch.first, batch.count), (*first, *count));
            }
            assert_eq!(Credentials::list(list).unwrap().allocated, allocated);
        });
    }

    /// Arbitrary accreditations, suspensions and withdrawals: no DID becomes its own ancestor, a
    /// DID in good standing has a complete path of decreasing depths, and holds equal the price of
    /// the entries.
    #[test]
    fn accreditations_stay_a_tree(
        steps in proptest::collection::vec(
            (0..5u8, 0..7usize, 0..7usize, 0..6u8, any::<bool>()),
            0..60,
        ),
    ) {
        with_chain(|| {
            let schema = accredited();
            let names = everybody();
            for (kind, who, whom, depth, by_payer) in steps {
                let (who, whom) = (names[who], names[whom]);
                let payer = if by_payer { "Payer" } else { who };
                // As in a transaction, an error changes nothing.
                let _ = frame_support::storage::with_storage_layer(|| match kind {
                    0 | 1 => Credentials::accredit(
                        paid_by(who, payer), schema, did(whom), depth, None,
                    ).map(|_| ()).map_err(|failed| failed.error),
                    2 => suspend(schema, who, whom),
                    3 => lift(schema, who, whom),
                    _ => withdraw(schema, who, whom),
                });
                check();
            }
            for name in names {
                let Some(view) = Credentials::accreditation(schema, did(name)) else {
                    continue;
                };
                let depths: Vec<_> = view
                    .path
                    .iter()
                    .filter_map(|above| Accreditations::<Test>::get(schema, above))
                    .map(|record| record.accreditation.depth)
                    .collect();
                let depths = [vec![view.depth], depths].concat();
                if view.standing.is_good() {
                    assert_eq!(view.path.last(), Some(&did(OWNER)));
                    assert!(depths.is_sorted_by(|below, above| below < above));
                }
            }
            // All deposits are released with the last entry.
            for name in everybody() {
                if Accreditations::<Test>::contains_key(schema, did(name)) {
                    assert_eq!(withdraw(schema, OWNER, name), Ok(()));
                }
            }
            assert_eq!(held("Payer") + held("Ada"), 0);
        });
    }
}
