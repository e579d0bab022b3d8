//! Status of a validator or candidate, as plain data.

use super::{
    types::{Account, Standing},
    Amount, EraClock, Percent,
};
use crate::{did::Chain, session_keys::SessionKeys, Result};
use serde::Serialize;
use std::collections::BTreeMap;

/// Status of a validator or candidate.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ValidatorStatus {
    /// True if it is in the set of this session.
    pub in_session: bool,
    /// True if it was elected for this era.
    pub elected: bool,
    /// True if it is disabled in this session.
    pub disabled: bool,
    /// Commission; `None` if it is not a candidate.
    pub commission: Option<Percent>,
    /// True if nobody new can nominate it.
    pub blocked: bool,
    /// Points that it has earned in this era.
    pub points: u32,
    /// Points of all validators in this era.
    pub all_points: u32,
    /// Stake behind it in this era.
    pub stake: Amount,
    /// Number of its nominators in this era.
    pub nominators: u32,
    /// Session keys, for the next session but one.
    pub keys: Option<SessionKeys>,
    /// Standing in the next election; `None` if it is not a candidate.
    pub standing: Option<Standing>,
    /// True if it can be elected.
    pub electable: bool,
    /// The reason why it cannot be elected, and the remedy.
    pub why_not: Option<String>,
}

impl ValidatorStatus {
    /// Reads the status of an account; `None` if it is neither a candidate nor in the session's
    /// set.
    pub(super) async fn read(
        chain: &Chain,
        who: &Account,
        clock: &EraClock,
        candidates: &BTreeMap<Account, Standing>,
    ) -> Result<Option<Self>> {
        let (session, disabled) = chain.session_validators().await?;
        let prefs = chain.candidate(who).await?;
        let in_session = session.contains(who);
        if prefs.is_none() && !in_session {
            return Ok(None);
        }
        let points = chain.points(clock.active).await?;
        let overview = chain.overview(clock.active, who).await?;
        let standing = candidates.get(who).copied();
        Ok(Some(Self {
            in_session,
            elected: overview.is_some(),
            disabled: disabled.contains(who),
            commission: prefs.map(|prefs| Percent(prefs.commission)),
            blocked: prefs.is_some_and(|prefs| prefs.blocked),
            points: points.individual.get(who).copied().unwrap_or_default(),
            all_points: points.total,
            stake: Amount(overview.map_or(0, |overview| overview.total)),
            nominators: overview.map_or(0, |overview| overview.nominators),
            keys: chain.keys_of(who).await?,
            standing,
            electable: standing.is_some_and(Standing::is_electable),
            why_not: why_not(standing, clock),
        }))
    }
}

/// Returns the reason why an account cannot be elected, and the remedy; `None` if it can.
pub fn why_not(standing: Option<Standing>, clock: &EraClock) -> Option<String> {
    Some(match standing {
        Some(Standing::Tried | Standing::Admitted) => return None,
        None => "it is no candidate: become one with `aura staking validate`".into(),
        Some(Standing::Waiting) => {
            "it has made no block lately, and other untried candidates come first: at most a fifth of \
             a set is untried"
                .into()
        }
        Some(Standing::Silent) => {
            "it sits in this era and has made no block yet: see that its node runs with the keys that \
             are registered"
                .into()
        }
        Some(Standing::WithoutKeys) => {
            "it has no session keys: register those of its node with `aura validator rotate-keys`"
                .into()
        }
        Some(Standing::Offender) => "it is disabled, or has committed an offence".into(),
        Some(Standing::LeftOut { until }) => {
            let back = clock.begins(until.saturating_add(1));
            format!("it is left out until era {until} is over ({back}), for idleness or an offence")
        }
    })
}
