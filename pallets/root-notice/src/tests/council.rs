use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

fn set(members: impl IntoIterator<Item = u64>) -> DispatchResult {
    let members: Vec<u64> = members.into_iter().collect();
    RootNotice::set_council(RuntimeOrigin::root(), members.try_into().unwrap())
}

#[test]
fn root_replaces_it_in_any_order() {
    with_chain(|| {
        assert_ok!(set([20, 3, 12, 11, 10]));
        assert_eq!(Members::sorted_members(), [3, 10, 11, 12, 20]);
        System::assert_last_event(Event::<Test>::CouncilSet { members: 5 }.into());
    });
}

#[test]
fn it_cannot_fall_below_its_floor() {
    with_chain(|| {
        assert_noop!(set(1..=4), Error::<Test>::BelowFloor);
        assert_noop!(set([]), Error::<Test>::BelowFloor);
        assert_noop!(set([1, 2, 3, 4, 5, 5]), Error::<Test>::DuplicateMember);
        assert_ok!(set(1..=5));
    });
}

#[test]
fn an_announced_call_cannot_take_it_below_its_floor() {
    with_chain(|| {
        let members = BoundedVec::try_from(vec![1]).unwrap();
        let call = RuntimeCall::from(Call::<Test>::set_council { members });
        assert_ok!(RootNotice::announce(part(9), Box::new(call.clone())));
        block(1 + NOTICE);
        let result = Err(Error::<Test>::BelowFloor.into());
        let call_hash = hash(&call);
        System::assert_last_event(Event::<Test>::Enacted { call_hash, result }.into());
        assert_eq!(Members::count(), 9);
    });
}

#[test]
fn the_council_cannot_change_itself() {
    with_chain(|| {
        let members: CouncilOf<Test> = vec![1, 2, 3, 4, 5].try_into().unwrap();
        for origin in [part(9), RuntimeOrigin::signed(1)] {
            assert_noop!(
                RootNotice::set_council(origin.clone(), members.clone()),
                BadOrigin
            );
            assert_noop!(RootNotice::set_council_floor(origin, 1), BadOrigin);
        }
        for origin in [part(9), RuntimeOrigin::root()] {
            assert!(Council::set_members(origin, vec![1], None, 9).is_err());
        }
    });
}

#[test]
fn the_floor_moves_between_one_and_the_members() {
    with_chain(|| {
        let root = RuntimeOrigin::root;
        for floor in [0, 10] {
            assert_noop!(
                RootNotice::set_council_floor(root(), floor),
                Error::<Test>::FloorOutOfBounds
            );
        }
        assert_ok!(RootNotice::set_council_floor(root(), 9));
        System::assert_last_event(Event::<Test>::CouncilFloorSet { floor: 9 }.into());
        assert_noop!(set(1..=8), Error::<Test>::BelowFloor);
        assert_ok!(RootNotice::set_council_floor(root(), 1));
        assert_ok!(set([1]));
    });
}

#[test]
fn votes_of_members_that_leave_are_removed_and_the_prime_stays() {
    with_chain(|| {
        let call = store(7);
        let length = call.encoded_size() as u32;
        let signed = RuntimeOrigin::signed;
        assert_ok!(Council::propose(signed(1), 3, call.clone(), length));
        for member in [1, 2] {
            assert_ok!(Council::vote(signed(member), hash(&call), 0, true));
        }
        pallet_collective::Prime::<Test, pallet_collective::Instance1>::put(3);
        assert_ok!(set([2, 3, 4, 5, 6]));
        assert_eq!(<Council as ChangeMembers<u64>>::get_prime(), Some(3));
        assert_ok!(Council::vote(signed(4), hash(&call), 0, true));
        // The aye of member 1 would be the third.
        assert!(Council::close(signed(2), hash(&call), 0, Weight::MAX, length + 4).is_err());
        assert_ok!(set([2, 4, 5, 6, 7]));
        assert_eq!(<Council as ChangeMembers<u64>>::get_prime(), None);
    });
}
