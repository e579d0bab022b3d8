//! Status roots.

use crate::{mock::*, *};
use aura_primitives::credentials::{view::StatusRootView, Change};
use aura_zkp_core::status::{StatusTree, EMPTY_ROOT};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use Change::{Hold, Reinstate, Revoke, Suspend};

/// Blocks for which the tests' chain accepts superseded roots.
const GRACE_BLOCKS: u64 = 5;

/// Blocks within which it requires changes to be committed.
const COMMIT_WITHIN_BLOCKS: u64 = 10;

fn full_list(strict: bool) -> ListId {
    let known = Schemas::<Test>::iter_keys().next();
    let schema = known.unwrap_or_else(|| chain_of(3));
    let list = NextListId::<Test>::get();
    assert_ok!(Credentials::create_status_list(
        by("Ben"),
        schema,
        Capacity::TwoTo17,
        strict
    ));
    assert_ok!(anchor("Ben", list, 0, Capacity::TwoTo17.entries(), 1));
    list
}

fn commit(list: ListId, pages: u32) -> DispatchResult {
    Credentials::commit_status_root(RuntimeOrigin::signed(account("Payer")), list, pages)
        .map(|_| ())
        .map_err(|failed| failed.error)
}

fn root(list: ListId) -> StatusRoot {
    Credentials::status_root(list).unwrap().root
}

fn set_and_commit(list: ListId, index: Index, what: Change) -> StatusRoot {
    assert_ok!(set("Ben", list, &[change(index, what)]));
    assert_ok!(commit(list, 1));
    root(list)
}

/// The root computed from the pages, as a client does it.
fn computed(list: ListId) -> StatusRoot {
    let pages = Credentials::status_pages(list, 0, limits::MAX_LIST_PAGES);
    let pages = pages.into_iter().map(|view| (view.page, view.bits.words()));
    StatusTree::new(pages).root().to_bytes()
}

#[test]
fn a_list_without_changes_has_the_empty_root() {
    with_chain(|| {
        let list = full_list(false);
        let expected = StatusRootView {
            root: EMPTY_ROOT.to_bytes(),
            pending_since: None,
        };
        assert_eq!(Credentials::status_root(list), Some(expected));
        assert_eq!(Credentials::status_root(list + 1), None);
        assert_ok!(Credentials::accepts_status_root(list, expected.root));
    });
}

#[test]
fn changes_wait_until_they_are_committed() {
    with_chain(|| {
        let list = full_list(false);
        let before = root(list);
        assert_ok!(set(
            "Ben",
            list,
            &[change(5, Revoke), change(5000, Suspend)]
        ));
        let now = u32::try_from(System::block_number()).unwrap();
        let waiting = StatusRootView {
            root: before,
            pending_since: Some(now),
        };
        assert_eq!(Credentials::status_root(list), Some(waiting));
        assert_ok!(commit(list, 2));
        let after = root(list);
        assert_ne!(after, before);
        assert_eq!(after, computed(list));
        System::assert_last_event(Event::StatusRootCommitted { list, root: after }.into());
        assert_noop!(commit(list, 2), Error::<Test>::NothingToDo);
    });
}

#[test]
fn the_root_comes_with_the_last_page() {
    with_chain(|| {
        let list = full_list(false);
        let before = root(list);
        let changes: Vec<_> = (0..4)
            .map(|n| change(n * 30 * limits::ENTRIES_PER_PAGE, Revoke))
            .collect();
        assert_ok!(set("Ben", list, &changes));
        assert_ok!(commit(list, 3));
        assert_eq!(root(list), before);
        // Pages that change again in the meantime are committed again.
        assert_ok!(set("Ben", list, &[change(1, Revoke)]));
        assert_ok!(commit(list, 1));
        assert_eq!(root(list), before);
        assert_ok!(commit(list, 64));
        assert_eq!(root(list), computed(list));
    });
}

#[test]
fn reinstating_leads_back_to_the_root_before() {
    with_chain(|| {
        let list = full_list(false);
        let first = set_and_commit(list, 77, Revoke);
        assert_ne!(set_and_commit(list, 2000, Suspend), first);
        assert_eq!(set_and_commit(list, 2000, Reinstate), first);
    });
}

#[test]
fn a_suspension_counts_as_a_revocation_does() {
    with_chain(|| {
        let (one, other) = (full_list(false), full_list(false));
        let suspended = set_and_commit(other, 9, Suspend);
        assert_eq!(set_and_commit(one, 9, Revoke), suspended);
        let third = full_list(false);
        assert_ok!(set(OWNER, third, &[change(9, Hold)]));
        assert_ok!(commit(third, 1));
        assert_eq!(root(third), suspended);
    });
}

#[test]
fn what_changes_no_leaf_makes_no_new_root() {
    with_chain(|| {
        let list = full_list(false);
        let first = set_and_commit(list, 77, Suspend);
        assert_ok!(set("Ben", list, &[change(77, Revoke)]));
        assert_noop!(commit(list, 1), Error::<Test>::NothingToDo);
        assert_eq!(root(list), first);
        let roots = StatusRoots::<Test>::get(list).unwrap();
        assert_eq!(roots.superseded.len(), 1);
    });
}

#[test]
fn a_superseded_root_is_good_for_a_while() {
    with_chain(|| {
        let list = full_list(false);
        let old = root(list);
        // The grace does not depend on the time for which the root was current.
        go_on(100);
        let new = set_and_commit(list, 1, Revoke);
        go_on(GRACE_BLOCKS - 1);
        assert_ok!(Credentials::accepts_status_root(list, old));
        go_on(1);
        assert_eq!(
            Credentials::accepts_status_root(list, old),
            Err(RootRefusal::NotRecent)
        );
        assert_ok!(Credentials::accepts_status_root(list, new));
    });
}

#[test]
fn a_strict_list_takes_the_newest_root_alone() {
    with_chain(|| {
        let list = full_list(true);
        let old = root(list);
        assert_ok!(Credentials::accepts_status_root(list, old));
        assert_ok!(set("Ben", list, &[change(1, Revoke)]));
        assert_eq!(
            Credentials::accepts_status_root(list, old),
            Err(RootRefusal::ChangesPending)
        );
        assert_ok!(commit(list, 1));
        assert_eq!(
            Credentials::accepts_status_root(list, old),
            Err(RootRefusal::NotRecent)
        );
        assert_ok!(Credentials::accepts_status_root(list, root(list)));
    });
}

#[test]
fn no_root_is_good_of_a_list_that_waits_too_long() {
    with_chain(|| {
        let list = full_list(false);
        let old = root(list);
        assert_ok!(set("Ben", list, &[change(1, Revoke)]));
        go_on(COMMIT_WITHIN_BLOCKS);
        // Another change does not restart the wait.
        assert_ok!(set("Ben", list, &[change(2, Revoke)]));
        assert_ok!(Credentials::accepts_status_root(list, old));
        go_on(1);
        assert_eq!(
            Credentials::accepts_status_root(list, old),
            Err(RootRefusal::ChangesPending)
        );
        assert_ok!(commit(list, 1));
        assert_ok!(Credentials::accepts_status_root(list, root(list)));
    });
}

/// A revoked credential can be proven for at most the sum of patience and grace, however late the
/// list is committed.
#[test]
fn sealing_late_gives_the_root_before_no_grace_of_its_own() {
    with_chain(|| {
        for (late, good) in [
            (GRACE_BLOCKS - 1, true),
            (GRACE_BLOCKS, false),
            (100, false),
        ] {
            let list = full_list(false);
            let old = root(list);
            assert_ok!(set("Ben", list, &[change(1, Revoke)]));
            go_on(COMMIT_WITHIN_BLOCKS + late);
            assert_ok!(commit(list, 1));
            let found = Credentials::accepts_status_root(list, old);
            let expected = if good {
                Ok(())
            } else {
                Err(RootRefusal::NotRecent)
            };
            assert_eq!(found, expected, "{late} blocks late");
            assert_ok!(Credentials::accepts_status_root(list, root(list)));
        }
    });
}

#[test]
fn a_root_is_good_for_its_own_list_alone() {
    with_chain(|| {
        let (one, other) = (full_list(false), full_list(false));
        let root = set_and_commit(one, 3, Revoke);
        assert_eq!(
            Credentials::accepts_status_root(other, root),
            Err(RootRefusal::NotRecent)
        );
        assert_eq!(
            Credentials::accepts_status_root(other + 1, root),
            Err(RootRefusal::ListNotFound)
        );
    });
}

#[test]
fn of_too_many_roots_the_oldest_is_forgotten() {
    with_chain(|| {
        let list = full_list(false);
        let (first, mut roots) = (root(list), Vec::new());
        for n in 0..limits::MAX_SUPERSEDED_ROOTS + 1 {
            roots.push(set_and_commit(list, n, Revoke));
        }
        assert_eq!(
            Credentials::accepts_status_root(list, first),
            Err(RootRefusal::NotRecent)
        );
        for root in roots {
            assert_ok!(Credentials::accepts_status_root(list, root));
        }
    });
}

fn idle(weight: Weight) -> Weight {
    Credentials::on_idle(System::block_number(), weight)
}

/// Lists with one pending page each.
fn waiting(lists: u32) -> Vec<ListId> {
    let lists: Vec<_> = (0..lists).map(|_| full_list(false)).collect();
    for list in &lists {
        assert_ok!(set("Ben", *list, &[change(1, Revoke)]));
    }
    lists
}

fn pending() -> usize {
    PendingLists::<Test>::iter().count()
}

fn commit_weight(pages: u32) -> Weight {
    <Test as Config>::WeightInfo::commit_status_root(pages)
}

#[test]
fn blocks_commit_in_the_time_they_have_left() {
    with_chain(|| {
        let lists = waiting(3);
        let db = <Test as frame_system::Config>::DbWeight::get();
        // The cursor, the key of the list, and the list.
        let one = commit_weight(1) + db.reads_writes(2, 1);
        // With less weight than one page needs, nothing is read or changed.
        assert_eq!(idle(one - Weight::from_parts(1, 0)), Weight::zero());
        for left in [2, 1, 0] {
            assert_eq!(pending(), left + 1);
            assert_eq!(idle(one), one);
        }
        // Reads are metered even if no page is affordable after them: no list is pending behind the
        // last one.
        assert_ok!(set("Ben", lists[0], &[change(2, Revoke)]));
        assert_ok!(set("Ben", lists[1], &[change(2, Revoke)]));
        let after_the_last = LastCommittedList::<Test>::get();
        let keys: Vec<_> = PendingLists::<Test>::iter_keys().collect();
        LastCommittedList::<Test>::put(keys[1]);
        assert_eq!(idle(one), db.reads_writes(2, 1));
        assert_eq!(pending(), 2);
        LastCommittedList::<Test>::set(after_the_last);
        assert!(idle(Weight::MAX).all_gte(commit_weight(1) * 2));
        assert_eq!(pending(), 0);
        // Nothing is pending, neither behind the last list nor from the beginning.
        assert_eq!(idle(Weight::MAX), db.reads_writes(3, 1));
        for list in lists {
            assert_eq!(root(list), computed(list));
        }
    });
}

#[test]
fn a_block_seals_so_many_lists_at_most() {
    with_chain(|| {
        waiting(limits::MAX_IDLE_COMMIT_LISTS + 1);
        idle(Weight::MAX);
        assert_eq!(pending(), 1);
    });
}

#[test]
fn a_block_seals_so_many_pages_of_a_list_at_most() {
    with_chain(|| {
        let list = full_list(false);
        let changes: Vec<_> = (0..limits::MAX_COMMIT_PAGES + 1)
            .map(|page| change(page * limits::ENTRIES_PER_PAGE, Revoke))
            .collect();
        assert_ok!(set("Ben", list, &changes));
        let before = root(list);
        idle(Weight::MAX);
        let mut left = PendingLists::<Test>::get(list).unwrap();
        assert_eq!(left.take(u32::MAX).len(), 1);
        assert_eq!(root(list), before);
        idle(Weight::MAX);
        assert_eq!(root(list), computed(list));
    });
}

#[test]
fn a_block_seals_for_a_quarter_of_its_time_at_most() {
    with_chain(|| {
        let pages = 50;
        for _ in 0..6 {
            let list = full_list(false);
            let changes: Vec<_> = (0..pages)
                .map(|page| change(page * limits::ENTRIES_PER_PAGE, Revoke))
                .collect();
            assert_ok!(set("Ben", list, &changes));
        }
        let quarter = Weight::from_parts(250_000_000_000, u64::MAX);
        let used = idle(Weight::MAX);
        assert!(used.all_lte(quarter), "{used:?}");
        // The block commits as many pages as fit.
        assert!((used + commit_weight(1)).ref_time() > quarter.ref_time());
        assert!(pending() > 0);
    });
}

/// Lists that change all the time do not keep others from their turn.
#[test]
fn all_lists_have_their_turn() {
    with_chain(|| {
        let lists = waiting(3 * limits::MAX_IDLE_COMMIT_LISTS);
        let mut committed = std::collections::BTreeSet::new();
        for block in 0..3 {
            go_on(1);
            idle(Weight::MAX);
            for list in &lists {
                if !PendingLists::<Test>::contains_key(list) {
                    committed.insert(*list);
                    assert_ok!(set("Ben", *list, &[change(2 + block, Revoke)]));
                }
            }
        }
        assert_eq!(committed.len(), lists.len());
    });
}

#[test]
fn commits_are_of_lists_and_bounded() {
    with_chain(|| {
        let list = full_list(false);
        assert_ok!(set("Ben", list, &[change(1, Revoke)]));
        assert_noop!(commit(list + 1, 1), Error::<Test>::ListNotFound);
        assert_noop!(commit(list, 0), Error::<Test>::NothingToDo);
        assert_noop!(
            commit(list, limits::MAX_COMMIT_PAGES + 1),
            Error::<Test>::MaxPagesExceeded
        );
        assert_noop!(
            Credentials::commit_status_root(RuntimeOrigin::none(), list, 1),
            DispatchError::BadOrigin
        );
    });
}
