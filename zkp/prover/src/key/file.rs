//! The file of a proving key (`docs/zkp.md`, section 15): the header, β and δ in G1, then the lists
//! h, l, a, b in G1 and b in G2, each after its length (4 bytes, little-endian). Points are in the
//! uncompressed encoding of Zcash.
//!
//! All lengths follow from the circuit, so a file of another length is refused before it is read.
//! The header has a digest of everything after it: since points have one encoding, two files with
//! the same header hold the same points.

use std::io::{self, Read, Write};

use blake2b_simd::{Params, State};
use bls12_381::G1Affine;

use super::{Bases, Header, KeyFileError, List, ProvingKey};
use crate::fast::Shape;

/// Separates the digest of the points of a proving key from all other hashes.
const DOMAIN: &[u8] = b"aura/1/proving key\0";

impl ProvingKey {
    /// Reads an untrusted key. Takes about a second.
    ///
    /// # Errors
    ///
    /// If it is not a complete key for a circuit of this version, a point is not in its group, the
    /// points do not match their digest, or bytes follow. The caller compares the digests with the
    /// expected ones, and [tries](crate::Keys::import) a key of an untrusted maker.
    pub fn read(reader: impl Read) -> Result<Self, KeyFileError> {
        Self::read_with(reader, Bases::check_subgroups)
    }

    /// Reads a key whose points were found to be in their groups before.
    pub(crate) fn read_checked(reader: impl Read) -> Result<Self, KeyFileError> {
        Self::read_with(reader, |_| Ok(()))
    }

    fn read_with(
        mut reader: impl Read,
        check: impl FnOnce(&Bases) -> Result<(), KeyFileError>,
    ) -> Result<Self, KeyFileError> {
        let header = Header::read(&mut reader)?;
        let mut body = HashingStream::new(&mut reader, &header.digest);
        let beta = point(&mut body, List::Beta)?;
        let delta = point(&mut body, List::Delta)?;
        let bases = Bases::read(&mut body, Shape::of(header.verifying.id.circuit))?;
        let points = body.finish();
        if reader.read(&mut [0])? != 0 {
            return Err(KeyFileError::Trailing);
        }
        if points != header.points {
            return Err(KeyFileError::Points);
        }
        check(&bases)?;
        Self::new(header.verifying, beta, delta, bases, points)
    }

    /// Writes the key.
    ///
    /// # Errors
    ///
    /// Errors of the writer.
    pub fn write(&self, mut writer: impl Write) -> io::Result<()> {
        Header::of(&self.verifying, self.points).write(&mut writer)?;
        write_body(&mut writer, &self.beta.0, &self.delta.0, &self.bases)
    }
}

/// Writes everything after the header.
fn write_body(
    writer: &mut impl Write,
    beta: &G1Affine,
    delta: &G1Affine,
    bases: &Bases,
) -> io::Result<()> {
    writer.write_all(&beta.to_uncompressed())?;
    writer.write_all(&delta.to_uncompressed())?;
    bases.write(writer)
}

/// The digest of the points of a proving key: BLAKE2b-256 of [`DOMAIN`], the digest of its
/// verifying key, and everything after the header of its file.
pub(super) fn points_digest(
    digest: &[u8; 32],
    beta: &G1Affine,
    delta: &G1Affine,
    bases: &Bases,
) -> [u8; 32] {
    let mut body = HashingStream::new(io::sink(), digest);
    write_body(&mut body, beta, delta, bases)
        .expect("lists are shorter than 2^32, and hashing does not fail");
    body.finish()
}

/// A reader or writer that hashes what passes through.
struct HashingStream<T> {
    inner: T,
    state: State,
}

impl<T> HashingStream<T> {
    fn new(inner: T, digest: &[u8; 32]) -> Self {
        let mut state = Params::new().hash_length(32).to_state();
        state.update(DOMAIN).update(digest);
        Self { inner, state }
    }

    fn finish(self) -> [u8; 32] {
        let mut digest = [0; 32];
        digest.copy_from_slice(self.state.finalize().as_bytes());
        digest
    }
}

impl<T: Read> Read for HashingStream<T> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(bytes)?;
        self.state.update(&bytes[..length]);
        Ok(length)
    }
}

impl<T: Write> Write for HashingStream<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.inner.write(bytes)?;
        self.state.update(&bytes[..length]);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn point(reader: &mut impl Read, list: List) -> Result<G1Affine, KeyFileError> {
    let mut bytes = [0; 96];
    reader.read_exact(&mut bytes)?;
    let point: Option<_> = G1Affine::from_uncompressed(&bytes).into();
    point.ok_or(KeyFileError::Point { list })
}
