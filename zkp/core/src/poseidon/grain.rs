//! The Grain LFSR of the Poseidon reference, the source of constants and matrices.

use crate::Fr;
use alloc::{collections::VecDeque, vec::Vec};

/// Bits of a field element.
const BITS: u32 = 255;

pub(super) struct Grain(VecDeque<bool>);

impl Grain {
    /// A generator for the prime field, the S-box x^alpha, and these numbers of lanes and rounds.
    pub(super) fn new(t: u32, full_rounds: u32, partial_rounds: u32) -> Self {
        let ones = (1 << 30) - 1;
        let state = [
            (1, 2),
            (0, 4),
            (BITS, 12),
            (t, 12),
            (full_rounds, 10),
            (partial_rounds, 10),
            (ones, 30),
        ]
        .into_iter()
        .flat_map(|(number, width)| (0..width).rev().map(move |bit| number >> bit & 1 == 1))
        .collect();
        let mut grain = Self(state);
        for _ in 0..160 {
            grain.step();
        }
        grain
    }

    fn step(&mut self) -> bool {
        let bit = [62, 51, 38, 23, 13, 0]
            .iter()
            .fold(false, |bit, at| bit ^ self.0[*at]);
        self.0.pop_front();
        self.0.push_back(bit);
        bit
    }

    /// The second bit of the next pair that starts with 1.
    fn bit(&mut self) -> bool {
        loop {
            let (keep, bit) = (self.step(), self.step());
            if keep {
                return bit;
            }
        }
    }

    /// 255 bits, the highest first, as little-endian bytes.
    fn bytes(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for at in (0..BITS as usize).rev() {
            bytes[at / 8] |= u8::from(self.bit()) << (at % 8);
        }
        bytes
    }

    /// The next number below the modulus.
    pub(super) fn constant(&mut self) -> Fr {
        loop {
            if let Some(element) = Option::from(Fr::from_bytes(&self.bytes())) {
                return element;
            }
        }
    }

    /// The next number, reduced by the modulus.
    fn reduced(&mut self) -> Fr {
        let mut wide = [0; 64];
        wide[..32].copy_from_slice(&self.bytes());
        Fr::from_bytes_wide(&wide)
    }

    /// The Cauchy matrix 1 / (xᵢ + yⱼ).
    pub(super) fn matrix(&mut self, t: usize) -> Vec<Vec<Fr>> {
        let numbers: Vec<Fr> = (0..2 * t).map(|_| self.reduced()).collect();
        let (x, y) = numbers.split_at(t);
        x.iter()
            .map(|x| y.iter().map(|y| (x + y).invert().unwrap()).collect())
            .collect()
    }
}
