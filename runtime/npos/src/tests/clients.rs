//! The shapes by which polkadot.js apps decide which of their pages they show, and how they read
//! them.

use crate::*;
use codec::Decode;
use frame_metadata::{
    v15::{RuntimeMetadataV15, StorageEntryType},
    RuntimeMetadata, RuntimeMetadataPrefixed,
};
use scale_info::{form::PortableForm, Field, TypeDef};

fn metadata() -> RuntimeMetadataV15 {
    let bytes = Runtime::metadata_at_version(15).unwrap();
    match RuntimeMetadataPrefixed::decode(&mut &bytes[..]).unwrap().1 {
        RuntimeMetadata::V15(metadata) => metadata,
        _ => panic!("metadata of version 15"),
    }
}

fn fields(of: &[Field<PortableForm>]) -> Vec<String> {
    of.iter().filter_map(|field| field.name.clone()).collect()
}

/// Arguments of a call.
fn call(metadata: &RuntimeMetadataV15, pallet: &str, name: &str) -> Vec<String> {
    let mut pallets = metadata.pallets.iter();
    let pallet = pallets.find(|one| one.name == pallet).unwrap();
    let calls = pallet.calls.as_ref().unwrap().ty.id;
    let TypeDef::Variant(calls) = &metadata.types.resolve(calls).unwrap().type_def else {
        panic!("calls are an enum")
    };
    let mut variants = calls.variants.iter();
    let found = variants.find(|variant| variant.name == name).unwrap();
    fields(&found.fields)
}

/// Type of a stored value.
fn stored<'a>(
    metadata: &'a RuntimeMetadataV15,
    pallet: &str,
    item: &str,
) -> &'a TypeDef<PortableForm> {
    let mut pallets = metadata.pallets.iter();
    let pallet = pallets.find(|one| one.name == pallet).unwrap();
    let mut entries = pallet.storage.as_ref().unwrap().entries.iter();
    let entry = entries.find(|entry| entry.name == item).unwrap();
    let value = match &entry.ty {
        StorageEntryType::Plain(value) => value,
        StorageEntryType::Map { value, .. } => value,
    };
    &metadata.types.resolve(value.id).unwrap().type_def
}

#[test]
fn polkadot_js_shows_the_page_of_staking() {
    let metadata = metadata();
    let TypeDef::Composite(overview) = stored(&metadata, "Staking", "ErasStakersOverview") else {
        panic!("an overview has fields")
    };
    assert_eq!(
        fields(&overview.fields),
        ["total", "own", "nominator_count", "page_count"]
    );
    assert_eq!(call(&metadata, "Staking", "bond"), ["value", "payee"]);
    let TypeDef::Sequence(claimed) = stored(&metadata, "Staking", "ClaimedRewards") else {
        panic!("claimed rewards are a list")
    };
    let page = &metadata
        .types
        .resolve(claimed.type_param.id)
        .unwrap()
        .type_def;
    assert_eq!(*page, TypeDef::Primitive(scale_info::TypeDefPrimitive::U32));
    // Where they are, the page is that of another chain.
    for other in ["StakingAhClient", "StakingRcClient"] {
        assert!(metadata.pallets.iter().all(|pallet| pallet.name != other));
    }
}

#[test]
fn polkadot_js_shows_the_pages_of_governance() {
    let metadata = metadata();
    assert_eq!(
        call(&metadata, "Referenda", "submit"),
        ["proposal_origin", "proposal", "enactment_moment"]
    );
    assert_eq!(
        call(&metadata, "ConvictionVoting", "vote"),
        ["poll_index", "vote"]
    );
    assert_eq!(
        call(&metadata, "Whitelist", "whitelist_call"),
        ["call_hash"]
    );
    stored(&metadata, "Treasury", "Proposals");
    stored(&metadata, "Council", "Prime");
}
