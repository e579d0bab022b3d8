//! The payloads that a DID signs: operations and its creation.

use super::{Did, Document, Signer};
use crate::{limits, List};
use alloc::{boxed::Box, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input};
use scale_info::TypeInfo;

/// Domain separator of an operation. Long transactions are signed as a hash too, and begin with the
/// index of a pallet: no runtime assigns 97, the first letter here.
const OPERATION: &[u8] = b"aura/did/operation/1";

/// Domain separator of a creation.
const CREATION: &[u8] = b"aura/did/creation/1";

/// A call by a DID.
///
/// The inner call counts [`limits::OPERATION_NESTING_LEVELS`] levels of nesting where that is
/// limited, as in an extrinsic: weighing an operation reads all of it, so operations must not nest
/// without bound.
#[derive(Clone, PartialEq, Eq, Debug, Encode, TypeInfo)]
pub struct Operation<AccountId, Call> {
    /// The DID that makes the call.
    pub did: Did,
    /// Number of operations that the DID has made before.
    pub nonce: u64,
    /// The account that may submit the operation; any account if `None`.
    pub submitter: Option<AccountId>,
    /// Height of a recent block. The signatures cover its hash, so the operation is valid only on
    /// the chain that contains this block, and only while the chain remembers it.
    pub checkpoint: u32,
    /// All signers, in strictly ascending order. Each signature covers the whole list, so no relay
    /// can leave a signer out or use one twice.
    pub signers: List<Signer<AccountId>, { limits::MAX_SIGNATURES }>,
    /// The call to dispatch.
    pub call: Box<Call>,
}

impl<AccountId: Decode, Call: Decode> Decode for Operation<AccountId, Call> {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        let (did, nonce, submitter) = Decode::decode(input)?;
        let (checkpoint, signers) = Decode::decode(input)?;
        for _ in 0..limits::OPERATION_NESTING_LEVELS {
            input.descend_ref()?;
        }
        let call = Decode::decode(input)?;
        for _ in 0..limits::OPERATION_NESTING_LEVELS {
            input.ascend_ref();
        }
        Ok(Self {
            did,
            nonce,
            submitter,
            checkpoint,
            signers,
            call,
        })
    }
}

impl<AccountId, Call> DecodeWithMemTracking for Operation<AccountId, Call>
where
    AccountId: DecodeWithMemTracking,
    Call: DecodeWithMemTracking,
{
}

impl<AccountId: Encode, Call: Encode> Operation<AccountId, Call> {
    /// The bytes whose BLAKE2b-256 hash the signatures cover.
    pub fn preimage(
        &self,
        genesis: &[u8; 32],
        checkpoint: &[u8; 32],
        transaction_version: u32,
    ) -> Vec<u8> {
        let mut bytes = [OPERATION, genesis, checkpoint].concat();
        transaction_version.encode_to(&mut bytes);
        (self.did, self.nonce, &self.submitter).encode_to(&mut bytes);
        (&self.signers, &self.call).encode_to(&mut bytes);
        bytes
    }
}

/// The bytes whose BLAKE2b-256 hash the first key of a document signs to create the DID.
///
/// No nonce or checkpoint is needed: a DID is created once, and its identifier is bound to one
/// chain.
pub fn creation_preimage(did: &Did, document: &Document) -> Vec<u8> {
    let mut bytes = CREATION.to_vec();
    (did, document).encode_to(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::DecodeLimit;

    const GENESIS: [u8; 32] = [1; 32];
    const CHECKPOINT: [u8; 32] = [2; 32];

    fn operation() -> Operation<u8, u16> {
        Operation {
            did: Did::from([3; 32]),
            nonce: 4,
            submitter: Some(5),
            checkpoint: 6,
            signers: vec![Signer::Own(10), Signer::Account(11)]
                .try_into()
                .unwrap(),
            call: Box::new(0x0807),
        }
    }

    #[test]
    fn the_bytes_are_as_specified() {
        let expected = [
            &b"aura/did/operation/1"[..],
            &[1; 32],
            &[2; 32],
            &[9, 0, 0, 0],
            &[3; 32],
            &[4, 0, 0, 0, 0, 0, 0, 0],
            &[1, 5],
            // Two signers: an own key of the DID, and an account.
            &[8, 0, 10, 0, 0, 0, 2, 11],
            &[7, 8],
        ]
        .concat();
        assert_eq!(operation().preimage(&GENESIS, &CHECKPOINT, 9), expected);

        let document = Document::default();
        let expected = [&b"aura/did/creation/1"[..], &[3; 32], &[0, 0, 0]].concat();
        assert_eq!(creation_preimage(&Did::from([3; 32]), &document), expected);
    }

    #[test]
    fn every_part_changes_the_bytes() {
        let change = |change: fn(&mut Operation<u8, u16>)| {
            let mut operation = operation();
            change(&mut operation);
            operation.preimage(&GENESIS, &CHECKPOINT, 9)
        };
        let mut all = vec![
            operation().preimage(&GENESIS, &CHECKPOINT, 9),
            operation().preimage(&[0; 32], &CHECKPOINT, 9),
            operation().preimage(&GENESIS, &[0; 32], 9),
            operation().preimage(&GENESIS, &CHECKPOINT, 8),
            change(|operation| operation.did = Did::from([0; 32])),
            change(|operation| operation.nonce = 0),
            change(|operation| operation.submitter = None),
            change(|operation| operation.submitter = Some(0)),
            change(|operation| operation.signers = Default::default()),
            change(|operation| *operation.call = 0),
        ];
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 10);
    }

    #[derive(Debug, PartialEq, Encode, Decode)]
    enum Call {
        Nothing,
        Dispatch(Operation<u8, Call>),
    }

    fn nested(operations: usize) -> Vec<u8> {
        let inside = |call, _| {
            let Operation {
                did,
                nonce,
                submitter,
                checkpoint,
                signers,
                ..
            } = operation();
            Call::Dispatch(Operation {
                did,
                nonce,
                submitter,
                checkpoint,
                signers,
                call: Box::new(call),
            })
        };
        (0..operations).fold(Call::Nothing, inside).encode()
    }

    #[test]
    fn operations_do_not_nest_without_end() {
        let decode = |operations| {
            let limit = 256;
            Call::decode_all_with_depth_limit(limit, &mut &nested(operations)[..])
        };
        assert_eq!(decode(4).unwrap().encode(), nested(4));
        assert!(decode(5).is_err());
        // Operations beside each other do not add up. The first byte is the length of a list of
        // two.
        let row = [&[8][..], &nested(4), &nested(4)].concat();
        assert!(Vec::<Call>::decode_all_with_depth_limit(256, &mut &row[..]).is_ok());
    }
}
