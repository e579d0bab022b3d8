//! One level of a tree in which every node is the hash of four children: 300 constraints.
//!
//! The four children are part of the witness. Three constraints enforce that the node below is one
//! of them, either at the place given by two bits or at any place; the hash costs 297.

use aura_zkp_core::{credential::Children, Fr};
use bellman::{ConstraintSystem, SynthesisError};

use super::bits::Bit;
use super::num::{enforce, Num};
use super::poseidon::p5;
use super::select::enforce_selected;

/// The parent of `child`, whose place among its siblings these two bits give, the low one first.
/// 300 constraints.
pub fn parent_at<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    tag: &str,
    place: &[Bit],
    child: &Num,
    children: Option<Children>,
) -> Result<Num, SynthesisError> {
    let children = alloc(cs, children)?;
    enforce_selected(&mut cs.namespace(|| "place"), place, &children, child)?;
    p5(&mut cs.namespace(|| "hash"), tag, children.each_ref())
}

/// The parent of `child` at any place. 300 constraints: the product of its differences from the
/// four children is 0.
pub fn parent_of<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    tag: &str,
    child: &Num,
    children: Option<Children>,
) -> Result<Num, SynthesisError> {
    let children = alloc(cs, children)?;
    let [first, second, third, last] = children.each_ref().map(|other| child - other);
    let two = first.mul(cs, "not of two", &second)?;
    let three = third.mul(cs, "not of three", &two)?;
    enforce(cs, "one of four", &last, &three, &Num::zero());
    p5(&mut cs.namespace(|| "hash"), tag, children.each_ref())
}

fn alloc<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    children: Option<Children>,
) -> Result<[Num; 4], SynthesisError> {
    let mut child = |place: usize| {
        Num::alloc(
            cs,
            &format!("child {place}"),
            children.map(|children| children[place]),
        )
    };
    Ok([child(0)?, child(1)?, child(2)?, child(3)?])
}

#[cfg(test)]
mod tests {
    use aura_zkp_core::hash;
    use bellman::gadgets::test::TestConstraintSystem;

    use super::super::bits::alloc_bits;
    use super::*;
    use crate::tests::lie::assert_each_needed;

    type System = TestConstraintSystem<Fr>;

    const CHILDREN: [u64; 4] = [11, 22, 33, 44];

    fn parent() -> Fr {
        hash::p5(hash::tag("set"), CHILDREN.map(Fr::from))
    }

    #[test]
    fn a_child_stands_at_its_place() {
        for place in 0..4 {
            for (other, child) in (0..).zip(CHILDREN) {
                let mut cs = System::new();
                let bits = alloc_bits(&mut cs, 2, Some(Fr::from(place))).unwrap();
                let children = Some(CHILDREN.map(Fr::from));
                let node = parent_at(&mut cs, "set", &bits, &Num::small(child), children).unwrap();
                assert_eq!(node.value(), Some(parent()));
                assert_eq!(cs.is_satisfied(), place == other);
                assert_eq!(cs.num_constraints(), 2 + 300);
            }
        }
    }

    #[test]
    fn a_child_is_one_of_four() {
        for child in CHILDREN.into_iter().chain([0, 12]) {
            let mut cs = System::new();
            let children = Some(CHILDREN.map(Fr::from));
            let node = parent_of(&mut cs, "set", &Num::small(child), children).unwrap();
            assert_eq!(node.value(), Some(parent()));
            assert_eq!(cs.is_satisfied(), CHILDREN.contains(&child));
            assert_eq!(cs.num_constraints(), 300);
        }
    }

    #[test]
    fn each_constraint_of_a_level_is_needed() {
        let children = Some(CHILDREN.map(Fr::from));
        assert_each_needed(4, |cs| {
            parent_of(cs, "set", &Num::small(44), children).map(drop)
        });
    }
}
