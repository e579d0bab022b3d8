//! Weights of calls, before and after they are made.

use crate::{mock::*, *};
use aura_primitives::credentials::Change;
use frame_support::dispatch::{GetDispatchInfo, PostDispatchInfo};
use sp_runtime::traits::Dispatchable;

/// The declared and the actual weight of a call.
fn weights(call: Call<Test>, who: &str) -> (Weight, Weight) {
    let call = RuntimeCall::from(call);
    let before = call.get_dispatch_info().call_weight;
    let PostDispatchInfo { actual_weight, .. } = call.dispatch(by(who)).unwrap();
    (before, actual_weight.unwrap_or(before))
}

fn anchored(list: ListId) -> Call<Test> {
    let record = StatusLists::<Test>::get(list).unwrap();
    Call::anchor {
        list,
        first_index: record.allocated,
        count: 1,
        root: [record.allocated as u8; 32],
    }
}

#[test]
fn each_level_counts_and_all_of_them_are_what_was_charged() {
    with_chain(|| {
        let schema = chain_of(5);
        let mut last = Weight::zero();
        for name in [OWNER].into_iter().chain(LEVELS) {
            let list = list_of(name, schema);
            let (before, after) = weights(anchored(list), name);
            assert!(
                after.all_gt(last) || after.ref_time() > last.ref_time(),
                "{name}"
            );
            assert_eq!(before == after, name == "Eve");
            last = after;
        }
    });
}

#[test]
fn no_call_weighs_more_than_was_charged() {
    with_chain(|| {
        let schema = chain_of(5);
        let list = list_of("Eve", schema);
        let eve = did("Eve");
        let suspension = |suspended| Call::set_suspended {
            schema,
            did: eve,
            suspended,
        };
        let status = Call::set_status {
            list,
            changes: vec![change(0, Change::Revoke)].try_into().unwrap(),
        };
        let calls = [
            (anchored(list), "Eve"),
            (status.clone(), "Eve"),
            (status, "Dan"),
            (suspension(true), "Dan"),
            (suspension(true), "Ada"),
            (suspension(false), "Ada"),
            (
                Call::accredit {
                    schema,
                    did: eve,
                    depth: 0,
                    until: None,
                },
                "Cleo",
            ),
            (Call::withdraw_accreditation { schema, did: eve }, "Cleo"),
        ];
        for (call, who) in calls {
            let (before, after) = weights(call.clone(), who);
            assert!(after.all_lte(before), "{call:?}");
        }
    });
}

#[test]
fn pages_and_changes_count() {
    let weight = |indices: &[u32]| {
        let changes: Vec<_> = indices
            .iter()
            .map(|index| change(*index, Change::Revoke))
            .collect();
        weigh::set_status::<Test>(&changes, Lookups::default(), 0).ref_time()
    };
    assert!(weight(&[0, 1]) > weight(&[0]));
    assert!(weight(&[0, 1024]) > weight(&[0, 1]));
    assert_eq!(weight(&[0, 1024]), weight(&[5000, 7]));
}

/// The change that makes a commit necessary pays for it, once.
#[test]
fn sealing_is_paid_by_the_change_that_causes_it() {
    with_chain(|| {
        let list = list_of("Ada", open());
        frame_support::assert_ok!(anchor("Ada", list, 0, 3 * limits::ENTRIES_PER_PAGE, 1));
        let call = |changes: &[(Index, Change)]| Call::set_status {
            list,
            changes: changes
                .iter()
                .map(|(index, what)| change(*index, *what))
                .collect::<Vec<_>>()
                .try_into()
                .unwrap(),
        };
        let weight = |changes: &[(Index, Change)], pending| {
            let changes: Vec<_> = changes
                .iter()
                .map(|(index, what)| change(*index, *what))
                .collect();
            weigh::set_status::<Test>(&changes, Lookups::default(), pending)
        };
        let two = [(0, Change::Suspend), (1024, Change::Suspend)];
        let (before, after) = weights(call(&two), "Ada");
        assert_eq!(after, weight(&two, 2));
        assert!(before.all_gte(after));
        let commit = <Test as Config>::WeightInfo::commit_status_root(2);
        assert!(after.all_gte(commit));
        // The page is pending already.
        let one = [(1, Change::Suspend)];
        assert_eq!(weights(call(&one), "Ada").1, weight(&one, 0));
        // One page is pending already, and the leaves of the other stay the same.
        let three = [
            (2, Change::Suspend),
            (2048, Change::Reinstate),
            (2049, Change::Suspend),
            (2049, Change::Reinstate),
        ];
        assert_eq!(weights(call(&three), "Ada").1, weight(&three, 0));
        // After a commit, the page is paid for again.
        Credentials::commit(list, limits::MAX_COMMIT_PAGES);
        assert_eq!(
            weights(call(&[(0, Change::Reinstate)]), "Ada").1,
            weight(&one, 1)
        );
    });
}

#[test]
fn what_fails_leaves_nothing_to_be_sealed_and_pays_for_none() {
    with_chain(|| {
        let list = list_of("Ada", open());
        let changes = vec![change(0, Change::Suspend)];
        let call = Call::set_status {
            list,
            changes: changes.clone().try_into().unwrap(),
        };
        let failed = RuntimeCall::from(call).dispatch(by("Ada")).unwrap_err();
        assert_eq!(failed.error, Error::<Test>::NotAnchored.into());
        let expected = weigh::set_status::<Test>(&changes, weigh::ABOVE, 0);
        assert_eq!(failed.post_info.actual_weight, Some(expected));
    });
}

/// Commits have maximum size, and each has its own base weight.
#[test]
fn sealing_weighs_what_blocks_will_do() {
    let commit = <Test as Config>::WeightInfo::commit_status_root;
    assert_eq!(weigh::commit_weight::<Test>(0), Weight::zero());
    assert_eq!(weigh::commit_weight::<Test>(64), commit(64));
    assert_eq!(
        weigh::commit_weight::<Test>(200),
        commit(64) * 3 + commit(8)
    );
}
