//! Changes to scenarios, each with the rule that it breaks. The circuits, the check without a
//! circuit and the arkworks circuit must agree on all of them.

use aura_zkp_core::{date::Day, statement::Predicate, value::Value, Fr};

use super::{absent, secret_key, Scenario, ABSENT, AMOUNT, BIRTH, BORN, COUNTRY, NUMBER};
use crate::Violation;

/// A name, a change to a scenario, and the rule that the changed scenario breaks, if any.
pub type Change = (&'static str, fn(&mut Scenario), Result<(), Violation>);

/// Changes to any presentation.
pub const ALL: &[Change] = &[
    ("nothing", |_| {}, Ok(())),
    (
        "other secret",
        |s| s.witness.secret += Fr::one(),
        Err(Violation::NotSigned),
    ),
    (
        "other blinding",
        |s| s.witness.blinding += Fr::one(),
        Err(Violation::NotSigned),
    ),
    (
        "other index, same word",
        |s| s.witness.index ^= 1,
        Err(Violation::NotSigned),
    ),
    (
        "other claims",
        |s| s.change_claim(7),
        Err(Violation::NotSigned),
    ),
    (
        "other salt",
        |s| s.change_claim(0),
        Err(Violation::NotSigned),
    ),
    (
        "other authority",
        |s| s.statement.authority += Fr::one(),
        Err(Violation::NotSigned),
    ),
    (
        "other list",
        |s| s.statement.list ^= 1,
        Err(Violation::NotSigned),
    ),
    (
        "other key",
        |s| s.statement.issuer_key = secret_key(0).public_key(),
        Err(Violation::NotSigned),
    ),
    (
        "other from",
        |s| s.witness.from.0 -= 1,
        Err(Violation::NotSigned),
    ),
    (
        "other until",
        |s| s.witness.until.0 += 1,
        Err(Violation::NotSigned),
    ),
    (
        "other challenge",
        |s| s.witness.signature.c[3] ^= 4,
        Err(Violation::NotSigned),
    ),
    (
        "other highest bit of the challenge",
        |s| s.witness.signature.c[15] ^= 0x80,
        Err(Violation::NotSigned),
    ),
    (
        "other response",
        |s| s.witness.signature.s += jubjub::Fr::one(),
        Err(Violation::NotSigned),
    ),
    ("first day", |s| s.statement.date = s.witness.from, Ok(())),
    ("last day", |s| s.statement.date = s.witness.until, Ok(())),
    (
        "day before",
        |s| s.statement.date.0 = s.witness.from.0 - 1,
        Err(Violation::NotYetValid),
    ),
    (
        "day after",
        |s| s.statement.date.0 = s.witness.until.0 + 1,
        Err(Violation::Expired),
    ),
    (
        "index of 21 bits",
        |s| {
            s.witness.index |= 1 << 20;
            s.settle();
        },
        Err(Violation::IndexTooLarge),
    ),
    (
        "index of 21 bits, not signed",
        |s| s.witness.index |= 1 << 20,
        Err(Violation::IndexTooLarge),
    ),
    (
        "revoked",
        |s| {
            s.witness.status.word |= 1 << (s.witness.index % 64);
            s.enlist();
        },
        Err(Violation::Revoked),
    ),
    (
        "all others revoked",
        |s| {
            s.witness.status.word = !(1 << (s.witness.index % 64));
            s.enlist();
        },
        Ok(()),
    ),
    (
        "other root",
        |s| s.statement.status_root += Fr::one(),
        Err(Violation::NotInStatusList),
    ),
    (
        "other word",
        |s| s.witness.status.word ^= 1 << ((s.witness.index + 1) % 64),
        Err(Violation::NotInStatusList),
    ),
    (
        "other bit of the word",
        |s| s.witness.status.word ^= 1 << ((s.witness.index + 2) % 64),
        Err(Violation::NotInStatusList),
    ),
    (
        "other path",
        |s| {
            let place = (s.witness.index >> 6 >> 6) as usize % 4;
            s.witness.status.groups[3][place ^ 1] += Fr::one();
        },
        Err(Violation::NotInStatusList),
    ),
    (
        "other nodes under the root",
        |s| {
            s.witness.status.groups[6]
                .iter_mut()
                .for_each(|node| *node += Fr::one())
        },
        Err(Violation::NotInStatusList),
    ),
    (
        "other nullifier",
        |s| s.statement.nullifier += Fr::one(),
        Err(Violation::OtherNullifier),
    ),
    (
        "other scope",
        |s| s.statement.scope += Fr::one(),
        Err(Violation::OtherNullifier),
    ),
    (
        "other context",
        |s| s.statement.context += Fr::one(),
        Ok(()),
    ),
];

/// Changes to presentations of an age.
pub const AGE: &[Change] = &[
    (
        "born on the cut-off",
        |s| s.set_claim(BIRTH, Fr::from(u64::from(BORN + 17))),
        Ok(()),
    ),
    (
        "born a day later",
        |s| s.set_claim(BIRTH, Fr::from(u64::from(BORN + 18))),
        Err(Violation::AfterCutoff),
    ),
    ("born in year 1", |s| s.set_claim(BIRTH, Fr::one()), Ok(())),
    (
        "absent",
        |s| s.set_claim(BIRTH, absent()),
        Err(Violation::AfterCutoff),
    ),
    (
        "a number that no claim has",
        |s| s.set_claim(BIRTH, -Fr::one()),
        Ok(()),
    ),
    (
        "an integer",
        |s| s.set_claim(BIRTH, Value::Integer(0).to_field()),
        Err(Violation::AfterCutoff),
    ),
    (
        "2^63",
        |s| s.set_claim(BIRTH, Fr::from(1 << 63)),
        Err(Violation::AfterCutoff),
    ),
    (
        "absent slot",
        |s| {
            s.statement.predicate = Predicate::Age {
                slot: ABSENT,
                cutoff: Day(u32::MAX),
            }
        },
        Err(Violation::AfterCutoff),
    ),
    (
        "other slot",
        |s| {
            s.statement.predicate = Predicate::Age {
                slot: 8,
                cutoff: Day(u32::MAX),
            }
        },
        Err(Violation::AfterCutoff),
    ),
];

/// Changes to presentations of a range.
pub const RANGE: &[Change] = &[
    (
        "lowest",
        |s| s.set_claim(NUMBER, Fr::from(AMOUNT - 3)),
        Ok(()),
    ),
    (
        "highest",
        |s| s.set_claim(NUMBER, Fr::from(AMOUNT + 4)),
        Ok(()),
    ),
    (
        "below",
        |s| s.set_claim(NUMBER, Fr::from(AMOUNT - 4)),
        Err(Violation::BelowRange),
    ),
    (
        "above",
        |s| s.set_claim(NUMBER, Fr::from(AMOUNT + 5)),
        Err(Violation::AboveRange),
    ),
    (
        "absent",
        |s| s.set_claim(NUMBER, absent()),
        Err(Violation::BelowRange),
    ),
    (
        "absent, any number",
        |s| {
            s.statement.predicate = Predicate::Range {
                slot: ABSENT,
                lo: 0,
                hi: u64::MAX,
            }
        },
        Err(Violation::BelowRange),
    ),
    (
        "any number",
        |s| {
            s.statement.predicate = Predicate::Range {
                slot: NUMBER,
                lo: 0,
                hi: u64::MAX,
            }
        },
        Ok(()),
    ),
    (
        "no number",
        |s| {
            s.statement.predicate = Predicate::Range {
                slot: NUMBER,
                lo: AMOUNT + 1,
                hi: AMOUNT,
            }
        },
        Err(Violation::BelowRange),
    ),
];

/// Changes to presentations of a membership.
pub const MEMBERSHIP: &[Change] = &[
    (
        "no member",
        |s| s.set_claim(COUNTRY, Fr::from(5)),
        Err(Violation::NotMember),
    ),
    (
        "absent",
        |s| s.set_claim(COUNTRY, absent()),
        Err(Violation::NotMember),
    ),
    (
        "other set",
        |s| {
            let Predicate::Membership { slot, set_root } = s.statement.predicate else {
                return;
            };
            let set_root = set_root + Fr::one();
            s.statement.predicate = Predicate::Membership { slot, set_root };
        },
        Err(Violation::NotMember),
    ),
    (
        "other slot",
        |s| {
            let Predicate::Membership { slot, set_root } = s.statement.predicate else {
                return;
            };
            s.statement.predicate = Predicate::Membership {
                slot: slot - 1,
                set_root,
            };
        },
        Err(Violation::NotMember),
    ),
    (
        "no path",
        |s| s.witness.set_path = None,
        Err(Violation::NotMember),
    ),
];
