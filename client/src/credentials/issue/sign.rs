//! Signs the credentials of a journal, before they are anchored.

use super::{
    journal::{Journal, RowSource},
    rows::{self, Input, Row},
    shuffle::{claims_salt, nonce, places, salt},
    storage::Storage,
};
use crate::{
    credentials::{sign_with, Problem},
    Error, Result,
};
use aura_identity::{
    anchoring::{leaf, Batch, BatchBuilder, Hash},
    credential::{secure, CredentialError},
    data_integrity::jcs,
    zkp::{self, Binding},
};
use aura_primitives::{credentials::view::SchemaView, did::KeyIndex};
use aura_wallet::PrivateKey;
use aura_zkp_core::signature::SecretKey;
use serde_json::Value;

/// Keys that the credentials are signed with.
pub struct Keys {
    /// The Ed25519 key.
    pub main: PrivateKey,
    /// Jubjub key and its index in the DID document; present if any credential has a holder.
    pub proofs: Option<(KeyIndex, SecretKey)>,
}

/// Signs all credentials, stores them, and builds their Merkle tree.
///
/// # Errors
/// If the rows have changed since the journal was made, a credential cannot be signed, or the
/// storage fails.
pub fn sign<S: Storage>(
    storage: &S,
    journal: &Journal,
    schema: &SchemaView,
    keys: &Keys,
) -> std::result::Result<Batch, S::Error> {
    let mut tree = Tree::new(journal);
    let mut line = |row: Row| -> Result<Vec<u8>> {
        let secured = secure_row(journal, schema, keys, &row, tree.next_place()?)?;
        tree.push(&secured)?;
        Ok(secured.to_string().into())
    };
    match &journal.rows {
        RowSource::One { .. } => {
            let single = journal.rows.single().into_iter();
            let mut lines = single.map(|row| line(row).map_err(Into::into));
            storage.write_signed(journal.count, &mut lines)?;
        }
        RowSource::File {
            path,
            format,
            digest,
        } => {
            let input = Input::new(storage.rows(path)?);
            let watch = input.watch();
            let mut lines = rows::read(*format, input, schema).map(|row| {
                let row = row.map_err(|wrong| Error::from(Problem::Rows(wrong.into())))?;
                Ok(line(row)?)
            });
            storage.write_signed(journal.count, &mut lines)?;
            if watch.digest() != *digest {
                return Err(Error::from(Problem::Changed(path.clone())).into());
            }
        }
    }
    Ok(tree.build()?)
}

/// Rebuilds the tree of the credentials that an earlier run signed; `None` if they are incomplete
/// or not of this journal.
///
/// # Errors
/// If the storage fails.
pub fn signed_before<S: Storage>(
    storage: &S,
    journal: &Journal,
) -> std::result::Result<Option<Batch>, S::Error> {
    let Some(signed) = storage.signed()? else {
        return Ok(None);
    };
    let mut tree = Tree::new(journal);
    for line in signed {
        let Ok(secured) = jcs::parse(&line?) else {
            return Ok(None);
        };
        if tree.next_place().is_err() {
            return Ok(None);
        }
        tree.push(&secured)?;
    }
    let batch = tree.build().ok();
    Ok(batch.filter(|batch| Some(batch.root()) == journal.root()))
}

/// Makes and secures the credential of a row, at a place of the batch.
fn secure_row(
    journal: &Journal,
    schema: &SchemaView,
    keys: &Keys,
    row: &Row,
    place: u32,
) -> Result<Value> {
    let index = journal.first.saturating_add(place);
    let draft = journal.terms.draft(schema, row, index);
    let secured = |document: &Value| {
        let config = journal.terms.proof();
        let secured = secure(document, &config, sign_with(&keys.main));
        secured.map_err(|error: CredentialError| Problem::Row(row.line, error))
    };
    let Some(holder) = row.holder else {
        let document = draft.to_json();
        return Ok(secured(
            &document.map_err(|error| Problem::Row(row.line, error))?,
        )?);
    };
    // A journal with holders is only begun with the key.
    let (index, secret) = keys.proofs.as_ref().ok_or(Problem::NoProofKey(row.line))?;
    let unprovable = |error| Problem::Unprovable(row.line, error);
    let binding = Binding {
        holder: holder.value(),
        salt: claims_salt(&journal.seed, place),
    };
    let document = draft.to_provable_json(&binding).map_err(unprovable)?;
    let random = nonce(&journal.seed, place);
    let signed = zkp::sign(&secured(&document)?, schema, *index, secret, &random);
    Ok(signed.map_err(unprovable)?)
}

/// Builder of the leaves of a batch, row by row.
struct Tree<'a> {
    journal: &'a Journal,
    places: std::vec::IntoIter<u32>,
    leaves: Vec<Option<Hash>>,
}

impl<'a> Tree<'a> {
    fn new(journal: &'a Journal) -> Self {
        let places = places(&journal.seed, journal.count);
        Self {
            journal,
            leaves: vec![None; places.len()],
            places: places.into_iter(),
        }
    }

    /// Returns the place of the next row in the batch.
    fn next_place(&self) -> Result<u32> {
        let next = self.places.as_slice().first().copied();
        Ok(next.ok_or(Problem::OtherCount(self.journal.count))?)
    }

    fn push(&mut self, secured: &Value) -> Result<()> {
        let place = self.next_place()?;
        self.places.next();
        let index = usize::try_from(place).unwrap_or(usize::MAX);
        if let Some(space) = self.leaves.get_mut(index) {
            *space = Some(leaf(&salt(&self.journal.seed, place), secured));
        }
        Ok(())
    }

    fn build(self) -> Result<Batch> {
        let mut builder = BatchBuilder::new();
        for leaf in self.leaves {
            let leaf = leaf.ok_or(Problem::OtherCount(self.journal.count))?;
            builder.push(leaf).map_err(Problem::from)?;
        }
        Ok(builder.build().map_err(Problem::from)?)
    }
}
