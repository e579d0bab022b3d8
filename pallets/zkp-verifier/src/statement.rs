//! Statements: the public inputs of a proof, computed from the records that its presentation refers
//! to.

use crate::{
    types::{KeyStatus, PolicyRecord},
    verify::Numbered,
    Config, Error, Keys, Nullifiers, Pallet, Policies, PolicyUses,
};
use alloc::{
    boxed::Box,
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use aura_primitives::{
    credentials::{ListId, SchemaId},
    did::{Did, KeyIndex, KeyState, PublicKey as DidKey},
    zkp::{
        AcceptedKeys, Day, KeyId, PolicyId, Predicate, PreparedKey, Presentation, Uses,
        VerificationPolicy, NOBODY,
    },
};
use aura_zkp_core::{
    context::{self, Context, Label},
    credential::authority,
    date,
    groth16::Proof,
    signature::PublicKey,
    statement::{self, Statement},
    value, Fr,
};
use frame_support::{ensure, traits::Get};
use pallet_credentials::RootRefusal;
use pallet_did::Registry;
use polkadot_sdk::*;
use sp_runtime::AccountId32;

/// A proof that has not been verified, with its key and public inputs.
#[derive(Clone)]
pub(crate) struct ProofToCheck {
    /// The verifying key that the presentation refers to.
    pub key: Box<PreparedKey>,
    /// The signer of the credential.
    pub signer: Signer,
    /// The points of the proof.
    pub proof: Proof,
    /// The public inputs, in the order of the circuit.
    pub inputs: Vec<Fr>,
    /// The first block in which the nullifier may be pruned.
    pub nullifier_expires: u32,
    /// Lifetime of the receipt in minutes.
    pub lifetime: u32,
    /// Maximum number of persons that can satisfy the policy; `None` if uses are unlimited.
    pub max_uses: Option<u32>,
    /// Position of the presentation in its batch, starting at 0.
    pub position: u8,
}

/// A batch that is refused before any pairing.
pub(crate) struct Refused<T> {
    /// The reason.
    pub error: Error<T>,
    /// Presentations whose records were looked up, including the refused one.
    pub looked_up: usize,
}

/// The signer of a credential: the issuer's DID, its key, and the schema.
type Signer = (Did, KeyIndex, SchemaId);

/// Cache of issuer keys, each with its authority hash for a schema. A lookup costs a good part of
/// verifying a proof, and the presentations of a batch mostly share one signer.
#[derive(Default)]
pub(crate) struct IssuerKeyCache(BTreeMap<Signer, (PublicKey, Fr)>);

impl IssuerKeyCache {
    fn find<T: Config>(&mut self, signer: Signer) -> Result<(PublicKey, Fr), Error<T>> {
        if let Some(known) = self.0.get(&signer) {
            return Ok(*known);
        }
        let (issuer, index, schema) = signer;
        let key = Pallet::<T>::issuer_key(issuer, index)?;
        let found = (key, authority(&key, &issuer, &schema));
        self.0.insert(signer, found);
        Ok(found)
    }
}

/// Parses a canonically encoded field element.
pub(crate) fn read<T: Config>(bytes: &[u8; 32]) -> Result<Fr, Error<T>> {
    Option::from(Fr::from_bytes(bytes)).ok_or(Error::NotCanonical)
}

impl<T: Config> Pallet<T> {
    /// The statements of a batch. No nullifier may appear twice.
    pub(crate) fn statements(presentations: &[Numbered]) -> Result<Vec<ProofToCheck>, Refused<T>> {
        let mut seen = BTreeSet::new();
        let mut new = |one: &Presentation<_>| seen.insert((one.policy, one.nullifier));
        if !presentations.iter().all(|(_, one)| new(one)) {
            return Err(Refused {
                error: Error::NullifierAlreadyUsed,
                looked_up: 0,
            });
        }
        let mut issuer_keys = IssuerKeyCache::default();
        let mut uses = BTreeMap::new();
        let mut statements = Vec::with_capacity(presentations.len());
        for (position, presentation) in presentations {
            let statement = Self::statement(presentation, &mut issuer_keys)
                .and_then(|statement| {
                    Self::take_use(presentation.policy, &statement, &mut uses)?;
                    Ok(statement)
                })
                .map_err(|error| Refused {
                    error: match error {
                        Error::ProofMalformed(_) => Error::ProofMalformed(*position),
                        other => other,
                    },
                    looked_up: statements.len().saturating_add(1),
                })?;
            statements.push(ProofToCheck {
                position: *position,
                ..statement
            });
        }
        Ok(statements)
    }

    /// Counts a use in this batch, so that a policy of one use per person does not exceed its
    /// maximum.
    fn take_use(
        policy: PolicyId,
        statement: &ProofToCheck,
        uses: &mut BTreeMap<PolicyId, u32>,
    ) -> Result<(), Error<T>> {
        let Some(max_uses) = statement.max_uses else {
            return Ok(());
        };
        let taken = uses.entry(policy).or_insert_with(|| Self::used(policy));
        ensure!(*taken < max_uses, Error::<T>::NoUsesLeft);
        *taken = taken.saturating_add(1);
        Ok(())
    }

    /// Number of persons who have satisfied a policy of one use per person.
    fn used(policy: PolicyId) -> u32 {
        PolicyUses::<T>::get(policy).map_or(0, |uses| uses.used)
    }

    /// The statement of a presentation. Cheap checks come first.
    pub(crate) fn statement(
        presentation: &Presentation<AccountId32>,
        issuer_keys: &mut IssuerKeyCache,
    ) -> Result<ProofToCheck, Error<T>> {
        ensure!(
            presentation.beneficiary != AccountId32::new(NOBODY),
            Error::<T>::NoBeneficiary
        );
        let PolicyRecord { policy, .. } =
            Policies::<T>::get(presentation.policy).ok_or(Error::PolicyNotFound)?;
        let nullifier_expires = Self::check_time(presentation, &policy)?;
        let key = Self::key_for(presentation, &policy)?;
        ensure!(
            !Nullifiers::<T>::contains_key(presentation.policy, presentation.nullifier),
            Error::<T>::NullifierAlreadyUsed
        );
        let max_uses = match policy.uses {
            Uses::Many => None,
            Uses::Once { max_uses, .. } => Some(max_uses),
        };
        if let Some(max_uses) = max_uses {
            let left = Self::used(presentation.policy) < max_uses;
            ensure!(left, Error::<T>::NoUsesLeft);
        }
        let proof = Proof::read(&presentation.proof).map_err(|_| Error::ProofMalformed(0))?;
        let issuer = presentation.issuer;
        Self::check_issuer(&policy, issuer)?;
        Self::check_list(presentation.list, issuer, policy.schema)?;
        Self::check_root(presentation)?;
        let signer = (issuer, presentation.key, policy.schema);
        let (issuer_key, authority) = issuer_keys.find::<T>(signer)?;
        let (scope, context) = Self::bound(presentation, &policy, &key);
        let statement = Statement {
            authority,
            issuer_key,
            list: presentation.list,
            date: date::Day(presentation.date),
            status_root: read(&presentation.status_root)?,
            context,
            scope,
            nullifier: read(&presentation.nullifier)?,
            predicate: Self::predicate(&policy.predicate, presentation.date)?,
        };
        let inputs = statement.inputs().map_err(|_| Error::SlotNotAllowed)?;
        Ok(ProofToCheck {
            key,
            signer,
            proof,
            inputs,
            nullifier_expires,
            lifetime: policy.lifetime,
            max_uses,
            position: 0,
        })
    }

    /// Checks the expiry and the date of a presentation. Returns the first block in which its
    /// nullifier may be pruned, because no presentation with it can be submitted any longer.
    fn check_time(
        presentation: &Presentation<AccountId32>,
        policy: &VerificationPolicy,
    ) -> Result<u32, Error<T>> {
        let now = pallet_did::now::<T>();
        let expires = presentation.expires;
        ensure!(now.block <= expires, Error::<T>::Expired);
        let ahead = expires.saturating_sub(now.block);
        ensure!(ahead <= T::MaxExpiry::get(), Error::<T>::ExpiresTooLate);
        let date = presentation.date;
        let today = date::Day::from_unix_millis(now.time).0;
        match policy.uses {
            Uses::Many => {
                let known = date == today || date.checked_add(1) == Some(today);
                ensure!(known, Error::<T>::DateNotAllowed);
                Ok(expires.saturating_add(1))
            }
            Uses::Once { opens, closes, .. } => {
                ensure!(now.block < closes, Error::<T>::PolicyExpired);
                // A person who satisfied the policy earlier and got a new credential could
                // otherwise use one that is in force on that day, and count twice.
                let open = date == opens && opens <= today;
                ensure!(open, Error::<T>::DateNotAllowed);
                Ok(closes)
            }
        }
    }

    /// The verifying key of the proof, which the policy must accept.
    fn key_for(
        presentation: &Presentation<AccountId32>,
        policy: &VerificationPolicy,
    ) -> Result<Box<PreparedKey>, Error<T>> {
        let version = presentation.version;
        if let AcceptedKeys::AtLeast(least) = policy.keys {
            ensure!(version >= least, Error::<T>::KeyTooOld);
        }
        let circuit = policy.predicate.circuit();
        let record = Keys::<T>::get(KeyId { circuit, version }).ok_or(Error::KeyNotFound)?;
        let accepted = policy.keys.accept(version, &record.key.digest);
        ensure!(accepted, Error::<T>::KeyNotPinned);
        ensure!(record.status == KeyStatus::Active, Error::<T>::KeyNotActive);
        let active = record.active_from <= pallet_did::now::<T>().block;
        ensure!(active, Error::<T>::KeyNotActiveYet);
        Self::ensure_secure(&record.key)?;
        Ok(Box::new(record.key))
    }

    /// Checks that the policy accepts the issuer, and that the issuer is in good standing.
    fn check_issuer(policy: &VerificationPolicy, issuer: Did) -> Result<(), Error<T>> {
        ensure!(
            policy.issuers.binary_search(&issuer).is_ok(),
            Error::<T>::IssuerNotAllowed
        );
        let standing = pallet_credentials::Pallet::<T>::standing(policy.schema, issuer);
        let good = standing.ok_or(Error::SchemaNotFound)?.is_good();
        ensure!(good, Error::<T>::IssuerNotInStanding);
        Ok(())
    }

    /// A Jubjub key of the issuer. A retired key stays valid for signatures made before.
    fn issuer_key(issuer: Did, index: KeyIndex) -> Result<PublicKey, Error<T>> {
        let method = <T as pallet_credentials::Config>::Dids::method(issuer, index)
            .ok_or(Error::IssuerKeyNotFound)?;
        let DidKey::Jubjub(bytes) = method.key else {
            return Err(Error::IssuerKeyNotFound);
        };
        match method.state {
            KeyState::Active | KeyState::Retired(_) => {
                // The order of the point was checked by the change that added it, and `try_state`
                // of `pallet-did` checks it as well.
                PublicKey::from_document(&bytes).map_err(|_| Error::IssuerKeyNotFound)
            }
            KeyState::Revoked(_) => Err(Error::IssuerKeyRevoked),
        }
    }

    /// Checks that the list is the issuer's and under the schema.
    fn check_list(list: ListId, issuer: Did, schema: SchemaId) -> Result<(), Error<T>> {
        let list = pallet_credentials::Pallet::<T>::list(list).ok_or(Error::ListNotFound)?;
        let of_issuer = list.owner == issuer && list.schema == schema;
        ensure!(of_issuer, Error::<T>::ListNotOfIssuer);
        Ok(())
    }

    /// Checks that the status root is accepted now.
    fn check_root(presentation: &Presentation<AccountId32>) -> Result<(), Error<T>> {
        let (list, root) = (presentation.list, presentation.status_root);
        pallet_credentials::Pallet::<T>::accepts_status_root(list, root).map_err(|refusal| {
            match refusal {
                RootRefusal::ListNotFound => Error::ListNotFound,
                RootRefusal::NotRecent => Error::StatusRootNotRecent,
                RootRefusal::ChangesPending => Error::StatusChangesPending,
            }
        })
    }

    /// The scope of the nullifier, and the context that the proof is bound to.
    fn bound(
        presentation: &Presentation<AccountId32>,
        policy: &VerificationPolicy,
        key: &PreparedKey,
    ) -> (Fr, Fr) {
        let genesis = Self::genesis();
        let label = Label::of(&policy.uses, &presentation.policy, &presentation.challenge);
        let scope = context::scope(&genesis, &policy.verifier, &label);
        let context = Context {
            genesis: &genesis,
            key_digest: &key.digest,
            application: &policy.verifier,
            policy: presentation.policy.as_bytes(),
            beneficiary: presentation.beneficiary.as_ref(),
            challenge: &presentation.challenge,
            expires: presentation.expires,
        };
        (scope, context.to_field())
    }

    /// The predicate of a policy as the circuits know it.
    fn predicate(predicate: &Predicate, date: Day) -> Result<statement::Predicate, Error<T>> {
        Ok(match *predicate {
            Predicate::Ownership => statement::Predicate::Ownership,
            Predicate::Age { slot, years } => statement::Predicate::Age {
                slot,
                cutoff: date::Day(date)
                    .years_before(years.into())
                    .ok_or(Error::DateNotAllowed)?,
            },
            Predicate::Range {
                slot,
                least,
                greatest,
            } => statement::Predicate::Range {
                slot,
                lo: value::offset(least),
                hi: value::offset(greatest),
            },
            Predicate::Membership { slot, set_root } => statement::Predicate::Membership {
                slot,
                set_root: read(&set_root)?,
            },
        })
    }

    /// The hash of block 0, which is never pruned.
    fn genesis() -> [u8; 32] {
        let hash = frame_system::Pallet::<T>::block_hash(
            frame_system::pallet_prelude::BlockNumberFor::<T>::from(0u32),
        );
        codec::Encode::using_encoded(&hash, |bytes| bytes.try_into().unwrap_or_default())
    }
}
