//! DIDs, from the outside.

mod dereferencing;
mod document;
mod errors;
mod examples;
mod model;
mod options;
mod resolution;
mod round_trip;
mod vectors;
mod versions;
