//! Numbers: linear combinations of variables, with their value in the witness.
//!
//! bellman never merges a variable that occurs twice in a linear combination, so sums of sums grow
//! without bound. Here terms are kept sorted and merged. Sums and multiples by constants are free;
//! only [`Num::mul`] and similar functions cost constraints.

use std::ops::{Add, Sub};

use bellman::{ConstraintSystem, Index, LinearCombination, SynthesisError, Variable};
use bls12_381::Scalar as Fr;
use ff::Field;

/// A linear combination of variables, and its value if there is a witness.
///
/// There is no `Debug`: the value may be secret.
#[derive(Clone)]
pub struct Num {
    value: Option<Fr>,
    /// Sorted by variable, without duplicates and without zero coefficients.
    terms: Vec<(Variable, Fr)>,
}

/// The variable that is always 1.
fn one() -> Variable {
    Variable::new_unchecked(Index::Input(0))
}

/// Sort key: inputs before the other variables, each in order of allocation.
fn position(variable: Variable) -> (bool, usize) {
    match variable.get_unchecked() {
        Index::Input(index) => (false, index),
        Index::Aux(index) => (true, index),
    }
}

impl Num {
    /// A constant, which needs no variable.
    pub fn constant(value: Fr) -> Self {
        let terms = if bool::from(value.is_zero()) {
            Vec::new()
        } else {
            vec![(one(), value)]
        };
        Self {
            value: Some(value),
            terms,
        }
    }

    /// The constant 0.
    pub fn zero() -> Self {
        Self::constant(Fr::zero())
    }

    /// A small constant.
    pub fn small(value: u64) -> Self {
        Self::constant(Fr::from(value))
    }

    /// Allocates a variable of the witness, still unconstrained.
    pub fn alloc<CS: ConstraintSystem<Fr>>(
        cs: &mut CS,
        name: &str,
        value: Option<Fr>,
    ) -> Result<Self, SynthesisError> {
        #[cfg(test)]
        let value = crate::tests::lie::bend(value);
        let variable = cs.alloc(|| name, || value.ok_or(SynthesisError::AssignmentMissing))?;
        Ok(Self {
            value,
            terms: vec![(variable, Fr::one())],
        })
    }

    /// Allocates a public input. Their order is the order of allocation.
    pub fn input<CS: ConstraintSystem<Fr>>(
        cs: &mut CS,
        name: &str,
        value: Option<Fr>,
    ) -> Result<Self, SynthesisError> {
        let variable =
            cs.alloc_input(|| name, || value.ok_or(SynthesisError::AssignmentMissing))?;
        Ok(Self {
            value,
            terms: vec![(variable, Fr::one())],
        })
    }

    /// The sum of `constant` and of each number times its factor.
    pub fn sum<'a>(constant: Fr, parts: impl IntoIterator<Item = (Fr, &'a Num)>) -> Self {
        let mut value = Some(constant);
        let mut terms = vec![(one(), constant)];
        for (factor, part) in parts {
            value = value.zip(part.value).map(|(sum, part)| sum + factor * part);
            terms.extend(
                part.terms
                    .iter()
                    .map(|&(variable, by)| (variable, factor * by)),
            );
        }
        Self {
            value,
            terms: merged(terms),
        }
    }

    /// The value, if there is a witness.
    pub fn value(&self) -> Option<Fr> {
        self.value
    }

    /// This number times a constant.
    pub fn times(&self, factor: Fr) -> Self {
        Self::sum(Fr::zero(), [(factor, self)])
    }

    /// This number plus a constant.
    pub fn plus(&self, constant: Fr) -> Self {
        Self::sum(constant, [(Fr::one(), self)])
    }

    /// The product with `other`, a new variable. One constraint. `other` is on the B side, where a
    /// variable costs the prover most.
    pub fn mul<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
        name: &str,
        other: &Num,
    ) -> Result<Self, SynthesisError> {
        let value = self
            .value
            .zip(other.value)
            .map(|(left, right)| left * right);
        let product = Self::alloc(cs, name, value)?;
        enforce(cs, &format!("{name} is the product"), self, other, &product);
        Ok(product)
    }

    /// `self / divisor`, a new variable. One constraint, quotient · divisor = self.
    ///
    /// The constraint does not exclude a divisor of 0: the caller states why it cannot be 0, since
    /// 0/0 leaves the quotient free.
    ///
    /// # Errors
    ///
    /// Division by zero, if the witness has it.
    pub fn divide<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
        name: &str,
        divisor: &Num,
    ) -> Result<Self, SynthesisError> {
        let value = match self.value.zip(divisor.value) {
            Some((dividend, divisor)) => {
                let inverse: Option<Fr> = divisor.invert().into();
                Some(dividend * inverse.ok_or(SynthesisError::DivisionByZero)?)
            }
            None => None,
        };
        let quotient = Self::alloc(cs, name, value)?;
        enforce(
            cs,
            &format!("{name} is the quotient"),
            divisor,
            &quotient,
            self,
        );
        Ok(quotient)
    }

    fn combination(&self) -> LinearCombination<Fr> {
        self.terms
            .iter()
            .fold(LinearCombination::zero(), |sum, &(variable, factor)| {
                sum + (factor, variable)
            })
    }
}

impl Add for &Num {
    type Output = Num;

    fn add(self, other: &Num) -> Num {
        Num::sum(Fr::zero(), [(Fr::one(), self), (Fr::one(), other)])
    }
}

impl Sub for &Num {
    type Output = Num;

    fn sub(self, other: &Num) -> Num {
        Num::sum(Fr::zero(), [(Fr::one(), self), (-Fr::one(), other)])
    }
}

/// The constraint a · b = c.
pub fn enforce<CS: ConstraintSystem<Fr>>(cs: &mut CS, name: &str, a: &Num, b: &Num, c: &Num) {
    cs.enforce(
        || name,
        |_| a.combination(),
        |_| b.combination(),
        |_| c.combination(),
    );
}

/// The constraint left = right.
pub fn enforce_equal<CS: ConstraintSystem<Fr>>(cs: &mut CS, name: &str, left: &Num, right: &Num) {
    enforce(cs, name, &(left - right), &Num::small(1), &Num::zero());
}

/// Sorts the terms, adds those of the same variable, and drops those of factor 0.
fn merged(mut terms: Vec<(Variable, Fr)>) -> Vec<(Variable, Fr)> {
    terms.sort_by_key(|&(variable, _)| position(variable));
    terms.dedup_by(|next, kept| {
        let same = position(next.0) == position(kept.0);
        if same {
            kept.1 += next.1;
        }
        same
    });
    terms.retain(|(_, factor)| !bool::from(factor.is_zero()));
    terms
}

#[cfg(test)]
mod tests {
    use bellman::gadgets::test::TestConstraintSystem;

    use super::*;

    #[test]
    fn a_variable_occurs_once_in_a_sum() {
        let mut cs = TestConstraintSystem::new();
        let a = Num::alloc(&mut cs, "a", Some(Fr::from(3))).unwrap();
        let b = Num::alloc(&mut cs, "b", Some(Fr::from(5))).unwrap();
        let sum = &(&a + &b) + &(&a.times(Fr::from(4)) + &Num::small(2));
        assert_eq!(sum.terms.len(), 3);
        assert_eq!(sum.value, Some(Fr::from(3 * 5 + 5 + 2)));
        assert!((&sum - &sum).terms.is_empty());
    }

    #[test]
    fn products_and_quotients_are_enforced() {
        let mut cs = TestConstraintSystem::new();
        let a = Num::alloc(&mut cs, "a", Some(Fr::from(12))).unwrap();
        let b = Num::alloc(&mut cs, "b", Some(Fr::from(4))).unwrap();
        let product = a.mul(&mut cs, "product", &b).unwrap();
        let quotient = a.divide(&mut cs, "quotient", &b).unwrap();
        assert_eq!(product.value, Some(Fr::from(48)));
        assert_eq!(quotient.value, Some(Fr::from(3)));
        assert!(cs.is_satisfied());
        for (name, right) in [("product", 48), ("quotient", 3)] {
            cs.set(name, Fr::from(right + 1));
            assert!(!cs.is_satisfied());
            cs.set(name, Fr::from(right));
        }
        assert_eq!(cs.num_constraints(), 2);
    }

    #[test]
    fn equality_is_enforced() {
        let mut cs = TestConstraintSystem::new();
        let a = Num::alloc(&mut cs, "a", Some(Fr::from(12))).unwrap();
        enforce_equal(&mut cs, "a is 12", &a, &Num::small(12));
        assert!(cs.is_satisfied());
        cs.set("a", Fr::from(13));
        assert!(!cs.is_satisfied());
    }

    #[test]
    fn nothing_divides_by_zero() {
        let mut cs = TestConstraintSystem::new();
        let zero = Num::alloc(&mut cs, "zero", Some(Fr::zero())).unwrap();
        assert!(matches!(
            Num::small(1).divide(&mut cs, "quotient", &zero),
            Err(SynthesisError::DivisionByZero)
        ));
    }
}
