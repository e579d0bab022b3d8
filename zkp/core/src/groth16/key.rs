//! Preparation of a verifying key, and every reason to refuse one (`docs/zkp.md`, section 11).

use super::{
    circuit_hash,
    development::{ALPHA_X, BETA_X, DELTA_X, GAMMA_X},
    point::{read_g1, read_g2},
    Backend, BackendError, PointError,
};
use aura_primitives::zkp::{PreparedKey, Provenance, UncompressedG1, UncompressedG2, VerifyingKey};
use blake2b_simd::Params;
use bls12_381::{G1Affine, G2Affine, G2Projective};
use codec::Encode;
use core::ops::Neg;

/// Separates the digest of a key from all other hashes.
const DOMAIN: &[u8] = b"aura/1/key\0";

/// A point of a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyPoint {
    /// α.
    Alpha,
    /// β.
    Beta,
    /// γ.
    Gamma,
    /// δ.
    Delta,
    /// A point of `ic`, by its index from 0.
    Ic(usize),
}

/// Reasons to refuse a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum KeyError {
    /// A point is not in its group, or is the identity.
    #[error("{point:?} {error}")]
    Point {
        /// Point that was rejected.
        point: KeyPoint,
        /// Fault of that point.
        error: PointError,
    },
    /// The key is made for another number of inputs than its circuit has.
    #[error("the circuit needs {expected} points for its inputs, and the key has {found}")]
    Inputs {
        /// The inputs of the circuit, plus one.
        expected: usize,
        /// The points of the key.
        found: usize,
    },
    /// The circuit has another hash: the key was made for other constraints.
    #[error("the key is made for other constraints than those of its circuit")]
    CircuitHash,
    /// Two points for inputs are equal or opposite: one input can then replace another.
    #[error("the points {first} and {second} for inputs are equal or opposite")]
    SameInputs {
        /// The lower index.
        first: usize,
        /// The higher index.
        second: usize,
    },
    /// δ = ±γ, as after a set-up without contributions. Anybody can forge proofs.
    #[error("delta is gamma or its opposite; the ceremony has no contribution")]
    DeltaIsGamma,
    /// δ = ±2γ: anybody can forge proofs.
    #[error("delta is twice gamma or its opposite")]
    DeltaIsTwiceGamma,
    /// δ is the generator or its opposite: its secret is 1.
    #[error("delta is the generator or its opposite; the ceremony has no contribution")]
    DeltaIsGenerator,
    /// β is ±γ, ±δ, ±2γ, ±2δ, ±(γ + δ), ±(γ − δ) or ± the generator. With all but the last, anybody
    /// can forge proofs from the key's points; with the last, the secret behind β is 1.
    #[error("beta follows from gamma, delta or the generator; anybody can forge proofs")]
    BetaIsKnown,
    /// α is the generator or its opposite: its secret is 1.
    #[error("alpha is the generator or its opposite; its secret is known")]
    AlphaIsKnown,
    /// α, β, γ or δ is that of development keys, but the key claims to come from a ceremony.
    #[error("the key is made with the public development secrets")]
    Development,
    /// The key claims to be for development, but its γ or δ is another.
    #[error("the key claims to be for development, but is not made with the development secrets")]
    NotDevelopment,
    /// The backend rejected points that were checked.
    #[error(transparent)]
    Backend(#[from] BackendError),
}

/// Checks a key and prepares it for verification.
///
/// A key does not show that its secrets were destroyed; a development key is recognised by its
/// points.
///
/// # Errors
///
/// See [`KeyError`].
pub fn prepare<B: Backend>(key: &VerifyingKey) -> Result<PreparedKey, KeyError> {
    let expected = key.id.circuit.inputs().saturating_add(1);
    if key.ic.len() != expected {
        return Err(KeyError::Inputs {
            expected,
            found: key.ic.len(),
        });
    }
    if key.circuit_hash != circuit_hash(key.id.circuit) {
        return Err(KeyError::CircuitHash);
    }
    check_g1::<B>(&key.alpha, KeyPoint::Alpha)?;
    check_g2::<B>(&key.beta, KeyPoint::Beta)?;
    let gamma = check_g2::<B>(&key.gamma, KeyPoint::Gamma)?;
    let delta = check_g2::<B>(&key.delta, KeyPoint::Delta)?;
    for (place, point) in key.ic.iter().enumerate() {
        check_g1::<B>(point, KeyPoint::Ic(place))?;
    }
    check_inputs(&key.ic)?;
    check_delta(key, &gamma)?;
    check_beta(key, &gamma, &delta)?;
    check_alpha(key)?;
    check_provenance(key)?;
    Ok(PreparedKey {
        id: key.id,
        circuit_hash: key.circuit_hash,
        provenance: key.provenance,
        alpha: key.alpha,
        beta: key.beta,
        neg_gamma: gamma.neg().to_uncompressed(),
        neg_delta: delta.neg().to_uncompressed(),
        alpha_beta: B::pairing(&[(key.alpha, key.beta)])?,
        ic: key.ic.clone(),
        digest: digest(key),
    })
}

/// The digest of a key: of its name, its circuit hash, its provenance and its points.
pub fn digest(key: &VerifyingKey) -> [u8; 32] {
    let mut state = Params::new().hash_length(32).to_state();
    state.update(DOMAIN).update(&key.encode());
    let mut digest = [0; 32];
    digest.copy_from_slice(state.finalize().as_bytes());
    digest
}

/// True for keys made with the development secrets, for which anybody can forge proofs. The points
/// decide, whatever provenance the key claims.
pub fn is_development(key: &PreparedKey) -> bool {
    key.neg_gamma.starts_with(&GAMMA_X)
        || key.neg_delta.starts_with(&DELTA_X)
        || begins_as_development(&key.alpha, &key.beta)
}

/// True if α or β is that of development keys: knowledge of their τ suffices to forge proofs.
fn begins_as_development(alpha: &UncompressedG1, beta: &UncompressedG2) -> bool {
    alpha.starts_with(&ALPHA_X) || beta.starts_with(&BETA_X)
}

fn check_g1<B: Backend>(bytes: &UncompressedG1, point: KeyPoint) -> Result<(), KeyError> {
    read_g1(bytes).map_err(|error| KeyError::Point { point, error })?;
    in_subgroup(point, B::is_in_g1(bytes)?)
}

fn check_g2<B: Backend>(bytes: &UncompressedG2, point: KeyPoint) -> Result<G2Affine, KeyError> {
    let read = read_g2(bytes).map_err(|error| KeyError::Point { point, error })?;
    in_subgroup(point, B::is_in_g2(bytes)?)?;
    Ok(read)
}

fn in_subgroup(point: KeyPoint, inside: bool) -> Result<(), KeyError> {
    let error = PointError::Subgroup;
    inside.then_some(()).ok_or(KeyError::Point { point, error })
}

/// Compares first coordinates: equal or opposite points share them.
fn check_inputs(ic: &[UncompressedG1]) -> Result<(), KeyError> {
    for (second, point) in ic.iter().enumerate() {
        let x = point.first_chunk::<48>();
        let before = ic.iter().take(second);
        if let Some(first) = before
            .map(|other| other.first_chunk())
            .position(|other| other == x)
        {
            return Err(KeyError::SameInputs { first, second });
        }
    }
    Ok(())
}

/// Refuses known relations of δ. As above, first coordinates are compared.
fn check_delta(key: &VerifyingKey, gamma: &G2Affine) -> Result<(), KeyError> {
    let delta_is = |other: &UncompressedG2| key.delta.first_chunk::<96>() == other.first_chunk();
    let twice_gamma = G2Affine::from(G2Projective::from(gamma).double());
    if delta_is(&key.gamma) {
        return Err(KeyError::DeltaIsGamma);
    }
    if delta_is(&twice_gamma.to_uncompressed()) {
        return Err(KeyError::DeltaIsTwiceGamma);
    }
    if delta_is(&G2Affine::generator().to_uncompressed()) {
        return Err(KeyError::DeltaIsGenerator);
    }
    Ok(())
}

/// Refuses known relations of β. With β = aγ + bδ for known a and b, the points A = aα + IC(x),
/// B = γ + tδ and C = tA − bα pass the check for any inputs x and any t.
fn check_beta(key: &VerifyingKey, gamma: &G2Affine, delta: &G2Affine) -> Result<(), KeyError> {
    let beta = key.beta.first_chunk::<96>();
    let (g, d) = (G2Projective::from(gamma), G2Projective::from(delta));
    let known = [g, d, g.double(), d.double(), g + delta, g - delta]
        .map(G2Affine::from)
        .into_iter()
        .chain([G2Affine::generator()]);
    for point in known {
        if beta == point.to_uncompressed().first_chunk() {
            return Err(KeyError::BetaIsKnown);
        }
    }
    Ok(())
}

/// Refuses known relations of α.
fn check_alpha(key: &VerifyingKey) -> Result<(), KeyError> {
    let generator = G1Affine::generator().to_uncompressed();
    if key.alpha.first_chunk::<48>() == generator.first_chunk() {
        return Err(KeyError::AlphaIsKnown);
    }
    Ok(())
}

/// Compares the points with the development secrets, and with the claimed provenance.
fn check_provenance(key: &VerifyingKey) -> Result<(), KeyError> {
    let gamma_known = key.gamma.starts_with(&GAMMA_X);
    let delta_known = key.delta.starts_with(&DELTA_X);
    let known = gamma_known || delta_known || begins_as_development(&key.alpha, &key.beta);
    match key.provenance {
        Provenance::Ceremony { .. } if known => Err(KeyError::Development),
        Provenance::Development if !(gamma_known && delta_known) => Err(KeyError::NotDevelopment),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
