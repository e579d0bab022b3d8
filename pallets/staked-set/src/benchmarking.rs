//! Benchmarks of the calls and hooks in their worst case.

#![cfg(feature = "runtime-benchmarks")]

use super::*;
use frame_benchmarking::v2::*;
use pallet_staking::{ActiveEra, ActiveEraInfo, ErasStakersOverview};
use sp_staking::PagedExposureMetadata;

fn validator<T: Config>(index: u32) -> T::AccountId {
    account("validator", index, 0)
}

fn fill_records<T: Config>(count: u32) {
    for index in 0..count {
        Records::<T>::insert(validator::<T>(index), Record::default());
    }
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn arm() -> Result<(), BenchmarkError> {
        let origin =
            T::ArmOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        let minimum = T::MaxValidatorSet::get();
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, minimum);
        assert_eq!(Armed::<T>::get(), Some(minimum));
        Ok(())
    }

    #[benchmark]
    fn disarm() -> Result<(), BenchmarkError> {
        let origin =
            T::ArmOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        Armed::<T>::put(T::MaxValidatorSet::get());
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin);
        assert!(!Armed::<T>::exists());
        Ok(())
    }

    #[benchmark]
    fn set_admission() {
        #[extrinsic_call]
        _(frame_system::RawOrigin::Root, false);
        assert!(Unbounded::<T>::exists());
    }

    /// `on_idle` without the payout: the era of the cursor is paid, and the next one begins.
    #[benchmark]
    fn next_page() {
        let overview = PagedExposureMetadata {
            total: Default::default(),
            own: Default::default(),
            nominator_count: 0,
            page_count: 1,
        };
        for era in 1..=2 {
            for index in 0..2 {
                ErasStakersOverview::<T>::insert(era, validator::<T>(index), overview);
            }
        }
        ActiveEra::<T>::put(ActiveEraInfo {
            index: 3,
            start: None,
        });
        PayoutEra::<T>::put(1);
        let last = ErasStakersOverview::<T>::iter_key_prefix(1)
            .last()
            .expect("two validators were inserted");
        PaidUpTo::<T>::put((last, 0));
        let found;
        #[block]
        {
            found = Pallet::<T>::next_payout();
        }
        assert!(found.is_some_and(|(era, (_, page))| (era, page) == (2, 0)));
    }

    /// An offender is left out, with room for its record.
    #[benchmark]
    fn leave_out() {
        fill_records::<T>(T::MaxRecords::get() - 1);
        let offender = validator::<T>(T::MaxRecords::get());
        #[block]
        {
            Pallet::<T>::leave_out(&offender, 13, false);
        }
        assert!(Records::<T>::contains_key(&offender));
    }

    /// Another record gives way to the one of the offender.
    #[benchmark]
    fn leave_out_full() {
        fill_records::<T>(T::MaxRecords::get());
        let offender = validator::<T>(T::MaxRecords::get());
        #[block]
        {
            Pallet::<T>::leave_out(&offender, 13, false);
        }
        assert!(Records::<T>::contains_key(&offender));
        assert_eq!(Records::<T>::count(), T::MaxRecords::get());
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::chain_of(4), crate::mock::Test);
}
