//! Genesis of the named networks, in the shape that zombienet and the chain-spec tools patch.
//!
//! `development` and `local_testnet` have public keys. Every session key of a validator derives
//! from the one seed `//Name`, as nodes and tools insert it; a real network has distinct keys.
//! `staging` is a public network without its keys: no state can be built before they are added.

use crate::{constants::currency::AURA, *};
use alloc::{format, vec, vec::Vec};
use frame_support::build_struct_json_patch;
use pallet_validator_set::GenesisConfig as ValidatorSetConfig;
use sp_core::{crypto::get_public_from_string_or_panic, ed25519, sr25519, Pair};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

/// Slots of two seconds, sessions of half a minute, a day in two minutes.
const FAST: pallet_chain_timing::TimingParameters = pallet_chain_timing::TimingParameters {
    slot_duration: 2_000,
    epoch_length: 15,
    day: 60,
};

/// Balance of each endowed account.
const ENDOWMENT: Balance = 1_000_000 * AURA;

/// Endowed accounts, each with its stash.
const ENDOWED: [&str; 6] = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"];

/// The public key that derives from the seed `//derivation`.
fn public<Public: sp_core::crypto::Public>(derivation: &str) -> <Public::Pair as Pair>::Public {
    // The function adds the slashes.
    get_public_from_string_or_panic::<Public>(derivation)
}

fn account(derivation: &str) -> AccountId {
    AccountId::new(public::<sr25519::Public>(derivation).0)
}

/// Account of the validator `name`.
pub(crate) fn stash(name: &str) -> AccountId {
    account(&format!("{name}//stash"))
}

fn session_keys(name: &str) -> SessionKeys {
    let sr25519 = public::<sr25519::Public>(name);
    SessionKeys {
        aura: sr25519.into(),
        babe: sr25519.into(),
        grandpa: public::<ed25519::Public>(name).into(),
        authority_discovery: sr25519.into(),
    }
}

fn genesis(validators: &[&str], council: &[&str], floor: u32) -> serde_json::Value {
    let genesis = build_struct_json_patch!(RuntimeGenesisConfig {
        chain_timing: pallet_chain_timing::GenesisConfig {
            slot_duration: FAST.slot_duration,
            epoch_length: FAST.epoch_length,
            day: FAST.day,
        },
        balances: BalancesConfig {
            balances: ENDOWED
                .iter()
                .flat_map(|name| [(account(name), ENDOWMENT), (stash(name), ENDOWMENT)])
                .collect::<Vec<_>>(),
        },
        session: SessionConfig {
            keys: validators
                .iter()
                .map(|name| (stash(name), stash(name), session_keys(name)))
                .collect::<Vec<_>>(),
        },
        // Empty, since `pallet-session` fills them; present, since tools look for them.
        grandpa: GrandpaConfig {
            authorities: vec![]
        },
        validator_set: ValidatorSetConfig { floor },
        council: CouncilConfig {
            members: council.iter().map(|name| account(name)).collect()
        },
        // Root acts at once. The genesis of a public network omits the notice, or sets it.
        root_notice: pallet_root_notice::GenesisConfig {
            notice: 0,
            council_floor: 1,
        },
        // Development keys, with public secrets, are accepted. No other genesis may do so.
        zkp_verifier: pallet_zkp_verifier::GenesisConfig {
            allow_insecure_setup: true
        },
    });
    joined([
        genesis,
        configs::consensus::genesis(),
        configs::phase::genesis(),
    ])
}

/// Parts of a genesis as one.
pub(crate) fn joined<const PARTS: usize>(parts: [serde_json::Value; PARTS]) -> serde_json::Value {
    let objects = parts.into_iter().filter_map(|part| match part {
        serde_json::Value::Object(part) => Some(part),
        _ => None,
    });
    objects.flatten().collect()
}

/// One validator, and a council of one whose motions execute at once.
pub fn development() -> serde_json::Value {
    genesis(&["Alice"], &["Alice"], 1)
}

/// Four validators that may become three, and a council of three.
pub fn local_testnet() -> serde_json::Value {
    genesis(
        &["Alice", "Bob", "Charlie", "Dave"],
        &["Alice", "Bob", "Charlie"],
        3,
    )
}

/// Name of the preset of a public network.
pub const STAGING_RUNTIME_PRESET: &str = "staging";

/// A public network without accounts and keys, which a genesis ceremony adds.
///
/// In place of each there is a text that describes it, so that no state can be built before all are
/// replaced. `aura-genesis` then checks them.
pub fn staging() -> serde_json::Value {
    let genesis = build_struct_json_patch!(RuntimeGenesisConfig {
        chain_timing: pallet_chain_timing::GenesisConfig {
            slot_duration: configs::system::DefaultTiming::get().slot_duration,
            epoch_length: configs::system::DefaultTiming::get().epoch_length,
            day: configs::system::DefaultTiming::get().day,
        },
        grandpa: GrandpaConfig {
            authorities: vec![]
        },
        validator_set: ValidatorSetConfig {
            floor: constants::genesis::MIN_VALIDATOR_FLOOR
        },
        root_notice: pallet_root_notice::GenesisConfig {
            notice: constants::genesis::MIN_NOTICE_HOURS,
            council_floor: constants::genesis::MIN_COUNCIL_FLOOR,
        },
        zkp_verifier: pallet_zkp_verifier::GenesisConfig {
            allow_insecure_setup: false
        },
    });
    let to_be_given = serde_json::json!({
        "balances": { "balances": "[account, balance] of each account that owns tokens" },
        "session": { "keys": "[account, account, { aura, babe, grandpa, authority_discovery }] of \
                              each validator" },
        "council": { "members": "the account of each member" },
    });
    joined([
        genesis,
        to_be_given,
        configs::consensus::genesis(),
        configs::phase::genesis(),
    ])
}

/// The preset with this identifier, as JSON.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
    let patch = match id.as_ref() {
        DEV_RUNTIME_PRESET => development(),
        LOCAL_TESTNET_RUNTIME_PRESET => local_testnet(),
        STAGING_RUNTIME_PRESET => staging(),
        name => configs::phase::preset(name)?,
    };
    serde_json::to_vec(&patch).ok()
}

/// Names of the presets.
pub fn preset_names() -> Vec<PresetId> {
    [
        DEV_RUNTIME_PRESET,
        LOCAL_TESTNET_RUNTIME_PRESET,
        STAGING_RUNTIME_PRESET,
    ]
    .into_iter()
    .chain(configs::phase::PRESETS)
    .map(PresetId::from)
    .collect()
}
