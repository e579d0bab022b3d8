use aura_primitives::zkp::KeyId;
use aura_zkp_circuits::Violation;
use aura_zkp_core::{
    groth16::{ProofError, VerifyError},
    statement::{Circuit, StatementError},
};
use thiserror::Error;

/// Why there is no proof.
#[derive(Debug, Error)]
pub enum ProveError {
    /// The key is for another circuit.
    #[error(
        "the statement needs a key of the circuit {expected:?}, and this is {key:?}; take that one"
    )]
    OtherCircuit {
        /// The circuit of the statement.
        expected: Circuit,
        /// The key that was given.
        key: KeyId,
    },
    /// The statement has no inputs.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// The statement is not true of the credential.
    #[error(transparent)]
    Violation(#[from] Violation),
    /// The circuit does not take the witness.
    #[error("the circuit does not take the witness: {0}")]
    Synthesis(#[from] bellman::SynthesisError),
    /// The operating system gives no random numbers.
    #[error("the operating system gives no random numbers: {0}")]
    Randomness(getrandom::Error),
    /// The proof that was made is none.
    #[error("the proving key makes no proofs ({0}); remove it and import it anew")]
    NoProof(#[from] ProofError),
    /// The proof that was made does not hold.
    #[error("the proving key makes proofs that do not hold ({0}); remove it and import it anew")]
    Faulty(#[from] VerifyError),
}
