//! Formats what is read of stake as text.

use crate::output;
use aura_client::staking::{
    account::{AccountStatus, Bond, SlashToCome},
    duration,
    pools::{Membership, PoolStatus},
    validator::ValidatorStatus,
    EraPay, HandOverStatus, When,
};
use subxt::config::substrate::AccountId32;

/// Formats the output of `aura staking hand-over`.
pub(super) fn hand_over(status: &HandOverStatus) -> String {
    if let Some(done) = status.done {
        return format!(
            "Done: the stake names the validators since session {}, era {}.\n",
            done.session, done.era
        );
    }
    let mut text = String::from("The council names the validators.\n\n");
    for part in &status.parts {
        let mark = if part.met { "met    " } else { "MISSING" };
        text.push_str(&format!("{mark}  {}\n", part.words));
    }
    text.push_str(if status.met {
        "\nMet: it happens with the next session that is planned.\n"
    } else {
        "\nNot yet: the council's set goes on.\n"
    });
    text
}

/// Formats the output of `aura staking status`.
pub(super) fn account(status: &AccountStatus) -> String {
    let mut lines = vec![("Account", status.account.to_string())];
    era(status, &mut lines);
    match &status.bond {
        None => lines.push(("Bonded", "nothing".into())),
        Some(bond) => bonded(bond, &mut lines),
    }
    if let Some(pool) = &status.pool {
        membership(pool, &mut lines);
    }
    let mut text = output::aligned("", &lines);
    if let Some(validator) = &status.validator {
        text.push_str("\nValidator\n");
        text.push_str(&output::aligned("  ", &of_validator(validator)));
    }
    if !status.nominations.is_empty() {
        text.push_str("\nNominations\n");
        for one in &status.nominations {
            let backing = match one.backing.0 {
                0 => String::new(),
                _ => format!(", with {}", one.backing),
            };
            text.push_str(&format!(
                "  {}  {}{backing}\n",
                one.candidate,
                one.state.words()
            ));
        }
    }
    text.push_str(&pay(&status.pay));
    text.push_str(&slashes(&status.slashes));
    text
}

fn era(status: &AccountStatus, lines: &mut Vec<(&str, String)>) {
    let era = status.era;
    lines.push((
        "Era",
        if era.handed_over {
            let length = duration(era.millis);
            format!("{} of {length}; the next begins {}", era.active, era.next)
        } else {
            format!(
                "{}, until the hand-over (`aura staking hand-over`)",
                era.active
            )
        },
    ));
    let rate = status.rate;
    let paid = if rate.is_paid {
        ""
    } else {
        "; nothing is paid before the hand-over"
    };
    lines.push((
        "Rate",
        format!(
            "{} a year now, before commission, with {} of {} staked{paid}",
            rate.per_year, rate.staked, rate.supply
        ),
    ));
}

fn bonded(bond: &Bond, lines: &mut Vec<(&str, String)>) {
    lines.push(("Bonded", format!("{} active", bond.active)));
    for one in &bond.unbonding {
        lines.push(("", unbonding(&one.amount.to_string(), &one.free)));
    }
    if bond.free() > 0 {
        lines.push((
            "",
            "withdraw what is free with `aura staking withdraw`".into(),
        ));
    }
}

/// Formats an amount that is unbonding.
fn unbonding(amount: &str, free: &When) -> String {
    match free {
        When::Now => format!("{amount} free now"),
        free => format!("{amount} unbonding, free {free}"),
    }
}

fn membership(pool: &Membership, lines: &mut Vec<(&str, String)>) {
    lines.push((
        "Pool",
        format!(
            "{}, with {}; {} can be claimed",
            pool.pool, pool.active, pool.rewards
        ),
    ));
    for one in &pool.unbonding {
        lines.push(("", unbonding(&one.points.to_string(), &one.free)));
    }
}

fn of_validator(validator: &ValidatorStatus) -> Vec<(&'static str, String)> {
    let mut lines = vec![];
    let mut roles = vec![];
    if validator.elected {
        roles.push("elected for this era");
    }
    if validator.in_session {
        roles.push("in the set of this session");
    }
    if validator.disabled {
        roles.push("DISABLED");
    }
    if roles.is_empty() {
        roles.push("a candidate");
    }
    lines.push(("Role", roles.join(", ")));
    if let Some(commission) = validator.commission {
        let blocked = if validator.blocked {
            "; nobody new can nominate it"
        } else {
            ""
        };
        lines.push(("Commission", format!("{commission}{blocked}")));
    }
    lines.push((
        "Points",
        format!(
            "{} of {} in this era",
            validator.points, validator.all_points
        ),
    ));
    lines.push((
        "Stake",
        format!(
            "{} with {} nominators",
            validator.stake, validator.nominators
        ),
    ));
    match &validator.keys {
        None => lines.push(("Keys", "NONE".into())),
        Some(keys) => {
            let keys: Vec<_> = keys
                .iter()
                .map(|(name, key)| format!("{name} {}", key.short()))
                .collect();
            lines.push(("Keys", keys.join(", ")));
        }
    }
    lines.push((
        "Electable",
        match &validator.why_not {
            None => "yes".into(),
            Some(why) => format!("NO: {why}"),
        },
    ));
    lines
}

fn pay(eras: &[EraPay]) -> String {
    let mut text = String::new();
    for (place, era) in eras.iter().enumerate() {
        if place == 0 {
            text.push_str("\nPay\n");
        }
        let unpaid = match era.unpaid.0 {
            0 => String::new(),
            _ => format!(", of which {} was not paid yet", era.unpaid),
        };
        text.push_str(&format!("  era {}  {}{unpaid}\n", era.era, era.total));
    }
    text
}

fn slashes(slashes: &[SlashToCome]) -> String {
    let mut text = String::new();
    for (place, slash) in slashes.iter().enumerate() {
        if place == 0 {
            text.push_str("\nSLASHES TO COME\n");
        }
        text.push_str(&output::entry(
            &format!("  {} for {}", slash.amount, slash.validator),
            [
                (
                    "  Taken",
                    format!("with era {}, {}", slash.era, slash.until),
                ),
                (
                    "  Cancelled",
                    format!(
                        "until then, by the track staking_admin: staking.cancelDeferredSlash({}, \
                         [{}])",
                        slash.era, slash.index
                    ),
                ),
            ],
        ));
    }
    text
}

/// Formats the output of `aura staking payouts`.
pub(super) fn payouts(account: &AccountId32, eras: &[EraPay]) -> String {
    if eras.is_empty() {
        return format!("{account} earned nothing in these eras.\n");
    }
    let mut text = format!("{account}\n");
    for era in eras {
        for part in &era.by {
            let paid = if part.paid { "paid" } else { "NOT PAID yet" };
            let (amount, stake) = (part.amount, part.stake);
            text.push_str(&output::entry(
                &format!("era {}  {amount}", era.era),
                [
                    ("From", part.validator.to_string()),
                    ("Stake", stake.to_string()),
                    ("State", paid.into()),
                ],
            ));
        }
    }
    text
}

/// Formats the output of `aura staking pool list`.
pub(super) fn pools(pools: &[PoolStatus]) -> String {
    if pools.is_empty() {
        return "There are no pools: found one with `aura staking pool create`.\n".into();
    }
    let pools = pools.iter().map(|pool| {
        output::entry(
            &format!("{} {}", pool.pool, pool.name),
            [
                ("State", pool.state.name().into()),
                (
                    "Stake",
                    format!(
                        "{} of {}",
                        pool.stake,
                        output::counted(pool.members, "member")
                    ),
                ),
                ("Commission", pool.commission.to_string()),
                ("Nominates", output::counted(pool.nominations, "candidate")),
                ("Founder", pool.depositor.to_string()),
            ],
        )
    });
    pools.collect()
}
