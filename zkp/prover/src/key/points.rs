//! The lists of points of a key, for `blst`.

use std::io::{Read, Write};

use bls12_381::{Bls12, G1Affine, G2Affine};
use blst::{blst_p1_affine, blst_p2_affine, min_pk, min_sig, MultiPoint};
use groth16::Parameters;

use super::{KeyFileError, List};
use crate::fast::{BaseG1, BaseG2, Shape};

/// The points that the prover multiplies with the values.
pub(crate) struct Bases {
    pub(crate) h: Vec<BaseG1>,
    pub(crate) l: Vec<BaseG1>,
    pub(crate) a: Vec<BaseG1>,
    pub(crate) b_g1: Vec<BaseG1>,
    pub(crate) b_g2: Vec<BaseG2>,
}

impl Bases {
    pub(super) fn from_parameters(
        parameters: &Parameters<Bls12>,
        shape: &Shape,
    ) -> Result<Self, KeyFileError> {
        let g1 = |list, expected, points: &[G1Affine]| {
            check_length(list, expected, points.len())?;
            let points = points
                .iter()
                .map(|point| read_g1(list, &point.to_uncompressed()));
            points.collect::<Result<Vec<_>, _>>()
        };
        let g2 = |list, expected, points: &[G2Affine]| {
            check_length(list, expected, points.len())?;
            let points = points
                .iter()
                .map(|point| read_g2(list, &point.to_uncompressed()));
            points.collect::<Result<Vec<_>, _>>()
        };
        let [h, l, a, b] = lengths(shape);
        Ok(Self {
            h: g1(List::H, h, &parameters.h)?,
            l: g1(List::L, l, &parameters.l)?,
            a: g1(List::A, a, &parameters.a)?,
            b_g1: g1(List::BG1, b, &parameters.b_g1)?,
            b_g2: g2(List::BG2, b, &parameters.b_g2)?,
        })
    }

    /// Reads points of the curves, without the subgroup check.
    pub(super) fn read(reader: &mut impl Read, shape: &Shape) -> Result<Self, KeyFileError> {
        let [h, l, a, b] = lengths(shape);
        Ok(Self {
            h: list(reader, List::H, h, read_g1)?,
            l: list(reader, List::L, l, read_g1)?,
            a: list(reader, List::A, a, read_g1)?,
            b_g1: list(reader, List::BG1, b, read_g1)?,
            b_g2: list(reader, List::BG2, b, read_g2)?,
        })
    }

    pub(super) fn write(&self, writer: &mut impl Write) -> std::io::Result<()> {
        for list in [&self.h, &self.l, &self.a, &self.b_g1] {
            write_length(writer, list.len())?;
            for point in list {
                writer.write_all(&min_pk::PublicKey::from(*point.point()).serialize())?;
            }
        }
        write_length(writer, self.b_g2.len())?;
        for point in &self.b_g2 {
            writer.write_all(&min_sig::PublicKey::from(*point.point()).serialize())?;
        }
        Ok(())
    }

    /// Checks each point to be in its group, and not the identity. Takes a second on two cores.
    pub(super) fn check_subgroups(&self) -> Result<(), KeyFileError> {
        for (name, list) in [
            (List::H, &self.h),
            (List::L, &self.l),
            (List::A, &self.a),
            (List::BG1, &self.b_g1),
        ] {
            let points: Vec<blst_p1_affine> = list.iter().map(|base| *base.point()).collect();
            points
                .validate()
                .map_err(|_| KeyFileError::Point { list: name })?;
        }
        let points: Vec<blst_p2_affine> = self.b_g2.iter().map(|base| *base.point()).collect();
        let outside = |_| KeyFileError::Point { list: List::BG2 };
        points.validate().map_err(outside)
    }
}

/// The lengths of h, l, a, and both b.
fn lengths(shape: &Shape) -> [usize; 4] {
    let a = shape.inputs + shape.a_aux.len();
    let b = shape.b_inputs.len() + shape.b_aux.len();
    [shape.h(), shape.aux, a, b]
}

fn check_length(list: List, expected: usize, found: usize) -> Result<(), KeyFileError> {
    if found == expected {
        Ok(())
    } else {
        Err(KeyFileError::Length {
            list,
            expected,
            found,
        })
    }
}

fn write_length(writer: &mut impl Write, length: usize) -> std::io::Result<()> {
    let length = u32::try_from(length).map_err(std::io::Error::other)?;
    writer.write_all(&length.to_le_bytes())
}

/// Reads a list whose length is known before memory is allocated for it.
fn list<const N: usize, T>(
    reader: &mut impl Read,
    name: List,
    expected: usize,
    read: fn(List, &[u8; N]) -> Result<T, KeyFileError>,
) -> Result<Vec<T>, KeyFileError> {
    let mut length = [0; 4];
    reader.read_exact(&mut length)?;
    check_length(name, expected, u32::from_le_bytes(length) as usize)?;
    let point = |_| {
        let mut bytes = [0; N];
        reader.read_exact(&mut bytes)?;
        read(name, &bytes)
    };
    (0..expected).map(point).collect()
}

/// A point of the curve, canonical and not the identity.
fn read_g1(list: List, bytes: &[u8; 96]) -> Result<BaseG1, KeyFileError> {
    let point = min_pk::PublicKey::deserialize(bytes);
    let point: blst_p1_affine = point.map_err(|_| KeyFileError::Point { list })?.into();
    if point == blst_p1_affine::default() {
        return Err(KeyFileError::Point { list });
    }
    Ok(BaseG1::new(point))
}

/// A point of the twist, canonical and not the identity.
fn read_g2(list: List, bytes: &[u8; 192]) -> Result<BaseG2, KeyFileError> {
    let point = min_sig::PublicKey::deserialize(bytes);
    let point: blst_p2_affine = point.map_err(|_| KeyFileError::Point { list })?.into();
    if point == blst_p2_affine::default() {
        return Err(KeyFileError::Point { list });
    }
    Ok(BaseG2::new(point))
}
