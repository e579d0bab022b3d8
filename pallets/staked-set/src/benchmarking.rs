//! Benchmarks of the calls.

#![cfg(feature = "runtime-benchmarks")]

use super::*;
use frame_benchmarking::v2::*;

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn arm() -> Result<(), BenchmarkError> {
        let origin =
            T::ArmOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        let minimum = T::MaxValidatorSet::get();
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, minimum);
        assert_eq!(Armed::<T>::get(), Some(minimum));
        Ok(())
    }

    #[benchmark]
    fn disarm() -> Result<(), BenchmarkError> {
        let origin =
            T::ArmOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
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
}
