//! What of a circuit is the same for every proof: its constraints, without their values.

use std::sync::OnceLock;

use aura_zkp_verifier::{statement, Fr};
use bellman::{Circuit as _, ConstraintSystem, Index, LinearCombination, SynthesisError, Variable};

use zeroize::Zeroizing;

use super::domain::Domain;
use crate::circuit::Circuit;

/// The constraints of a circuit as rows of factors: of A and of B. C needs none, since it is the
/// product of the two wherever the circuit is satisfied.
pub(crate) struct Shape {
    /// Inputs, with the 1.
    pub(crate) inputs: usize,
    /// Other variables.
    pub(crate) aux: usize,
    /// Inputs, with the 1, that B speaks of.
    pub(crate) b_inputs: Vec<usize>,
    /// Other variables that A speaks of. It speaks of all inputs.
    pub(crate) a_aux: Vec<usize>,
    /// Other variables that B speaks of.
    pub(crate) b_aux: Vec<usize>,
    /// The left sides.
    pub(super) a: Rows,
    /// The right sides.
    pub(super) b: Rows,
    /// Where the polynomials are evaluated.
    pub(super) domain: Domain,
}

impl Shape {
    /// That of a circuit; made once.
    pub(crate) fn of(circuit: statement::Circuit) -> &'static Self {
        static SHAPES: [OnceLock<Shape>; 4] = [const { OnceLock::new() }; 4];
        let [ownership, age, range, membership] = &SHAPES;
        let shape = match circuit {
            statement::Circuit::Ownership => ownership,
            statement::Circuit::Age => age,
            statement::Circuit::Range => range,
            statement::Circuit::Membership => membership,
        };
        shape.get_or_init(|| Self::new(circuit))
    }

    /// Points of the list `h` of a key.
    pub(crate) fn h(&self) -> usize {
        self.domain.size() - 1
    }

    fn new(circuit: statement::Circuit) -> Self {
        let mut shape = Recorder {
            inputs: 1,
            ..Recorder::default()
        };
        Circuit::blank(circuit)
            .synthesize(&mut shape)
            .expect("a circuit needs no values for its constraints");
        // As in groth16: `x · 0 = 0` for each input, so that A speaks of all of them.
        for input in 0..shape.inputs {
            let input = Variable::new_unchecked(Index::Input(input));
            shape.enforce(|| "", |sum| sum + input, |sum| sum, |sum| sum);
        }
        let (_, a_aux) = shape.a.variables(shape.inputs, shape.aux);
        let (b_inputs, b_aux) = shape.b.variables(shape.inputs, shape.aux);
        Self {
            inputs: shape.inputs,
            aux: shape.aux,
            b_inputs,
            a_aux,
            b_aux,
            domain: Domain::new(shape.a.ends.len()),
            a: shape.a,
            b: shape.b,
        }
    }
}

/// Sums of variables with factors, one after the other.
#[derive(Default)]
pub(super) struct Rows {
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

    /// The inputs and the other variables that they speak of.
    fn variables(&self, inputs: usize, aux: usize) -> (Vec<usize>, Vec<usize>) {
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

    /// The values of the sums, and zeros up to `size`.
    pub(super) fn evaluate(&self, inputs: &[Fr], aux: &[Fr], size: usize) -> Zeroizing<Vec<Fr>> {
        let mut values = Zeroizing::new(vec![Fr::zero(); size]);
        let mut begin = 0;
        for (value, &end) in values.iter_mut().zip(&self.ends) {
            for (variable, factor) in &self.terms[begin..end] {
                let of_variable = match variable {
                    Index::Input(place) => &inputs[*place],
                    Index::Aux(place) => &aux[*place],
                };
                // Most factors are 1.
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

/// Records constraints.
#[derive(Default)]
struct Recorder {
    inputs: usize,
    aux: usize,
    a: Rows,
    b: Rows,
}

impl ConstraintSystem<Fr> for Recorder {
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

    fn enforce<A, AR, LA, LB, LC>(&mut self, _: A, a: LA, b: LB, _: LC)
    where
        A: FnOnce() -> AR,
        AR: Into<String>,
        LA: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
        LB: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
        LC: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
    {
        self.a.push(&a(LinearCombination::zero()));
        self.b.push(&b(LinearCombination::zero()));
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
