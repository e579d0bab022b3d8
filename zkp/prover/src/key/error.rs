use std::{fmt, io};

use aura_zkp_core::{groth16, statement::Circuit};
use thiserror::Error;

use crate::ProveError;

/// A part of a proving key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum List {
    /// The list `ic`: the points of the inputs.
    Ic,
    /// β in G1.
    Beta,
    /// δ in G1.
    Delta,
    /// The list `h`: the points of the quotient.
    H,
    /// The list `l`: the points of the variables.
    L,
    /// The list `a`: the points of the variables in A.
    A,
    /// The list `b` in G1: the points of the variables in B.
    BG1,
    /// The list `b` in G2.
    BG2,
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ic => "inputs",
            Self::Beta => "beta",
            Self::Delta => "delta",
            Self::H => "h",
            Self::L => "l",
            Self::A => "a",
            Self::BG1 => "b in G1",
            Self::BG2 => "b in G2",
        })
    }
}

/// Reasons to refuse a file as a proving key.
#[derive(Debug, Error)]
pub enum KeyFileError {
    /// The file cannot be read.
    #[error("cannot read the proving key: {0}")]
    Io(io::Error),
    /// The file does not start like a proving key.
    #[error("this is not a proving key of Aura; use the file that was published with the key")]
    NotAKey,
    /// The file has an unsupported format.
    #[error(
        "the proving key has the format {0}, which this version does not read; import its file again"
    )]
    Format(u16),
    /// The label and the provenance contradict each other.
    #[error("the label of the proving key contradicts its provenance; fetch the file again")]
    Label,
    /// The file ends too early.
    #[error("the proving key is truncated; fetch the file again")]
    Truncated,
    /// The file continues after the key.
    #[error("the file has bytes after the end of the proving key; fetch the file again")]
    Trailing,
    /// The verifying key in the file cannot be decoded.
    #[error("the verifying key in the proving key cannot be decoded; fetch the file again")]
    Header,
    /// The verifying key does not match its digest.
    #[error(
        "the verifying key in the proving key does not match its digest; fetch the file again"
    )]
    Digest,
    /// The points do not match their digest.
    #[error("the points of the proving key do not match their digest; fetch the file again")]
    Points,
    /// A trial proof does not hold: the points are not those of the circuit.
    #[error("the proving key was tried with random values, and {0}")]
    Trial(#[source] Box<ProveError>),
    /// The verifying key in the file is refused.
    #[error("the verifying key in the proving key is refused: {0}")]
    Key(#[from] groth16::KeyError),
    /// The key is made for other constraints.
    #[error(
        "the proving key is for another version of the circuit {0:?}; use the current key, or the \
         version of this program that it was made for"
    )]
    OtherCircuit(Circuit),
    /// A list has another length than the circuit needs.
    #[error("the proving key has {found} points in {list}, and the circuit needs {expected}")]
    Length {
        /// The list with the wrong length.
        list: List,
        /// The length that the circuit needs.
        expected: usize,
        /// The length in the file.
        found: usize,
    },
    /// A point is not in its group, or is the identity.
    #[error("{list} of the proving key contains a point outside its group; fetch the file again")]
    Point {
        /// The list of the point.
        list: List,
    },
    /// The secret of β or δ differs between G1 and G2.
    #[error("{0} of the proving key differs between the two groups; fetch the file again")]
    NotTheSame(List),
}

impl From<io::Error> for KeyFileError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Truncated,
            _ => Self::Io(error),
        }
    }
}
