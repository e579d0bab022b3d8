//! Facts of the chain that are needed to verify a document.

use crate::{did::Chain, Result};
use aura_identity::credential::{Facts, Questions};
use codec::Encode;
use subxt::config::substrate::H256;

/// Queries all facts, as of one block.
pub async fn gather(chain: &Chain, questions: &Questions, at: H256) -> Result<Facts> {
    let mut facts = Facts::default();
    for did in &questions.dids {
        let view = chain.ask("DidApi_resolve", &did.encode(), at).await?;
        facts.dids.insert(*did, view);
    }
    for id in &questions.schemas {
        let view = chain.find_schema(*id, at).await?;
        facts.schemas.insert(*id, view);
    }
    for (schema, did) in &questions.standings {
        let standing = chain.standing(*schema, *did, at).await?;
        facts.standings.insert((*schema, *did), standing);
    }
    for id in &questions.lists {
        let view = chain.find_list(*id, at).await?;
        facts.lists.insert(*id, view);
    }
    for (list, index) in &questions.statuses {
        let status = chain.status(*list, *index, at).await?;
        facts.statuses.insert((*list, *index), status);
    }
    for (list, root) in &questions.batches {
        let batch = chain.batch(*list, *root, at).await?;
        facts.batches.insert((*list, *root), batch);
    }
    Ok(facts)
}
