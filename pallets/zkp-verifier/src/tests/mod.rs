mod batch;
mod expiry;
pub mod gate;
mod keys;
mod misuse;
mod policies;
mod records;
mod uses;
mod verify;
