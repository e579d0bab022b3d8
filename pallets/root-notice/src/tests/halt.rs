use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

/// The first block in which more than a third can halt again, after a halt in block 1: the halt
/// ends 24 blocks after it, and the pause 168 blocks after that.
const NEXT: u32 = 1 + 24 + 1 + 168;

#[test]
fn more_than_a_third_halt() {
    with_chain(|| {
        let signed = RuntimeOrigin::signed(1);
        for origin in [
            part(3),
            signed,
            RuntimeOrigin::root(),
            RuntimeOrigin::none(),
        ] {
            assert_noop!(RootNotice::halt(origin), BadOrigin);
        }
        assert_ok!(RootNotice::halt(part(4)));
        assert_eq!(Halt::remaining(), Some(24));
        System::assert_last_event(Event::<Test>::Halted { next: NEXT }.into());
        assert_noop!(RootNotice::halt(part(9)), Error::<Test>::HaltTooSoon);
    });
}

#[test]
fn after_a_halt_they_pause() {
    with_chain(|| {
        assert_ok!(RootNotice::halt(part(4)));
        for number in [26, 27, 100, NEXT - 1] {
            System::set_block_number(number);
            assert!(!Halt::is_entered());
            assert_noop!(RootNotice::halt(part(4)), Error::<Test>::HaltTooSoon);
        }
        System::set_block_number(NEXT);
        assert_ok!(RootNotice::halt(part(4)));
        assert_eq!(NextHalt::<Test>::get(), NEXT + NEXT - 1);
    });
}

/// Otherwise they could halt again as soon as root has ended a halt.
#[test]
fn a_halt_that_is_ended_early_is_remembered_as_long() {
    with_chain(|| {
        assert_ok!(RootNotice::halt(part(4)));
        assert!(Halt::exit().is_ok());
        assert_noop!(RootNotice::halt(part(4)), Error::<Test>::HaltTooSoon);
        assert_eq!(NextHalt::<Test>::get(), NEXT);
    });
}

#[test]
fn a_halt_of_others_takes_nothing_from_them() {
    with_chain(|| {
        assert!(Halt::enter(5).is_ok());
        assert_noop!(RootNotice::halt(part(4)), Error::<Test>::AlreadyHalted);
        System::set_block_number(7);
        assert_ok!(RootNotice::halt(part(4)));
    });
}
