//! Data that the issuer signs for proofs, read from the JSON of a credential.

use super::{days::days, slots, Binding, ZkpError};
use crate::{
    credential::verify::{
        reading::{self, Issuer},
        status::place,
    },
    status::status_entries,
};
use aura_primitives::{
    credentials::{view::SchemaView, SchemaId},
    did::Did,
};
use aura_zkp_core::{
    credential::{authority, message, Claims, Meta},
    signature::PublicKey,
    Fr,
};
use serde_json::Value;

/// Data that the issuer signs for proofs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signed {
    /// DID of the issuer.
    pub issuer: Did,
    /// Schema of the credential.
    pub schema: SchemaId,
    /// List, index and whole days of validity.
    pub meta: Meta,
    /// Commitment to the holder's secret.
    pub holder: Fr,
    /// Slots: salt and claims.
    pub claims: Claims,
}

impl Signed {
    /// Reads the data of a credential. Only the schema is trusted: the root of the claims is
    /// computed again.
    ///
    /// # Errors
    ///
    /// The missing or malformed member, by name; [`ZkpError::ClaimsRoot`] if the stated root is not
    /// that of the claims.
    pub fn read(credential: &Value, schema: &SchemaView) -> Result<Self, ZkpError> {
        let Ok(Issuer::Aura(issuer)) = Issuer::read(reading::issuer(credential)?) else {
            return Err(ZkpError::Issuer);
        };
        let named = reading::schema(credential)?.ok_or(ZkpError::OtherSchema)?;
        if named.id != schema.id || named.owner != schema.owner {
            return Err(ZkpError::OtherSchema);
        }
        let subject = credential.get("credentialSubject").unwrap_or(&Value::Null);
        let (binding, root) = Binding::read(subject)?;
        let claims = slots(schema, subject, &binding.salt)?;
        if claims.root() != root {
            return Err(ZkpError::ClaimsRoot);
        }
        let entries = status_entries(credential)?;
        let (list, index) = place(&issuer, &entries).map_err(|_| ZkpError::Status)?;
        let (from, until) = days(credential)?;
        let meta = Meta {
            index,
            list,
            from,
            until,
        };
        // An index of more than twenty bits is in no list.
        meta.to_field().ok_or(ZkpError::Status)?;
        Ok(Self {
            issuer,
            schema: schema.id,
            meta,
            holder: binding.holder,
            claims,
        })
    }

    /// Authority: hash of issuer, schema and key.
    pub fn authority(&self, key: &PublicKey) -> Fr {
        authority(key, &self.issuer, &self.schema)
    }

    /// Message `M` that the key signs.
    ///
    /// # Errors
    ///
    /// [`ZkpError::Status`] if the index has more than twenty bits.
    pub fn message(&self, key: &PublicKey) -> Result<Fr, ZkpError> {
        let (authority, claims) = (self.authority(key), self.claims.root());
        message(&authority, &self.holder, &self.meta, &claims).ok_or(ZkpError::Status)
    }
}
