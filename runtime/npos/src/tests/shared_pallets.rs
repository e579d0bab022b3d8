//! Both runtimes must agree on shared pallets, because phase 2 reads state and transactions of
//! phase 1.

use super::{chain::Chain, engine};
use crate::*;
use aura_poa_runtime as poa;
use codec::{Decode, Encode};
use frame_metadata::{
    v15::{PalletMetadata, RuntimeMetadataV15, StorageEntryType},
    RuntimeMetadata, RuntimeMetadataPrefixed,
};
use scale_info::{form::PortableForm, Field, PortableRegistry, TypeDef, Variant};
use std::collections::BTreeSet;

type Difference = Result<(), String>;

fn decode(metadata: Option<sp_core::OpaqueMetadata>) -> RuntimeMetadataV15 {
    match RuntimeMetadataPrefixed::decode(&mut &metadata.unwrap()[..]) {
        Ok(RuntimeMetadataPrefixed(_, RuntimeMetadata::V15(metadata))) => metadata,
        _ => panic!("metadata of version 15"),
    }
}

fn ensure(holds: bool, what: impl Fn() -> String) -> Difference {
    holds.then_some(()).ok_or_else(what)
}

/// Two registries, and the pairs of types already compared or being compared.
struct Comparison {
    ours: PortableRegistry,
    theirs: PortableRegistry,
    seen: BTreeSet<(u32, u32)>,
}

impl Comparison {
    /// Compares two types by name and, recursively, by shape.
    fn types(&mut self, ours: u32, theirs: u32) -> Difference {
        if !self.seen.insert((ours, theirs)) {
            return Ok(());
        }
        let ours = self.ours.resolve(ours).unwrap().clone();
        let theirs = self.theirs.resolve(theirs).unwrap().clone();
        let name = ours.path.to_string();
        let their_name = theirs.path.to_string().replace("aura_poa", "aura_npos");
        ensure(name == their_name, || {
            format!("{name} and {their_name} are not one type")
        })?;
        match (ours.type_def, theirs.type_def) {
            (TypeDef::Composite(ours), TypeDef::Composite(theirs)) => {
                self.fields(&name, &ours.fields, &theirs.fields)
            }
            (TypeDef::Variant(ours), TypeDef::Variant(theirs)) => {
                // Types composed of all pallets have more variants where there are more pallets. And
                // this phase has more kinds of proxies.
                const MORE: [&str; 2] = [
                    "aura_npos_runtime::OriginCaller",
                    "aura_npos_runtime::configs::accounts::ProxyType",
                ];
                if name.starts_with("aura_npos_runtime::Runtime") || MORE.contains(&&*name) {
                    self.common_variants(&name, &ours.variants, &theirs.variants)
                } else {
                    self.variants(&name, &ours.variants, &theirs.variants)
                }
            }
            (TypeDef::Sequence(ours), TypeDef::Sequence(theirs)) => {
                self.types(ours.type_param.id, theirs.type_param.id)
            }
            (TypeDef::Array(ours), TypeDef::Array(theirs)) => {
                ensure(ours.len == theirs.len, || {
                    format!("arrays of {} and {}", ours.len, theirs.len)
                })?;
                self.types(ours.type_param.id, theirs.type_param.id)
            }
            (TypeDef::Tuple(ours), TypeDef::Tuple(theirs)) => {
                ensure(ours.fields.len() == theirs.fields.len(), || {
                    "tuples of different lengths".into()
                })?;
                let mut pairs = ours.fields.iter().zip(&theirs.fields);
                pairs.try_for_each(|(ours, theirs)| self.types(ours.id, theirs.id))
            }
            (TypeDef::Compact(ours), TypeDef::Compact(theirs)) => {
                self.types(ours.type_param.id, theirs.type_param.id)
            }
            (ours, theirs) => ensure(ours == theirs, || format!("{ours:?} and {theirs:?}")),
        }
    }

    fn fields(
        &mut self,
        of: &str,
        ours: &[Field<PortableForm>],
        theirs: &[Field<PortableForm>],
    ) -> Difference {
        let names = |fields: &[Field<PortableForm>]| -> Vec<_> {
            fields.iter().map(|field| field.name.clone()).collect()
        };
        ensure(names(ours) == names(theirs), || {
            format!("{of}: fields differ")
        })?;
        let mut pairs = ours.iter().zip(theirs);
        pairs
            .try_for_each(|(ours, theirs)| self.types(ours.ty.id, theirs.ty.id))
            .map_err(|difference| format!("{of}: {difference}"))
    }

    fn variants(
        &mut self,
        of: &str,
        ours: &[Variant<PortableForm>],
        theirs: &[Variant<PortableForm>],
    ) -> Difference {
        ensure(ours.len() == theirs.len(), || {
            format!("{of}: numbers of variants differ")
        })?;
        let found = self.common_variants(of, ours, theirs);
        let names = |variants: &[Variant<PortableForm>]| -> BTreeSet<_> {
            variants.iter().map(|one| one.name.clone()).collect()
        };
        ensure(names(ours) == names(theirs), || {
            format!("{of}: variants differ")
        })?;
        found
    }

    fn common_variants(
        &mut self,
        of: &str,
        ours: &[Variant<PortableForm>],
        theirs: &[Variant<PortableForm>],
    ) -> Difference {
        for ours in ours {
            let Some(theirs) = theirs.iter().find(|theirs| theirs.name == ours.name) else {
                continue;
            };
            let name = format!("{of}::{}", ours.name);
            ensure(ours.index == theirs.index, || {
                format!("{name}: indices differ")
            })?;
            self.fields(&name, &ours.fields, &theirs.fields)?;
        }
        Ok(())
    }

    fn optional(&mut self, ours: Option<u32>, theirs: Option<u32>) -> Difference {
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => self.types(ours, theirs),
            (ours, theirs) => ensure(ours == theirs, || "only one of them is there".into()),
        }
    }

    fn pallets(
        &mut self,
        ours: &PalletMetadata<PortableForm>,
        theirs: &PalletMetadata<PortableForm>,
    ) -> Difference {
        ensure(ours.index == theirs.index, || "indices differ".into())?;
        self.optional(
            ours.calls.as_ref().map(|calls| calls.ty.id),
            theirs.calls.as_ref().map(|calls| calls.ty.id),
        )?;
        self.optional(
            ours.event.as_ref().map(|event| event.ty.id),
            theirs.event.as_ref().map(|event| event.ty.id),
        )?;
        self.optional(
            ours.error.as_ref().map(|error| error.ty.id),
            theirs.error.as_ref().map(|error| error.ty.id),
        )?;
        self.constants(ours, theirs)?;
        self.storage(ours, theirs)
    }

    fn constants(
        &mut self,
        ours: &PalletMetadata<PortableForm>,
        theirs: &PalletMetadata<PortableForm>,
    ) -> Difference {
        ensure(ours.constants.len() == theirs.constants.len(), || {
            "numbers of constants differ".into()
        })?;
        for (ours, theirs) in ours.constants.iter().zip(&theirs.constants) {
            let name = &ours.name;
            ensure(*name == theirs.name, || {
                format!("constants {name} and {}", theirs.name)
            })?;
            self.types(ours.ty.id, theirs.ty.id)?;
            // An upgrade changes the version. Staking brings nominators, by which reports are
            // weighed, and freezes of balances.
            let may_differ = ["Version", "MaxNominators", "MaxFreezes"].contains(&name.as_str());
            ensure(ours.value == theirs.value || may_differ, || {
                format!("values of {name} differ")
            })?;
        }
        Ok(())
    }

    fn storage(
        &mut self,
        ours: &PalletMetadata<PortableForm>,
        theirs: &PalletMetadata<PortableForm>,
    ) -> Difference {
        let (Some(ours), Some(theirs)) = (&ours.storage, &theirs.storage) else {
            return ensure(ours.storage.is_none() && theirs.storage.is_none(), || {
                "only one has storage".into()
            });
        };
        ensure(ours.prefix == theirs.prefix, || "prefixes differ".into())?;
        ensure(ours.entries.len() == theirs.entries.len(), || {
            "numbers of storage items differ".into()
        })?;
        for (ours, theirs) in ours.entries.iter().zip(&theirs.entries) {
            let name = &ours.name;
            let same = *name == theirs.name
                && ours.modifier == theirs.modifier
                && ours.default == theirs.default;
            ensure(same, || format!("storage {name} differs"))?;
            match (&ours.ty, &theirs.ty) {
                (StorageEntryType::Plain(ours), StorageEntryType::Plain(theirs)) => {
                    self.types(ours.id, theirs.id)?;
                }
                (
                    StorageEntryType::Map {
                        hashers,
                        key,
                        value,
                    },
                    StorageEntryType::Map {
                        hashers: their_hashers,
                        key: their_key,
                        value: their_value,
                    },
                ) => {
                    ensure(hashers == their_hashers, || {
                        format!("hashers of {name} differ")
                    })?;
                    self.types(key.id, their_key.id)?;
                    self.types(value.id, their_value.id)?;
                }
                _ => return Err(format!("storage {name} is a map in one only")),
            }
        }
        Ok(())
    }
}

fn both() -> (RuntimeMetadataV15, RuntimeMetadataV15, Comparison) {
    let ours = decode(Runtime::metadata_at_version(15));
    let theirs = decode(poa::Runtime::metadata_at_version(15));
    let comparison = Comparison {
        ours: ours.types.clone(),
        theirs: theirs.types.clone(),
        seen: BTreeSet::new(),
    };
    (ours, theirs, comparison)
}

#[test]
fn are_the_same_in_both_runtimes() {
    let (ours, theirs, mut comparison) = both();
    let mut shared = 0;
    for ours in &ours.pallets {
        let Some(theirs) = theirs.pallets.iter().find(|their| their.name == ours.name) else {
            let own = engine::PALLETS.map(|(_, name)| name);
            assert!(own.contains(&ours.name.as_str()), "{}", ours.name);
            continue;
        };
        shared += 1;
        if let Err(difference) = comparison.pallets(ours, theirs) {
            panic!("{}: {difference}", ours.name);
        }
    }
    assert_eq!(shared, theirs.pallets.len() - 2, "all but two are shared");
}

#[test]
fn transactions_have_one_form() {
    let (ours, theirs, mut comparison) = both();
    let (ours, theirs) = (ours.extrinsic, theirs.extrinsic);
    let mut same = |ours: u32, theirs: u32| comparison.types(ours, theirs).unwrap();
    assert_eq!(ours.version, theirs.version);
    same(ours.address_ty.id, theirs.address_ty.id);
    same(ours.call_ty.id, theirs.call_ty.id);
    same(ours.signature_ty.id, theirs.signature_ty.id);
    assert_eq!(ours.signed_extensions.len(), theirs.signed_extensions.len());
    for (ours, theirs) in ours.signed_extensions.iter().zip(&theirs.signed_extensions) {
        assert_eq!(ours.identifier, theirs.identifier);
        same(ours.ty.id, theirs.ty.id);
        same(ours.additional_signed.id, theirs.additional_signed.id);
    }
}

/// A scheduled call whose origin does not decode is lost.
#[test]
fn origins_of_scheduled_calls_decode() {
    let members = || pallet_collective::RawOrigin::Members(2, 3);
    let pairs = [
        (
            OriginCaller::from(frame_system::RawOrigin::Root).encode(),
            poa::OriginCaller::from(frame_system::RawOrigin::Root).encode(),
        ),
        (
            OriginCaller::Council(members()).encode(),
            poa::OriginCaller::Council(members()).encode(),
        ),
    ];
    for (ours, theirs) in pairs {
        assert_eq!(ours, theirs);
    }
}

/// The bytes of an origin, as spec version 100 stored them.
#[test]
fn origins_of_spec_100_decode() {
    let mut stored: &[u8] = &[20, 0, 2, 0, 0, 0, 3, 0, 0, 0];
    let origin = OriginCaller::decode(&mut stored).unwrap();
    assert_eq!(
        origin,
        OriginCaller::Council(pallet_collective::RawOrigin::Members(2, 3))
    );
    let mut root: &[u8] = &[0, 0];
    let origin = OriginCaller::decode(&mut root).unwrap();
    assert_eq!(origin, OriginCaller::system(frame_system::RawOrigin::Root));
}

/// A call of the council that was scheduled in phase 1 runs after the switch and the arrival of
/// staking.
#[test]
fn calls_scheduled_before_the_arrival_run() {
    use frame_support::traits::{
        schedule::{v3::Anon, DispatchTime},
        StorePreimage,
    };
    let mut chain = Chain::switched(5, 12);
    let due = chain.number + 7;
    chain.execute(|| {
        let enter = pallet_safe_mode::Call::<poa::Runtime>::force_enter {};
        let call = poa::Preimage::bound(poa::RuntimeCall::SafeMode(enter)).unwrap();
        let origin = poa::OriginCaller::Council(pallet_collective::RawOrigin::Members(2, 3));
        let when = DispatchTime::At(due);
        <poa::Scheduler as Anon<_, _, _>>::schedule(when, None, 0, origin, call).unwrap();
    });
    chain.babe_blocks_to(chain.slot + 6);
    assert!(!chain.execute(SafeMode::is_entered));
    chain.babe_blocks_to(chain.slot + 1);
    assert!(chain.execute(SafeMode::is_entered));
}

/// The comparison detects differences.
#[test]
fn differences_are_seen() {
    let (ours, theirs, mut comparison) = both();
    let pallet = |metadata: &RuntimeMetadataV15, name: &str| {
        let mut pallets = metadata.pallets.iter();
        pallets.find(|pallet| pallet.name == name).unwrap().clone()
    };
    let balances = pallet(&ours, "Balances");
    assert!(comparison
        .pallets(&balances, &pallet(&theirs, "Session"))
        .is_err());
    let mut other = pallet(&theirs, "Balances");
    other.constants[0].value.push(0);
    assert!(comparison.pallets(&balances, &other).is_err());
    let mut other = pallet(&theirs, "Balances");
    other.storage.as_mut().unwrap().entries[0].name = "Other".into();
    assert!(comparison.pallets(&balances, &other).is_err());
    let event = balances.event.unwrap().ty.id;
    let error = pallet(&theirs, "Balances").error.unwrap().ty.id;
    assert!(comparison.types(event, error).is_err());
}
