//! Selection of one number out of many by the bits of its index.

use bellman::{ConstraintSystem, SynthesisError};
use bls12_381::Scalar as Fr;

use super::bits::Bit;
use super::num::{enforce, Num};

/// Enforces that the item at the index with these bits, the lowest first, is `expected`. There are
/// 2^k items for k bits, and one constraint fewer than items.
///
/// Each bit halves the list: it selects one of each pair of neighbours. The last pair becomes
/// `expected` itself.
///
/// # Errors
///
/// [`SynthesisError::Unsatisfiable`] if the number of items is not 2^k with k > 0.
pub fn enforce_selected<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    place: &[Bit],
    items: &[Num],
    expected: &Num,
) -> Result<(), SynthesisError> {
    let Some((last, place)) = place.split_last() else {
        return Err(SynthesisError::Unsatisfiable);
    };
    let mut items = items.to_vec();
    for (level, bit) in place.iter().enumerate() {
        items = items
            .chunks(2)
            .enumerate()
            .map(|(pair, items)| {
                let [low, high] = items else {
                    return Err(SynthesisError::Unsatisfiable);
                };
                let name = format!("choice {pair} by bit {level}");
                let chosen = Num::alloc(cs, &name, choose(bit, low, high))?;
                one_of_two(cs, &format!("{name} is right"), bit, low, high, &chosen);
                Ok(chosen)
            })
            .collect::<Result<_, _>>()?;
    }
    let [low, high] = &items[..] else {
        return Err(SynthesisError::Unsatisfiable);
    };
    one_of_two(cs, "the item chosen", last, low, high, expected);
    Ok(())
}

fn choose(bit: &Bit, low: &Num, high: &Num) -> Option<Fr> {
    let (bit, low, high) = (bit.num().value()?, low.value()?, high.value()?);
    Some(low + bit * (high - low))
}

/// (high − low) · bit = chosen − low.
fn one_of_two<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    name: &str,
    bit: &Bit,
    low: &Num,
    high: &Num,
    chosen: &Num,
) {
    enforce(cs, name, &(high - low), bit.num(), &(chosen - low));
}

#[cfg(test)]
mod tests {
    use bellman::gadgets::test::TestConstraintSystem;

    use super::super::bits::alloc_bits;
    use super::*;

    fn selected(place: u64, expected: u64) -> TestConstraintSystem<Fr> {
        let mut cs = TestConstraintSystem::new();
        let bits = alloc_bits(&mut cs, 3, Some(Fr::from(place))).unwrap();
        let items: Vec<_> = (0..8)
            .map(|item| Num::alloc(&mut cs, &format!("{item}"), Some(Fr::from(item * item + 7))))
            .collect::<Result<_, _>>()
            .unwrap();
        enforce_selected(&mut cs, &bits, &items, &Num::small(expected)).unwrap();
        assert_eq!(cs.num_constraints(), 3 + 7);
        cs
    }

    #[test]
    fn only_the_item_at_the_place_is_the_expected_one() {
        for place in 0..8 {
            for other in 0..8 {
                assert_eq!(
                    selected(place, other * other + 7).is_satisfied(),
                    place == other
                );
            }
        }
    }

    #[test]
    fn a_choice_cannot_be_another() {
        let mut cs = selected(5, 5 * 5 + 7);
        for (name, right) in [("choice 2 by bit 0", 5), ("choice 1 by bit 1", 5)] {
            cs.set(name, Fr::from(4 * 4 + 7));
            assert!(!cs.is_satisfied());
            cs.set(name, Fr::from(right * right + 7));
            assert!(cs.is_satisfied());
        }
    }

    #[test]
    fn items_are_as_many_as_places() {
        let mut cs = TestConstraintSystem::new();
        let bits = alloc_bits(&mut cs, 2, Some(Fr::zero())).unwrap();
        let items = vec![Num::zero(); 3];
        let mut cs = cs.namespace(|| "three");
        assert!(enforce_selected(&mut cs, &bits, &items, &Num::zero()).is_err());
        assert!(enforce_selected(&mut cs.namespace(|| "none"), &[], &items, &Num::zero()).is_err());
    }
}
