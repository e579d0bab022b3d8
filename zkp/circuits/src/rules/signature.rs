//! Rule 4 of `docs/zkp.md`, section 8: the issuer signed `M`. 1,737 constraints.
//!
//! `P3("challenge"; v(s·B − (2^128 + 2c + 1)·A), M) = c + 2^128·k` with c of 128 bits and k of 126.
//! The hash is below 2^254, so below the modulus: only one such c and k exist, and no strict
//! comparison is needed. s·B 590, (2^128 + 2c + 1)·A 776, v of their difference by a complete
//! addition 4, the hash 240, k 126, c 1.

use aura_zkp_core::{signature::Signature, tags, Fr};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::bits::{alloc_bits, pack, power_of_two};
use crate::gadgets::curve::Edwards;
use crate::gadgets::num::Num;
use crate::gadgets::poseidon::p3;
use crate::gadgets::{fixed_base, variable_base};

/// Bits of k: the rest of a hash below 2^254.
const REST_BITS: usize = 126;

/// Enforces that `message` is signed by the key `issuer`. 1,737 constraints.
///
/// The verifier of the proof guarantees that the key is of prime order; it is a public input.
pub fn enforce_signed<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    issuer: &Edwards,
    message: &Num,
    signature: Option<&Signature>,
) -> Result<(), SynthesisError> {
    let response = fixed_base::multiply(
        &mut cs.namespace(|| "s·B"),
        signature.map(|signature| &signature.s),
    )?;
    let multiple = variable_base::multiply(
        &mut cs.namespace(|| "e·A"),
        issuer,
        signature.map(|signature| u128::from_le_bytes(signature.c)),
    )?;
    let nonce = response.v_of_difference(&mut cs.namespace(|| "nonce"), &multiple.point)?;
    let hash = p3(
        &mut cs.namespace(|| "challenge"),
        tags::CHALLENGE,
        [&nonce, message],
    )?;
    let rest = alloc_bits(
        &mut cs.namespace(|| "k"),
        REST_BITS,
        hash.value().map(rest_of),
    )?;
    let challenge = &hash - &pack(&rest).times(power_of_two(variable_base::BITS));
    multiple.enforce_scalar(cs, &challenge);
    Ok(())
}

/// The part of the hash above the challenge.
fn rest_of(hash: Fr) -> Fr {
    let mut bytes = [0; 64];
    bytes[..16].copy_from_slice(&hash.to_bytes()[16..]);
    Fr::from_bytes_wide(&bytes)
}
