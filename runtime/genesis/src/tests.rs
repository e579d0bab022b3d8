//! A genesis that passes, and each change for which it is refused.

use crate::{check, Error, Refusal, Role};
use aura_npos_runtime as npos;
use aura_poa_runtime as poa;
use aura_runtime_common::{
    constants::currency::{AURA, EXISTENTIAL_DEPOSIT},
    AccountId,
};
use frame_support::traits::StorageInfoTrait;
use polkadot_sdk::*;
use serde_json::{json, Value};
use sp_core::{crypto::Ss58Codec, ed25519, sr25519, Pair};
use sp_runtime::BuildStorage;
use std::collections::BTreeSet;

/// A key that no other role has.
fn secret(of: &str) -> [u8; 32] {
    sp_io::hashing::blake2_256(of.as_bytes())
}

fn sr(of: &str) -> String {
    let pair = sr25519::Pair::from_seed(&secret(of));
    pair.public().to_ss58check()
}

fn ed(of: &str) -> String {
    ed25519::Pair::from_seed(&secret(of))
        .public()
        .to_ss58check()
}

fn public(path: &str) -> String {
    let pair = sr25519::Pair::from_string(path, None).unwrap();
    pair.public().to_ss58check()
}

fn validator(number: usize) -> Value {
    let part = |part: &str| format!("validator {number} {part}");
    let account = sr(&part("account"));
    let keys = json!({
        "aura": sr(&part("aura")),
        "babe": sr(&part("babe")),
        "grandpa": ed(&part("grandpa")),
        "authority_discovery": sr(&part("discovery")),
    });
    json!([account, account, keys])
}

fn member(number: usize) -> String {
    sr(&format!("member {number}"))
}

/// The preset `staging` of phase 1 with all keys and accounts given.
fn genesis() -> Value {
    let mut genesis = poa::genesis_config_presets::staging();
    let validators: Vec<_> = (0..5).map(validator).collect();
    let members: Vec<_> = (0..5).map(member).collect();
    let accounts = validators.iter().map(|validator| validator[0].clone());
    let accounts = accounts.chain(members.iter().map(|member| json!(member)));
    // A billion tokens together: more than 64 bits hold.
    let mut balances: Vec<_> = accounts
        .map(|account| json!([account, 1_000 * AURA]))
        .collect();
    balances.push(json!([sr("treasury"), 999_990_000 * AURA]));
    genesis["session"] = json!({ "keys": validators });
    genesis["council"] = json!({ "members": members });
    genesis["balances"] = json!({ "balances": balances });
    genesis
}

fn spec_of(id: &str, genesis: Value) -> Value {
    json!({
        "id": id,
        "chainType": "Live",
        "properties": { "testnet": true },
        "genesis": { "runtimeGenesis": { "patch": genesis } },
    })
}

/// Refusals of a genesis with a change, as a plain and as a raw spec must both give them.
fn refusals(change: impl FnOnce(&mut Value)) -> Vec<Refusal> {
    let mut genesis = genesis();
    change(&mut genesis);
    refusals_of(&spec_of("aura", genesis))
}

fn refusals_of(spec: &Value) -> Vec<Refusal> {
    match check(&spec.to_string()) {
        Ok(()) => vec![],
        Err(Error::Refused(refusals)) => refusals,
        Err(error) => panic!("{error}"),
    }
}

/// The same genesis as a raw spec.
fn raw<Genesis>(genesis: &Value) -> Value
where
    Genesis: Default + serde::Serialize + serde::de::DeserializeOwned + BuildStorage,
{
    let mut whole = serde_json::to_value(Genesis::default()).unwrap();
    merge(&mut whole, genesis.clone());
    let storage = serde_json::from_value::<Genesis>(whole)
        .unwrap()
        .build_storage()
        .unwrap();
    let hex = const_hex::encode_prefixed::<&[u8]>;
    let top: serde_json::Map<_, _> = storage
        .top
        .iter()
        .map(|(key, value)| (hex(key), hex(value).into()))
        .collect();
    json!({
        "id": "aura",
        "chainType": "Live",
        "genesis": { "raw": { "top": top, "childrenDefault": {} } },
    })
}

fn merge(into: &mut Value, patch: Value) {
    match (into, patch) {
        (Value::Object(into), Value::Object(patch)) => {
            for (key, value) in patch {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, patch) => *into = patch,
    }
}

type Poa = poa::RuntimeGenesisConfig;

#[test]
fn a_genesis_with_distinct_keys_passes() {
    assert_eq!(refusals(|_| ()), []);
    assert_eq!(refusals_of(&raw::<Poa>(&genesis())), []);
}

#[test]
fn a_chain_that_is_born_in_phase_2_is_read_too() {
    let given = genesis();
    let mut genesis = npos::genesis_config_presets::staging();
    for part in ["session", "council", "balances"] {
        genesis[part] = given[part].clone();
    }
    assert_eq!(refusals_of(&spec_of("aura", genesis.clone())), []);
    assert_eq!(
        refusals_of(&raw::<npos::RuntimeGenesisConfig>(&genesis)),
        []
    );
}

/// The presets of development are refused for all their faults, plain and raw.
#[test]
fn a_genesis_of_development_is_refused() {
    for genesis in [
        poa::genesis_config_presets::development(),
        poa::genesis_config_presets::local_testnet(),
    ] {
        let plain = refusals_of(&spec_of("aura", genesis.clone()));
        let raw = refusals_of(&raw::<Poa>(&genesis));
        let kinds = |refusals: &[Refusal]| {
            let mut kinds: Vec<_> = refusals.iter().map(std::mem::discriminant).collect();
            kinds.dedup();
            kinds.len()
        };
        assert!(kinds(&plain) >= 6 && kinds(&raw) >= 6, "{plain:#?}");
        for refusals in [plain, raw] {
            assert!(refusals.contains(&Refusal::InsecureSetup));
            let public = |role: &Role| {
                let roles = refusals.iter().filter_map(|refusal| match refusal {
                    Refusal::PublicSeed { role, .. } => Some(role),
                    _ => None,
                });
                roles.filter(|found| *found == role).count()
            };
            assert!(public(&Role::Endowed) == 12);
            assert!(public(&Role::CouncilMember) > 0 && public(&Role::Validator) > 0);
        }
    }
}

#[test]
fn other_chains_are_not_judged() {
    for kind in [
        json!("Development"),
        json!("Local"),
        json!({ "Custom": "x" }),
    ] {
        let mut spec = spec_of("aura", poa::genesis_config_presets::development());
        spec["chainType"] = kind;
        check(&spec.to_string()).unwrap();
    }
}

/// A spec by `export-state` continues a running chain, whatever its genesis was.
#[test]
fn the_state_of_a_later_block_is_not_judged() {
    let mut spec = raw::<Poa>(&poa::genesis_config_presets::development());
    let number = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac";
    spec["genesis"]["raw"]["top"][number] = json!("0x07000000");
    check(&spec.to_string()).unwrap();
}

/// All keys and derivations of the SDK's keyrings, for all three signature schemes.
#[test]
fn every_key_of_the_keyrings_is_public() {
    use crate::public_keys::seed_of;
    for key in sp_keyring::Sr25519Keyring::iter() {
        assert!(seed_of(&key.to_raw_public()).is_some(), "{key}");
    }
    for key in sp_keyring::Ed25519Keyring::iter() {
        assert!(seed_of(&key.to_raw_public()).is_some(), "{key}");
    }
    let ecdsa = sp_core::ecdsa::Pair::from_string("//Alice", None).unwrap();
    let account = sp_io::hashing::blake2_256(ecdsa.public().as_ref());
    assert!(seed_of(&account).is_some());
    for path in [
        "",
        "//Bob",
        "/Bob",
        "//Dave//stash",
        "//Eve//babe",
        "//Alice//audi",
        "//7",
        "//1//3",
    ] {
        let path = format!("{}{path}", sp_core::crypto::DEV_PHRASE);
        let key = sr25519::Pair::from_string(&path, None).unwrap().public().0;
        assert!(seed_of(&key).is_some(), "{path}");
    }
    assert_eq!(
        seed_of(&sp_keyring::Sr25519Keyring::AliceStash.to_raw_public()),
        Some("`//Alice//stash`")
    );
    assert_eq!(seed_of(&secret("nobody's")), None);
}

fn is_public(refusals: &[Refusal], role: Role) {
    let [Refusal::PublicSeed { role: found, .. }] = refusals else {
        panic!("{refusals:#?}");
    };
    assert_eq!(*found, role);
    let text = refusals[0].to_string();
    assert!(text.contains("secret is public"), "{text}");
}

#[test]
fn public_seeds_are_refused_in_every_role() {
    let endowed = refusals(|genesis| {
        genesis["balances"]["balances"][10] = json!([public("//Alice"), AURA]);
    });
    is_public(&endowed, Role::Endowed);

    for (name, key) in [
        ("aura", public("//Alice")),
        ("babe", public("//Alice//babe")),
        ("authority_discovery", public("//Alice//stash")),
        (
            "grandpa",
            sp_keyring::Ed25519Keyring::Bob.public().to_ss58check(),
        ),
    ] {
        let found = refusals(|genesis| genesis["session"]["keys"][2][2][name] = json!(key));
        let of = AccountId::from_ss58check(validator(2)[0].as_str().unwrap()).unwrap();
        is_public(&found, Role::SessionKey { name, of });
    }

    // An endowed member or validator is refused for each of its two uses.
    let member = refusals(|genesis| {
        genesis["council"]["members"][0] = json!(public("//Bob"));
        genesis["balances"]["balances"][5] = json!([public("//Bob"), AURA]);
    });
    let stash = refusals(|genesis| {
        let account = json!(public("//Charlie//stash"));
        genesis["session"]["keys"][0][0] = account.clone();
        genesis["session"]["keys"][0][1] = account.clone();
        genesis["balances"]["balances"][0] = json!([account, AURA]);
    });
    for (refusals, role) in [(member, Role::CouncilMember), (stash, Role::Validator)] {
        let roles: Vec<_> = refusals
            .iter()
            .map(|refusal| match refusal {
                Refusal::PublicSeed { role, .. } => role.clone(),
                other => panic!("{other}"),
            })
            .collect();
        assert_eq!(roles, [Role::Endowed, role]);
    }
}

fn twice(refusals: &[Refusal]) -> (Role, Role) {
    let [Refusal::KeyTwice { first, second, .. }] = refusals else {
        panic!("{refusals:#?}");
    };
    (first.clone(), second.clone())
}

#[test]
fn doubled_keys_are_refused() {
    let of =
        |number: usize| AccountId::from_ss58check(validator(number)[0].as_str().unwrap()).unwrap();
    let key = |name, number| Role::SessionKey {
        name,
        of: of(number),
    };
    // Between roles of one validator.
    let found = refusals(|genesis| {
        genesis["session"]["keys"][1][2]["babe"] = genesis["session"]["keys"][1][2]["aura"].clone();
    });
    assert_eq!(twice(&found), (key("aura", 1), key("babe", 1)));
    // Between validators.
    let found = refusals(|genesis| {
        genesis["session"]["keys"][3][2]["grandpa"] =
            genesis["session"]["keys"][1][2]["grandpa"].clone();
    });
    assert_eq!(twice(&found), (key("grandpa", 1), key("grandpa", 3)));
    // Between the initial set and the candidates.
    let found = refusals(|genesis| {
        let mut candidate = validator(6);
        candidate[2]["babe"] = genesis["session"]["keys"][0][2]["babe"].clone();
        genesis["session"]["nonAuthorityKeys"] = json!([candidate]);
    });
    assert_eq!(twice(&found), (key("babe", 0), key("babe", 6)));
    // An account on the validator's machine.
    let found = refusals(|genesis| {
        genesis["session"]["keys"][0][2]["aura"] = json!(sr("treasury"));
    });
    assert_eq!(twice(&found), (Role::Endowed, key("aura", 0)));
    // A member whose key is a validator's.
    let found = refusals(|genesis| {
        genesis["council"]["members"][0] = genesis["session"]["keys"][0][0].clone();
    });
    assert_eq!(twice(&found), (Role::CouncilMember, Role::Validator));
    let found = refusals(|genesis| genesis["council"]["members"][0] = json!(member(1)));
    assert_eq!(twice(&found), (Role::CouncilMember, Role::CouncilMember));
    let found = refusals(|genesis| {
        let again = genesis["balances"]["balances"][0].clone();
        genesis["balances"]["balances"]
            .as_array_mut()
            .unwrap()
            .push(again);
    });
    assert_eq!(twice(&found), (Role::Endowed, Role::Endowed));
}

#[test]
fn missing_keys_are_refused() {
    let found = refusals(|genesis| {
        let zero = sr25519::Public::from_raw([0; 32]).to_ss58check();
        genesis["session"]["keys"][0][2]["babe"] = json!(zero);
    });
    assert!(
        matches!(found[..], [Refusal::KeyMissing { .. }]),
        "{found:#?}"
    );

    // A key that is not named at all cannot be read.
    let mut genesis = genesis();
    genesis["session"]["keys"][0][2]
        .as_object_mut()
        .unwrap()
        .remove("babe");
    let error = check(&spec_of("aura", genesis).to_string()).unwrap_err();
    assert!(matches!(
        error,
        Error::Unreadable {
            part: "session",
            ..
        }
    ));
    assert!(error.to_string().contains("babe"), "{error}");
}

#[test]
fn a_preset_that_nobody_filled_in_cannot_be_read() {
    let spec = spec_of("aura", poa::genesis_config_presets::staging());
    let error = check(&spec.to_string()).unwrap_err();
    assert!(matches!(error, Error::Unreadable { .. }), "{error}");
    let spec = json!({ "id": "aura", "chainType": "Live", "genesis": {} });
    assert!(check(&spec.to_string()).is_err());
    assert!(check("{").is_err());
}

#[test]
fn too_few_validators_or_members_are_refused() {
    let cut = |genesis: &mut Value, part: &str, list: &str, count: usize| {
        genesis[part][list].as_array_mut().unwrap().truncate(count);
    };
    let found = refusals(|genesis| cut(genesis, "session", "keys", 4));
    assert_eq!(found, [Refusal::TooFewValidators { found: 4 }]);
    let found = refusals(|genesis| cut(genesis, "session", "keys", 0));
    assert_eq!(found, [Refusal::TooFewValidators { found: 0 }]);
    let found = refusals(|genesis| cut(genesis, "council", "members", 4));
    assert_eq!(found, [Refusal::CouncilTooSmall { found: 4 }]);
    let found = refusals(|genesis| cut(genesis, "council", "members", 0));
    assert_eq!(found, [Refusal::CouncilTooSmall { found: 0 }]);
    let found = refusals(|genesis| genesis["validatorSet"]["floor"] = json!(3));
    assert_eq!(found, [Refusal::FloorTooLow { found: 3 }]);
    let found = refusals(|genesis| drop(genesis["validatorSet"].take()));
    assert_eq!(found, [Refusal::FloorTooLow { found: 1 }]);
    let floor = |floor| refusals(|genesis| genesis["rootNotice"]["councilFloor"] = json!(floor));
    assert_eq!(floor(2), [Refusal::CouncilFloorTooLow { found: 2 }]);
    assert_eq!(floor(3), []);
}

#[test]
fn root_without_a_notice_is_refused() {
    let notice = |hours: u32| refusals(|genesis| genesis["rootNotice"]["notice"] = json!(hours));
    assert_eq!(notice(0), [Refusal::NoticeTooShort { found: 0 }]);
    assert_eq!(notice(71), [Refusal::NoticeTooShort { found: 71 }]);
    assert_eq!(notice(72), []);
    // In storage, too.
    let mut spec = raw::<Poa>(&genesis());
    let key = ["RootNotice", "NoticeHours"].map(|name| sp_io::hashing::twox_128(name.as_bytes()));
    let key = const_hex::encode_prefixed(key.concat());
    spec["genesis"]["raw"]["top"][key] = json!("0x00000000");
    assert_eq!(refusals_of(&spec), [Refusal::NoticeTooShort { found: 0 }]);
}

#[test]
fn only_a_test_network_has_keys_of_development_for_proofs() {
    let insecure = || {
        let mut genesis = genesis();
        genesis["zkpVerifier"]["allowInsecureSetup"] = json!(true);
        genesis
    };
    let judge = |id: &str, testnet: bool| {
        let mut spec = spec_of(id, insecure());
        spec["properties"]["testnet"] = json!(testnet);
        refusals_of(&spec)
    };
    assert_eq!(judge("aura", true), [Refusal::InsecureSetup]);
    assert_eq!(judge("aura-testnet-1", false), [Refusal::InsecureSetup]);
    assert_eq!(judge("aura-testnet-1", true), []);
    assert_eq!(
        refusals_of(&raw::<Poa>(&insecure())),
        [Refusal::InsecureSetup]
    );
}

#[test]
fn periods_are_what_they_say() {
    let timing = |slot: u64, day: u32| {
        refusals(|genesis| {
            genesis["chainTiming"]["slotDuration"] = json!(slot);
            genesis["chainTiming"]["day"] = json!(day);
        })
    };
    assert_eq!(timing(6_000, 14_400), []);
    assert_eq!(timing(12_000, 7_200), []);
    assert_eq!(
        timing(6_000, 60),
        [Refusal::DayIsNotADay {
            slot: 6_000,
            day: 60
        }]
    );
    assert_eq!(
        timing(2_000, 43_200),
        [Refusal::SlotTooShort { found: 2_000 }]
    );
}

#[test]
fn epochs_are_refused_that_are_shorter_than_an_hour_or_longer_than_a_day() {
    let epoch =
        |length: u32| refusals(|genesis| genesis["chainTiming"]["epochLength"] = json!(length));
    assert_eq!((epoch(600), epoch(14_400)), (vec![], vec![]));
    for length in [599, 14_401] {
        let slot = 6_000;
        assert_eq!(epoch(length), [Refusal::EpochLength { slot, length }]);
    }
}

#[test]
fn a_chain_that_begins_with_a_halt_is_refused() {
    let mut halted = genesis();
    halted["safeMode"] = json!({ "enteredUntil": 5 });
    let refusal = [Refusal::Halted { until: 5 }];
    assert_eq!(refusals_of(&spec_of("aura", halted.clone())), refusal);
    assert_eq!(refusals_of(&raw::<Poa>(&halted)), refusal);
}

#[test]
fn endowments_are_refused_that_are_missing_or_too_small() {
    let found = refusals(|genesis| genesis["balances"]["balances"] = json!([]));
    assert_eq!(found, [Refusal::NoEndowments]);
    let found = refusals(|genesis| {
        genesis["balances"]["balances"][10][1] = json!(EXISTENTIAL_DEPOSIT - 1);
    });
    let [Refusal::BelowExistentialDeposit { balance, .. }] = found[..] else {
        panic!("{found:#?}");
    };
    assert_eq!(balance, EXISTENTIAL_DEPOSIT - 1);
    let found = refusals(|genesis| {
        genesis["balances"]["balances"][10][1] = json!(EXISTENTIAL_DEPOSIT);
    });
    assert_eq!(found, []);
    // The first endowment is a validator's, the sixth a member's.
    for (place, role) in [(0, Role::Validator), (5, Role::CouncilMember)] {
        let found = refusals(|genesis| {
            let balances = genesis["balances"]["balances"].as_array_mut().unwrap();
            balances.remove(place);
        });
        let [Refusal::NotEndowed { role: found, .. }] = &found[..] else {
            panic!("{found:#?}");
        };
        assert_eq!(*found, role);
    }
}

/// A report lists all faults at once, each with its remedy.
#[test]
fn everything_is_listed_at_once() {
    let mut genesis = genesis();
    genesis["zkpVerifier"]["allowInsecureSetup"] = json!(true);
    genesis["council"]["members"] = json!([]);
    let error = check(&spec_of("aura", genesis).to_string()).unwrap_err();
    let text = error.to_string();
    assert_eq!(text.matches("\n- ").count(), 2, "{text}");
    for part in ["council.members", "allowInsecureSetup", "set it to false"] {
        assert!(text.contains(part), "{part} is missing:\n{text}");
    }
}

/// A plain spec cannot have such entries; a raw one can have any.
#[test]
fn entries_that_no_genesis_writes_are_refused() {
    let known: BTreeSet<_> = poa::AllPalletsWithSystem::storage_info()
        .into_iter()
        .map(|info| info.prefix)
        .collect();
    for (pallet, item) in crate::genesis::EMPTY {
        let prefix = crate::genesis::prefix(pallet, item);
        assert!(
            known.contains(&prefix),
            "the runtime has no {pallet}.{item}"
        );
        let mut spec = raw::<Poa>(&genesis());
        let key = const_hex::encode_prefixed([&prefix[..], &[7; 32]].concat());
        spec["genesis"]["raw"]["top"][key] = json!("0x00");
        assert_eq!(refusals_of(&spec), [Refusal::Prefilled { pallet, item }]);
    }
}
