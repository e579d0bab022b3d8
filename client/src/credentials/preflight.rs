//! Checks of credentials before a change that is final.

use super::{facts::gather, Problem};
use crate::{did::Chain, Result};
use aura_identity::credential::{verify, CheckName, Expected, Outcome, Questions};
use serde_json::Value;

/// Checks that each credential is signed by its issuer, and is in a status list of that issuer on
/// this chain. Anyone can write the index of another issuer's credential, or of one of another
/// network, into a file.
///
/// # Errors
/// If a credential fails one of these checks; the error has its position.
pub async fn expect(chain: &Chain, credentials: &[Value]) -> Result<()> {
    let mut questions = Questions::default();
    for credential in credentials {
        let of = Questions::of(credential, &[]);
        questions.dids.extend(of.dids);
        questions.schemas.extend(of.schemas);
        questions.lists.extend(of.lists);
    }
    let (_, last) = chain.checkpoint().await?;
    let facts = gather(chain, &questions, last.into()).await?;
    let now = chain.node.outside().now();
    for (credential, number) in credentials.iter().zip(1..) {
        let report = verify(credential, &[], &facts, now, &Expected::default());
        for check in report.checks {
            let counts = matches!(check.name, CheckName::Proof | CheckName::StatusList);
            match check.outcome {
                Outcome::Failed { detail, .. } if counts => {
                    return Err(Problem::NotGenuine { number, detail }.into());
                }
                _ => {}
            }
        }
    }
    Ok(())
}
