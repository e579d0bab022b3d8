use aura_zkp_core::statement::{Circuit, StatementError};
use thiserror::Error;

/// Why a statement is not what a circuit proves.
#[derive(Debug, Error)]
pub enum Error {
    /// The predicate of the statement belongs to another circuit.
    #[error("the statement is for the circuit {found:?}, not {wanted:?}; take that one")]
    OtherCircuit {
        /// The circuit that was asked.
        wanted: Circuit,
        /// The circuit of the statement.
        found: Circuit,
    },
    /// The statement has no inputs.
    #[error(transparent)]
    Statement(#[from] StatementError),
}
