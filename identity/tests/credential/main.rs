//! Credentials are made, presented and verified: the valid case, and each rule by breaking it.

mod expectations;
mod made;
mod model;
mod presentations;
mod rules;
mod status_lists;
mod vectors;
mod zkp;
