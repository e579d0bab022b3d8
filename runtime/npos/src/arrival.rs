//! The arrival of staking on a living chain: in the first block of this code, also if that is the
//! child of the switch block.
//!
//! Nobody's seat changes. Genesis configurations of pallets that arrive by an upgrade never run, so
//! the migration writes what they would have set. A chain that was born with staking has the same
//! values from its genesis.

use crate::{constants::staking, *};
use frame_support::{
    build_struct_json_patch,
    traits::{OnGenesis, OnRuntimeUpgrade},
    weights::Weight,
};
use pallet_nomination_pools::{GlobalMaxCommission, MaxPools, MinCreateBond, MinJoinBond};
use pallet_staking::{
    CurrentEra, MaxNominatorsCount, MaxValidatorsCount, MinCommission, MinNominatorBond,
    MinValidatorBond, MinimumValidatorCount, StakerStatus, ValidatorCount,
};

/// The migration of a chain without staking.
pub type Migrations = StartStaking;

/// Starts era 0 with the session of this block, and writes the values of staking and pools. Does
/// nothing on a chain that has eras.
pub struct StartStaking;

impl StartStaking {
    /// Number of items that it reads: era, session, floor, and each value of staking.
    pub const READS: u64 = 10;
    /// Number of items that it writes.
    pub const WRITES: u64 = 17;
}

impl OnRuntimeUpgrade for StartStaking {
    fn on_runtime_upgrade() -> Weight {
        let database = <Runtime as frame_system::Config>::DbWeight::get();
        if CurrentEra::<Runtime>::exists() {
            return database.reads(1);
        }
        StakedSet::seed();
        MinJoinBond::<Runtime>::put(staking::MIN_JOIN_BOND);
        MinCreateBond::<Runtime>::put(staking::MIN_CREATE_BOND);
        MaxPools::<Runtime>::put(staking::MAX_POOLS);
        GlobalMaxCommission::<Runtime>::put(staking::MAX_POOL_COMMISSION);
        log::info!(
            target: "runtime::arrival",
            "staking begins in session {}; the council still names the validators",
            Session::current_index(),
        );
        database.reads_writes(Self::READS, Self::WRITES)
    }

    #[cfg(feature = "try-runtime")]
    fn pre_upgrade() -> Result<Vec<u8>, sp_runtime::TryRuntimeError> {
        use codec::Encode;
        Ok(Untouched::read().encode())
    }

    #[cfg(feature = "try-runtime")]
    fn post_upgrade(before: Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
        use codec::Decode;
        let before = Untouched::decode(&mut &before[..])
            .map_err(|_| "the state before the upgrade does not decode")?;
        if Untouched::read() != before {
            return Err("the upgrade changed balances, holds, validators or DIDs".into());
        }
        if pallet_staking::ActiveEra::<Runtime>::get().is_none() {
            return Err("no era is active".into());
        }
        Ok(())
    }
}

/// The values of staking, where nothing else is set: a genesis may set its own.
pub struct FirstValues;

impl OnGenesis for FirstValues {
    fn on_genesis() {
        let floor = pallet_validator_set::Floor::<Runtime>::get();
        put_if_unset::<ValidatorCount<Runtime>, _>(staking::VALIDATOR_COUNT);
        put_if_unset::<MinimumValidatorCount<Runtime>, _>(floor);
        put_if_unset::<MinValidatorBond<Runtime>, _>(staking::MIN_VALIDATOR_BOND);
        put_if_unset::<MinNominatorBond<Runtime>, _>(staking::MIN_NOMINATOR_BOND);
        put_if_unset::<MinCommission<Runtime>, _>(staking::MIN_COMMISSION);
        if !MaxValidatorsCount::<Runtime>::exists() {
            MaxValidatorsCount::<Runtime>::put(staking::MAX_CANDIDATES);
        }
        if !MaxNominatorsCount::<Runtime>::exists() {
            MaxNominatorsCount::<Runtime>::put(staking::MAX_NOMINATORS);
        }
    }
}

/// Writes a value where there is none, or that of a genesis that says nothing: zero.
fn put_if_unset<Item, Value>(value: Value)
where
    Item: frame_support::StorageValue<Value, Query = Value>,
    Value: codec::FullCodec + Default + PartialEq,
{
    if Item::get() == Value::default() {
        Item::put(value);
    }
}

/// The part of a preset's genesis that staking adds. It has no key `staking`: tools that find one
/// write their own stakers into it.
pub fn genesis() -> serde_json::Value {
    build_struct_json_patch!(RuntimeGenesisConfig {
        nomination_pools: NominationPoolsConfig {
            min_join_bond: staking::MIN_JOIN_BOND,
            min_create_bond: staking::MIN_CREATE_BOND,
            max_pools: Some(staking::MAX_POOLS),
            max_members_per_pool: None,
            max_members: None,
            global_max_commission: Some(staking::MAX_POOL_COMMISSION),
        },
    })
}

/// The preset of four validators that are staked, and armed: the first session that is planned with
/// its condition met is the hand-over.
pub fn staked() -> serde_json::Value {
    let stakers: Vec<_> = ["Alice", "Bob", "Charlie", "Dave"]
        .map(genesis_config_presets::stash)
        .map(|stash| {
            (
                stash.clone(),
                stash,
                BOND,
                StakerStatus::<AccountId>::Validator,
            )
        })
        .into();
    let stake = build_struct_json_patch!(RuntimeGenesisConfig {
        staking: StakingConfig { stakers },
        staked_set: StakedSetConfig {
            armed: Some(staking::MIN_VALIDATORS)
        },
    });
    genesis_config_presets::joined([genesis_config_presets::local_testnet(), stake])
}

/// Own stake of each validator of [`staked`]: of four, a sixth of the supply.
const BOND: Balance = 500_000 * constants::currency::AURA;

/// State that the arrival leaves as it is.
#[cfg(feature = "try-runtime")]
#[derive(codec::Encode, codec::Decode, PartialEq)]
struct Untouched {
    issuance: Balance,
    validators: Vec<AccountId>,
    /// Hash of all accounts, holds, locks and DIDs.
    entries: Hash,
}

#[cfg(feature = "try-runtime")]
impl Untouched {
    fn read() -> Self {
        use codec::Encode;
        use sp_io::hashing::{blake2_256, twox_128};
        let mut entries = [0; 32];
        for pallet in ["System", "Balances", "Did", "Credentials", "ZkpVerifier"] {
            let item = if pallet == "System" { "Account" } else { "" };
            let mut prefix = twox_128(pallet.as_bytes()).to_vec();
            if !item.is_empty() {
                prefix.extend(twox_128(item.as_bytes()));
            }
            let mut key = prefix.clone();
            while let Some(next) = sp_io::storage::next_key(&key) {
                if !next.starts_with(&prefix) {
                    break;
                }
                let value = sp_io::storage::get(&next);
                entries = blake2_256(&(entries, &next, value).encode());
                key = next;
            }
        }
        Self {
            issuance: Balances::total_issuance(),
            validators: Session::validators(),
            entries: entries.into(),
        }
    }
}
