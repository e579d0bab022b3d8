//! The tags of the hashes: hashes with different tags never coincide (`docs/zkp.md`, section 2.4).

/// The prefix of every tag: the suite.
pub const SUITE: &str = "aura/1/";

/// P5: issuer key, issuer and schema.
pub const AUTHORITY: &str = "authority";
/// F: the 32 bytes of a DID.
pub const DID: &str = "did";
/// F: the 32 bytes of the identifier of a schema.
pub const SCHEMA: &str = "schema";
/// P3: the holder commitment.
pub const HOLDER: &str = "holder";
/// P5: a node of the tree over the claims of a credential.
pub const CLAIMS: &str = "claims";
/// F: a text claim.
pub const STRING: &str = "string";
/// F: a bytes claim.
pub const BYTES: &str = "bytes";
/// The value of an absent claim: the tag itself, not a hash.
pub const ABSENT: &str = "absent";
/// P5: the message that an issuer signs.
pub const CREDENTIAL: &str = "credential";
/// P5: the message of a proof of possession.
pub const POSSESSION: &str = "possession";
/// BLAKE2b-512: the keys derived from a seed.
pub const SEED: &str = "seed";
/// BLAKE2b-512: the nonce of a signature.
pub const NONCE: &str = "nonce";
/// P3: the challenge of a signature.
pub const CHALLENGE: &str = "challenge";
/// P5: a node of the tree over a status list.
pub const STATUS: &str = "status";
/// P5: a node of the tree over a set of values.
pub const SET: &str = "set";
/// P3: the nullifier of a holder in a scope.
pub const NULLIFIER: &str = "nullifier";
/// F: the scope of a nullifier.
pub const SCOPE: &str = "scope";
/// F: the context of a presentation.
pub const CONTEXT: &str = "context";
