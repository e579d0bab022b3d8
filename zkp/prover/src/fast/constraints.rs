//! The constraints of a circuit, as sparse rows.

use aura_zkp_circuits::AnyCircuit;
use aura_zkp_core::{statement, Fr};
use bellman::{Circuit as _, ConstraintSystem, Index, LinearCombination, SynthesisError, Variable};
use zeroize::Zeroizing;

/// The constraints of a circuit: A · B = C.
#[derive(Default)]
pub(crate) struct Constraints {
    /// Inputs, including the constant 1.
    pub(crate) inputs: usize,
    /// Other variables.
    pub(crate) aux: usize,
    pub(crate) a: Rows,
    pub(crate) b: Rows,
    pub(crate) c: Rows,
}

impl Constraints {
    pub(crate) fn of(circuit: statement::Circuit) -> Self {
        let mut all = Self {
            inputs: 1,
            ..Self::default()
        };
        AnyCircuit::empty(circuit)
            .synthesize(&mut all)
            .expect("a circuit needs no values for its constraints");
        // As in the crate groth16: `x · 0 = 0` for each input, so that A contains all of them.
        for input in 0..all.inputs {
            let input = Variable::new_unchecked(Index::Input(input));
            all.enforce(|| "", |sum| sum + input, |sum| sum, |sum| sum);
        }
        all
    }
}

impl ConstraintSystem<Fr> for Constraints {
    type Root = Self;

    fn alloc<F, A, AR>(&mut self, _: A, _: F) -> Result<Variable, SynthesisError>
    where
        F: FnOnce() -> Result<Fr, SynthesisError>,
        A: FnOnce() -> AR,
        AR: Into<String>,
    {
        self.aux += 1;
        Ok(Variable::new_unchecked(Index::Aux(self.aux - 1)))
    }

    fn alloc_input<F, A, AR>(&mut self, _: A, _: F) -> Result<Variable, SynthesisError>
    where
        F: FnOnce() -> Result<Fr, SynthesisError>,
        A: FnOnce() -> AR,
        AR: Into<String>,
    {
        self.inputs += 1;
        Ok(Variable::new_unchecked(Index::Input(self.inputs - 1)))
    }

    fn enforce<A, AR, LA, LB, LC>(&mut self, _: A, a: LA, b: LB, c: LC)
    where
        A: FnOnce() -> AR,
        AR: Into<String>,
        LA: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
        LB: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
        LC: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
    {
        self.a.push(&a(LinearCombination::zero()));
        self.b.push(&b(LinearCombination::zero()));
        self.c.push(&c(LinearCombination::zero()));
    }

    fn push_namespace<NR, N>(&mut self, _: N)
    where
        NR: Into<String>,
        N: FnOnce() -> NR,
    {
    }

    fn pop_namespace(&mut self) {}

    fn get_root(&mut self) -> &mut Self::Root {
        self
    }
}

/// Sparse rows: linear combinations, one after the other.
#[derive(Default)]
pub(crate) struct Rows {
    ends: Vec<usize>,
    terms: Vec<(Index, Fr)>,
}

impl Rows {
    fn push(&mut self, sum: &LinearCombination<Fr>) {
        let terms = sum
            .as_ref()
            .iter()
            .filter(|(_, factor)| *factor != Fr::zero());
        self.terms
            .extend(terms.map(|(variable, factor)| (variable.get_unchecked(), *factor)));
        self.ends.push(self.terms.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Makes another circuit of the same size: doubles the last coefficient of a variable that is
    /// not an input.
    #[cfg(test)]
    pub(crate) fn double_last_factor_of_a_variable(&mut self) {
        let mut terms = self.terms.iter_mut().rev();
        let term = terms.find(|(variable, _)| matches!(variable, Index::Aux(_)));
        let (_, factor) = term.expect("some variable is not an input");
        *factor = factor.double();
    }

    /// The weighted sum of all rows, as a coefficient for each variable.
    pub(crate) fn weigh(&self, weights: &[Fr], inputs: usize, aux: usize) -> [Vec<Fr>; 2] {
        let mut parts = [vec![Fr::zero(); inputs], vec![Fr::zero(); aux]];
        let mut begin = 0;
        for (&end, weight) in self.ends.iter().zip(weights) {
            for (variable, factor) in &self.terms[begin..end] {
                let part = match variable {
                    Index::Input(place) => &mut parts[0][*place],
                    Index::Aux(place) => &mut parts[1][*place],
                };
                *part += factor * weight;
            }
            begin = end;
        }
        parts
    }

    /// The inputs and the other variables with a nonzero coefficient.
    pub(super) fn variables(&self, inputs: usize, aux: usize) -> (Vec<usize>, Vec<usize>) {
        let mut spoken = (vec![false; inputs], vec![false; aux]);
        for (variable, _) in &self.terms {
            match variable {
                Index::Input(place) => spoken.0[*place] = true,
                Index::Aux(place) => spoken.1[*place] = true,
            }
        }
        let places = |spoken: Vec<bool>| (0..spoken.len()).filter(|place| spoken[*place]).collect();
        (places(spoken.0), places(spoken.1))
    }

    /// The values of the rows, padded with zeros to `size`.
    pub(super) fn evaluate(&self, inputs: &[Fr], aux: &[Fr], size: usize) -> Zeroizing<Vec<Fr>> {
        let mut values = Zeroizing::new(vec![Fr::zero(); size]);
        let mut begin = 0;
        for (value, &end) in values.iter_mut().zip(&self.ends) {
            for (variable, factor) in &self.terms[begin..end] {
                let of_variable = match variable {
                    Index::Input(place) => &inputs[*place],
                    Index::Aux(place) => &aux[*place],
                };
                // Most coefficients are 1.
                if *factor == Fr::one() {
                    *value += of_variable;
                } else {
                    *value += of_variable * factor;
                }
            }
            begin = end;
        }
        values
    }
}
