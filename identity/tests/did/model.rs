//! A chain in memory, and the DID that most tests are about.

use aura_identity::did::{BlockRef, Chain, ChainError, Head};
use aura_primitives::did::{
    view::{ActiveView, DeactivatedView, ServiceView, VerificationMethodView, View},
    Control, Controller, Did, PublicKey, Relationships, Stamp,
};
use std::cell::Cell;

/// Noon of 2026-01-31, in milliseconds since 1970.
pub const NOON: u64 = 1_769_860_800_000;

/// The DID that most tests are about.
pub fn did() -> Did {
    Did::from([7; 32])
}

/// A chain with one DID.
pub struct Model {
    /// The last finalised block.
    pub finalized: u32,
    /// The best block.
    pub best: u32,
    /// The first block whose state is kept.
    pub kept_from: u32,
    /// The versions of the DID, the first one first.
    pub versions: Vec<View<[u8; 32]>>,
    /// Number of reads of states.
    pub reads: Cell<u32>,
}

impl Model {
    /// Makes a chain with these versions, which ends some blocks after the last one.
    pub fn new(versions: Vec<View<[u8; 32]>>) -> Self {
        let last = versions.last().map_or(0, |view| view.updated().block);
        Self {
            finalized: last + 10,
            best: last + 12,
            kept_from: 0,
            versions,
            reads: Cell::new(0),
        }
    }
}

impl Chain for Model {
    fn head(&self, which: Head) -> Result<BlockRef, ChainError> {
        let number = match which {
            Head::Finalized => self.finalized,
            Head::Best => self.best,
        };
        let hash = [0xab; 32];
        Ok(BlockRef { number, hash })
    }

    fn view(
        &self,
        head: &BlockRef,
        height: u32,
        asked: &Did,
    ) -> Result<Option<View<[u8; 32]>>, ChainError> {
        self.reads.set(self.reads.get() + 1);
        assert!(height <= head.number, "there is no such block yet");
        if height < self.kept_from {
            return Err(ChainError::HistoryNotKept);
        }
        let valid = |view: &&View<_>| *asked == did() && view.updated().block <= height;
        Ok(self.versions.iter().rev().find(valid).cloned())
    }
}

/// A chain that cannot be read.
pub struct Broken;

impl Chain for Broken {
    fn head(&self, _: Head) -> Result<BlockRef, ChainError> {
        Err(ChainError::Failed("no answer".into()))
    }

    fn view(&self, _: &BlockRef, _: u32, _: &Did) -> Result<Option<View<[u8; 32]>>, ChainError> {
        panic!("nobody reads without a head");
    }
}

/// Stamp of a block, at this number of milliseconds after [`NOON`].
pub fn stamp(block: u32, after: u64) -> Stamp {
    Stamp {
        block,
        time: NOON + after,
    }
}

/// An empty document in its first version.
pub fn created(at: Stamp) -> ActiveView<[u8; 32]> {
    ActiveView {
        methods: Vec::new(),
        services: Vec::new(),
        also_known_as: Vec::new(),
        control: Control::account([1; 32]),
        nonce: 0,
        created: at,
        updated: at,
        previous: None,
        history: [0; 32],
        depositor: [1; 32],
    }
}

/// Next version of a view, different from all others.
pub fn updated(view: &ActiveView<[u8; 32]>, at: Stamp) -> ActiveView<[u8; 32]> {
    ActiveView {
        also_known_as: vec![format!("urn:example:{}", at.block)],
        nonce: view.nonce + 1,
        updated: at,
        previous: Some(view.updated.block),
        history: [at.block as u8; 32],
        ..view.clone()
    }
}

/// View of the deactivated DID.
pub fn deactivated(view: &ActiveView<[u8; 32]>, at: Stamp) -> DeactivatedView {
    DeactivatedView {
        created: view.created,
        deactivated: at,
        history: [0xee; 32],
    }
}

/// Versions: created in block 100, updated in 120 and 200, deactivated in 300.
pub fn lived() -> Vec<View<[u8; 32]>> {
    let first = created(stamp(100, 0));
    let second = updated(&first, stamp(120, 40_500));
    let third = updated(&second, stamp(200, 200_000));
    let last = deactivated(&third, stamp(300, 400_000));
    vec![
        View::Active(first),
        View::Active(second),
        View::Active(third),
        View::Deactivated(last),
    ]
}

/// As [`lived`], still active.
pub fn living() -> Vec<View<[u8; 32]>> {
    let mut versions = lived();
    versions.pop();
    versions
}

fn key<const N: usize>(hex: &str) -> [u8; N] {
    const_hex::decode_to_array(hex).unwrap()
}

fn method(index: u32, key: PublicKey, relationships: Relationships) -> VerificationMethodView {
    VerificationMethodView {
        fragment: format!("key-{index}"),
        multikey: key.to_multikey(),
        relationships,
        expires: None,
        revoked: None,
    }
}

/// A document with something of everything, in its second version.
pub fn full() -> ActiveView<[u8; 32]> {
    let ed25519 = |hex| PublicKey::Ed25519(key(hex));
    let methods = vec![
        method(
            1,
            ed25519("3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29"),
            Relationships::SIGNING,
        ),
        method(
            2,
            PublicKey::X25519(key(
                "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
            )),
            Relationships::KEY_AGREEMENT,
        ),
        VerificationMethodView {
            expires: Some(NOON + 40_500),
            ..method(
                3,
                PublicKey::P256(key(
                    "036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
                )),
                Relationships::ASSERTION,
            )
        },
        VerificationMethodView {
            revoked: Some(NOON + 40_500),
            ..method(
                4,
                PublicKey::Sr25519(key(
                    "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
                )),
                Relationships::NONE,
            )
        },
    ];
    let service = |fragment: &str, kind: &str, endpoints: &[&str]| ServiceView {
        fragment: fragment.into(),
        service_type: kind.into(),
        endpoints: endpoints.iter().map(|&endpoint| endpoint.into()).collect(),
    };
    let first = created(stamp(100, 0));
    ActiveView {
        methods,
        services: vec![
            service("site", "LinkedDomains", &["https://alice.example"]),
            service(
                "files",
                "Storage",
                &[
                    "https://files.example/alice/",
                    "https://backup.example/alice",
                ],
            ),
        ],
        also_known_as: vec!["https://social.example/@alice".into()],
        control: Control {
            controllers: vec![
                Controller::Did(Did::from([8; 32])),
                Controller::Account(key(
                    "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
                )),
            ]
            .try_into()
            .unwrap(),
            threshold: 2,
        },
        nonce: 5,
        history: key("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ..updated(&first, stamp(120, 40_500))
    }
}
