//! Checks of contexts and claims.

use super::{reading, Failure, Issuer, Verifier};
use crate::{
    credential::{claims, draft::digest_multibase},
    data_integrity::contexts,
    zkp::Binding,
};
use aura_primitives::credentials::{view::SchemaView, SchemaId};
use serde_json::Value;

impl Verifier<'_> {
    pub(super) fn schema_view(&self, id: &SchemaId) -> Result<&SchemaView, Failure> {
        self.facts.schema(id)
    }

    /// Checks the contexts. A credential of the chain has exactly the contexts of its schema, with
    /// the terms for proofs if it has their members.
    pub(super) fn contexts(&self, document: &Value) -> Result<(), Failure> {
        contexts::check(document)?;
        let issuer = reading::issuer(document)
            .map_err(Failure::from)
            .and_then(Issuer::read);
        let (Ok(Issuer::Aura(_)), false) = (issuer, self.is_list) else {
            return Ok(());
        };
        let named = reading::schema(document)?.ok_or(Failure::NoSchema)?;
        let schema = self.schema_view(&named.id)?;
        let subject = document.get("credentialSubject").unwrap_or(&Value::Null);
        let context = match Binding::is_in(subject) {
            true => claims::provable_context(schema),
            false => claims::context(schema),
        };
        if document.get("@context") == Some(&context) {
            Ok(())
        } else {
            Err(Failure::SchemaContext)
        }
    }

    pub(super) fn schema(
        &self,
        document: &Value,
        issuer: &Result<Issuer, Failure>,
    ) -> Result<(), Failure> {
        let wanted = &self.expected.schemas;
        if let Issuer::Key(..) = issuer.as_ref().map_err(Clone::clone)? {
            return if wanted.is_empty() {
                Err(Failure::Nothing(
                    "a did:key does not issue under schemas of the chain",
                ))
            } else {
                Err(Failure::WrongSchema)
            };
        }
        let named = reading::schema(document)?.ok_or(Failure::NoSchema)?;
        if !wanted.is_empty() && !wanted.contains(&named.id) {
            return Err(Failure::WrongSchema);
        }
        let schema = self.schema_view(&named.id)?;
        let same = schema.id == named.id
            && schema.owner == named.owner
            && digest_multibase(&schema.digest) == named.digest;
        if !same {
            return Err(Failure::SchemaDiffers);
        }
        reading::subject(document)?;
        let subject = document.get("credentialSubject").unwrap_or(&Value::Null);
        Ok(claims::check_subject(schema, subject)?)
    }
}
