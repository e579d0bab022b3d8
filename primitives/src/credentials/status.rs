//! Status lists: capacity, pages, statuses and changes.

use crate::{limits, List};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Number of a status list, unique on the chain.
pub type ListId = u32;

/// Index of a credential in its status list.
pub type Index = u32;

/// Merkle root over a batch of credentials that are anchored together: RFC 9162 with SHA-256.
pub type Root = [u8; 32];

/// Status root: root of the tree over revoked, suspended and held credentials of a list, as
/// circuits use it. An element of the scalar field of BLS12-381, little-endian.
pub type StatusRoot = [u8; 32];

/// Capacity of a status list.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Capacity {
    /// 131,072: the minimum of the standard, for the privacy of holders.
    TwoTo17,
    /// 262,144.
    TwoTo18,
    /// 524,288.
    TwoTo19,
    /// 1,048,576.
    TwoTo20,
}

impl Capacity {
    /// All capacities in ascending order.
    pub const ALL: [Self; 4] = [Self::TwoTo17, Self::TwoTo18, Self::TwoTo19, Self::TwoTo20];

    /// Capacity in credentials.
    pub const fn entries(self) -> u32 {
        match self {
            Self::TwoTo17 => 1 << 17,
            Self::TwoTo18 => 1 << 18,
            Self::TwoTo19 => 1 << 19,
            Self::TwoTo20 => 1 << 20,
        }
    }

    /// Capacity in pages of [`limits::ENTRIES_PER_PAGE`] credentials.
    pub const fn pages(self) -> u32 {
        self.entries() / limits::ENTRIES_PER_PAGE
    }
}

/// The number is not a capacity of status lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a status list has room for 131072, 262144, 524288 or 1048576 credentials, not for {0}")]
pub struct CapacityError(u32);

impl TryFrom<u32> for Capacity {
    type Error = CapacityError;

    fn try_from(entries: u32) -> Result<Self, CapacityError> {
        Self::ALL
            .into_iter()
            .find(|capacity| capacity.entries() == entries)
            .ok_or(CapacityError(entries))
    }
}

/// Status of a credential.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Status {
    /// Valid: neither revoked, suspended nor held.
    Valid,
    /// Suspended by the issuer.
    Suspended,
    /// Revoked, permanently.
    Revoked,
    /// Held by a DID above the issuer, which the issuer cannot lift.
    Held,
}

/// Change of a credential's status.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Change {
    /// Revokes the credential, permanently. Idempotent.
    Revoke,
    /// Suspends the credential. Idempotent.
    Suspend,
    /// Ends a suspension.
    Reinstate,
    /// Holds the credential, by a DID above the issuer. Idempotent.
    Hold,
    /// Ends a hold.
    Release,
}

impl Change {
    /// All changes, in the order of their encoding.
    pub const ALL: [Self; 5] = [
        Self::Revoke,
        Self::Suspend,
        Self::Reinstate,
        Self::Hold,
        Self::Release,
    ];

    /// Returns true if the owner of a list may make the change; holds and releases are for the DIDs
    /// above.
    pub const fn is_for_the_owner(self) -> bool {
        matches!(self, Self::Revoke | Self::Suspend | Self::Reinstate)
    }

    /// Returns true if the DIDs above the owner of a list may make the change; suspending and
    /// reinstating is for the owner.
    pub const fn is_for_those_above(self) -> bool {
        matches!(self, Self::Revoke | Self::Hold | Self::Release)
    }
}

/// Change of the status of one credential in a list.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct StatusChange {
    /// Index of the credential.
    pub index: Index,
    /// The change of its status.
    pub change: Change,
}

/// Status changes of one call, made in this order.
pub type StatusChanges = List<StatusChange, { limits::MAX_STATUS_CHANGES }>;

/// The credential is revoked; no change reverts that.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a credential that was revoked cannot be reinstated or released: issue another one")]
pub struct RevokedIsFinal;

/// Position of a credential's bits in its list. The twenty bits of an index, the highest first, are
/// page, word and bit, so that a circuit can select word and bit by the same bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Number of the page.
    pub page: u32,
    /// Word of the page: 0 to 15.
    pub word: usize,
    /// Bit of the word: 0 is the lowest, 63 the highest.
    pub bit: u32,
}

impl Place {
    /// Position of the bits of the credential with this index.
    pub const fn of(index: Index) -> Self {
        Self {
            page: index / limits::ENTRIES_PER_PAGE,
            word: (index / u64::BITS) as usize % WORDS,
            bit: index % u64::BITS,
        }
    }
}

/// Words of 64 bits in a plane.
const WORDS: usize = (limits::ENTRIES_PER_PAGE / u64::BITS) as usize;

/// Status of [`limits::ENTRIES_PER_PAGE`] consecutive credentials of a list, as three bit planes.
/// The standard has two purposes: its *suspension* is suspended or held.
#[derive(
    Clone,
    PartialEq,
    Eq,
    Debug,
    Default,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct Page {
    /// Revoked credentials. A bit that is set stays set.
    pub revoked: [u64; WORDS],
    /// Credentials suspended by the issuer. One that is also revoked counts as revoked.
    pub suspended: [u64; WORDS],
    /// Credentials held by DIDs above the issuer, which the issuer cannot lift.
    pub held: [u64; WORDS],
}

impl Page {
    /// Status of a credential of this page. With several bits set, revoked comes before held before
    /// suspended.
    pub fn get(&self, index: Index) -> Status {
        if is_set(&self.revoked, index) {
            Status::Revoked
        } else if self.holds(index) {
            Status::Held
        } else if is_set(&self.suspended, index) {
            Status::Suspended
        } else {
            Status::Valid
        }
    }

    /// Returns true if a DID above the issuer holds the credential, also if it is revoked.
    pub fn holds(&self, index: Index) -> bool {
        is_set(&self.held, index)
    }

    /// Credentials that are revoked, suspended or held: the leaves of the tree under the
    /// [`StatusRoot`].
    pub fn words(&self) -> [u64; WORDS] {
        union(&self.revoked, &self.not_for_now())
    }

    /// Credentials that are suspended or held, revoked or not: the standard's purpose *suspension*.
    pub fn not_for_now(&self) -> [u64; WORDS] {
        union(&self.suspended, &self.held)
    }

    /// Changes the status of a credential of this page. Returns true if a bit changed.
    ///
    /// # Errors
    ///
    /// [`RevokedIsFinal`] if a revoked credential would be reinstated or released. Nothing is
    /// changed then.
    pub fn set(&mut self, index: Index, change: Change) -> Result<bool, RevokedIsFinal> {
        let takes_back = matches!(change, Change::Reinstate | Change::Release);
        if takes_back && is_set(&self.revoked, index) {
            return Err(RevokedIsFinal);
        }
        let Place { word, bit, .. } = Place::of(index);
        let plane = match change {
            Change::Revoke => &mut self.revoked,
            Change::Suspend | Change::Reinstate => &mut self.suspended,
            Change::Hold | Change::Release => &mut self.held,
        };
        let Some(word) = plane.get_mut(word) else {
            return Ok(false);
        };
        let before = *word;
        if takes_back {
            *word &= !(1 << bit);
        } else {
            *word |= 1 << bit;
        }
        Ok(*word != before)
    }
}

fn is_set(plane: &[u64; WORDS], index: Index) -> bool {
    let Place { word, bit, .. } = Place::of(index);
    plane.get(word).is_some_and(|word| word >> bit & 1 == 1)
}

fn union(one: &[u64; WORDS], other: &[u64; WORDS]) -> [u64; WORDS] {
    let mut words = *one;
    for (word, other) in words.iter_mut().zip(other) {
        *word |= other;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn capacities_are_powers_of_two() {
        for (capacity, exponent) in Capacity::ALL.into_iter().zip(17..) {
            assert_eq!(capacity.entries(), 1 << exponent);
            assert_eq!(
                capacity.pages() * limits::ENTRIES_PER_PAGE,
                capacity.entries()
            );
            assert_eq!(Capacity::try_from(capacity.entries()), Ok(capacity));
        }
        assert_eq!(Capacity::TwoTo20.pages(), limits::MAX_LIST_PAGES);
        for entries in [
            0,
            1,
            (1 << 17) - 1,
            (1 << 17) + 1,
            1 << 16,
            1 << 21,
            u32::MAX,
        ] {
            assert_eq!(Capacity::try_from(entries), Err(CapacityError(entries)));
        }
        assert!(Capacity::decode(&mut &[4][..]).is_err());
    }

    #[test]
    fn the_bits_of_an_index_lead_to_its_place() {
        let place = |page, word, bit| Place { page, word, bit };
        assert_eq!(Place::of(0), place(0, 0, 0));
        assert_eq!(Place::of(63), place(0, 0, 63));
        assert_eq!(Place::of(64), place(0, 1, 0));
        assert_eq!(Place::of(1023), place(0, 15, 63));
        assert_eq!(Place::of(1024), place(1, 0, 0));
        assert_eq!(Place::of((1 << 20) - 1), place(1023, 15, 63));
    }

    #[test]
    fn a_page_is_three_planes_with_the_lowest_bit_first() {
        let mut page = Page::default();
        page.set(1024 + 64, Change::Revoke).unwrap();
        page.set(1024 + 3, Change::Suspend).unwrap();
        page.set(1024 + 9, Change::Hold).unwrap();
        assert_eq!(page.revoked[1], 1);
        assert_eq!(page.suspended[0], 8);
        assert_eq!(page.held[0], 1 << 9);
        let bytes = page.encode();
        assert_eq!(bytes.len(), 384);
        assert_eq!((bytes[8], bytes[128], bytes[257]), (1, 8, 2));
        assert_eq!(bytes.iter().filter(|byte| **byte != 0).count(), 3);
    }

    #[test]
    fn the_leaves_of_proofs_are_all_planes() {
        let mut page = Page::default();
        page.set(64, Change::Revoke).unwrap();
        page.set(65, Change::Suspend).unwrap();
        page.set(66, Change::Revoke).unwrap();
        page.set(66, Change::Suspend).unwrap();
        page.set(67, Change::Hold).unwrap();
        let mut expected = [0; WORDS];
        expected[1] = 0b1111;
        assert_eq!(page.words(), expected);
        expected[1] = 0b1110;
        assert_eq!(page.not_for_now(), expected);
    }

    #[test]
    fn what_was_revoked_stays_revoked() {
        let mut page = Page::default();
        page.set(5, Change::Revoke).unwrap();
        for change in [Change::Revoke, Change::Suspend, Change::Hold] {
            page.set(5, change).unwrap();
            assert_eq!(page.get(5), Status::Revoked);
        }
        let before = page.clone();
        for change in [Change::Reinstate, Change::Release] {
            assert_eq!(page.set(5, change), Err(RevokedIsFinal));
        }
        assert_eq!(page, before);
    }

    /// The issuer's plane and the plane of the DIDs above are independent.
    #[test]
    fn reinstating_does_not_release_nor_the_other_way_round() {
        let mut page = Page::default();
        page.set(5, Change::Suspend).unwrap();
        page.set(5, Change::Hold).unwrap();
        assert_eq!(page.get(5), Status::Held);
        assert_eq!(page.set(5, Change::Reinstate), Ok(true));
        assert_eq!(page.get(5), Status::Held);
        page.set(5, Change::Suspend).unwrap();
        assert_eq!(page.set(5, Change::Release), Ok(true));
        assert_eq!(page.get(5), Status::Suspended);
    }

    #[test]
    fn what_is_done_twice_changes_nothing() {
        let mut page = Page::default();
        for change in [Change::Reinstate, Change::Release] {
            assert_eq!(page.set(5, change), Ok(false));
        }
        for change in [Change::Suspend, Change::Hold, Change::Revoke] {
            assert_eq!(page.set(5, change), Ok(true));
            assert_eq!(page.set(5, change), Ok(false));
        }
    }

    #[test]
    fn each_change_is_for_the_owner_or_those_above() {
        let may = |change: Change| (change.is_for_the_owner(), change.is_for_those_above());
        let expected = [
            (true, true),
            (true, false),
            (true, false),
            (false, true),
            (false, true),
        ];
        assert_eq!(Change::ALL.map(may), expected);
        for (change, number) in Change::ALL.into_iter().zip(0..) {
            assert_eq!(change.encode(), [number]);
        }
    }

    proptest! {
        /// Model: one word of state per credential.
        #[test]
        fn planes_hold_what_was_done(
            changes in prop::collection::vec((0..limits::ENTRIES_PER_PAGE, 0..5usize), 0..200),
        ) {
            let mut page = Page::default();
            let mut model = [(false, false, false); limits::ENTRIES_PER_PAGE as usize];
            for (index, change) in changes {
                let (revoked, suspended, held) = &mut model[index as usize];
                let change = Change::ALL[change];
                let done = page.set(index, change).is_ok();
                let takes_back = matches!(change, Change::Reinstate | Change::Release);
                prop_assert_eq!(done, !(*revoked && takes_back));
                match change {
                    Change::Revoke => *revoked = true,
                    Change::Suspend => *suspended = true,
                    Change::Hold => *held = true,
                    Change::Reinstate if done => *suspended = false,
                    Change::Release if done => *held = false,
                    Change::Reinstate | Change::Release => (),
                }
            }
            for (index, bits) in (0..).zip(model) {
                let expected = match bits {
                    (true, ..) => Status::Revoked,
                    (false, _, true) => Status::Held,
                    (false, true, false) => Status::Suspended,
                    (false, false, false) => Status::Valid,
                };
                prop_assert_eq!(page.get(index), expected);
            }
        }
    }
}
