//! A chain in memory that knows one DID.

use crate::{BlockHash, Finalized, Resolver};
use aura_client::Error;
use aura_identity::did::{
    dereference, resolve, BlockRef, Chain, ChainError, Dereferencing, Head, Resolution,
    ResolutionOptions,
};
use aura_primitives::did::{
    view::{ActiveView, DeactivatedView, ServiceView, VerificationMethodView, View},
    Control, Did, PublicKey, Relationships, Stamp,
};
use codec::Decode;
use std::sync::{
    atomic::{AtomicU32, Ordering::Relaxed},
    Arc,
};
use tokio::sync::Semaphore;

/// The DID: created in block 100, updated in block 120, and deactivated in block 300.
pub const DID: &str = "did:aura:US517G5965aydkZ46HS38QLi7UQiSojurfbQfKCELFx";

/// A DID that was never created.
pub const ABSENT: &str = "did:aura:YMN9Qj5jPNp7j14VPcML1B6xGgcPWVZUGLFU3Mnyfaf";

/// Noon of 2026-01-31, in milliseconds since 1970.
const NOON: u64 = 1_769_860_800_000;

/// First block whose state is kept.
const KEPT_FROM: u32 = 110;

/// The chain at a block, by its number.
#[derive(Clone)]
pub struct Model(Arc<AtomicU32>);

impl Model {
    /// Returns the chain at a block in which the DID is active.
    pub fn living() -> Self {
        Self(Arc::new(200.into()))
    }

    /// Returns the chain at a block in which the DID is deactivated.
    pub fn gone() -> Self {
        Self(Arc::new(310.into()))
    }

    pub fn go_to(&self, block: u32) {
        self.0.store(block, Relaxed);
    }
}

impl Chain for Model {
    fn head(&self, which: Head) -> Result<BlockRef, ChainError> {
        let ahead = match which {
            Head::Finalized => 0,
            Head::Best => 2,
        };
        let number = self.0.load(Relaxed) + ahead;
        let hash = [number as u8; 32];
        Ok(BlockRef { number, hash })
    }

    fn view(
        &self,
        _: &BlockRef,
        height: u32,
        did: &Did,
    ) -> Result<Option<View<[u8; 32]>>, ChainError> {
        if did.to_string() != DID {
            return Ok(None);
        }
        if height < KEPT_FROM {
            return Err(ChainError::HistoryNotKept);
        }
        let versions = [created(), updated(), deactivated()];
        let valid = |view: &View<_>| view.updated().block <= height;
        Ok(versions.into_iter().rev().find(valid))
    }
}

impl Resolver for Model {
    async fn resolve(
        &self,
        did: &str,
        options: &ResolutionOptions,
    ) -> aura_client::Result<Resolution> {
        Ok(resolve(self, did, options))
    }

    async fn dereference(
        &self,
        url: &str,
        options: &ResolutionOptions,
    ) -> aura_client::Result<Dereferencing> {
        Ok(dereference(self, url, options))
    }

    async fn finalized(&self) -> aura_client::Result<Finalized> {
        Ok(Finalized {
            hash: [0; 32],
            number: self.0.load(Relaxed).into(),
            time: NOON,
        })
    }

    async fn call<T: Decode + Send>(
        &self,
        _: &'static str,
        _: Vec<u8>,
        _: BlockHash,
    ) -> aura_client::Result<T> {
        unreachable!("only DIDs are asked for")
    }
}

/// A resolver whose node does not answer.
pub struct Down;

impl Down {
    fn error() -> Error {
        Error::Unreachable {
            url: "ws://127.0.0.1:9944".parse().unwrap(),
            reason: "secret of the operator".into(),
        }
    }
}

impl Resolver for Down {
    async fn resolve(&self, _: &str, _: &ResolutionOptions) -> aura_client::Result<Resolution> {
        Err(Self::error())
    }

    async fn dereference(
        &self,
        _: &str,
        _: &ResolutionOptions,
    ) -> aura_client::Result<Dereferencing> {
        Err(Self::error())
    }

    async fn finalized(&self) -> aura_client::Result<Finalized> {
        Err(Self::error())
    }

    async fn call<T: Decode + Send>(
        &self,
        _: &'static str,
        _: Vec<u8>,
        _: BlockHash,
    ) -> aura_client::Result<T> {
        Err(Self::error())
    }
}

/// A resolver that signals each request, and answers once it has a permit.
#[derive(Clone)]
pub struct Slow {
    pub asked: Arc<Semaphore>,
    pub may_answer: Arc<Semaphore>,
}

impl Slow {
    pub fn new() -> Self {
        let nothing = || Arc::new(Semaphore::new(0));
        Self {
            asked: nothing(),
            may_answer: nothing(),
        }
    }
}

impl Resolver for Slow {
    async fn resolve(
        &self,
        did: &str,
        options: &ResolutionOptions,
    ) -> aura_client::Result<Resolution> {
        self.asked.add_permits(1);
        let _permit = self.may_answer.acquire().await.unwrap();
        Model::living().resolve(did, options).await
    }

    async fn dereference(
        &self,
        url: &str,
        options: &ResolutionOptions,
    ) -> aura_client::Result<Dereferencing> {
        Model::living().dereference(url, options).await
    }

    async fn finalized(&self) -> aura_client::Result<Finalized> {
        Model::living().finalized().await
    }

    async fn call<T: Decode + Send>(
        &self,
        function: &'static str,
        arguments: Vec<u8>,
        at: BlockHash,
    ) -> aura_client::Result<T> {
        Model::living().call(function, arguments, at).await
    }
}

fn stamp(block: u32) -> Stamp {
    Stamp {
        block,
        time: NOON + u64::from(block) * 1000,
    }
}

fn first() -> ActiveView<[u8; 32]> {
    let key = "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29";
    let key = PublicKey::Ed25519(const_hex::decode_to_array(key).unwrap());
    ActiveView {
        methods: vec![VerificationMethodView {
            fragment: "key-1".into(),
            multikey: key.to_multikey(),
            relationships: Relationships::ASSERTION,
            expires: None,
            revoked: None,
        }],
        services: vec![ServiceView {
            fragment: "files".into(),
            service_type: "Storage".into(),
            endpoints: vec!["https://files.example/alice/".into()],
        }],
        also_known_as: vec![],
        control: Control::account([1; 32]),
        nonce: 0,
        created: stamp(100),
        updated: stamp(100),
        previous: None,
        history: [0; 32],
        depositor: [1; 32],
    }
}

fn created() -> View<[u8; 32]> {
    View::Active(first())
}

fn updated() -> View<[u8; 32]> {
    View::Active(ActiveView {
        also_known_as: vec!["https://social.example/@alice".into()],
        nonce: 1,
        updated: stamp(120),
        previous: Some(100),
        history: [2; 32],
        ..first()
    })
}

fn deactivated() -> View<[u8; 32]> {
    View::Deactivated(DeactivatedView {
        created: stamp(100),
        deactivated: stamp(300),
        history: [3; 32],
    })
}

#[test]
fn the_did_is_the_one_of_these_bytes() {
    assert_eq!(Did::from([7; 32]).to_string(), DID);
    assert_eq!(Did::from([8; 32]).to_string(), ABSENT);
}
