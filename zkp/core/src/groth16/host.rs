//! The backend of the host functions of
//! [RFC-0163](https://github.com/polkadot-fellows/RFCs/pull/163).
//!
//! The host takes points in the uncompressed encoding of Zcash; scalars, limbs and targets
//! little-endian; lists prefixed by their length in eight bytes. It checks neither curve nor
//! subgroup, and lists of unequal lengths would stop it: here both lists come from one.

use super::{
    calls::{list, mul_g1},
    subgroup, Backend, BackendError, ONE,
};
use aura_primitives::zkp::{Target, UncompressedG1, UncompressedG2};
use bls12_381::Scalar;
use sp_crypto_ec_utils::bls12_381::host_calls;

/// The host functions of RFC-0163. Outside a runtime they are ordinary functions.
#[derive(Clone, Copy, Debug)]
pub struct HostCalls;

impl Backend for HostCalls {
    fn is_in_g1(point: &UncompressedG1) -> Result<bool, BackendError> {
        subgroup::is_in_g1(point)
    }

    fn is_in_g2(point: &UncompressedG2) -> Result<bool, BackendError> {
        subgroup::is_in_g2(point)
    }

    fn mul_g1(point: &UncompressedG1, scalar: &[u64]) -> Result<UncompressedG1, BackendError> {
        mul_g1(point, scalar)
    }

    fn sum_g1(terms: &[(UncompressedG1, Scalar)]) -> Result<UncompressedG1, BackendError> {
        let points = list(terms.iter().map(|(point, _)| point));
        let scalars = list(terms.iter().map(|(_, scalar)| scalar.to_bytes()));
        let mut sum = [0; 96];
        host_calls::bls12_381_msm_g1(&points, &scalars, &mut sum).map_err(|_| BackendError)?;
        Ok(sum)
    }

    fn pairing(pairs: &[(UncompressedG1, UncompressedG2)]) -> Result<Target, BackendError> {
        let firsts = list(pairs.iter().map(|(first, _)| first));
        let seconds = list(pairs.iter().map(|(_, second)| second));
        let mut product = ONE;
        host_calls::bls12_381_multi_miller_loop(&firsts, &seconds, &mut product)
            .and_then(|()| host_calls::bls12_381_final_exponentiation(&mut product))
            .map_err(|_| BackendError)?;
        Ok(product)
    }
}
