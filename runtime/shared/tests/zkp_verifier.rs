//! Policies under the prices of the chain.

use super::{
    account,
    credentials::{did_of, register},
    local, try_state,
};
use crate::*;
use aura_primitives::{
    did::Did as DidId,
    zkp::{AcceptedKeys, PolicyId, PolicyPage, Predicate, Uses, VerificationPolicy},
};
use codec::{Decode, Encode};
use frame_support::{assert_ok, traits::fungible::InspectHold};
use pallet_zkp_verifier::{Call, Error};
use sp_runtime::DispatchError;

fn deposit(policy: &VerificationPolicy) -> Result<Balance, DispatchError> {
    let answer = apis::api::dispatch("ZkpApi_deposit_of_policy", &policy.encode()).unwrap();
    Result::decode(&mut &answer[..]).unwrap()
}

fn policy(verifier: DidId) -> VerificationPolicy {
    VerificationPolicy {
        verifier,
        schema: register(verifier),
        issuers: vec![verifier].try_into().unwrap(),
        predicate: Predicate::Ownership,
        uses: Uses::Many,
        lifetime: 60,
        keys: AcceptedKeys::AtLeast(1),
    }
}

fn act_as(did: DidId, call: Call<Runtime>) {
    let call = Box::new(RuntimeCall::ZkpVerifier(call));
    let origin = RuntimeOrigin::signed(account("Alice"));
    assert_ok!(Did::dispatch_as(origin, did, call, Balance::MAX));
}

fn held() -> Balance {
    let reason = configs::zkp_verifier::PolicyHold::get();
    Balances::balance_on_hold(&reason, &account("Alice"))
}

/// A year and an hour have the same length with any slots.
#[test]
fn durations_are_those_of_the_clock() {
    use frame_support::traits::Get;
    use pallet_zkp_verifier::Config;
    use sp_runtime::traits::Convert;
    local().execute_with(|| {
        for slot in [2_000, 6_000] {
            let mut timing = ChainTiming::timing();
            timing.slot_duration = slot;
            pallet_chain_timing::Timing::<Runtime>::put(timing);
            let year = u64::from(<Runtime as Config>::MaxOpen::get()) * slot;
            assert_eq!(year, 365 * 24 * 3_600_000);
            let hour = u64::from(<Runtime as Config>::MinutesToBlocks::convert(60)) * slot;
            assert_eq!(hour, 3_600_000);
        }
    });
}

/// Two entries for each person: a fifth of a token, and the price of their bytes.
#[test]
fn a_policy_of_one_use_pays_for_the_nullifiers_of_all() {
    use crate::constants::currency::{deposit as price, AURA};
    local().execute_with(|| {
        let alice = did_of("Alice");
        let many = policy(alice);
        let uses = Uses::Once {
            opens: 1,
            closes: System::block_number() + 100,
            max_uses: 99,
        };
        let once = VerificationPolicy {
            uses,
            ..many.clone()
        };
        let more = deposit(&once).unwrap() - deposit(&many).unwrap();
        // Twelve bytes more of the policy, and one more pair for the count.
        assert_eq!(more, price(0, 12) + price(200, 24_100));
        assert!(price(2, 241) > AURA / 5 && price(2, 241) < AURA * 203 / 1000);
        let said = deposit(&once);
        act_as(
            alice,
            Call::register_policy {
                policy: Box::new(once),
            },
        );
        assert_eq!(Ok(held()), said);
        try_state();
    });
}

#[test]
fn policies_of_a_verifier_are_listed() {
    local().execute_with(|| {
        let alice = did_of("Alice");
        let policy = policy(alice);
        let listed = |verifier: DidId| {
            let arguments = (verifier, None::<PolicyId>).encode();
            let answer = apis::api::dispatch("ZkpApi_policies", &arguments).unwrap();
            PolicyPage::decode(&mut &answer[..]).unwrap()
        };
        assert_eq!(listed(alice), PolicyPage::default());
        act_as(
            alice,
            Call::register_policy {
                policy: Box::new(policy.clone()),
            },
        );
        let page = PolicyPage {
            policies: vec![policy.id()],
            next: None,
        };
        assert_eq!(listed(alice), page);
        assert_eq!(listed([1; 32].into()), PolicyPage::default());
    });
}

#[test]
fn a_policy_costs_what_the_api_said() {
    local().execute_with(|| {
        let alice = did_of("Alice");
        let policy = policy(alice);
        let price = deposit(&policy);
        act_as(
            alice,
            Call::register_policy {
                policy: Box::new(policy.clone()),
            },
        );
        assert_eq!(Ok(held()), price);
        let exists = Error::<Runtime>::PolicyAlreadyExists;
        assert_eq!(deposit(&policy), Err(exists.into()));
        let refused = VerificationPolicy {
            lifetime: 0,
            ..policy.clone()
        };
        let error = Error::<Runtime>::LifetimeNotAllowed;
        assert_eq!(deposit(&refused), Err(error.into()));
        act_as(
            alice,
            Call::close_policy {
                policy: policy.id(),
            },
        );
        assert_eq!(held(), 0);
        try_state();
    });
}
