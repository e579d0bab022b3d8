//! Signers of an operation, and those that can sign here: by a key of the wallet or of the outside.

use super::{
    chain::Chain,
    verify::{is_by_account, is_by_key},
    Account, Control, Controller, Problem, Signer,
};
use crate::{limits::MAX_SEARCHED_ACCOUNTS, outside::KeyId, Error, Result};
use aura_identity::did::multikey;
use aura_primitives::did::{
    view::{ActiveView, VerificationMethodView},
    Did, Fragment, KeyIndex, PublicKey, Relationship, Signature,
};
use aura_wallet::{PrivateKey, Wallet};
use aura_zkp_core::signature::SecretKey;
use std::collections::BTreeMap;
use subxt::config::substrate::AccountId32;

/// Formats an account as its address.
pub fn address(account: &Account) -> String {
    AccountId32(*account).to_string()
}

/// Formats a signer, in the form that `--signers` reads.
pub fn name(signer: &Signer) -> String {
    match signer {
        Signer::Own(index) => format!("key-{index}"),
        Signer::Did(did, index) => format!("{did}#key-{index}"),
        Signer::Account(account) => address(account),
    }
}

/// Parses a signer: `key-1`, `did:aura:…#key-1` or the address of an account.
pub fn parse(text: &str) -> std::result::Result<Signer, String> {
    let key = |fragment| match Fragment::new(fragment) {
        Some(Fragment::Key(index)) => Ok(index),
        _ => Err(format!(
            "'{fragment}' is not a key: write key-1, for instance"
        )),
    };
    if let Some((did, fragment)) = text.split_once('#') {
        let did: Did = did.parse().map_err(|error| format!("{error}"))?;
        return Ok(Signer::Did(did, key(fragment)?));
    }
    if text.starts_with("key-") {
        return key(text).map(Signer::Own);
    }
    let account: AccountId32 = text.parse().map_err(|_| {
        format!(
            "'{text}' is not a signer: write key-1, did:aura:…#key-1 or the address of an account"
        )
    })?;
    Ok(Signer::Account(account.0))
}

/// Cache of the DIDs of a chain; a DID is queried once.
pub struct Views<'a> {
    /// Chain that is asked for a DID at its first use.
    pub chain: &'a Chain,
    views: BTreeMap<Did, ActiveView<Account>>,
}

impl<'a> Views<'a> {
    /// Creates an empty cache of the DIDs of `chain`.
    pub fn new(chain: &'a Chain) -> Self {
        let views = BTreeMap::new();
        Self { chain, views }
    }

    /// Returns a DID as of its first query, which is made now if there was none.
    ///
    /// # Errors
    /// If the chain has no such DID, it is deactivated, or the node cannot be asked.
    pub async fn view(&mut self, did: &Did) -> Result<&ActiveView<Account>> {
        if !self.views.contains_key(did) {
            let view = self.chain.active(did).await?;
            self.views.insert(*did, view);
        }
        let view = self.views.get(did);
        Ok(view.ok_or_else(|| Problem::NotFound(did.to_string()))?)
    }

    /// Returns true if a signature over the payload of an operation of `did` is by `signer`.
    pub async fn is_by(
        &mut self,
        did: &Did,
        signer: &Signer,
        signature: &Signature,
        payload: &[u8; 32],
    ) -> Result<bool> {
        let (did, index) = match signer {
            Signer::Own(index) => (did, *index),
            Signer::Did(did, index) => (did, *index),
            Signer::Account(account) => return Ok(is_by_account(signature, payload, account)),
        };
        let key = self.public_key(did, index).await?;
        Ok(key.is_some_and(|key| is_by_key(signature, payload, &key)))
    }

    /// Returns a public key of a DID; `None` if the DID does not have it, or its kind is not known.
    async fn public_key(&mut self, did: &Did, index: KeyIndex) -> Result<Option<PublicKey>> {
        let fragment = Fragment::Key(index).to_string();
        let view = self.view(did).await?;
        let method = view.methods.iter().find(|one| one.fragment == fragment);
        let text = method.map(|method| multikey::encode(&method.multikey));
        Ok(text.and_then(|text| multikey::decode(&text).ok()))
    }
}

/// A wallet, and the chain on which its DIDs are.
pub struct SigningWallet<'a> {
    /// Wallet with the private keys.
    pub wallet: &'a Wallet,
    /// DIDs of the chain, which tell the numbers of the wallet's keys.
    pub dids: Views<'a>,
}

impl<'a> SigningWallet<'a> {
    /// Takes a wallet to the chain of its DIDs. No DID is queried yet.
    pub fn new(wallet: &'a Wallet, chain: &'a Chain) -> Self {
        let dids = Views::new(chain);
        Self { wallet, dids }
    }

    /// Returns the private key of a DID's key; `None` if the wallet does not have it.
    async fn key(&mut self, did: &Did, index: KeyIndex) -> Result<Option<PrivateKey>> {
        let wallet = self.wallet;
        let Some(record) = wallet.dids().find(&did.to_string()) else {
            return Ok(None);
        };
        let fragment = Fragment::Key(index).to_string();
        let view = self.dids.view(did).await?;
        let Some(method) = view.methods.iter().find(|one| one.fragment == fragment) else {
            return Ok(None);
        };
        for key in &record.keys {
            let key = wallet.private_key(record, key)?;
            if key.public().to_multikey() == method.multikey {
                return Ok(Some(key));
            }
        }
        Ok(None)
    }

    /// Returns an Ed25519 key that the DID lists under the relationship and the wallet has, with
    /// its number: the wanted key, or the first.
    pub async fn ed25519(
        &mut self,
        did: &Did,
        relationship: Relationship,
        wanted: Option<KeyIndex>,
    ) -> Result<(KeyIndex, PrivateKey)> {
        for (index, key) in self.candidates(did, relationship, wanted).await? {
            if matches!(key, PrivateKey::Ed25519(_)) {
                return Ok((index, key));
            }
        }
        Err(Problem::NoEd25519 {
            did: did.to_string(),
            relationship: relationship.name(),
        }
        .into())
    }

    /// Returns a key for proofs that the DID uses and the wallet has, with its number: the wanted
    /// key, or the first.
    pub async fn jubjub(
        &mut self,
        did: &Did,
        wanted: Option<KeyIndex>,
    ) -> Result<(KeyIndex, SecretKey)> {
        let relationship = Relationship::AssertionMethod;
        for (index, key) in self.candidates(did, relationship, wanted).await? {
            if let PrivateKey::Jubjub(secret) = key {
                return Ok((index, secret));
            }
        }
        Err(Problem::NoJubjub(did.to_string()).into())
    }

    /// Returns the keys that the DID lists under the relationship and the wallet has: the wanted
    /// key, or all.
    async fn candidates(
        &mut self,
        did: &Did,
        relationship: Relationship,
        wanted: Option<KeyIndex>,
    ) -> Result<Vec<(KeyIndex, PrivateKey)>> {
        let mut found = vec![];
        for index in usable(self.dids.view(did).await?, relationship) {
            if wanted.is_some_and(|wanted| wanted != index) {
                continue;
            }
            found.extend(self.key(did, index).await?.map(|key| (index, key)));
        }
        Ok(found)
    }

    /// Returns true if the wallet, or the outside, can sign for `signer` in an operation of `did`.
    pub async fn holds(&mut self, did: &Did, signer: &Signer) -> Result<bool> {
        let is_here = match signer {
            Signer::Own(index) => self.key(did, *index).await?.is_some(),
            Signer::Did(did, index) => self.key(did, *index).await?.is_some(),
            Signer::Account(account) => self.account(account).is_some(),
        };
        Ok(is_here || self.kept_elsewhere(did, signer).await?.is_some())
    }

    /// Returns the key of `signer` in an operation of `did` if the outside can sign with it.
    async fn kept_elsewhere(&mut self, did: &Did, signer: &Signer) -> Result<Option<KeyId>> {
        let keys = self.dids.chain.node.outside().keys();
        if keys.is_empty() {
            return Ok(None);
        }
        let key = match signer {
            Signer::Own(index) => self.dids.public_key(did, *index).await?,
            Signer::Did(did, index) => self.dids.public_key(did, *index).await?,
            Signer::Account(account) => {
                let key = KeyId::Account(*account);
                return Ok(keys.contains(&key).then_some(key));
            }
        };
        let key = key.map(KeyId::VerificationMethod);
        Ok(key.filter(|key| keys.contains(key)))
    }

    /// Signs the payload of an operation of `did` for `signer`; `None` if neither the wallet nor
    /// the outside has the key.
    ///
    /// # Errors
    /// If the key is kept elsewhere and does not sign, or the node does not answer.
    pub async fn sign(
        &mut self,
        did: &Did,
        signer: &Signer,
        payload: &[u8; 32],
    ) -> Result<Option<Signature>> {
        if let Some(signature) = self.sign_here(did, signer, payload).await? {
            return Ok(Some(signature));
        }
        let Some(key) = self.kept_elsewhere(did, signer).await? else {
            return Ok(None);
        };
        let signature = self.dids.chain.node.outside().sign(&key, payload).await;
        signature.map(Some).map_err(|reason| Error::NotSigned {
            signer: name(signer),
            reason,
        })
    }

    /// Signs with a key of the wallet.
    async fn sign_here(
        &mut self,
        did: &Did,
        signer: &Signer,
        payload: &[u8; 32],
    ) -> Result<Option<Signature>> {
        let key = match signer {
            Signer::Own(index) => self.key(did, *index).await?,
            Signer::Did(did, index) => self.key(did, *index).await?,
            Signer::Account(account) => {
                let keys = self.account(account).map(|n| self.wallet.account(n));
                return Ok(keys.map(|keys| Signature::Sr25519(keys.sign(payload).0)));
            }
        };
        Ok(key.map(|key| key.sign(payload)).transpose()?)
    }

    /// Returns the number of an account in the wallet.
    fn account(&self, account: &Account) -> Option<u32> {
        (0..MAX_SEARCHED_ACCOUNTS).find(|n| self.wallet.address(*n).0 == *account)
    }

    /// Returns enough signers for the threshold of `control` over `did`. Signers that can sign
    /// here come first; `wanted` counts as one of them, because it submits.
    pub async fn enough(
        &mut self,
        did: &Did,
        control: &Control,
        wanted: &Account,
    ) -> Result<Vec<Signer>> {
        // A group: the signers that together count as one controller, or one of the DID's own keys.
        let mut groups = vec![];
        if control.is_own() {
            let keys = controlling(self.dids.view(did).await?);
            groups.extend(keys.into_iter().map(|index| vec![Signer::Own(index)]));
        }
        for controller in &control.controllers {
            match controller {
                Controller::Account(account) => groups.push(vec![Signer::Account(*account)]),
                // A controller that cannot sign does not prevent the others.
                Controller::Did(controller) => groups.extend(self.keys_of(controller).await?),
            }
        }
        let mut ranked = vec![];
        for group in groups {
            let missing = !self.all_held(did, &group, wanted).await?;
            ranked.push((missing, group));
        }
        // The sort is stable: within a rank the order is kept.
        ranked.sort_by_key(|(missing, _)| *missing);
        let enough = ranked.into_iter().take(control.threshold.max(1).into());
        Ok(enough.flat_map(|(_, group)| group).collect())
    }

    /// Returns the signers of a call for which one key under `relationship` suffices: that key or,
    /// if others control the DID, enough controllers. Signers that can sign here come first.
    pub async fn for_relationship(
        &mut self,
        did: &Did,
        relationship: Relationship,
        wanted: &Account,
    ) -> Result<Vec<Signer>> {
        let view = self.dids.view(did).await?;
        let control = view.control.clone();
        let mut keys = vec![];
        for index in signing(view, relationship) {
            let signer = Signer::Own(index);
            if self.holds(did, &signer).await? {
                return Ok(vec![signer]);
            }
            keys.push(signer);
        }
        if !control.is_own() {
            let others = self.enough(did, &control, wanted).await?;
            if keys.is_empty() || self.all_held(did, &others, wanted).await? {
                return Ok(others);
            }
        }
        // No key is here: name the first, for another wallet to sign.
        keys.truncate(1);
        if keys.is_empty() {
            let (did, relationship) = (did.to_string(), relationship.name());
            return Err(Problem::NoKeyFor { did, relationship }.into());
        }
        Ok(keys)
    }

    /// Returns true if all of `signers` can sign here for `did`; `wanted` can, because it submits.
    async fn all_held(&mut self, did: &Did, signers: &[Signer], wanted: &Account) -> Result<bool> {
        for signer in signers {
            let submits = *signer == Signer::Account(*wanted);
            if !submits && !self.holds(did, signer).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns enough keys of a DID that controls another; `None` if it has too few, is not on the
    /// chain, is deactivated, or is controlled by others.
    async fn keys_of(&mut self, did: &Did) -> Result<Option<Vec<Signer>>> {
        let view = match self.dids.view(did).await {
            Err(Error::Did(Problem::NotFound(_) | Problem::Deactivated(_))) => return Ok(None),
            view => view?,
        };
        if !view.control.is_own() {
            return Ok(None);
        }
        let needed = view.control.threshold.max(1);
        let mut ranked = vec![];
        for index in controlling(view) {
            let signer = Signer::Did(*did, index);
            ranked.push((!self.holds(did, &signer).await?, signer));
        }
        if ranked.len() < usize::from(needed) {
            return Ok(None);
        }
        ranked.sort_by_key(|(missing, _)| *missing);
        let keys = ranked.into_iter().take(needed.into());
        Ok(Some(keys.map(|(_, signer)| signer).collect()))
    }
}

/// Returns the keys of a DID that can control it.
pub(super) fn controlling(view: &ActiveView<Account>) -> Vec<KeyIndex> {
    usable(view, Relationship::CapabilityInvocation)
}

/// Returns the keys of a DID that can sign an operation which requires a relationship. Keys for
/// proofs are listed under `assertionMethod`, and sign no operation.
pub(super) fn signing(view: &ActiveView<Account>, relationship: Relationship) -> Vec<KeyIndex> {
    let proofs = PublicKey::Jubjub([0; 32]).multicodec();
    let mut view = view.clone();
    view.methods
        .retain(|method| !method.multikey.starts_with(proofs));
    usable(&view, relationship)
}

/// Returns the keys of a DID under a relationship that are neither retired nor revoked.
fn usable(view: &ActiveView<Account>, relationship: Relationship) -> Vec<KeyIndex> {
    let may = |method: &&VerificationMethodView| {
        method.relationships.contains(relationship)
            && method.expires.is_none()
            && method.revoked.is_none()
    };
    let methods = view.methods.iter().filter(may);
    methods
        .filter_map(|method| match Fragment::new(&method.fragment) {
            Some(Fragment::Key(index)) => Some(index),
            _ => None,
        })
        .collect()
}

/// Sorts signers as an operation has them: in strict order, each once.
pub fn ordered(mut signers: Vec<Signer>) -> Vec<Signer> {
    signers.sort();
    signers.dedup();
    signers
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_primitives::did::{Relationships, Stamp};

    #[test]
    fn signers_are_read_as_they_are_written() {
        let did = Did::from([7; 32]);
        for signer in [
            Signer::Own(1),
            Signer::Did(did, 12),
            Signer::Account([3; 32]),
        ] {
            assert_eq!(parse(&name(&signer)), Ok(signer));
        }
        for bad in ["", "key-", "key-01", "1", "did:aura:1#key-1", "5Grwva"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        assert!(parse(&format!("{did}#site")).is_err());
        assert!(parse(&did.to_string()).is_err());
    }

    #[test]
    fn keys_for_proofs_sign_no_operation() {
        let method = |index: KeyIndex, key: PublicKey| VerificationMethodView {
            fragment: Fragment::Key(index).to_string(),
            multikey: key.to_multikey(),
            relationships: Relationships::ASSERTION,
            expires: None,
            revoked: None,
        };
        let stamp = Stamp { block: 1, time: 1 };
        let mut view = ActiveView {
            methods: vec![
                method(2, PublicKey::Jubjub([1; 32])),
                method(3, PublicKey::Ed25519([1; 32])),
                method(4, PublicKey::P256([2; 33])),
            ],
            services: vec![],
            also_known_as: vec![],
            control: Control::own(),
            nonce: 0,
            created: stamp,
            updated: stamp,
            previous: None,
            history: [0; 32],
            depositor: [0; 32],
        };
        let assertion = Relationship::AssertionMethod;
        assert_eq!(signing(&view, assertion), [3, 4]);
        assert_eq!(usable(&view, assertion), [2, 3, 4]);
        // Keys that were retired or revoked sign nothing, neither operations nor credentials for
        // proofs.
        for (method, since) in view
            .methods
            .iter_mut()
            .zip([(Some(1), None), (None, Some(1))])
        {
            (method.expires, method.revoked) = since;
        }
        assert_eq!(signing(&view, assertion), [4]);
        assert_eq!(usable(&view, assertion), [4]);
    }

    #[test]
    fn signers_stand_in_strict_order() {
        let given = vec![
            Signer::Account([1; 32]),
            Signer::Own(2),
            Signer::Own(1),
            Signer::Own(2),
        ];
        let expected = [Signer::Own(1), Signer::Own(2), Signer::Account([1; 32])];
        assert_eq!(ordered(given), expected);
    }
}
