//! Weights of calls with arguments of variable size: sums of measured weights.

use crate::{Config, WeightInfo};
use aura_primitives::did::{Change, Changes, Document, Operation, Signature, Signer};
use codec::Encode;
use polkadot_sdk::{frame_support::weights::Weight, sp_runtime::AccountId32};

/// Weight of creating a DID with that document.
pub fn create<T: Config>(document: &Document, by: Option<&Signature>) -> Weight {
    let (keys, services) = (length(&document.methods), length(&document.services));
    let base = <T as Config>::WeightInfo::create(keys, services);
    base.saturating_add(by.map(signature::<T>).unwrap_or_default())
}

/// Weight of those changes.
pub fn update<T: Config>(changes: &Changes) -> Weight {
    let proof_keys = changes
        .iter()
        .filter(|change| matches!(change, Change::AddProofKey { .. }))
        .map(|_| <T as Config>::WeightInfo::possession());
    proof_keys.fold(
        <T as Config>::WeightInfo::update(length(changes)),
        Weight::saturating_add,
    )
}

/// Weight of an operation with these signatures, without its call. It grows with the encoded call,
/// which is hashed.
pub fn dispatch<T: Config>(
    operation: &Operation<AccountId32, <T as Config>::RuntimeCall>,
    signatures: &[Signature],
) -> Weight {
    let bytes = u32::try_from(operation.call.encoded_size()).unwrap_or(u32::MAX);
    // Records of other DIDs are read once to verify signatures and once to count controllers.
    let reads = operation
        .signers
        .iter()
        .filter(|signer| matches!(signer, Signer::Did(..)))
        .map(|_| <T as Config>::WeightInfo::controller().saturating_mul(2));
    let signatures = signatures.iter().map(signature::<T>);
    reads.chain(signatures).fold(
        <T as Config>::WeightInfo::dispatch(bytes),
        Weight::saturating_add,
    )
}

fn signature<T: Config>(signature: &Signature) -> Weight {
    match signature {
        Signature::Ed25519(_) => <T as Config>::WeightInfo::ed25519(),
        Signature::Sr25519(_) => <T as Config>::WeightInfo::sr25519(),
        Signature::Secp256k1(_) => <T as Config>::WeightInfo::secp256k1(),
        Signature::P256(_) => <T as Config>::WeightInfo::p256(),
    }
}

fn length<Item>(items: &[Item]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}
