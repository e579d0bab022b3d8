//! Pruning of expired entries.

use crate::{mock::*, *};
use frame_support::assert_ok;

#[test]
fn a_receipt_is_good_until_its_block() {
    with_chain(|| {
        let policy = policy(ADULT);
        let id = register(&policy);
        assert_ok!(verify(presented(&policy)));
        go_on(blocks_of(&policy) - 1);
        assert!(receipt(HOLDER, id).is_some());
        assert_eq!(Receipts::<Test>::iter().count(), 1);
        go_on(1);
        assert_eq!(receipt(HOLDER, id), None);
        assert_eq!(Receipts::<Test>::iter().count(), 0);
    });
}

#[test]
fn a_receipt_that_is_not_forgotten_yet_is_good_no_more_all_the_same() {
    with_chain(|| {
        let policy = policy(ADULT);
        let id = register(&policy);
        assert_ok!(verify(presented(&policy)));
        System::set_block_number(u64::from(now() + blocks_of(&policy)));
        assert_eq!(Receipts::<Test>::iter().count(), 1);
        assert_eq!(receipt(HOLDER, id), None);
    });
}

#[test]
fn a_receipt_that_was_renewed_lasts() {
    with_chain(|| {
        let policy = policy(ADULT);
        let id = register(&policy);
        assert_ok!(verify(presented(&policy)));
        go_on(5);
        let mut again = presented(&policy);
        again.nullifier = nullifier(2);
        again.challenge = [2; 32];
        assert_ok!(verify(proven(again)));
        go_on(blocks_of(&policy) - 1);
        assert!(receipt(HOLDER, id).is_some());
        go_on(1);
        assert_eq!(Receipts::<Test>::iter().count(), 0);
    });
}

#[test]
fn a_nullifier_is_known_until_nothing_with_it_can_be_sent() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        let presentation = presented(&policy);
        assert_ok!(verify(presentation.clone()));
        go_on(presentation.expires - now());
        let used = Err(Error::<Test>::NullifierAlreadyUsed.into());
        assert_eq!(verify(presentation.clone()), used);
        go_on(1);
        assert_eq!(Nullifiers::<Test>::iter().count(), 0);
        let expired = Err(Error::<Test>::Expired.into());
        assert_eq!(verify(presentation), expired);
        assert_eq!(ExpiresAt::<Test>::iter().count(), 1);
    });
}

#[test]
fn who_has_satisfied_a_policy_of_one_use_is_known_until_it_closes() {
    with_chain(|| {
        let policy = once(policy(ADULT), 50, 1);
        register(&policy);
        assert_ok!(verify(presented(&policy)));
        go_on(49);
        assert_eq!(Nullifiers::<Test>::iter().count(), 1);
        go_on(1);
        assert_eq!(Nullifiers::<Test>::iter().count(), 0);
    });
}

#[test]
fn a_block_forgets_as_much_as_it_has_time_for() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        for n in 1..=3 {
            let mut presentation = presented(&policy);
            presentation.nullifier = nullifier(n);
            presentation.challenge = [n; 32];
            assert_ok!(verify(proven(presentation)));
        }
        assert_eq!(ExpiresAt::<Test>::iter().count(), 4);
        System::set_block_number(u64::from(now() + blocks_of(&policy)));
        let one = <Test as Config>::WeightInfo::prune();
        let idle = |weight| Verifier::on_idle(System::block_number(), weight);
        assert_eq!(
            idle(one.saturating_sub(Weight::from_parts(1, 0))),
            Weight::zero()
        );
        assert_eq!(ExpiresAt::<Test>::iter().count(), 4);
        // Each empty block takes one step, and each entry one.
        let mut steps = 0;
        while ExpiresAt::<Test>::iter().count() > 0 {
            assert_eq!(idle(one), one);
            steps += 1;
        }
        assert!((4..=40).contains(&steps), "{steps}");
    });
}

/// More entries are due than a block has time for: each empty block costs as much as an entry.
#[test]
fn a_block_forgets_for_an_eighth_of_its_time_at_most() {
    chain().execute_with(|| {
        System::set_block_number(1_000_000);
        // Blocks of the mock have a second.
        let eighth = Weight::from_parts(125_000_000_000, u64::MAX);
        let used = Verifier::on_idle(1_000_000, Weight::MAX);
        assert!(used.all_lte(eighth), "{used:?}");
        let one = <Test as Config>::WeightInfo::prune();
        assert!((used + one).ref_time() > eighth.ref_time(), "{used:?}");
    });
}

/// Many entries due in one block, as after a vote: the time for pruning grows linearly with their
/// number, not quadratically.
#[test]
fn what_each_entry_takes_to_forget_does_not_grow_with_their_number() {
    let taken = |entries: u32| {
        let mut chain = chain();
        chain.execute_with(|| {
            for n in 0..entries {
                let mut nullifier = [0; 32];
                nullifier[..4].copy_from_slice(&n.to_le_bytes());
                let policy = PolicyId::from([1; 32]);
                Nullifiers::<Test>::insert(policy, nullifier, 10);
                Verifier::schedule_pruning(types::Expiring::Nullifier(policy, nullifier), 10);
            }
        });
        // The entries are then in the state of the previous block.
        chain.commit_all().unwrap();
        chain.execute_with(|| {
            System::set_block_number(10);
            let start = std::time::Instant::now();
            Verifier::prune_idle(&mut WeightMeter::new());
            let taken = start.elapsed();
            assert_eq!(ExpiresAt::<Test>::iter().count(), 0);
            assert_eq!(Nullifiers::<Test>::iter().count(), 0);
            taken
        })
    };
    // The minimum of several runs: other load only adds to it.
    let least = |entries| (0..3).map(|_| taken(entries)).min().unwrap();
    let (few, many) = (taken(250), least(4_000));
    // Sixteen times as many; quadratic growth would be 256 times.
    assert!(many < few * 80, "{few:?}, {many:?}");
}
