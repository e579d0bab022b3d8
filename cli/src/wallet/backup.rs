//! Files with exports of a wallet.

use super::{Cost, Passphrase};
use crate::{private_file, random::random, Result};
use aura_wallet::{limits, Export};
use std::path::Path;

/// Reads an export.
///
/// # Errors
/// If others can read the file, it is of a newer version, or it cannot be decrypted.
pub fn read(path: &Path, passphrase: &Passphrase) -> Result<Export> {
    let bytes = private_file::read(path, limits::MAX_WALLET_FILE_BYTES)?;
    Ok(Export::open(&bytes, path, passphrase)?)
}

/// Writes an export to a new file.
///
/// # Errors
/// If the file exists, or it cannot be written.
pub fn write(export: &Export, path: &Path, passphrase: &Passphrase, cost: Cost) -> Result<()> {
    private_file::create(path, &export.seal(passphrase, cost, &random)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        wallet::{Phrase, WalletEdit},
        Error,
    };
    use std::path::PathBuf;
    use subxt_signer::DEV_PHRASE;
    use tempfile::TempDir;
    use zeroize::Zeroizing;

    const LITTLE: Cost = Cost {
        memory: 8,
        passes: 1,
        lanes: 1,
    };

    fn passphrase() -> Passphrase {
        Passphrase::new(Zeroizing::new("correct horse".into())).unwrap()
    }

    /// Makes a folder with a wallet and its export.
    fn exported() -> (TempDir, WalletEdit, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let phrase = Phrase::parse(DEV_PHRASE).unwrap();
        let path = folder.path().join("a");
        let wallet = WalletEdit::create(&path, phrase, passphrase(), LITTLE).unwrap();
        let path = folder.path().join("export");
        write(&Export::of(&wallet), &path, &passphrase(), LITTLE).unwrap();
        (folder, wallet, path)
    }

    #[test]
    fn nothing_is_exported_over_a_file() {
        let (_folder, wallet, path) = exported();
        let again = write(&Export::of(&wallet), &path, &passphrase(), LITTLE);
        assert!(matches!(again, Err(Error::Exists { .. })));
    }

    #[test]
    fn a_wallet_is_not_imported() {
        let (folder, _, _) = exported();
        let refused = read(&folder.path().join("a"), &passphrase());
        assert!(matches!(
            refused,
            Err(Error::Wallet(aura_wallet::Error::OtherFile { .. }))
        ));
    }
}
