//! Proofs that are checked together.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use std::collections::BTreeSet;

/// So many presentations for two policies in turn, which take keys of two circuits.
fn some(count: u8) -> Vec<Presentation<AccountId32>> {
    let policies = [policy(ADULT), policy(Wanted::Ownership)];
    for policy in &policies {
        register(policy);
    }
    (0..count)
        .map(|n| {
            let mut presentation = presented(&policies[usize::from(n % 2)]);
            presentation.nullifier = nullifier(n + 1);
            presentation.beneficiary = account(&format!("Person {n}"));
            proven(presentation)
        })
        .collect()
}

fn verify_all(all: Vec<Presentation<AccountId32>>) -> DispatchResultWithPostInfo {
    Verifier::verify_batch(signed(RELAYER), all.try_into().unwrap())
}

#[test]
fn all_hold_and_each_gives_a_receipt() {
    for count in [1, 2, 8, 32] {
        with_chain(|| {
            let all = some(count);
            assert_ok!(verify_all(all.clone()));
            for presentation in all {
                let Presentation {
                    beneficiary,
                    policy,
                    nullifier,
                    ..
                } = presentation;
                let receipt = <Verifier as ReceiptsOf>::receipt(&beneficiary, policy).unwrap();
                assert_eq!(receipt.nullifier, nullifier);
            }
        });
    }
}

#[test]
fn one_that_does_not_hold_is_named_and_none_is_taken() {
    with_chain(|| {
        let mut all = some(5);
        all[3].challenge = [1; 32];
        let error = verify_all(all.clone()).unwrap_err();
        assert_eq!(error.error, Error::<Test>::ProofInvalid(3).into());
        assert_eq!(Nullifiers::<Test>::iter().count(), 0);
        all[4].proof = [0; limits::UNCOMPRESSED_PROOF];
        let error = verify_all(all).unwrap_err();
        assert_eq!(error.error, Error::<Test>::ProofMalformed(4).into());
    });
}

#[test]
fn no_nullifier_stands_twice_in_a_batch() {
    with_chain(|| {
        let mut all = some(3);
        all.push(all[0].clone());
        // Found before any pairing: one that does not hold would be found by them.
        all[1].challenge = [1; 32];
        let error = verify_all(all).unwrap_err();
        assert_eq!(error.error, Error::<Test>::NullifierAlreadyUsed.into());
        assert_eq!(Nullifiers::<Test>::iter().count(), 0);
    });
}

#[test]
fn a_batch_has_something_in_it() {
    with_chain(|| {
        let error = verify_all(vec![]).unwrap_err();
        assert_eq!(error.error, Error::<Test>::NothingToDo.into());
        assert_noop!(
            Verifier::verify_batch(RuntimeOrigin::none(), Default::default()),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn what_finding_the_bad_one_costs_is_given_back_if_there_is_none() {
    with_chain(|| {
        let all = some(4);
        let call = Call::<Test>::verify_batch {
            presentations: all.clone().try_into().unwrap(),
        };
        let paid = call.get_dispatch_info().call_weight;
        let used = verify_all(all).unwrap().actual_weight.unwrap();
        let single = <Test as Config>::WeightInfo::verify_one();
        assert_eq!(paid, single.saturating_mul(8));
        assert!(used.ref_time() < paid.ref_time());
    });
}

/// A key and a signer beyond the first cost as much as a proof, a policy and a list what is read of them.
#[test]
fn what_is_looked_up_beyond_the_first_is_paid_for() {
    with_chain(|| {
        let used = |all: &[Presentation<AccountId32>]| {
            let all = all.iter().cloned().map(proven).collect();
            verify_all(all).unwrap().actual_weight.unwrap()
        };
        let weight = <Test as Config>::WeightInfo::verify_batch;
        let single = <Test as Config>::WeightInfo::verify_one();
        let reads = |count| <Test as frame_system::Config>::DbWeight::get().reads(count);
        let issuers = BTreeSet::from([did(ISSUER), did(OTHER_ISSUER)]);
        let policies = [20, 21].map(|lifetime| Policy {
            issuers: issuers
                .iter()
                .copied()
                .collect::<Vec<_>>()
                .try_into()
                .unwrap(),
            lifetime,
            ..policy(ADULT)
        });
        let another_list = list_of(ISSUER, schema(true).id(), false);
        for policy in &policies {
            register(policy);
        }
        let mut numbers = 1..;
        let mut from = |policy: &Policy, issuer: &str, list| Presentation {
            issuer: did(issuer),
            list,
            status_root: Credentials::status_root(list).unwrap().root,
            nullifier: nullifier(numbers.next().unwrap()),
            ..presented(policy)
        };
        let [one, other] = &policies;
        let same = [from(one, ISSUER, 0), from(one, ISSUER, 0)];
        assert_eq!(used(&same), weight(2));
        let of_policies = [from(one, ISSUER, 0), from(other, ISSUER, 0)];
        assert_eq!(used(&of_policies), weight(2) + reads(1));
        let of_lists = [from(one, ISSUER, 0), from(one, ISSUER, another_list)];
        assert_eq!(used(&of_lists), weight(2) + reads(3));
        let of_signers = [from(one, ISSUER, 0), from(one, OTHER_ISSUER, 1)];
        assert_eq!(used(&of_signers), weight(2) + single + reads(3));
        let ownership = policy(Wanted::Ownership);
        register(&ownership);
        let of_keys = [from(one, ISSUER, 0), from(&ownership, ISSUER, 0)];
        assert_eq!(used(&of_keys), weight(2) + single + reads(1));
    });
}
