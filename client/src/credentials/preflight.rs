//! Whether credentials are what they say they are, before something is done to them for ever.

use super::{facts::gather, now, Problem};
use crate::{did::Chain, Result};
use aura_identity::credential::{verify, CheckName, Expected, Outcome, Questions};
use serde_json::Value;

/// Checks that the issuer of each credential signed it, and that it stands in a list of that issuer on
/// this chain. Anybody can write the index of another's credential, or of another network's, into a
/// file.
///
/// # Errors
/// If one is not, which is named by its place.
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
    for (credential, number) in credentials.iter().zip(1..) {
        let report = verify(credential, &[], &facts, now(), &Expected::default());
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
