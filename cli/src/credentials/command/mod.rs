//! The commands of schemas, accreditations, status lists and credentials.

pub mod accreditation;
pub mod credential;
mod handing;
pub mod list;
pub(crate) mod owner;
pub mod schema;

#[cfg(test)]
mod tests;
