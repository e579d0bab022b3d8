//! Queries to the chain about credentials, as of one block.

use super::{BlockHash, Limits, Resolver};
use aura_client::credentials::{self, gather_from, Ledger as _};
use aura_identity::credential::{Facts, Questions};
use aura_primitives::{
    credentials::{
        view::{ListView, PageView},
        ListId,
    },
    did::{view::View, Did},
    limits::MAX_LISTED_PAGES,
};
use codec::{Decode, Encode};
use tokio::time::timeout;

/// Queries to the chain for one document, at most. A presentation of sixteen credentials needs
/// seven for each.
const MAX_QUERIES: usize = 256;

/// Errors of queries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unknown {
    /// The node gave no valid answer. The error was logged for the operator.
    NoAnswer,
    /// The document needs more than [`MAX_QUERIES`] queries.
    TooMuch,
}

/// The chain as of a block.
pub(super) struct Ledger<'a, R> {
    pub resolver: &'a R,
    pub at: BlockHash,
}

impl<R: Resolver> Ledger<'_, R> {
    /// Returns the view of a DID, or `None` if the chain does not have it.
    pub async fn did(&self, did: &Did) -> Result<Option<View<[u8; 32]>>, Unknown> {
        self.ask("DidApi_resolve", did.encode()).await
    }

    /// Returns a status list, or `None` if the chain does not have it.
    pub async fn list(&self, list: ListId) -> Result<Option<ListView>, Unknown> {
        self.ask("CredentialsApi_list", list.encode()).await
    }

    /// Returns the pages of a list in which a bit is or was set.
    pub async fn pages(&self, list: &ListView) -> Result<Vec<PageView>, Unknown> {
        let mut all: Vec<PageView> = vec![];
        let mut from = 0;
        // Each answer begins after the last page of the one before, so the loop ends even if the
        // node misbehaves.
        while from < list.capacity.pages() {
            let arguments = (list.id, from, MAX_LISTED_PAGES).encode();
            let pages: Vec<PageView> = self.ask("CredentialsApi_status_pages", arguments).await?;
            let is_forward = pages.is_sorted_by(|a, b| a.page < b.page)
                && pages.first().is_none_or(|first| first.page >= from);
            if !is_forward {
                return Err(Unknown::NoAnswer);
            }
            let is_last = pages.len() < usize::try_from(MAX_LISTED_PAGES).unwrap_or_default();
            match pages.last() {
                Some(last) if !is_last => from = last.page.saturating_add(1),
                _ => from = u32::MAX,
            }
            all.extend(pages);
        }
        Ok(all)
    }

    /// Returns everything that the chain knows about the subjects of `questions`. Lists at other
    /// addresses are not fetched.
    pub async fn facts(&self, questions: &Questions, limits: &Limits) -> Result<Facts, Unknown> {
        let asked = [
            questions.dids.len(),
            questions.schemas.len(),
            questions.standings.len(),
            questions.lists.len(),
            questions.statuses.len(),
            questions.batches.len(),
        ];
        if asked
            .iter()
            .fold(0, |sum: usize, one| sum.saturating_add(*one))
            > MAX_QUERIES
        {
            return Err(Unknown::TooMuch);
        }
        let all = timeout(limits.facts_time, gather_from(self, questions));
        all.await.map_err(|_| Unknown::NoAnswer)?
    }
}

impl<R: Resolver> credentials::Ledger for Ledger<'_, R> {
    type Error = Unknown;

    async fn ask<T: Decode + Send>(
        &self,
        function: &'static str,
        arguments: Vec<u8>,
    ) -> Result<T, Unknown> {
        let answer = self.resolver.call(function, arguments, self.at);
        answer.await.map_err(|_| Unknown::NoAnswer)
    }
}
