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

/// And those of staking, for clients of the ecosystem.
#[test]
fn all_apis_but_the_engines_are_those_of_phase_1() {
    let without = |version: sp_version::RuntimeVersion, own: &[[u8; 8]]| {
        let mut apis = version.apis.into_owned();
        for id in own {
            assert!(apis.iter().any(|(known, _)| known == id));
        }
        apis.retain(|(id, _)| !own.contains(id));
        apis.sort();
        apis
    };
    type Aura = dyn sp_consensus_aura::AuraApi<Block, sp_consensus_aura::sr25519::AuthorityId>;
    type Babe = dyn sp_consensus_babe::BabeApi<Block>;
    type Staking = dyn pallet_staking_runtime_api::StakingApi<Block, Balance, AccountId>;
    type Pools =
        dyn pallet_nomination_pools_runtime_api::NominationPoolsApi<Block, AccountId, Balance>;
    let ours = [
        <Babe as RuntimeApiInfo>::ID,
        <Staking as RuntimeApiInfo>::ID,
        <Pools as RuntimeApiInfo>::ID,
    ];
    assert_eq!(
        without(VERSION, &ours),
        without(aura_poa_runtime::VERSION, &[<Aura as RuntimeApiInfo>::ID])
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
