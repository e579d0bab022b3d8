//! Metadata for wallets.

use super::engine;
use crate::*;
use codec::Decode;
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use merkleized_metadata::{generate_metadata_digest, ExtraInfo};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef};
use std::collections::BTreeSet;

fn metadata(version: u32) -> RuntimeMetadata {
    let bytes = Runtime::metadata_at_version(version).unwrap();
    RuntimeMetadataPrefixed::decode(&mut &bytes[..]).unwrap().1
}

/// The WASM is compiled with the hash in `metadata.hash`: after a change of calls, types or
/// version, put the hash that this test shows there and build again.
#[test]
fn its_hash_is_the_one_in_the_wasm() {
    let info = ExtraInfo {
        spec_version: VERSION.spec_version,
        spec_name: VERSION.spec_name.to_string(),
        base58_prefix: constants::SS58_PREFIX,
        decimals: constants::currency::DECIMALS,
        token_symbol: constants::currency::SYMBOL.into(),
    };
    let hash = generate_metadata_digest(&metadata(15), info)
        .unwrap()
        .hash();
    assert_eq!(
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/metadata.hash")).trim(),
        const_hex::encode_prefixed(hash)
    );
    // The hash is not that of the other phase, whose WASM is compiled in the same folder.
    if let Some(wasm) = crate::WASM_BINARY_BLOATY {
        assert!(wasm.windows(hash.len()).any(|bytes| bytes == hash));
    }
}

#[test]
fn it_is_served_in_three_versions() {
    let versions = Runtime::metadata_versions();
    for version in [14, 15, 16] {
        assert!(versions.contains(&version));
        assert_eq!(metadata(version).version(), version);
    }
}

#[test]
fn its_extensions_are_those_that_wallets_know() {
    let RuntimeMetadata::V15(metadata) = metadata(15) else {
        panic!("version 15")
    };
    let names: Vec<_> = metadata
        .extrinsic
        .signed_extensions
        .iter()
        .map(|one| one.identifier.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "CheckNonZeroSender",
            "CheckSpecVersion",
            "CheckTxVersion",
            "CheckGenesis",
            "CheckMortality",
            "CheckNonce",
            "CheckWeight",
            "ChargeTransactionPayment",
            "CheckMetadataHash",
            "WeightReclaim",
        ]
    );
}

#[test]
fn the_indices_of_its_pallets_are_fixed() {
    let RuntimeMetadata::V15(metadata) = metadata(15) else {
        panic!("version 15")
    };
    let (engine, others): (Vec<_>, Vec<_>) = metadata
        .pallets
        .iter()
        .map(|pallet| (pallet.index, pallet.name.as_str()))
        .partition(|pallet| engine::PALLETS.contains(pallet));
    assert_eq!(engine, engine::PALLETS);
    assert_eq!(
        others,
        [
            (0, "System"),
            (1, "ChainTiming"),
            (2, "Timestamp"),
            (6, "Authorship"),
            (7, "Balances"),
            (8, "TransactionPayment"),
            (9, "Session"),
            (10, "Historical"),
            (11, "ValidatorSet"),
            (12, "Offences"),
            (13, "Grandpa"),
            (14, "AuthorityDiscovery"),
            (20, "Council"),
            (21, "Preimage"),
            (22, "Scheduler"),
            (30, "Utility"),
            (31, "Multisig"),
            (32, "Proxy"),
            (33, "Recovery"),
            (40, "RootNotice"),
            (41, "MultiBlockMigrations"),
            (42, "SafeMode"),
            (60, "Did"),
            (61, "Credentials"),
            (62, "ZkpVerifier"),
        ]
    );
}

/// Signed payloads of a DID begin with this letter. Long transactions, of which a hash is signed,
/// begin with their pallet index.
#[test]
fn no_transaction_can_be_taken_for_what_a_did_signs() {
    let RuntimeMetadata::V15(metadata) = metadata(15) else {
        panic!("version 15")
    };
    assert!(metadata.pallets.iter().all(|pallet| pallet.index != b'a'));
}

/// The Python client cannot compose a list that is the only field of a type, and clients differ in
/// the form of such types. The SDK's own types of this kind have names that all clients know.
#[test]
fn our_calls_take_no_types_of_one_field() {
    const OURS: [&str; 3] = ["Did", "Credentials", "ZkpVerifier"];
    const KNOWN: [&str; 2] = ["AccountId32", "H256"];
    let RuntimeMetadata::V15(metadata) = metadata(15) else {
        panic!("version 15")
    };
    let types = &metadata.types;
    let calls = metadata
        .pallets
        .iter()
        .filter(|pallet| OURS.contains(&pallet.name.as_str()))
        .map(|pallet| pallet.calls.as_ref().unwrap().ty.id);
    let mut taken = BTreeSet::new();
    for call in calls {
        collect(types, call, &mut taken);
    }
    let of_one_field: Vec<_> = taken
        .iter()
        .map(|id| types.resolve(*id).unwrap())
        .filter(|ty| match &ty.type_def {
            TypeDef::Composite(composite) => {
                matches!(&composite.fields[..], [field] if field.name.is_none())
            }
            _ => false,
        })
        .map(|ty| ty.path.to_string())
        .filter(|path| !KNOWN.iter().any(|known| path.ends_with(known)))
        .collect();
    assert!(taken.len() > OURS.len());
    assert_eq!(of_one_field, [""; 0]);
}

/// Collects the type `id` and all types in it, except the calls that a call carries.
fn collect(types: &PortableRegistry, id: u32, taken: &mut BTreeSet<u32>) {
    let ty: &scale_info::Type<PortableForm> = types.resolve(id).unwrap();
    if ty.path.ident().is_some_and(|name| name == "RuntimeCall") || !taken.insert(id) {
        return;
    }
    let parts: Vec<u32> = match &ty.type_def {
        TypeDef::Composite(composite) => composite.fields.iter().map(|one| one.ty.id).collect(),
        TypeDef::Variant(all) => {
            let fields = all.variants.iter().flat_map(|variant| &variant.fields);
            fields.map(|field| field.ty.id).collect()
        }
        TypeDef::Sequence(sequence) => vec![sequence.type_param.id],
        TypeDef::Array(array) => vec![array.type_param.id],
        TypeDef::Tuple(tuple) => tuple.fields.iter().map(|field| field.id).collect(),
        TypeDef::Compact(compact) => vec![compact.type_param.id],
        _ => vec![],
    };
    for part in parts {
        collect(types, part, taken);
    }
}
