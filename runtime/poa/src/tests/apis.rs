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
    assert!(exposes::<Aura>());
    assert!(!exposes::<Babe>());
}

#[test]
fn new_code_is_never_pending() {
    const { assert!(VERSION.system_version < 3) };
}

#[test]
fn a_validator_has_four_keys_in_this_order() {
    use sp_core::crypto::key_types;
    use sp_runtime::traits::OpaqueKeys;
    assert_eq!(
        SessionKeys::key_ids(),
        [
            key_types::AURA,
            key_types::BABE,
            key_types::GRANDPA,
            key_types::AUTHORITY_DISCOVERY
        ]
    );
}

#[test]
fn constants_can_be_read_without_state() {
    assert_eq!(Aura::slot_duration(), 6_000);
}
