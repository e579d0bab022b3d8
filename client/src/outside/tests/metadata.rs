//! Metadata of a runtime with the calls of the pallet `Did`, without their fields.

use codec::Encode;
use frame_metadata::{
    v15::{
        CustomMetadata, ExtrinsicMetadata, OuterEnums, PalletCallMetadata, PalletMetadata,
        RuntimeMetadataV15,
    },
    RuntimeMetadataPrefixed,
};
use scale_info::{meta_type, TypeInfo};

/// Calls of the pallet, each at its index.
#[derive(TypeInfo)]
#[allow(non_camel_case_types, dead_code)]
enum DidCall {
    create,
    update,
    set_control,
    deactivate,
    dispatch,
    dispatch_as,
    purge_methods,
    dispatch_agreeing,
    take_over_deposit,
}

#[derive(TypeInfo)]
#[allow(dead_code)]
enum RuntimeCall {
    #[codec(index = 60)]
    Did(DidCall),
}

#[derive(TypeInfo)]
#[allow(dead_code)]
enum MultiAddress {
    Id([u8; 32]),
}

#[derive(TypeInfo)]
#[allow(dead_code)]
enum MultiSignature {
    Ed25519([u8; 64]),
    Sr25519([u8; 64]),
    Ecdsa([u8; 65]),
}

/// Version of this metadata.
pub(super) const VERSION: u32 = 15;

/// Returns the answer to `Metadata_metadata_at_version`.
pub(super) fn answer() -> Vec<u8> {
    let did = PalletMetadata {
        name: "Did",
        storage: None,
        calls: Some(PalletCallMetadata {
            ty: meta_type::<DidCall>(),
        }),
        event: None,
        constants: vec![],
        error: None,
        index: 60,
        docs: vec![],
    };
    let extrinsic = ExtrinsicMetadata {
        version: 4,
        address_ty: meta_type::<MultiAddress>(),
        call_ty: meta_type::<RuntimeCall>(),
        signature_ty: meta_type::<MultiSignature>(),
        extra_ty: meta_type::<()>(),
        signed_extensions: vec![],
    };
    let outer_enums = OuterEnums {
        call_enum_ty: meta_type::<RuntimeCall>(),
        event_enum_ty: meta_type::<()>(),
        error_enum_ty: meta_type::<()>(),
    };
    let metadata = RuntimeMetadataV15::new(
        vec![did],
        extrinsic,
        meta_type::<()>(),
        vec![],
        outer_enums,
        CustomMetadata {
            map: Default::default(),
        },
    );
    Some(RuntimeMetadataPrefixed::from(metadata).encode()).encode()
}
