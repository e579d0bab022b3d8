//! The points of a Groth16 proof: the same as `groth16::create_proof` makes from the same blinding.
//!
//! The four sums are queued at once on the threads of `blst`, the one in G2 first, as it takes
//! longest.

use std::thread;

use aura_zkp_circuits::AnyCircuit;
use aura_zkp_core::Fr;
use bellman::{Circuit as _, SynthesisError};
use bls12_381::{G1Affine, G1Projective, G2Affine, G2Projective};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    fast::{joined, sum, Assignment, Digits, G1, G2},
    ProveError, ProvingKey,
};

/// The random numbers that hide the witness in a proof. Using them twice reveals the witness.
pub(crate) struct Blinding {
    r: Fr,
    s: Fr,
}

impl Blinding {
    /// Draws them from the operating system.
    pub(crate) fn draw() -> Result<Self, ProveError> {
        let mut bytes = Zeroizing::new([[0; 64]; 2]);
        for bytes in bytes.iter_mut() {
            getrandom::fill(bytes).map_err(ProveError::Randomness)?;
        }
        let [r, s] = bytes.each_ref().map(Fr::from_bytes_wide);
        Ok(Self { r, s })
    }

    /// Known random numbers, for tests only.
    #[cfg(test)]
    pub(crate) fn known(r: Fr, s: Fr) -> Self {
        Self { r, s }
    }
}

impl Drop for Blinding {
    fn drop(&mut self) {
        self.r.zeroize();
        self.s.zeroize();
    }
}

impl ZeroizeOnDrop for Blinding {}

/// The points of a proof.
pub(crate) struct Points {
    pub(crate) a: G1Affine,
    pub(crate) b: G2Affine,
    pub(crate) c: G1Affine,
}

/// Makes a proof. The circuit may be unsatisfied: the caller checks the proof.
pub(crate) fn create(
    key: &ProvingKey,
    circuit: AnyCircuit,
    blinding: &Blinding,
) -> Result<Points, SynthesisError> {
    let shape = key.shape();
    let mut values = Assignment::with_capacity(shape.inputs, shape.aux);
    circuit.synthesize(&mut values)?;
    let inputs: Vec<_> = values.inputs.iter().map(Digits::of).collect();
    let aux: Vec<_> = values.aux.iter().map(Digits::of).collect();

    // The variables of A and of B, in the order of the key's points.
    let of_a = || {
        inputs
            .iter()
            .chain(shape.a_aux.iter().map(|place| &aux[*place]))
    };
    let of_b = || {
        let inputs = shape.b_inputs.iter().map(|place| &inputs[*place]);
        inputs.chain(shape.b_aux.iter().map(|place| &aux[*place]))
    };

    let bases = key.bases();
    let (a, b_g1, b_g2, rest) = thread::scope(|scope| {
        let b_g2 = scope.spawn(|| sum::<G2>(bases.b_g2.iter().zip(of_b())));
        let h = shape.quotient(&values);
        let h: Vec<_> = h.iter().map(Digits::of).collect();
        let (bases, aux) = (&bases, &aux);
        let rest = scope.spawn(move || {
            let of_l = bases.l.iter().zip(aux);
            sum::<G1>(bases.h.iter().zip(&h).chain(of_l))
        });
        let a = scope.spawn(|| sum::<G1>(bases.a.iter().zip(of_a())));
        let b_g1 = Zeroizing::new(sum::<G1>(bases.b_g1.iter().zip(of_b())));
        let (a, b_g2) = (Zeroizing::new(joined(a)), Zeroizing::new(joined(b_g2)));
        (a, b_g1, b_g2, Zeroizing::new(joined(rest)))
    });

    // The sums are wiped: without the multiples of δ they would confirm a guessed witness.
    let Blinding { r, s } = blinding;
    let a: G1Projective = key.alpha() + key.delta_g1() * r + *a;
    let b_g1: Zeroizing<G1Projective> = Zeroizing::new(*b_g1 + key.beta_g1());
    let b: G2Projective = key.beta_g2() + key.delta_g2() * s + *b_g2;
    let c = a * s + *b_g1 * r + *rest;
    Ok(Points {
        a: a.into(),
        b: b.into(),
        c: c.into(),
    })
}
