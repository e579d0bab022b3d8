//! Accreditations and the standing that follows from them.

use crate::did::Did;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Further levels that an accreditation may delegate: 0 accredits nobody; at most
/// [`crate::limits::MAX_ACCREDITATION_DEPTH`].
pub type Depth = u8;

/// The right of a DID to issue under a schema. It is valid while every accreditation above it is,
/// up to the schema's owner.
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
    /// The accrediting DID.
    pub by: Did,
    /// Further levels that this DID may accredit; less than its parent's depth.
    pub depth: Depth,
    /// Expiry, in milliseconds since 1970; `None` if it does not expire. Nothing can be anchored
    /// from then on; batches anchored before stay valid.
    pub until: Option<u64>,
    /// The DID that suspended the accreditation; `None` if it is not suspended.
    pub suspended: Option<Did>,
}

impl Accreditation {
    /// Returns true if it has expired at `now`, in milliseconds since 1970.
    pub fn has_expired(&self, now: u64) -> bool {
        self.until.is_some_and(|until| now >= until)
    }
}

/// Standing of a DID under a schema: whether it may issue now, or the nearest DID on its path to
/// the schema's owner at which the check fails.
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
    /// The DID may issue.
    Good,
    /// The DID is not accredited.
    Missing,
    /// The accreditation of this DID has expired.
    Expired(Did),
    /// The accreditation of this DID is suspended.
    Suspended(Did),
    /// This DID accredited others and is no longer accredited itself.
    Broken(Did),
    /// This DID is deactivated, or was never created.
    Deactivated(Did),
    /// This DID's depth is not below its parent's, or it is too many levels below the schema's
    /// owner.
    TooDeep(Did),
}

impl Standing {
    /// Returns true if the DID may issue.
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
