mod batch;
pub mod gate;
mod keys;
mod misuse;
mod passing;
mod policies;
mod records;
mod uses;
mod verify;
