//! Policies under the prices of the chain.

use super::{
    account,
    credentials::{did_of, register},
    local, try_state,
};
use crate::*;
use aura_primitives::zkp::{Policy, Uses, Wanted};
use codec::{Decode, Encode};
use frame_support::{assert_ok, traits::fungible::InspectHold};
use pallet_zkp_verifier::{Call, Error};
use sp_runtime::DispatchError;

fn deposit(policy: &Policy) -> Result<Balance, DispatchError> {
    let answer = apis::api::dispatch("ZkpApi_deposit_of_policy", &policy.encode()).unwrap();
    Result::decode(&mut &answer[..]).unwrap()
}

#[test]
fn a_policy_costs_what_the_api_said() {
    local().execute_with(|| {
        let alice = did_of("Alice");
        let policy = Policy {
            verifier: alice,
            schema: register(alice),
            issuers: vec![alice].try_into().unwrap(),
            wanted: Wanted::Ownership,
            uses: Uses::Many,
            lifetime: 100,
            min_version: 1,
        };
        let act = |call: Call<Runtime>| {
            let call = Box::new(RuntimeCall::ZkpVerifier(call));
            assert_ok!(Did::dispatch_as(
                RuntimeOrigin::signed(account("Alice")),
                alice,
                call,
                Balance::MAX
            ));
        };
        let held = || {
            let reason = configs::zkp_verifier::PolicyHold::get();
            Balances::balance_on_hold(&reason, &account("Alice"))
        };
        let price = deposit(&policy);
        act(Call::register_policy {
            policy: Box::new(policy.clone()),
        });
        assert_eq!(Ok(held()), price);
        let exists = Error::<Runtime>::PolicyAlreadyExists;
        assert_eq!(deposit(&policy), Err(exists.into()));
        let refused = Policy {
            lifetime: 0,
            ..policy.clone()
        };
        let error = Error::<Runtime>::LifetimeNotAllowed;
        assert_eq!(deposit(&refused), Err(error.into()));
        act(Call::close_policy {
            policy: policy.id(),
        });
        assert_eq!(held(), 0);
        try_state();
    });
}
