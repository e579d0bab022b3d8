//! The folder of proving keys.

use super::Problem;
use crate::{data_folder, Result};
use clap::Args;
use std::path::PathBuf;

/// The option that names the folder of proving keys. Proving keys are not secret.
#[derive(Debug, Clone, Args)]
pub struct Folder {
    /// The folder of proving keys [default: $AURA_KEYS, or aura/keys in $XDG_DATA_HOME or
    /// ~/.local/share].
    #[arg(long = "keys", value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

impl Folder {
    /// Returns the path of the folder.
    ///
    /// # Errors
    /// If neither the option nor a variable gives one, and there is no home folder.
    pub fn path(&self) -> Result<PathBuf> {
        match &self.folder {
            Some(path) => Ok(path.clone()),
            None => Ok(data_folder::path("AURA_KEYS", "keys").ok_or(Problem::NoFolder)?),
        }
    }
}
