//! The set-up of a circuit from known secrets: the result of `groth16::generate_parameters` in a
//! tenth of the time. Only for development: the secrets must be unknown otherwise.

use aura_primitives::zkp::{KeyId, Provenance, VerifyingKey};
use aura_zkp_circuits::hash;
use aura_zkp_core::{groth16::digest, Fr};
use bls12_381::{G1Affine, G2Affine};
use blst::{min_pk, min_sig};

use super::{points_digest, Bases, KeyFileError, ProvingKey};
use crate::fast::{powers, BaseG1, BaseG2, Constraints, FixedBase, Shape, G1, G2};

/// The secrets of a set-up. Knowing them suffices to forge proofs.
pub(crate) struct Secrets {
    pub(crate) alpha: Fr,
    pub(crate) beta: Fr,
    pub(crate) gamma: Fr,
    pub(crate) delta: Fr,
    pub(crate) tau: Fr,
}

/// Makes the key with these secrets. The constraints are those of the circuit or, in tests, others
/// with the same variables.
pub(crate) fn set_up(
    id: KeyId,
    provenance: Provenance,
    secrets: &Secrets,
    constraints: &Constraints,
) -> Result<ProvingKey, KeyFileError> {
    let Secrets {
        alpha,
        beta,
        gamma,
        delta,
        tau,
    } = secrets;
    let shape = Shape::of(id.circuit);
    let weights = shape.domain.lagrange(*tau);
    let (inputs, aux) = (shape.inputs, shape.aux);
    let [a, b, c] = [&constraints.a, &constraints.b, &constraints.c]
        .map(|rows| rows.weigh(&weights, inputs, aux));

    let inverse = |secret: &Fr| secret.invert().expect("no secret is 0");
    let mix = |group: usize, divisor: &Fr| -> Vec<Fr> {
        let terms = a[group].iter().zip(&b[group]).zip(&c[group]);
        let divide = inverse(divisor);
        terms
            .map(|((a, b), c)| (beta * a + alpha * b + c) * divide)
            .collect()
    };
    let (ic, l) = (mix(0, gamma), mix(1, delta));
    let size = shape.h() + 1;
    let vanishing = tau.pow_vartime(&[size as u64, 0, 0, 0]) - Fr::one();
    let h = powers(vanishing * inverse(delta), *tau, shape.h());
    // Variables that do not occur in A or B have no points there.
    let spoken = |[inputs, aux]: [Vec<Fr>; 2]| -> Vec<Fr> {
        let all = inputs.into_iter().chain(aux);
        all.filter(|scalar| *scalar != Fr::zero()).collect()
    };
    let (a, b) = (spoken(a), spoken(b));

    let g1 = FixedBase::<G1>::new(generator_g1());
    let g2 = FixedBase::<G2>::new(generator_g2());
    let bases = |scalars: &[Fr]| g1.times(scalars).into_iter().map(BaseG1::new).collect();
    let ic: Vec<_> = g1
        .times(&ic)
        .into_iter()
        .map(|point| min_pk::PublicKey::from(point).serialize())
        .collect();
    let in_g1 = |scalar: &Fr| G1Affine::from(G1Affine::generator() * scalar);
    let in_g2 = |scalar: &Fr| G2Affine::from(G2Affine::generator() * scalar).to_uncompressed();
    let verifying = VerifyingKey {
        id,
        circuit_hash: hash::of(id.circuit),
        provenance,
        alpha: in_g1(alpha).to_uncompressed(),
        beta: in_g2(beta),
        gamma: in_g2(gamma),
        delta: in_g2(delta),
        ic: ic
            .try_into()
            .expect("circuits have fewer inputs than a key has room for"),
    };
    let bases = Bases {
        h: bases(&h),
        l: bases(&l),
        a: bases(&a),
        b_g1: bases(&b),
        b_g2: g2.times(&b).into_iter().map(BaseG2::new).collect(),
    };
    let (beta, delta) = (in_g1(beta), in_g1(delta));
    let points = points_digest(&digest(&verifying), &beta, &delta, &bases);
    ProvingKey::new(verifying, beta, delta, bases, points)
}

fn generator_g1() -> blst::blst_p1_affine {
    min_pk::PublicKey::deserialize(&G1Affine::generator().to_uncompressed())
        .expect("the generator is a point")
        .into()
}

fn generator_g2() -> blst::blst_p2_affine {
    min_sig::PublicKey::deserialize(&G2Affine::generator().to_uncompressed())
        .expect("the generator is a point")
        .into()
}
