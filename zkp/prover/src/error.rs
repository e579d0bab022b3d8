use aura_primitives::zkp::KeyId;
use aura_zkp_circuits::Violation;
use aura_zkp_core::{
    groth16::{ProofError, VerifyError},
    statement::{Circuit, StatementError},
};
use thiserror::Error;

/// Errors of proving.
#[derive(Debug, Error)]
pub enum ProveError {
    /// The key is for another circuit.
    #[error(
        "the statement needs a key of the circuit {expected:?}, and this is {key:?}; use such a key"
    )]
    OtherCircuit {
        /// The circuit of the statement.
        expected: Circuit,
        /// The key of the caller.
        key: KeyId,
    },
    /// The statement has no inputs.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// The witness does not satisfy the statement.
    #[error(transparent)]
    Violation(#[from] Violation),
    /// The circuit rejects the witness.
    #[error("the circuit rejects the witness: {0}")]
    Synthesis(#[from] bellman::SynthesisError),
    /// The operating system gives no random numbers.
    #[error("the operating system returned no random numbers: {0}")]
    Randomness(getrandom::Error),
    /// The new proof is malformed.
    #[error("the proving key makes malformed proofs ({0}); remove it and import it again")]
    NoProof(#[from] ProofError),
    /// The new proof does not hold.
    #[error("the proving key makes invalid proofs ({0}); remove it and import it again")]
    Faulty(#[from] VerifyError),
}
