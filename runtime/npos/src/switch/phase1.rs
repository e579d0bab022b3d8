//! Storage items of phase 1's pallets that this runtime reads but does not have.

#![allow(missing_docs)]

/// Aura consensus.
pub mod aura {
    use frame_support::{pallet_prelude::ValueQuery, storage_alias};
    use polkadot_sdk::*;
    use sp_consensus_babe::Slot;

    /// Slot of the last block.
    #[storage_alias(verbatim)]
    pub type CurrentSlot = StorageValue<Aura, Slot, ValueQuery>;
}

/// The pallet `consensus-switch`.
pub mod consensus_switch {
    use alloc::vec::Vec;
    use frame_support::{pallet_prelude::ValueQuery, storage_alias};
    use polkadot_sdk::*;
    use sp_consensus_babe::AuthorityId;

    /// BABE keys of this session's validators, in their order.
    #[storage_alias(verbatim)]
    pub type Authorities = StorageValue<ConsensusSwitch, Vec<AuthorityId>, ValueQuery>;

    /// BABE keys of the next session's validators, in their order.
    #[storage_alias(verbatim)]
    pub type NextAuthorities = StorageValue<ConsensusSwitch, Vec<AuthorityId>, ValueQuery>;
}
