//! Facts of the chain that are needed to verify a request and its answer.

use crate::{credentials, did::Chain, Result};
use aura_identity::zkp::{Facts, KeyFact, Questions, RootsFact};
use aura_primitives::credentials::{ListId, StatusRoot};
use codec::Decode;
use sp_crypto_hashing::twox_64;
use subxt::config::substrate::H256;

use super::chain::KeyStatus;

/// Status roots of a list, as the pallet `Credentials` stores them.
#[derive(Decode)]
struct Roots {
    current: StatusRoot,
    superseded: Vec<(StatusRoot, u32)>,
}

/// Queries all facts, as of one block.
pub async fn gather(
    chain: &Chain,
    questions: &Questions,
    (block, at): (u32, H256),
) -> Result<Facts> {
    let mut facts = Facts {
        records: credentials::gather(chain, &questions.records, at).await?,
        genesis: chain.genesis,
        block,
        allow_insecure_setup: chain.takes_development_keys(at).await?,
        ..Facts::default()
    };
    if !questions.keys.is_empty() {
        // All keys are read: a query for one would reveal to the node which statement is proven.
        let known = chain.keys(at).await?;
        for id in &questions.keys {
            let record = known.iter().find(|record| record.key.id == *id);
            let fact = record.map(|record| KeyFact {
                key: record.key.clone(),
                active: record.status == KeyStatus::Active && record.active_from <= block,
            });
            facts.keys.insert(*id, fact);
        }
    }
    for list in &questions.roots {
        facts.roots.insert(*list, roots(chain, *list, at).await?);
    }
    Ok(facts)
}

/// Returns the status roots of a list; `None` if the chain has no such list.
pub async fn roots(chain: &Chain, list: ListId, at: H256) -> Result<Option<RootsFact>> {
    let Some(newest) = chain.status_root(list, at).await? else {
        return Ok(None);
    };
    let key = [&twox_64(&list.to_le_bytes())[..], &list.to_le_bytes()].concat();
    // No roots are stored before the first revocation, suspension or hold.
    let stored: Option<Roots> = chain.stored("Credentials", "StatusRoots", &key, at).await?;
    let superseded = match stored {
        Some(roots) if roots.current == newest.root => roots.superseded,
        _ => vec![],
    };
    Ok(Some(RootsFact {
        current: newest.root,
        superseded,
        pending_since: newest.pending_since,
        grace: chain.blocks("Credentials", "StatusGrace")?,
        patience: chain.blocks("Credentials", "CommitWithin")?,
    }))
}
