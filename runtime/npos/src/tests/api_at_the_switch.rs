//! BABE's runtime API in the state of the switch block, before the migration has run.

use super::chain::{add, keys, remove, Chain};
use crate::{
    switch::{first_epochs, FirstEpochs, Migrations},
    *,
};
use frame_support::traits::OnRuntimeUpgrade;
use proptest::prelude::*;
use sp_consensus_babe::{
    runtime_decl_for_babe_api::BabeApiV2, BabeConfiguration, Epoch, Slot, KEY_TYPE,
};
use sp_session::MembershipProof;

/// Answers of BABE's API that nodes use.
#[derive(Debug, PartialEq)]
struct Answers {
    configuration: BabeConfiguration,
    start: Slot,
    current: Epoch,
    next: Epoch,
    proofs: Vec<Option<MembershipProof>>,
}

fn ask() -> Answers {
    let configuration = Runtime::configuration();
    let slot = Runtime::current_epoch_start();
    let proofs = configuration
        .authorities
        .iter()
        .map(|(key, _)| Runtime::generate_key_ownership_proof(slot, key.clone())?.decode())
        .collect();
    Answers {
        configuration,
        start: Runtime::current_epoch_start(),
        current: Runtime::current_epoch(),
        next: Runtime::next_epoch(),
        proofs,
    }
}

/// A change of the validators that is pending.
#[derive(Clone, Copy, Debug)]
enum Change {
    None,
    Remove,
    Add,
    NewKeys,
}

impl Change {
    fn apply(self) {
        match self {
            Self::None => {}
            Self::Remove => remove("Bob"),
            Self::Add => add("Eve"),
            Self::NewKeys => {
                let alice = &Session::validators()[0];
                pallet_session::NextKeys::<Runtime>::insert(alice, keys("Alice//new"));
            }
        }
    }
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::None),
        Just(Change::Remove),
        Just(Change::Add),
        Just(Change::NewKeys)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn says_what_it_says_after_the_migration(
        epoch_length in 4u32..9,
        blocks in 1u32..24,
        change in changes(),
        blocks_after in 0u32..10,
        skipped in 0u64..100_000,
        parent: [u8; 32],
    ) {
        let mut chain = Chain::phase_1(epoch_length);
        chain.aura_blocks(blocks);
        chain.execute(|| change.apply());
        chain.aura_blocks(blocks_after);
        chain.parent = parent.into();
        chain.aura_block(chain.slot + 1 + skipped);

        let before = chain.execute(ask);
        let expected = chain.execute(first_epochs);
        chain.execute(Migrations::on_runtime_upgrade);
        prop_assert_eq!(chain.execute(FirstEpochs::read), expected);
        prop_assert_eq!(&chain.execute(ask), &before);

        prop_assert!(before.proofs.iter().all(Option::is_some));
        prop_assert_eq!(&before.configuration.authorities, &before.current.authorities);
        prop_assert_eq!(before.start, before.current.start_slot);
        let end = *before.start + u64::from(epoch_length);
        prop_assert_eq!(before.next.start_slot, end);
    }
}

/// Otherwise a call of the API would write the state before the migration does.
#[test]
fn leaves_storage_as_it_is() {
    let mut chain = Chain::switched(5, 12);
    let before = chain.storage();
    chain.execute(ask);
    assert_eq!(chain.storage(), before);
}

#[test]
fn proves_keys_in_the_session_of_the_switch() {
    let mut chain = Chain::switched(5, 12);
    chain.execute(|| {
        use crate::configs::finality::KeyOwners;
        use frame_support::traits::KeyOwnerProofSystem;
        let slot = Runtime::current_epoch_start();
        for (index, (key, _)) in Runtime::configuration().authorities.iter().enumerate() {
            let proof = Runtime::generate_key_ownership_proof(slot, key.clone()).unwrap();
            let owner = KeyOwners::check_proof((KEY_TYPE, key.clone()), proof.decode().unwrap());
            assert_eq!(owner, Some((Session::validators()[index].clone(), ())));
        }
    });
}
