//! Credentials are made, shown and verified: what holds, and each rule by breaking it.

mod expectations;
mod made;
mod model;
mod presentations;
mod rules;
mod status_lists;
mod vectors;
mod zkp;
