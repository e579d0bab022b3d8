//! Errors of documents, canonical forms and proofs.

use crate::limits::MAX_QUOTED_CHARS;

/// An error of a document, its canonical form or a proof.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DataIntegrityError {
    /// It is no JSON.
    #[error("not JSON: {0}")]
    Json(String),
    /// A name stands twice in one object.
    #[error("the name `{0}` stands twice in one object: leave one out")]
    DuplicateKey(String),
    /// Longer than anything that is read here.
    #[error("too large: a document has at most 1 MiB and 65,536 values")]
    TooLarge,
    /// Deeper than anything that is read here.
    #[error("too deep: objects and arrays stand at most 32 deep in one another")]
    TooDeep,
    /// A number that is not read alike everywhere.
    #[error("the number {0} is not read alike everywhere: use at most 15 digits, or a string")]
    Number(String),

    /// A context that is not known here.
    #[error("the context `{0}` is not known here, and none is ever loaded: use a known one")]
    UnknownContext(String),
    /// An inline context does more than to give names to terms.
    #[error("the inline context does more with `{0}` than to give an absolute IRI a name")]
    InlineContext(String),
    /// A term that no context defines. It would not be signed.
    #[error("no context defines `{0}`, so nothing would be said by it: define it or leave it out")]
    UndefinedTerm(String),
    /// The document is no JSON-LD.
    #[error("not JSON-LD: {0}")]
    JsonLd(String),
    /// Blank nodes that look alike and are linked, more than are put in order.
    #[error("too many parts without `id` look alike and name one another: give them an `id`")]
    TooManyAlike,
    /// Documents and proofs that take more work than one verification does.
    #[error(
        "the documents, contexts and proofs take too much work together: verify fewer at once"
    )]
    TooMuchWork,
    /// A member is missing, or is not what it must be.
    #[error("`{0}` is missing or malformed")]
    Malformed(&'static str),
    /// A text is not a time.
    #[error("`{0}` must be a time that exists, with an offset, as in 2026-01-31T12:00:00Z")]
    Date(&'static str),

    /// More proofs than are read.
    #[error("a document has at most 8 proofs")]
    TooManyProofs,
    /// A proof that builds on another one.
    #[error("proofs that name a `previousProof` are not known here: use a set of proofs")]
    ProofChain,
    /// The suite of a proof is none of those here.
    #[error("the cryptosuite `{0}` is not known here: use eddsa-jcs-2022 or eddsa-rdfc-2022")]
    OtherSuite(String),
    /// The document has another context than the one that was signed.
    #[error("the `@context` of the proof is not that of the document")]
    ProofContext,
    /// What should be a signature is none.
    #[error("`proofValue` must be a signature of 64 bytes in base58btc, behind a `z`")]
    ProofValue,
    /// The signature is not of this key over this document.
    #[error("the signature does not fit: the document was altered, or another key signed it")]
    Signature,
    /// Whoever was asked to sign did not.
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

/// The beginning of a text, for an error.
pub(crate) fn shown(text: &str) -> String {
    text.chars().take(MAX_QUOTED_CHARS).collect()
}
