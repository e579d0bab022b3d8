//! The upgrade to phase 2, over the genesis of the development chains.

use crate::executor;
use aura_node_lib::{
    chain_spec,
    rehearsal::{changes::Change, rehearse, report::Report},
};
use aura_runtime_common::{Hashing, Header};
use polkadot_sdk::*;
use sc_service::ChainSpec as _;
use sp_state_machine::InMemoryBackend;
use sp_storage::{StateVersion, Storage};
use std::sync::LazyLock;

static PHASE_1: LazyLock<Storage> = LazyLock::new(|| genesis("dev"));
static PHASE_2: LazyLock<Storage> = LazyLock::new(|| genesis("npos-dev"));

enum Chain {
    Phase1,
    Phase2,
}

fn genesis(chain: &str) -> Storage {
    let spec = chain_spec::load(chain).unwrap();
    spec.as_storage_builder().build_storage().unwrap()
}

/// Rehearses an upgrade to `code` over the genesis of a chain.
fn over(chain: Chain, change: impl FnOnce(&mut Storage), code: &[u8]) -> Result<Report, String> {
    let mut storage = match chain {
        Chain::Phase1 => PHASE_1.clone(),
        Chain::Phase2 => PHASE_2.clone(),
    };
    change(&mut storage);
    let state = InMemoryBackend::<Hashing>::from((storage, StateVersion::V1));
    let none = Default::default();
    let genesis = Header {
        number: 0,
        parent_hash: none,
        state_root: none,
        extrinsics_root: none,
        digest: Default::default(),
    };
    rehearse(&executor(), &state, &genesis, code)
}

fn poa() -> &'static [u8] {
    aura_poa_runtime::WASM_BINARY.unwrap()
}

fn npos() -> &'static [u8] {
    aura_npos_runtime::WASM_BINARY.unwrap()
}

#[test]
fn phase_2_takes_over_from_phase_1() {
    let report = over(Chain::Phase1, |_| {}, npos()).unwrap();
    assert_eq!((report.from.spec_version, report.to.spec_version), (1, 101));
    assert!(!report.checked);
    assert!(report.verdict().is_ok());
    assert!(report.weight.ref_time > 0);
    assert_eq!(
        report.gained_apis,
        ["BabeApi", "NominationPoolsApi", "StakingApi"]
    );
    assert_eq!(report.lost_apis, ["AuraApi"]);
    assert_eq!(report.next_author, "BABE");

    let only = |pallet: &str| &report.storage[pallet];
    let gone = |change: &Change| change.removed > 0 && change.bytes_after == 0;
    assert!(gone(only("Aura")), "{report}");
    assert!(gone(only("ConsensusSwitch")), "{report}");
    let babe = only("Babe");
    assert!(babe.added > 0 && babe.bytes_before == 0, "{report}");
    let changed: Vec<_> = report.storage.keys().map(String::as_str).collect();
    // Every block writes its entropy and its author, and the scheduler writes its progress.
    let expected = [
        ":code",
        ":intrablock_entropy",
        "Aura",
        "Authorship",
        "Babe",
        "ConsensusSwitch",
        "ConvictionVoting",
        "DelegatedStaking",
        "NominationPools",
        "Origins",
        "Referenda",
        "Scheduler",
        "StakedSet",
        "Staking",
        "System",
        "Treasury",
        "VoterList",
        "Whitelist",
    ];
    assert_eq!(changed, expected, "{report}");
    for every_block in ["Authorship", "Scheduler", ":intrablock_entropy"] {
        let change = only(every_block);
        assert_eq!((change.added, change.bytes_before), (1, 0), "{report}");
    }
}

#[test]
fn storage_without_a_pallet_is_not_taken_for_one() {
    let before = over(Chain::Phase1, |_| {}, npos()).unwrap();
    let key = [sp_io::hashing::twox_128(b"Aura").as_slice(), b"left over"].concat();
    let more = |storage: &mut Storage| drop(storage.top.insert(key, vec![1]));
    let after = over(Chain::Phase1, more, npos()).unwrap();
    let removed = |report: &Report| report.storage["Aura"].removed;
    assert_eq!(removed(&after), removed(&before) + 1);
}

#[test]
fn a_version_that_does_not_grow_is_refused() {
    for (chain, code) in [
        (Chain::Phase1, poa()),
        (Chain::Phase2, npos()),
        (Chain::Phase2, poa()),
    ] {
        let error = over(chain, |_| {}, code).unwrap_err();
        assert!(error.contains("spec_version"), "{error}");
    }
}

#[test]
fn bytes_that_are_not_a_runtime_are_refused() {
    let error = over(Chain::Phase1, |_| {}, b"\0asm").unwrap_err();
    assert!(error.contains("not a runtime"), "{error}");
}
