//! Misuse of valid proofs by others than their makers, and views of forgeable keys.

use crate::{mock::*, *};
use aura_primitives::zkp::Circuit::{Age, Membership, Ownership, Range};
use aura_zkp_core::groth16::Simulator;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::BuildStorage;

fn again(presentation: &Presentation<AccountId32>, n: u8) -> Presentation<AccountId32> {
    let mut presentation = presentation.clone();
    presentation.nullifier = nullifier(n);
    proven(presentation)
}

/// A person who satisfied the policy earlier and got a new credential with another secret could
/// otherwise use one that is in force on that day, and count twice.
#[test]
fn nobody_satisfies_a_policy_before_its_opening_day() {
    with_chain(|| {
        let mut policy = policy(ADULT);
        let opens = today() + 1;
        policy.uses = Uses::Once {
            opens,
            closes: now() + 50,
            max_uses: 1,
        };
        register(&policy);
        let mut early = presented(&policy);
        early.date = opens;
        let early = proven(early);
        assert_noop!(verify(early.clone()), Error::<Test>::DateNotAllowed);
        go_on_days(1);
        assert_eq!(today(), opens);
        assert_ok!(verify(proven(early)));
    });
}

#[test]
fn proofs_end_with_the_accreditation() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        let until = pallet_timestamp::Pallet::<Test>::get() + 3 * BLOCK;
        assert_ok!(Credentials::accredit(
            by(OWNER),
            policy.schema,
            did(ISSUER),
            0,
            Some(until)
        ));
        let presentation = presented(&policy);
        let later = again(&presentation, 2);
        assert_ok!(verify(presentation));
        go_on(4);
        assert_noop!(verify(later), Error::<Test>::IssuerNotInStanding);
    });
}

#[test]
fn a_strict_list_takes_no_root_but_the_newest() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        let list = list_of(ISSUER, policy.schema, true);
        let root = || Credentials::status_root(list).unwrap().root;
        let mut presentation = presented(&policy);
        presentation.list = list;
        presentation.status_root = root();
        let presentation = proven(presentation);
        revoke(ISSUER, list, 5);
        assert_noop!(
            verify(presentation.clone()),
            Error::<Test>::StatusChangesPending
        );
        commit(list);
        assert_noop!(
            verify(presentation.clone()),
            Error::<Test>::StatusRootNotRecent
        );
        let mut newest = presentation;
        newest.status_root = root();
        assert_ok!(verify(proven(newest)));
    });
}

/// Ten blocks until changes must be committed, and five more.
#[test]
fn a_revoked_credential_is_good_no_longer_however_late_its_list_is_sealed() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        let mut presentation = presented(&policy);
        presentation.expires = now() + 50;
        let (first, second) = (again(&presentation, 1), again(&presentation, 2));
        revoke(ISSUER, 0, 5);
        go_on(11);
        assert_noop!(verify(first.clone()), Error::<Test>::StatusChangesPending);
        go_on(3);
        commit(0);
        assert_ok!(verify(first));
        go_on(1);
        assert_noop!(verify(second), Error::<Test>::StatusRootNotRecent);
    });
}

#[test]
fn a_dry_run_says_what_would_be_and_changes_nothing() {
    with_chain(|| {
        let policy = policy(ADULT);
        let id = register(&policy);
        let presentation = presented(&policy);
        assert_eq!(Verifier::try_presentation(&presentation), Ok(()));
        assert_eq!(Nullifiers::<Test>::iter().count(), 0);
        assert_eq!(receipt(HOLDER, id), None);
        let mut copied = presentation.clone();
        copied.beneficiary = account(RELAYER);
        assert_eq!(
            Verifier::try_presentation(&copied),
            Err("ProofInvalid".into())
        );
        assert_ok!(verify(presentation.clone()));
        assert_eq!(
            Verifier::try_presentation(&presentation),
            Err("NullifierAlreadyUsed".into())
        );
    });
}

#[test]
fn keys_that_nobody_can_use_are_not_shown() {
    with_chain(|| {
        AllowInsecureSetup::<Test>::put(true);
        assert_ok!(register_key(&Simulator::development(key_id(Age, 2))));
        let all = [
            key_id(Ownership, 1),
            key_id(Age, 1),
            key_id(Age, 2),
            key_id(Range, 1),
            key_id(Membership, 1),
        ];
        assert_eq!(Verifier::usable_keys(), all);
        assert_ok!(Verifier::forbid_insecure_setup(RuntimeOrigin::root()));
        assert_ok!(Verifier::retire_key(
            RuntimeOrigin::root(),
            key_id(Range, 1)
        ));
        assert_ok!(Verifier::disable_key(
            signed("Council"),
            key_id(Ownership, 1)
        ));
        assert_eq!(
            Verifier::usable_keys(),
            [key_id(Age, 1), key_id(Membership, 1)]
        );
        // Views still show them.
        assert!(all.iter().all(|id| Verifier::key(*id).is_some()));
    });
}

#[test]
fn keys_of_development_are_taken_only_if_the_genesis_says_so() {
    let allows = |genesis: GenesisConfig<Test>| {
        let mut chain: sp_io::TestExternalities = genesis.build_storage().unwrap().into();
        chain.execute_with(AllowInsecureSetup::<Test>::get)
    };
    assert!(!allows(GenesisConfig::default()));
    assert!(allows(GenesisConfig {
        allow_insecure_setup: true,
        ..Default::default()
    }));
}

/// One invalid presentation fails its whole batch, even if no proof was verified.
#[test]
fn a_batch_with_a_record_that_does_not_hold_gives_nothing() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        let good = presented(&policy);
        let mut bad = again(&good, 2);
        bad.date -= 2;
        let all = vec![good, bad].try_into().unwrap();
        let error = Verifier::verify_batch(signed(RELAYER), all, false).unwrap_err();
        assert_eq!(error.error, Error::<Test>::DateNotAllowed.into());
        assert_eq!(Nullifiers::<Test>::iter().count(), 0);
        assert_eq!(Receipts::<Test>::iter().count(), 0);
    });
}

/// Each page reads a bounded number of entries, however many policies others register.
#[test]
fn policies_of_a_verifier_are_listed_in_pages() {
    with_chain(|| {
        let mut own = vec![];
        let deposit = || Deposit::new(account(OWNER), types::footprint_of_policy(&policy(ADULT)));
        for n in 0..600u32 {
            let mut policy = policy(ADULT);
            policy.lifetime = n + 1;
            policy.verifier = did([VERIFIER, ISSUER][usize::from(n % 3 > 0)]);
            if policy.verifier == did(VERIFIER) {
                own.push(policy.id());
            }
            let record = PolicyRecord {
                policy: policy.clone(),
                registered: pallet_did::now::<Test>(),
                deposit: deposit().unwrap(),
            };
            Policies::<Test>::insert(policy.id(), record);
        }
        own.sort();
        let (mut listed, mut after, mut pages) = (vec![], None, 0);
        loop {
            let page = Verifier::policies_of(did(VERIFIER), after);
            listed.extend(page.policies);
            pages += 1;
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(
            pages,
            600usize.div_ceil(limits::MAX_SCANNED_POLICIES as usize)
        );
        assert_eq!(listed, own);
        let none = Verifier::policies_of(did(HOLDER), None);
        assert!(none.policies.is_empty() && none.next.is_some());
        for (id, record) in Policies::<Test>::drain() {
            assert_eq!(record.policy.id(), id);
            assert_ok!(record.deposit.release());
        }
        assert_eq!(
            Verifier::policies_of(did(VERIFIER), None),
            Default::default()
        );
    });
}
