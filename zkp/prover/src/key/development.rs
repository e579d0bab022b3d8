//! Development keys, which everybody can make and forge proofs for.
//!
//! The secrets are hashes of their names, γ and δ those of [`aura_zkp_core`]'s `development`:
//! nobody has chosen them, and every machine makes the same keys.

use aura_primitives::zkp::KeyId;
use aura_zkp_circuits::{pinned, AnyCircuit};
use aura_zkp_core::{groth16::development as public, statement::Circuit, Fr};
use blake2b_simd::Params;
use bls12_381::{Bls12, G1Projective, G2Projective};
use groth16::{generate_parameters, Parameters};

use super::set_up::Secrets;

/// The version of every development key.
const VERSION: u16 = 1;

/// The name of a circuit's development key.
pub const fn id(circuit: Circuit) -> KeyId {
    KeyId {
        circuit,
        version: VERSION,
    }
}

/// The secrets of every development key.
pub(super) fn secrets() -> Secrets {
    Secrets {
        alpha: secret(b"aura/1/development/alpha"),
        beta: secret(b"aura/1/development/beta"),
        gamma: public::gamma(),
        delta: public::delta(),
        tau: secret(b"aura/1/development/tau"),
    }
}

/// BLAKE2b-512 of a name, little-endian, modulo the order.
fn secret(name: &[u8]) -> Fr {
    Fr::from_bytes_wide(Params::new().hash(name).as_array())
}

/// The development key of a circuit as `groth16` makes it, slowly, for its own `create_proof`.
pub fn parameters(circuit: Circuit) -> Parameters<Bls12> {
    let Secrets {
        alpha,
        beta,
        gamma,
        delta,
        tau,
    } = secrets();
    generate_parameters(
        AnyCircuit::empty(circuit),
        G1Projective::generator(),
        G2Projective::generator(),
        alpha,
        beta,
        gamma,
        delta,
        tau,
    )
    .expect("the circuits use each of their variables, and the secrets are not 0")
}

/// The pinned digest of a circuit's development key.
pub const fn digest(circuit: Circuit) -> [u8; 32] {
    match circuit {
        Circuit::Ownership => {
            pinned::digest("197393cb1d47d01dc14275e0380981b7e905b11e73ab4fc7ac58d7841321d2af")
        }
        Circuit::Age => {
            pinned::digest("daaedee4635f33c1ed69c3c874b1cfe696f501960fef8edd622b649671450ac3")
        }
        Circuit::Range => {
            pinned::digest("b98c8f8d848d38ac7dce51e67105e7c98b79dfc3b73d73544e167bad8b1af707")
        }
        Circuit::Membership => {
            pinned::digest("596103384d99d920b26c5b00a96b0caa96b84bede0c5d362d41b9e8cbbc56a8c")
        }
    }
}

/// The pinned digest of all points of a circuit's development key.
pub const fn points(circuit: Circuit) -> [u8; 32] {
    match circuit {
        Circuit::Ownership => {
            pinned::digest("d75213b8f04e606b427cfeb409b511dd8f7160865c91d318a866066a37fa0976")
        }
        Circuit::Age => {
            pinned::digest("86ef156e8d285917b897269f1125007314ce7265cd797028b7f95fb3dfbd2cdc")
        }
        Circuit::Range => {
            pinned::digest("3d2da4bcecfaa36a4785bb70c5a6af7ce3bd105531e24b6c9df4c0f5d0d0fde3")
        }
        Circuit::Membership => {
            pinned::digest("5626557fed040c123949ea7545c75415cb20fc0149d64e225002cb9f96340311")
        }
    }
}
