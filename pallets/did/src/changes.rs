//! Changes of a DID document.

use crate::{types::Record, Config, Error};
use aura_primitives::did::{
    Change, Did, KeyError, KeyState, NewVerificationMethod, PublicKey, Relationships, Service,
    ServiceName, Stamp, VerificationMethod,
};
use aura_zkp_core::possession::{self, PossessionError};
use frame_support::ensure;
use polkadot_sdk::*;

impl Record {
    /// Makes one change. The caller checks the control of the DID after the last one.
    pub(crate) fn apply<T: Config>(
        &mut self,
        did: &Did,
        change: Change,
        now: Stamp,
    ) -> Result<(), Error<T>> {
        match change {
            Change::AddKey(method) => self.add_key(method)?,
            Change::SetKeyRelationships(index, relationships) => {
                let method = self.method_mut(index).ok_or(Error::<T>::KeyNotFound)?;
                ensure!(method.state == KeyState::Active, Error::<T>::KeyNotActive);
                ensure!(
                    method.key.may_be_used_for(relationships),
                    Error::<T>::RelationshipNotAllowed
                );
                // One key never both signs and agrees on keys, not even in succession.
                let agrees = |set: Relationships| set == Relationships::KEY_AGREEMENT;
                ensure!(
                    agrees(method.relationships) == agrees(relationships),
                    Error::<T>::RelationshipNotAllowed
                );
                method.relationships = relationships;
            }
            Change::RetireKey(index) => {
                let method = self.method_mut(index).ok_or(Error::<T>::KeyNotFound)?;
                ensure!(method.state == KeyState::Active, Error::<T>::KeyNotActive);
                method.state = KeyState::Retired(now);
            }
            Change::RevokeKey(index) => {
                let method = self.method_mut(index).ok_or(Error::<T>::KeyNotFound)?;
                // A retired key can still be found to be compromised.
                let revoked = matches!(method.state, KeyState::Revoked(_));
                ensure!(!revoked, Error::<T>::KeyNotActive);
                method.state = KeyState::Revoked(now);
            }
            Change::SetService(service) => self.set_service(service)?,
            Change::RemoveService(name) => self.remove_service(&name)?,
            Change::SetAlsoKnownAs(also_known_as) => self.also_known_as = also_known_as,
            Change::AddProofKey { key, possession } => {
                possession::verify(did, &key, &possession)?;
                self.push_key(PublicKey::Jubjub(key), Relationships::ASSERTION)?;
            }
        }
        Ok(())
    }

    /// Adds a key under the next number. A key may appear once, and a revoked key cannot return
    /// until it is purged.
    pub(crate) fn add_key<T: Config>(
        &mut self,
        method: NewVerificationMethod,
    ) -> Result<(), Error<T>> {
        let NewVerificationMethod { key, relationships } = method;
        key.check(relationships)?;
        self.push_key(key, relationships)
    }

    fn push_key<T: Config>(
        &mut self,
        key: PublicKey,
        relationships: Relationships,
    ) -> Result<(), Error<T>> {
        let known = self.methods.iter().any(|known| known.key == key);
        ensure!(!known, Error::<T>::KeyAlreadyExists);
        let index = self.next_key;
        self.methods
            .try_push(VerificationMethod {
                index,
                key,
                relationships,
                state: KeyState::Active,
            })
            .map_err(|_| Error::<T>::MaxMethodsExceeded)?;
        self.next_key = index.checked_add(1).ok_or(Error::<T>::MaxMethodsExceeded)?;
        Ok(())
    }

    /// Adds the service, or replaces the one of that name.
    pub(crate) fn set_service<T: Config>(&mut self, service: Service) -> Result<(), Error<T>> {
        ensure!(!service.endpoints.is_empty(), Error::<T>::EndpointMissing);
        match self
            .services
            .iter_mut()
            .find(|known| known.name == service.name)
        {
            Some(known) => *known = service,
            None => self
                .services
                .try_push(service)
                .map_err(|_| Error::<T>::MaxServicesExceeded)?,
        }
        Ok(())
    }

    fn remove_service<T: Config>(&mut self, name: &ServiceName) -> Result<(), Error<T>> {
        let position = self.services.iter().position(|known| known.name == *name);
        let position = position.ok_or(Error::<T>::ServiceNotFound)?;
        self.services.remove(position);
        Ok(())
    }
}

impl<T> From<KeyError> for Error<T> {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Invalid => Self::InvalidKey,
            KeyError::Possession => Self::PossessionNotProven,
            KeyError::Relationships => Self::RelationshipNotAllowed,
        }
    }
}

impl<T> From<PossessionError> for Error<T> {
    fn from(error: PossessionError) -> Self {
        match error {
            PossessionError::Key => Self::InvalidKey,
            PossessionError::Signature => Self::PossessionNotProven,
        }
    }
}
