//! Consensus that both engines share: authorship, finality and equivocations.

use super::phase::{AuthorshipHandler, MaxNominators, SetManager};
use crate::{configs::consensus, constants::validators, *};
use frame_support::{
    parameter_types,
    traits::{ConstU64, Get},
};
use pallet_chain_timing::EpochLength;

parameter_types! {
    pub const MaxAuthorities: u32 = validators::MAX_VALIDATORS;
}

/// Proofs of the validator that owns a session key, for reports of equivocations.
pub type KeyOwners = pallet_validator_set::KeysInForce<Runtime>;

impl pallet_authorship::Config for Runtime {
    type FindAuthor = consensus::Author;
    type EventHandler = AuthorshipHandler;
}

/// Blocks after which an equivocation can no longer be reported.
pub struct ReportLongevity;

impl Get<u64> for ReportLongevity {
    fn get() -> u64 {
        <EpochLength<Runtime> as Get<u64>>::get()
            .saturating_mul(validators::REPORT_LONGEVITY_SESSIONS.into())
    }
}

impl pallet_grandpa::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = ();
    type MaxAuthorities = MaxAuthorities;
    type MaxNominators = MaxNominators;
    type MaxSetIdSessionEntries = ConstU64<{ validators::REPORT_LONGEVITY_SESSIONS as u64 }>;
    type KeyOwnerProof = sp_session::MembershipProof;
    type EquivocationReportSystem =
        pallet_grandpa::EquivocationReportSystem<Runtime, Offences, KeyOwners, ReportLongevity>;
}

impl pallet_offences::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type IdentificationTuple = pallet_session::historical::IdentificationTuple<Runtime>;
    type OnOffenceHandler = SetManager;
}

impl pallet_authority_discovery::Config for Runtime {
    type MaxAuthorities = MaxAuthorities;
}

impl<LocalCall> frame_system::offchain::CreateTransactionBase<LocalCall> for Runtime
where
    RuntimeCall: From<LocalCall>,
{
    type Extrinsic = UncheckedExtrinsic;
    type RuntimeCall = RuntimeCall;
}

/// Reports of equivocations are unsigned, because they contain their proof.
impl<LocalCall> frame_system::offchain::CreateBare<LocalCall> for Runtime
where
    RuntimeCall: From<LocalCall>,
{
    fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
        UncheckedExtrinsic::new_bare(call)
    }
}
