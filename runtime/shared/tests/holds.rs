//! Every held balance has its ticket, and every ticket its balance.
//!
//! Tickets are found by their types in the metadata, wherever a pallet stores them. So the deposits
//! of a new pallet are counted without a change here.

use crate::*;
use codec::{Compact, Decode, Encode};
use frame_metadata::{
    v15::{RuntimeMetadataV15, StorageEntryType},
    RuntimeMetadata, RuntimeMetadataPrefixed,
};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, TypeDefPrimitive};
use sp_io::hashing::twox_128;
use std::{collections::BTreeMap, sync::LazyLock};

static METADATA: LazyLock<RuntimeMetadataV15> = LazyLock::new(|| {
    let bytes = Runtime::metadata_at_version(15).unwrap();
    match RuntimeMetadataPrefixed::decode(&mut &bytes[..]).unwrap().1 {
        RuntimeMetadata::V15(metadata) => metadata,
        _ => panic!("metadata of version 15"),
    }
});

/// Returns true for the type of a ticket: the SDK's, or that of a DID's entry.
fn is_ticket(path: &scale_info::Path<PortableForm>) -> bool {
    path.ident().as_deref() == Some("HoldConsideration")
        || path.segments == ["pallet_did", "deposit", "Hold"]
}

/// Decodes a value of a type and adds up its tickets.
fn tickets(types: &PortableRegistry, id: u32, input: &mut &[u8]) -> Balance {
    let one = types.resolve(id).unwrap();
    if is_ticket(&one.path) {
        return Balance::decode(input).unwrap();
    }
    let each = |ids: Vec<u32>, input: &mut &[u8]| -> Balance {
        ids.into_iter().map(|id| tickets(types, id, input)).sum()
    };
    match &one.type_def {
        TypeDef::Composite(composite) => each(
            composite.fields.iter().map(|field| field.ty.id).collect(),
            input,
        ),
        TypeDef::Variant(variants) => {
            let index = u8::decode(input).unwrap();
            let mut variants = variants.variants.iter();
            let variant = variants.find(|variant| variant.index == index).unwrap();
            each(
                variant.fields.iter().map(|field| field.ty.id).collect(),
                input,
            )
        }
        TypeDef::Sequence(sequence) => {
            let length = Compact::<u32>::decode(input).unwrap().0;
            each(vec![sequence.type_param.id; length as usize], input)
        }
        TypeDef::Array(array) => each(vec![array.type_param.id; array.len as usize], input),
        TypeDef::Tuple(tuple) => each(tuple.fields.iter().map(|field| field.id).collect(), input),
        TypeDef::Compact(_) => {
            Compact::<u128>::decode(input).unwrap();
            0
        }
        TypeDef::Primitive(primitive) => {
            use TypeDefPrimitive::*;
            let length = match primitive {
                Bool | U8 | I8 => 1,
                U16 | I16 => 2,
                U32 | I32 | Char => 4,
                U64 | I64 => 8,
                U128 | I128 => 16,
                U256 | I256 => 32,
                Str => Compact::<u32>::decode(input).unwrap().0 as usize,
            };
            *input = &input[length..];
            0
        }
        TypeDef::BitSequence(_) => panic!("no storage of ours has bits"),
    }
}

/// Returns true if values of a type can contain tickets.
fn has_tickets(types: &PortableRegistry, id: u32, seen: &mut Vec<u32>) -> bool {
    if seen.contains(&id) {
        return false;
    }
    seen.push(id);
    let one = types.resolve(id).unwrap();
    if is_ticket(&one.path) {
        return true;
    }
    let ids: Vec<u32> = match &one.type_def {
        TypeDef::Composite(composite) => composite.fields.iter().map(|field| field.ty.id).collect(),
        TypeDef::Variant(variants) => {
            let fields = variants.variants.iter().flat_map(|variant| &variant.fields);
            fields.map(|field| field.ty.id).collect()
        }
        TypeDef::Sequence(sequence) => vec![sequence.type_param.id],
        TypeDef::Array(array) => vec![array.type_param.id],
        TypeDef::Tuple(tuple) => tuple.fields.iter().map(|field| field.id).collect(),
        _ => vec![],
    };
    ids.into_iter().any(|id| has_tickets(types, id, seen))
}

/// Sum of the tickets in storage by pallet index; pallets without tickets in their types are
/// absent.
fn owed() -> BTreeMap<u8, Balance> {
    let types = &METADATA.types;
    let mut owed = BTreeMap::new();
    for pallet in &METADATA.pallets {
        let Some(storage) = &pallet.storage else {
            continue;
        };
        for entry in &storage.entries {
            let value = match &entry.ty {
                StorageEntryType::Plain(value) => value.id,
                StorageEntryType::Map { value, .. } => value.id,
            };
            if !has_tickets(types, value, &mut vec![]) {
                continue;
            }
            let prefix = [
                twox_128(storage.prefix.as_bytes()),
                twox_128(entry.name.as_bytes()),
            ]
            .concat();
            let sum: &mut Balance = owed.entry(pallet.index).or_default();
            let mut key = Some(prefix.clone());
            while let Some(found) = key.filter(|key| key.starts_with(&prefix)) {
                if let Some(bytes) = sp_io::storage::get(&found) {
                    let mut input = &bytes[..];
                    *sum += tickets(types, value, &mut input);
                    assert!(input.is_empty(), "{}.{}", pallet.name, entry.name);
                }
                key = sp_io::storage::next_key(&found);
            }
        }
    }
    owed
}

/// The balances on hold, by the index of the pallet that holds them.
fn held() -> BTreeMap<u8, Balance> {
    let mut held = BTreeMap::new();
    for (_, holds) in pallet_balances::Holds::<Runtime>::iter() {
        for hold in holds {
            // A reason begins with the index of its pallet.
            *held.entry(hold.id.encode()[0]).or_default() += hold.amount;
        }
    }
    held
}

/// # Panics
///
/// If a pallet whose deposits have tickets holds another amount than their sum.
pub fn have_tickets() {
    let (owed, held) = (owed(), held());
    for (pallet, owed) in owed {
        let held = held.get(&pallet).copied().unwrap_or_default();
        assert_eq!(held, owed, "held and owed by the pallet {pallet}");
    }
}

mod tests {
    use super::{super::*, *};
    use frame_support::{
        assert_ok,
        traits::{fungible::MutateHold, tokens::Precision},
    };

    /// The check finds the deposits of all pallets known to have some.
    #[test]
    fn the_pallets_with_deposits_are_found() {
        local().execute_with(|| {
            let did = credentials::did_of("Alice");
            credentials::register(did);
            let bytes = vec![1; 100];
            assert_ok!(Preimage::note_preimage(
                RuntimeOrigin::signed(account("Alice")),
                bytes
            ));
            let name = |index: &u8| {
                let mut pallets = METADATA.pallets.iter();
                pallets
                    .find(|pallet| pallet.index == *index)
                    .unwrap()
                    .name
                    .as_str()
            };
            let owed = owed();
            let names: Vec<_> = owed.keys().map(name).collect();
            for pallet in ["Preimage", "Recovery", "Did", "Credentials", "ZkpVerifier"] {
                assert!(names.contains(&pallet), "{pallet} is not in {names:?}");
            }
            for (pallet, sum) in &owed {
                let expected = ["Preimage", "Did", "Credentials"].contains(&name(pallet));
                assert_eq!(*sum > 0, expected, "{}", name(pallet));
            }
            have_tickets();
        });
    }

    fn with_a_did(change: impl FnOnce(&AccountId)) {
        local().execute_with(|| {
            credentials::did_of("Alice");
            have_tickets();
            change(&account("Alice"));
            have_tickets();
        });
    }

    #[test]
    #[should_panic(expected = "held and owed")]
    fn a_balance_without_a_ticket_is_found() {
        with_a_did(|alice| {
            assert_ok!(Balances::hold(&configs::did::DidHold::get(), alice, 1));
        });
    }

    #[test]
    #[should_panic(expected = "held and owed")]
    fn a_ticket_without_a_balance_is_found() {
        with_a_did(|alice| {
            let reason = configs::did::DidHold::get();
            assert_ok!(Balances::release(&reason, alice, 1, Precision::Exact));
        });
    }
}
