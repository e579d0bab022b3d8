//! Admission of untried candidates, as plain arithmetic: many eras and populations.

use crate::electable::{admit, Untried};
use core::cmp::Reverse;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Eras without election after an idle one.
const OUT: u32 = 7;

/// Candidate of the model: its bond, and if its node runs.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    bond: u64,
    runs: bool,
}

/// Chain of the model: the richest electable candidates are elected.
struct Model {
    candidates: BTreeMap<usize, Candidate>,
    seats: u32,
    set: BTreeSet<usize>,
    authors: BTreeSet<usize>,
    authors_before: BTreeSet<usize>,
    idle: BTreeMap<usize, u32>,
    era: u32,
    bounded: bool,
}

impl Model {
    fn new(first: usize, seats: u32, candidates: Vec<Candidate>) -> Self {
        Self {
            set: (0..first).collect(),
            candidates: candidates.into_iter().enumerate().collect(),
            seats,
            authors: BTreeSet::new(),
            authors_before: BTreeSet::new(),
            idle: BTreeMap::new(),
            era: 0,
            bounded: true,
        }
    }

    fn electable(&self) -> BTreeSet<usize> {
        let known = |who: &usize| self.idle.get(who).is_none_or(|until| *until < self.era + 1);
        let (tried, waiting): (Vec<usize>, Vec<usize>) = self
            .candidates
            .keys()
            .filter(|who| known(who))
            .partition(|who| self.authors.contains(who) || self.authors_before.contains(who));
        // Silent ones sit without a block.
        let waiting = waiting.into_iter().filter(|who| !self.set.contains(who));
        let admitted: Vec<_> = if self.bounded {
            let untried = waiting.map(|who| Untried {
                was_idle: self.idle.contains_key(&who),
                own_bond: Reverse(self.candidates[&who].bond),
                who,
            });
            admit(tried.len(), self.seats, untried.collect())
        } else {
            waiting.collect()
        };
        tried.into_iter().chain(admitted).collect()
    }

    /// An era: blocks are made, the next one is elected, then this one is judged.
    fn step(&mut self) {
        let runs = |who: &usize| self.candidates[who].runs;
        self.authors = self.set.iter().copied().filter(runs).collect();
        let mut elected: Vec<_> = self.electable().into_iter().collect();
        elected.sort_by_key(|who| (Reverse(self.candidates[who].bond), *who));
        elected.truncate(self.seats as usize);
        self.era += 1;
        for dead in self.set.difference(&self.authors) {
            self.idle.insert(*dead, self.era + OUT);
        }
        self.authors_before = core::mem::take(&mut self.authors);
        self.set = elected.into_iter().collect();
    }

    fn dead(&self) -> usize {
        self.set
            .iter()
            .filter(|who| !self.candidates[who].runs)
            .count()
    }

    /// Dead and untried validators are at most a fifth of the set.
    fn is_safe(&self) -> bool {
        let untried = self.set.difference(&self.authors_before).count();
        self.dead() * 5 <= self.set.len() && untried * 5 <= self.set.len()
    }

    /// Eras until every seat is taken, if it does not take more than 200.
    fn eras_to_fill(mut self) -> Option<u32> {
        for era in 0..200 {
            if self.set.len() == self.seats as usize {
                return Some(era);
            }
            self.step();
            assert!(
                self.is_safe(),
                "era {era}: {} of {}",
                self.dead(),
                self.set.len()
            );
        }
        None
    }
}

/// Honest candidates with 12 to 62 thousand, and this many dead ones with 100.
fn population(honest: u64, dead: usize) -> Vec<Candidate> {
    let step = 50_000 / (honest - 1);
    (0..honest)
        .map(|index| Candidate {
            bond: 12_000 + index * step,
            runs: true,
        })
        .chain((0..dead).map(|_| Candidate {
            bond: 100_000,
            runs: false,
        }))
        .collect()
}

#[test]
fn four_become_fifty_in_thirteen_eras() {
    assert_eq!(
        Model::new(4, 50, population(60, 0)).eras_to_fill(),
        Some(13)
    );
}

#[test]
fn against_richer_candidates_without_nodes_it_takes_longer() {
    let fill = |first, dead| {
        Model::new(first, 50, population(60, dead))
            .eras_to_fill()
            .unwrap()
    };
    assert!(fill(4, 8) <= 21, "{}", fill(4, 8));
    assert!(fill(4, 60) <= 73, "{}", fill(4, 60));
    assert!(fill(16, 60) <= 21, "{}", fill(16, 60));
}

#[test]
fn fifty_of_the_council_are_fifty_at_once() {
    assert_eq!(
        Model::new(50, 50, population(60, 0)).eras_to_fill(),
        Some(0)
    );
    // And they stay fifty, against ten times as many that are richer.
    let mut chain = Model::new(50, 50, population(50, 500));
    for _ in 0..200 {
        chain.step();
        assert!(chain.is_safe() && chain.set.len() == 50);
    }
}

/// Proof that the bound does it: without it the dead take all.
#[test]
fn without_the_bound_the_dead_take_the_set() {
    let mut chain = Model::new(4, 50, population(60, 60));
    chain.bounded = false;
    chain.step();
    assert_eq!((chain.dead(), chain.set.len()), (50, 50));
}

/// Three tried ones and one new: the only set of which a quarter is untried.
#[test]
fn at_least_one_is_admitted() {
    let untried = |who| Untried {
        was_idle: false,
        own_bond: Reverse(1u64),
        who,
    };
    for tried in 0..8 {
        assert_eq!(admit(tried, 50, vec![untried(1), untried(2)]), [1]);
    }
    assert_eq!(admit(8, 50, vec![untried(2), untried(1)]), [1, 2]);
    assert_eq!(admit(100, 9, vec![untried(2), untried(1)]), [1]);
}

/// First the never idle, then the richer, then the smaller account.
#[test]
fn the_order_of_admission() {
    let untried = |was_idle, bond, who| Untried {
        was_idle,
        own_bond: Reverse(bond),
        who,
    };
    let all = vec![
        untried(true, 90u64, 1),
        untried(false, 10, 2),
        untried(false, 20, 4),
        untried(false, 20, 3),
    ];
    assert_eq!(admit(100, 100, all), [3, 4, 2, 1]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Random populations with at least four tried validators, for twelve eras each.
    #[test]
    fn untried_and_dead_are_at_most_a_fifth(
        first in 4usize..40,
        seats in 5u32..60,
        others in proptest::collection::vec((1u64..1_000, any::<bool>()), 0..40),
    ) {
        // The first set runs, with less than everybody else.
        let tried = (0..first).map(|_| Candidate { bond: 1, runs: true });
        let others = others
            .into_iter()
            .map(|(bond, runs)| Candidate { bond, runs });
        let mut chain = Model::new(first, seats, tried.chain(others).collect());
        for _ in 0..12 {
            chain.step();
            prop_assert!(
                chain.is_safe(),
                "era {}: {} dead of {}", chain.era, chain.dead(), chain.set.len()
            );
        }
    }
}
