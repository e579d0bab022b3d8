//! Rule 8 of `docs/zkp.md`, section 8, the opening of a claim: the value at a slot under the root
//! of the claims. 604 constraints.
//!
//! 16 slots, two levels. The slot is a public input; its four bits are unpacked (4), and two of
//! them each give the place at a level (300 each).

use aura_zkp_core::{credential::Children, tags, Fr};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::bits::unpack;
use crate::gadgets::num::Num;
use crate::gadgets::tree::parent_at;

/// Levels over the slots.
pub const LEVELS: usize = 2;

/// Bits of the number of a slot.
const SLOT_BITS: usize = 4;

/// Computes the root of claims that have `value` at `slot`. 604 constraints, which also enforce
/// that `slot` is below 16.
///
/// `path` holds the children of the nodes on the path, from the slots up.
pub fn root_over<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    slot: &Num,
    value: &Num,
    path: Option<&[Children; LEVELS]>,
) -> Result<Num, SynthesisError> {
    let slot = unpack(&mut cs.namespace(|| "slot"), SLOT_BITS, slot)?;
    let mut node = value.clone();
    for (level, place) in slot.chunks(2).enumerate() {
        let cs = &mut cs.namespace(|| format!("level {level}"));
        node = parent_at(cs, tags::CLAIMS, place, &node, path.map(|path| path[level]))?;
    }
    Ok(node)
}

#[cfg(test)]
mod tests {
    use aura_zkp_core::hash;

    use super::*;
    use crate::ledger::Ledger;

    fn parent(children: Children) -> Fr {
        hash::p5(hash::tag(tags::CLAIMS), children)
    }

    fn path() -> [Children; LEVELS] {
        let bottom = [21, 22, 23, 24].map(Fr::from);
        [
            bottom,
            [Fr::from(31), parent(bottom), Fr::from(33), Fr::from(34)],
        ]
    }

    fn opened(slot: u64, value: u64, path: [Children; LEVELS]) -> (Ledger, Num) {
        let mut cs = Ledger::default();
        let slot = Num::input(&mut cs, "slot", Some(Fr::from(slot))).unwrap();
        let root = root_over(&mut cs, &slot, &Num::small(value), Some(&path)).unwrap();
        (cs, root)
    }

    #[test]
    fn a_value_is_opened_at_its_slot() {
        let (cs, root) = opened(6, 23, path());
        assert_eq!(root.value(), Some(parent(path()[1])));
        assert!(cs.broken().is_empty());
        assert_eq!(cs.constraints(), 604);
        opened(6, 24, path()).0.assert_only_broken("level 0/place/");
        opened(7, 23, path()).0.assert_only_broken("level 0/place/");
        opened(10, 23, path())
            .0
            .assert_only_broken("level 1/place/");
    }

    /// For slot 22 the highest bit would be 2, which is not a bit.
    #[test]
    fn a_slot_has_bits() {
        let mut path = path();
        path[1][3] = path[1][1];
        opened(22, 23, path)
            .0
            .assert_only_broken("slot/bit 3 is boolean");
    }

    #[test]
    fn a_low_bit_of_a_slot_is_a_bit() {
        // Bit 0 is 2, for the value 2·b − a of the pair (a, b) = (21, 22).
        let (mut cs, _) = opened(6, 23, path());
        cs.set("slot/bit 0", Fr::from(2));
        cs.set("slot/bit 1", Fr::zero());
        cs.set("level 0/place/choice 0 by bit 0", Fr::from(23));
        cs.set("level 0/place/choice 1 by bit 0", Fr::from(25));
        cs.assert_only_broken("slot/bit 0 is boolean");
    }
}
