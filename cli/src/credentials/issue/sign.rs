//! The credentials of a journal, before they are anchored.

use super::{
    files::{self, Files},
    journal::{Journal, Written},
    places::{places, salt},
    rows::{self, Input, Row},
};
use crate::{
    credentials::{sign_with, Problem},
    output::bar,
    wallet::PrivateKey,
    Result,
};
use aura_identity::credential::{json, leaf, secure, Batch, BatchBuilder, CredentialError, Hash};
use aura_primitives::credentials::view::SchemaView;
use serde_json::Value;
use std::io::{BufWriter, Write};

/// Signs all credentials, to the part file, and makes their tree.
pub fn sign(
    files: &Files,
    journal: &Journal,
    schema: &SchemaView,
    key: &PrivateKey,
) -> Result<Batch> {
    let mut out = BufWriter::new(files.new_part()?);
    let failed = files::unwritten(&files.part);
    let mut tree = Tree::new(journal);
    let bar = bar(journal.count, "Signing");
    let mut each = |row: Row| -> Result<()> {
        let secured = one(journal, schema, key, &row, tree.next_place()?)?;
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
                each(row.map_err(|wrong| Problem::Rows(vec![wrong]))?)?;
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

/// The tree of what was signed before; none where that is not whole, or not of this journal.
pub fn signed_before(files: &Files, journal: &Journal) -> Result<Option<Batch>> {
    if !files.part.exists() {
        return Ok(None);
    }
    let mut tree = Tree::new(journal);
    for line in files::lines(&files.part)? {
        let Ok(secured) = json::parse(&line?) else {
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
    key: &PrivateKey,
    row: &Row,
    place: u32,
) -> Result<Value> {
    let index = journal.first.saturating_add(place);
    let wrong = |error: CredentialError| Problem::Row(row.line, error);
    let draft = journal.terms.draft(schema, row, index).to_json();
    Ok(secure(
        &draft.map_err(wrong)?,
        &journal.terms.proof(),
        sign_with(key),
    )
    .map_err(wrong)?)
}

/// The leaves of a batch, row by row.
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

    /// Where the next row stands.
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
