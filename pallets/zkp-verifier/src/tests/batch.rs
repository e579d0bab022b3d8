//! Batches of proofs.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use std::collections::BTreeSet;

/// Presentations for two policies in turn, with keys of two circuits.
fn some(count: u8) -> Vec<Presentation<AccountId32>> {
    let policies = [policy(ADULT), policy(Predicate::Ownership)];
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
    Verifier::verify_batch(signed(RELAYER), all.try_into().unwrap(), false)
}

fn verify_unused(all: Vec<Presentation<AccountId32>>) -> DispatchResultWithPostInfo {
    Verifier::verify_batch(signed(RELAYER), all.try_into().unwrap(), true)
}

/// The weight charged for a failed batch.
fn charged(failed: DispatchResultWithPostInfo) -> Weight {
    failed.unwrap_err().post_info.actual_weight.unwrap()
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
        all[4].proof = [0; limits::UNCOMPRESSED_PROOF_BYTES];
        let error = verify_all(all).unwrap_err();
        assert_eq!(error.error, Error::<Test>::ProofMalformed(4).into());
    });
}

#[test]
fn no_nullifier_stands_twice_in_a_batch() {
    with_chain(|| {
        let mut all = some(3);
        all.push(all[0].clone());
        // Found before any pairing, which would also find an invalid proof.
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
            Verifier::verify_batch(RuntimeOrigin::none(), Default::default(), false),
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
            skip_used: false,
        };
        let paid = call.get_dispatch_info().call_weight;
        let used = verify_all(all).unwrap().actual_weight.unwrap();
        let single = <Test as Config>::WeightInfo::verify_one();
        assert_eq!(paid, single.saturating_mul(8));
        assert!(used.ref_time() < paid.ref_time());
    });
}

/// A second key or signer costs as much as a proof; a second policy or list costs its reads.
#[test]
fn what_is_looked_up_beyond_the_first_is_paid_for() {
    with_chain(|| {
        let used = |all: &[Presentation<AccountId32>]| {
            let all = all.iter().cloned().map(proven).collect();
            verify_all(all).unwrap().actual_weight.unwrap()
        };
        let weight = <Test as Config>::WeightInfo::verify_batch;
        let single = <Test as Config>::WeightInfo::verify_one();
        let database = <Test as frame_system::Config>::DbWeight::get();
        let reads = |count| database.reads(count);
        let a_policy = database.reads_writes(2, 1);
        let issuers = BTreeSet::from([did(ISSUER), did(OTHER_ISSUER)]);
        let policies = [2, 3].map(|lifetime| VerificationPolicy {
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
        let mut from = |policy: &VerificationPolicy, issuer: &str, list| Presentation {
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
        assert_eq!(used(&of_policies), weight(2) + a_policy);
        let of_lists = [from(one, ISSUER, 0), from(one, ISSUER, another_list)];
        assert_eq!(used(&of_lists), weight(2) + reads(3));
        let of_signers = [from(one, ISSUER, 0), from(one, OTHER_ISSUER, 1)];
        assert_eq!(used(&of_signers), weight(2) + single + reads(3));
        let ownership = policy(Predicate::Ownership);
        register(&ownership);
        let of_keys = [from(one, ISSUER, 0), from(&ownership, ISSUER, 0)];
        assert_eq!(used(&of_keys), weight(2) + single + a_policy);
    });
}

/// If a stranger submits one presentation of a batch first, the sender of the batch pays for no
/// pairings.
#[test]
fn a_batch_that_fails_before_the_pairings_pays_for_what_was_looked_up() {
    with_chain(|| {
        let look_up = <Test as Config>::WeightInfo::look_up;
        let all = some(8);
        assert_ok!(verify(all[5].clone()));
        let failed = verify_all(all.clone());
        assert_eq!(
            failed.unwrap_err().error,
            Error::<Test>::NullifierAlreadyUsed.into()
        );
        assert_eq!(charged(failed), look_up() * 6);
        // One that was never valid.
        let mut expired = all.clone();
        expired[2].expires = 0;
        assert_eq!(charged(verify_all(expired)), look_up() * 3);
        let twice = vec![all[0].clone(), all[1].clone(), all[1].clone()];
        assert_eq!(charged(verify_all(twice)), look_up());
        // One alone, too.
        let alone = Verifier::verify(signed(RELAYER), Box::new(all[5].clone()));
        assert_eq!(charged(alone), look_up());
    });
}

#[test]
fn a_batch_that_fails_at_the_pairings_pays_for_the_check_and_the_search() {
    with_chain(|| {
        let mut all = some(4);
        all[3].challenge = [1; 32];
        let single = <Test as Config>::WeightInfo::verify_one();
        let database = <Test as frame_system::Config>::DbWeight::get();
        let together = <Test as Config>::WeightInfo::verify_batch(4) + single;
        let together = together + database.reads_writes(2, 1);
        assert_eq!(charged(verify_all(all)), together + single * 4);
    });
}

#[test]
fn what_was_used_meanwhile_can_be_left_out() {
    with_chain(|| {
        let all = some(6);
        for n in [0, 4] {
            assert_ok!(verify(all[n].clone()));
        }
        let used = verify_unused(all.clone()).unwrap().actual_weight.unwrap();
        let positions = vec![0, 4].try_into().unwrap();
        System::assert_has_event(Event::PresentationsSkipped { positions }.into());
        for presentation in &all {
            assert!(Nullifiers::<Test>::contains_key(
                presentation.policy,
                presentation.nullifier
            ));
        }
        // Four were verified, and six checked for used nullifiers.
        let single = <Test as Config>::WeightInfo::verify_one();
        let database = <Test as frame_system::Config>::DbWeight::get();
        let four = <Test as Config>::WeightInfo::verify_batch(4) + single;
        let four = four + database.reads_writes(2, 1);
        assert_eq!(used, four + database.reads(6));
    });
}

#[test]
fn if_all_were_used_meanwhile_they_were_only_looked_for() {
    with_chain(|| {
        let all = some(3);
        assert_ok!(verify_all(all.clone()));
        let used = verify_unused(all).unwrap().actual_weight.unwrap();
        let positions = vec![0, 1, 2].try_into().unwrap();
        System::assert_last_event(Event::PresentationsSkipped { positions }.into());
        let database = <Test as frame_system::Config>::DbWeight::get();
        assert_eq!(used, database.reads(3));
    });
}

#[test]
fn what_is_invalid_is_never_left_out_and_keeps_its_place() {
    with_chain(|| {
        let all = some(5);
        assert_ok!(verify(all[0].clone()));
        let refused = |change: &dyn Fn(&mut Vec<Presentation<AccountId32>>)| {
            let mut all = all.clone();
            change(&mut all);
            verify_unused(all).unwrap_err().error
        };
        let invalid = refused(&|all| all[3].challenge = [1; 32]);
        assert_eq!(invalid, Error::<Test>::ProofInvalid(3).into());
        let malformed = refused(&|all| all[4].proof = [0; limits::UNCOMPRESSED_PROOF_BYTES]);
        assert_eq!(malformed, Error::<Test>::ProofMalformed(4).into());
        let expired = refused(&|all| all[2].expires = 0);
        assert_eq!(expired, Error::<Test>::Expired.into());
        // A single remaining presentation is not a batch, and keeps its position.
        let alone = refused(&|all| {
            all.truncate(2);
            all[1].challenge = [1; 32];
        });
        assert_eq!(alone, Error::<Test>::ProofInvalid(1).into());
        // Duplicates are the sender's own fault.
        let twice = refused(&|all| all.push(all[1].clone()));
        assert_eq!(twice, Error::<Test>::NullifierAlreadyUsed.into());
    });
}
