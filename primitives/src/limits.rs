//! Limits of the records, calls and listings of the chain.
//!
//! They are rules of the chain's state: raising one is an upgrade of the runtime, and lowering one
//! needs a migration. Weights and deposits are measured with records of these sizes.

use crate::credentials::Depth;

// DIDs and their documents.

/// Verification methods of a DID, including retired and revoked ones, which count until they are
/// purged.
pub const MAX_METHODS: u32 = 16;
/// Services of a DID.
pub const MAX_SERVICES: u32 = 16;
/// Bytes of a service's name, which is the fragment of its DID URL and ASCII.
pub const MAX_SERVICE_NAME_BYTES: u32 = 32;
/// Bytes of a service's type, such as `LinkedDomains` of the DID specification registries.
pub const MAX_SERVICE_TYPE_BYTES: u32 = 32;
/// Endpoints of a service.
pub const MAX_ENDPOINTS: u32 = 2;
/// Bytes of a URI (RFC 3986): of an endpoint, or of another identifier of the subject. Short,
/// since a record can have 36 of them.
pub const MAX_URI_BYTES: u32 = 140;
/// URIs in `alsoKnownAs`.
pub const MAX_ALSO_KNOWN_AS: u32 = 4;
/// Controllers of a DID, accounts and other DIDs together.
pub const MAX_CONTROLLERS: u32 = 8;
/// Bytes of a DID's value in state. The greatest encoding of a record stays below it, which
/// `integrity_test` of `pallet-did` asserts.
pub const MAX_RECORD_BYTES: u32 = 8 * 1024;

// Operations.

/// Changes of one update.
pub const MAX_CHANGES: u32 = 16;
/// Signatures of one operation. A DID whose threshold is above it can make no operation.
pub const MAX_SIGNATURES: u32 = 8;
/// Levels of nesting that the inner call of an operation counts for where that is limited. The SDK
/// decodes extrinsics of at most 256 levels, so four operations fit into one another.
pub const OPERATION_NESTING_LEVELS: u32 = 60;

// Listings of DIDs.

/// DIDs that one call of the runtime API resolves.
pub const MAX_BATCH_DIDS: u32 = 100;
/// DIDs on a page of a listing.
pub const MAX_LISTED_DIDS: u32 = 100;
/// Entries of DIDs that one page of a listing reads, to find those that match.
pub const MAX_SCANNED_DIDS: u32 = 1_000;

// Schemas and accreditations.

/// Claims of a schema. Twelve of them can have a slot, see [`LAST_CLAIM_SLOT`].
pub const MAX_CLAIMS: u32 = 32;
/// Bytes of a claim's name.
pub const MAX_CLAIM_NAME_BYTES: u32 = 32;
/// First slot of a credential that a schema may assign to a claim. The slots below it belong to
/// the suite `aura-groth16-2026`.
pub const FIRST_CLAIM_SLOT: u8 = 4;
/// Last slot of a credential: the circuits hash sixteen values.
pub const LAST_CLAIM_SLOT: u8 = 15;
/// Depth of an accreditation by the schema's owner: levels below it that may be accredited.
pub const MAX_ACCREDITATION_DEPTH: Depth = 4;
/// Accreditations from an issuer to the schema's owner, including the issuer's own. A check of the
/// issuer's standing reads all of them.
pub const MAX_CHAIN_ACCREDITATIONS: u32 = MAX_ACCREDITATION_DEPTH as u32 + 1;

// Status lists.

/// Credentials on a page of a status list, which is one entry in state: three planes of 128 bytes.
pub const ENTRIES_PER_PAGE: u32 = 1024;
/// Pages of the largest status list, which has 2^20 credentials.
pub const MAX_LIST_PAGES: u32 = 1024;
/// Status changes of one call.
pub const MAX_STATUS_CHANGES: u32 = 1024;
/// Pages that the status changes of one call may touch: as many as a quarter of a block commits.
pub const MAX_CHANGED_PAGES: u32 = 256;
/// Pages that one call commits to a status root.
pub const MAX_COMMIT_PAGES: u32 = 64;
/// Status lists that one block commits in its idle time.
pub const MAX_IDLE_COMMIT_LISTS: u32 = 16;
/// Superseded status roots that are stored for a list, the oldest dropped first. Each is accepted
/// for the grace period.
pub const MAX_SUPERSEDED_ROOTS: u32 = 128;

// Listings of schemas, accreditations and status lists.

/// Entries of one answer of a listing.
pub const MAX_LISTED_ENTRIES: u32 = 100;
/// Entries that one answer of a listing reads, to find those that match.
pub const MAX_SCANNED_ENTRIES: u32 = 1_000;
/// Pages of a status list in one answer: an eighth of the largest list, in 48 KiB.
pub const MAX_LISTED_PAGES: u32 = 128;

// Proofs and their keys.

/// Public inputs of a circuit. Each costs a multiplication in G1 when a proof is verified.
pub const MAX_PUBLIC_INPUTS: u32 = 16;
/// Input points of a verifying key: one for each public input, and the constant one.
pub const MAX_INPUT_POINTS: u32 = MAX_PUBLIC_INPUTS + 1;
/// Bytes of a compressed proof, as in files, presentations and digests: two points of G1 and one of
/// G2 on BLS12-381, in Zcash's encoding.
pub const PROOF_BYTES: usize = 192;
/// Bytes of an uncompressed proof, as in extrinsics: twice [`PROOF_BYTES`], but
/// read without a square root.
pub const UNCOMPRESSED_PROOF_BYTES: usize = 384;
/// Presentations that one call verifies together.
pub const MAX_BATCH_PRESENTATIONS: u32 = 32;

// Verification policies.

/// Issuers that a verification policy names.
pub const MAX_POLICY_ISSUERS: u32 = 16;
/// Age in years that a policy can require, above any age that a person has reached.
pub const MAX_AGE_YEARS: u8 = 150;
/// Lifetime of a receipt in minutes. A receipt stays valid for as long after a revocation.
pub const MAX_RECEIPT_MINUTES: u32 = 60;
/// Persons that can satisfy a policy of one use per person. Its deposit pays for their nullifiers.
pub const MAX_POLICY_USES: u32 = 1_000_000;
/// Policies that one call of the runtime API reads, to find those of a verifier.
pub const MAX_SCANNED_POLICIES: u32 = 256;
