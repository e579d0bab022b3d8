//! Signs the credentials of a journal, before they are anchored.

use super::{
    files::{self, Files},
    journal::{Journal, Written},
    rows::{self, Input, Row},
    shuffle::{claims_salt, nonce, places, salt},
};
use crate::{
    credentials::{sign_with, Problem},
    output::bar,
    wallet::PrivateKey,
    Result,
};
use aura_identity::{
    anchoring::{leaf, Batch, BatchBuilder, Hash},
    credential::{secure, CredentialError},
    data_integrity::jcs,
    zkp::{self, Binding},
};
use aura_primitives::{credentials::view::SchemaView, did::KeyIndex};
use aura_zkp_core::signature::SecretKey;
use serde_json::Value;
use std::io::{BufWriter, Write};

/// Keys that the credentials are signed with.
pub struct Keys {
    /// The Ed25519 key.
    pub main: PrivateKey,
    /// Jubjub key and its index in the DID document; present if any credential has a holder.
    pub proofs: Option<(KeyIndex, SecretKey)>,
}

/// Signs all credentials, writes them to the part file, and builds their Merkle tree.
///
/// # Errors
/// If the rows cannot be read, are wrong or have changed since the journal was written; if a
/// credential cannot be secured; if the part file cannot be written.
pub fn sign(files: &Files, journal: &Journal, schema: &SchemaView, keys: &Keys) -> Result<Batch> {
    let mut out = BufWriter::new(files.new_part()?);
    let failed = files::unwritten(&files.part);
    let mut tree = Tree::new(journal);
    let bar = bar(journal.count, "Signing");
    let mut each = |row: Row| -> Result<()> {
        let secured = one(journal, schema, keys, &row, tree.next_place()?)?;
        tree.push(&secured)?;
        let mut line = secured.to_string();
        line.push('\n');
        out.write_all(line.as_bytes()).map_err(&failed)?;
        bar.inc(1);
        Ok(())
    };
    match &journal.rows {
        Written::One { .. } => journal.rows.one().map_or(Ok(()), &mut each)?,
        Written::File {
            path,
            format,
            digest,
        } => {
            let input = Input::open(path)?;
            let watch = input.watch();
            for row in rows::read(*format, input, schema) {
                each(row.map_err(|wrong| Problem::Rows(wrong.into()))?)?;
            }
            if watch.digest() != *digest {
                return Err(Problem::Changed(path.clone()).into());
            }
        }
    }
    out.flush().map_err(&failed)?;
    out.get_ref().sync_all().map_err(&failed)?;
    bar.finish_and_clear();
    tree.build()
}

/// Rebuilds the tree of the credentials that an earlier run signed; `None` if the part file is
/// incomplete or not of this journal.
///
/// # Errors
/// If the part file cannot be read.
pub fn signed_before(files: &Files, journal: &Journal) -> Result<Option<Batch>> {
    if !files.part.exists() {
        return Ok(None);
    }
    let mut tree = Tree::new(journal);
    for line in files::lines(&files.part)? {
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

fn one(
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
