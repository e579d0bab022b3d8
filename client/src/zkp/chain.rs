//! Queries to a node about keys, policies, receipts and status roots.

use super::{calls::PALLET, Problem};
use crate::{did::Chain, limits::MAX_KEYS, Result};
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

/// Status of a registered verifying key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Decode)]
pub enum KeyStatus {
    /// Proofs are verified with it.
    Active,
    /// A later key has replaced it.
    Retired,
    /// The key has a fault.
    Disabled,
}

/// A registered key, as the pallet stores it.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct KeyRecord {
    /// Verifying key, with its identifier and digest.
    pub key: PreparedKey,
    /// Status that is stored, without regard to `active_from`.
    pub status: KeyStatus,
    /// Block and time of the registration.
    pub registered: Stamp,
    /// First block in which proofs are verified with it.
    pub active_from: u32,
}

/// Answer of a node that was asked if the chain would accept a presentation.
#[derive(Debug, Deserialize)]
pub struct Verdict {
    /// True if the chain would accept it.
    pub verified: bool,
    /// Name of the error, if the chain would refuse it.
    pub error: Option<String>,
}

impl KeyStatus {
    /// Returns the name of the status, one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Retired => "retired",
            Self::Disabled => "disabled",
        }
    }
}

impl KeyRecord {
    /// Returns the status at a block, one word. A key that waits for the notice of root is
    /// `pending`.
    pub fn status_at(&self, block: u64) -> &'static str {
        match self.status {
            KeyStatus::Active if block < u64::from(self.active_from) => "pending",
            status => status.name(),
        }
    }
}

impl Chain {
    /// Reads an entry of the storage; `None` if it does not exist. `key` follows the prefix of the
    /// storage item as it is, with its hash.
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

    /// Returns all keys that were ever registered, in the order of their identifiers.
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

    /// Returns a key of any status.
    pub async fn key(&self, id: KeyId, at: H256) -> Result<Option<KeyRecord>> {
        let keys = self.keys(at).await?;
        Ok(keys.into_iter().find(|record| record.key.id == id))
    }

    /// Returns the identifiers of the keys with which proofs are verified.
    pub async fn usable_keys(&self, at: H256) -> Result<Vec<KeyId>> {
        self.ask("ZkpApi_keys", &[], at).await
    }

    /// Returns true if the chain accepts keys for development.
    pub async fn takes_development_keys(&self, at: H256) -> Result<bool> {
        let allowed: Option<bool> = self.stored(PALLET, "AllowInsecureSetup", &[], at).await?;
        Ok(allowed.unwrap_or_default())
    }

    /// Returns a policy.
    ///
    /// # Errors
    /// If the chain has no such policy.
    pub async fn policy(&self, id: PolicyId, at: H256) -> Result<VerificationPolicy> {
        let policy = self.find_policy(id, at).await?;
        Ok(policy.ok_or(Problem::NoPolicy(id))?)
    }

    /// Returns a policy, or `None` if the chain does not have it. Its identifier is a hash of the
    /// whole policy, so a node cannot invent one.
    pub async fn find_policy(&self, id: PolicyId, at: H256) -> Result<Option<VerificationPolicy>> {
        let what = "ZkpApi_policy";
        let policy: Option<VerificationPolicy> = self.ask(what, &id.encode(), at).await?;
        match policy {
            Some(policy) if policy.id() != id => {
                Err(self.node.misunderstood(what, &"it is a different policy"))
            }
            policy => Ok(policy),
        }
    }

    /// Returns the policies that a verifier has registered and not closed.
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
                // Without this check, a node whose cursor does not advance would be asked for ever.
                next if next <= after => {
                    return Err(self
                        .node
                        .misunderstood(what, &"its cursor does not advance"));
                }
                next => after = next,
            }
        }
    }

    /// Returns the receipt of an account for a policy; `None` if it has no valid receipt.
    pub async fn receipt(
        &self,
        who: [u8; 32],
        policy: PolicyId,
        at: H256,
    ) -> Result<Option<Receipt>> {
        let arguments = (who, policy).encode();
        self.ask("ZkpApi_receipt", &arguments, at).await
    }

    /// Returns the status root of a list, on which proofs about its credentials depend; `None` if
    /// the chain has no such list.
    pub async fn status_root(&self, list: ListId, at: H256) -> Result<Option<StatusRootView>> {
        let what = "CredentialsApi_status_root";
        self.ask(what, &list.encode(), at).await
    }

    /// Asks the node if the chain would accept a presentation after a block. The node sees the
    /// presentation, but nothing is submitted.
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

    /// Returns a constant of a pallet that is a number of blocks.
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
