//! Proving keys: their parts and their sources.
//!
//! - `development`: keys that everybody can make, and forge proofs for.
//! - `file`: the file of a key, and the checks on reading it.

pub mod development;
mod error;
mod file;
mod header;
mod points;
mod set_up;

use std::fmt;

use aura_primitives::zkp::{KeyId, PreparedKey, Provenance, VerifyingKey};
use aura_zkp_circuits::hash;
use aura_zkp_core::{
    groth16::{digest, prepare, Backend, Reference, ONE},
    statement::Circuit,
};
use bls12_381::{Bls12, G1Affine, G2Affine};
use groth16::Parameters;

use crate::fast::{Constraints, Shape};
pub use error::{KeyFileError, List};
use file::points_digest;
pub(crate) use header::Header;
pub(crate) use points::Bases;
pub(crate) use set_up::set_up;
#[cfg(test)]
pub(crate) use set_up::Secrets;

/// The proving key of a circuit: the checked points of a set-up, in the form that the prover needs.
///
/// None of it is secret.
pub struct ProvingKey {
    verifying: VerifyingKey,
    prepared: PreparedKey,
    alpha: G1Affine,
    beta: (G1Affine, G2Affine),
    delta: (G1Affine, G2Affine),
    bases: Bases,
    points: [u8; 32],
    shape: &'static Shape,
}

impl fmt::Debug for ProvingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProvingKey")
            .field("id", &self.id())
            .field("digest", &const_hex::encode(self.digest()))
            .field("points", &const_hex::encode(self.points))
            .finish_non_exhaustive()
    }
}

impl ProvingKey {
    /// The development key of a circuit, version 1: the same everywhere, so it need not be sent.
    /// Takes about a second.
    pub fn development(circuit: Circuit) -> Self {
        let (id, secrets) = (development::id(circuit), development::secrets());
        let constraints = Constraints::of(circuit);
        set_up(id, Provenance::Development, &secrets, &constraints)
            .expect("a key that was just made fits its circuit")
    }

    /// A key from the parameters of a set-up. Checks each point, which takes a second.
    ///
    /// # Errors
    ///
    /// If they are not a key for this circuit: see [`KeyFileError`]. Parameters of another circuit
    /// with the same numbers of points are refused when the key is tried:
    /// [`Keys::import`](crate::Keys::import).
    pub fn from_parameters(
        id: KeyId,
        provenance: Provenance,
        parameters: &Parameters<Bls12>,
    ) -> Result<Self, KeyFileError> {
        let vk = &parameters.vk;
        let ic: Vec<_> = vk.ic.iter().map(G1Affine::to_uncompressed).collect();
        let expected = id.circuit.inputs() + 1;
        let verifying = VerifyingKey {
            id,
            circuit_hash: hash::of(id.circuit),
            provenance,
            alpha: vk.alpha_g1.to_uncompressed(),
            beta: vk.beta_g2.to_uncompressed(),
            gamma: vk.gamma_g2.to_uncompressed(),
            delta: vk.delta_g2.to_uncompressed(),
            ic: ic.try_into().map_err(|ic: Vec<_>| KeyFileError::Length {
                list: List::Ic,
                expected,
                found: ic.len(),
            })?,
        };
        let bases = Bases::from_parameters(parameters, Shape::of(id.circuit))?;
        bases.check_subgroups()?;
        let points = points_digest(&digest(&verifying), &vk.beta_g1, &vk.delta_g1, &bases);
        Self::new(verifying, vk.beta_g1, vk.delta_g1, bases, points)
    }

    /// A key from checked lists and the digest of all its points.
    fn new(
        verifying: VerifyingKey,
        beta_g1: G1Affine,
        delta_g1: G1Affine,
        bases: Bases,
        points: [u8; 32],
    ) -> Result<Self, KeyFileError> {
        let circuit = verifying.id.circuit;
        if verifying.circuit_hash != hash::of(circuit) {
            return Err(KeyFileError::OtherCircuit(circuit));
        }
        let prepared = prepare::<Reference>(&verifying)?;
        check_same(List::Beta, &beta_g1, &verifying.beta)?;
        check_same(List::Delta, &delta_g1, &verifying.delta)?;
        // `prepare` has decoded these points.
        let g2 = |bytes| {
            let point: Option<_> = G2Affine::from_uncompressed_unchecked(bytes).into();
            point.unwrap_or_default()
        };
        let alpha: Option<_> = G1Affine::from_uncompressed_unchecked(&verifying.alpha).into();
        Ok(Self {
            alpha: alpha.unwrap_or_default(),
            beta: (beta_g1, g2(&verifying.beta)),
            delta: (delta_g1, g2(&verifying.delta)),
            shape: Shape::of(circuit),
            prepared,
            verifying,
            bases,
            points,
        })
    }

    /// The name of the key.
    pub fn id(&self) -> KeyId {
        self.verifying.id
    }

    /// The key digest, which is that of its verifying key.
    pub fn digest(&self) -> [u8; 32] {
        self.prepared.digest
    }

    /// The digest of all points, which distinguishes proving keys of the same verifying key.
    pub fn points(&self) -> [u8; 32] {
        self.points
    }

    /// The verifying key, as it is sent to a chain.
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.verifying
    }

    /// The verifying key, as a chain stores it.
    pub fn prepared(&self) -> &PreparedKey {
        &self.prepared
    }

    pub(crate) fn shape(&self) -> &'static Shape {
        self.shape
    }

    pub(crate) fn bases(&self) -> &Bases {
        &self.bases
    }

    pub(crate) fn alpha(&self) -> G1Affine {
        self.alpha
    }

    pub(crate) fn beta_g1(&self) -> G1Affine {
        self.beta.0
    }

    pub(crate) fn beta_g2(&self) -> G2Affine {
        self.beta.1
    }

    pub(crate) fn delta_g1(&self) -> G1Affine {
        self.delta.0
    }

    pub(crate) fn delta_g2(&self) -> G2Affine {
        self.delta.1
    }
}

/// Checks that a point of G1 and a point of G2 have the same discrete logarithm.
fn check_same(list: List, first: &G1Affine, second: &[u8; 192]) -> Result<(), KeyFileError> {
    if bool::from(first.is_identity()) || !bool::from(first.is_torsion_free()) {
        return Err(KeyFileError::Point { list });
    }
    let product = Reference::pairing(&[
        (
            first.to_uncompressed(),
            G2Affine::generator().to_uncompressed(),
        ),
        ((-G1Affine::generator()).to_uncompressed(), *second),
    ]);
    if product == Ok(ONE) {
        Ok(())
    } else {
        Err(KeyFileError::NotTheSame(list))
    }
}
