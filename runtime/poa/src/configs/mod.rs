//! How this runtime configures its pallets.

pub mod accounts;
pub mod balances;
pub mod consensus;
pub mod governance;
pub mod session;
pub mod system;
