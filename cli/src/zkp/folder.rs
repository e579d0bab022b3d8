//! Where the keys are that proofs are made with.

use super::Problem;
use crate::Result;
use clap::Args;
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

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
            None => Ok(default_path(|name| env::var_os(name)).ok_or(Problem::NoFolder)?),
        }
    }
}

/// Where keys are if the command line does not say; `variable` gives the environment's.
fn default_path(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name: &str| {
        let value = variable(name).filter(|value| !value.is_empty());
        value.map(PathBuf::from)
    };
    if let Some(keys) = path("AURA_KEYS") {
        return Some(keys);
    }
    // The XDG Base Directory Specification has relative paths ignored.
    let data = path("XDG_DATA_HOME").filter(|data| data.is_absolute());
    let home = || path("HOME").map(|home| home.join(Path::new(".local/share")));
    data.or_else(home).map(|data| data.join("aura/keys"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_where_keys_are() {
        let path = |variables: &[(&str, &str)]| {
            default_path(|name| {
                let mut all = variables.iter();
                all.find(|(known, _)| *known == name)
                    .map(|(_, value)| value.into())
            })
        };
        let (home, data) = (("HOME", "/home/a"), ("XDG_DATA_HOME", "/data"));
        assert_eq!(path(&[]), None);
        assert_eq!(path(&[home]), Some("/home/a/.local/share/aura/keys".into()));
        assert_eq!(path(&[home, data]), Some("/data/aura/keys".into()));
        let own = ("AURA_KEYS", "keys");
        assert_eq!(path(&[home, data, own]), Some("keys".into()));
    }
}
