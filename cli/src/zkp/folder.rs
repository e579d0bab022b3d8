//! Where the keys are that proofs are made with.

use super::Problem;
use crate::{data_folder, Result};
use clap::Args;
use std::path::PathBuf;

/// The folder of proving keys. None of them is secret.
#[derive(Debug, Clone, Args)]
pub struct Folder {
    /// The folder of keys for proofs [default: $AURA_KEYS, or aura/keys in $XDG_DATA_HOME or
    /// ~/.local/share].
    #[arg(long = "keys", value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

impl Folder {
    /// The folder.
    ///
    /// # Errors
    /// If nothing says where.
    pub fn path(&self) -> Result<PathBuf> {
        match &self.folder {
            Some(path) => Ok(path.clone()),
            None => Ok(data_folder::path("AURA_KEYS", "keys").ok_or(Problem::NoFolder)?),
        }
    }
}
