use thiserror::Error;

/// The rule of `docs/zkp.md`, section 8, that a witness breaks. It contains no values.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Violation {
    /// Rule 2: the index has 20 bits.
    #[error(
        "the index of the credential is outside every status list; fetch the credential again"
    )]
    IndexTooLarge,
    /// Rule 2: `date − from` has 32 bits.
    #[error("the credential is not yet valid on the date of the statement")]
    NotYetValid,
    /// Rule 2: `until − date` has 32 bits.
    #[error("the credential has expired on the date of the statement; ask its issuer for another")]
    Expired,
    /// Rule 4, and through it rules 1 to 3: the issuer signed this holder, validity and claims.
    #[error(
        "the signature is not by the stated issuer for this credential, schema, list and holder"
    )]
    NotSigned,
    /// Rule 5: the word is a leaf under the root, at the place of the index.
    #[error("the status path does not lead to the stated root; fetch the status list again")]
    NotInStatusList,
    /// Rule 5: the bit of the index is 0.
    #[error("the credential is revoked, suspended or held")]
    Revoked,
    /// Rule 6: the nullifier is that of the secret in the scope.
    #[error("the stated nullifier is not that of the holder in the stated scope")]
    OtherNullifier,
    /// Rule 9: `cutoff − value` has 32 bits.
    #[error("the date in the credential is after the stated cut-off, or the claim is absent")]
    AfterCutoff,
    /// Rule 10: `value − lo` has 64 bits.
    #[error("the number in the credential is below the stated range, or the claim is absent")]
    BelowRange,
    /// Rule 10: `hi − value` has 64 bits.
    #[error("the number in the credential is above the stated range, or the claim is absent")]
    AboveRange,
    /// Rule 11: the value is a leaf under the root of the set.
    #[error("the claim in the credential is not a member of the stated set, or the path is wrong")]
    NotMember,
}
