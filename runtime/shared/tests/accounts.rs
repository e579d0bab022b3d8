//! Permissions of proxies.

use super::account;
use crate::{configs::accounts::ProxyType, *};
use frame_support::traits::InstanceFilter;
use ProxyType::*;

const KINDS: [ProxyType; 6] = [
    Any,
    NonTransfer,
    Governance,
    CancelProxy,
    Identity,
    SessionKeys,
];

fn as_did(call: RuntimeCall) -> RuntimeCall {
    RuntimeCall::Did(pallet_did::Call::dispatch_as {
        did: [1; 32].into(),
        call: Box::new(call),
        max_deposit: 0,
    })
}

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
    RuntimeCall::Utility(pallet_utility::Call::batch_all { calls })
}

fn of_a_list() -> RuntimeCall {
    RuntimeCall::Credentials(pallet_credentials::Call::commit_status_root { list: 1, pages: 1 })
}

fn offer() -> RuntimeCall {
    RuntimeCall::Credentials(pallet_credentials::Call::offer {
        what: aura_primitives::credentials::Owned::List(1),
        to: None,
    })
}

fn deactivate() -> RuntimeCall {
    RuntimeCall::Did(pallet_did::Call::deactivate {})
}

/// A call of each relevant pallet, and the proxy types that allow it.
fn cases() -> Vec<(RuntimeCall, Vec<ProxyType>)> {
    let to = || account("Bob").into();
    vec![
        (
            RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
                dest: to(),
                value: 1,
            }),
            vec![Any],
        ),
        (
            RuntimeCall::Proxy(pallet_proxy::Call::add_proxy {
                delegate: to(),
                proxy_type: Any,
                delay: 0,
            }),
            vec![Any],
        ),
        (
            RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement {
                delegate: to(),
                call_hash: Default::default(),
            }),
            vec![Any, CancelProxy],
        ),
        (
            RuntimeCall::Multisig(pallet_multisig::Call::cancel_as_multi {
                threshold: 2,
                other_signatories: vec![],
                timepoint: Default::default(),
                call_hash: Default::default(),
            }),
            vec![Any],
        ),
        (
            RuntimeCall::Recovery(pallet_recovery::Call::set_friend_groups {
                friend_groups: vec![],
            }),
            vec![Any],
        ),
        // A call by a DID has the DID's origin, to which the limits of a proxy do not apply.
        (as_did(deactivate()), vec![Any]),
        (as_did(batch(vec![of_a_list(), deactivate()])), vec![Any]),
        (as_did(as_did(of_a_list())), vec![Any]),
        (as_did(of_a_list()), vec![Any, Identity]),
        (
            as_did(batch(vec![batch(vec![of_a_list()])])),
            vec![Any, Identity],
        ),
        (of_a_list(), vec![Any, Identity]),
        // The call keeps the DID's entries, and holds no deposit for those of others.
        (as_did(offer()), vec![Any]),
        (as_did(batch(vec![of_a_list(), offer()])), vec![Any]),
        (
            as_did(RuntimeCall::Credentials(
                pallet_credentials::Call::take_over_deposit {
                    entry: aura_primitives::credentials::Entry::List(1),
                },
            )),
            vec![Any],
        ),
        (
            RuntimeCall::ZkpVerifier(pallet_zkp_verifier::Call::verify_batch {
                presentations: Default::default(),
                skip_used: false,
            }),
            vec![Any, Identity],
        ),
        (
            RuntimeCall::Session(pallet_session::Call::purge_keys {}),
            vec![Any, SessionKeys],
        ),
        (
            RuntimeCall::RootNotice(pallet_root_notice::Call::object {
                call_hash: Default::default(),
            }),
            vec![Any, NonTransfer, Governance],
        ),
        (
            RuntimeCall::System(frame_system::Call::remark { remark: vec![] }),
            vec![Any, NonTransfer],
        ),
        (
            RuntimeCall::Council(pallet_collective::Call::vote {
                proposal: Default::default(),
                index: 0,
                approve: true,
            }),
            vec![Any, NonTransfer, Governance],
        ),
        (
            RuntimeCall::Utility(pallet_utility::Call::batch { calls: vec![] }),
            KINDS.to_vec(),
        ),
    ]
}

#[test]
fn each_kind_of_proxy_allows_its_calls_and_no_others() {
    for (call, allowed) in cases() {
        for kind in KINDS {
            assert_eq!(
                kind.filter(&call),
                allowed.contains(&kind),
                "{kind:?} and {call:?}"
            );
        }
    }
}

/// The indices of proxy types are in the state of every account that has a proxy.
#[test]
fn new_kinds_of_proxies_come_at_the_end() {
    use codec::Encode;
    for (number, kind) in (0..).zip(KINDS) {
        assert_eq!(kind.encode(), [number], "{kind:?}");
    }
}

/// Otherwise a proxy could add permissions to itself.
#[test]
fn a_superset_allows_all_that_the_other_does() {
    for kind in KINDS {
        for other in KINDS.into_iter().filter(|other| kind.is_superset(other)) {
            for (call, _) in cases() {
                assert!(
                    kind.filter(&call) || !other.filter(&call),
                    "{kind:?} over {other:?}"
                );
            }
        }
        assert!(kind.is_superset(&kind) && Any.is_superset(&kind));
    }
}
