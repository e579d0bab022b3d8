//! BABE's part of the shared tests.

use crate::{switch::FirstEpochs, *};
use frame_support::weights::Weight;
use pallet_bags_list::WeightInfo as _;
use pallet_staked_set::WeightInfo as _;
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_core::sr25519::Public;
use sp_runtime::{Digest, DigestItem};

/// Name of the engine in a genesis, and of its session key.
pub const NAME: &str = "babe";
/// Pallets of this phase that the other does not have.
pub const PALLETS: [(u8, &str); 11] = [
    (5, "Babe"),
    (15, "Staking"),
    (16, "VoterList"),
    (17, "DelegatedStaking"),
    (18, "NominationPools"),
    (19, "StakedSet"),
    (23, "Whitelist"),
    (24, "Origins"),
    (25, "Referenda"),
    (26, "ConvictionVoting"),
    (27, "Treasury"),
];
/// Calls of this phase with other origins than a signature; see `tests/privileges.rs`. Origins of
/// tracks are in `tests/open_governance.rs`.
pub const PRIVILEGES: &[(&str, &str)] = &[
    (
        "root",
        "Babe.plan_config_change
         Staking.set_validator_count Staking.increase_validator_count
         Staking.scale_validator_count Staking.force_no_eras Staking.force_new_era
         Staking.set_invulnerables Staking.force_unstake Staking.force_new_era_always
         Staking.cancel_deferred_slash Staking.set_staking_configs Staking.set_min_commission
         Staking.restore_ledger Staking.manual_slash Staking.deprecate_controller_batch
         NominationPools.set_configs
         StakedSet.set_admission
         Referenda.cancel Referenda.kill Referenda.nudge_referendum Referenda.one_fewer_deciding
         Treasury.spend_local Treasury.remove_approval Treasury.spend Treasury.void_spend",
    ),
    // Signed: a call that its track has approved and the council whitelists afterwards.
    (
        "root signed",
        "NominationPools.update_roles
         Referenda.refund_decision_deposit Referenda.refund_submission_deposit
         Whitelist.dispatch_whitelisted_call Whitelist.dispatch_whitelisted_call_with_preimage",
    ),
    (
        "root 5/6 2/3",
        "StakedSet.arm StakedSet.disarm
         Whitelist.whitelist_call Whitelist.remove_whitelisted_call",
    ),
    ("none", "Babe.report_equivocation_unsigned"),
];

/// Weight of the hooks of this phase that find nothing to do in an idle block.
pub fn idle_hooks() -> Weight {
    let rebag = <Runtime as pallet_bags_list::Config<configs::staking::VoterListInstance>>::WeightInfo::on_idle_rebag();
    let look = <Runtime as pallet_staked_set::Config>::WeightInfo::next_page();
    rebag.saturating_add(look)
}

/// The digest of a block of that slot. The runtime leaves the proof of randomness to the node.
pub fn digest(slot: u64, author: u32) -> Digest {
    let claim = SecondaryPlainPreDigest {
        authority_index: author,
        slot: slot.into(),
    };
    let logs = vec![DigestItem::babe_pre_digest(PreDigest::SecondaryPlain(
        claim,
    ))];
    Digest { logs }
}

/// Keys of the authors of this session.
pub fn authorities() -> Vec<Public> {
    keys(Babe::authorities())
}

/// BABE keys of the next session.
pub fn next_babe_authorities() -> Vec<Public> {
    keys(pallet_babe::NextAuthorities::<Runtime>::get())
}

fn keys(authorities: switch::first_epochs::Authorities) -> Vec<Public> {
    authorities.into_iter().map(|(key, _)| key.into()).collect()
}

/// Invariants. Those of the SDK's pallets need a feature that no test enables.
pub fn try_state() {
    StakedSet::do_try_state().unwrap();
    let state = FirstEpochs::read().expect("BABE has a configuration");
    assert!(!state.authorities.is_empty() && !state.next_authorities.is_empty());
    assert!(state.genesis_slot <= state.current_slot);
    assert!(state.epoch_start.0 <= state.epoch_start.1);
}
