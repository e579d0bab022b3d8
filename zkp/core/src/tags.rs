//! The tag of every hash: so that the hash of one thing is never that of another (`docs/zkp.md`,
//! *Hashes*).

/// Stands before every tag: the suite.
pub const SUITE: &str = "aura/1/";

/// P5: issuer key, issuer and schema.
pub const AUTHORITY: &str = "authority";
/// F: the 32 bytes of a DID.
pub const DID: &str = "did";
/// F: the 32 bytes of the identifier of a schema.
pub const SCHEMA: &str = "schema";
/// P3: whom a credential is for.
pub const HOLDER: &str = "holder";
/// P5: a node of the tree over the claims of a credential.
pub const CLAIMS: &str = "claims";
/// F: a claim that is a text.
pub const STRING: &str = "string";
/// F: a claim that is bytes.
pub const BYTES: &str = "bytes";
/// A claim that is not there: the tag itself, not a hash.
pub const ABSENT: &str = "absent";
/// P5: what an issuer signs.
pub const CREDENTIAL: &str = "credential";
/// P5: what a key signs to come into a DID document.
pub const POSSESSION: &str = "possession";
/// BLAKE2b-512: the keys of a seed.
pub const SEED: &str = "seed";
/// BLAKE2b-512: the nonce of a signature.
pub const NONCE: &str = "nonce";
/// P3: the challenge of a signature.
pub const CHALLENGE: &str = "challenge";
/// P5: a node of the tree over a status list.
pub const STATUS: &str = "status";
/// P5: a node of the tree over a set of values.
pub const SET: &str = "set";
/// P3: the pseudonym of a holder in a scope.
pub const NULLIFIER: &str = "nullifier";
/// F: where a pseudonym is good.
pub const SCOPE: &str = "scope";
/// F: what a presentation is made for.
pub const CONTEXT: &str = "context";
