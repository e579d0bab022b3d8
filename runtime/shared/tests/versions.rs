//! Versions of the storage of our pallets.

use super::chain_of;
use crate::*;
use codec::Decode;
use frame_support::traits::{PalletsInfoAccess, STORAGE_VERSION_STORAGE_KEY_POSTFIX};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_io::hashing::twox_128;
use std::collections::BTreeMap;

/// The version that genesis writes now.
const VERSION: u16 = 1;

/// The stored version of each of our pallets. They are distinguished from the SDK's by the version
/// of their crate, so that a new pallet cannot be forgotten.
pub fn stored() -> BTreeMap<&'static str, Option<u16>> {
    let ours = AllPalletsWithSystem::infos()
        .into_iter()
        .filter(|pallet| pallet.crate_version.major == 0);
    ours.map(|pallet| {
        let prefix = twox_128(pallet.name.as_bytes());
        let postfix = twox_128(STORAGE_VERSION_STORAGE_KEY_POSTFIX);
        let version = sp_io::storage::get(&[prefix, postfix].concat())
            .map(|bytes| u16::decode(&mut &bytes[..]).unwrap());
        (pallet.name, version)
    })
    .collect()
}

/// A pallet that declares no version stores 0.
#[test]
fn a_genesis_stores_the_declared_versions() {
    for preset in [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET] {
        chain_of(preset).execute_with(|| {
            let stored = stored();
            for name in [
                "ChainTiming",
                "Credentials",
                "Did",
                "ValidatorSet",
                "ZkpVerifier",
            ] {
                assert!(stored.contains_key(name), "{name} is not taken for ours");
            }
            for (name, version) in stored {
                assert_eq!(version, Some(VERSION), "{name}");
            }
        });
    }
}
