//! The shape of a circuit: its constraints without values, the same for every proof.

use std::sync::OnceLock;

use aura_zkp_core::{statement, Fr};
use zeroize::Zeroizing;

use super::{
    assignment::Assignment,
    constraints::{Constraints, Rows},
    domain::Domain,
};

/// The constraints of a circuit, without C: in a satisfied circuit that is the product of A and B.
pub(crate) struct Shape {
    /// Inputs, including the constant 1.
    pub(crate) inputs: usize,
    /// Other variables.
    pub(crate) aux: usize,
    /// Inputs, including the constant 1, that occur in B.
    pub(crate) b_inputs: Vec<usize>,
    /// Other variables that occur in A. All inputs occur in A.
    pub(crate) a_aux: Vec<usize>,
    /// Other variables that occur in B.
    pub(crate) b_aux: Vec<usize>,
    /// The rows of A.
    a: Rows,
    /// The rows of B.
    b: Rows,
    /// The domain of the polynomials.
    pub(crate) domain: Domain,
}

impl Shape {
    /// The shape of a circuit, computed once.
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

    /// The coefficients of the quotient polynomial, to be multiplied with the points of `h`.
    pub(crate) fn quotient(&self, values: &Assignment) -> Zeroizing<Vec<Fr>> {
        let size = self.domain.size();
        self.domain.quotient(
            || self.a.evaluate(&values.inputs, &values.aux, size),
            || self.b.evaluate(&values.inputs, &values.aux, size),
        )
    }

    fn new(circuit: statement::Circuit) -> Self {
        let Constraints {
            inputs, aux, a, b, ..
        } = Constraints::of(circuit);
        let (_, a_aux) = a.variables(inputs, aux);
        let (b_inputs, b_aux) = b.variables(inputs, aux);
        Self {
            inputs,
            aux,
            b_inputs,
            a_aux,
            b_aux,
            domain: Domain::new(a.len()),
            a,
            b,
        }
    }
}
