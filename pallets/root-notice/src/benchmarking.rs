//! Benchmarks of the calls in their worst case.

#![cfg(feature = "runtime-benchmarks")]

use super::*;
use crate::Pallet as RootNotice;
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;

/// A call of `length` bytes, or somewhat more.
fn remark<T: Config>(length: u32) -> Box<<T as Config>::RuntimeCall> {
    let remark = vec![7; usize::try_from(length).expect("a length fits")];
    Box::new(frame_system::Call::<T>::remark { remark }.into())
}

/// A full council; returns its members.
fn council<T: Config>(kind: &'static str) -> CouncilOf<T> {
    let members: Vec<T::AccountId> = (0..T::MaxMembers::get())
        .map(|index| account(kind, index, 0))
        .collect();
    members.try_into().expect("as many as the bound")
}

/// Announces as many calls as there is room for, with `call` last; returns its hash.
fn fill<T: Config>(call: &<T as Config>::RuntimeCall) -> Result<T::Hash, BenchmarkError> {
    NoticeHours::<T>::put(DEFAULT_NOTICE_HOURS);
    for length in 1..T::MaxAnnouncements::get() {
        announce_one::<T>(*remark::<T>(200 + length))?;
    }
    announce_one::<T>(call.clone())?;
    Ok(T::Hashing::hash_of(call))
}

fn announce_one<T: Config>(call: <T as Config>::RuntimeCall) -> Result<(), BenchmarkError> {
    let origin =
        T::AnnounceOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
    RootNotice::<T>::announce(origin, Box::new(call))
        .map_err(|_| BenchmarkError::Stop("it is announced"))?;
    Ok(())
}

#[benchmarks]
mod benchmarks {
    use super::*;

    /// `l`: bytes of the call.
    #[benchmark]
    fn announce(l: Linear<200, 100_000>) -> Result<(), BenchmarkError> {
        NoticeHours::<T>::put(DEFAULT_NOTICE_HOURS);
        for length in 1..T::MaxAnnouncements::get() {
            announce_one::<T>(*remark::<T>(100_200 + length))?;
        }
        let origin =
            T::AnnounceOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        let call = remark::<T>(l);
        let call_hash = T::Hashing::hash_of(&call);
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, call);
        assert!(Announcements::<T>::contains_key(call_hash));
        Ok(())
    }

    /// The objection with which more than a third have objected.
    #[benchmark]
    fn object() -> Result<(), BenchmarkError> {
        let members = council::<T>("member");
        RootNotice::<T>::set_council(RawOrigin::Root.into(), members)
            .map_err(|_| BenchmarkError::Stop("it is a council"))?;
        let call_hash = fill::<T>(&*remark::<T>(100_000))?;
        let mut members = T::Members::sorted_members();
        let member = members
            .pop()
            .ok_or(BenchmarkError::Stop("it has members"))?;
        for other in members.into_iter().take(T::Members::count() / 3) {
            RootNotice::<T>::object(RawOrigin::Signed(other).into(), call_hash)
                .map_err(|_| BenchmarkError::Stop("it can object"))?;
        }
        #[extrinsic_call]
        _(RawOrigin::Signed(member), call_hash);
        assert!(!Announcements::<T>::contains_key(call_hash));
        Ok(())
    }

    /// `l`: bytes of the call.
    #[benchmark]
    fn enact(l: Linear<200, 100_000>) -> Result<(), BenchmarkError> {
        let origin =
            T::EnactOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        let call = remark::<T>(l);
        let call_hash = fill::<T>(&call)?;
        // The first block begins after this setup, when the call is made.
        let until = frame_system::Pallet::<T>::block_number().saturating_add(One::one());
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, call, until);
        assert!(!Announcements::<T>::contains_key(call_hash));
        Ok(())
    }

    /// Without open motions, whose weight is [`Config::ChangeWeight`].
    #[benchmark]
    fn set_council() -> Result<(), BenchmarkError> {
        RootNotice::<T>::set_council(RawOrigin::Root.into(), council::<T>("old"))
            .map_err(|_| BenchmarkError::Stop("it is a council"))?;
        let members = council::<T>("new");
        #[extrinsic_call]
        _(RawOrigin::Root, members.clone());
        assert!(members.iter().all(T::Members::contains));
        Ok(())
    }

    #[benchmark]
    fn set_council_floor() -> Result<(), BenchmarkError> {
        RootNotice::<T>::set_council(RawOrigin::Root.into(), council::<T>("member"))
            .map_err(|_| BenchmarkError::Stop("it is a council"))?;
        let floor = T::MaxMembers::get();
        #[extrinsic_call]
        _(RawOrigin::Root, floor);
        assert_eq!(CouncilFloor::<T>::get(), floor);
        Ok(())
    }

    #[benchmark]
    fn halt() -> Result<(), BenchmarkError> {
        let origin =
            T::HaltOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin);
        assert!(T::Halt::is_entered());
        Ok(())
    }

    /// A full queue in which no call is due.
    #[benchmark]
    fn on_poll() -> Result<(), BenchmarkError> {
        fill::<T>(&*remark::<T>(200))?;
        let now = frame_system::Pallet::<T>::block_number();
        #[block]
        {
            <RootNotice<T> as Hooks<_>>::on_poll(now, &mut WeightMeter::new());
        }
        Ok(())
    }

    /// `l`: bytes of the call.
    #[benchmark]
    fn run_due(l: Linear<200, 100_000>) -> Result<(), BenchmarkError> {
        let call_hash = fill::<T>(&*remark::<T>(l))?;
        #[block]
        {
            RootNotice::<T>::run_due(call_hash, &mut WeightMeter::new());
        }
        assert!(!Announcements::<T>::contains_key(call_hash));
        Ok(())
    }

    impl_benchmark_test_suite!(RootNotice, crate::mock::chain(), crate::mock::Test);
}
