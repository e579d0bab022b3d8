//! Tracks of referenda: each decides with one origin.
//!
//! All periods are hours of the chain's timing, so tracks are computed.

use crate::{constants::currency::AURA, origins::Origin, *};
use alloc::borrow::Cow;
use pallet_referenda::{Curve, Track, TrackInfo, TracksInfo};
use sp_runtime::{str_array, FixedI64};

/// Number of a track.
pub type TrackId = u16;

/// Acts as root.
pub const ROOT: TrackId = 0;
/// Dispatches calls that the council whitelisted.
pub const WHITELISTED_CALLER: TrackId = 1;
/// Manages staking.
pub const STAKING_ADMIN: TrackId = 10;
/// Spends any amount.
pub const TREASURER: TrackId = 11;
/// Spends up to [`crate::constants::referenda::SMALL_SPEND`].
pub const SMALL_SPENDER: TrackId = 12;
/// Cancels referenda.
pub const REFERENDUM_CANCELLER: TrackId = 20;
/// Cancels referenda and burns their deposits.
pub const REFERENDUM_KILLER: TrackId = 21;

const fn percent(percent: i128) -> FixedI64 {
    FixedI64::from_rational(percent.unsigned_abs(), 100)
}

/// A line from `from` per cent at the start of the decision to `to` thousandths at its end.
const fn line(from: i128, to: u128) -> Curve {
    Curve::make_linear(1, 1, FixedI64::from_rational(to, 1_000), percent(from))
}

/// Approval of root: 80 % after four of 28 days, half at the end.
const ROOT_APPROVAL: Curve = Curve::make_reciprocal(4, 28, percent(80), percent(50), percent(100));
/// Support of root: never below a tenth of the tokens, or a silent month would give root to the
/// hundredth that votes.
const ROOT_SUPPORT: Curve = line(50, 100);
const HALF: Curve = line(100, 500);
const THREE_FIFTHS: Curve = line(100, 600);
/// Support of a whitelisted call, which the council asks for in a hurry: a tenth after one of seven
/// days, 2 % at the end.
const WHITELISTED_SUPPORT: Curve =
    Curve::make_reciprocal(1, 7, percent(10), percent(2), percent(50));
const ONE_PERCENT: Curve = line(50, 10);
const HALF_PERCENT: Curve = line(50, 5);

/// A track, with periods in hours.
struct Row {
    id: TrackId,
    name: &'static str,
    max_deciding: u32,
    deposit: Balance,
    prepare: u32,
    decide: u32,
    confirm: u32,
    enact: u32,
    approval: Curve,
    support: Curve,
}

const ROWS: [Row; 7] = [
    Row {
        id: ROOT,
        name: "root",
        max_deciding: 1,
        deposit: 10_000 * AURA,
        prepare: 2,
        decide: 672,
        confirm: 24,
        enact: 24,
        approval: ROOT_APPROVAL,
        support: ROOT_SUPPORT,
    },
    Row {
        id: WHITELISTED_CALLER,
        name: "whitelisted_caller",
        max_deciding: 20,
        deposit: 1_000 * AURA,
        prepare: 1,
        decide: 168,
        confirm: 1,
        enact: 1,
        approval: HALF,
        support: WHITELISTED_SUPPORT,
    },
    Row {
        id: STAKING_ADMIN,
        name: "staking_admin",
        max_deciding: 10,
        deposit: 500 * AURA,
        prepare: 2,
        decide: 168,
        confirm: 3,
        enact: 1,
        approval: HALF,
        support: ONE_PERCENT,
    },
    Row {
        id: TREASURER,
        name: "treasurer",
        max_deciding: 10,
        deposit: 1_000 * AURA,
        prepare: 2,
        decide: 336,
        confirm: 48,
        enact: 24,
        approval: HALF,
        support: ONE_PERCENT,
    },
    Row {
        id: SMALL_SPENDER,
        name: "small_spender",
        max_deciding: 20,
        deposit: 100 * AURA,
        prepare: 1,
        decide: 168,
        confirm: 12,
        enact: 24,
        approval: HALF,
        support: HALF_PERCENT,
    },
    Row {
        id: REFERENDUM_CANCELLER,
        name: "referendum_canceller",
        max_deciding: 100,
        deposit: 1_000 * AURA,
        prepare: 2,
        decide: 168,
        confirm: 3,
        enact: 1,
        approval: THREE_FIFTHS,
        support: ONE_PERCENT,
    },
    Row {
        id: REFERENDUM_KILLER,
        name: "referendum_killer",
        max_deciding: 100,
        deposit: 5_000 * AURA,
        prepare: 2,
        decide: 168,
        confirm: 3,
        enact: 1,
        approval: THREE_FIFTHS,
        support: ONE_PERCENT,
    },
];

/// The tracks of this chain.
pub struct Tracks;

impl TracksInfo<Balance, BlockNumber> for Tracks {
    type Id = TrackId;
    type RuntimeOrigin = OriginCaller;

    fn tracks() -> impl Iterator<Item = Cow<'static, Track<TrackId, Balance, BlockNumber>>> {
        let timing = ChainTiming::timing();
        ROWS.into_iter().map(move |row| {
            let hours = |hours: u32| timing.hours(hours).max(1);
            Cow::Owned(Track {
                id: row.id,
                info: TrackInfo {
                    name: str_array(row.name),
                    max_deciding: row.max_deciding,
                    decision_deposit: row.deposit,
                    prepare_period: hours(row.prepare),
                    decision_period: hours(row.decide),
                    confirm_period: hours(row.confirm),
                    min_enactment_period: hours(row.enact),
                    min_approval: row.approval,
                    min_support: row.support,
                },
            })
        })
    }

    /// The two tracks that act as root open at the hand-over. Until then the council has root, with
    /// a notice in which a third of it can object.
    fn track_for(origin: &OriginCaller) -> Result<TrackId, ()> {
        match origin {
            OriginCaller::system(frame_system::RawOrigin::Root) => after_hand_over(ROOT),
            OriginCaller::Origins(origin) => match origin {
                Origin::WhitelistedCaller => after_hand_over(WHITELISTED_CALLER),
                Origin::StakingAdmin => Ok(STAKING_ADMIN),
                Origin::Treasurer => Ok(TREASURER),
                Origin::SmallSpender => Ok(SMALL_SPENDER),
                Origin::ReferendumCanceller => Ok(REFERENDUM_CANCELLER),
                Origin::ReferendumKiller => Ok(REFERENDUM_KILLER),
            },
            _ => Err(()),
        }
    }
}

fn after_hand_over(track: TrackId) -> Result<TrackId, ()> {
    if StakedSet::is_handed_over() {
        Ok(track)
    } else {
        Err(())
    }
}
