//! Prints what the circuits cost: each beside the table of ZKP.md, and rule by rule.
//!
//! `cargo run --release --example counts -p aura-zkp-circuits`

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use aura_zkp_circuits::{age, membership, ownership, range};
use aura_zkp_verifier::Fr;
use bellman::{Circuit, ConstraintSystem, Index, LinearCombination, SynthesisError, Variable};

/// Counts, and keeps nothing.
#[derive(Default)]
struct Counter {
    path: Vec<String>,
    inputs: usize,
    variables: usize,
    constraints: usize,
    terms: usize,
    on_b: BTreeSet<usize>,
    rules: BTreeMap<String, usize>,
}

impl ConstraintSystem<Fr> for Counter {
    type Root = Self;

    fn alloc<F, A, AR>(&mut self, _: A, _: F) -> Result<Variable, SynthesisError>
    where
        F: FnOnce() -> Result<Fr, SynthesisError>,
        A: FnOnce() -> AR,
        AR: Into<String>,
    {
        self.variables += 1;
        Ok(Variable::new_unchecked(Index::Aux(self.variables - 1)))
    }

    fn alloc_input<F, A, AR>(&mut self, _: A, _: F) -> Result<Variable, SynthesisError>
    where
        F: FnOnce() -> Result<Fr, SynthesisError>,
        A: FnOnce() -> AR,
        AR: Into<String>,
    {
        self.inputs += 1;
        Ok(Variable::new_unchecked(Index::Input(self.inputs)))
    }

    fn enforce<A, AR, LA, LB, LC>(&mut self, _: A, a: LA, b: LB, c: LC)
    where
        A: FnOnce() -> AR,
        AR: Into<String>,
        LA: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
        LB: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
        LC: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
    {
        let zero = LinearCombination::zero;
        let [a, b, c] = [a(zero()), b(zero()), c(zero())];
        self.constraints += 1;
        self.terms += [&a, &b, &c]
            .map(|sum| sum.as_ref().len())
            .iter()
            .sum::<usize>();
        for (variable, _) in b.as_ref() {
            if let Index::Aux(index) = variable.get_unchecked() {
                self.on_b.insert(index);
            }
        }
        let rule = self.path.first().cloned().unwrap_or_default();
        *self.rules.entry(rule).or_default() += 1;
    }

    fn push_namespace<NR, N>(&mut self, name_fn: N)
    where
        NR: Into<String>,
        N: FnOnce() -> NR,
    {
        self.path.push(name_fn().into());
    }

    fn pop_namespace(&mut self) {
        self.path.pop();
    }

    fn get_root(&mut self) -> &mut Self::Root {
        self
    }
}

/// A circuit with its constraints in ZKP.md, and those with inputs and 1 more.
struct Row {
    name: &'static str,
    specified: (usize, usize),
    counter: Counter,
    took: Duration,
}

fn row(name: &'static str, circuit: impl Circuit<Fr>, specified: (usize, usize)) -> Row {
    let mut counter = Counter::default();
    let begun = Instant::now();
    circuit
        .synthesize(&mut counter)
        .expect("a circuit needs no values to be counted");
    Row {
        name,
        specified,
        counter,
        took: begun.elapsed(),
    }
}

fn main() {
    let rows = [
        row("ownership", ownership::Circuit::default(), (4_829, 4_838)),
        row("age", age::Circuit::default(), (5_468, 5_479)),
        row("range", range::Circuit::default(), (5_565, 5_577)),
        row("membership", membership::Circuit::default(), (7_836, 7_847)),
    ];

    println!("| circuit | constraints | ZKP.md | with inputs + 1, of 8,192 | ZKP.md | variables | on B | terms | made in |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for Row {
        name,
        specified,
        counter,
        took,
    } in &rows
    {
        println!(
            "| {name} | {} | {} | {} | {} | {} | {} % | {} | {took:.1?} |",
            counter.constraints,
            specified.0,
            counter.constraints + counter.inputs + 1,
            specified.1,
            counter.variables,
            100 * counter.on_b.len() / counter.variables,
            counter.terms,
        );
    }

    println!(
        "\n| rule | {} |",
        rows.each_ref().map(|row| row.name).join(" | ")
    );
    println!("|---|---|---|---|---|");
    let rules: BTreeSet<_> = rows
        .iter()
        .flat_map(|row| row.counter.rules.keys())
        .collect();
    for rule in rules {
        let counts = rows
            .each_ref()
            .map(|row| match row.counter.rules.get(rule) {
                Some(count) => count.to_string(),
                None => String::new(),
            });
        println!("| {rule} | {} |", counts.join(" | "));
    }
}
