//! Rule 4 of `docs/zkp.md`, section 8: the issuer signed `M`.
//!
//! `P3("challenge"; v(s·B − (2^128 + 2c + 1)·A), M) = c + 2^128·k` with c of 128 bits and k of 126.

mod digits;
mod library;

use ark_bls12_381::Fr;
use ark_ed_on_bls12_381::constraints::EdwardsVar;
use ark_r1cs_std::fields::fp::FpVar;
use ark_relations::gr1cs::{ConstraintSystemRef, SynthesisError};
use aura_zkp_core::{signature::Signature, tags};

use crate::gadgets::poseidon::p3;

/// The technique that computes the multiples of a signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Technique {
    /// The gadgets of `ark-r1cs-std`, unchanged.
    #[default]
    Library,
    /// Signed digits on the Montgomery curve, as in `aura-zkp-circuits`.
    SignedDigits,
}

/// Bits of c.
const CHALLENGE_BITS: usize = 128;
/// Bits of the challenge and of the rest of the hash above it.
const HASH_BITS: usize = 254;

/// Enforces that `message` is signed by the key `issuer`, which is of prime order.
pub fn enforce_signed(
    technique: Technique,
    cs: &ConstraintSystemRef<Fr>,
    issuer: &EdwardsVar,
    message: &FpVar<Fr>,
    signature: Option<&Signature>,
) -> Result<(), SynthesisError> {
    let challenge = |nonce: &EdwardsVar| p3(tags::CHALLENGE, [&nonce.y, message]);
    match technique {
        Technique::Library => library::enforce_signed(cs, issuer, signature, challenge),
        Technique::SignedDigits => digits::enforce_signed(cs, issuer, signature, challenge),
    }
}
