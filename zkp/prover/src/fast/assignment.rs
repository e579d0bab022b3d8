//! The values of all variables. Constraints are ignored: the [`Shape`](super::Shape) of the circuit
//! has them.

use aura_zkp_core::Fr;
use bellman::{ConstraintSystem, Index, LinearCombination, SynthesisError, Variable};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The values of the inputs, the first of which is 1, and of the other variables. Wiped when
/// dropped.
pub(crate) struct Assignment {
    pub(crate) inputs: Vec<Fr>,
    pub(crate) aux: Vec<Fr>,
}

impl Assignment {
    /// An assignment with this capacity: growing would leave copies of secrets behind.
    pub(crate) fn with_capacity(inputs: usize, aux: usize) -> Self {
        let mut all = Self {
            inputs: Vec::with_capacity(inputs),
            aux: Vec::with_capacity(aux),
        };
        all.inputs.push(Fr::one());
        all
    }
}

impl Drop for Assignment {
    fn drop(&mut self) {
        self.inputs.zeroize();
        self.aux.zeroize();
    }
}

impl ZeroizeOnDrop for Assignment {}

impl ConstraintSystem<Fr> for Assignment {
    type Root = Self;

    fn alloc<F, A, AR>(&mut self, _: A, value: F) -> Result<Variable, SynthesisError>
    where
        F: FnOnce() -> Result<Fr, SynthesisError>,
        A: FnOnce() -> AR,
        AR: Into<String>,
    {
        self.aux.push(value()?);
        Ok(Variable::new_unchecked(Index::Aux(self.aux.len() - 1)))
    }

    fn alloc_input<F, A, AR>(&mut self, _: A, value: F) -> Result<Variable, SynthesisError>
    where
        F: FnOnce() -> Result<Fr, SynthesisError>,
        A: FnOnce() -> AR,
        AR: Into<String>,
    {
        self.inputs.push(value()?);
        Ok(Variable::new_unchecked(Index::Input(self.inputs.len() - 1)))
    }

    fn enforce<A, AR, LA, LB, LC>(&mut self, _: A, _: LA, _: LB, _: LC)
    where
        A: FnOnce() -> AR,
        AR: Into<String>,
        LA: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
        LB: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
        LC: FnOnce(LinearCombination<Fr>) -> LinearCombination<Fr>,
    {
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
