//! Subgroup checks by endomorphisms, since the host functions have none.
//!
//! Both curves have an endomorphism that acts on the subgroup, and only there, as multiplication by
//! a number: [Scott, 2021](https://eprint.iacr.org/2021/1130), proven in
//! [2022/352](https://eprint.iacr.org/2022/352). With x the parameter of the curve, which is
//! negative: P is in G1 if −\[x²\]P = φ(P), and Q is in G2 if \[x\]Q = ψ(Q).
//!
//! The host may itself multiply with endomorphisms, so that outside the subgroup a longer scalar
//! acts as another number: \[x²\]P in one call is −φ(P) for every P, and \[r\]P is O. So each
//! call sends only |x|, which is one limb. Each point is checked by itself: a random combination
//! would accept a point of order 3 with probability 1/3.

use super::{
    calls::{mul_g1, mul_g2},
    BackendError,
};
use ark_bls12_381::{g1::BETA, Fq, Fq2};
use ark_ff::{AdditiveGroup, BigInt, MontFp, PrimeField};
use aura_primitives::zkp::{UncompressedG1, UncompressedG2};

/// The parameter of the curve without its sign.
const X: u64 = 0xd201_0000_0001_0000;

/// The factor of the conjugate of x in ψ: 1 / (1 + u)^((p − 1) / 3).
const PSI_X: Fq2 = Fq2::new(
    Fq::ZERO,
    MontFp!("4002409555221667392624310435006688643935503118305586438271171395842971157480381377015405980053539358417135540939437"),
);

/// The factor of the conjugate of y in ψ: 1 / (1 + u)^((p − 1) / 2).
const PSI_Y: Fq2 = Fq2::new(
    MontFp!("2973677408986561043442465346520108879172042883009249989176415018091420807192182638567116318576472649347015917690530"),
    MontFp!("1028732146235106349975324479215795277384839936929757896155643118032610843298655225875571310552543014690878354869257"),
);

/// Checks −\[|x|\]\[|x|\]P = φ(P), where φ(x, y) = (βx, y).
pub(super) fn is_in_g1(point: &UncompressedG1) -> Result<bool, BackendError> {
    let (x, y) = g1(point).ok_or(BackendError)?;
    let product = mul_g1(&mul_g1(point, &[X])?, &[X])?;
    Ok(g1(&product) == Some((x * BETA, -y)))
}

/// Checks −\[|x|\]Q = ψ(Q), where ψ is the untwist-Frobenius-twist endomorphism.
pub(super) fn is_in_g2(point: &UncompressedG2) -> Result<bool, BackendError> {
    let (mut x, mut y) = g2(point).ok_or(BackendError)?;
    x.conjugate_in_place();
    y.conjugate_in_place();
    let product = mul_g2(point, &[X])?;
    Ok(g2(&product) == Some((x * PSI_X, -(y * PSI_Y))))
}

/// The coordinates of a point; `None` for the identity.
fn g1(bytes: &UncompressedG1) -> Option<(Fq, Fq)> {
    let (x, y) = bytes.split_first_chunk::<48>()?;
    Some((coordinate(x)?, coordinate(y.first_chunk()?)?))
}

/// The coordinates of a point; `None` for the identity.
fn g2(bytes: &UncompressedG2) -> Option<(Fq2, Fq2)> {
    let (x, y) = bytes.split_first_chunk::<96>()?;
    let pair = |bytes: &[u8; 96]| {
        let (c1, c0) = bytes.split_first_chunk::<48>()?;
        Some(Fq2::new(coordinate(c0.first_chunk()?)?, coordinate(c1)?))
    };
    Some((pair(x)?, pair(y.first_chunk()?)?))
}

/// Decodes a coordinate. `None` if it is not below the modulus, which a flag bit also causes.
fn coordinate(bytes: &[u8; 48]) -> Option<Fq> {
    let mut limbs = [0; 6];
    for (limb, bytes) in limbs.iter_mut().rev().zip(bytes.chunks_exact(8)) {
        *limb = u64::from_be_bytes(bytes.try_into().ok()?);
    }
    Fq::from_bigint(BigInt(limbs))
}
