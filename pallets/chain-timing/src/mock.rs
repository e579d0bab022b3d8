use crate as pallet_chain_timing;
use crate::TimingParameters;
use frame_support::{derive_impl, parameter_types};
use polkadot_sdk::*;
use sp_runtime::BuildStorage;

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask
    )]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type ChainTiming = pallet_chain_timing;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
}

parameter_types! {
    pub const DefaultTiming: TimingParameters =
        TimingParameters { slot_duration: 6_000, epoch_length: 2_400, day: 14_400 };
}

impl pallet_chain_timing::Config for Test {
    type Default = DefaultTiming;
}

/// A chain with `timing` in its genesis.
pub fn chain_with(timing: TimingParameters) -> sp_io::TestExternalities {
    let TimingParameters {
        slot_duration,
        epoch_length,
        day,
    } = timing;
    RuntimeGenesisConfig {
        system: Default::default(),
        chain_timing: pallet_chain_timing::GenesisConfig {
            slot_duration,
            epoch_length,
            day,
            _config: Default::default(),
        },
    }
    .build_storage()
    .unwrap()
    .into()
}
