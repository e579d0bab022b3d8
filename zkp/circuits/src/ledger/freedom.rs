//! In how many directions the witness can move while the statement stays: so many numbers of it are
//! kept by hashes alone, and a variable that no constraint holds would be one more.
//!
//! Constraints are linearised where the witness stands. In the order in which they are made, each either
//! says how a new variable moves with those before, or is one more condition on what is free so far.

use std::collections::BTreeMap;

use aura_zkp_core::{credential::Children, set, status, Fr};
use bellman::Index;

use super::{Ledger, Terms};
use crate::scenario::Scenario;

/// How something moves with each of the free numbers.
type Motion = Vec<Fr>;

impl Ledger {
    /// The dimension of the solutions around this one.
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

    /// How much each variable matters to a · b − c.
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

/// A path of so many levels: at each, one child is the node below; in the end there is a root.
const fn path(levels: usize) -> usize {
    levels * CHILDREN - levels - 1
}

/// A variable that nothing holds would be one more. And each constraint holds one, or is a condition of
/// its own: without any of them there would be one more, too. The only others are conditions on bits
/// alone, which do not move: forgeries are tried for these.
#[test]
fn nothing_in_a_witness_is_free_but_what_hashes_keep() {
    // Secret, blinding and claims under the nullifier and the message; and the status path.
    let ownership = 3 - 2 + path(status::LEVELS);
    // The claims are a path of two levels, whose root is not given.
    let opened = ownership - 1 + path(2) + 1;
    // And the value is one more number, under the root of the set.
    let membership = opened + 1 + path(set::LEVELS);
    // The byte and the bit of the status; the last bit of the slot; the last bit of what is below hi.
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
