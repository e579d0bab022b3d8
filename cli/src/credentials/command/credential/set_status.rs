//! `aura credential revoke`, `suspend` and `reinstate`.

use crate::{
    credentials::{
        acting::{who, Acting},
        genuine, Does, Problem, Targets,
    },
    did::{self, make, prepare, send, Payer, Prepared, Report, Wanted},
    output, Outcome, Result,
};
use aura_primitives::credentials::{limits, Change, Index, ListId, StatusChange};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Changes what has become of credentials. Many are changed by several transactions, one after the
/// other; what is done twice is as done once, so that a command that was stopped can be given again.
#[derive(Debug, Args)]
pub struct SetStatus {
    /// Indices in the list: numbers, and ranges as in 5-9.
    #[arg(required_unless_present = "file", requires = "list")]
    pub index: Vec<String>,

    /// The status list.
    #[arg(long, value_name = "N")]
    pub list: Option<ListId>,

    /// Credentials, one or a line each, or lines of indices; may be repeated.
    #[arg(long, value_name = "FILE")]
    pub file: Vec<PathBuf>,

    #[command(flatten)]
    pub acting: Acting,
}

/// What was done.
#[derive(Serialize)]
struct Done {
    lists: Vec<ListId>,
    credentials: usize,
    transactions: Vec<Report>,
}

impl SetStatus {
    pub(super) async fn run(self, change: Change) -> Result<Outcome> {
        let mut targets = Targets::default();
        for index in &self.index {
            targets.add_indices(self.list, index)?;
        }
        for path in &self.file {
            targets.add_file(self.list, path)?;
        }
        let chunks = chunks(&targets, change);
        let acting = &self.acting;
        if !targets.credentials().is_empty() {
            genuine::expect(&acting.common.chain().await?, targets.credentials()).await?;
        }
        if let ([only], true) = (&chunks[..], acting.signatures.out.is_some()) {
            let (chain, edit, did) = acting.open().await?;
            let wanted = wanted(did, only.clone());
            let signatures = &acting.signatures;
            return make(
                &acting.common,
                &acting.paying,
                signatures,
                &chain,
                edit,
                wanted,
            )
            .await;
        }
        if acting.signatures.out.is_some() {
            return Err(Problem::ManyChanges(limits::STATUS_CHANGES).into());
        }
        let wallet = acting.common.access.open()?;
        let payer = Payer {
            keypair: acting.paying.keypair(&wallet)?,
            wallet: None,
        };
        let mut done = Done {
            lists: targets.lists().collect(),
            credentials: 0,
            transactions: vec![],
        };
        for does in chunks {
            // Each is another operation of the DID.
            let chain = acting.common.chain().await?;
            let did = who(&wallet, acting.by.as_deref(), &chain.genesis)?;
            let count = does.changes();
            let wanted = wanted(did, does);
            let prepared = prepare(&acting.paying, &acting.signatures, &chain, &wallet, wanted);
            let Prepared::Proposal(proposal) = prepared.await? else {
                return Err(Problem::ManyChanges(limits::STATUS_CHANGES).into());
            };
            let sent = send(&acting.paying, &chain, &payer, &proposal).await;
            let report = sent.and_then(|report| report.succeeded().map(|()| report));
            if report.is_err() && done.credentials > 0 {
                let changed = done.credentials;
                output::progress(&format!("{changed} credentials were changed before that."));
            }
            done.transactions.push(report?);
            done.credentials = done.credentials.saturating_add(count);
        }
        done.print(acting.common.json)?;
        Ok(Outcome::Done)
    }
}

fn wanted(did: aura_primitives::did::Did, does: Does) -> Wanted {
    Wanted {
        did,
        does: did::Does::Credentials(does),
        agreeing: None,
    }
}

/// As many operations as are needed.
fn chunks(targets: &Targets, change: Change) -> Vec<Does> {
    let most = usize::try_from(limits::STATUS_CHANGES).unwrap_or(usize::MAX);
    let mut all = vec![];
    for (list, indices) in targets.iter() {
        let indices: Vec<Index> = indices.iter().copied().collect();
        for chunk in indices.chunks(most) {
            let changes = chunk.iter().map(|index| StatusChange {
                index: *index,
                change,
            });
            let changes = changes.collect::<Vec<_>>().try_into().unwrap_or_default();
            all.push(Does::SetStatus { list, changes });
        }
    }
    all
}

impl Done {
    fn print(&self, json: bool) -> Result<()> {
        if json {
            return output::print_json(self);
        }
        let (credentials, transactions) = (self.credentials, self.transactions.len());
        let text = format!("{credentials} credentials changed, in {transactions} transactions\n");
        output::print(text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_are_changed_by_as_few_transactions_as_can_be() {
        let mut targets = Targets::default();
        targets.add_indices(Some(3), "0-2047").unwrap();
        targets.add_indices(Some(4), "9").unwrap();
        targets.add_indices(Some(3), "2048").unwrap();
        let chunks = chunks(&targets, Change::Revoke);
        let counts: Vec<_> = chunks.iter().map(Does::changes).collect();
        assert_eq!(counts, [1024, 1024, 1, 1]);
        let lists = chunks.iter().map(|does| match does {
            Does::SetStatus { list, .. } => *list,
            _ => panic!("{does:?}"),
        });
        assert!(lists.eq([3, 3, 3, 4]));
    }
}
