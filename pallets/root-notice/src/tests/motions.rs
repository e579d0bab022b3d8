//! Decisions of the council, from the motion to their effect.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use pallet_collective::Error::TooManyProposals;

/// Makes a motion of members 1 to `ayes`, and closes it.
fn decide(ayes: u32, motion: &RuntimeCall) {
    let length = motion.encoded_size() as u32 + 4;
    let signed = |member: u32| RuntimeOrigin::signed(member.into());
    let index = pallet_collective::ProposalCount::<Test, pallet_collective::Instance1>::get();
    assert_ok!(Council::propose(
        signed(1),
        ayes,
        Box::new(motion.clone()),
        length
    ));
    for member in 1..=ayes {
        assert_ok!(Council::vote(signed(member), hash(motion), index, true));
    }
    assert_ok!(Council::close(
        signed(1),
        hash(motion),
        index,
        Weight::MAX,
        length
    ));
}

#[test]
fn a_majority_cannot_keep_the_others_from_objecting() {
    with_chain(|| {
        decide(6, &Call::<Test>::announce { call: store(7) }.into());
        // All places for motions are taken.
        for value in 0..5 {
            let call = store_long(value);
            let length = call.encoded_size() as u32;
            assert_ok!(Council::propose(RuntimeOrigin::signed(1), 9, call, length));
        }
        let call_hash = hash(&store(7));
        let motion = RuntimeCall::from(Call::<Test>::object { call_hash });
        let length = motion.encoded_size() as u32;
        assert_noop!(
            Council::propose(RuntimeOrigin::signed(6), 4, Box::new(motion), length),
            TooManyProposals::<Test, pallet_collective::Instance1>
        );
        for member in 6..=9 {
            assert_ok!(RootNotice::object(RuntimeOrigin::signed(member), call_hash));
        }
        assert!(!Announcements::<Test>::contains_key(call_hash));
    });
}

#[test]
fn a_motion_leaves_nothing_that_an_account_can_run() {
    with_chain(|| {
        decide(5, &Call::<Test>::announce { call: store(7) }.into());
        assert!(Queue::<Test>::get().is_empty());
        decide(
            8,
            &Call::<Test>::enact {
                call: store(7),
                until: 1,
            }
            .into(),
        );
        decide(6, &Call::<Test>::announce { call: store(8) }.into());
        assert_eq!(stored(), Some(7));
        // Other origins cannot run a call.
        for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
            assert!(RootNotice::enact(origin, store(8), 1).is_err());
        }
        assert_ok!(RootNotice::object(part(4), hash(&store(8))));
        assert_eq!(Announcements::<Test>::iter().count(), 0);
    });
}

/// Any account can close an approved motion, even after it has expired.
#[test]
fn an_approved_motion_that_was_not_closed_is_worth_nothing_later() {
    with_chain(|| {
        let until = 101;
        let call = store(7);
        let motion = RuntimeCall::from(Call::<Test>::enact { call, until });
        let length = motion.encoded_size() as u32 + 4;
        let signed = RuntimeOrigin::signed;
        assert_ok!(Council::propose(
            signed(1),
            8,
            Box::new(motion.clone()),
            length
        ));
        for member in 1..=8 {
            assert_ok!(Council::vote(signed(member), hash(&motion), 0, true));
        }
        System::set_block_number(until + 1);
        let stranger = signed(99);
        assert_ok!(Council::close(
            stranger,
            hash(&motion),
            0,
            Weight::MAX,
            length
        ));
        assert_eq!(stored(), None);
    });
}

#[test]
fn a_batch_announces_all_or_none() {
    with_chain(|| {
        let announce = |value| RuntimeCall::from(Call::<Test>::announce { call: store(value) });
        let calls = vec![announce(7), announce(8), announce(7)];
        decide(6, &pallet_utility::Call::batch_all { calls }.into());
        assert!(Queue::<Test>::get().is_empty());
    });
}

/// An expired motion with enough ayes cannot be closed, since any account could then run its call
/// later; nor may it keep its place for ever.
#[test]
fn any_account_drops_a_motion_whose_time_is_over() {
    with_chain(|| {
        let motion = RuntimeCall::from(Call::<Test>::halt {});
        let length = motion.encoded_size() as u32;
        let propose = |member| {
            Council::propose(
                RuntimeOrigin::signed(member),
                4,
                Box::new(motion.clone()),
                length,
            )
        };
        assert_ok!(propose(1));
        let stranger = || RuntimeOrigin::signed(99);
        assert_noop!(
            RootNotice::drop_motion(stranger(), hash(&store(7))),
            Error::<Test>::MotionNotFound
        );
        System::set_block_number(MOTIONS_END);
        assert_noop!(
            RootNotice::drop_motion(stranger(), hash(&motion)),
            Error::<Test>::MotionNotOver
        );
        System::set_block_number(MOTIONS_END + 1);
        assert_noop!(
            RootNotice::drop_motion(RuntimeOrigin::none(), hash(&motion)),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_ok!(RootNotice::drop_motion(stranger(), hash(&motion)));
        assert_eq!(HaltedUntil::get(), 0);
        assert_ok!(propose(2));
    });
}
