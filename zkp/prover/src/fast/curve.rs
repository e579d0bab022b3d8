//! The two groups in `blst`, with points and their images under the endomorphisms.

use bls12_381::{G1Affine, G1Projective, G2Affine, G2Projective};
use blst::{
    blst_fp, blst_fp2, blst_p1, blst_p1_affine, blst_p2, blst_p2_affine, min_pk, min_sig,
    p1_affines, p2_affines, MultiPoint,
};

use zeroize::{Zeroize, Zeroizing};

use super::{digits::Digits, fp};

/// A group whose scalars an endomorphism splits into shorter ones.
pub(crate) trait Curve {
    /// Points of `blst`.
    type Affine: Copy + Send + Sync;
    /// Sums in `blst`.
    type Sum: Send;
    /// A point with its images.
    type Base: Send + Sync;
    /// Points of `bls12_381`.
    type Point: group::Group + Zeroize;

    /// Bits of the shorter scalars.
    const BITS: usize;

    /// Splits a point and a scalar into several points with shorter scalars.
    fn cut(base: &Self::Base, digits: &Digits) -> impl Iterator<Item = (Self::Affine, u128)>;

    /// Wipes a point.
    fn wipe(point: &mut Self::Affine);

    /// The sum of multiples.
    fn multiples(points: &[Self::Affine], scalars: &[u8]) -> Self::Sum;

    /// The sum.
    fn add(points: &[Self::Affine]) -> Self::Sum;

    /// A sum as a point of `bls12_381`.
    fn point(sum: Self::Sum) -> Self::Point;

    /// Converts sums, at least one, to affine points.
    fn affines(sums: &[Self::Sum]) -> Vec<Self::Affine>;
}

/// The first group.
pub(crate) struct G1;

/// The second.
pub(crate) struct G2;

/// P and x²·P.
pub(crate) struct BaseG1([blst_p1_affine; 2]);

/// P, |x|·P, x²·P and |x³|·P.
pub(crate) struct BaseG2([blst_p2_affine; 4]);

impl BaseG1 {
    pub(crate) fn new(point: blst_p1_affine) -> Self {
        // (β·x, y) is −x² times the point.
        let image = blst_p1_affine {
            x: fp::mul(&point.x, &BETA),
            y: fp::neg(&point.y),
        };
        Self([point, image])
    }

    pub(crate) fn point(&self) -> &blst_p1_affine {
        &self.0[0]
    }
}

impl BaseG2 {
    pub(crate) fn new(point: blst_p2_affine) -> Self {
        let once = minus_psi(&point);
        let twice = minus_psi(&once);
        let thrice = minus_psi(&twice);
        Self([point, once, twice, thrice])
    }

    pub(crate) fn point(&self) -> &blst_p2_affine {
        &self.0[0]
    }
}

/// −ψ, which multiplies by |x|, as x is negative.
fn minus_psi(point: &blst_p2_affine) -> blst_p2_affine {
    blst_p2_affine {
        x: fp::mul2(&fp::conjugate(&point.x), &PSI_X),
        y: fp::neg2(&fp::mul2(&fp::conjugate(&point.y), &PSI_Y)),
    }
}

impl Curve for G1 {
    type Affine = blst_p1_affine;
    type Sum = blst_p1;
    type Base = BaseG1;
    type Point = G1Projective;

    const BITS: usize = 128;

    fn cut(base: &BaseG1, digits: &Digits) -> impl Iterator<Item = (blst_p1_affine, u128)> {
        base.0.into_iter().zip(digits.of_128())
    }

    fn wipe(point: &mut blst_p1_affine) {
        wipe([&mut point.x, &mut point.y]);
    }

    fn multiples(points: &[blst_p1_affine], scalars: &[u8]) -> blst_p1 {
        points.mult(scalars, Self::BITS)
    }

    fn add(points: &[blst_p1_affine]) -> blst_p1 {
        points.add()
    }

    fn point(sum: blst_p1) -> G1Projective {
        from_g1(sum)
    }

    fn affines(sums: &[blst_p1]) -> Vec<blst_p1_affine> {
        p1_affines::from(sums).as_slice().to_vec()
    }
}

impl Curve for G2 {
    type Affine = blst_p2_affine;
    type Sum = blst_p2;
    type Base = BaseG2;
    type Point = G2Projective;

    const BITS: usize = 64;

    fn cut(base: &BaseG2, digits: &Digits) -> impl Iterator<Item = (blst_p2_affine, u128)> {
        base.0.into_iter().zip(digits.of_64().map(u128::from))
    }

    fn wipe(point: &mut blst_p2_affine) {
        let ([x0, x1], [y0, y1]) = (&mut point.x.fp, &mut point.y.fp);
        wipe([x0, x1, y0, y1]);
    }

    fn multiples(points: &[blst_p2_affine], scalars: &[u8]) -> blst_p2 {
        points.mult(scalars, Self::BITS)
    }

    fn add(points: &[blst_p2_affine]) -> blst_p2 {
        points.add()
    }

    fn point(sum: blst_p2) -> G2Projective {
        from_g2(sum)
    }

    fn affines(sums: &[blst_p2]) -> Vec<blst_p2_affine> {
        p2_affines::from(sums).as_slice().to_vec()
    }
}

fn wipe<const N: usize>(coordinates: [&mut blst_fp; N]) {
    for coordinate in coordinates {
        coordinate.l.zeroize();
    }
}

/// Converts a sum of points of G1, which is in G1.
fn from_g1(sum: blst_p1) -> G1Projective {
    let sum = min_pk::AggregatePublicKey::from(sum).to_public_key();
    let bytes = Zeroizing::new(sum.serialize());
    let point: Option<_> = G1Affine::from_uncompressed_unchecked(&bytes).into();
    G1Projective::from(point.unwrap_or(G1Affine::identity()))
}

/// Converts a sum of points of G2, which is in G2.
fn from_g2(sum: blst_p2) -> G2Projective {
    let sum = min_sig::AggregatePublicKey::from(sum).to_public_key();
    let bytes = Zeroizing::new(sum.serialize());
    let point: Option<_> = G2Affine::from_uncompressed_unchecked(&bytes).into();
    G2Projective::from(point.unwrap_or(G2Affine::identity()))
}

/// The cube root of unity β for which (β·x, y) is −x² times (x, y), in Montgomery form.
const BETA: blst_fp = blst_fp {
    l: [
        0x30f1_361b_798a_64e8,
        0xf3b8_ddab_7ece_5a2a,
        0x16a8_ca3a_c615_77f7,
        0xc26a_2ff8_74fd_029b,
        0x3636_b766_6070_1c6e,
        0x051b_a4ab_241b_6160,
    ],
};

/// 1 / (1 + i)^((p − 1) / 3), in Montgomery form.
const PSI_X: blst_fp2 = blst_fp2 {
    fp: [
        blst_fp { l: [0; 6] },
        blst_fp {
            l: [
                0x890d_c9e4_8675_45c3,
                0x2af3_2253_3285_a5d5,
                0x5088_0866_309b_7e2c,
                0xa20d_1b8c_7e88_1024,
                0x14e4_f04f_e2db_9068,
                0x14e5_6d3f_1564_853a,
            ],
        },
    ],
};

/// 1 / (1 + i)^((p − 1) / 2), in Montgomery form.
const PSI_Y: blst_fp2 = blst_fp2 {
    fp: [
        blst_fp {
            l: [
                0x3e2f_585d_a55c_9ad1,
                0x4294_213d_86c1_8183,
                0x3828_44c8_8b62_3732,
                0x92ad_2afd_1910_3e18,
                0x1d79_4e4f_ac7c_f0b9,
                0x0bd5_92fc_7d82_5ec8,
            ],
        },
        blst_fp {
            l: [
                0x7bcf_a7a2_5aa3_0fda,
                0xdc17_dec1_2a92_7e7c,
                0x2f08_8dd8_6b4e_bef1,
                0xd1ca_2087_da74_d4a7,
                0x2da2_5966_96ce_bc1d,
                0x0e2b_7eed_bbfd_87d2,
            ],
        },
    ],
};
