//! The two credentials of a status list: revocation and suspension.

use super::refusal::Refusal;
use crate::{
    conditional,
    ledger::{Ledger, Unknown},
    Finalized, Issuer, Resolver,
};
use aura_identity::{
    credential::CredentialError,
    data_integrity::Cryptosuite,
    status::{bits, status_list_url, StatusListCredential, StatusPurpose},
    DateTime,
};
use aura_primitives::{
    credentials::{
        view::{ListView, PageView},
        ListId,
    },
    did::Did,
};
use axum::body::Bytes;
use codec::Encode;
use sp_crypto_hashing::blake2_256;
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// Time for which a verifier may cache a list (`ttl`), in milliseconds: the standard's default. An
/// unchanged list is signed again after this time.
const TTL_MILLIS: u32 = 300_000;

/// Validity period of a list, in milliseconds from the time of its block. It bounds how long an old
/// list can be presented to hide a revocation.
const VALIDITY_MILLIS: u64 = 30 * 60 * 1000;

/// A status list credential as it is sent.
#[derive(Debug)]
pub struct Document {
    pub body: Bytes,
}

impl Document {
    /// Returns its `ETag` for a media type.
    pub fn tag(&self, media_type: &str) -> String {
        conditional::tag(&[media_type.as_bytes(), &self.body])
    }
}

/// A list on the chain as two documents.
#[derive(Debug)]
pub struct Lists {
    /// Digest of the capacity and pages that both were made from.
    digest: [u8; 32],
    /// Time of the block that they were made from, in milliseconds since 1970.
    time: u64,
    revocation: Document,
    suspension: Document,
}

impl Lists {
    /// Returns the document for a purpose.
    pub fn of(&self, purpose: StatusPurpose) -> &Document {
        match purpose {
            StatusPurpose::Revocation => &self.revocation,
            StatusPurpose::Suspension => &self.suspension,
        }
    }
}

/// Returns a list as of the last final block: `before`, if it has the same bits and is younger than
/// [`TTL_MILLIS`], or else newly signed.
pub(super) async fn look<R: Resolver>(
    resolver: &R,
    issuer: &Arc<Issuer>,
    owner: &Did,
    list: ListId,
    before: Option<Arc<Lists>>,
) -> Result<Arc<Lists>, Refusal> {
    let head = resolver.finalized().await;
    let head = head.map_err(|_| Refusal::Unavailable)?;
    let ledger = Ledger {
        resolver,
        at: head.hash,
    };
    let view = ledger.list(list).await?;
    let view = view
        .filter(|view| view.owner == *owner)
        .ok_or(Refusal::NotFound)?;
    if !issuer.is_good(ledger.did(owner).await?.as_ref()) {
        return Err(Refusal::KeyGone);
    }
    let until = DateTime::from_millis(head.time.saturating_add(VALIDITY_MILLIS));
    if crate::now() > until {
        return Err(Refusal::Old);
    }
    let pages = ledger.pages(&view).await?;
    let digest = blake2_256(&(view.capacity, &pages).encode());
    let is_young = |lists: &Lists| head.time < lists.time.saturating_add(TTL_MILLIS.into());
    if let Some(before) = before.filter(|lists| lists.digest == digest && is_young(lists)) {
        return Ok(before);
    }
    let issuer = issuer.clone();
    // Packing and signing take milliseconds, which would block other tasks of this thread.
    let made = spawn_blocking(move || make(&issuer, &view, pages, digest, head));
    let made = made.await.map_err(|_| Refusal::Unwritten)?;
    made.map(Arc::new).map_err(|_| Refusal::Unwritten)
}

fn make(
    issuer: &Issuer,
    view: &ListView,
    pages: Vec<PageView>,
    digest: [u8; 32],
    head: Finalized,
) -> Result<Lists, CredentialError> {
    let pages = pages.into_iter().map(|page| (page.page, page.bits));
    let pages: Vec<_> = pages.collect();
    let document = |purpose| -> Result<Document, CredentialError> {
        let url = status_list_url(issuer.base(), view.id, purpose);
        let list = StatusListCredential {
            url: &url,
            issuer: issuer.did(),
            purpose,
            list: &bits(view.capacity.entries(), purpose, &pages),
            valid_from: DateTime::from_millis(head.time),
            valid_until: DateTime::from_millis(head.time.saturating_add(VALIDITY_MILLIS)),
            ttl: TTL_MILLIS,
        };
        // The time of its block, since this machine's clock may differ.
        let created = DateTime::from_millis(head.time);
        let secured = issuer.secure(&list.to_json()?, Cryptosuite::EddsaRdfc2022, created)?;
        let body = secured.to_string().into();
        Ok(Document { body })
    };
    Ok(Lists {
        digest,
        time: head.time,
        revocation: document(StatusPurpose::Revocation)?,
        suspension: document(StatusPurpose::Suspension)?,
    })
}

impl From<Unknown> for Refusal {
    fn from(_: Unknown) -> Self {
        Self::Unavailable
    }
}
