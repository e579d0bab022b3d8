//! Credentials: schemas, accreditations, status lists.

use crate::{
    constants::{credentials, currency::deposit},
    *,
};
use frame_support::traits::{fungible::HoldConsideration, Footprint};
use pallet_chain_timing::Minutes;
use sp_runtime::traits::Convert;

frame_support::parameter_types! {
    pub const CredentialsHold: RuntimeHoldReason =
        RuntimeHoldReason::Credentials(pallet_credentials::HoldReason::Entry);
}

/// Deposit for entries and bytes. A list pays for every page that it can ever have, and for its
/// batches.
pub struct CredentialsPrice;

impl Convert<Footprint, Balance> for CredentialsPrice {
    fn convert(Footprint { count, size }: Footprint) -> Balance {
        // Saturating is safe: entries stay far below `u32::MAX` bytes.
        let limited = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        deposit(limited(count), limited(size))
    }
}

impl pallet_credentials::Config for Runtime {
    type RuntimeOrigin = RuntimeOrigin;
    type Dids = Did;
    type Consideration = HoldConsideration<AccountId, Balances, CredentialsHold, CredentialsPrice>;
    type StatusGrace = Minutes<Runtime, { credentials::STATUS_GRACE_MINUTES }>;
    type CommitWithin = Minutes<Runtime, { credentials::COMMIT_WITHIN_MINUTES }>;
    type WeightInfo = pallet_credentials::weights::SubstrateWeight<Runtime>;
}
