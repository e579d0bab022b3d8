//! The inherent data of every block: its time and slot.

use aura_runtime_common::{Block, Hash};
use polkadot_sdk::*;
use sp_consensus_aura::inherents::InherentDataProvider as AuraSlot;
use sp_consensus_babe::inherents::InherentDataProvider as BabeSlot;
use sp_consensus_slots::SlotDuration;
use sp_inherents::CreateInherentDataProviders;
use sp_timestamp::InherentDataProvider as Timestamp;
use std::error::Error;

/// The slot and the time, both from the system's clock. The parent is not asked: its runtime may
/// not have the API any longer.
///
/// The slot has the identifiers of both engines: a runtime ignores the one that it does not know.
#[derive(Clone, Copy)]
pub struct Inherents(pub SlotDuration);

#[async_trait::async_trait]
impl CreateInherentDataProviders<Block, ()> for Inherents {
    type InherentDataProviders = (BabeSlot, AuraSlot, Timestamp);

    async fn create_inherent_data_providers(
        &self,
        _: Hash,
        (): (),
    ) -> Result<Self::InherentDataProviders, Box<dyn Error + Send + Sync>> {
        let now = Timestamp::from_system_time();
        Ok((
            BabeSlot::from_timestamp_and_slot_duration(*now, self.0),
            AuraSlot::from_timestamp_and_slot_duration(*now, self.0),
            now,
        ))
    }
}
