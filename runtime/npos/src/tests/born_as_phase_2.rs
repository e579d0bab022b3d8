//! Chains that began as phase 2.

use super::{chain::state, shared::chain_of};
use crate::{
    configs::consensus::EPOCH_CONFIG,
    switch::{first_epochs, Migrations},
    *,
};
use frame_support::traits::OnRuntimeUpgrade;
use sp_consensus_babe::runtime_decl_for_babe_api::BabeApiV2;
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

#[test]
fn have_the_configuration_of_a_switched_chain() {
    for preset in [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET] {
        chain_of(preset).execute_with(|| {
            assert_eq!(state().config, EPOCH_CONFIG);
            let told = Runtime::configuration();
            assert_eq!(
                (told.c, told.allowed_slots),
                (EPOCH_CONFIG.c, EPOCH_CONFIG.allowed_slots)
            );
        });
    }
}

#[test]
fn have_nothing_to_migrate() {
    for preset in [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET] {
        let mut chain = chain_of(preset);
        chain.execute_with(|| {
            let before = sp_io::storage::root(Default::default());
            assert_eq!(first_epochs(), None);
            Migrations::on_runtime_upgrade();
            assert_eq!(sp_io::storage::root(Default::default()), before);
        });
    }
}
