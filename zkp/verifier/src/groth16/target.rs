//! The bytes of an element of the target group.

use super::BackendError;
use alloc::format;
use aura_primitives::zkp::Target;
use bls12_381::Gt;

/// Writes an element as RFC-0163 has it.
///
/// `bls12_381` shows the coordinates of a target only in its debug output: twelve times `0x` and 96
/// digits, in the order that is wanted, each big-endian. If that ever changes nothing is read, and
/// nothing verifies; known answers are in the tests.
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
