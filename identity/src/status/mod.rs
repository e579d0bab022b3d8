//! Status lists: the entries of credentials, the lists as credentials, and their bits.

mod bitstring;
mod error;
mod list;

pub use bitstring::Bitstring;
pub use error::StatusError;
pub use list::{
    bits, status_entries, status_list_url, StatusEntry, StatusListCredential, StatusPurpose,
};
pub(crate) use list::{entries, other_status};
