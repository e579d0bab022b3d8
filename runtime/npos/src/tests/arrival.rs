//! The arrival of staking on a chain that has none, and chains that are born with it.

use super::{
    chain::Chain,
    shared::{account, chain_of, try_state},
};
use crate::{
    arrival::{Migrations, StartStaking},
    configs::{phase::STAKED_RUNTIME_PRESET, staking::SessionsPerEra},
    constants::staking,
    *,
};
use codec::Encode;
use frame_support::traits::{
    fungible::Inspect, Get, GetStorageVersion, OnRuntimeUpgrade, StorageVersion,
};
use pallet_staking::{
    ActiveEra, ActiveEraInfo, BondedEras, CurrentEra, CurrentPlannedSession, ErasStartSessionIndex,
    ErasValidatorReward, ForceEra, Forcing, MinimumValidatorCount, ValidatorCount,
};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_io::hashing::twox_128;
use std::collections::{BTreeMap, BTreeSet};

/// Pallets that the arrival brings.
const NEW: [&str; 10] = [
    "Staking",
    "VoterList",
    "DelegatedStaking",
    "NominationPools",
    "StakedSet",
    "Whitelist",
    "Origins",
    "Referenda",
    "ConvictionVoting",
    "Treasury",
];

/// Items that the arrival writes, besides the versions of the pallets.
const WRITTEN: [(&str, &str); 17] = [
    ("Staking", "ActiveEra"),
    ("Staking", "BondedEras"),
    ("Staking", "CurrentEra"),
    ("Staking", "CurrentPlannedSession"),
    ("Staking", "ErasStartSessionIndex"),
    ("Staking", "ForceEra"),
    ("Staking", "MaxNominatorsCount"),
    ("Staking", "MaxValidatorsCount"),
    ("Staking", "MinCommission"),
    ("Staking", "MinNominatorBond"),
    ("Staking", "MinValidatorBond"),
    ("Staking", "MinimumValidatorCount"),
    ("Staking", "ValidatorCount"),
    ("NominationPools", "GlobalMaxCommission"),
    ("NominationPools", "MaxPools"),
    ("NominationPools", "MinCreateBond"),
    ("NominationPools", "MinJoinBond"),
];

/// Length of the epochs of these chains, in slots.
const EPOCH: u32 = 5;

/// A switched chain as spec version 100 leaves it: without the pallets that 101 brings.
fn spec_100() -> Chain {
    let mut chain = Chain::switched(EPOCH, 12);
    chain.babe_blocks_to(chain.slot + 4 * u64::from(EPOCH));
    chain.execute(|| {
        for name in NEW {
            let _ = sp_io::storage::clear_prefix(&twox_128(name.as_bytes()), None);
        }
        frame_system::LastRuntimeUpgrade::<Runtime>::put(frame_system::LastRuntimeUpgradeInfo {
            spec_version: 100.into(),
            spec_name: VERSION.spec_name,
        });
    });
    chain
}

type Storage = BTreeMap<Vec<u8>, Vec<u8>>;

/// Keys whose values differ.
fn changed(before: &Storage, after: &Storage) -> BTreeSet<Vec<u8>> {
    let keys = before.keys().chain(after.keys());
    let differ = keys.filter(|key| before.get(*key) != after.get(*key));
    differ.cloned().collect()
}

fn prefix(pallet: &str, item: &str) -> Vec<u8> {
    [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat()
}

/// Runs the migrations of an upgrade, as the first block of new code does.
fn upgrade(chain: &mut Chain) {
    chain.execute(|| {
        Executive::execute_on_runtime_upgrade();
    });
}

/// The storage of pallets that no version of the switch touches.
fn without_switch(storage: &Storage) -> Storage {
    let switched = ["Aura", "Babe", "ConsensusSwitch"].map(|name| twox_128(name.as_bytes()));
    storage
        .iter()
        .filter(|(key, _)| !switched.iter().any(|prefix| key.starts_with(prefix)))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

fn arrives_on(mut chain: Chain) {
    let before = without_switch(&chain.storage());
    upgrade(&mut chain);
    let after = without_switch(&chain.storage());
    let mut written = changed(&before, &after);
    for (pallet, item) in WRITTEN {
        let found = written.len();
        written.retain(|key| !key.starts_with(&prefix(pallet, item)));
        assert_eq!(found, written.len() + 1, "{pallet}.{item} is one item");
    }
    // FRAME writes the version of a pallet that has no keys.
    let mut versions: BTreeSet<_> = NEW
        .iter()
        .map(|name| prefix(name, ":__STORAGE_VERSION__:"))
        .collect();
    for key in &written {
        assert!(
            versions.remove(key),
            "{} was written",
            const_hex::encode(key)
        );
    }
    chain.execute(|| {
        fn version<P: GetStorageVersion<InCodeStorageVersion = StorageVersion>>() {
            assert_eq!(P::on_chain_storage_version(), P::in_code_storage_version());
        }
        assert_eq!(Staking::on_chain_storage_version(), 16);
        version::<Staking>();
        version::<NominationPools>();
        version::<StakedSet>();
        version::<Origins>();
        let session = Session::current_index();
        assert!(session > 1);
        let era = ActiveEraInfo {
            index: 0,
            start: None,
        };
        assert_eq!(ActiveEra::<Runtime>::get().encode(), Some(era).encode());
        assert_eq!(CurrentEra::<Runtime>::get(), Some(0));
        assert_eq!(ErasStartSessionIndex::<Runtime>::get(0), Some(session));
        assert_eq!(BondedEras::<Runtime>::get(), [(0, session)]);
        assert_eq!(CurrentPlannedSession::<Runtime>::get(), session + 1);
        assert_eq!(ForceEra::<Runtime>::get(), Forcing::ForceNone);
        assert_eq!(ValidatorCount::<Runtime>::get(), staking::VALIDATOR_COUNT);
        let floor = pallet_validator_set::Floor::<Runtime>::get();
        assert_eq!(MinimumValidatorCount::<Runtime>::get(), floor);
        assert_eq!(
            pallet_nomination_pools::MaxPoolMembers::<Runtime>::get(),
            None
        );
        try_state();
    });
    // A second time it writes nothing.
    upgrade(&mut chain);
    assert_eq!(without_switch(&chain.storage()), after);
    // And the chain goes on with the validators of the council.
    let validators = chain.execute(Session::validators);
    chain.babe_blocks_to(chain.slot + 4 * u64::from(EPOCH));
    assert_eq!(chain.execute(Session::validators), validators);
    chain.execute(|| {
        assert_eq!(CurrentEra::<Runtime>::get(), Some(0));
        try_state();
    });
}

#[test]
fn staking_arrives_on_a_switched_chain() {
    arrives_on(spec_100());
}

#[test]
fn staking_arrives_together_with_the_switch() {
    arrives_on(Chain::switched(EPOCH, 12));
}

/// In a block, not only by the migration itself.
#[test]
fn staking_arrives_in_the_first_block_of_new_code() {
    let mut chain = spec_100();
    let session = chain.execute(Session::current_index);
    chain.babe_block(chain.slot + 1);
    let starts = chain.execute(|| ErasStartSessionIndex::<Runtime>::get(0));
    assert_eq!(starts, Some(session));
    let balances = chain.execute(Balances::total_issuance);
    chain.babe_blocks_to(chain.slot + 30);
    assert_eq!(chain.execute(Balances::total_issuance), balances);
}

#[test]
fn it_weighs_what_it_does() {
    let mut chain = spec_100();
    let weight = chain.execute(Migrations::on_runtime_upgrade);
    let database = <Runtime as frame_system::Config>::DbWeight::get();
    assert_eq!(StartStaking::WRITES, WRITTEN.len() as u64);
    assert!(weight.all_gte(database.reads_writes(1, StartStaking::WRITES)));
    assert!(weight.all_lt(configs::system::RuntimeBlockWeights::get().max_block));
}

#[test]
fn a_chain_that_is_born_with_staking_has_nothing_to_migrate() {
    for preset in [
        DEV_RUNTIME_PRESET,
        LOCAL_TESTNET_RUNTIME_PRESET,
        STAKED_RUNTIME_PRESET,
    ] {
        chain_of(preset).execute_with(|| {
            let before = sp_io::storage::root(Default::default());
            Migrations::on_runtime_upgrade();
            assert_eq!(sp_io::storage::root(Default::default()), before);
            try_state();
        });
    }
}

/// The values of a genesis are those of the arrival.
#[test]
fn a_genesis_and_the_arrival_write_the_same() {
    let mut arrived = Chain::switched(EPOCH, 12);
    upgrade(&mut arrived);
    let arrived = arrived.storage();
    let mut born = chain_of(LOCAL_TESTNET_RUNTIME_PRESET);
    born.execute_with(|| {
        for (pallet, item) in WRITTEN {
            let key = prefix(pallet, item);
            // Sessions differ.
            let by_session = [
                "BondedEras",
                "CurrentPlannedSession",
                "ErasStartSessionIndex",
            ];
            if by_session.contains(&item) {
                continue;
            }
            let value = sp_io::storage::get(&key).map(|value| value.to_vec());
            assert_eq!(value.as_ref(), arrived.get(&key), "{pallet}.{item}");
        }
        for item in ["MaxPoolMembers", "MaxPoolMembersPerPool"] {
            assert_eq!(sp_io::storage::get(&prefix("NominationPools", item)), None);
        }
    });
}

#[test]
fn a_staked_genesis_is_handed_over_by_the_third_session_and_pays() {
    let mut chain = Chain::born(STAKED_RUNTIME_PRESET);
    let stakers: BTreeSet<_> = ["Alice", "Bob", "Charlie", "Dave"]
        .map(|name| account(&format!("{name}//stash")))
        .into();
    while chain.execute(Session::current_index) < 3 {
        chain.babe_block(chain.slot + 1);
        chain.execute(try_state);
    }
    chain.execute(|| {
        assert!(StakedSet::is_handed_over());
        assert_eq!(ActiveEra::<Runtime>::get().map(|era| era.index), Some(1));
        let set: BTreeSet<_> = Session::validators().into_iter().collect();
        assert_eq!(set, stakers);
        assert_eq!(ErasValidatorReward::<Runtime>::get(0), Some(0));
    });
    let owned = || -> Balance { stakers.iter().map(Balances::total_balance).sum() };
    let before = chain.execute(owned);
    let issuance = chain.execute(Balances::total_issuance);
    let sessions = chain.execute(SessionsPerEra::get);
    while chain.execute(Session::current_index) < 3 + sessions {
        chain.babe_block(chain.slot + 1);
    }
    chain.babe_blocks_to(chain.slot + 10);
    chain.execute(|| {
        try_state();
        let paid = ErasValidatorReward::<Runtime>::get(1).expect("era 1 has ended");
        assert!(paid > 0);
        // A unit may be lost for each share.
        let earned = owned() - before;
        assert!(earned <= paid && earned + 10 > paid, "{earned} of {paid}");
        let minted = Balances::total_issuance() - issuance;
        let treasury = paid / 17 * 3;
        assert!(minted >= paid + treasury - 1_000 && minted <= paid + treasury + 10);
    });
}

/// Staking takes both for granted.
#[test]
fn reports_of_sessions_before_the_arrival_are_handled() {
    let mut chain = spec_100();
    chain.babe_block(chain.slot + 1);
    chain.execute(|| {
        use sp_staking::offence::{OffenceDetails, OnOffenceHandler};
        let bob = account("Bob//stash");
        let session = Session::current_index() - 1;
        let offence = OffenceDetails {
            offender: (bob.clone(), ()),
            reporters: vec![],
        };
        let half = sp_runtime::Perbill::from_percent(50);
        <StakedSet as OnOffenceHandler<_, _, _>>::on_offence(&[offence], &[half], session);
        let index = Session::validators().iter().position(|who| *who == bob);
        let disabled = Session::disabled_validators();
        assert_eq!(disabled, [index.unwrap() as u32]);
    });
}
