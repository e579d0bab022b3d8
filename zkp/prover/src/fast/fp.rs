//! The operations of the base field that the endomorphisms need: `blst` has no safe functions for
//! single elements. Used on public points only, when a key is loaded.

use blst::{blst_fp, blst_fp2};

/// Order of the base field, in limbs of 64 bits, least first.
const MODULUS: [u64; 6] = [
    0xb9fe_ffff_ffff_aaab,
    0x1eab_fffe_b153_ffff,
    0x6730_d2a0_f6b0_f624,
    0x6477_4b84_f385_12bf,
    0x4b1b_a7b6_434b_acd7,
    0x1a01_11ea_397f_e69a,
];

/// −1 / modulus, modulo 2^64.
const INVERSE: u64 = 0x89f3_fffc_fffc_fffd;

/// a + b · c + carry, as the low and the high half.
fn multiply_add(a: u64, b: u64, c: u64, carry: u64) -> (u64, u64) {
    let sum = u128::from(a) + u128::from(b) * u128::from(c) + u128::from(carry);
    (sum as u64, (sum >> 64) as u64)
}

/// a − b, and 1 if that is negative.
fn subtract(a: &[u64; 6], b: &[u64; 6]) -> ([u64; 6], bool) {
    let mut borrow = false;
    let mut difference = [0; 6];
    for (place, limb) in difference.iter_mut().enumerate() {
        let (first, under) = a[place].overflowing_sub(b[place]);
        let (second, again) = first.overflowing_sub(borrow.into());
        *limb = second;
        borrow = under || again;
    }
    (difference, borrow)
}

/// Reduces a number below twice the modulus.
fn reduced(number: [u64; 6]) -> [u64; 6] {
    match subtract(&number, &MODULUS) {
        (difference, false) => difference,
        (_, true) => number,
    }
}

/// The product of two elements in Montgomery form, with 2^384.
pub(super) fn mul(a: &blst_fp, b: &blst_fp) -> blst_fp {
    let mut sum = [0_u64; 7];
    for &factor in &b.l {
        let mut carry = 0;
        for (place, &limb) in a.l.iter().enumerate() {
            (sum[place], carry) = multiply_add(sum[place], limb, factor, carry);
        }
        // The modulus is small enough for this carry to fit.
        sum[6] += carry;
        let multiple = sum[0].wrapping_mul(INVERSE);
        let (_, mut carry) = multiply_add(sum[0], multiple, MODULUS[0], 0);
        for place in 1..6 {
            (sum[place - 1], carry) = multiply_add(sum[place], multiple, MODULUS[place], carry);
        }
        let (top, over) = sum[6].overflowing_add(carry);
        sum[5] = top;
        sum[6] = over.into();
    }
    let [low @ .., _] = sum;
    blst_fp { l: reduced(low) }
}

pub(super) fn add(a: &blst_fp, b: &blst_fp) -> blst_fp {
    let mut carry = 0;
    let mut sum = [0; 6];
    for (place, limb) in sum.iter_mut().enumerate() {
        let total = u128::from(a.l[place]) + u128::from(b.l[place]) + carry;
        *limb = total as u64;
        carry = total >> 64;
    }
    blst_fp { l: reduced(sum) }
}

pub(super) fn neg(a: &blst_fp) -> blst_fp {
    if a.l == [0; 6] {
        return *a;
    }
    let (l, _) = subtract(&MODULUS, &a.l);
    blst_fp { l }
}

/// The product of two elements of the quadratic extension, where i² = −1.
pub(super) fn mul2(a: &blst_fp2, b: &blst_fp2) -> blst_fp2 {
    let ([a0, a1], [b0, b1]) = (&a.fp, &b.fp);
    let real = add(&mul(a0, b0), &neg(&mul(a1, b1)));
    let imaginary = add(&mul(a0, b1), &mul(a1, b0));
    blst_fp2 {
        fp: [real, imaginary],
    }
}

/// The p-th power.
pub(super) fn conjugate(a: &blst_fp2) -> blst_fp2 {
    blst_fp2 {
        fp: [a.fp[0], neg(&a.fp[1])],
    }
}

pub(super) fn neg2(a: &blst_fp2) -> blst_fp2 {
    blst_fp2 {
        fp: [neg(&a.fp[0]), neg(&a.fp[1])],
    }
}
