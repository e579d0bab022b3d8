//! `aura serve`: the arguments of the crate `aura-serve`.

mod command;
mod issuer;

pub use command::Serve;
