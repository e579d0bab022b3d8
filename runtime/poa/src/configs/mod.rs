//! Configurations of the pallets. The parts that differ from the other runtime are in
//! [`consensus`] and [`phase`]; the rest is shared source in `runtime/shared/`.

pub mod consensus;
pub mod phase;

#[path = "../../../shared/accounts.rs"]
pub mod accounts;
#[path = "../../../shared/balances.rs"]
pub mod balances;
#[path = "../../../shared/claims.rs"]
pub mod claims;
#[path = "../../../shared/credentials.rs"]
pub mod credentials;
#[path = "../../../shared/did.rs"]
pub mod did;
#[path = "../../../shared/finality.rs"]
pub mod finality;
#[path = "../../../shared/governance.rs"]
pub mod governance;
#[path = "../../../shared/migrations.rs"]
pub mod migrations;
#[path = "../../../shared/session.rs"]
pub mod session;
#[path = "../../../shared/system.rs"]
pub mod system;
#[path = "../../../shared/zkp_verifier.rs"]
pub mod zkp_verifier;
