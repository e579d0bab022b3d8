//! `credentials_status`, `credentials_statusPages` and `credentials_batch`: statuses and batches of
//! credentials on the chain.

use super::at::{failed, refused, At};
use crate::client::FullClient;
use aura_primitives::{
    credentials::{
        api::CredentialsApi,
        view::{BatchView, ListView, PageView},
        Index, ListId, Root, Status,
    },
    limits,
};
use aura_runtime_common::{Balance, Block, Hash};
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use polkadot_sdk::*;
use serde::Serialize;
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use std::sync::Arc;

/// Credentials over JSON-RPC, at the block `at`, or at the last finalised one without it.
#[rpc(server, namespace = "credentials")]
pub trait CredentialsRpc {
    /// Status of the credential at an index of a status list; `null` if none is anchored there. The
    /// request tells the node which credential it is about; `statusPages` does not.
    #[method(name = "status", blocking)]
    fn status(
        &self,
        list: ListId,
        index: Index,
        at: Option<Hash>,
    ) -> RpcResult<Option<CredentialStatus>>;

    /// Pages of a status list in which a bit is or was set, at most 128, from a page number on. All
    /// other pages are zero. `null` if there is no such list.
    #[method(name = "statusPages", blocking)]
    fn status_pages(
        &self,
        list: ListId,
        from_page: Option<u32>,
        count: Option<u32>,
        at: Option<Hash>,
    ) -> RpcResult<Option<StatusPages>>;

    /// The batch with this root in a list; `null` if the list has no such batch.
    #[method(name = "batch", blocking)]
    fn batch(&self, list: ListId, root: Hash, at: Option<Hash>) -> RpcResult<Option<Batch>>;
}

/// Status of a credential.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CredentialStatus {
    list: ListId,
    index: Index,
    status: &'static str,
    at: At,
}

/// A part of a status list.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusPages {
    list: ListId,
    /// The DID that issues the credentials in it.
    owner: String,
    schema: String,
    capacity: u32,
    /// Number of indices in use: credentials are anchored at all indices below it.
    allocated: u32,
    pages: Vec<Page>,
    /// The number of the next page, if there are more.
    next: Option<u32>,
    at: At,
}

/// A page: 1024 bits of each plane, in hexadecimal. Bit `i` of the page is bit `i % 8` of the byte
/// `i / 8`, the lowest being 0.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    page: u32,
    revoked: String,
    suspended: String,
    /// Holds by ancestors of the issuer, which the issuer cannot lift.
    held: String,
}

/// Credentials that were anchored together.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Batch {
    list: ListId,
    root: Hash,
    first_index: Index,
    count: u32,
    anchored: Stamp,
    at: At,
}

/// A time of the chain.
#[derive(Debug, Clone, Serialize)]
pub struct Stamp {
    block: u32,
    /// In milliseconds since 1970.
    time: u64,
}

/// The methods, over the chain of this node.
pub struct Credentials {
    /// The chain.
    pub client: Arc<FullClient>,
}

impl CredentialsRpcServer for Credentials {
    fn status(
        &self,
        list: ListId,
        index: Index,
        at: Option<Hash>,
    ) -> RpcResult<Option<CredentialStatus>> {
        let Some(at) = self.at(at)? else {
            return Ok(None);
        };
        let api = self.client.runtime_api();
        let status = api.status(at.hash, list, index).map_err(failed)?;
        Ok(status.map(|status| CredentialStatus {
            list,
            index,
            status: name(status),
            at,
        }))
    }

    fn status_pages(
        &self,
        list: ListId,
        from_page: Option<u32>,
        count: Option<u32>,
        at: Option<Hash>,
    ) -> RpcResult<Option<StatusPages>> {
        let count = count.unwrap_or(limits::MAX_LISTED_PAGES);
        if !(1..=limits::MAX_LISTED_PAGES).contains(&count) {
            let why = format!("ask for 1 to {} pages at once", limits::MAX_LISTED_PAGES);
            return Err(refused(why));
        }
        let Some(at) = self.at(at)? else {
            return Ok(None);
        };
        let api = self.client.runtime_api();
        let Some(view) = api.list(at.hash, list).map_err(failed)? else {
            return Ok(None);
        };
        let from = from_page.unwrap_or_default();
        let pages = api.status_pages(at.hash, list, from, count);
        Ok(Some(StatusPages::new(
            &view,
            &pages.map_err(failed)?,
            count,
            at,
        )))
    }

    fn batch(&self, list: ListId, root: Hash, at: Option<Hash>) -> RpcResult<Option<Batch>> {
        let Some(at) = self.at(at)? else {
            return Ok(None);
        };
        let api = self.client.runtime_api();
        let batch = api.batch(at.hash, list, Root::from(root)).map_err(failed)?;
        Ok(batch.map(|batch| Batch::new(list, &batch, at)))
    }
}

impl Credentials {
    /// The block to query; `None` if its runtime has no credentials, since there were none then.
    fn at(&self, wanted: Option<Hash>) -> RpcResult<Option<At>> {
        let at = At::new(
            &self.client,
            wanted.unwrap_or_else(|| self.client.info().finalized_hash),
        )?;
        let api = self.client.runtime_api();
        let version = api.api_version::<dyn CredentialsApi<Block, Balance>>(at.hash);
        let known = version.map_err(failed)?.is_some();
        Ok(known.then_some(at))
    }
}

impl StatusPages {
    fn new(view: &ListView, pages: &[PageView], count: u32, at: At) -> Self {
        let full = u32::try_from(pages.len()).is_ok_and(|length| length == count);
        let next = pages.last().and_then(|last| last.page.checked_add(1));
        let capacity = view.capacity;
        Self {
            list: view.id,
            owner: view.owner.to_string(),
            schema: view.schema.to_base58(),
            capacity: capacity.entries(),
            allocated: view.allocated,
            pages: pages.iter().map(Page::new).collect(),
            next: next.filter(|next| full && *next < capacity.pages()),
            at,
        }
    }
}

impl Page {
    fn new(view: &PageView) -> Self {
        let plane = |words: &[u64]| {
            let bytes: Vec<_> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
            const_hex::encode_prefixed(bytes)
        };
        Self {
            page: view.page,
            revoked: plane(&view.bits.revoked),
            suspended: plane(&view.bits.suspended),
            held: plane(&view.bits.held),
        }
    }
}

impl Batch {
    fn new(list: ListId, view: &BatchView, at: At) -> Self {
        let anchored = Stamp {
            block: view.anchored.block,
            time: view.anchored.time,
        };
        Self {
            list,
            root: view.root.into(),
            first_index: view.first,
            count: view.count,
            anchored,
            at,
        }
    }
}

fn name(status: Status) -> &'static str {
    match status {
        Status::Valid => "valid",
        Status::Suspended => "suspended",
        Status::Held => "held",
        Status::Revoked => "revoked",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_primitives::{
        credentials::{Capacity, Change, SchemaId},
        did,
    };

    fn list() -> ListView {
        ListView {
            id: 7,
            owner: [1; 32].into(),
            schema: SchemaId::from([2; 32]),
            capacity: Capacity::TwoTo17,
            allocated: 5000,
            batches: 1,
            strict: false,
            created: did::Stamp { block: 1, time: 2 },
        }
    }

    fn page(page: u32) -> PageView {
        let mut bits = aura_primitives::credentials::Page::default();
        bits.set(9, Change::Revoke).unwrap();
        bits.set(1023, Change::Suspend).unwrap();
        bits.set(16, Change::Hold).unwrap();
        PageView { page, bits }
    }

    const AT: At = At {
        number: 3,
        hash: Hash::zero(),
    };

    #[test]
    fn bits_stand_where_the_document_says() {
        let shown = Page::new(&page(0));
        let revoked: [u8; 128] = const_hex::decode_to_array(shown.revoked).unwrap();
        let suspended: [u8; 128] = const_hex::decode_to_array(shown.suspended).unwrap();
        let held: [u8; 128] = const_hex::decode_to_array(shown.held).unwrap();
        assert_eq!((revoked[1], suspended[127]), (0b10, 0b1000_0000));
        assert_eq!(held[2], 1);
        assert_eq!(revoked.iter().filter(|byte| **byte != 0).count(), 1);
    }

    #[test]
    fn what_is_full_goes_on_until_the_last_page() {
        let next = |pages: &[PageView], count| StatusPages::new(&list(), pages, count, AT).next;
        assert_eq!(next(&[], 1), None);
        assert_eq!(next(&[page(4)], 1), Some(5));
        assert_eq!(next(&[page(4)], 2), None);
        assert_eq!(next(&[page(127)], 1), None);
    }
}
