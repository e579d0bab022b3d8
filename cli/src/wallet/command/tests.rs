//! Tests of the commands as a user calls them, with the standard cost of a passphrase.

use crate::{cli::Cli, private_file, wallet::WalletFile, Error, Outcome, Result};
use clap::Parser;
use std::path::PathBuf;
use subxt_signer::DEV_PHRASE;
use tempfile::TempDir;

struct Setup(TempDir);

impl Setup {
    /// Makes files with the secrets that the commands read.
    fn new() -> Self {
        let setup = Self(tempfile::tempdir().unwrap());
        for (name, text) in [
            ("pass", "correct horse\n"),
            ("other", "battery staple\n"),
            ("short", "1234567\n"),
            ("phrase", DEV_PHRASE),
        ] {
            private_file::create(&setup.path(name), text.as_bytes()).unwrap();
        }
        setup
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs `aura wallet` with these arguments, in which `@name` is a file of the folder.
    fn run(&self, words: &str) -> Result<Outcome> {
        let words = words.split(' ').map(|word| match word.strip_prefix('@') {
            Some(name) => self.path(name).into_os_string(),
            None => word.into(),
        });
        let cli = Cli::try_parse_from(["aura".into(), "wallet".into()].into_iter().chain(words));
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.unwrap().block_on(cli.unwrap().command.run())
    }

    fn text(&self, name: &str) -> String {
        let bytes = private_file::read(&self.path(name), 1000).unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }
}

#[test]
fn from_creation_to_a_restored_wallet() {
    let setup = Setup::new();
    let run = |words: &str| setup.run(words).unwrap();
    run("create --wallet @sub/w --passphrase-file @pass --words 12 --phrase-out @new");
    assert_eq!(setup.text("new").split_whitespace().count(), 12);
    run("show --wallet @sub/w --passphrase-file @pass --json");
    run("show --wallet @sub/w --passphrase-file @pass");
    run("export --wallet @sub/w --passphrase-file @pass --out @e --export-passphrase-file @other");
    run("export --wallet @sub/w --passphrase-file @pass --phrase --yes --out @again");
    assert_eq!(setup.text("again"), setup.text("new"));

    run("restore --wallet @r --passphrase-file @other --phrase-file @new --json");
    run("import @e --wallet @r --passphrase-file @other --export-passphrase-file @other");
    run("passphrase --wallet @r --passphrase-file @other --new-passphrase-file @pass");
    run("show --wallet @r --passphrase-file @pass");
    let refused = setup.run("show --wallet @r --passphrase-file @other");
    assert!(matches!(
        refused,
        Err(Error::Wallet(aura_wallet::Error::NotOpened { .. }))
    ));
}

#[test]
fn a_passphrase_opens_however_its_characters_are_written() {
    let setup = Setup::new();
    for (name, text) in [
        ("mark", "\u{feff}Zürich am See\r\n"),
        ("composed", "Z\u{fc}rich am See\n"),
        ("apart", "Zu\u{308}rich am See"),
        ("blank", "Zürich\u{a0}am See\n"),
        ("hidden", "Zürich\u{200b} am See\n"),
        ("utf16", "Z\0u\0"),
        ("lines", "Zürich\nam See\n"),
    ] {
        private_file::create(&setup.path(name), text.as_bytes()).unwrap();
    }
    setup
        .run("create --wallet @w --passphrase-file @mark --phrase-out @new")
        .unwrap();
    for name in ["mark", "composed", "apart", "blank"] {
        setup
            .run(&format!(
                "show --wallet @w --passphrase-file @{name} --json"
            ))
            .unwrap();
    }
    let refused = setup.run("show --wallet @w --passphrase-file @hidden");
    assert!(matches!(
        refused,
        Err(Error::Wallet(aura_wallet::Error::NotOpened { .. }))
    ));
    // A passphrase that could not be typed again is refused for a new wallet.
    for (name, why) in [
        (
            "hidden",
            "line 1 has an invisible character, U+200B ZERO WIDTH SPACE",
        ),
        ("utf16", "UTF-16"),
        ("lines", "one line"),
    ] {
        let create = format!("create --wallet @v --passphrase-file @{name} --phrase-out @other2");
        let refused = setup.run(&create).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
    assert!(!setup.path("v").exists() && !setup.path("other2").exists());
}

#[test]
fn a_wallet_of_before_goes_on_opening_with_its_file() {
    let setup = Setup::new();
    let phrase = crate::wallet::Phrase::parse(DEV_PHRASE).unwrap();
    // Older versions used the bytes of these files as they are.
    for (name, text) in [
        ("bytes", "Zu\u{308}rich am See"),
        ("marked", "\u{feff}correct horse"),
    ] {
        let passphrase = crate::wallet::Passphrase::verbatim(text);
        let wallet = setup.path(&format!("w-{name}"));
        let cost = crate::wallet::Cost::STANDARD;
        crate::wallet::WalletEdit::create(&wallet, phrase.clone(), passphrase, cost).unwrap();
        private_file::create(&setup.path(name), text.as_bytes()).unwrap();
        setup
            .run(&format!(
                "show --wallet @w-{name} --passphrase-file @{name}"
            ))
            .unwrap();
    }
    private_file::create(&setup.path("typed"), "Zürich am See\n".as_bytes()).unwrap();
    setup
        .run("show --wallet @w-bytes --passphrase-file @typed")
        .unwrap();
}

#[test]
fn a_phrase_is_read_as_any_system_writes_it() {
    let setup = Setup::new();
    let words = DEV_PHRASE.replace(' ', "\r\n");
    let text = format!("\u{feff}{words}\r\n");
    private_file::create(&setup.path("lines"), text.as_bytes()).unwrap();
    setup
        .run("restore --wallet @w --passphrase-file @pass --phrase-file @lines")
        .unwrap();
}

#[test]
fn nothing_is_written_over() {
    let setup = Setup::new();
    let exists = |words: &str| matches!(setup.run(words), Err(Error::Exists { .. }));
    let restore = "restore --wallet @w --passphrase-file @pass --phrase-file @phrase";
    setup.run(restore).unwrap();
    assert!(exists(restore));
    assert!(exists(
        "create --wallet @w --passphrase-file @pass --phrase-out @new"
    ));
    assert!(exists(
        "create --wallet @v --passphrase-file @pass --phrase-out @phrase"
    ));
    assert!(!setup.path("v").exists() && !setup.path("new").exists());
    assert!(exists(
        "export --wallet @w --passphrase-file @pass --phrase --yes --out @phrase"
    ));
    assert_eq!(setup.text("phrase"), DEV_PHRASE);
}

#[test]
fn what_cannot_be_done_makes_no_wallet() {
    let setup = Setup::new();
    let refused = setup.run("restore --wallet @w --passphrase-file @short --phrase-file @phrase");
    assert!(matches!(
        refused,
        Err(Error::Wallet(aura_wallet::Error::ShortPassphrase(_)))
    ));
    let refused = setup.run("restore --wallet @w --passphrase-file @pass --phrase-file @short");
    assert!(matches!(
        refused,
        Err(Error::Wallet(aura_wallet::Error::NoPhrase))
    ));
    assert!(!setup.path("w").exists());
}

#[test]
fn an_import_of_something_else_changes_nothing() {
    let setup = Setup::new();
    let run = |words: &str| setup.run(words);
    run("restore --wallet @w --passphrase-file @pass --phrase-file @phrase").unwrap();
    run("create --wallet @v --passphrase-file @pass --phrase-out @new").unwrap();
    run("export --wallet @v --passphrase-file @pass --out @e --export-passphrase-file @other")
        .unwrap();
    let before = std::fs::read(setup.path("w")).unwrap();
    let import = |file: &str, passphrase: &str| {
        run(&format!(
            "import @{file} --wallet @w --passphrase-file @pass \
             --export-passphrase-file @{passphrase}"
        ))
    };
    assert!(matches!(
        import("e", "other"),
        Err(Error::Wallet(aura_wallet::Error::OtherPhrase { .. }))
    ));
    assert!(matches!(
        import("e", "pass"),
        Err(Error::Wallet(aura_wallet::Error::NotOpened { .. }))
    ));
    assert!(matches!(
        import("v", "pass"),
        Err(Error::Wallet(aura_wallet::Error::OtherFile { .. }))
    ));
    assert!(matches!(import("none", "pass"), Err(Error::File { .. })));
    assert_eq!(std::fs::read(setup.path("w")).unwrap(), before);
}

#[test]
fn the_command_line_takes_no_secret() {
    let parse = |words: &str| {
        let words = words.split(' ');
        Cli::try_parse_from(["aura", "wallet"].into_iter().chain(words)).is_ok()
    };
    assert!(parse("show"));
    assert!(parse("create --words 24"));
    assert!(!parse("create --words 13"));
    assert!(!parse("create bottom"));
    assert!(!parse("restore bottom"));
    assert!(!parse("show --passphrase horse"));
    assert!(!parse("export"));
    assert!(parse("export --phrase"));
    assert!(!parse("export --out f --yes"));
    assert!(!parse("export --phrase --json"));
    assert!(!parse("import"));
}

#[test]
fn the_account_of_a_restored_wallet_is_the_phrases() {
    let setup = Setup::new();
    setup
        .run("restore --wallet @w --passphrase-file @pass --phrase-file @phrase")
        .unwrap();
    let source = crate::secret::Source::File(setup.path("pass"));
    let passphrase = crate::wallet::passphrase::read(&source, "").unwrap();
    let wallet = WalletFile::open(&setup.path("w"), &passphrase).unwrap();
    assert_eq!(
        wallet.address(0).to_string(),
        "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV"
    );
}
