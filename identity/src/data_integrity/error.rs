//! Errors of documents, canonical forms and proofs.

use crate::limits::MAX_QUOTED_CHARS;

/// An error of a document, its canonical form or a proof.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DataIntegrityError {
    /// The text is not JSON.
    #[error("not JSON: {0}")]
    Json(String),
    /// A name appears twice in one object.
    #[error("the name `{0}` appears twice in one object: leave one out")]
    DuplicateKey(String),
    /// The document exceeds [`MAX_DOCUMENT_BYTES`](crate::limits::MAX_DOCUMENT_BYTES),
    /// [`MAX_VALUES`](crate::limits::MAX_VALUES) or [`MAX_QUADS`](crate::limits::MAX_QUADS).
    #[error("too large: a document has at most 1 MiB and 65,536 values")]
    TooLarge,
    /// The document is nested deeper than [`MAX_DEPTH`](crate::limits::MAX_DEPTH).
    #[error("too deep: objects and arrays are nested in at most 32 levels")]
    TooDeep,
    /// JSON libraries read the number differently.
    #[error("libraries read the number {0} differently: use at most 15 digits, or a string")]
    Number(String),

    /// The document names a context that is not built in; contexts are never loaded.
    #[error("the context `{0}` is unknown, and contexts are never loaded: use a known one")]
    UnknownContext(String),
    /// An inline context does more than map terms to IRIs.
    #[error("the inline context must map `{0}` to an absolute IRI, and do nothing else")]
    InlineContext(String),
    /// No context defines a term, so it would not be signed.
    #[error("no context defines `{0}`, so it would not be signed: define it or leave it out")]
    UndefinedTerm(String),
    /// The document is not JSON-LD.
    #[error("not JSON-LD: {0}")]
    JsonLd(String),
    /// Too many blank nodes have the same links; canonicalization would exceed its step limit.
    #[error("too many linked parts without `id` look alike: give them an `id`")]
    TooManyAlike,
    /// The documents and proofs exceed the budget of one verification:
    /// [`MAX_VERIFICATION_BYTES`](crate::limits::MAX_VERIFICATION_BYTES) or
    /// [`MAX_VERIFICATION_STEPS`](crate::limits::MAX_VERIFICATION_STEPS).
    #[error(
        "the documents and proofs are too much work for one verification: present fewer credentials"
    )]
    TooMuchWork,
    /// A member is missing or malformed.
    #[error("`{0}` is missing or malformed")]
    Malformed(&'static str),
    /// A text is not a time.
    #[error("`{0}` must be a time that exists, with an offset, as in 2026-01-31T12:00:00Z")]
    Date(&'static str),

    /// The document has more than [`MAX_PROOFS`](crate::limits::MAX_PROOFS).
    #[error("a document has at most 8 proofs")]
    TooManyProofs,
    /// A proof depends on another one.
    #[error("proofs with a `previousProof` are not supported: use a proof set")]
    ProofChain,
    /// The cryptographic suite is not supported.
    #[error("the cryptosuite `{0}` is not supported: use eddsa-jcs-2022 or eddsa-rdfc-2022")]
    OtherSuite(String),
    /// The document's context differs from the signed one.
    #[error("the `@context` of the proof is not that of the document")]
    ProofContext,
    /// The `proofValue` is not an Ed25519 signature.
    #[error("`proofValue` must be a signature of 64 bytes in base58btc, behind a `z`")]
    ProofValue,
    /// The signature is not valid for this document and key.
    #[error("the signature is invalid: the document was altered, or another key signed it")]
    Signature,
    /// The signing function returned an error.
    #[error("not signed: {0}")]
    NotSigned(String),
}

impl DataIntegrityError {
    pub(super) fn json(message: &str) -> Self {
        Self::Json(shown(message))
    }

    pub(super) fn duplicate_key(name: &str) -> Self {
        Self::DuplicateKey(shown(name))
    }

    /// The name of the error for programs, which never changes.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Json(_) => "json",
            Self::DuplicateKey(_) => "duplicate-key",
            Self::TooLarge => "too-large",
            Self::TooDeep => "too-deep",
            Self::Number(_) => "number",
            Self::UnknownContext(_) => "unknown-context",
            Self::InlineContext(_) => "inline-context",
            Self::UndefinedTerm(_) => "undefined-term",
            Self::JsonLd(_) => "json-ld",
            Self::TooManyAlike => "too-many-alike",
            Self::TooMuchWork => "too-much-work",
            Self::Malformed(_) => "malformed",
            Self::Date(_) => "date",
            Self::TooManyProofs => "too-many-proofs",
            Self::ProofChain => "proof-chain",
            Self::OtherSuite(_) => "other-suite",
            Self::ProofContext => "proof-context",
            Self::ProofValue => "proof-value",
            Self::Signature => "signature",
            Self::NotSigned(_) => "not-signed",
        }
    }
}

/// Truncates a text to [`MAX_QUOTED_CHARS`], to quote it in an error.
pub(crate) fn shown(text: &str) -> String {
    text.chars().take(MAX_QUOTED_CHARS).collect()
}
