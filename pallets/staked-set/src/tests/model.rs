//! Staking as plain maps of integers, without FRAME: bonds, chunks, spans, slashes, pay.
//!
//! The model elects nobody: it is told the exposures of each era. Its constants are its own, so
//! that a chain with others differs from it.

use std::collections::{BTreeMap, BTreeSet};

type Era = u32;
type Units = u128;

/// Eras from an unbond to the withdrawal.
const BONDING: Era = 14;
/// Eras from the era of an offence to the slash, both exclusive.
const DEFERRAL: Era = 12;
/// Eras that are known.
const HISTORY: Era = 28;
/// Tokens that an account keeps free.
const KEPT: Units = 1;

/// Part of an account in an election.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    Nobody,
    Validator,
    Nominator(u64),
}

/// Account of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    pub free: Units,
    pub is_bonded: bool,
    pub active: Units,
    /// Era of withdrawal and tokens.
    pub chunks: Vec<(Era, Units)>,
    pub role: Role,
}

impl Account {
    pub fn locked(&self) -> Units {
        self.active + self.chunks.iter().map(|(_, value)| value).sum::<Units>()
    }
}

/// Slashing span: of slashes within one, only the greatest counts.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: Era,
    end: Option<Era>,
    slashed: Units,
}

/// Stake of a validator in an era: its own, and pages of nominators.
#[derive(Clone, Debug, Default)]
pub struct Exposure {
    pub own: Units,
    pub pages: Vec<Vec<(u64, Units)>>,
}

impl Exposure {
    fn backers(&self) -> impl Iterator<Item = (u64, Units)> + '_ {
        self.pages.iter().flatten().copied()
    }

    fn total(&self) -> Units {
        self.own + self.backers().map(|(_, value)| value).sum::<Units>()
    }
}

/// Chain of the model.
#[derive(Debug)]
pub struct Model {
    pub accounts: BTreeMap<u64, Account>,
    pub issuance: Units,
    pub session: u32,
    pub active_era: Era,
    pub planned_era: Era,
    starts: BTreeMap<Era, u32>,
    sessions_per_era: u32,
    exposures: BTreeMap<(Era, u64), Exposure>,
    spans: BTreeMap<u64, Vec<Span>>,
    /// Highest share of a validator and sum of a nominator that an era has slashed.
    shares: BTreeMap<(Era, u64), u32>,
    sums: BTreeMap<(Era, u64), Units>,
    /// Slashes by the era in which they are applied.
    pending: BTreeMap<Era, Vec<(u64, Units)>>,
    claimed: BTreeSet<(Era, u64, usize)>,
    points: BTreeMap<Era, BTreeMap<u64, Units>>,
    pay: Units,
    paid: BTreeMap<Era, Units>,
}

/// A share of per cents, rounded to the nearest, halves down.
fn share(percent: u32, of: Units) -> Units {
    (2 * of * Units::from(percent) + 99) / 200
}

impl Model {
    /// A chain in the first session of its era 1, with these accounts and exposures.
    pub fn new(
        accounts: BTreeMap<u64, Account>,
        issuance: Units,
        (session, planned_era): (u32, Era),
        starts: BTreeMap<Era, u32>,
        sessions_per_era: u32,
        pay: Units,
    ) -> Self {
        Self {
            accounts,
            issuance,
            session,
            active_era: 1,
            planned_era,
            starts,
            sessions_per_era,
            exposures: BTreeMap::new(),
            spans: BTreeMap::new(),
            shares: BTreeMap::new(),
            sums: BTreeMap::new(),
            pending: BTreeMap::new(),
            claimed: BTreeSet::new(),
            points: BTreeMap::new(),
            pay,
            paid: BTreeMap::new(),
        }
    }

    pub fn expose(&mut self, era: Era, validator: u64, exposure: Exposure) {
        self.exposures.insert((era, validator), exposure);
    }

    pub fn author(&mut self, who: u64) {
        *self
            .points
            .entry(self.active_era)
            .or_default()
            .entry(who)
            .or_default() += 20;
    }

    fn account(&mut self, who: u64) -> &mut Account {
        self.accounts.get_mut(&who).expect("it is of the model")
    }

    /// The account, if it is bonded.
    fn staker(&mut self, who: u64) -> Option<&mut Account> {
        Some(self.account(who)).filter(|account| account.is_bonded)
    }

    // Calls: `None` if the chain must refuse.

    pub fn bond(&mut self, who: u64, value: Units) -> Option<()> {
        let account = self.account(who);
        if account.is_bonded || value == 0 {
            return None;
        }
        let value = value.min(account.free - KEPT);
        account.is_bonded = true;
        account.active = value;
        account.free -= value;
        Some(())
    }

    pub fn extra(&mut self, who: u64, value: Units) -> Option<()> {
        let account = self.staker(who)?;
        let value = value.min(account.free - KEPT);
        if account.active + value == 0 {
            return None;
        }
        account.active += value;
        account.free -= value;
        Some(())
    }

    pub fn unbond(&mut self, who: u64, value: Units) -> Option<()> {
        let until = self.planned_era + BONDING;
        let account = self.staker(who)?;
        if value >= account.locked() {
            account.role = Role::Nobody;
        }
        let value = value.min(account.active);
        if value == 0 {
            return Some(());
        }
        account.active -= value;
        match account.chunks.last_mut() {
            Some((era, sum)) if *era == until => *sum += value,
            _ => account.chunks.push((until, value)),
        }
        Some(())
    }

    pub fn rebond(&mut self, who: u64, value: Units) -> Option<()> {
        let account = self.staker(who)?;
        if account.chunks.is_empty() {
            return None;
        }
        let mut left = value;
        let mut after = account.clone();
        while let Some((_, last)) = after.chunks.last_mut() {
            let taken = left.min(*last);
            after.active += taken;
            left -= taken;
            if taken < *last {
                *last -= taken;
                break;
            }
            after.chunks.pop();
            if left == 0 {
                break;
            }
        }
        if after.active == 0 {
            return None;
        }
        *account = after;
        Some(())
    }

    pub fn withdraw(&mut self, who: u64) -> Option<()> {
        let now = self.planned_era;
        let account = self.staker(who)?;
        let (due, kept): (Vec<_>, Vec<_>) =
            account.chunks.drain(..).partition(|(era, _)| *era <= now);
        account.chunks = kept;
        account.free += due.iter().map(|(_, value)| value).sum::<Units>();
        if account.locked() == 0 {
            account.is_bonded = false;
            account.role = Role::Nobody;
            self.spans.remove(&who);
        }
        Some(())
    }

    pub fn take_role(&mut self, who: u64, role: Role) -> Option<()> {
        self.staker(who)?.role = role;
        Some(())
    }

    // Sessions and offences.

    /// Begins the next session. Returns the era that is planned with it, whose exposures the caller
    /// must tell.
    pub fn rotate(&mut self) -> Option<Era> {
        self.session += 1;
        if self.starts.get(&(self.active_era + 1)) == Some(&self.session) {
            self.active_era += 1;
            for (who, amount) in self.pending.remove(&self.active_era).unwrap_or_default() {
                self.slash(who, amount);
            }
        }
        let next = self.session + 1;
        if next - self.starts[&self.planned_era] < self.sessions_per_era {
            return None;
        }
        self.planned_era += 1;
        self.starts.insert(self.planned_era, next);
        Some(self.planned_era)
    }

    pub fn offence(&mut self, who: u64, percent: u32, session: u32) {
        let oldest = self.active_era.saturating_sub(BONDING);
        let of_session = self
            .starts
            .range(oldest..=self.active_era)
            .rfind(|(_, start)| **start <= session);
        let Some((&era, _)) = of_session else {
            return;
        };
        let exposure = self.exposures.get(&(era, who)).cloned().unwrap_or_default();
        if share(percent, exposure.total()) == 0 {
            let spans = self.spans_of(who);
            let position = spans.iter().position(|span| is_within(span, era));
            if position == Some(spans.len() - 1) {
                self.end_span(who);
            }
            return;
        }
        let before = self.shares.get(&(era, who)).copied().unwrap_or(0);
        if percent <= before {
            return;
        }
        self.shares.insert((era, who), percent);
        let own = self.raise(who, era, share(percent, exposure.own));
        let mut slashes = vec![(who, own)];
        for (backer, value) in exposure.backers() {
            let more = share(percent, value) - share(before, value);
            let sum = self.sums.entry((era, backer)).or_default();
            *sum += more;
            let sum = *sum;
            slashes.push((backer, self.raise(backer, era, sum)));
        }
        self.pending
            .entry(era + DEFERRAL + 1)
            .or_default()
            .extend(slashes);
    }

    fn spans_of(&mut self, who: u64) -> &mut Vec<Span> {
        let start = self.active_era.saturating_sub(BONDING);
        self.spans.entry(who).or_insert_with(|| {
            vec![Span {
                start,
                end: None,
                slashed: 0,
            }]
        })
    }

    /// Raises the slash of a span to `amount`, and returns the difference. The span ends.
    fn raise(&mut self, who: u64, era: Era, amount: Units) -> Units {
        let spans = self.spans_of(who);
        let last = spans.len() - 1;
        let Some(position) = spans.iter().position(|span| is_within(span, era)) else {
            return 0;
        };
        let span = &mut spans[position];
        let difference = amount.saturating_sub(span.slashed);
        span.slashed = span.slashed.max(amount);
        if position == last {
            self.end_span(who);
        }
        difference
    }

    fn end_span(&mut self, who: u64) {
        let next = self.active_era + 1;
        let spans = self.spans_of(who);
        let last = spans.last_mut().expect("there is always one");
        if next > last.start {
            last.end = Some(next);
            spans.push(Span {
                start: next,
                end: None,
                slashed: 0,
            });
        }
    }

    /// Takes `amount` of the active bond and of the chunks that could have been withdrawn last, in
    /// equal parts; the rest of older chunks, the youngest first.
    fn slash(&mut self, who: u64, amount: Units) {
        const ONE: Units = 1_000_000_000_000_000_000;
        let first = self.active_era - DEFERRAL + BONDING;
        let Some(account) = self.staker(who).filter(|_| amount > 0) else {
            return;
        };
        let before = account.locked();
        let start = account.chunks.iter().position(|(era, _)| *era >= first);
        let affected = start.map(|start| {
            let of_chunks = account.chunks[start..].iter().map(|(_, value)| value);
            account.active + of_chunks.sum::<Units>()
        });
        let ratio = affected.map(|all| {
            if all == 0 {
                ONE
            } else {
                (amount * ONE).div_ceil(all).min(ONE)
            }
        });
        let mut left = amount;
        let mut take = |target: &mut Units| {
            let part = ratio.map_or(left, |ratio| (*target * ratio).div_ceil(ONE));
            let part = part.min(*target).min(left);
            *target -= part;
            left -= part;
        };
        take(&mut account.active);
        let start = start.unwrap_or(account.chunks.len());
        let (older, younger) = account.chunks.split_at_mut(start);
        for (_, value) in younger.iter_mut().chain(older.iter_mut().rev()) {
            take(value);
        }
        account.chunks.retain(|(_, value)| *value > 0);
        self.issuance -= before - self.accounts[&who].locked();
    }

    // Pay.

    /// Says if the chain must pay this page.
    pub fn claim(&mut self, validator: u64, era: Era, page: usize) -> Option<()> {
        let is_known = era < self.active_era && era + HISTORY >= self.planned_era;
        let exposure = self.exposures.get(&(era, validator));
        // Upstream takes an account without an exposure for one with an empty page.
        let pages = exposure.map_or(1, |of| of.pages.len().max(1));
        if !is_known || page >= pages || !self.accounts[&validator].is_bonded {
            return None;
        }
        self.claimed.insert((era, validator, page)).then_some(())
    }

    /// Pays somebody for a page, as the chain says, and checks the amount.
    pub fn reward(&mut self, validator: u64, era: Era, page: usize, who: u64, amount: Units) {
        let exposure = &self.exposures[&(era, validator)];
        let points = &self.points[&era];
        let all: Units = points.values().sum();
        let of_validator = self.pay * points[&validator] / all;
        let stake = if who == validator {
            assert_eq!(page, 0, "the own stake is of the first page");
            exposure.own
        } else {
            let of_page = exposure.pages[page].iter();
            of_page
                .filter(|(backer, _)| *backer == who)
                .map(|(_, value)| value)
                .sum()
        };
        let expected = of_validator * stake / exposure.total();
        assert!(
            amount.abs_diff(expected) <= 2,
            "{who} is paid {amount}, not {expected}"
        );
        self.account(who).free += amount;
        self.issuance += amount;
        let paid = self.paid.entry(era).or_default();
        *paid += amount;
        assert!(*paid <= self.pay, "era {era} paid {paid}");
    }
}

fn is_within(span: &Span, era: Era) -> bool {
    span.start <= era && span.end.is_none_or(|end| era < end)
}
