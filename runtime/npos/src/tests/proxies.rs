//! Kinds of proxies that phase 1 does not have.

use super::shared::account;
use crate::{configs::accounts::ProxyType, *};
use codec::Encode;
use frame_support::traits::InstanceFilter;
use ProxyType::{Any, Governance, NominationPools as Pools, NonTransfer, Staking as Stake};

const KINDS: [ProxyType; 5] = [Any, NonTransfer, Governance, Stake, Pools];

#[test]
fn each_kind_allows_its_calls_and_no_others() {
    let cases: [(RuntimeCall, &[ProxyType]); 8] = [
        (pallet_staking::Call::chill {}.into(), &[Any, Stake]),
        (
            pallet_nomination_pools::Call::claim_payout {}.into(),
            &[Any, Stake, Pools],
        ),
        (
            pallet_referenda::Call::place_decision_deposit { index: 0 }.into(),
            &[Any, NonTransfer, Governance],
        ),
        (
            pallet_conviction_voting::Call::remove_vote {
                class: None,
                index: 0,
            }
            .into(),
            &[Any, NonTransfer, Governance],
        ),
        (
            pallet_whitelist::Call::whitelist_call {
                call_hash: Hash::repeat_byte(1),
            }
            .into(),
            &[Any, NonTransfer, Governance],
        ),
        (
            pallet_balances::Call::transfer_all {
                dest: account("Bob").into(),
                keep_alive: false,
            }
            .into(),
            &[Any],
        ),
        (pallet_session::Call::purge_keys {}.into(), &[Any]),
        (pallet_utility::Call::batch { calls: vec![] }.into(), &KINDS),
    ];
    for (call, allowed) in cases {
        for kind in KINDS {
            assert_eq!(
                kind.filter(&call),
                allowed.contains(&kind),
                "{kind:?} {call:?}"
            );
        }
    }
}

/// Behind those of phase 1, which are in the state of accounts.
#[test]
fn they_come_at_the_end() {
    assert_eq!(ProxyType::SessionKeys.encode(), [5]);
    assert_eq!(Stake.encode(), [6]);
    assert_eq!(Pools.encode(), [7]);
}

#[test]
fn no_kind_is_above_another_without_all_its_calls() {
    for kind in [Stake, Pools] {
        assert!(Any.is_superset(&kind) && kind.is_superset(&kind));
        assert!(!NonTransfer.is_superset(&kind) && !kind.is_superset(&Governance));
    }
}
