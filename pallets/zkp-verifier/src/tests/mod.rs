mod batch;
mod keys;
mod passing;
mod policies;
mod records;
mod verify;
