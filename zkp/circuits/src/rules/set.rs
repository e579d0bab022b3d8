//! Rule 11 of `docs/zkp.md`, section 8: a value is a leaf, at any place, under the root of a set.
//! 2,401 constraints.
//!
//! Eight levels, 300 each, and the root. The proof hides the member's place, also whether it is a
//! spare leaf, since spare leaves repeat a member.

use aura_zkp_core::{credential::Children, set::LEVELS, tags, Fr};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::num::{enforce_equal, Num};
use crate::gadgets::tree::parent_of;

/// Enforces that `value` is a leaf under `root`. 2,401 constraints.
///
/// `path` holds the children of the nodes on the path, from the members up.
pub fn enforce_member<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    root: &Num,
    value: &Num,
    path: Option<&[Children; LEVELS]>,
) -> Result<(), SynthesisError> {
    let mut node = value.clone();
    for level in 0..LEVELS {
        let cs = &mut cs.namespace(|| format!("level {level}"));
        node = parent_of(cs, tags::SET, &node, path.map(|path| path[level]))?;
    }
    enforce_equal(cs, "root", &node, root);
    Ok(())
}
