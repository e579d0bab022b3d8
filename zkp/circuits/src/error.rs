use aura_zkp_core::statement::{Circuit, StatementError};
use thiserror::Error;

/// Errors of a statement that a circuit cannot prove.
#[derive(Debug, Error)]
pub enum Error {
    /// The predicate of the statement belongs to another circuit.
    #[error("the statement is for the circuit {found:?}, not {expected:?}; use that circuit")]
    OtherCircuit {
        /// The circuit of the caller.
        expected: Circuit,
        /// The circuit of the statement.
        found: Circuit,
    },
    /// The statement has no inputs.
    #[error(transparent)]
    Statement(#[from] StatementError),
}
