//! The versions of a DID.
