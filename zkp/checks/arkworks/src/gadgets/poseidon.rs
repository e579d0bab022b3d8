//! The hashes `P3` and `P5` with the constants of Aura. The Poseidon of `ark-crypto-primitives` is
//! a sponge with its capacity in other lanes, so its results differ.

use std::sync::OnceLock;

use ark_bls12_381::Fr;
use ark_r1cs_std::fields::{fp::FpVar, FieldVar};
use ark_relations::gr1cs::SynthesisError;
use aura_zkp_core::{
    hash,
    poseidon::{Parameters, FULL_ROUNDS, T3, T5},
};

use crate::convert::scalar;

/// `P3(tag; a, b)`.
pub fn p3(tag: &str, [a, b]: [&FpVar<Fr>; 2]) -> Result<FpVar<Fr>, SynthesisError> {
    static TABLE: OnceLock<Table<3>> = OnceLock::new();
    let lanes = [lane_of(tag), a.clone(), b.clone()];
    TABLE.get_or_init(|| Table::of(&T3)).hash(lanes)
}

/// `P5(tag; a, b, c, d)`.
pub fn p5(tag: &str, inputs: &[FpVar<Fr>; 4]) -> Result<FpVar<Fr>, SynthesisError> {
    static TABLE: OnceLock<Table<5>> = OnceLock::new();
    let [a, b, c, d] = inputs.clone();
    let lanes = [lane_of(tag), a, b, c, d];
    TABLE.get_or_init(|| Table::of(&T5)).hash(lanes)
}

fn lane_of(tag: &str) -> FpVar<Fr> {
    FpVar::Constant(scalar(&hash::tag(tag)))
}

/// The constants of a permutation as arkworks elements.
struct Table<const T: usize> {
    partial_rounds: usize,
    round_constants: Vec<[Fr; T]>,
    mds: [[Fr; T]; T],
}

impl<const T: usize> Table<T> {
    fn of(parameters: &Parameters<T>) -> Self {
        let row = |row: &[_; T]| row.each_ref().map(scalar);
        Self {
            partial_rounds: parameters.partial_rounds,
            round_constants: parameters.round_constants.iter().map(row).collect(),
            mds: parameters.mds.each_ref().map(row),
        }
    }

    /// Computes lane 0 of the permutation.
    fn hash(&self, mut lanes: [FpVar<Fr>; T]) -> Result<FpVar<Fr>, SynthesisError> {
        let partial = FULL_ROUNDS / 2..FULL_ROUNDS / 2 + self.partial_rounds;
        for (round, constants) in self.round_constants.iter().enumerate() {
            for (lane, constant) in lanes.iter_mut().zip(constants) {
                *lane += *constant;
            }
            let boxed = if partial.contains(&round) { 1 } else { T };
            for lane in &mut lanes[..boxed] {
                *lane = lane.square()?.square()? * &*lane;
            }
            lanes = self.mix(&lanes)?;
        }
        Ok(lanes[0].clone())
    }

    fn mix(&self, lanes: &[FpVar<Fr>; T]) -> Result<[FpVar<Fr>; T], SynthesisError> {
        let mut mixed = lanes.clone();
        for (lane, row) in mixed.iter_mut().zip(&self.mds) {
            *lane = FpVar::inner_product(lanes, &row.map(FpVar::Constant))?;
        }
        Ok(mixed)
    }
}
