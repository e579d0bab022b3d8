//! Bits, and numbers of a bounded width.

use bellman::{ConstraintSystem, SynthesisError};
use bls12_381::Scalar as Fr;

use super::num::{enforce, Num};

/// A number that is 0 or 1.
#[derive(Clone)]
pub struct Bit(Num);

impl Bit {
    /// Allocates a bit. One constraint, (1 − b) · b = 0.
    pub fn alloc<CS: ConstraintSystem<Fr>>(
        cs: &mut CS,
        name: &str,
        value: Option<bool>,
    ) -> Result<Self, SynthesisError> {
        let value = value.map(|bit| Fr::from(u64::from(bit)));
        let bit = Num::alloc(cs, name, value)?;
        Ok(Self::enforced(cs, &format!("{name} is boolean"), bit))
    }

    fn enforced<CS: ConstraintSystem<Fr>>(cs: &mut CS, name: &str, bit: Num) -> Self {
        enforce(cs, name, &(&Num::small(1) - &bit), &bit, &Num::zero());
        Self(bit)
    }

    /// The bit as a number.
    pub fn num(&self) -> &Num {
        &self.0
    }
}

/// Allocates `width` bits with the low bits of `value`, the lowest first. `width` constraints.
///
/// The caller enforces that they *are* `value`: [`pack`] gives the number that they make.
pub fn alloc_bits<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    width: usize,
    value: Option<Fr>,
) -> Result<Vec<Bit>, SynthesisError> {
    let bytes = value.map(|value| value.to_bytes());
    (0..width)
        .map(|place| {
            let bit = bytes.map(|bytes| bytes[place / 8] >> (place % 8) & 1 == 1);
            Bit::alloc(cs, &format!("bit {place}"), bit)
        })
        .collect()
}

/// Splits `number` into `width` bits, the lowest first. Satisfiable only if it is below 2^`width`.
/// `width` constraints: all bits but the highest are new variables, and the highest is computed
/// from `number` and the others, which saves the equation that would join them.
///
/// The bits are unique for a width up to 254.
pub fn unpack<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    width: usize,
    number: &Num,
) -> Result<Vec<Bit>, SynthesisError> {
    let mut bits = alloc_bits(cs, width - 1, number.value())?;
    let rest = number - &pack(&bits);
    let highest = rest.times(power_of_two(width - 1).invert().unwrap_or(Fr::zero()));
    bits.push(Bit::enforced(
        cs,
        &format!("bit {} is boolean", width - 1),
        highest,
    ));
    Ok(bits)
}

/// The number with these bits, the lowest first. Free.
pub fn pack(bits: &[Bit]) -> Num {
    Num::sum(Fr::zero(), powers_of_two().zip(bits.iter().map(Bit::num)))
}

/// 1, 2, 4, …
pub fn powers_of_two() -> impl Iterator<Item = Fr> {
    std::iter::successors(Some(Fr::one()), |power| Some(power.double()))
}

/// 2^`exponent`.
pub fn power_of_two(exponent: usize) -> Fr {
    Fr::from(2).pow_vartime(&[exponent as u64, 0, 0, 0])
}

#[cfg(test)]
mod tests {
    use bellman::gadgets::test::TestConstraintSystem;

    use super::*;

    fn number(cs: &mut TestConstraintSystem<Fr>, value: Fr) -> Num {
        Num::alloc(cs, "number", Some(value)).unwrap()
    }

    #[test]
    fn a_bit_is_zero_or_one() {
        let mut cs = TestConstraintSystem::new();
        Bit::alloc(&mut cs, "b", Some(true)).unwrap();
        for (value, fits) in [(0, true), (1, true), (2, false), (3, false)] {
            cs.set("b", Fr::from(value));
            assert_eq!(cs.is_satisfied(), fits);
        }
        cs.set("b", -Fr::one());
        assert!(!cs.is_satisfied());
    }

    #[test]
    fn a_number_has_its_width_and_no_more() {
        let tried = [0, 1, 9, 15, 16, 31, u64::MAX];
        for value in tried.map(Fr::from).into_iter().chain([-Fr::one()]) {
            let mut cs = TestConstraintSystem::new();
            let number = number(&mut cs, value);
            let bits = unpack(&mut cs, 4, &number).unwrap();
            assert_eq!(cs.num_constraints(), 4);
            let fits = (0..16).any(|small| value == Fr::from(small));
            assert_eq!(cs.is_satisfied(), fits);
            assert_eq!(pack(&bits).value(), Some(value));
        }
    }

    #[test]
    fn no_other_bits_make_the_number() {
        let mut cs = TestConstraintSystem::new();
        let number = number(&mut cs, Fr::from(6));
        unpack(&mut cs, 3, &number).unwrap();
        assert!(cs.is_satisfied());
        for other in [0, 1, 2, 3, 4, 5, 7] {
            cs.set("bit 0", Fr::from(other & 1));
            cs.set("bit 1", Fr::from(other >> 1 & 1));
            // The highest bit follows from the number: with other low bits it is not 0 or 1.
            assert_eq!(cs.is_satisfied(), other & 3 == 6 & 3);
        }
    }
}
