//! How the council reaches root, and that nobody else does.

use super::{account, chain_of, chain_with, local, try_state};
use crate::*;
use codec::Encode;
use frame_support::{assert_noop, assert_ok, traits::UnfilteredDispatchable};
use pallet_collective::Instance1;
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_runtime::{traits::Hash as _, DispatchError};

/// Lets the council execute `call` as root.
fn as_root(call: RuntimeCall) -> RuntimeCall {
    RuntimeCall::Utility(pallet_utility::Call::batch_all {
        calls: vec![
            RuntimeCall::Whitelist(pallet_whitelist::Call::whitelist_call {
                call_hash: Hashing::hash_of(&call),
            }),
            RuntimeCall::Whitelist(
                pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
                    call: Box::new(call),
                },
            ),
        ],
    })
}

fn authorize_upgrade() -> RuntimeCall {
    RuntimeCall::System(frame_system::Call::authorize_upgrade {
        code_hash: Hash::repeat_byte(7),
    })
}

fn signed(name: &str) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(name))
}

fn propose(threshold: u32, call: &RuntimeCall) {
    assert_ok!(Council::propose(
        signed("Alice"),
        threshold,
        Box::new(call.clone()),
        call.encoded_size() as u32
    ));
}

fn close(call: &RuntimeCall) {
    assert_ok!(Council::close(
        signed("Alice"),
        Hashing::hash_of(call),
        0,
        MaxWeight::get(),
        call.encoded_size() as u32
    ));
}

frame_support::parameter_types! {
    MaxWeight: frame_support::weights::Weight =
        frame_support::weights::Weight::from_parts(1_000_000_000_000, u64::MAX / 2);
}

fn authorized() -> bool {
    System::authorized_upgrade().is_some()
}

#[test]
fn two_thirds_of_the_council_are_root() {
    local().execute_with(|| {
        let motion = as_root(authorize_upgrade());
        propose(2, &motion);
        for name in ["Alice", "Bob"] {
            assert_ok!(Council::vote(
                signed(name),
                Hashing::hash_of(&motion),
                0,
                true
            ));
        }
        close(&motion);
        assert!(authorized());
        try_state();
    });
}

#[test]
fn one_of_three_is_not() {
    local().execute_with(|| {
        let motion = as_root(authorize_upgrade());
        // Executes at once, with the origin of one member.
        propose(1, &motion);
        assert!(!authorized());
    });
}

#[test]
fn alice_alone_is_root_of_a_development_chain() {
    chain_of(DEV_RUNTIME_PRESET).execute_with(|| {
        propose(1, &as_root(authorize_upgrade()));
        assert!(authorized());
    });
}

#[test]
fn the_council_is_not_root_by_itself() {
    local().execute_with(|| {
        let origin = RuntimeOrigin::from(pallet_collective::RawOrigin::Members(3, 3));
        assert_noop!(
            authorize_upgrade().dispatch_bypass_filter(origin),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn a_signed_account_can_neither_whitelist_nor_dispatch() {
    local().execute_with(|| {
        let call = authorize_upgrade();
        let call_hash = Hashing::hash_of(&call);
        assert_noop!(
            Whitelist::whitelist_call(signed("Alice"), call_hash),
            DispatchError::BadOrigin
        );
        assert!(Whitelist::dispatch_whitelisted_call_with_preimage(
            signed("Alice"),
            Box::new(call)
        )
        .is_err());
    });
}

/// A council of five, of whom three want to be root.
#[test]
fn silence_is_no_vote() {
    let names = ["Alice", "Bob", "Charlie", "Dave", "Eve"];
    let council = serde_json::json!({ "council": { "members": names.map(account) } });
    chain_with(LOCAL_TESTNET_RUNTIME_PRESET, council).execute_with(|| {
        let motion = as_root(authorize_upgrade());
        propose(5, &motion);
        for name in &names[..3] {
            assert_ok!(Council::vote(
                signed(name),
                Hashing::hash_of(&motion),
                0,
                true
            ));
        }
        System::set_block_number(1_000);
        close(&motion);
        System::assert_has_event(
            pallet_collective::Event::<Runtime, Instance1>::Disapproved {
                proposal_hash: Hashing::hash_of(&motion),
            }
            .into(),
        );
        assert!(!authorized());
    });
}

#[test]
fn scheduled_calls_stay_within_reach_of_the_council() {
    use frame_support::traits::PrivilegeCmp;
    use std::cmp::Ordering::{Equal, Greater, Less};
    let root = || OriginCaller::from(frame_system::RawOrigin::Root);
    let signed = |name| OriginCaller::from(frame_system::RawOrigin::Signed(account(name)));
    let part = |ayes, of| OriginCaller::Council(pallet_collective::RawOrigin::Members(ayes, of));
    let cases = [
        (root(), root(), Some(Equal)),
        (root(), part(3, 3), Some(Greater)),
        (part(3, 3), root(), Some(Less)),
        (part(3, 3), part(2, 3), Some(Greater)),
        (part(2, 3), part(4, 6), Some(Equal)),
        (part(1, 3), part(2, 3), Some(Less)),
        (signed("Alice"), signed("Alice"), Some(Equal)),
        (signed("Alice"), signed("Bob"), None),
        (signed("Alice"), part(1, 3), None),
        (part(3, 3), signed("Alice"), None),
    ];
    for (left, right, expected) in cases {
        let found = configs::governance::RootAboveCouncil::cmp_privilege(&left, &right);
        assert_eq!(found, expected, "{left:?} and {right:?}");
    }
}
