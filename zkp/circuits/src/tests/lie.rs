//! A lying variable: its value is wrong, and everything after it is computed honestly from it. Only
//! the constraints on that variable are then broken.

use std::cell::Cell;
use std::collections::BTreeSet;

use aura_zkp_core::Fr;
use bellman::SynthesisError;

use crate::ledger::Ledger;

thread_local! {
    /// Variables still to come before the lying one.
    static COUNTDOWN: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The value of a new variable, or a wrong value if it is the lying one.
pub fn bend(value: Option<Fr>) -> Option<Fr> {
    COUNTDOWN.with(|countdown| match countdown.take() {
        Some(0) => value.map(|value| value + Fr::from(7_777_777)),
        left => {
            countdown.set(left.map(|left| left - 1));
            value
        }
    })
}

/// The ledger in which the variable with this number lies.
pub fn lying(
    variable: usize,
    synthesize: impl Fn(&mut Ledger) -> Result<(), SynthesisError>,
) -> Ledger {
    let mut ledger = Ledger::default();
    COUNTDOWN.set(Some(variable));
    synthesize(&mut ledger).unwrap();
    COUNTDOWN.set(None);
    ledger
}

/// Asserts that each constraint alone stops some lie: without it the gadget would be unsound.
///
/// The first `free` variables may have any value.
pub fn assert_each_needed(
    free: usize,
    synthesize: impl Fn(&mut Ledger) -> Result<(), SynthesisError>,
) {
    let mut honest = Ledger::default();
    synthesize(&mut honest).unwrap();
    assert_eq!(honest.broken(), [""; 0]);
    let mut needed = BTreeSet::new();
    for variable in 0..honest.variables() {
        let lying = lying(variable, &synthesize);
        match lying.broken()[..] {
            [] if variable < free => {}
            [] => panic!("variable {variable} is free"),
            [only] => drop(needed.insert(only.to_owned())),
            _ => {}
        }
    }
    let open: Vec<_> = honest
        .names()
        .filter(|name| !needed.contains(*name))
        .collect();
    assert_eq!(open, [""; 0], "nothing here needs these");
}
