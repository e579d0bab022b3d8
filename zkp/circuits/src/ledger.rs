//! A constraint system that keeps everything: it counts constraints, lists the broken ones, and
//! takes values from another ledger to build forgeries.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aura_zkp_core::Fr;
use bellman::{ConstraintSystem, Index, LinearCombination, SynthesisError, Variable};

use crate::scenario::Scenario;

#[cfg(test)]
mod freedom;

type Terms = Vec<(Variable, Fr)>;

/// Variables and constraints, by name.
pub struct Ledger {
    inputs: Vec<Fr>,
    variables: Vec<Fr>,
    names: HashMap<String, Variable>,
    constraints: Vec<(String, [Terms; 3])>,
    path: Vec<String>,
}

impl Default for Ledger {
    /// An empty ledger, with only the input that is always 1.
    fn default() -> Self {
        Self {
            inputs: vec![Fr::one()],
            variables: Vec::new(),
            names: HashMap::new(),
            constraints: Vec::new(),
            path: Vec::new(),
        }
    }
}

impl Ledger {
    /// The value of the variable with this name.
    ///
    /// # Panics
    ///
    /// If there is none, like all methods below: the tests name existing variables.
    pub fn get(&self, name: &str) -> Fr {
        self.value(
            *self
                .names
                .get(name)
                .unwrap_or_else(|| panic!("no variable {name}")),
        )
    }

    /// Sets the value of a variable.
    pub fn set(&mut self, name: &str, value: Fr) {
        let variable = *self
            .names
            .get(name)
            .unwrap_or_else(|| panic!("no variable {name}"));
        *self.slot(variable) = value;
    }

    /// Sets the bits `bit 0`, `bit 1`, … in a namespace to those of a number.
    pub fn set_bits(&mut self, space: &str, width: usize, number: u128) {
        for place in 0..width {
            let bit = number.checked_shr(place as u32).unwrap_or(0) & 1;
            self.set(&format!("{space}/bit {place}"), Fr::from(bit as u64));
        }
    }

    /// Copies the values of all variables under a prefix from another ledger, whose names lack
    /// `strip`.
    pub fn graft(&mut self, other: &Ledger, prefix: &str, strip: &str) {
        let names: Vec<_> = self
            .names
            .keys()
            .filter(|name| name.starts_with(prefix))
            .cloned()
            .collect();
        assert!(!names.is_empty(), "no variable under {prefix}");
        for name in names {
            self.set(&name, other.get(name.strip_prefix(strip).unwrap_or(&name)));
        }
    }

    /// Number of constraints.
    pub fn constraints(&self) -> usize {
        self.constraints.len()
    }

    /// Number of variables, without the inputs.
    pub fn variables(&self) -> usize {
        self.variables.len()
    }

    /// Number of inputs, with the constant 1.
    pub fn inputs(&self) -> usize {
        self.inputs.len()
    }

    /// Number of terms of all constraints.
    pub fn terms(&self) -> usize {
        let terms = self.constraints.iter().flat_map(|(_, terms)| terms);
        terms.map(Vec::len).sum()
    }

    /// Number of variables on the B side: each costs a prover a point of G2.
    pub fn variables_on_b(&self) -> usize {
        let factors = self.constraints.iter().flat_map(|(_, [_, b, _])| b);
        let indices = factors.filter_map(|(variable, _)| match variable.get_unchecked() {
            Index::Aux(index) => Some(index),
            Index::Input(_) => None,
        });
        indices.collect::<BTreeSet<_>>().len()
    }

    /// Number of constraints of each rule, by the first namespace in their names.
    pub fn rules(&self) -> BTreeMap<&str, usize> {
        let mut rules = BTreeMap::new();
        for name in self.names() {
            let rule = name.split_once('/').map_or(name, |(rule, _)| rule);
            *rules.entry(rule).or_default() += 1;
        }
        rules
    }

    /// The names of all constraints.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.constraints.iter().map(|(name, _)| name.as_str())
    }

    /// The names of all constraints that the values break.
    pub fn broken(&self) -> Vec<&str> {
        self.constraints
            .iter()
            .filter(|(_, constraint)| !self.holds(constraint))
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// Asserts that constraints are broken, all of them under the prefix: without these the forgery
    /// would pass.
    pub fn assert_only_broken(&self, prefix: &str) {
        let broken = self.broken();
        assert!(!broken.is_empty(), "the forgery passes");
        for name in broken {
            assert!(
                name.starts_with(prefix),
                "{name} is broken, not only {prefix}"
            );
        }
    }

    /// Names of the variables that can change alone without breaking a constraint.
    pub fn free_variables(&mut self) -> Vec<String> {
        let mut uses = vec![Vec::new(); self.variables.len()];
        for (number, (_, terms)) in self.constraints.iter().enumerate() {
            for (variable, _) in terms.iter().flatten() {
                if let Index::Aux(index) = variable.get_unchecked() {
                    uses[index].push(number);
                }
            }
        }
        let mut free = Vec::new();
        for (name, variable) in self.names.clone() {
            let Index::Aux(index) = variable.get_unchecked() else {
                continue;
            };
            self.variables[index] += Fr::one();
            if uses[index]
                .iter()
                .all(|&number| self.holds(&self.constraints[number].1))
            {
                free.push(name);
            }
            self.variables[index] -= Fr::one();
        }
        free
    }

    fn holds(&self, [a, b, c]: &[Terms; 3]) -> bool {
        self.sum(a) * self.sum(b) == self.sum(c)
    }

    fn sum(&self, terms: &Terms) -> Fr {
        terms
            .iter()
            .map(|&(variable, factor)| factor * self.value(variable))
            .sum()
    }

    fn value(&self, variable: Variable) -> Fr {
        match variable.get_unchecked() {
            Index::Input(index) => self.inputs[index],
            Index::Aux(index) => self.variables[index],
        }
    }

    fn slot(&mut self, variable: Variable) -> &mut Fr {
        match variable.get_unchecked() {
            Index::Input(index) => &mut self.inputs[index],
            Index::Aux(index) => &mut self.variables[index],
        }
    }

    fn name(&self, name: String) -> String {
        self.path
            .iter()
            .cloned()
            .chain([name])
            .collect::<Vec<_>>()
            .join("/")
    }
}

impl Scenario {
    /// The circuit with its values.
    pub fn ledger(&self) -> Ledger {
        let mut ledger = Ledger::default();
        self.synthesize(&mut ledger).unwrap();
        ledger
    }
}

impl ConstraintSystem<Fr> for Ledger {
    type Root = Self;

    fn alloc<F, A, AR>(&mut self, annotation: A, f: F) -> Result<Variable, SynthesisError>
    where
        F: FnOnce() -> Result<Fr, SynthesisError>,
        A: FnOnce() -> AR,
        AR: Into<String>,
    {
        let variable = Variable::new_unchecked(Index::Aux(self.variables.len()));
        self.variables.push(f()?);
        let name = self.name(annotation().into());
        assert!(self.names.insert(name, variable).is_none());
        Ok(variable)
    }

    fn alloc_input<F, A, AR>(&mut self, annotation: A, f: F) -> Result<Variable, SynthesisError>
    where
        F: FnOnce() -> Result<Fr, SynthesisError>,
        A: FnOnce() -> AR,
        AR: Into<String>,
    {
        let variable = Variable::new_unchecked(Index::Input(self.inputs.len()));
        self.inputs.push(f()?);
        let name = self.name(annotation().into());
        assert!(self.names.insert(name, variable).is_none());
        Ok(variable)
    }

    fn enforce<A, AR, LA, LB, LC>(&mut self, annotation: A, a: LA, b: LB, c: LC)
    where
        A: FnOnce() -> AR,
        AR: Into<String>,
        LA: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
        LB: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
        LC: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
    {
        let zero = LinearCombination::zero;
        let terms = [a(zero()), b(zero()), c(zero())].map(|sum| sum.as_ref().to_vec());
        let name = self.name(annotation().into());
        self.constraints.push((name, terms));
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
