//! The command `aura credential issue`.

use crate::{
    credentials::{
        acting_did::who,
        command::accreditation::{standing_words, time},
        expect_to_come,
        issue::{
            files::{open_rows, Files},
            host::CommandHost,
            journal::{Journal, RowSource},
            rows::{self, Count, Input, Rows},
            run,
            terms::Terms,
            validity_warnings, Issued, Storage,
        },
        Clock, Problem,
    },
    did::{arguments::key_index, Chain, Common, Paying, SigningWallet},
    output,
    random::random_bytes,
    standard_input::{self, is_meant},
    wallet::{Commitment, Name, Wallet},
    Error, Outcome, Result,
};
use aura_identity::{data_integrity::Cryptosuite, DateTime};
use aura_primitives::{
    credentials::{
        view::{ListView, SchemaView},
        Index, ListId,
    },
    did::{KeyIndex, Relationship},
};
use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::Map;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Issues credentials: one of a subject and its claims, or all of a file. They are signed, anchored
/// by one transaction, and written once that is final.
#[derive(Debug, Args)]
pub struct Issue {
    #[command(flatten)]
    pub what: What,

    /// The new file for the credentials, one a line, each with its inclusion proof.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,

    /// Resume the batch that was begun for this output.
    #[arg(long)]
    pub resume: bool,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,
}

/// Arguments that say which credentials are issued, and under which terms.
#[derive(Debug, Args)]
pub struct What {
    /// Rows, - for standard input: CSV whose first line names the claims, `id` (the DID of the
    /// subject) and, if something is to be proven of the credentials, `holder` (the output of
    /// `aura credential holder`); or a JSON object a line.
    #[arg(conflicts_with = "resume", required_unless_present_any = ["subject", "resume"])]
    pub file: Option<PathBuf>,

    /// Format of the file [default: from the extension of its name].
    #[arg(long, requires = "file")]
    pub format: Option<Format>,

    /// The DID of the subject of one credential, or its name in the wallet.
    #[arg(long, value_name = "DID", conflicts_with_all = ["file", "resume"])]
    pub subject: Option<String>,

    /// A claim of one credential; may be repeated.
    #[arg(long, value_name = "NAME=VALUE", requires = "subject", conflicts_with = "file", value_parser = claim)]
    pub claim: Vec<(String, String)>,

    /// The holder's commitment for one credential, which makes zero-knowledge proofs of it
    /// possible; it comes from `aura credential holder`.
    #[arg(
        long,
        value_name = "COMMITMENT",
        requires = "subject",
        conflicts_with = "file"
    )]
    pub holder: Option<Commitment>,

    /// Number of the status list, which also determines the schema.
    #[arg(
        long,
        value_name = "N",
        required_unless_present = "resume",
        conflicts_with = "resume"
    )]
    pub list: Option<ListId>,

    /// The DID that issues, or its name in the wallet [default: the wallet's only one].
    #[arg(long = "as", value_name = "DID", conflicts_with = "resume")]
    pub by: Option<String>,

    /// The Ed25519 key that signs the credentials [default: the first for assertionMethod].
    #[arg(long, value_name = "N", value_parser = key_index, conflicts_with = "resume")]
    pub key: Option<KeyIndex>,

    /// The Jubjub key that signs the credentials for proofs [default: the first].
    #[arg(long, value_name = "N", value_parser = key_index, conflicts_with = "resume")]
    pub proof_key: Option<KeyIndex>,

    /// The cryptosuite of their proofs.
    #[arg(long, value_enum, default_value_t = Suite::Jcs, conflicts_with = "resume")]
    pub suite: Suite,

    /// Start of their validity period: a day as in 2026-01-31 or today, or a time as in
    /// 2026-01-31T12:00:00Z [default: now].
    #[arg(long, value_name = "T", value_parser = time, conflicts_with = "resume")]
    pub valid_from: Option<DateTime>,

    /// End of their validity period: as --valid-from, or days from today as in today+365 [default:
    /// no end].
    #[arg(long, value_name = "T", value_parser = time, conflicts_with = "resume")]
    pub valid_until: Option<DateTime>,

    /// An https URL at which the issuer serves its status lists [default: at its DID].
    #[arg(long, value_name = "URL", conflicts_with = "resume")]
    pub status_base: Option<String>,

    #[command(flatten)]
    pub clock: Clock,
}

/// Formats of a file of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Comma-separated values: the first line names the claims, and `id` for the DID of the
    /// subject. A column `holder` has the holders' commitments.
    Csv,
    /// One JSON object a line: the claims, and `id`.
    Ndjson,
}

impl From<Format> for rows::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Ndjson => Self::Ndjson,
        }
    }
}

/// Cryptosuites of Data Integrity that a credential can be secured with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Suite {
    /// eddsa-jcs-2022: signs the JSON in its canonical form.
    Jcs,
    /// eddsa-rdfc-2022: signs the RDF that the JSON-LD means.
    Rdfc,
}

impl From<Suite> for Cryptosuite {
    fn from(suite: Suite) -> Self {
        match suite {
            Suite::Jcs => Self::EddsaJcs2022,
            Suite::Rdfc => Self::EddsaRdfc2022,
        }
    }
}

/// Output of the command: the batch as it was anchored.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a Path,
    list: ListId,
    first: Index,
    count: u32,
    /// True if something can be proven of the credentials that have a holder.
    provable: bool,
    root: String,
    /// Block in which the batch was anchored.
    block: u32,
    time: DateTime,
}

impl Issue {
    pub(super) async fn run(mut self) -> Result<Outcome> {
        let files = Files::of(&self.out)?;
        let wallet = self.common.access.open()?;
        let begun = if self.resume {
            let journal = files.journal()?;
            if files.has_output(journal.root())? {
                // The earlier run ended just after it had written the output.
                files.clean()?;
                output::progress("All credentials were already issued.");
                return Ok(Outcome::Done);
            }
            journal
        } else {
            files.expect_none()?;
            self.what.keep_rows(&files)?;
            let journal = self.what.journal(&self.common, &wallet).await;
            let journal = journal.and_then(|it| files.begin(&it).map(|()| it));
            if journal.is_err() {
                files.clean()?;
            }
            journal?
        };
        let host = CommandHost {
            common: &self.common,
            paying: &self.paying,
            wallet: &wallet,
        };
        let issued = run(&host, &files, begun).await;
        if let Err(error) = &issued {
            self.say_how_to_go_on(&files, error)?;
        }
        self.print(&issued?)
    }

    /// Reports after an error how to resume. If the user did not confirm a new batch, its files are
    /// removed, as if it had not begun.
    fn say_how_to_go_on(&self, files: &Files, error: &Error) -> Result<()> {
        let refused = matches!(
            error,
            Error::NotConfirmed
                | Error::Client(aura_client::Error::Did(crate::did::Problem::NoTerminal))
        );
        if refused && !self.resume {
            return files.clean();
        }
        let out = self.out.display();
        output::progress(&format!(
            "Continue with `aura credential issue --resume --out {out}`."
        ));
        Ok(())
    }

    fn print(&self, issued: &Issued) -> Result<Outcome> {
        let Issued { journal, batch } = issued;
        let report = Report {
            file: &self.out,
            list: journal.terms.list,
            first: batch.first,
            count: batch.count,
            provable: journal.terms.proof_key.is_some(),
            root: const_hex::encode_prefixed(batch.root),
            block: batch.anchored.block,
            time: DateTime::from_millis(batch.anchored.time),
        };
        if self.common.json {
            output::print_json(&report)?;
        } else {
            let last = batch.first.saturating_add(batch.count.saturating_sub(1));
            let text = output::lines([
                ("File", self.out.display().to_string()),
                ("Credentials", batch.count.to_string()),
                ("List", journal.terms.list.to_string()),
                match batch.count {
                    1 => ("Index", last.to_string()),
                    _ => ("Indices", format!("{} to {last}", batch.first)),
                },
                ("Root", report.root.clone()),
                (
                    "Anchored",
                    format!("{}, block {}", report.time, report.block),
                ),
            ]);
            output::print(text.as_bytes())?;
        }
        Ok(Outcome::Done)
    }
}

impl What {
    /// Copies rows of standard input to a file: they are read more than once.
    fn keep_rows(&mut self, files: &Files) -> Result<()> {
        let Some(path) = self.file.as_mut().filter(|it| is_meant(it)) else {
            return Ok(());
        };
        if self.format.is_none() {
            by_name(path)?;
        }
        let kept = standard_input::open(path).and_then(|rows| files.keep_rows(rows));
        if kept.is_err() {
            files.clean()?;
        }
        path.clone_from(&files.rows);
        kept
    }

    /// Checks all that can be checked before anything is signed, and returns the journal of the
    /// batch.
    async fn journal(&self, common: &Common, wallet: &Wallet) -> Result<Journal> {
        // The command-line parser requires it already.
        let list = self.list.ok_or(Error::NoFile)?;
        let chain = common.chain().await?;
        let issuer = who(wallet, self.by.as_deref(), &chain.genesis)?;
        let view = chain.list(list, chain.best).await?;
        if view.owner != issuer {
            let owner = view.owner.to_string();
            return Err(Problem::OthersList { list, owner }.into());
        }
        let standing = chain.standing(view.schema, issuer, chain.best).await?;
        let standing = standing.ok_or(Problem::NoSchema(view.schema))?;
        if !standing.is_good() {
            return Err(Problem::Standing(standing_words(standing)).into());
        }
        let schema = chain.schema(view.schema, chain.best).await?;
        let mut terms = self.terms(&chain, wallet, &view).await?;
        let proof_key = self.proof_key(&chain, wallet, &terms, &schema).await;
        terms.proof_key = proof_key.as_ref().ok().copied();
        let (rows, counted) = self.rows(wallet, &terms, &schema)?;
        terms.proof_key = match counted.provable {
            // No row has a holder: the credentials do not need the key for proofs.
            0 => None,
            _ => Some(proof_key?),
        };
        if terms.proof_key.is_some() {
            for warning in validity_warnings::warnings(terms.valid_from, terms.valid_until) {
                output::progress(&warning);
            }
        }
        let count = counted.rows;
        let room = view.capacity.entries().saturating_sub(view.allocated);
        if count > room {
            return Err(Problem::ListFull { count, room }.into());
        }
        let (first, seed) = (view.allocated, random_bytes()?);
        Ok(Journal::new(chain.genesis, terms, rows, count, first, seed))
    }

    async fn terms(&self, chain: &Chain, wallet: &Wallet, list: &ListView) -> Result<Terms> {
        let relationship = Relationship::AssertionMethod;
        let mut signing_wallet = SigningWallet::new(wallet, chain);
        let (key, _) = signing_wallet
            .ed25519(&list.owner, relationship, self.key)
            .await?;
        let now = self.clock.compared(chain, chain.best).await?;
        expect_to_come("--valid-until", self.valid_until, now)?;
        Ok(Terms {
            issuer: list.owner,
            key,
            proof_key: None,
            suite: self.suite.into(),
            schema: list.schema,
            list: list.id,
            status_base: self.status_base.clone(),
            created: now,
            valid_from: self.valid_from.unwrap_or(now),
            valid_until: self.valid_until,
        })
    }

    /// Finds the issuer's key for proofs.
    ///
    /// # Errors
    /// The reason why nothing could be proven of the issued credentials.
    async fn proof_key(
        &self,
        chain: &Chain,
        wallet: &Wallet,
        terms: &Terms,
        schema: &SchemaView,
    ) -> Result<KeyIndex> {
        terms.expect_provable(schema)?;
        let mut signing_wallet = SigningWallet::new(wallet, chain);
        let (key, _) = signing_wallet.jubjub(&terms.issuer, self.proof_key).await?;
        Ok(key)
    }

    /// Checks all rows, and returns their source and their number.
    fn rows(
        &self,
        wallet: &Wallet,
        terms: &Terms,
        schema: &SchemaView,
    ) -> Result<(RowSource, Count)> {
        let Some(path) = &self.file else {
            let source = self.single_row(wallet, schema)?;
            let rows: Rows<'_> = Box::new(source.single().into_iter().map(Ok));
            let count = rows::check(rows, terms, schema)?;
            return Ok((source, count));
        };
        let format = match self.format {
            Some(format) => format.into(),
            None => by_name(path)?,
        };
        // The batch may be resumed from another working directory.
        let path = fs::canonicalize(path).map_err(|reason| Error::File {
            path: path.clone(),
            reason,
        })?;
        let input = Input::new(open_rows(&path)?);
        let watch = input.watch();
        let count = rows::check(rows::read(format, input, schema), terms, schema)?;
        let digest = watch.digest();
        let rows = RowSource::File {
            path,
            format,
            digest,
        };
        Ok((rows, count))
    }

    fn single_row(&self, wallet: &Wallet, schema: &SchemaView) -> Result<RowSource> {
        let mut claims = Map::new();
        for (name, text) in &self.claim {
            let known = schema.claims.iter().find(|claim| claim.name == *name);
            let refused = |why: String| Problem::Argument(format!("--claim {name}: {why}"));
            let claim = known.ok_or_else(|| refused("the schema has no such claim".into()))?;
            let value = rows::value(claim.kind, text).map_err(refused)?;
            if claims.insert(name.clone(), value).is_some() {
                return Err(refused("it was given more than once".into()).into());
            }
        }
        Ok(RowSource::One {
            subject: self.subject(wallet)?,
            claims,
            holder: self.holder,
        })
    }
}

impl What {
    /// Returns the subject of one credential. A name in the wallet cannot be confused with a URI.
    fn subject(&self, wallet: &Wallet) -> Result<String> {
        let text = self.subject.as_deref().unwrap_or_default();
        match text.parse::<Name>() {
            Ok(_) => Ok(wallet.find(text)?.did.to_string()),
            Err(_) => Ok(text.into()),
        }
    }
}

fn by_name(path: &Path) -> Result<rows::Format> {
    let end = path.extension().and_then(|end| end.to_str());
    match end {
        Some("csv") => Ok(rows::Format::Csv),
        Some("ndjson" | "jsonl") => Ok(rows::Format::Ndjson),
        _ => {
            let why = "give the format of the rows with --format: csv or ndjson";
            Err(Problem::Argument(why.into()).into())
        }
    }
}

fn claim(text: &str) -> std::result::Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or("write the name of the claim, '=' and its value")?;
    Ok((name.into(), value.into()))
}
