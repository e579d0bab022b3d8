//! Queries to a node about credentials: runtime APIs of the pallet `Credentials`, and the time of a
//! block.

use super::{
    facts::{expect_schema, SCHEMA},
    Problem,
};
use crate::{did::Chain, rpc::time_key, Result};
use aura_primitives::{
    credentials::{
        view::{AccreditationView, BatchView, FilteredPage, ListView, PageView, SchemaView},
        Index, ListId, Root, SchemaId, Standing, Status,
    },
    did::Did,
    limits,
};
use codec::{Decode, Encode};
use std::collections::BTreeSet;
use subxt::{
    config::substrate::H256,
    rpcs::{methods::legacy::Bytes, rpc_params},
};

impl Chain {
    /// Returns the time of a block, in milliseconds since 1970; 0 for the genesis block.
    pub async fn time(&self, at: H256) -> Result<u64> {
        let what = "the time of a block";
        let time: Option<Bytes> = self
            .node
            .request("state_getStorage", rpc_params![time_key(), at])
            .await?;
        // The genesis block has no time.
        let bytes = time.map_or(vec![0; 8], |bytes| bytes.0);
        let bytes = bytes.try_into();
        let bytes = bytes.map_err(|_| self.node.misunderstood(what, &"it is not a number"))?;
        Ok(u64::from_le_bytes(bytes))
    }

    /// Returns a schema.
    ///
    /// # Errors
    /// If the chain has no such schema.
    pub async fn schema(&self, id: SchemaId, at: H256) -> Result<SchemaView> {
        let schema = self.find_schema(id, at).await?;
        Ok(schema.ok_or(Problem::NoSchema(id))?)
    }

    /// Returns a schema, or `None` if the chain does not have it. Credentials are signed under it,
    /// so a node must not be able to invent one: its identifier, a hash of the whole schema, is
    /// compared.
    pub async fn find_schema(&self, id: SchemaId, at: H256) -> Result<Option<SchemaView>> {
        let view: Option<SchemaView> = self.ask(SCHEMA, &id.encode(), at).await?;
        match expect_schema(id, view.as_ref()) {
            Ok(()) => Ok(view),
            Err(reason) => Err(self.node.misunderstood(SCHEMA, &reason)),
        }
    }

    /// Returns all schemas that a DID owns now.
    pub async fn schemas_of(&self, owner: Did, at: H256) -> Result<Vec<SchemaView>> {
        let what = "CredentialsApi_schemas_of";
        self.all_of::<_, SchemaId>(what, owner, at).await
    }

    /// Returns all status lists of a DID, in the order of their numbers.
    pub async fn lists_of(&self, owner: Did, at: H256) -> Result<Vec<ListView>> {
        let what = "CredentialsApi_lists_of";
        let mut lists: Vec<ListView> = self.all_of::<_, ListId>(what, owner, at).await?;
        lists.sort_by_key(|list| list.id);
        Ok(lists)
    }

    async fn all_of<Item: Decode, Key: Decode + Encode + Ord + Copy>(
        &self,
        what: &'static str,
        owner: Did,
        at: H256,
    ) -> Result<Vec<Item>> {
        let (mut all, mut after, mut seen) = (vec![], None::<Key>, BTreeSet::new());
        loop {
            let arguments = (owner, after, limits::MAX_LISTED_ENTRIES).encode();
            let FilteredPage { items, next } = self.ask(what, &arguments, at).await?;
            all.extend::<Vec<Item>>(items);
            after = next;
            match next {
                None => return Ok(all),
                // Without this check, a node whose cursors repeat would be asked for ever.
                Some(next) if !seen.insert(next) => {
                    return Err(self.node.misunderstood(what, &"its cursors repeat"));
                }
                Some(_) => {}
            }
        }
    }

    /// Returns the accreditation of a DID for a schema; `None` if it has no accreditation.
    pub async fn accreditation(
        &self,
        schema: SchemaId,
        did: Did,
        at: H256,
    ) -> Result<Option<AccreditationView>> {
        let arguments = (schema, did).encode();
        self.ask("CredentialsApi_accreditation", &arguments, at)
            .await
    }

    /// Returns the standing of a DID, which says if it may issue under a schema; `None` if the
    /// chain has no such schema.
    pub async fn standing(&self, schema: SchemaId, did: Did, at: H256) -> Result<Option<Standing>> {
        let arguments = (schema, did).encode();
        self.ask("CredentialsApi_standing", &arguments, at).await
    }

    /// Returns a status list.
    ///
    /// # Errors
    /// If the chain has no such list.
    pub async fn list(&self, id: ListId, at: H256) -> Result<ListView> {
        let list = self.find_list(id, at).await?;
        Ok(list.ok_or(Problem::NoList(id))?)
    }

    /// Returns a status list, or `None` if the chain does not have it.
    pub async fn find_list(&self, id: ListId, at: H256) -> Result<Option<ListView>> {
        self.ask("CredentialsApi_list", &id.encode(), at).await
    }

    /// Returns the status of a credential; `None` if nothing is anchored at its index.
    pub async fn status(&self, list: ListId, index: Index, at: H256) -> Result<Option<Status>> {
        let arguments = (list, index).encode();
        self.ask("CredentialsApi_status", &arguments, at).await
    }

    /// Returns a batch, or `None` if it was not anchored.
    pub async fn batch(&self, list: ListId, root: Root, at: H256) -> Result<Option<BatchView>> {
        let arguments = (list, root).encode();
        self.ask("CredentialsApi_batch", &arguments, at).await
    }

    /// Returns all pages of a list in which a bit is set, or was set before.
    pub async fn status_pages(&self, list: ListId, at: H256) -> Result<Vec<PageView>> {
        let mut all: Vec<PageView> = vec![];
        loop {
            let from = all.last().map_or(0, |page| page.page.saturating_add(1));
            let arguments = (list, from, limits::MAX_LISTED_PAGES).encode();
            let pages: Vec<PageView> = self
                .ask("CredentialsApi_status_pages", &arguments, at)
                .await?;
            // Without this check, a node whose pages do not advance would be asked for ever.
            let forward = pages.iter().all(|page| page.page >= from)
                && pages.is_sorted_by(|a, b| a.page < b.page);
            let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
            if !forward || count > limits::MAX_LISTED_PAGES {
                let what = "CredentialsApi_status_pages";
                return Err(self.node.misunderstood(what, &"pages out of order"));
            }
            all.extend(pages);
            if count < limits::MAX_LISTED_PAGES {
                return Ok(all);
            }
        }
    }
}
