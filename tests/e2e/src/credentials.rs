//! An issuer of credentials on the chain: a DID that an account controls, its schema and its status
//! lists.

use crate::{
    did::{self, Encoded},
    Client, Included,
};
use anyhow::{Context, Result};
use aura_primitives::{
    credentials::{
        Capacity, Change, Claim, ClaimKind, ClaimName, Index, IssuancePolicy, ListId, Root, Schema,
        SchemaId, StatusChange, StatusChanges,
    },
    did::{Anchor, Did, Document, Uri},
};
use codec::{Decode, Encode};
use subxt_signer::sr25519::Keypair;

/// The name of the pallet, and its number in the runtimes.
pub const PALLET: (&str, u8) = ("Credentials", 61);

/// Numbers of its calls.
pub mod calls {
    pub const REGISTER_SCHEMA: u8 = 0;
    pub const ACCREDIT: u8 = 1;
    pub const SET_SUSPENDED: u8 = 2;
    pub const WITHDRAW_ACCREDITATION: u8 = 3;
    pub const CREATE_STATUS_LIST: u8 = 4;
    pub const ANCHOR: u8 = 5;
    pub const SET_STATUS: u8 = 6;
}

/// A DID that is controlled by one account.
pub struct Issuer {
    client: Client,
    account: Keypair,
    /// DID of the issuer.
    pub did: Did,
}

impl Issuer {
    /// Creates the DID of an account; `salt` distinguishes several DIDs of one account.
    ///
    /// # Errors
    /// If the chain refuses it.
    pub async fn create(client: &Client, account: Keypair, salt: u8) -> Result<Self> {
        let salt = [salt; 32];
        let genesis = client.hash(0).await?.0;
        let did = Did::derive(&genesis, &Anchor::Account(crate::id(&account)), &salt);
        let none: Option<aura_primitives::did::Signature> = None;
        let arguments = (Document::default(), salt, none, did::MAX_DEPOSIT);
        let Encoded(create) = did::call(did::calls::CREATE, arguments);
        client.submit_encoded(&account, &create).await?;
        Ok(Self {
            client: client.clone(),
            account,
            did,
        })
    }

    /// Account that controls the DID and pays.
    pub fn account(&self) -> &Keypair {
        &self.account
    }

    /// The account's call that makes the DID call the pallet.
    pub fn act(&self, index: u8, arguments: impl Encode) -> Vec<u8> {
        let inner = [&[PALLET.1, index][..], &arguments.encode()].concat();
        self.act_any(Encoded(inner))
    }

    fn act_any(&self, inner: Encoded) -> Vec<u8> {
        let arguments = (self.did, inner, did::MAX_DEPOSIT);
        did::call(did::calls::DISPATCH_AS, arguments).0
    }

    /// Makes any call as the DID.
    ///
    /// # Errors
    /// If it fails; the message names the pallet's error.
    pub async fn make_any(&self, inner: Encoded) -> Result<Included> {
        let call = self.act_any(inner);
        self.client.submit_encoded(&self.account, &call).await
    }

    /// Makes a call of the pallet as the DID.
    ///
    /// # Errors
    /// If it fails; the message names the pallet's error.
    pub async fn make(&self, index: u8, arguments: impl Encode) -> Result<Included> {
        let call = self.act(index, arguments);
        self.client.submit_encoded(&self.account, &call).await
    }

    /// Registers a schema of one claim.
    ///
    /// # Errors
    /// If the chain refuses it.
    pub async fn register(&self, policy: IssuancePolicy) -> Result<SchemaId> {
        let claim = Claim {
            name: ClaimName::new("degree")?,
            kind: ClaimKind::Text,
            slot: Some(4),
        };
        let schema = Schema {
            owner: self.did,
            digest: [1; 32],
            uri: Uri::new("https://aura.example/degree.json")?,
            claims: vec![claim].try_into().ok().context("too many claims")?,
            policy,
            unique: false,
        };
        self.make(calls::REGISTER_SCHEMA, &schema).await?;
        Ok(schema.id())
    }

    /// Creates a status list. Returns its number.
    ///
    /// # Errors
    /// If the chain refuses it.
    pub async fn create_list(&self, schema: SchemaId, capacity: Capacity) -> Result<ListId> {
        self.create_list_as(schema, capacity, false).await
    }

    /// Creates a status list that may be strict about its status roots. Returns its number.
    ///
    /// # Errors
    /// If the chain refuses it.
    pub async fn create_list_as(
        &self,
        schema: SchemaId,
        capacity: Capacity,
        strict: bool,
    ) -> Result<ListId> {
        let arguments = (schema, capacity, strict);
        let included = self.make(calls::CREATE_STATUS_LIST, arguments).await?;
        let event = included.event(PALLET.0, "StatusListCreated");
        let mut event = event.context("no event of the list")?;
        Ok(ListId::decode(&mut event)?)
    }

    /// Anchors credentials.
    ///
    /// # Errors
    /// If it fails; the message names the pallet's error.
    pub async fn anchor(
        &self,
        list: ListId,
        first: Index,
        count: u32,
        root: Root,
    ) -> Result<Included> {
        self.make(calls::ANCHOR, (list, first, count, root)).await
    }

    /// Changes the status of credentials.
    ///
    /// # Errors
    /// If it fails; the message names the pallet's error.
    pub async fn set(&self, list: ListId, indices: &[Index], change: Change) -> Result<Included> {
        let changes = changes(indices, change)?;
        self.make(calls::SET_STATUS, (list, changes)).await
    }
}

/// The same change of several credentials.
///
/// # Errors
/// If they are too many for one call.
pub fn changes(indices: &[Index], change: Change) -> Result<StatusChanges> {
    let one = |index: &Index| StatusChange {
        index: *index,
        change,
    };
    let changes: Vec<_> = indices.iter().map(one).collect();
    changes.try_into().ok().context("too many changes")
}
