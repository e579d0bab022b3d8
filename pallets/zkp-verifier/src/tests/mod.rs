mod batch;
pub mod gate;
mod keys;
mod passing;
mod policies;
mod records;
mod verify;
