//! All tests over real nodes, in one binary: it is linked once, and while the nodes of one test wait for
//! their slots another runs.

mod bad_input;
mod credentials;
mod dids;
mod examples;
mod finality;
mod issuing;
mod journey;
mod operator;
mod presets;
mod proofs;
mod rehearsal;
mod restart;
mod switch;
mod upgrade;
mod validators;
mod zkp_keys;
