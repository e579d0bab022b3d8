//! Descriptions of policies and requests, for the user.

use crate::{
    display::{counted, tame},
    limits::{MAX_LISTED_MEMBERS, MIN_CROWD_CREDENTIALS},
};
use aura_identity::{
    limits::MAX_SAFE_INTEGER,
    zkp::{calendar, Predicate},
};
use aura_primitives::{
    credentials::view::SchemaView,
    zkp::{AcceptedKeys, Day, Predicate as PolicyPredicate, Uses, VerificationPolicy},
};
use serde_json::Value;
use std::collections::HashSet;

/// Describes a policy, one line per property. Claims are named if the schema is given.
pub fn policy(policy: &VerificationPolicy, schema: Option<&SchemaView>) -> Vec<String> {
    let mut lines = vec![
        format!("That {}", wanted(&policy.predicate, schema)),
        format!("Of a credential under the schema {}", policy.schema),
    ];
    let issuers = policy.issuers.iter();
    lines.extend(issuers.map(|issuer| format!("Issued by {issuer}")));
    lines.push(uses(&policy.uses));
    let lifetime = counted(policy.lifetime, "minute");
    lines.push(format!("Receipts are valid for {lifetime}"));
    lines
}

/// Describes the predicate of a policy.
pub fn wanted(wanted: &PolicyPredicate, schema: Option<&SchemaView>) -> String {
    let claim = |slot| claim(slot, schema);
    match *wanted {
        PolicyPredicate::Ownership => "the holder has a valid credential".into(),
        PolicyPredicate::Age { slot, years } => {
            let years = counted(years, "year");
            format!("the date in {} is at least {years} ago", claim(slot))
        }
        PolicyPredicate::Range {
            slot,
            least,
            greatest,
        } => {
            let claim = claim(slot);
            match (least, greatest) {
                (least, greatest) if least <= -MAX_SAFE_INTEGER && greatest >= MAX_SAFE_INTEGER => {
                    format!("{claim} is a number")
                }
                (least, _) if least <= -MAX_SAFE_INTEGER => {
                    format!("{claim} is {greatest} at most")
                }
                (_, greatest) if greatest >= MAX_SAFE_INTEGER => {
                    format!("{claim} is {least} at least")
                }
                _ => format!("{claim} is between {least} and {greatest}, both included"),
            }
        }
        PolicyPredicate::Membership { slot, set_root } => {
            let root = const_hex::encode_prefixed(set_root);
            format!("{} is one of the set {root}", claim(slot))
        }
    }
}

/// Describes the predicate of a request.
pub fn predicate(predicate: &Predicate) -> String {
    match predicate {
        Predicate::Ownership {} => "that you hold a valid credential".into(),
        Predicate::Age { claim, years } => {
            let years = counted(*years, "year");
            format!("that {} is at least {years} ago", tame(claim))
        }
        Predicate::Range {
            claim,
            least,
            greatest,
        } => format!(
            "that {} is {}",
            tame(claim),
            match (*least, *greatest) {
                (least, greatest) if least <= -MAX_SAFE_INTEGER => format!("{greatest} at most"),
                (least, greatest) if greatest >= MAX_SAFE_INTEGER => format!("{least} at least"),
                (least, greatest) => format!("between {least} and {greatest}, both included"),
            }
        ),
        Predicate::Membership { claim, members } => {
            format!("that {} is one of {}", tame(claim), set(members))
        }
    }
}

/// Describes the set of a membership predicate; `None` for other predicates.
pub fn members(predicate: &Predicate) -> Option<String> {
    match predicate {
        Predicate::Membership { members, .. } => Some(set(members)),
        Predicate::Ownership {} | Predicate::Age { .. } | Predicate::Range { .. } => None,
    }
}

/// Describes a set: its number of members, each counted once, and the first of them.
fn set(members: &[Value]) -> String {
    let shown = members.iter().take(MAX_LISTED_MEMBERS).map(member);
    let mut shown: Vec<_> = shown.collect();
    if members.len() > MAX_LISTED_MEMBERS {
        shown.push("…".into());
    }
    let count = different(members);
    let noun = if count == 1 { "value" } else { "values" };
    format!("{count} {noun}: {}", shown.join(", "))
}

/// Returns the number of members in a set, each counted once.
fn different(members: &[Value]) -> usize {
    let all: HashSet<_> = members.iter().map(Value::to_string).collect();
    all.len()
}

/// Returns warnings about facts that a proof reveals beyond its predicate. `among` is the number of
/// credentials in the list, at most.
pub fn warnings(predicate: &Predicate, among: u32) -> Vec<String> {
    let mut lines = vec![];
    if among < MIN_CROWD_CREDENTIALS {
        lines.push(format!(
            "WARNING  The list has at most {}: anyone who knows their holders may guess who you \
             are",
            counted(among, "credential")
        ));
    }
    let tells = match predicate {
        Predicate::Membership { members, .. } => different(members) < 2,
        Predicate::Range {
            least, greatest, ..
        } => least == greatest,
        Predicate::Ownership {} | Predicate::Age { .. } => false,
    };
    if tells {
        lines.push("WARNING  Only one value is allowed: the proof discloses yours".into());
    }
    lines
}

/// Returns a warning if the issuer has several keys: a proof shows which of them signed the
/// credential. The number of credentials that each has signed is not on the chain.
pub fn split_crowd(keys: usize) -> Option<String> {
    (keys > 1).then(|| {
        format!(
            "WARNING  The issuer has {keys} keys for proofs, and the proof shows which of them signed your \
             credential: you are one of those it signed with that key, which may be few"
        )
    })
}

/// Formats a member as text.
fn member(value: &Value) -> String {
    match value {
        Value::String(text) => tame(text),
        other => tame(&other.to_string()),
    }
}

/// Describes how often a person can satisfy a policy.
pub fn uses(uses: &Uses) -> String {
    match *uses {
        Uses::Many => "Any number of proofs per person; no two can be linked".into(),
        Uses::Once {
            opens,
            closes,
            max_uses,
        } => format!(
            "Once per person and at most {max_uses} times in all, with a credential that is valid \
             on {}, until block {closes}",
            day(opens)
        ),
    }
}

/// Describes the keys of a circuit whose proofs a policy accepts.
pub fn keys(keys: &AcceptedKeys) -> String {
    match keys {
        AcceptedKeys::AtLeast(least) => format!("of version {least} or later"),
        AcceptedKeys::Exactly(digest) => {
            format!("with the digest {}", const_hex::encode_prefixed(digest))
        }
    }
}

/// Formats a day of the calendar, such as `1970-01-02`.
pub fn day(day: Day) -> String {
    calendar(day)
}

/// Returns the name of a claim, or its slot if the name is not known.
fn claim(slot: u8, schema: Option<&SchemaView>) -> String {
    let mut claims = schema.into_iter().flat_map(|schema| &schema.claims);
    let named = claims.find(|claim| claim.slot == Some(slot));
    match named {
        Some(claim) => claim.name.clone(),
        None => format!("slot {slot}"),
    }
}

#[cfg(test)]
mod tests;
