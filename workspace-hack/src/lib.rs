//! No code. See decision 35.
