//! The degrees of freedom of the witness for a fixed statement: exactly those that hashes alone
//! protect. An unconstrained variable would add one.
//!
//! Constraints are linearised at the witness. In the order of their creation, each either expresses
//! the motion of a new variable by the earlier ones, or adds a condition on what is free so far.

use std::collections::BTreeMap;

use aura_zkp_core::{credential::Children, set, status, Fr};
use bellman::Index;

use super::{Ledger, Terms};
use crate::scenario::Scenario;

/// The derivative of a variable by each free number.
type Motion = Vec<Fr>;

impl Ledger {
    /// The dimension of the solution space around the values.
    fn freedom(&self) -> usize {
        let mut motions: Vec<Option<Motion>> = vec![None; self.variables.len()];
        let (mut free, mut conditions) = (0, Vec::new());
        for (_, terms) in &self.constraints {
            let slopes = self.slopes(terms);
            let mut new: Vec<_> = slopes
                .keys()
                .copied()
                .filter(|variable| motions[*variable].is_none())
                .collect();
            let moved = new.pop();
            for variable in new {
                motions[variable] = Some([vec![Fr::zero(); free], vec![Fr::one()]].concat());
                free += 1;
            }
            let mut sum = vec![Fr::zero(); free];
            for (variable, slope) in &slopes {
                for (sum, part) in sum.iter_mut().zip(motions[*variable].iter().flatten()) {
                    *sum += slope * part;
                }
            }
            match moved {
                Some(variable) => {
                    let factor = -slopes[&variable].invert().unwrap();
                    sum.iter_mut().for_each(|part| *part *= factor);
                    motions[variable] = Some(sum);
                }
                None => conditions.push(sum),
            }
        }
        let untouched = motions.iter().filter(|motion| motion.is_none()).count();
        free + untouched - rank(conditions)
    }

    /// The derivative of a · b − c by each variable.
    fn slopes(&self, [a, b, c]: &[Terms; 3]) -> BTreeMap<usize, Fr> {
        let (left, right) = (self.sum(a), self.sum(b));
        let mut slopes = BTreeMap::new();
        for (terms, weight) in [(a, right), (b, left), (c, -Fr::one())] {
            for (variable, factor) in terms {
                if let Index::Aux(index) = variable.get_unchecked() {
                    *slopes.entry(index).or_insert(Fr::zero()) += factor * weight;
                }
            }
        }
        slopes.retain(|_, slope| *slope != Fr::zero());
        slopes
    }
}

fn rank(mut rows: Vec<Motion>) -> usize {
    let mut rank = 0;
    while let Some(row) = rows.pop() {
        let Some(place) = row.iter().position(|entry| *entry != Fr::zero()) else {
            continue;
        };
        rank += 1;
        let inverse = row[place].invert().unwrap();
        for other in &mut rows {
            let factor = match other.get(place) {
                Some(entry) => *entry * inverse,
                None => continue,
            };
            other.resize(other.len().max(row.len()), Fr::zero());
            for (entry, part) in other.iter_mut().zip(&row) {
                *entry -= factor * part;
            }
        }
    }
    rank
}

const CHILDREN: usize = std::mem::size_of::<Children>() / std::mem::size_of::<Fr>();

/// The free numbers of a path of `levels`: at each level one child is the node below, and the root
/// is fixed.
const fn path(levels: usize) -> usize {
    levels * CHILDREN - levels - 1
}

/// An unconstrained variable would add a degree of freedom. So would the removal of any constraint:
/// each determines a variable or is a condition of its own. The exceptions are conditions on bits
/// alone, which have no derivative: the forgery tests cover these.
#[test]
fn nothing_in_a_witness_is_free_but_what_hashes_keep() {
    // Secret, blinding and claims under the nullifier and the message; and the status path.
    let ownership = 3 - 2 + path(status::LEVELS);
    // The claims are a path of two levels, whose root is not given.
    let opened = ownership - 1 + path(2) + 1;
    // The value is one more free number, under the root of the set.
    let membership = opened + 1 + path(set::LEVELS);
    // Conditions on bits: the byte and the bit of the status; the last bit of the slot; the last
    // bit of `hi − value`.
    let (status, slot, below_hi) = (2, 1, 1);
    for (scenario, expected, on_bits) in [
        (Scenario::new(1), ownership, status),
        (Scenario::age(2), opened, status + slot),
        (Scenario::range(3), opened, status + slot + below_hi),
        (Scenario::membership(4), membership, status + slot),
    ] {
        let mut ledger = scenario.ledger();
        assert_eq!(ledger.freedom(), expected);
        let independent = ledger.constraints() - on_bits;
        assert_eq!(ledger.variables(), independent + expected);
        let (name, _) = ledger.constraints.swap_remove(1_234);
        assert_eq!(ledger.freedom(), expected + 1, "{name}");
    }
}
