//! The header of the file of a proving key (`docs/zkp.md`, section 15).
//!
//! ```text
//! 32 bytes   "aura proving key" and "development" or "ceremony", filled up with zeros
//!  2 bytes   the format, 2, little-endian
//!  2 bytes   the length of the verifying key, little-endian
//!            the verifying key as it is sent to a chain (SCALE): name, hash of the circuit,
//!            provenance, points
//! 32 bytes   its digest
//! 32 bytes   the digest of all points of the proving key
//! ```

use std::io::{self, Read, Write};

use aura_primitives::zkp::{Provenance, VerifyingKey};
use aura_zkp_core::groth16::digest;
use codec::{DecodeAll, Encode};

use super::KeyFileError;

const MAGIC: [u8; 16] = *b"aura proving key";
const DEVELOPMENT: [u8; 16] = *b"development\0\0\0\0\0";
const CEREMONY: [u8; 16] = *b"ceremony\0\0\0\0\0\0\0\0";

/// The supported format.
const FORMAT: u16 = 2;

/// The header of a file, as it claims.
pub(crate) struct Header {
    /// The verifying key. Its points are not checked.
    pub(crate) verifying: VerifyingKey,
    /// The digest of the verifying key.
    pub(crate) digest: [u8; 32],
    /// The digest of the points after the header, see [`points`](super::points).
    pub(crate) points: [u8; 32],
}

impl Header {
    pub(crate) fn of(verifying: &VerifyingKey, points: [u8; 32]) -> Self {
        Self {
            digest: digest(verifying),
            verifying: verifying.clone(),
            points,
        }
    }

    pub(crate) fn read(reader: &mut impl Read) -> Result<Self, KeyFileError> {
        let magic: [u8; 16] = bytes(reader)?;
        if magic != MAGIC {
            return Err(KeyFileError::NotAKey);
        }
        let label: [u8; 16] = bytes(reader)?;
        let format = u16::from_le_bytes(bytes(reader)?);
        if format != FORMAT {
            return Err(KeyFileError::Format(format));
        }
        let length = u16::from_le_bytes(bytes(reader)?);
        let mut verifying = vec![0; length.into()];
        reader.read_exact(&mut verifying)?;
        let verifying = VerifyingKey::decode_all(&mut verifying.as_slice());
        let verifying = verifying.map_err(|_| KeyFileError::Header)?;
        if label != label_of(&verifying) {
            return Err(KeyFileError::Label);
        }
        let digest = digest(&verifying);
        if bytes(reader)? != digest {
            return Err(KeyFileError::Digest);
        }
        Ok(Self {
            verifying,
            digest,
            points: bytes(reader)?,
        })
    }

    pub(crate) fn write(&self, writer: &mut impl Write) -> io::Result<()> {
        let verifying = self.verifying.encode();
        let length = u16::try_from(verifying.len()).map_err(io::Error::other)?;
        writer.write_all(&MAGIC)?;
        writer.write_all(&label_of(&self.verifying))?;
        writer.write_all(&FORMAT.to_le_bytes())?;
        writer.write_all(&length.to_le_bytes())?;
        writer.write_all(&verifying)?;
        writer.write_all(&self.digest)?;
        writer.write_all(&self.points)
    }
}

fn label_of(key: &VerifyingKey) -> [u8; 16] {
    match key.provenance {
        Provenance::Development => DEVELOPMENT,
        Provenance::Ceremony { .. } => CEREMONY,
    }
}

fn bytes<const N: usize>(reader: &mut impl Read) -> Result<[u8; N], KeyFileError> {
    let mut bytes = [0; N];
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}
