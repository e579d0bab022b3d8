//! Benchmarks of the calls in their worst case.

#![cfg(feature = "runtime-benchmarks")]

use super::*;
use codec::Decode;
use frame_benchmarking::v2::*;
use pallet_session::NextKeys;
use sp_runtime::traits::TrailingZeroInput;

/// A validator with session keys, all of them zero.
fn registered<T: Config>(index: u32) -> T::AccountId {
    let who: T::AccountId = account("validator", index, 0);
    let keys = <T as pallet_session::Config>::Keys::decode(&mut TrailingZeroInput::zeroes())
        .expect("session keys are public keys, and zeroes decode as such");
    NextKeys::<T>::insert(&who, keys);
    who
}

fn set_of<T: Config>(count: u32) {
    let validators = (0..count)
        .map(registered::<T>)
        .collect::<alloc::vec::Vec<_>>();
    Validators::<T>::put(BoundedVec::try_from(validators).expect("count is within the bound"));
    Floor::<T>::put(1);
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn add_validator() -> Result<(), BenchmarkError> {
        let origin =
            T::AddOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        set_of::<T>(T::MaxValidators::get() - 1);
        let validator = registered::<T>(T::MaxValidators::get());
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, validator.clone());
        assert!(Validators::<T>::get().contains(&validator));
        Ok(())
    }

    /// `n`: validators in the set.
    #[benchmark]
    fn remove_validator(n: Linear<2, { T::MaxValidators::get() }>) -> Result<(), BenchmarkError> {
        let origin =
            T::RemoveOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        set_of::<T>(n);
        let validator: T::AccountId = account("validator", n - 1, 0);
        let offenders: alloc::vec::Vec<_> = (0..n)
            .map(|index| (account("validator", index, 0), Perbill::one()))
            .collect();
        Offenders::<T>::put(BoundedVec::try_from(offenders).expect("as many as validators"));
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, validator.clone());
        assert!(!Validators::<T>::get().contains(&validator));
        Ok(())
    }

    /// `n`: validators in the set.
    #[benchmark]
    fn set_floor(n: Linear<1, { T::MaxValidators::get() }>) {
        set_of::<T>(n);
        #[extrinsic_call]
        _(frame_system::RawOrigin::Root, n);
        assert_eq!(Floor::<T>::get(), n);
    }
}
