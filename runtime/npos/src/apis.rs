//! Runtime APIs: those of BABE and staking, and the shared ones of `runtime/shared/apis.rs`.

#[macro_use]
#[path = "../../shared/apis.rs"]
mod shared;

use crate::{
    configs::{
        consensus::{session_of, EPOCH_CONFIG},
        finality::KeyOwners,
    },
    switch::with_first_epochs,
};
use codec::Encode;
use frame_support::traits::Get;
use pallet_nomination_pools::PoolId;
use sp_consensus_babe::{
    AuthorityId as BabeId, BabeConfiguration, Epoch, EquivocationProof, OpaqueKeyOwnershipProof,
    Slot, KEY_TYPE as BABE_KEY_TYPE,
};

implement_runtime_apis! {
    // In the switch block BABE's storage does not exist yet, because the migration runs in its
    // child. Every answer is given as if it had run.
    impl sp_consensus_babe::BabeApi<Block> for Runtime {
        fn configuration() -> BabeConfiguration {
            with_first_epochs(|| {
                let epoch = Babe::epoch_config().unwrap_or(EPOCH_CONFIG);
                BabeConfiguration {
                    slot_duration: Babe::slot_duration(),
                    epoch_length: <Runtime as pallet_babe::Config>::EpochDuration::get(),
                    c: epoch.c,
                    authorities: Babe::authorities().into_inner(),
                    randomness: Babe::randomness(),
                    allowed_slots: epoch.allowed_slots,
                }
            })
        }

        fn current_epoch_start() -> Slot {
            with_first_epochs(Babe::current_epoch_start)
        }

        fn current_epoch() -> Epoch {
            with_first_epochs(Babe::current_epoch)
        }

        fn next_epoch() -> Epoch {
            with_first_epochs(Babe::next_epoch)
        }

        fn generate_key_ownership_proof(
            slot: Slot,
            authority_id: BabeId,
        ) -> Option<OpaqueKeyOwnershipProof> {
            with_first_epochs(|| {
                KeyOwners::prove_in(session_of(slot)?, (BABE_KEY_TYPE, authority_id))
                    .map(|proof| OpaqueKeyOwnershipProof::new(proof.encode()))
            })
        }

        fn submit_report_equivocation_unsigned_extrinsic(
            equivocation_proof: EquivocationProof<<Block as BlockT>::Header>,
            key_owner_proof: OpaqueKeyOwnershipProof,
        ) -> Option<()> {
            with_first_epochs(|| {
                Babe::submit_unsigned_equivocation_report(
                    equivocation_proof,
                    key_owner_proof.decode()?,
                )
            })
        }
    }
    impl pallet_staking_runtime_api::StakingApi<Block, Balance, AccountId> for Runtime {
        fn nominations_quota(balance: Balance) -> u32 {
            Staking::api_nominations_quota(balance)
        }

        fn eras_stakers_page_count(
            era: sp_staking::EraIndex,
            account: AccountId,
        ) -> sp_staking::Page {
            Staking::api_eras_stakers_page_count(era, account)
        }

        fn pending_rewards(era: sp_staking::EraIndex, account: AccountId) -> bool {
            Staking::api_pending_rewards(era, account)
        }
    }

    impl pallet_nomination_pools_runtime_api::NominationPoolsApi<Block, AccountId, Balance>
        for Runtime
    {
        fn pending_rewards(who: AccountId) -> Balance {
            NominationPools::api_pending_rewards(who).unwrap_or_default()
        }

        fn points_to_balance(pool: PoolId, points: Balance) -> Balance {
            NominationPools::api_points_to_balance(pool, points)
        }

        fn balance_to_points(pool: PoolId, new_funds: Balance) -> Balance {
            NominationPools::api_balance_to_points(pool, new_funds)
        }

        fn pool_pending_slash(pool: PoolId) -> Balance {
            NominationPools::api_pool_pending_slash(pool)
        }

        fn member_pending_slash(member: AccountId) -> Balance {
            NominationPools::api_member_pending_slash(member)
        }

        fn pool_needs_delegate_migration(pool: PoolId) -> bool {
            NominationPools::api_pool_needs_delegate_migration(pool)
        }

        fn member_needs_delegate_migration(member: AccountId) -> bool {
            NominationPools::api_member_needs_delegate_migration(member)
        }

        fn member_total_balance(member: AccountId) -> Balance {
            NominationPools::api_member_total_balance(member)
        }

        fn pool_balance(pool: PoolId) -> Balance {
            NominationPools::api_pool_balance(pool)
        }

        fn pool_accounts(pool: PoolId) -> (AccountId, AccountId) {
            NominationPools::api_pool_accounts(pool)
        }
    }
}
