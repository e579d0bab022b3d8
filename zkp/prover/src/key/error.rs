use std::{fmt, io};

use aura_zkp_core::{groth16, statement::Circuit};
use thiserror::Error;

use crate::ProveError;

/// A part of a proving key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum List {
    /// The points of the inputs.
    Ic,
    /// β in G1.
    Beta,
    /// δ in G1.
    Delta,
    /// The points of the quotient.
    H,
    /// The points of the variables.
    L,
    /// The points of the left sides.
    A,
    /// The points of the right sides, in G1.
    BG1,
    /// The points of the right sides, in G2.
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

/// Why a file is refused as a proving key.
#[derive(Debug, Error)]
pub enum KeyFileError {
    /// It cannot be read.
    #[error("cannot read the proving key: {0}")]
    Io(io::Error),
    /// It does not begin as they do.
    #[error("this is no proving key of Aura; take the file that was published with the key")]
    NotAKey,
    /// It is of another format.
    #[error("the proving key has the format {0}, which this version does not read; import its file anew")]
    Format(u16),
    /// Its label and its provenance contradict each other.
    #[error("the label of the proving key is not that of where it comes from; fetch it anew")]
    Label,
    /// It ends too early.
    #[error("the proving key is cut off; fetch it anew")]
    Truncated,
    /// There are bytes behind it.
    #[error("there are bytes behind the end of the proving key; fetch it anew")]
    Trailing,
    /// The verifying key in it is not one.
    #[error("the verifying key in the proving key is not written as one; fetch it anew")]
    Header,
    /// The verifying key in it is another than its digest says.
    #[error("the proving key is not what its digest says; fetch it anew")]
    Digest,
    /// Its points are others than their digest says.
    #[error("the points of the proving key are not those of their digest; fetch it anew")]
    Points,
    /// A proof of random values that was made with it does not hold: its points are not those of the
    /// circuit.
    #[error("the proving key was tried with random values, and {0}")]
    Trial(#[source] Box<ProveError>),
    /// The verifying key in it is refused.
    #[error("the verifying key in the proving key is refused: {0}")]
    Key(#[from] groth16::KeyError),
    /// It is made for other constraints.
    #[error("the proving key is for another form of the circuit {0:?}; take the one in force, or the version of this program that it was made for")]
    OtherCircuit(Circuit),
    /// It has another number of points than the circuit needs.
    #[error("the proving key has {found} points in {list}, and the circuit needs {expected}")]
    Length {
        /// Where.
        list: List,
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// Something in it is no point of its group, or the identity.
    #[error("{list} of the proving key has what is no point of its group; fetch it anew")]
    Point {
        /// Where.
        list: List,
    },
    /// β or δ is another number in G1 than in G2.
    #[error("{0} of the proving key is not the same in both groups; fetch it anew")]
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
