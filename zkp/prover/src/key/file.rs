//! The file of a proving key: the header, β and δ in G1, then the lists h, l, a, b in G1 and b in
//! G2, each after its length (4 bytes, little-endian). Points are as Zcash writes them uncompressed.
//!
//! All lengths are known from the circuit, so a file of another length is refused before it is read.

use std::io::{self, Read, Write};

use bls12_381::G1Affine;

use super::{Bases, Header, KeyFileError, List, ProvingKey};
use crate::fast::Shape;

impl ProvingKey {
    /// Reads a key that nobody has checked. Takes about a second.
    ///
    /// # Errors
    ///
    /// If it is not a key for a circuit of this version, complete, every point in its group, and
    /// nothing behind it. That it is the key in force is for the caller to see by its digest.
    pub fn read(reader: impl Read) -> Result<Self, KeyFileError> {
        Self::read_with(reader, Bases::check_subgroups)
    }

    /// Reads a key of which each point was found in its group before.
    pub(crate) fn read_checked(reader: impl Read) -> Result<Self, KeyFileError> {
        Self::read_with(reader, |_| Ok(()))
    }

    fn read_with(
        mut reader: impl Read,
        check: impl FnOnce(&Bases) -> Result<(), KeyFileError>,
    ) -> Result<Self, KeyFileError> {
        let Header { verifying, .. } = Header::read(&mut reader)?;
        let beta = point(&mut reader, List::Beta)?;
        let delta = point(&mut reader, List::Delta)?;
        let bases = Bases::read(&mut reader, Shape::of(verifying.id.circuit))?;
        if reader.read(&mut [0])? != 0 {
            return Err(KeyFileError::Trailing);
        }
        check(&bases)?;
        Self::new(verifying, beta, delta, bases)
    }

    /// Writes the key.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write(&self, mut writer: impl Write) -> io::Result<()> {
        Header::of(&self.verifying).write(&mut writer)?;
        writer.write_all(&self.beta.0.to_uncompressed())?;
        writer.write_all(&self.delta.0.to_uncompressed())?;
        self.bases.write(&mut writer)
    }
}

fn point(reader: &mut impl Read, list: List) -> Result<G1Affine, KeyFileError> {
    let mut bytes = [0; 96];
    reader.read_exact(&mut bytes)?;
    let point: Option<_> = G1Affine::from_uncompressed(&bytes).into();
    point.ok_or(KeyFileError::Point { list })
}
