//! The commands `aura credential revoke`, `suspend`, `reinstate`, `hold` and `release`.

use crate::{
    already::already,
    credentials::{
        acting_did::{who, Acting},
        files::add_targets,
        preflight, CredentialsCall, Problem, Targets,
    },
    did::{
        self, make, prepare, send, Chain, Payer, PlannedOperation, Prepared, Report, Signatures,
        SigningWallet,
    },
    output::{self, counted},
    wallet::Wallet,
    Outcome, Result,
};
use aura_primitives::{
    credentials::{Change, Index, ListId, Page, Place, StatusChange},
    did::{Did, Relationship},
    limits,
};
use clap::Args;
use serde::Serialize;
use serde_json::json;
use std::{collections::BTreeMap, path::PathBuf};

/// Changes the status of credentials: in the DID's own list, or in the list of an issuer below it.
/// Many are changed by several transactions, one after the other. A change that is already made is
/// left out, so that a command that was interrupted can be repeated.
#[derive(Debug, Args)]
pub struct SetStatus {
    /// Indices in the status list: numbers, and ranges as in 5-9.
    #[arg(required_unless_present = "file", requires = "list")]
    pub index: Vec<String>,

    /// Number of the status list.
    #[arg(long, value_name = "N")]
    pub list: Option<ListId>,

    /// Files with credentials, one or a line each, or with lines of indices; may be repeated.
    #[arg(long, value_name = "FILE")]
    pub file: Vec<PathBuf>,

    #[command(flatten)]
    pub acting: Acting,
}

/// Output of the command: the changes that were made.
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
            add_targets(&mut targets, self.list, path)?;
        }
        let acting = &self.acting;
        let chain = acting.common.chain().await?;
        if !targets.credentials().is_empty() {
            preflight::expect(&chain, targets.credentials()).await?;
        }
        let named: Vec<_> = targets.lists().collect();
        leave_out_what_is_so(&chain, &mut targets, change).await?;
        if targets.lists().next().is_none() {
            let about = json!({ "lists": named, "credentials": 0, "transactions": [] });
            let words = format!(
                "Nothing changed: all of them are already {}.",
                state(change)
            );
            return already(acting.common.json, &words, about);
        }
        let chunks = chunks(&targets, change);
        if let ([only], true) = (&chunks[..], acting.signatures.out.is_some()) {
            let (chain, edit, did) = acting.open().await?;
            let signatures = self.signatures(&chain, &edit, did, only, change).await?;
            let planned = planned(did, only.clone());
            return make(
                &acting.common,
                &acting.paying,
                &signatures,
                &chain,
                edit,
                planned,
            )
            .await;
        }
        if acting.signatures.out.is_some() {
            return Err(Problem::ManyChanges(limits::MAX_STATUS_CHANGES).into());
        }
        // The wallet stays locked: another command of it would use the same nonce of the DID.
        let wallet = acting.common.access.edit()?;
        let payer = Payer {
            keypair: acting.paying.keypair(&wallet)?,
            wallet: None,
        };
        let mut done = Done {
            lists: targets.lists().collect(),
            credentials: 0,
            transactions: vec![],
        };
        for call in chunks {
            // Each chunk is another operation of the DID, with its own nonce.
            let chain = acting.common.chain().await?;
            let did = who(&wallet, acting.by.as_deref(), &chain.genesis)?;
            let count = call.changes();
            let signatures = self.signatures(&chain, &wallet, did, &call, change).await?;
            let plan = signatures.plan(&acting.paying, &wallet)?;
            let planned = planned(did, call);
            let prepared = prepare(&chain, &wallet, &planned, &plan).await?;
            let Prepared::Proposal(proposal) = prepared else {
                return Err(Problem::ManyChanges(limits::MAX_STATUS_CHANGES).into());
            };
            let sent = send(&acting.paying, &chain, &payer, &proposal).await;
            let report = sent.and_then(|report| report.succeeded().map(|()| report));
            if report.is_err() && done.credentials > 0 {
                let changed = counted(done.credentials, "credential");
                output::progress(&format!("Changed before that: {changed}."));
            }
            done.transactions.push(report?);
            done.credentials = done.credentials.saturating_add(count);
        }
        done.print(acting.common.json)?;
        Ok(Outcome::Done)
    }
}

impl SetStatus {
    /// Chooses the signers: a key under `assertionMethod` for the DID's own list, one under
    /// `capabilityDelegation` for the list of another. Keys that the caller named take precedence.
    ///
    /// # Errors
    /// If the DID may not make such a change in this list, or has no such key.
    async fn signatures(
        &self,
        chain: &Chain,
        wallet: &Wallet,
        did: Did,
        call: &CredentialsCall,
        change: Change,
    ) -> Result<Signatures> {
        let mut signatures = self.acting.signatures.clone();
        let CredentialsCall::SetStatus { list, .. } = call else {
            return Ok(signatures);
        };
        let owner = chain.list(*list, chain.best).await?.owner;
        expect_allowed(*list, owner == did, change)?;
        if owner != did && signatures.signers.is_empty() {
            let own = self.acting.paying.keypair(wallet)?.public_key().0;
            let needed = Relationship::CapabilityDelegation;
            let mut signing_wallet = SigningWallet::new(wallet, chain);
            signatures.signers = signing_wallet.for_relationship(&did, needed, &own).await?;
        }
        Ok(signatures)
    }
}

/// Leaves out credentials that already have the status, so that a command can be repeated.
async fn leave_out_what_is_so(chain: &Chain, targets: &mut Targets, change: Change) -> Result<()> {
    let lists: Vec<_> = targets.lists().collect();
    let mut known = BTreeMap::new();
    for list in lists {
        let allocated = chain
            .find_list(list, chain.best)
            .await?
            .map_or(0, |it| it.allocated);
        let pages = chain.status_pages(list, chain.best).await?;
        let pages: BTreeMap<_, _> = pages.into_iter().map(|it| (it.page, it.bits)).collect();
        known.insert(list, (allocated, pages));
    }
    targets.retain(|list, index| {
        known.get(&list).is_none_or(|(allocated, pages)| {
            // An index without a credential is kept: the chain says why it refuses it.
            index >= *allocated || changes(pages.get(&Place::of(index).page), index, change)
        })
    });
    Ok(())
}

/// Returns true if the change makes a difference to a credential of a page. A page that is not
/// stored has no bit set.
fn changes(page: Option<&Page>, index: Index, change: Change) -> bool {
    let mut page = page.cloned().unwrap_or_default();
    page.set(index, change) != Ok(false)
}

/// Describes the status of credentials after a change.
const fn state(change: Change) -> &'static str {
    match change {
        Change::Revoke => "revoked",
        Change::Suspend => "suspended",
        Change::Reinstate => "not suspended",
        Change::Hold => "held",
        Change::Release => "not held",
    }
}

/// Checks that the change may be made by this DID: by the owner of the list, or by those above it.
fn expect_allowed(
    list: ListId,
    is_owner: bool,
    change: Change,
) -> std::result::Result<(), Problem> {
    let why = match (
        is_owner,
        change.is_for_the_owner(),
        change.is_for_those_above(),
    ) {
        (true, false, _) => format!(
            "list {list} is this DID's own: it can suspend and reinstate, and only DIDs above it \
             in the accreditations can hold and release"
        ),
        (false, _, false) => format!(
            "list {list} is another DID's: DIDs above that in the accreditations can hold and \
             release, and only that DID can suspend and reinstate"
        ),
        _ => return Ok(()),
    };
    Err(Problem::Argument(why))
}

fn planned(did: Did, call: CredentialsCall) -> PlannedOperation {
    PlannedOperation {
        did,
        call: did::DidCall::Credentials(call),
        agreeing: None,
    }
}

/// Splits the changes into calls, each with a bounded number of changes and of pages.
fn chunks(targets: &Targets, change: Change) -> Vec<CredentialsCall> {
    let most = usize::try_from(limits::MAX_STATUS_CHANGES).unwrap_or(usize::MAX);
    let mut all = vec![];
    for (list, indices) in targets.iter() {
        let mut chunk = vec![];
        let (mut pages, mut last) = (0_u32, None);
        for index in indices {
            let page = Place::of(*index).page;
            let is_new = last != Some(page);
            if chunk.len() == most || (is_new && pages == limits::MAX_CHANGED_PAGES) {
                all.push(set(list, change, std::mem::take(&mut chunk)));
                (pages, last) = (0, None);
            }
            if last != Some(page) {
                (pages, last) = (pages.saturating_add(1), Some(page));
            }
            chunk.push(*index);
        }
        all.push(set(list, change, chunk));
    }
    all
}

fn set(list: ListId, change: Change, indices: Vec<Index>) -> CredentialsCall {
    let changes = indices
        .into_iter()
        .map(|index| StatusChange { index, change });
    let changes = changes.collect::<Vec<_>>().try_into().unwrap_or_default();
    CredentialsCall::SetStatus { list, changes }
}

impl Done {
    fn print(&self, json: bool) -> Result<()> {
        if json {
            return output::print_json(self);
        }
        let credentials = counted(self.credentials, "credential");
        let transactions = counted(self.transactions.len(), "transaction");
        let text = format!("{credentials} changed, in {transactions}\n");
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
        let counts: Vec<_> = chunks.iter().map(CredentialsCall::changes).collect();
        assert_eq!(counts, [1024, 1024, 1, 1]);
        let lists = chunks.iter().map(|call| match call {
            CredentialsCall::SetStatus { list, .. } => *list,
            _ => panic!("{call:?}"),
        });
        assert!(lists.eq([3, 3, 3, 4]));
    }

    /// One change in each page: a call has at most as many pages as a quarter of a block can
    /// commit.
    #[test]
    fn a_transaction_has_as_many_pages_as_the_chain_takes() {
        let mut targets = Targets::default();
        for page in 0..limits::MAX_CHANGED_PAGES + 1 {
            let index = page * limits::ENTRIES_PER_PAGE;
            targets
                .add_indices(Some(3), &format!("{index}-{}", index + 1))
                .unwrap();
        }
        let chunks = chunks(&targets, Change::Revoke);
        let counts: Vec<_> = chunks.iter().map(CredentialsCall::changes).collect();
        assert_eq!(counts, [512, 2]);
    }

    #[test]
    fn what_is_so_already_is_left_out() {
        assert!(changes(None, 5, Change::Revoke));
        assert!(!changes(None, 5, Change::Reinstate));
        let mut page = Page::default();
        page.set(5, Change::Hold).unwrap();
        page.set(6, Change::Revoke).unwrap();
        let changed = |index, change| changes(Some(&page), index, change);
        assert!(!changed(5, Change::Hold) && changed(5, Change::Release));
        assert!(!changed(6, Change::Revoke) && changed(5, Change::Revoke));
        // Reinstating a revoked credential is sent: the chain says that a revocation is final.
        assert!(changed(6, Change::Reinstate));
        let mut targets = Targets::default();
        targets.add_indices(Some(3), "5-6").unwrap();
        targets.retain(|_, index| changed(index, Change::Revoke));
        let left: Vec<_> = targets
            .iter()
            .map(|(list, all)| (list, all.len()))
            .collect();
        assert_eq!(left, [(3, 1)]);
        targets.retain(|_, _| false);
        assert_eq!(targets.lists().count(), 0);
    }

    #[test]
    fn each_side_has_its_own_changes() {
        let allowed =
            |is_owner| Change::ALL.map(|change| expect_allowed(7, is_owner, change).is_ok());
        assert_eq!(allowed(true), [true, true, true, false, false]);
        assert_eq!(allowed(false), [true, false, false, true, true]);
    }
}
