//! Formats tracks and referenda as text.

use crate::output;
use aura_client::governance::{BlockClock, ReferendumStatus, Shares, Track};

/// Formats the output of `aura gov tracks`.
pub(super) fn tracks(tracks: &[Track], clock: &BlockClock) -> String {
    let tracks = tracks.iter().map(|track| {
        let [prepare, decide, confirm, enact] = track.periods(clock);
        let open = if track.open {
            ""
        } else {
            " (opens with the hand-over)"
        };
        output::entry(
            &format!("{} {}{open}", track.number, track.name),
            [
                ("Deposit", track.decision_deposit.to_string()),
                (
                    "Periods",
                    format!(
                        "prepared {prepare}, decided {decide}, confirmed {confirm}, enacted after {enact}"
                    ),
                ),
                (
                    "Needs",
                    format!(
                        "{} of the votes, and {} of all tokens, in the end",
                        track.approval, track.support
                    ),
                ),
            ],
        )
    });
    tracks.collect()
}

/// Formats the output of `aura gov list`.
pub(super) fn list(referenda: &[ReferendumStatus]) -> String {
    if referenda.is_empty() {
        return "No referendum is open; --all lists those that are over.\n".into();
    }
    referenda.iter().map(referendum).collect()
}

/// Formats the output of `aura gov show`.
pub(super) fn referendum(status: &ReferendumStatus) -> String {
    let mut lines = vec![("State", status.state.words())];
    if let Some(track) = &status.track {
        lines.push(("Track", track.clone()));
    }
    if let Some(submitter) = &status.submitter {
        lines.push(("Submitter", submitter.to_string()));
    }
    match (&status.call, &status.call_hash) {
        (Some(call), Some(hash)) => {
            lines.push(("Call", call.clone()));
            lines.push(("", hash.clone()));
        }
        (None, Some(hash)) => {
            let words = format!("{hash}, of which the bytes are not on the chain, or are no call");
            lines.push(("Call", words));
        }
        _ => {}
    }
    if let Some(enactment) = &status.enactment {
        lines.push(("Enacted", enactment.clone()));
    }
    if let Some(of) = &status.shares {
        shares(of, &mut lines);
    }
    if let Some(vote) = &status.own_vote {
        lines.push(("Own vote", vote.clone()));
    }
    let number = format!("Referendum {}", status.referendum);
    format!("{number}\n{}", output::aligned("  ", &lines))
}

fn shares(of: &Shares, lines: &mut Vec<(&str, String)>) {
    let needed = |needed: Option<_>| match needed {
        Some(share) => format!(", {share} needed now"),
        None => String::new(),
    };
    lines.push((
        "Ayes",
        format!(
            "{} against {}: {}{}",
            of.ayes,
            of.nays,
            of.approval,
            needed(of.approval_needed)
        ),
    ));
    lines.push((
        "Support",
        format!(
            "{}: {} of all tokens{}",
            of.support,
            of.turnout,
            needed(of.turnout_needed)
        ),
    ));
    match of.passes() {
        Some(true) => lines.push(("", "it passes as things are".into())),
        Some(false) => lines.push(("", "it does not pass as things are".into())),
        None => {}
    }
}
