//! Prints the costs of the circuits: each next to the table of `docs/zkp.md`, section 9, and rule
//! by rule.
//!
//! `cargo run --release --example counts`

use std::collections::BTreeSet;

use aura_zkp_circuits::{ledger::Ledger, scenario::Scenario};

/// A circuit with its documented number of constraints, and with that number plus inputs and 1.
struct Row {
    name: &'static str,
    specified: (usize, usize),
    ledger: Ledger,
}

fn row(name: &'static str, scenario: &Scenario, specified: (usize, usize)) -> Row {
    Row {
        name,
        specified,
        ledger: scenario.ledger(),
    }
}

fn main() {
    let rows = [
        row("ownership", &Scenario::new(1), (4_787, 4_796)),
        row("age", &Scenario::age(1), (5_423, 5_434)),
        row("range", &Scenario::range(1), (5_519, 5_531)),
        row("membership", &Scenario::membership(1), (7_792, 7_803)),
    ];

    println!("| circuit | constraints | documented | with inputs + 1, of 8,192 | documented | variables | on B | terms |");
    println!("|---|---|---|---|---|---|---|---|");
    for Row {
        name,
        specified,
        ledger,
    } in &rows
    {
        println!(
            "| {name} | {} | {} | {} | {} | {} | {} % | {} |",
            ledger.constraints(),
            specified.0,
            ledger.constraints() + ledger.inputs(),
            specified.1,
            ledger.variables(),
            100 * ledger.variables_on_b() / ledger.variables(),
            ledger.terms(),
        );
    }

    println!(
        "\n| rule | {} |",
        rows.each_ref().map(|row| row.name).join(" | ")
    );
    println!("|---|---|---|---|---|");
    let counted = rows.each_ref().map(|row| row.ledger.rules());
    let rules: BTreeSet<_> = counted.iter().flat_map(|counts| counts.keys()).collect();
    for rule in rules {
        let counts = counted.each_ref().map(|counts| match counts.get(rule) {
            Some(count) => count.to_string(),
            None => String::new(),
        });
        println!("| {rule} | {} |", counts.join(" | "));
    }
}
