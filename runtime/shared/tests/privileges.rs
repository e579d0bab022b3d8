//! Origins that each call of the runtime accepts. The calls are found in the metadata, so that a
//! new call, or a changed origin, fails here until its row is written.

use super::{account, chain_of};
use crate::*;
use aura_primitives::did::{Relationship, Relationships};
use codec::Decode;
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use frame_support::{storage::with_transaction, traits::UnfilteredDispatchable};
use scale_info::TypeDef;
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::{traits::AppendZerosInput, DispatchError, TransactionOutcome};
use std::{
    collections::BTreeMap,
    panic::{catch_unwind, AssertUnwindSafe},
};

/// Makes an origin.
type Origin = fn() -> RuntimeOrigin;

/// Origins in the order in which rows name them. `member` is the origin of a call that a member of
/// the council executes alone.
const ORIGINS: [(&str, Origin); 9] = [
    ("root", RuntimeOrigin::root),
    ("5/6", || part(5, 6)),
    ("2/3", || part(2, 3)),
    (">1/3", || part(2, 5)),
    ("1/3", || part(1, 3)),
    ("member", || {
        pallet_collective::RawOrigin::Member(account("Alice")).into()
    }),
    ("signed", || RuntimeOrigin::signed(account("Dave"))),
    ("did", a_did),
    ("none", RuntimeOrigin::none),
];

/// Calls with all origins that they accept. Every other call accepts a signature, and no other
/// origin.
///
/// `signed` is an account without a role: not a member of the council, not a validator. A call that
/// accepts it may refuse it for another reason.
const TABLE: &[(&str, &str)] = &[
    // No origin: `RootNotice.set_council` keeps the floor.
    ("", "Council.set_members"),
    (
        "root",
        "System.set_heap_pages System.set_code System.set_code_without_checks System.set_storage
         System.kill_storage System.kill_prefix System.authorize_upgrade
         System.authorize_upgrade_without_checks
         Balances.force_transfer Balances.force_unreserve Balances.force_set_balance
         Balances.force_adjust_total_issuance
         Grandpa.note_stalled
         Council.disapprove_proposal Council.kill
         Preimage.request_preimage Preimage.unrequest_preimage
         Scheduler.schedule Scheduler.cancel Scheduler.schedule_named Scheduler.cancel_named
         Scheduler.schedule_after Scheduler.schedule_named_after Scheduler.set_retry
         Scheduler.set_retry_named Scheduler.cancel_retry Scheduler.cancel_retry_named
         Utility.dispatch_as Utility.dispatch_as_fallible Utility.with_weight
         RootNotice.set_council RootNotice.set_council_floor ValidatorSet.set_floor
         ValidatorSet.add_validator
         MultiBlockMigrations.force_set_cursor MultiBlockMigrations.force_set_active_cursor
         MultiBlockMigrations.force_onboard_mbms MultiBlockMigrations.clear_historic
         SafeMode.force_exit SafeMode.force_slash_deposit SafeMode.force_release_deposit
         ZkpVerifier.register_key ZkpVerifier.retire_key ZkpVerifier.forbid_insecure_setup",
    ),
    ("5/6", "RootNotice.enact"),
    ("5/6 2/3", "RootNotice.announce"),
    ("5/6 2/3 >1/3 signed", "RootNotice.object"),
    (
        "root 5/6 2/3",
        "ValidatorSet.remove_validator SafeMode.force_enter SafeMode.force_extend",
    ),
    // Each of these calls only stops something.
    (
        "root 5/6 2/3 >1/3",
        "ZkpVerifier.disable_key ZkpVerifier.stop_policy",
    ),
    ("5/6 2/3 >1/3", "RootNotice.halt"),
    // Root pays no deposit.
    (
        "root signed",
        "Preimage.note_preimage Preimage.unnote_preimage Council.release_proposal_cost",
    ),
    (
        "did",
        "Did.update Did.set_control Did.deactivate Did.purge_methods Did.take_over_deposit
         Credentials.register_schema Credentials.accredit Credentials.set_suspended
         Credentials.withdraw_accreditation Credentials.create_status_list Credentials.anchor
         Credentials.set_status Credentials.close_status_list Credentials.offer Credentials.accept
         Credentials.take_over_deposit
         ZkpVerifier.register_policy",
    ),
    ("none", "Timestamp.set Grandpa.report_equivocation_unsigned"),
    // Each call in a batch needs its own origin.
    (
        "root 5/6 2/3 >1/3 1/3 member signed did",
        "Utility.batch Utility.batch_all Utility.force_batch Utility.if_else",
    ),
    // The last of them checks the origin only after it has found the policy.
    (
        "root 5/6 2/3 >1/3 1/3 member signed did none",
        "System.remark System.apply_authorized_upgrade
         ZkpVerifier.close_policy",
    ),
];

fn part(ayes: u32, of: u32) -> RuntimeOrigin {
    pallet_collective::RawOrigin::Members(ayes, of).into()
}

/// A DID with all relationships.
fn a_did() -> RuntimeOrigin {
    let proven = [
        Relationship::Authentication,
        Relationship::AssertionMethod,
        Relationship::KeyAgreement,
        Relationship::CapabilityInvocation,
        Relationship::CapabilityDelegation,
    ];
    pallet_did::DidOrigin {
        did: [1; 32].into(),
        relationships: proven.into_iter().collect::<Relationships>(),
        signers: Default::default(),
        submitter: account("Dave"),
    }
    .into()
}

/// The calls of each pallet by their names: the number of the pallet and that of the call.
fn calls() -> BTreeMap<String, [u8; 2]> {
    let metadata = Runtime::metadata_at_version(15).unwrap();
    let metadata = RuntimeMetadataPrefixed::decode(&mut &metadata[..]).unwrap();
    let RuntimeMetadata::V15(metadata) = metadata.1 else {
        panic!("version 15")
    };
    let mut found = BTreeMap::new();
    for pallet in &metadata.pallets {
        let Some(calls) = &pallet.calls else {
            continue;
        };
        let TypeDef::Variant(calls) = &metadata.types.resolve(calls.ty.id).unwrap().type_def else {
            panic!("calls of a pallet are an enum")
        };
        for call in &calls.variants {
            let name = format!("{}.{}", pallet.name, call.name);
            found.insert(name, [pallet.index, call.index]);
        }
    }
    found
}

/// A call whose arguments are nearly all zeros: the first ones that decode.
fn sample(numbers: [u8; 2]) -> Option<RuntimeCall> {
    let one_byte = (0..80).flat_map(|zeros| {
        (1..=16).map(move |byte| {
            let mut arguments = vec![0; zeros];
            arguments.push(byte);
            arguments
        })
    });
    // Fields of a schema: owner, digest, and the text of an address.
    let address = [&[0; 64][..], &[12], b"a:b"].concat();
    [vec![], address]
        .into_iter()
        .chain(one_byte)
        .find_map(|arguments| {
            let bytes = [&numbers[..], &arguments].concat();
            RuntimeCall::decode(&mut AppendZerosInput::new(&mut &bytes[..])).ok()
        })
}

/// The origins that a call accepts, as a row names them.
fn accepted(call: &RuntimeCall) -> String {
    let accepts = |origin: RuntimeOrigin| {
        let result = with_transaction(|| {
            let done = call.clone().dispatch_bypass_filter(origin);
            TransactionOutcome::Rollback(Ok::<_, DispatchError>(done))
        });
        let error = result.unwrap().map_err(|failure| failure.error);
        error != Err(DispatchError::BadOrigin)
    };
    let names = ORIGINS
        .into_iter()
        .filter_map(|(name, origin)| accepts(origin()).then_some(name));
    names.collect::<Vec<_>>().join(" ")
}

/// Reads no version from new code: `set_code` does so only after it has checked its origin.
struct NoVersion;

impl sp_core::traits::ReadRuntimeVersion for NoVersion {
    fn read_runtime_version(
        &self,
        _: &[u8],
        _: &mut dyn sp_externalities::Externalities,
    ) -> Result<Vec<u8>, String> {
        Err("code is not read here".into())
    }
}

#[test]
fn every_call_accepts_the_origins_of_its_row() {
    let rows: BTreeMap<&str, &str> = TABLE
        .iter()
        .chain(super::engine::PRIVILEGES)
        .flat_map(|(origins, calls)| calls.split_whitespace().map(move |call| (call, *origins)))
        .collect();
    let mut chain = chain_of(LOCAL_TESTNET_RUNTIME_PRESET);
    chain.register_extension(sp_core::traits::ReadRuntimeVersionExt::new(NoVersion));
    chain.execute_with(|| {
        let calls = calls();
        let mut differences = Vec::new();
        for (name, numbers) in &calls {
            let Some(call) = sample(*numbers) else {
                differences.push(format!("{name}: no arguments were found"));
                continue;
            };
            let found = catch_unwind(AssertUnwindSafe(|| accepted(&call)))
                .unwrap_or_else(|_| "panic".into());
            let expected = rows.get(name.as_str()).copied().unwrap_or("signed");
            if found != expected {
                differences.push(format!("{name}: expected {expected:?}, found {found:?}"));
            }
        }
        differences.extend(
            rows.keys()
                .filter(|name| !calls.contains_key(**name))
                .map(|name| format!("{name}: there is no such call")),
        );
        assert!(differences.is_empty(), "{}", differences.join("\n"));
    });
}
