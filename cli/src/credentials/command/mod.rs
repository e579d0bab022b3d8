//! The commands.

pub mod accreditation;
pub mod credential;
pub mod list;
pub mod schema;

#[cfg(test)]
mod tests;
