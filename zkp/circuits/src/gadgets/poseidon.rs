//! The hashes `P3` and `P5` in a circuit: 240 and 297 constraints (`docs/zkp.md`, section 2.2).
//!
//! Only the S-boxes cost constraints, three each: x², x⁴ and x⁴ · x, the last written so that x⁴
//! stays off the B side. Lane 0 starts as the tag, which is constant, and so is its first S-box:
//! 3 · (8 · 3 + 57 − 1) = 240 and 3 · (8 · 5 + 60 − 1) = 297. Everything else is linear: the input
//! of each S-box is a combination of the outputs of earlier ones, the same for every hash, computed
//! once as a `Plan`.

use std::sync::OnceLock;

use aura_zkp_core::{
    hash::tag,
    poseidon::{Parameters, FULL_ROUNDS, T3, T5},
    Fr,
};
use bellman::{ConstraintSystem, SynthesisError};

use super::num::Num;

/// `P3(name; a, b)`. 240 constraints.
pub fn p3<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    name: &str,
    inputs: [&Num; 2],
) -> Result<Num, SynthesisError> {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    PLAN.get_or_init(|| Plan::of(&T3))
        .hash(cs, tag(name), &inputs)
}

/// `P5(name; a, b, c, d)`. 297 constraints.
pub fn p5<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    name: &str,
    inputs: [&Num; 4],
) -> Result<Num, SynthesisError> {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    PLAN.get_or_init(|| Plan::of(&T5))
        .hash(cs, tag(name), &inputs)
}

/// A constant and a factor for the result of each S-box so far.
#[derive(Clone)]
struct Combination {
    constant: Fr,
    factors: Vec<Fr>,
}

impl Combination {
    /// The output of the S-box with this number.
    fn of_s_box(number: usize) -> Self {
        let mut factors = vec![Fr::zero(); number + 1];
        factors[number] = Fr::one();
        Self {
            constant: Fr::zero(),
            factors,
        }
    }

    fn add(&mut self, by: Fr, other: &Self) {
        self.constant += by * other.constant;
        if self.factors.len() < other.factors.len() {
            self.factors.resize(other.factors.len(), Fr::zero());
        }
        for (factor, other) in self.factors.iter_mut().zip(&other.factors) {
            *factor += by * other;
        }
    }

    fn apply(&self, results: &[Num]) -> Num {
        Num::sum(self.constant, self.factors.iter().copied().zip(results))
    }
}

/// The inputs of the S-boxes of a permutation.
struct Plan {
    /// The constants that are added to the lanes at the start.
    first: Vec<Fr>,
    /// The inputs of the S-boxes after the first round.
    rest: Vec<Combination>,
    /// Lane 0 at the end.
    result: Combination,
}

impl Plan {
    fn of<const T: usize>(parameters: &Parameters<T>) -> Self {
        let half = FULL_ROUNDS / 2;
        let partial = half..half + parameters.partial_rounds;
        let mut s_boxes = T;
        let mut rest = Vec::new();
        let mut lanes: [Combination; T] = std::array::from_fn(Combination::of_s_box);
        for (round, constants) in parameters.round_constants.iter().enumerate() {
            if round > 0 {
                for (lane, constant) in lanes.iter_mut().zip(constants) {
                    lane.constant += constant;
                }
                let boxed = if partial.contains(&round) { 1 } else { T };
                for lane in &mut lanes[..boxed] {
                    rest.push(std::mem::replace(lane, Combination::of_s_box(s_boxes)));
                    s_boxes += 1;
                }
            }
            lanes = parameters.mds.map(|row| {
                let mut mixed = Combination {
                    constant: Fr::zero(),
                    factors: Vec::new(),
                };
                row.iter()
                    .zip(&lanes)
                    .for_each(|(factor, lane)| mixed.add(*factor, lane));
                mixed
            });
        }
        let result = lanes[0].clone();
        let first = parameters.round_constants[0].to_vec();
        Self {
            first,
            rest,
            result,
        }
    }

    fn hash<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
        tag: Fr,
        inputs: &[&Num],
    ) -> Result<Num, SynthesisError> {
        let mut constants = self.first.iter();
        let tagged = tag + constants.next().unwrap_or(&Fr::zero());
        let mut results = vec![Num::constant(tagged.square().square() * tagged)];
        for (constant, input) in constants.zip(inputs) {
            results.push(s_box(cs, results.len(), &input.plus(*constant))?);
        }
        for combination in &self.rest {
            let entering = combination.apply(&results);
            results.push(s_box(cs, results.len(), &entering)?);
        }
        Ok(self.result.apply(&results))
    }
}

/// x⁵. Three constraints.
fn s_box<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    number: usize,
    x: &Num,
) -> Result<Num, SynthesisError> {
    let squared = x.mul(cs, &format!("{number} x²"), x)?;
    let fourth = squared.mul(cs, &format!("{number} x⁴"), &squared)?;
    fourth.mul(cs, &format!("{number} x⁵"), x)
}

#[cfg(test)]
mod tests {
    use aura_zkp_core::hash;
    use bellman::gadgets::test::TestConstraintSystem;
    use proptest::prelude::*;

    use super::*;
    use crate::tests::lie::assert_each_needed;

    type System = TestConstraintSystem<Fr>;

    fn inputs<const N: usize>(cs: &mut System, values: [Fr; N]) -> [Num; N] {
        let mut place = 0;
        values.map(|value| {
            place += 1;
            Num::alloc(cs, &format!("input {place}"), Some(value)).unwrap()
        })
    }

    fn field() -> impl Strategy<Value = Fr> {
        any::<[u8; 32]>().prop_map(|half| {
            let mut wide = [0; 64];
            wide[..32].copy_from_slice(&half);
            wide[32..].copy_from_slice(&half);
            Fr::from_bytes_wide(&wide)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn the_hash_of_two_is_the_native_one(values in [field(), field()]) {
            let mut cs = System::new();
            let [a, b] = inputs(&mut cs, values);
            let hash = p3(&mut cs, "holder", [&a, &b]).unwrap();
            prop_assert_eq!(hash.value(), Some(hash::p3(tag("holder"), values)));
            prop_assert!(cs.is_satisfied());
            prop_assert_eq!(cs.num_constraints(), 240);
        }

        #[test]
        fn the_hash_of_four_is_the_native_one(values in [field(), field(), field(), field()]) {
            let mut cs = System::new();
            let [a, b, c, d] = inputs(&mut cs, values);
            let hash = p5(&mut cs, "claims", [&a, &b, &c, &d]).unwrap();
            prop_assert_eq!(hash.value(), Some(hash::p5(tag("claims"), values)));
            prop_assert!(cs.is_satisfied());
            prop_assert_eq!(cs.num_constraints(), 297);
        }
    }

    #[test]
    fn every_s_box_is_enforced() {
        assert_each_needed(0, |cs| {
            p3(cs, "holder", [&Num::small(5), &Num::small(6)]).map(drop)
        });
        let inputs = [1, 2, 3, 4].map(Num::small);
        assert_each_needed(0, |cs| p5(cs, "claims", inputs.each_ref()).map(drop));
    }
}
