//! Contracts that clients rely on.

use crate::*;
use sp_api::RuntimeApiInfo;

fn exposes<Api: RuntimeApiInfo + ?Sized>() -> bool {
    VERSION.has_api_with(&Api::ID, |_| true)
}

#[test]
fn exactly_one_engine_is_exposed() {
    type Aura = dyn sp_consensus_aura::AuraApi<Block, sp_consensus_aura::sr25519::AuthorityId>;
    type Babe = dyn sp_consensus_babe::BabeApi<Block>;
    assert!(!exposes::<Aura>());
    assert!(exposes::<Babe>());
}

/// Otherwise a chain of phase 1 could not upgrade to this runtime.
#[test]
fn it_is_a_later_version_of_phase_1() {
    let phase1 = aura_poa_runtime::VERSION;
    assert_eq!(VERSION.spec_name, phase1.spec_name);
    assert!((100..200).contains(&VERSION.spec_version) && phase1.spec_version < 100);
    assert_eq!(VERSION.transaction_version, phase1.transaction_version);
    assert_eq!(VERSION.system_version, phase1.system_version);
}

#[test]
fn all_apis_but_the_engines_are_those_of_phase_1() {
    let without = |version: sp_version::RuntimeVersion, engine: [u8; 8]| {
        let mut apis = version.apis.into_owned();
        apis.retain(|(id, _)| *id != engine);
        apis.sort();
        apis
    };
    type Aura = dyn sp_consensus_aura::AuraApi<Block, sp_consensus_aura::sr25519::AuthorityId>;
    type Babe = dyn sp_consensus_babe::BabeApi<Block>;
    assert_eq!(
        without(VERSION, <Babe as RuntimeApiInfo>::ID),
        without(aura_poa_runtime::VERSION, <Aura as RuntimeApiInfo>::ID)
    );
}

/// The keys are those of phase 1; otherwise they would have to migrate.
#[test]
fn a_validator_has_the_same_four_keys() {
    use sp_runtime::traits::OpaqueKeys;
    assert_eq!(
        SessionKeys::key_ids(),
        aura_poa_runtime::SessionKeys::key_ids()
    );
}

#[test]
fn constants_can_be_read_without_state() {
    assert_eq!(Babe::slot_duration(), 6_000);
}
