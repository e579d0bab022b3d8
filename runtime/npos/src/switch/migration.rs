//! The migration from phase 1, in the child of S.

use super::first_epochs::{first_epochs, FirstEpochs};
use crate::*;
use frame_support::{
    migrations::RemovePallet, parameter_types, traits::OnRuntimeUpgrade, weights::Weight,
};

type DbWeight = <Runtime as frame_system::Config>::DbWeight;

parameter_types! {
    pub const AuraName: &'static str = "Aura";
    pub const ConsensusSwitchName: &'static str = "ConsensusSwitch";
}

/// Writes BABE's first state, then removes the storage that it came from.
pub type Migrations = (
    WriteFirstEpochs,
    RemovePallet<AuraName, DbWeight>,
    RemovePallet<ConsensusSwitchName, DbWeight>,
);

/// Writes the state of [`first_epochs`], unless BABE already has a state.
pub struct WriteFirstEpochs;

impl OnRuntimeUpgrade for WriteFirstEpochs {
    fn on_runtime_upgrade() -> Weight {
        let Some(first) = first_epochs() else {
            return DbWeight::get().reads(1);
        };
        log::info!(
            target: "runtime::switch",
            "BABE authors from here on: epoch {} begins in slot {}",
            first.epoch_index,
            *first.current_slot,
        );
        first.write();
        DbWeight::get().reads_writes(FirstEpochs::READS, FirstEpochs::WRITES)
    }

    #[cfg(feature = "try-runtime")]
    fn pre_upgrade() -> Result<Vec<u8>, sp_runtime::TryRuntimeError> {
        use codec::Encode;
        Ok(first_epochs().or_else(FirstEpochs::read).encode())
    }

    #[cfg(feature = "try-runtime")]
    fn post_upgrade(state: Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
        use codec::Decode;
        let expected = Option::<FirstEpochs>::decode(&mut state.as_slice())
            .map_err(|_| "the state before the upgrade does not decode")?;
        if FirstEpochs::read() != expected {
            return Err("BABE's first state does not match phase 1's".into());
        }
        Babe::do_try_state()
    }
}
