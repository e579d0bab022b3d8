//! The end of a command that makes no proof: a refusal, which is shown as its outcome, or an error.

use super::{Problem, Refusal};
use crate::{output, remedy, Error, Outcome, Result};
use aura_identity::zkp::ProofRefusal;
use serde::Serialize;

/// The reason why an answer was not made.
#[derive(Debug)]
pub enum Stop {
    /// A check did not pass.
    Refused(Refusal),
    /// An error occurred.
    Failed(Error),
}

#[derive(Serialize)]
struct RefusalOutput {
    refused: bool,
    reason: &'static str,
    detail: String,
}

impl Stop {
    /// Prints a refusal, which is not an error.
    ///
    /// # Errors
    /// If the reason is an error.
    pub fn outcome(self, json: bool) -> Result<Outcome> {
        match self {
            Self::Refused(refusal) => print(&refusal, json),
            Self::Failed(error) => Err(error),
        }
    }
}

fn print(refusal: &Refusal, json: bool) -> Result<Outcome> {
    let shown = RefusalOutput {
        refused: true,
        reason: refusal.reason(),
        detail: format!("{refusal}{}", remedy::of_refusal(refusal)),
    };
    let line = format!("REFUSED: {}\n", output::tame(&shown.detail));
    output::print_as(json, &shown, line)?;
    Ok(Outcome::NotPassed)
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ProofRefusal> for Stop {
    fn from(refusal: ProofRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<aura_client::Error> for Stop {
    fn from(error: aura_client::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<aura_wallet::Error> for Stop {
    fn from(error: aura_wallet::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_no_error() {
        let stop = Stop::from(ProofRefusal::NoBaseProof);
        assert_eq!(stop.outcome(true).unwrap(), Outcome::NotPassed);
        assert!(Stop::from(Problem::NotHolder).outcome(true).is_err());
    }
}
