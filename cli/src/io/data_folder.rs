//! Default paths of files and folders for which the command line gives none.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

/// Path from the environment variable, or `name` in the folder `aura` of `$XDG_DATA_HOME` or of
/// `~/.local/share`. `None` if neither the variable nor a home folder is set.
pub(crate) fn path(variable: &str, name: &str) -> Option<PathBuf> {
    find(variable, name, |name| env::var_os(name))
}

/// Finds the path; `value` reads an environment variable.
fn find(variable: &str, name: &str, value: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name: &str| {
        let value = value(name).filter(|value| !value.is_empty());
        value.map(PathBuf::from)
    };
    if let Some(own) = path(variable) {
        return Some(own);
    }
    // The XDG Base Directory Specification says that relative paths are ignored.
    let data = path("XDG_DATA_HOME").filter(|data| data.is_absolute());
    let home = || path("HOME").map(|home| home.join(Path::new(".local/share")));
    data.or_else(home).map(|data| data.join("aura").join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_where() {
        let path = |variables: &[(&str, &str)]| {
            find("AURA_WALLET", "wallet", |name| {
                let mut all = variables.iter();
                all.find(|(known, _)| *known == name)
                    .map(|(_, value)| value.into())
            })
        };
        let (home, data) = (("HOME", "/home/a"), ("XDG_DATA_HOME", "/data"));
        let own = ("AURA_WALLET", "my/wallet");
        let in_home = Some("/home/a/.local/share/aura/wallet".into());
        assert_eq!(path(&[]), None);
        assert_eq!(path(&[home]), in_home);
        assert_eq!(path(&[home, data]), Some("/data/aura/wallet".into()));
        assert_eq!(path(&[home, data, own]), Some("my/wallet".into()));
        for ignored in ["", "relative"] {
            assert_eq!(path(&[home, ("XDG_DATA_HOME", ignored)]), in_home);
        }
        assert_eq!(path(&[home, ("AURA_WALLET", "")]), in_home);
    }
}
