//! Calls that a DID can sign: their encoding, and a summary for the user.

use super::{
    call_indices::CallIndices, chain::Chain, signers::address, Control, Controller, Problem,
};
use crate::{credentials, state::State, zkp, Result};
use aura_identity::did::multikey;
use aura_primitives::{
    credentials::{Entry, Owned, SchemaId},
    did::{
        Change, Changes, Did, Document, KeyIndex, PublicKey, Relationship, Relationships, Service,
    },
    limits,
    zkp::PolicyId,
    List,
};
use aura_zkp_core::possession;
use codec::{DecodeAll, Encode};

/// Numbers of verification methods.
pub type KeyIndices = List<KeyIndex, { limits::MAX_METHODS }>;

/// A call that a DID can sign and this crate knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DidCall {
    /// Changes the DID document.
    Update(Changes),
    /// Sets the controllers and the threshold.
    SetControl(Control),
    /// Deactivates the DID.
    Deactivate,
    /// Removes keys that were retired or revoked.
    PurgeMethods(KeyIndices),
    /// Moves the deposit to the account that submits the operation.
    TakeOverDeposit,
    /// A call of the pallet `Credentials`.
    Credentials(credentials::CredentialsCall),
    /// A call of the pallet `ZkpVerifier`.
    Proofs(zkp::ZkpCall),
}

/// A deposit, as it is shown to the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deposit {
    /// Amount in plancks.
    pub amount: u128,
    /// Duration of the deposit, as a phrase.
    pub how_long: &'static str,
}

impl Deposit {
    /// Duration for a DID.
    pub const AS_LARGE: &'static str = "held while the DID document is this large";
    /// Duration for a DID that is deactivated.
    pub const BURNT: &'static str = "burnt for the tombstone, the rest returns to its depositor";
    /// Duration for an entry that is never removed.
    pub const FOR_EVER: &'static str = "held permanently";
    /// Duration for an entry that another account can take over. A list can be closed until
    /// something is anchored in it.
    pub const WHILE_THERE: &'static str =
        "held until it is closed, or another account takes it over";
    /// Duration for an offer.
    pub const UNTIL_ACCEPTED: &'static str = "held until it is accepted or withdrawn";
    /// Duration for a policy.
    pub const UNTIL_CLOSED: &'static str = "held until the policy is closed";
}

impl DidCall {
    /// Encodes the call, with the indices of the runtime.
    pub fn encode(&self, calls: &CallIndices) -> Vec<u8> {
        match self {
            Self::Update(changes) => [&calls.update[..], &changes.encode()].concat(),
            Self::SetControl(control) => [&calls.set_control[..], &control.encode()].concat(),
            Self::Deactivate => calls.deactivate.to_vec(),
            Self::PurgeMethods(keys) => [&calls.purge_methods[..], &keys.encode()].concat(),
            Self::TakeOverDeposit => calls.take_over_deposit.to_vec(),
            Self::Credentials(call) => call.to_bytes(),
            Self::Proofs(call) => call.to_bytes(),
        }
    }

    /// Decodes a call.
    ///
    /// # Errors
    /// If the bytes are not exactly one of these calls.
    pub fn decode(calls: &CallIndices, bytes: &[u8]) -> std::result::Result<Self, Problem> {
        let unknown = |error: codec::Error| Problem::Unknown(error.to_string());
        if let Some((&credentials::PALLET_INDEX, rest)) = bytes.split_first() {
            return credentials::CredentialsCall::read(rest).map(Self::Credentials);
        }
        if let Some((&zkp::PALLET_INDEX, rest)) = bytes.split_first() {
            return zkp::ZkpCall::read(rest).map(Self::Proofs);
        }
        let (numbers, mut rest) = bytes
            .split_first_chunk::<2>()
            .ok_or_else(|| Problem::Unknown("it is empty".into()))?;
        let rest = &mut rest;
        let call = match numbers {
            n if *n == calls.update => Self::Update(DecodeAll::decode_all(rest).map_err(unknown)?),
            n if *n == calls.set_control => {
                Self::SetControl(DecodeAll::decode_all(rest).map_err(unknown)?)
            }
            n if *n == calls.deactivate && rest.is_empty() => Self::Deactivate,
            n if *n == calls.take_over_deposit && rest.is_empty() => Self::TakeOverDeposit,
            n if *n == calls.purge_methods => {
                Self::PurgeMethods(DecodeAll::decode_all(rest).map_err(unknown)?)
            }
            [pallet, call] => {
                let why = format!("it is the call {call} of the pallet {pallet}");
                return Err(Problem::Unknown(why));
            }
        };
        Ok(call)
    }

    /// Checks that the runtime decodes the call as this crate does.
    ///
    /// # Errors
    /// If the runtime has other indices or names of variants for it, or another encoding.
    pub fn check(&self, calls: &CallIndices, state: &State) -> Result<()> {
        match self {
            Self::Credentials(call) => call.check_indices(state)?,
            Self::Proofs(call) => call.check_indices(state)?,
            _ => {}
        }
        let names = state.variants_of(&self.encode(calls))?;
        if names == self.variants() {
            Ok(())
        } else {
            let why = "the node's runtime decodes it differently".into();
            Err(Problem::Unknown(why).into())
        }
    }

    /// Checks the proofs of possession of the keys for proofs that the call adds to a DID.
    ///
    /// # Errors
    /// If a proof of possession or a key is not valid.
    pub fn check_possession(&self, did: &Did) -> std::result::Result<(), Problem> {
        let Self::Update(changes) = self else {
            return Ok(());
        };
        for change in changes {
            if let Change::AddProofKey { key, possession } = change {
                possession::verify(did, key, possession).map_err(|_| {
                    let key = PublicKey::Jubjub(*key).to_multikey();
                    Problem::NotPossessed(multikey::encode(&key))
                })?;
            }
        }
        Ok(())
    }

    /// Returns the names of the enum variants in the call, as the metadata have them.
    fn variants(&self) -> Vec<&'static str> {
        match self {
            Self::Update(changes) => changes.iter().flat_map(change_variants).collect(),
            Self::SetControl(control) => {
                let controllers = control.controllers.iter();
                controllers.map(controller_variant).collect()
            }
            Self::Deactivate | Self::PurgeMethods(_) | Self::TakeOverDeposit => vec![],
            Self::Credentials(call) => call.variants(),
            Self::Proofs(call) => call.variants(),
        }
    }

    /// Returns the verification relationship under which one key of the DID must be listed to sign
    /// the call; `None` where the DID's controllers must agree.
    pub fn relationship(&self) -> Option<Relationship> {
        match self {
            Self::Credentials(call) => Some(call.relationship()),
            Self::Proofs(call) => Some(call.relationship()),
            _ => None,
        }
    }

    /// Returns the relationships of which the signers must prove one.
    pub fn asked(&self) -> Relationships {
        match (self, self.relationship()) {
            // The relationship depends on the owner of the list.
            (Self::Credentials(credentials::CredentialsCall::SetStatus { .. }), _) => {
                Relationships::ASSERTION | Relationship::CapabilityDelegation.into()
            }
            (_, Some(relationship)) => relationship.into(),
            (_, None) => Relationships::CONTROL,
        }
    }

    /// Returns the deposit that is held after the call, where the chain can be asked for it.
    ///
    /// # Errors
    /// If the chain would refuse the call.
    pub async fn deposit(&self, did: &Did, chain: &Chain) -> Result<Option<Deposit>> {
        use credentials::CredentialsCall as Credentials;
        let (amount, how_long) = match self {
            Self::Update(changes) => {
                let amount = chain.deposit_of_update(did, changes).await?;
                (amount, Deposit::AS_LARGE)
            }
            Self::Deactivate => (chain.price_of_tombstone().await?, Deposit::BURNT),
            Self::TakeOverDeposit => (chain.price_of_entry(did).await?, Deposit::AS_LARGE),
            Self::Credentials(Credentials::RegisterSchema(schema)) => {
                (chain.deposit_of_schema(schema).await?, Deposit::FOR_EVER)
            }
            Self::Credentials(Credentials::CreateList { capacity, .. }) => (
                chain.deposit_of_list(*capacity).await?,
                Deposit::WHILE_THERE,
            ),
            Self::Credentials(Credentials::Offer { to: Some(_), .. }) => {
                (chain.deposit_of_offer().await?, Deposit::UNTIL_ACCEPTED)
            }
            Self::Credentials(Credentials::Accept { what }) => {
                let entry = match what {
                    Owned::Schema(schema) => Entry::Schema(*schema),
                    Owned::List(list) => Entry::List(*list),
                };
                match chain.deposit_of(entry).await? {
                    Some(amount) => (amount, Deposit::WHILE_THERE),
                    None => return Ok(None),
                }
            }
            Self::Credentials(Credentials::TakeOverDeposit { entry }) => {
                let how_long = match entry {
                    Entry::Offer(_) => Deposit::UNTIL_ACCEPTED,
                    _ => Deposit::WHILE_THERE,
                };
                match chain.deposit_of(*entry).await? {
                    Some(amount) => (amount, how_long),
                    None => return Ok(None),
                }
            }
            Self::Proofs(zkp::ZkpCall::RegisterPolicy(policy)) => {
                let amount = chain.deposit_of_policy(policy).await?;
                (amount, Deposit::UNTIL_CLOSED)
            }
            _ => return Ok(None),
        };
        Ok(Some(Deposit { amount, how_long }))
    }

    /// Returns the identifier of the schema that the call registers, if it registers one.
    pub fn schema(&self) -> Option<SchemaId> {
        match self {
            Self::Credentials(credentials::CredentialsCall::RegisterSchema(schema)) => {
                Some(schema.id())
            }
            _ => None,
        }
    }

    /// Returns the identifier of the policy that the call registers, if it registers one.
    pub fn policy(&self) -> Option<PolicyId> {
        match self {
            Self::Proofs(call) => call.policy(),
            _ => None,
        }
    }

    /// Returns the word that the user types to confirm the call.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Deactivate => "deactivate",
            _ => "yes",
        }
    }

    /// Returns a summary for the user, one line per change.
    pub fn summary(&self) -> Vec<String> {
        match self {
            Self::Update(changes) => changes.iter().map(change).collect(),
            Self::SetControl(control) => {
                let mut words = vec![
                    format!("Hand control to {}", in_control(control)),
                    "If the DID document grows, its whole deposit moves to the submitting account"
                        .into(),
                ];
                if !control.is_own() {
                    words.push(
                        "While others control it, it cannot sign for DIDs that it controls".into(),
                    );
                }
                words
            }
            Self::Deactivate => vec!["Deactivate the DID permanently".into()],
            Self::PurgeMethods(keys) => {
                let keys: Vec<_> = keys.iter().map(|index| format!("#key-{index}")).collect();
                vec![format!("Remove the keys {}", keys.join(", "))]
            }
            Self::TakeOverDeposit => vec![
                "Take over the deposit of the DID".into(),
                "Its whole deposit is held on the submitting account".into(),
            ],
            Self::Credentials(call) => call.summary(),
            Self::Proofs(call) => call.summary(),
        }
    }
}

/// Describes the controllers and the threshold of a DID.
pub fn in_control(control: &Control) -> String {
    let threshold = control.threshold;
    if control.is_own() {
        return format!("{threshold} of the DID's own keys");
    }
    let all: Vec<_> = control.controllers.iter().map(controller).collect();
    format!("{threshold} of: {}", all.join(", "))
}

/// Describes a document, one line per entry.
pub fn document_words(document: &Document) -> Vec<String> {
    let keys = document.methods.iter().zip(1_u32..).map(|(method, index)| {
        let what = key(&method.key, method.relationships);
        format!("Key #key-{index}: {what}")
    });
    let services = document.services.iter().map(service);
    let services = services.map(|service| format!("Service {service}"));
    let names = document.also_known_as.iter();
    let names = names.map(|name| format!("Also known as {}", name.as_str()));
    keys.chain(services).chain(names).collect()
}

fn change(change: &Change) -> String {
    match change {
        Change::AddKey(method) => format!("Add the key {}", key(&method.key, method.relationships)),
        Change::SetKeyRelationships(index, relationships) => {
            format!("Use #key-{index} for {}", names(*relationships))
        }
        Change::RetireKey(index) => {
            format!("Retire #key-{index}: its assertions stay valid, it makes no new ones")
        }
        Change::RevokeKey(index) => format!("Revoke #key-{index}: none of its signatures is valid"),
        Change::SetService(of) => format!("Set the service {}", service(of)),
        Change::RemoveService(name) => format!("Remove the service #{}", name.as_str()),
        Change::SetAlsoKnownAs(names) if names.is_empty() => "Remove all of alsoKnownAs".into(),
        Change::SetAlsoKnownAs(names) => {
            let names: Vec<_> = names.iter().map(|name| name.as_str()).collect();
            format!("Set alsoKnownAs to {}", names.join(", "))
        }
        Change::AddProofKey { key: bytes, .. } => {
            let shown = key(&PublicKey::Jubjub(*bytes), Relationships::ASSERTION);
            format!("Add the key {shown}: it signs credentials for proofs")
        }
    }
}

fn service(service: &Service) -> String {
    let endpoints: Vec<_> = service.endpoints.iter().map(|uri| uri.as_str()).collect();
    let (name, kind) = (service.name.as_str(), service.service_type.as_str());
    format!("#{name} of the type {kind} at {}", endpoints.join(", "))
}

fn key(key: &PublicKey, relationships: Relationships) -> String {
    let text = multikey::encode(&key.to_multikey());
    format!("{text} ({}) for {}", kind(key), names(relationships))
}

fn names(relationships: Relationships) -> String {
    let names: Vec<_> = relationships.iter().map(|one| one.name()).collect();
    names.join(", ")
}

fn controller(controller: &Controller) -> String {
    match controller {
        Controller::Did(did) => did.to_string(),
        Controller::Account(account) => format!("the account {}", address(account)),
    }
}

fn kind(key: &PublicKey) -> &'static str {
    match key {
        PublicKey::Ed25519(_) => "Ed25519",
        PublicKey::Sr25519(_) => "Sr25519",
        PublicKey::Secp256k1(_) => "Secp256k1",
        PublicKey::P256(_) => "P256",
        PublicKey::X25519(_) => "X25519",
        PublicKey::Jubjub(_) => "Jubjub",
    }
}

fn change_variants(change: &Change) -> Vec<&'static str> {
    match change {
        Change::AddKey(method) => vec!["AddKey", kind(&method.key)],
        Change::SetKeyRelationships(..) => vec!["SetKeyRelationships"],
        Change::RetireKey(_) => vec!["RetireKey"],
        Change::RevokeKey(_) => vec!["RevokeKey"],
        Change::SetService(_) => vec!["SetService"],
        Change::RemoveService(_) => vec!["RemoveService"],
        Change::SetAlsoKnownAs(_) => vec!["SetAlsoKnownAs"],
        Change::AddProofKey { .. } => vec!["AddProofKey"],
    }
}

fn controller_variant(controller: &Controller) -> &'static str {
    match controller {
        Controller::Did(_) => "Did",
        Controller::Account(_) => "Account",
    }
}

#[cfg(test)]
mod tests;
