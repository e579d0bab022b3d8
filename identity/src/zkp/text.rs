//! Texts of field elements, bytes and days in requests and credentials. Each has one spelling.

use super::ZkpError;
use crate::data_integrity::multibase;
use aura_zkp_core::{date::Day, Fr};
use serde_json::Value;

/// Writes a field element: 32 bytes, little-endian, as base64url with the prefix `u`.
pub fn field(value: &Fr) -> String {
    multibase::base64url(&value.to_bytes())
}

/// Reads bytes: base64url with the prefix `u`.
pub fn bytes<const N: usize>(
    value: Option<&Value>,
    name: &'static str,
) -> Result<[u8; N], ZkpError> {
    let text = value.and_then(Value::as_str);
    text.filter(|text| text.starts_with('u'))
        .and_then(multibase::decode)
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(ZkpError::Member(name))
}

/// Reads a field element.
pub fn read_field(value: Option<&Value>, name: &'static str) -> Result<Fr, ZkpError> {
    canonical(&bytes(value, name)?).ok_or(ZkpError::Member(name))
}

/// Decodes a field element, if it is canonically encoded.
pub fn canonical(bytes: &[u8; 32]) -> Option<Fr> {
    Fr::from_bytes(bytes).into()
}

/// Reads `YYYY-MM-DD`, a day from the year 1 on.
pub fn read_day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let mut next = |length| {
        let digits = parts.next()?;
        let plain = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse::<u32>().ok())?
    };
    let (year, month, day) = (next(4)?, next(2)?, next(2)?);
    let day = Day::new(year, month.try_into().ok()?, day.try_into().ok()?)?;
    parts.next().is_none().then_some(day)
}

/// Writes a day as `YYYY-MM-DD`. One that has no such form becomes empty, which no reader accepts.
pub fn day(day: Day) -> String {
    let calendar = day.to_calendar();
    calendar.map_or_else(String::new, |(year, month, day)| {
        format!("{year:04}-{month:02}-{day:02}")
    })
}
