//! Versions, against a plain list of them.

use crate::model::{created, deactivated, did, updated, Model, NOON};
use aura_identity::{
    did::{resolve, Resolution, ResolutionOptions},
    DateTime,
};
use aura_primitives::did::{
    view::{ActiveView, View},
    Stamp,
};
use proptest::prelude::*;

/// Blocks and milliseconds from each version to the next; some lie within one second.
fn gaps() -> impl Strategy<Value = Vec<(u32, u64)>> {
    let blocks = prop_oneof![4 => 1_u32..4, 2 => 1_u32..100, 1 => 1_u32..1_000_000];
    let millis = prop_oneof![1 => 1_u64..700, 1 => 1_u64..100_000];
    proptest::collection::vec((blocks, millis), 0..12)
}

fn versions(created_at: u32, gaps: &[(u32, u64)], given_up: bool) -> Vec<View<[u8; 32]>> {
    let mut at = Stamp {
        block: created_at,
        time: NOON + 250,
    };
    let mut last: ActiveView<[u8; 32]> = created(at);
    let mut versions = vec![View::Active(last.clone())];
    for (index, (blocks, millis)) in gaps.iter().enumerate() {
        at = Stamp {
            block: at.block + blocks,
            time: at.time + millis,
        };
        if given_up && index + 1 == gaps.len() {
            versions.push(View::Deactivated(deactivated(&last, at)));
        } else {
            last = updated(&last, at);
            versions.push(View::Active(last.clone()));
        }
    }
    versions
}

/// Expected result for the version with this index.
fn expect(chain: &Model, index: usize, result: &Resolution) {
    let metadata = &result.did_document_metadata;
    let version = &chain.versions[index];
    let next = chain.versions.get(index + 1).map(View::updated);
    assert_eq!(
        metadata.version_id,
        Some(version.updated().block.to_string())
    );
    assert_eq!(
        metadata.next_version_id,
        next.map(|next| next.block.to_string())
    );
    assert_eq!(
        metadata.next_update,
        next.map(|next| DateTime::from_millis(next.time))
    );
    let given_up = matches!(chain.versions.last(), Some(View::Deactivated(_)));
    assert_eq!(metadata.deactivated, given_up.then_some(true));
    match version {
        View::Active(version) => {
            let document = result.did_document.as_ref().unwrap();
            assert_eq!(document.also_known_as, version.also_known_as);
        }
        View::Deactivated(_) => assert_eq!(result.did_document, None),
    }
}

fn reason(result: &Resolution) -> String {
    let error = result.did_resolution_metadata.error.clone();
    error.map_or(String::new(), |error| error.reason)
}

fn ask(chain: &Model, options: ResolutionOptions) -> Resolution {
    chain.reads.set(0);
    let result = resolve(chain, &did().to_string(), &options);
    // Exponential and binary search over heights of 32 bits.
    assert!(chain.reads.get() <= 66, "{} reads", chain.reads.get());
    result
}

fn by_id(chain: &Model, block: u32) -> Resolution {
    ask(chain, ResolutionOptions::default().with_version_id(block))
}

fn by_time(chain: &Model, time: DateTime) -> Resolution {
    ask(chain, ResolutionOptions::default().with_version_time(time))
}

fn second(view: &View<[u8; 32]>) -> DateTime {
    DateTime::from_millis(view.updated().time)
}

/// The last version that is shown with this second or an earlier one.
fn valid_at(chain: &Model, time: DateTime) -> Option<usize> {
    chain.versions.iter().rposition(|view| second(view) <= time)
}

proptest! {
    #[test]
    fn every_version_is_found_by_its_number(gaps in gaps(), given_up: bool) {
        let chain = Model::new(versions(1, &gaps, given_up));
        for (index, view) in chain.versions.iter().enumerate() {
            expect(&chain, index, &by_id(&chain, view.updated().block));
        }
    }

    #[test]
    fn no_other_number_is_a_version(gaps in gaps(), given_up: bool, near in -2_i64..3) {
        let chain = Model::new(versions(3, &gaps, given_up));
        for view in &chain.versions {
            let block = u32::try_from(i64::from(view.updated().block) + near).unwrap();
            let known = chain.versions.iter().any(|view| view.updated().block == block);
            let expected = if known { "" } else { "NO_SUCH_VERSION" };
            prop_assert_eq!(reason(&by_id(&chain, block)), expected);
        }
        for beyond in [0, chain.finalized, chain.finalized + 1, u32::MAX] {
            prop_assert_eq!(reason(&by_id(&chain, beyond)), "NO_SUCH_VERSION");
        }
    }

    #[test]
    fn every_time_finds_the_last_version_of_its_second(gaps in gaps(), given_up: bool) {
        let chain = Model::new(versions(1, &gaps, given_up));
        for view in &chain.versions {
            let at = view.updated().time;
            for time in [at, at - 1000, at + 1000] {
                let time = DateTime::from_millis(time);
                let result = by_time(&chain, time);
                match valid_at(&chain, time) {
                    Some(index) => expect(&chain, index, &result),
                    None => prop_assert_eq!(reason(&result), "BEFORE_CREATION"),
                }
            }
        }
    }

    #[test]
    fn a_node_that_forgets_answers_right_or_not_at_all(
        gaps in gaps(),
        given_up: bool,
        forgotten in 0.0..1.0_f64,
    ) {
        let mut chain = Model::new(versions(1, &gaps, given_up));
        chain.kept_from = (f64::from(chain.finalized) * forgotten) as u32;
        let kept_from = chain.kept_from;
        let check = |index: usize, result: &Resolution, needed: u32| {
            // A node with the state of the version answers.
            if needed >= kept_from {
                expect(&chain, index, result);
            } else {
                assert_eq!(reason(result), "HISTORY_NOT_KEPT");
            }
        };
        for (index, view) in chain.versions.iter().enumerate() {
            let last = index + 1 == chain.versions.len();
            let block = view.updated().block;
            let needed = if last { chain.finalized } else { block };
            check(index, &by_id(&chain, block), needed);

            let time = second(view);
            let index = valid_at(&chain, time).unwrap();
            let needed = match chain.versions.get(index + 1) {
                None => chain.finalized,
                // The last block in which the version was valid is enough.
                Some(next) => next.updated().block - 1,
            };
            check(index, &by_time(&chain, time), needed);
        }
    }

    #[test]
    fn versions_near_the_head_are_found_near_the_head(distance in 1_u32..1_000_000) {
        let mut chain = Model::new(versions(1, &[(2_000_000, 5_000), (distance, 5_000)], false));
        chain.kept_from = 2_000_001;
        expect(&chain, 1, &by_id(&chain, 2_000_001));
        prop_assert!(chain.reads.get() <= 2);
        let time = second(&chain.versions[1]);
        expect(&chain, 1, &by_time(&chain, time));
        prop_assert!(chain.reads.get() <= 2);
    }

    #[test]
    fn a_long_past_takes_few_looks(which in 0_usize..1000) {
        let gaps = vec![(1000, 6_000); 1000];
        let chain = Model::new(versions(1, &gaps, false));
        let view = &chain.versions[which];
        expect(&chain, which, &by_id(&chain, view.updated().block));
        prop_assert!(chain.reads.get() <= 24);
        expect(&chain, which, &by_time(&chain, second(view)));
        prop_assert!(chain.reads.get() <= 42);
    }

    /// The search ends and is bounded, whatever the node answers.
    #[test]
    fn a_chain_that_contradicts_itself_is_found_out(
        views in proptest::collection::vec(
            (0_u32..60, 0_u32..60, 0_u64..9, proptest::option::of(0_u32..60)),
            1..6,
        ),
        id in 0_u32..70,
        seconds in 0_u64..9,
    ) {
        let views = views.into_iter().map(|(first, last, seconds, previous)| {
            let at = |block| Stamp { block, time: NOON + seconds * 1000 };
            let mut view = created(at(first));
            view.updated = at(last);
            view.previous = previous;
            View::Active(view)
        });
        let chain = Model::new(views.collect());
        by_id(&chain, id);
        by_time(&chain, DateTime::from_millis(NOON + seconds * 1000));
    }
}

#[test]
fn a_time_that_is_shown_is_found() {
    // Half a second after noon is shown as noon.
    let first = created(Stamp {
        block: 5,
        time: NOON + 500,
    });
    let chain = Model::new(vec![View::Active(first)]);
    expect(&chain, 0, &by_time(&chain, DateTime::from_millis(NOON)));
}
