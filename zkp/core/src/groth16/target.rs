//! Encoding of elements of the target group.

use super::BackendError;
use alloc::format;
use aura_primitives::zkp::Target;
use bls12_381::Gt;

/// Encodes an element as RFC-0163 specifies.
///
/// `bls12_381` shows the coordinates of a target element only in its debug output: twelve times
/// `0x` and 96 digits, in the required order, each big-endian. If that format changes, decoding
/// fails and no proof verifies; the tests have known answers.
pub(super) fn to_bytes(element: &Gt) -> Result<Target, BackendError> {
    let text = format!("{element:?}");
    let mut bytes = [0; 576];
    let mut coordinates = text.split("0x").skip(1);
    for place in bytes.chunks_exact_mut(48) {
        let digits = coordinates.next().and_then(|rest| rest.get(..96));
        let digits = digits.ok_or(BackendError)?.as_bytes();
        for (byte, pair) in place.iter_mut().rev().zip(digits.chunks_exact(2)) {
            let pair = core::str::from_utf8(pair).map_err(|_| BackendError)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| BackendError)?;
        }
    }
    match coordinates.next() {
        None => Ok(bytes),
        Some(_) => Err(BackendError),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Backend, Reference, ONE},
        *,
    };
    use bls12_381::{G1Affine, G2Affine};

    /// The first two coordinates of the pairing of the generators, as published with other
    /// implementations: they fix the order of coordinates and of bytes.
    #[test]
    fn coordinates_stand_in_their_order() {
        let pair = (
            G1Affine::generator().to_uncompressed(),
            G2Affine::generator().to_uncompressed(),
        );
        let bytes = Reference::pairing(&[pair]).unwrap();
        let coordinate = |place: usize| {
            let mut bytes = bytes[place * 48..][..48].to_vec();
            bytes.reverse();
            const_hex::encode(bytes)
        };
        assert_eq!(
            [coordinate(0), coordinate(1)],
            [
                "1250ebd871fc0a92a7b2d83168d0d727272d441befa15c503dd8e90ce98db3e7b6d194f60839c508a84305aaca1789b6",
                "089a1c5b46e5110b86750ec6a532348868a84045483c92b7af5af689452eafabf1a8943e50439f1d59882a98eaa0170f",
            ]
        );
        assert_eq!(to_bytes(&Gt::identity()), Ok(ONE));
    }
}
