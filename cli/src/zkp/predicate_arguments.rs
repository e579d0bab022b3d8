//! The predicate and the terms that a verifier requests, from the command line.

use super::{
    bounds::{day, range},
    members,
};
use crate::{text, Result};
use aura_client::limits::MAX_MEMBERS_FILE_BYTES;
use aura_identity::zkp::{Keys, Predicate, Request, Times};
use aura_primitives::{
    credentials::{view::SchemaView, SchemaId},
    did::Did,
    limits,
    zkp::Day,
};
use clap::Args;
use std::path::PathBuf;

/// The predicate to be proven, and the credentials that are accepted.
#[derive(Debug, Clone, Args)]
pub struct RequestArguments {
    /// The schema of the credential.
    #[arg(long, value_name = "ID")]
    pub schema: SchemaId,

    /// The issuer whose credentials are accepted: a DID, or its name in the wallet; may be
    /// repeated.
    #[arg(long, value_name = "DID", required = true)]
    pub issuer: Vec<String>,

    #[command(flatten)]
    pub predicate: PredicateArguments,

    /// The claim to prove something about, as the schema names it.
    #[arg(long, value_name = "NAME", required_unless_present = "ownership")]
    pub claim: Option<String>,

    /// Once per person: the day on which the credential must be valid, as in 2026-01-31.
    #[arg(long, value_name = "DAY", value_parser = day, requires = "once_until")]
    pub once_from: Option<Day>,

    /// Once per person: the block from which on the policy accepts no proof.
    #[arg(long, value_name = "BLOCK", requires = "max_uses")]
    pub once_until: Option<u32>,

    /// Once per person: the maximum number of persons. The policy pays a deposit for each.
    #[arg(long, value_name = "N", requires = "once_from")]
    pub max_uses: Option<u32>,

    /// The time for which a receipt of the chain is valid, in minutes.
    #[arg(long, value_name = "MINUTES", default_value_t = limits::MAX_RECEIPT_MINUTES)]
    pub lifetime: u32,

    /// The oldest version of the circuit's key that is accepted; later ones are accepted, too.
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1,
        conflicts_with = "only_key"
    )]
    pub min_version: u16,

    /// The one key whose proofs are accepted, by its digest (`aura zkp keys show`).
    #[arg(long, value_name = "DIGEST", value_parser = digest)]
    pub only_key: Option<[u8; 32]>,
}

/// The predicate: one of four kinds.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
pub struct PredicateArguments {
    /// Prove only that the holder has such a credential, and that it is valid.
    #[arg(long, conflicts_with = "claim")]
    pub ownership: bool,

    /// Prove that the day in a claim is at least this number of years ago.
    #[arg(long, value_name = "YEARS")]
    pub age: Option<u8>,

    /// Prove that the number in a claim is in a range, both ends of it included: 30000..60000,
    /// 30000.. or ..60000.
    #[arg(long, value_name = "LO..HI", value_parser = range, allow_hyphen_values = true)]
    pub range: Option<(i64, i64)>,

    /// Prove that a claim is one of the values in a file: one on each line, or a JSON array.
    #[arg(long, value_name = "FILE")]
    pub member_of: Option<PathBuf>,
}

impl RequestArguments {
    /// Builds the request. It has no challenge yet, and expires in block 0; the policy does not
    /// depend on either.
    ///
    /// # Errors
    /// If the file of members cannot be read, or the schema has no such claim.
    pub fn request(
        &self,
        genesis: [u8; 32],
        verifier: Did,
        issuers: Vec<Did>,
        schema: &SchemaView,
    ) -> Result<Request> {
        let uses = match (self.once_from, self.once_until, self.max_uses) {
            (Some(opens), Some(closes), Some(max_uses)) => Times::Once {
                opens,
                closes,
                max_uses,
            },
            _ => Times::Many,
        };
        let from = Keys::AtLeast(self.min_version);
        Ok(Request {
            genesis,
            verifier,
            schema: self.schema,
            issuers,
            predicate: self.read_predicate(schema)?,
            uses,
            receipt_lifetime: self.lifetime,
            keys: self.only_key.map_or(from, Keys::Exactly),
            challenge: [0; 32],
            expires: 0,
            beneficiary: None,
        })
    }

    fn read_predicate(&self, schema: &SchemaView) -> Result<Predicate> {
        let PredicateArguments {
            age,
            range,
            member_of,
            ..
        } = &self.predicate;
        let claim = self.claim.clone().unwrap_or_default();
        Ok(match (*age, *range, member_of) {
            (Some(years), _, _) => Predicate::Age { claim, years },
            (_, Some((least, greatest)), _) => Predicate::Range {
                claim,
                least,
                greatest,
            },
            (_, _, Some(path)) => {
                let known = members::claim(schema, &claim)?;
                let text = text::read_file(path, MAX_MEMBERS_FILE_BYTES)?;
                Predicate::Membership {
                    members: members::parse(&text, path, known)?,
                    claim,
                }
            }
            _ => Predicate::Ownership {},
        })
    }
}

/// Parses the digest of a key: 64 hexadecimal digits, with or without 0x before them.
fn digest(text: &str) -> std::result::Result<[u8; 32], String> {
    const_hex::decode_to_array(text)
        .map_err(|_| format!("'{text}' is not a digest: write its 64 hexadecimal digits"))
}

#[cfg(test)]
mod tests;
