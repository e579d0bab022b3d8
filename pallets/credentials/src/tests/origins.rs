//! Origins of the calls.

use crate::{mock::*, *};
use aura_primitives::{credentials::Change, did::Relationships};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::Dispatchable, DispatchError};

/// Every call, with the relationship that it needs.
fn calls(schema: SchemaId, list: ListId) -> Vec<(Call<Test>, Relationship)> {
    use Relationship::{AssertionMethod, CapabilityDelegation};
    vec![
        (
            Call::register_schema {
                schema: Box::new(mock::schema(7, IssuancePolicy::Open)),
            },
            AssertionMethod,
        ),
        (
            Call::accredit {
                schema,
                did: did("Ada"),
                depth: 0,
                until: None,
            },
            CapabilityDelegation,
        ),
        (
            Call::set_suspended {
                schema,
                did: did("Ada"),
                suspended: true,
            },
            CapabilityDelegation,
        ),
        (
            Call::withdraw_accreditation {
                schema,
                did: did("Ada"),
            },
            CapabilityDelegation,
        ),
        (
            Call::create_status_list {
                schema,
                capacity: Capacity::TwoTo17,
                strict: true,
            },
            AssertionMethod,
        ),
        (
            Call::anchor {
                list,
                first_index: 0,
                count: 1,
                root: [1; 32],
            },
            AssertionMethod,
        ),
        (
            Call::set_status {
                list,
                changes: vec![change(0, Change::Revoke)].try_into().unwrap(),
            },
            AssertionMethod,
        ),
        (
            Call::close_status_list {
                list: list.saturating_add(1),
            },
            AssertionMethod,
        ),
        (
            Call::offer {
                what: Owned::Schema(schema),
                to: Some(did("Ada")),
            },
            CapabilityDelegation,
        ),
    ]
}

fn dispatch(call: Call<Test>, origin: RuntimeOrigin) -> DispatchResult {
    RuntimeCall::from(call)
        .dispatch(origin)
        .map(|_| ())
        .map_err(|failed| failed.error)
}

#[test]
fn each_call_takes_its_relationship_and_no_other() {
    with_chain(|| {
        let schema = accredited();
        let list = list_of(OWNER, schema);
        list_of(OWNER, schema);
        for (call, needed) in calls(schema, list) {
            let others = Relationships::ALL.without(needed.into());
            for origin in [
                RuntimeOrigin::signed(account(OWNER)),
                RuntimeOrigin::root(),
                by_proving(OWNER, others),
            ] {
                assert_noop!(dispatch(call.clone(), origin), DispatchError::BadOrigin);
            }
            assert_ok!(dispatch(call, by_proving(OWNER, needed.into())));
        }
    });
}

#[test]
fn a_did_that_was_given_up_makes_no_call() {
    with_chain(|| {
        let schema = accredited();
        let list = list_of(OWNER, schema);
        list_of(OWNER, schema);
        deactivate(OWNER);
        for (call, _) in calls(schema, list) {
            assert_noop!(dispatch(call, by(OWNER)), Error::<Test>::Deactivated);
        }
    });
}

/// Many calls in one transaction, by an account that controls a DID.
#[test]
fn a_did_makes_calls_through_its_pallet() {
    with_chain(|| {
        let schema = accredited();
        let list = list_of(OWNER, schema);
        list_of(OWNER, schema);
        let all = calls(schema, list)
            .into_iter()
            .map(|(call, _)| call.into())
            .collect();
        let batch = pallet_utility::Call::batch_all { calls: all };
        assert_ok!(Identifiers::dispatch_as(
            RuntimeOrigin::signed(account(OWNER)),
            did(OWNER),
            Box::new(batch.into()),
            u128::MAX
        ));
        assert_eq!(StatusPages::<Test>::iter().count(), 1);
    });
}

/// A transaction keeps its origin after the DID is deactivated in the middle of it.
#[test]
fn nothing_is_anchored_behind_ones_own_end() {
    with_chain(|| {
        let list = list_of("Ada", open());
        let calls = vec![
            pallet_did::Call::deactivate {}.into(),
            Call::anchor {
                list,
                first_index: 0,
                count: 1,
                root: [1; 32],
            }
            .into(),
        ];
        let batch = pallet_utility::Call::batch_all { calls };
        let result = Identifiers::dispatch_as(
            RuntimeOrigin::signed(account("Ada")),
            did("Ada"),
            Box::new(batch.into()),
            u128::MAX,
        );
        assert_eq!(
            result.map_err(|failed| failed.error).map(|_| ()),
            Err(Error::<Test>::Deactivated.into())
        );
    });
}
