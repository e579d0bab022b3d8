//! Runtime APIs: those of Aura consensus, and the shared ones of `runtime/shared/apis.rs`.

#[macro_use]
#[path = "../../shared/apis.rs"]
mod shared;

use sp_consensus_aura::{sr25519::AuthorityId as AuraId, SlotDuration};

implement_runtime_apis! {
    impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
        fn slot_duration() -> SlotDuration {
            SlotDuration::from_millis(Aura::slot_duration())
        }

        fn authorities() -> Vec<AuraId> {
            pallet_aura::Authorities::<Runtime>::get().into_inner()
        }
    }
}
