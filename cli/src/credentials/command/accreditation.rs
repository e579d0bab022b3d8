//! The commands `aura accreditation …`.

use super::handing;
use crate::{
    already::already,
    credentials::{
        acting_did::{did_of, named, Acting},
        expect_to_come, now, Clock, CredentialsCall, Problem,
    },
    did::{Chain, Common},
    output,
    wallet::{Wallet, WalletEdit},
    Outcome, Result,
};
use aura_identity::DateTime;
use aura_primitives::{
    credentials::{view::AccreditationView, Depth, Entry, SchemaId, Standing},
    did::Did,
    limits,
};
use clap::{Args, Subcommand};
use serde::Serialize;
use serde_json::json;

/// Subcommands of `aura accreditation`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Accredit a DID to issue under a schema, or change its accreditation.
    Give(Give),

    /// Suspend an accreditation: until it is reinstated, neither it nor those below it are valid.
    Suspend(AccreditationArguments),

    /// Reinstate a suspended accreditation.
    Reinstate(AccreditationArguments),

    /// Withdraw an accreditation permanently.
    Withdraw(AccreditationArguments),

    /// Show an accreditation, and if it is in good standing.
    Show(Show),

    /// Let the paying account take over the deposit of an accreditation: the earlier depositor gets
    /// it back.
    TakeOver(TakeOver),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        let set = |suspended| {
            move |schema, did| CredentialsCall::SetSuspended {
                schema,
                did,
                suspended,
            }
        };
        match self {
            Self::Give(command) => command.run().await,
            Self::Suspend(command) => command.run(set(true)).await,
            Self::Reinstate(command) => command.run(set(false)).await,
            Self::Withdraw(command) => {
                command
                    .run(|schema, did| CredentialsCall::Withdraw { schema, did })
                    .await
            }
            Self::Show(command) => command.run().await,
            Self::TakeOver(TakeOver {
                schema,
                did,
                acting,
            }) => {
                let entry =
                    |wallet: &Wallet| Ok(Entry::Accreditation(schema, named(wallet, &did)?));
                handing::take_over(&acting, entry).await
            }
        }
    }
}

/// Takes over the deposit of an accreditation.
#[derive(Debug, Args)]
pub struct TakeOver {
    /// Identifier of the schema.
    pub schema: SchemaId,

    /// The accredited DID, or its name in the wallet.
    #[arg(value_name = "DID")]
    pub did: String,

    #[command(flatten)]
    pub acting: Acting,
}

/// Accredits a DID to issue under a schema, or changes its accreditation.
#[derive(Debug, Args)]
pub struct Give {
    #[command(flatten)]
    pub accreditation: AccreditationArguments,

    /// Number of levels below the DID that may be accredited: 0 if it may not accredit others.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(..=i64::from(limits::MAX_ACCREDITATION_DEPTH)))]
    pub depth: Depth,

    /// End of the accreditation: a day as in 2026-01-31 or today+365, or a time as in
    /// 2026-01-31T12:00:00Z [default: no end].
    #[arg(long, value_name = "T", value_parser = time)]
    pub until: Option<DateTime>,

    #[command(flatten)]
    pub clock: Clock,
}

impl Give {
    pub(crate) async fn run(self) -> Result<Outcome> {
        let Self {
            accreditation,
            depth,
            until,
            clock,
        } = self;
        let opened = accreditation.acting.open().await?;
        if until.is_some() {
            // A day that is counted from today depends on this machine's clock: compare it with the
            // chain's.
            let now = clock.compared(&opened.0, opened.0.best).await?;
            expect_to_come("--until", until, now)?;
        }
        let until = until.map(millis);
        let call = |schema, did| CredentialsCall::Accredit {
            schema,
            did,
            depth,
            until,
        };
        accreditation.make(opened, call).await
    }
}

/// Arguments that name an accreditation.
#[derive(Debug, Args)]
pub struct AccreditationArguments {
    /// Identifier of the schema.
    pub schema: SchemaId,

    /// The accredited DID, or its name in the wallet.
    #[arg(value_name = "DID")]
    pub did: String,

    #[command(flatten)]
    pub acting: Acting,
}

impl AccreditationArguments {
    async fn run(self, call: impl FnOnce(SchemaId, Did) -> CredentialsCall) -> Result<Outcome> {
        let opened = self.acting.open().await?;
        self.make(opened, call).await
    }

    async fn make(
        self,
        (chain, edit, by): (Chain, WalletEdit, Did),
        call: impl FnOnce(SchemaId, Did) -> CredentialsCall,
    ) -> Result<Outcome> {
        let did = named(&edit, &self.did)?;
        let call = call(self.schema, did);
        let held = chain.accreditation(self.schema, did, chain.best).await?;
        if held.is_some_and(|held| is_so(&held, by, &call)) {
            let words = format!(
                "The accreditation of {did} already has these settings: nothing \
                was sent."
            );
            let about = json!({ "did": by.to_string(), "accredited": did.to_string() });
            return already(self.acting.common.json, &words, about);
        }
        self.acting.make(&chain, edit, by, call).await
    }
}

/// Returns true if the accreditation is already as the call by `by` would make it.
fn is_so(held: &AccreditationView, by: Did, call: &CredentialsCall) -> bool {
    match *call {
        CredentialsCall::Accredit { depth, until, .. } => {
            (held.by, held.depth, held.until, held.suspended) == (by, depth, until, None)
        }
        CredentialsCall::SetSuspended {
            suspended: true, ..
        } => held.suspended == Some(by),
        CredentialsCall::SetSuspended { .. } => held.suspended.is_none(),
        _ => false,
    }
}

/// Shows an accreditation, as of the last final block. Exits with code 3 if the DID may not issue.
#[derive(Debug, Args)]
pub struct Show {
    /// Identifier of the schema.
    pub schema: SchemaId,

    /// The accredited DID, or its name in the wallet.
    #[arg(value_name = "DID")]
    pub did: String,

    #[command(flatten)]
    pub common: Common,
}

impl Show {
    async fn run(self) -> Result<Outcome> {
        let did = did_of(&self.common.access, &self.did)?;
        let chain = self.common.chain().await?;
        let at = chain.node.finalized().await?;
        let standing = chain.standing(self.schema, did, at).await?;
        let standing = standing.ok_or(Problem::NoSchema(self.schema))?;
        let accreditation = chain.accreditation(self.schema, did, at).await?;
        let shown = ShowOutput::new(self.schema, did, standing, accreditation.as_ref());
        output::print_as(self.common.json, &shown, shown.text())?;
        Ok(match standing {
            Standing::Good => Outcome::Done,
            _ => Outcome::NotPassed,
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ShowOutput {
    schema: String,
    did: String,
    /// True if the DID may issue.
    good: bool,
    standing: String,
    accreditation: Option<AccreditationOutput>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AccreditationOutput {
    by: String,
    depth: Depth,
    until: Option<DateTime>,
    suspended_by: Option<String>,
    path: Vec<String>,
}

impl ShowOutput {
    fn new(
        schema: SchemaId,
        did: Did,
        standing: Standing,
        accreditation: Option<&AccreditationView>,
    ) -> Self {
        let accreditation = accreditation.map(|view| AccreditationOutput {
            by: view.by.to_string(),
            depth: view.depth,
            until: view.until.map(DateTime::from_millis),
            suspended_by: view.suspended.map(|by| by.to_string()),
            path: view.path.iter().map(ToString::to_string).collect(),
        });
        Self {
            schema: schema.to_string(),
            did: did.to_string(),
            good: standing.is_good(),
            standing: standing_words(standing),
            accreditation,
        }
    }

    fn text(&self) -> String {
        let mut text = output::lines([
            ("Schema", self.schema.clone()),
            ("DID", self.did.clone()),
            ("Standing", self.standing.clone()),
        ]);
        if let Some(of) = &self.accreditation {
            let until = of.until.map(|until| until.to_string());
            text.push_str(&output::lines([
                ("Given by", of.by.clone()),
                ("Depth", of.depth.to_string()),
                ("Until", until.unwrap_or_else(|| "no end".into())),
                (
                    "Suspended",
                    of.suspended_by
                        .as_ref()
                        .map_or_else(|| "no".into(), |by| format!("by {by}")),
                ),
                ("Path", of.path.join(", then ")),
            ]));
        }
        text
    }
}

/// Describes the standing of a DID under a schema, for the user.
pub fn standing_words(standing: Standing) -> String {
    match standing {
        Standing::Good => "in good standing: it may issue".into(),
        Standing::Missing => "not accredited".into(),
        Standing::Expired(did) => format!("the accreditation of {did} has expired"),
        Standing::Suspended(did) => format!("the accreditation of {did} is suspended"),
        Standing::Broken(did) => format!("{did}, an ancestor of it, is no longer accredited"),
        Standing::Deactivated(did) => format!("{did} is deactivated, or does not exist"),
        Standing::TooDeep(did) => format!("{did} is too far from the schema's owner"),
    }
}

/// Parses a day, a time, or a day counted from today, all in UTC: `2026-01-31`,
/// `2026-01-31T12:00:00Z`, `today`, `today+365`.
pub fn time(text: &str) -> std::result::Result<DateTime, String> {
    if let Some(later) = text.strip_prefix("today") {
        return from_today(later, now());
    }
    let day = || format!("{text}T00:00:00Z").parse();
    let time = text.parse().or_else(|_| day());
    time.map_err(|error: aura_identity::DateTimeError| error.to_string())
}

/// Returns the midnight (UTC) at the start of today, plus the number of days in `later`, as in
/// `+365`.
fn from_today(later: &str, now: DateTime) -> std::result::Result<DateTime, String> {
    const DAY: u64 = 86_400_000;
    let wrong =
        || format!("'today{later}' is not a day: write today, or today+365 for 365 days later");
    let days: u32 = match later.strip_prefix('+') {
        Some(days) => days.parse().map_err(|_| wrong())?,
        None if later.is_empty() => 0,
        None => return Err(wrong()),
    };
    let day = (millis(now) / DAY).saturating_add(days.into());
    // 31 December 9999: the last day whose year has four digits.
    if day > 2_932_896 {
        return Err(wrong());
    }
    Ok(DateTime::from_millis(day.saturating_mul(DAY)))
}

/// Converts a time to milliseconds since 1970. Earlier times are 0.
pub fn millis(time: DateTime) -> u64 {
    let seconds = u64::try_from(time.unix_timestamp()).unwrap_or_default();
    seconds.saturating_mul(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_midnight_in_utc() {
        let now: DateTime = "2027-12-31T23:59:59Z".parse().unwrap();
        for (later, day) in [
            ("", "2027-12-31T00:00:00Z"),
            ("+0", "2027-12-31T00:00:00Z"),
            ("+1", "2028-01-01T00:00:00Z"),
            ("+60", "2028-02-29T00:00:00Z"),
            ("+366", "2028-12-31T00:00:00Z"),
        ] {
            let found = from_today(later, now).unwrap();
            assert_eq!(found, day.parse().unwrap(), "{later}");
        }
        for bad in ["+", "-1", "1", " +1", "+x", "+4294967295", "+1y"] {
            assert!(from_today(bad, now).is_err(), "{bad}");
        }
        assert!(time("today+7").is_ok() && time("2026-01-31").is_ok());
    }

    #[test]
    fn an_accreditation_that_is_so_is_not_given_again() {
        let (by, did, schema) = (
            Did::from([1; 32]),
            Did::from([2; 32]),
            SchemaId::from([3; 32]),
        );
        let mut held = AccreditationView {
            did,
            by,
            depth: 1,
            until: Some(5),
            suspended: None,
            standing: Standing::Good,
            path: vec![],
        };
        let give = |depth, until| CredentialsCall::Accredit {
            schema,
            did,
            depth,
            until,
        };
        let set = |suspended| CredentialsCall::SetSuspended {
            schema,
            did,
            suspended,
        };
        assert!(is_so(&held, by, &give(1, Some(5))));
        assert!(!is_so(&held, did, &give(1, Some(5))));
        assert!(!is_so(&held, by, &give(2, Some(5))) && !is_so(&held, by, &give(1, None)));
        assert!(is_so(&held, by, &set(false)) && !is_so(&held, by, &set(true)));
        held.suspended = Some(by);
        assert!(is_so(&held, by, &set(true)) && !is_so(&held, by, &set(false)));
        assert!(!is_so(&held, did, &set(true)));
        assert!(!is_so(&held, by, &give(1, Some(5))));
        assert!(!is_so(
            &held,
            by,
            &CredentialsCall::Withdraw { schema, did }
        ));
    }
}
