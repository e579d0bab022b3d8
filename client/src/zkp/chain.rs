//! What is asked of a node.

use super::{calls::PALLET, Problem};
use crate::{did::Chain, Result};
use aura_primitives::{
    credentials::{view::StatusRootView, ListId},
    did::{Did, Stamp},
    zkp::{KeyId, PolicyId, PolicyPage, PreparedKey, Presentation, Receipt, VerificationPolicy},
};
use codec::{Decode, DecodeAll, Encode};
use serde::Deserialize;
use sp_crypto_hashing::twox_128;
use subxt::{
    config::substrate::H256,
    rpcs::{methods::legacy::Bytes, rpc_params},
};

/// Keys that are listed, at most. Governance keeps them few.
const MAX_KEYS: u32 = 1000;

/// What a key can be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Decode)]
pub enum KeyStatus {
    /// Proofs are checked with it.
    Active,
    /// A later one took its place.
    Retired,
    /// Something is wrong with it.
    Disabled,
}

/// A key that was registered, as the pallet stores it.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct KeyRecord {
    /// The key.
    pub key: PreparedKey,
    /// What it can be used for.
    pub status: KeyStatus,
    /// When it was registered.
    pub registered: Stamp,
    /// The block from which on proofs are checked with it.
    pub active_from: u32,
}

/// Whether the chain would take a presentation.
#[derive(Debug, Deserialize)]
pub struct Verdict {
    /// Whether it would.
    pub verified: bool,
    /// The name of the error, if not.
    pub error: Option<String>,
}

impl KeyStatus {
    /// In a word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Retired => "retired",
            Self::Disabled => "disabled",
        }
    }
}

impl KeyRecord {
    /// Its status at a block, in a word: a key that waits for the notice of root is `pending`.
    pub fn status_at(&self, block: u64) -> &'static str {
        match self.status {
            KeyStatus::Active if block < u64::from(self.active_from) => "pending",
            status => status.name(),
        }
    }
}

impl Chain {
    /// An entry of the state; none if there is nothing.
    pub async fn stored<T: Decode>(
        &self,
        pallet: &str,
        entry: &str,
        key: &[u8],
        at: H256,
    ) -> Result<Option<T>> {
        let what = format!("{pallet}.{entry}");
        let key = const_hex::encode_prefixed([&prefix(pallet, entry)[..], key].concat());
        let bytes: Option<Bytes> = self
            .node
            .request("state_getStorage", rpc_params![key, at])
            .await?;
        let decode = |bytes: Bytes| {
            T::decode_all(&mut bytes.0.as_slice())
                .map_err(|error| self.node.misunderstood(&what, &error))
        };
        bytes.map(decode).transpose()
    }

    /// Every key that was ever registered, in order.
    pub async fn keys(&self, at: H256) -> Result<Vec<KeyRecord>> {
        let start = const_hex::encode_prefixed(prefix(PALLET, "Keys"));
        let none: Option<String> = None;
        let names: Vec<Bytes> = self
            .node
            .request("state_getKeysPaged", rpc_params![start, MAX_KEYS, none, at])
            .await?;
        let mut all = vec![];
        for name in names {
            let key = name.0.get(32..).unwrap_or_default();
            let record: Option<KeyRecord> = self.stored(PALLET, "Keys", key, at).await?;
            all.extend(record);
        }
        all.sort_by_key(|record| record.key.id);
        Ok(all)
    }

    /// A key, whatever has become of it.
    pub async fn key(&self, id: KeyId, at: H256) -> Result<Option<KeyRecord>> {
        let keys = self.keys(at).await?;
        Ok(keys.into_iter().find(|record| record.key.id == id))
    }

    /// The names of the keys with which proofs are checked.
    pub async fn usable_keys(&self, at: H256) -> Result<Vec<KeyId>> {
        self.ask("ZkpApi_keys", &[], at).await
    }

    /// Whether the chain takes keys of development.
    pub async fn takes_development_keys(&self, at: H256) -> Result<bool> {
        let allowed: Option<bool> = self.stored(PALLET, "AllowInsecureSetup", &[], at).await?;
        Ok(allowed.unwrap_or_default())
    }

    /// A policy.
    ///
    /// # Errors
    /// If there is none.
    pub async fn policy(&self, id: PolicyId, at: H256) -> Result<VerificationPolicy> {
        let policy = self.find_policy(id, at).await?;
        Ok(policy.ok_or(Problem::NoPolicy(id))?)
    }

    /// A policy, if there is one. Its identifier is a hash of all of it, so a node cannot make one up.
    pub async fn find_policy(&self, id: PolicyId, at: H256) -> Result<Option<VerificationPolicy>> {
        let what = "ZkpApi_policy";
        let policy: Option<VerificationPolicy> = self.ask(what, &id.encode(), at).await?;
        match policy {
            Some(policy) if policy.id() != id => {
                Err(self.node.misunderstood(what, &"it is another policy"))
            }
            policy => Ok(policy),
        }
    }

    /// The policies that a verifier has registered and not closed.
    pub async fn policies_of(&self, verifier: Did, at: H256) -> Result<Vec<VerificationPolicy>> {
        let what = "ZkpApi_policies";
        let (mut all, mut after) = (vec![], None::<PolicyId>);
        loop {
            let page: PolicyPage = self.ask(what, &(verifier, after).encode(), at).await?;
            for id in page.policies {
                all.extend(self.find_policy(id, at).await?);
            }
            match page.next {
                None => return Ok(all),
                // A node that does not go on would be asked for ever.
                next if next <= after => {
                    return Err(self.node.misunderstood(what, &"it does not go on"));
                }
                next => after = next,
            }
        }
    }

    /// The receipt that an account has for a policy, if it is good.
    pub async fn receipt(
        &self,
        who: [u8; 32],
        policy: PolicyId,
        at: H256,
    ) -> Result<Option<Receipt>> {
        let arguments = (who, policy).encode();
        self.ask("ZkpApi_receipt", &arguments, at).await
    }

    /// What proofs about the credentials of a list rest on; none if there is no such list.
    pub async fn status_root(&self, list: ListId, at: H256) -> Result<Option<StatusRootView>> {
        let what = "CredentialsApi_status_root";
        self.ask(what, &list.encode(), at).await
    }

    /// Whether the chain would take a presentation after a block. The node sees it, nothing is sent.
    pub async fn would_take(
        &self,
        presentation: &Presentation<[u8; 32]>,
        at: H256,
    ) -> Result<Verdict> {
        let bytes = const_hex::encode_prefixed(presentation.encode());
        self.node
            .request("zkp_verify", rpc_params![bytes, at])
            .await
    }

    /// How many blocks a constant of a pallet stands for.
    pub fn blocks(&self, pallet: &str, name: &str) -> Result<u32> {
        self.state.constant(pallet, name)
    }
}

fn prefix(pallet: &str, entry: &str) -> Vec<u8> {
    [twox_128(pallet.as_bytes()), twox_128(entry.as_bytes())].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_primitives::zkp::{Circuit, Provenance};

    #[test]
    fn a_record_is_read_as_the_pallet_writes_it() {
        let key = PreparedKey {
            id: KeyId {
                circuit: Circuit::Age,
                version: 3,
            },
            circuit_hash: [1; 32],
            provenance: Provenance::Development,
            alpha: [2; 96],
            beta: [3; 192],
            neg_gamma: [4; 192],
            neg_delta: [5; 192],
            alpha_beta: [6; 576],
            ic: vec![[7; 96]; 11].try_into().unwrap(),
            digest: [8; 32],
        };
        let stamp = [9, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0];
        let active_from = [11, 0, 0, 0];
        let bytes = [&key.encode()[..], &[1], &stamp, &active_from].concat();
        let record = KeyRecord::decode_all(&mut bytes.as_slice()).unwrap();
        let registered = Stamp { block: 9, time: 10 };
        let expected = KeyRecord {
            key,
            status: KeyStatus::Retired,
            registered,
            active_from: 11,
        };
        assert_eq!(record, expected);
        assert_eq!(record.status_at(10), "retired");
        let active = KeyRecord {
            status: KeyStatus::Active,
            ..record
        };
        assert_eq!(
            [10, 11].map(|block| active.status_at(block)),
            ["pending", "active"]
        );
    }
}
