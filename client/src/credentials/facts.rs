//! Facts of the chain that are needed to verify a document.

use crate::{did::Chain, limits::MAX_AT_ONCE, Error, Result};
use aura_identity::credential::{Facts, Questions};
use aura_primitives::credentials::{view::SchemaView, SchemaId};
use codec::{Decode, Encode};
use futures::{stream, try_join, StreamExt, TryStreamExt};
use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
};
use subxt::config::substrate::H256;

/// A chain as of one block, which answers queries.
pub trait Ledger: Sync {
    /// Error of a query.
    type Error: Send;

    /// Calls a runtime API, and decodes its result.
    fn ask<T: Decode + Send>(
        &self,
        function: &'static str,
        arguments: Vec<u8>,
    ) -> impl Future<Output = std::result::Result<T, Self::Error>> + Send;
}

/// Queries all facts. Lists at other addresses are not fetched.
///
/// # Errors
/// If a query fails.
pub async fn gather_from<L: Ledger>(
    ledger: &L,
    questions: &Questions,
) -> std::result::Result<Facts, L::Error> {
    let Questions {
        dids,
        schemas,
        standings,
        lists,
        statuses,
        batches,
        status_lists: _,
    } = questions;
    let (dids, schemas, standings, lists, statuses, batches) = try_join!(
        each(ledger, "DidApi_resolve", dids),
        each(ledger, SCHEMA, schemas),
        each(ledger, "CredentialsApi_standing", standings),
        each(ledger, "CredentialsApi_list", lists),
        each(ledger, "CredentialsApi_status", statuses),
        each(ledger, "CredentialsApi_batch", batches),
    )?;
    Ok(Facts {
        dids,
        schemas,
        standings,
        lists,
        statuses,
        batches,
        status_lists: BTreeMap::new(),
    })
}

/// Runtime API that returns a schema.
pub(super) const SCHEMA: &str = "CredentialsApi_schema";

/// Checks that a node's answer is the schema with this identifier, or none. Credentials are signed
/// under it, so a node must not be able to invent one: the identifier is a hash of the whole
/// schema.
pub(super) fn expect_schema(
    id: SchemaId,
    view: Option<&SchemaView>,
) -> std::result::Result<(), &'static str> {
    let is_it = |view: &SchemaView| {
        let schema = view.schema();
        view.id == id && schema.is_some_and(|schema| schema.id() == id)
    };
    if view.is_none_or(is_it) {
        Ok(())
    } else {
        Err("it is another schema")
    }
}

async fn each<L: Ledger, K, T>(
    ledger: &L,
    function: &'static str,
    keys: &BTreeSet<K>,
) -> std::result::Result<BTreeMap<K, Option<T>>, L::Error>
where
    K: Copy + Ord + Encode + Send + Sync,
    T: Decode + Send,
{
    let queries: Vec<_> = keys
        .iter()
        .map(|key| async move {
            let answer = ledger.ask(function, key.encode()).await?;
            Ok((*key, answer))
        })
        .collect();
    let answers = stream::iter(queries).buffer_unordered(MAX_AT_ONCE);
    answers.try_collect().await
}

/// A chain as of a block, read through a node.
struct AsOf<'a> {
    chain: &'a Chain,
    at: H256,
}

impl Ledger for AsOf<'_> {
    type Error = Error;

    async fn ask<T: Decode + Send>(&self, function: &'static str, arguments: Vec<u8>) -> Result<T> {
        self.chain.ask(function, &arguments, self.at).await
    }
}

/// Queries all facts, as of one block.
///
/// # Errors
/// If a query fails, or the answer about a schema is another schema.
pub async fn gather(chain: &Chain, questions: &Questions, at: H256) -> Result<Facts> {
    let facts = gather_from(&AsOf { chain, at }, questions).await?;
    for (id, view) in &facts.schemas {
        expect_schema(*id, view.as_ref())
            .map_err(|reason| chain.node.misunderstood(SCHEMA, &reason))?;
    }
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_primitives::did::Did;
    use futures::{executor::block_on, future::poll_fn};
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        task::Poll,
    };

    /// A chain without records, which counts the queries that wait for their answers.
    #[derive(Default)]
    struct Empty {
        waiting: AtomicUsize,
        most: AtomicUsize,
    }

    impl Ledger for Empty {
        type Error = ();

        async fn ask<T: Decode + Send>(
            &self,
            _function: &'static str,
            _arguments: Vec<u8>,
        ) -> std::result::Result<T, ()> {
            let waiting = self.waiting.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(waiting, Ordering::SeqCst);
            let mut asked = false;
            poll_fn(|context| {
                if std::mem::replace(&mut asked, true) {
                    return Poll::Ready(());
                }
                context.waker().wake_by_ref();
                Poll::Pending
            })
            .await;
            self.waiting.fetch_sub(1, Ordering::SeqCst);
            T::decode(&mut &[0][..]).map_err(|_| ())
        }
    }

    #[test]
    fn all_facts_are_queried_a_few_at_a_time() {
        let mut questions = Questions::default();
        questions.dids.extend((0..100).map(|n| Did::from([n; 32])));
        questions.lists.insert(7);
        let ledger = Empty::default();
        let facts = block_on(gather_from(&ledger, &questions)).unwrap();
        assert_eq!(facts.dids.len(), 100);
        assert!(facts.dids.values().all(Option::is_none));
        assert_eq!(facts.lists.get(&7), Some(&None));
        // One more waits for the list.
        let most = ledger.most.load(Ordering::SeqCst);
        assert!((MAX_AT_ONCE..=MAX_AT_ONCE + 1).contains(&most), "{most}");
    }
}
