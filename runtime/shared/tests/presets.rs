//! The genesis of the named networks.

use super::{account, chain_of, chain_with, engine, try_state};
use crate::*;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

#[test]
fn every_preset_with_keys_builds_and_holds() {
    for preset in [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET] {
        chain_of(preset).execute_with(try_state);
    }
    assert!(genesis_config_presets::get_preset(&PresetId::from("unknown")).is_none());
}

#[test]
fn the_first_set_comes_from_the_session_keys() {
    for (preset, count) in [(DEV_RUNTIME_PRESET, 1), (LOCAL_TESTNET_RUNTIME_PRESET, 4)] {
        chain_of(preset).execute_with(|| {
            let validators = Session::validators();
            assert_eq!(validators.len(), count);
            assert_eq!(
                pallet_validator_set::Validators::<Runtime>::get().into_inner(),
                validators
            );
            assert_eq!(engine::authorities().len(), count);
            assert_eq!(Grandpa::grandpa_authorities().len(), count);
            assert_eq!(AuthorityDiscovery::authorities().len(), count);
        });
    }
}

/// The keys that `--alice` puts into a node's keystore.
#[test]
fn a_validators_keys_derive_from_its_name() {
    use sp_core::Pair;
    chain_of(DEV_RUNTIME_PRESET).execute_with(|| {
        let sr25519 = sp_core::sr25519::Pair::from_string("//Alice", None)
            .unwrap()
            .public();
        let ed25519 = sp_core::ed25519::Pair::from_string("//Alice", None)
            .unwrap()
            .public();
        let keys = pallet_session::NextKeys::<Runtime>::get(account("Alice//stash")).unwrap();
        assert_eq!(
            keys,
            SessionKeys {
                aura: sr25519.into(),
                babe: sr25519.into(),
                grandpa: ed25519.into(),
                authority_discovery: sr25519.into(),
            }
        );
    });
}

/// On a real network the keys are distinct, and each pallet has its own.
#[test]
fn distinct_keys_reach_their_pallets() {
    use sp_core::{crypto::Ss58Codec, ed25519, sr25519, Pair};
    let sr25519 = |part: &str| {
        sr25519::Pair::from_string(&format!("//Alice//{part}"), None)
            .unwrap()
            .public()
    };
    let grandpa = ed25519::Pair::from_string("//Alice//grandpa", None)
        .unwrap()
        .public();
    let stash = account("Alice//stash");
    let keys = serde_json::json!({
        "aura": sr25519("aura").to_ss58check(),
        "babe": sr25519("babe").to_ss58check(),
        "grandpa": grandpa.to_ss58check(),
        "authority_discovery": sr25519("audi").to_ss58check(),
    });
    let changes = serde_json::json!({ "session": { "keys": [[stash, stash, keys]] } });
    chain_with(DEV_RUNTIME_PRESET, changes).execute_with(|| {
        assert_eq!(engine::authorities(), [sr25519(engine::NAME)]);
        assert_eq!(Grandpa::grandpa_authorities(), [(grandpa.into(), 1)]);
        assert_eq!(AuthorityDiscovery::authorities(), [sr25519("audi").into()]);
    });
}

/// A runtime does not know if its chain is live. The preset of a public network must not accept
/// development keys, whose proofs anybody can forge.
#[test]
fn keys_of_development_are_for_chains_of_development() {
    for name in genesis_config_presets::preset_names() {
        let allowed = name.as_str() != genesis_config_presets::STAGING_RUNTIME_PRESET;
        let preset = genesis_config_presets::get_preset(&name).unwrap();
        let preset: serde_json::Value = serde_json::from_slice(&preset).unwrap();
        assert_eq!(
            preset["zkpVerifier"]["allowInsecureSetup"], allowed,
            "{name}"
        );
    }
    for preset in [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET] {
        chain_of(preset).execute_with(|| {
            assert!(pallet_zkp_verifier::AllowInsecureSetup::<Runtime>::get());
        });
    }
    let unsaid = RuntimeGenesisConfig::default();
    assert!(!unsaid.zkp_verifier.allow_insecure_setup);
}

/// As for development keys, only these presets may do so: by default, root has a notice.
#[test]
fn root_acts_at_once_on_chains_of_development_alone() {
    for preset in [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET] {
        chain_of(preset).execute_with(|| {
            assert_eq!(pallet_root_notice::NoticeHours::<Runtime>::get(), 0);
        });
    }
    assert_eq!(RuntimeGenesisConfig::default().root_notice.notice, 72);
}

/// With placeholder texts for keys, no state can be built; with all keys given, it can.
#[test]
fn a_public_network_does_not_build_before_its_keys_are_given() {
    let build = |patch: &serde_json::Value| {
        frame_support::genesis_builder_helper::build_state::<RuntimeGenesisConfig>(
            complete(patch).to_string().into_bytes(),
        )
    };
    let preset = |name| {
        let preset = genesis_config_presets::get_preset(&PresetId::from(name)).unwrap();
        serde_json::from_slice::<serde_json::Value>(&preset).unwrap()
    };
    let local = preset(LOCAL_TESTNET_RUNTIME_PRESET);
    let staging = preset(genesis_config_presets::STAGING_RUNTIME_PRESET);
    let given = ["balances", "session", "council"];
    for left_out in given {
        let mut staging = staging.clone();
        for part in given.iter().filter(|part| **part != left_out) {
            staging[*part] = local[*part].clone();
        }
        sp_io::TestExternalities::default().execute_with(|| {
            assert!(build(&staging).unwrap_err().contains("expected a sequence"));
        });
    }
    let mut staging = staging;
    for part in given {
        staging[part] = local[part].clone();
    }
    sp_io::TestExternalities::default().execute_with(|| {
        build(&staging).unwrap();
        assert_eq!(ChainTiming::timing().slot_duration, 6_000);
        assert_eq!(Session::validators().len(), 4);
        try_state();
    });
}

/// The default genesis with a patch of it.
fn complete(patch: &serde_json::Value) -> serde_json::Value {
    let mut genesis = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
    super::merge(&mut genesis, patch.clone());
    genesis
}

#[test]
fn alice_is_the_council_of_a_development_chain() {
    chain_of(DEV_RUNTIME_PRESET).execute_with(|| {
        assert_eq!(
            pallet_collective::Members::<Runtime, pallet_collective::Instance1>::get(),
            [account("Alice")]
        );
    });
}

#[test]
fn timing_is_what_the_genesis_says() {
    chain_of(DEV_RUNTIME_PRESET).execute_with(|| {
        assert_eq!(ChainTiming::timing().slot_duration, 2_000);
        type MotionDuration =
            <Runtime as pallet_collective::Config<pallet_collective::Instance1>>::MotionDuration;
        assert_eq!(
            <MotionDuration as frame_support::traits::Get<_>>::get(),
            180
        );
    });
}

/// Fields that zombienet and other tools read in a preset before they patch it.
#[test]
fn tools_find_what_they_look_for() {
    for preset in [
        genesis_config_presets::development(),
        genesis_config_presets::local_testnet(),
    ] {
        assert!(preset["balances"]["balances"].is_array());
        assert!(preset[engine::NAME]["authorities"]
            .as_array()
            .unwrap()
            .is_empty());
        assert!(preset["grandpa"]["authorities"]
            .as_array()
            .unwrap()
            .is_empty());
        assert!(preset.get("staking").is_none());
        for entry in preset["session"]["keys"].as_array().unwrap() {
            let keys = entry[2].as_object().unwrap();
            assert_eq!(
                keys.keys().collect::<Vec<_>>(),
                ["aura", "authority_discovery", "babe", "grandpa"]
            );
        }
    }
}
