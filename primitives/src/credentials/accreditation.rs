//! Who may issue by a schema, and whether it still holds.

use crate::did::Did;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// How many levels below it an accreditation lets its bearer accredit others: none at 0, and at most
/// [`super::limits::DEPTH`].
pub type Depth = u8;

/// What lets a DID issue by a schema. It holds as long as those hold on which it rests: that of
/// whoever gave it, and so on up to the schema's owner.
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
pub struct Accreditation {
    /// Who gave it.
    pub by: Did,
    /// How many levels its bearer may give on; less than whoever gave it.
    pub depth: Depth,
    /// When it lapses, in milliseconds since 1970; never if there is none. Nothing is anchored from
    /// then on, and what was stays.
    pub until: Option<u64>,
    /// Who suspended it, if it is.
    pub suspended: Option<Did>,
}

impl Accreditation {
    /// Whether it has lapsed at this time, in milliseconds since 1970.
    pub fn has_expired(&self, now: u64) -> bool {
        self.until.is_some_and(|until| now >= until)
    }
}

/// Whether a DID may issue by a schema now; and if not, at whom on the way up to the schema's owner
/// it fails. The nearest one is told.
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
pub enum Standing {
    /// It may.
    Good,
    /// It is not accredited.
    Missing,
    /// The accreditation of this DID has lapsed.
    Expired(Did),
    /// The accreditation of this DID is suspended.
    Suspended(Did),
    /// This DID, on whose accreditation others rest, has none any more.
    Broken(Did),
    /// This DID was given up, or never was.
    Deactivated(Did),
    /// This DID was allowed to give on as many levels as whoever accredited it, or more; or it is too
    /// far from the schema's owner.
    TooDeep(Did),
}

impl Standing {
    /// Whether it may.
    pub fn is_good(self) -> bool {
        self == Self::Good
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accreditation_lapses_at_its_time() {
        let mut accreditation = Accreditation {
            by: Did::from([1; 32]),
            depth: 0,
            until: Some(10),
            suspended: None,
        };
        assert!(!accreditation.has_expired(9));
        assert!(accreditation.has_expired(10));
        accreditation.until = None;
        assert!(!accreditation.has_expired(u64::MAX));
    }

    #[test]
    fn only_one_standing_is_good() {
        let did = Did::from([1; 32]);
        assert!(Standing::Good.is_good());
        for standing in [
            Standing::Missing,
            Standing::Expired(did),
            Standing::Suspended(did),
            Standing::Broken(did),
            Standing::Deactivated(did),
            Standing::TooDeep(did),
        ] {
            assert!(!standing.is_good());
        }
    }
}
