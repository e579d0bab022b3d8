//! Tests of standard input and pipes, from which the binary reads in place of files.

use std::{
    fs::{self, Permissions},
    io::Write,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output, Stdio},
};

/// Runs `aura` in a folder with `input` on its standard input.
fn aura(folder: &Path, arguments: &str, input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_aura"))
        .args(arguments.split(' '))
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The process may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn succeeds(folder: &Path, arguments: &str, input: &[u8]) -> String {
    let output = aura(folder, arguments, input);
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments}: {message}");
    String::from_utf8(output.stdout).unwrap()
}

fn fails(folder: &Path, arguments: &str, input: &[u8]) -> String {
    let output = aura(folder, arguments, input);
    assert_eq!(output.status.code(), Some(1), "{arguments}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn secrets_come_through_pipes() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let create = "wallet create --wallet w --passphrase-file - --phrase-out phrase";
    succeeds(folder, create, "\u{feff}Zürich am See\r\n".as_bytes());
    let show = "wallet show --wallet w --json --passphrase-file";
    for path in ["-", "/dev/stdin", "/proc/self/fd/0"] {
        let shown = succeeds(
            folder,
            &format!("{show} {path}"),
            "Zu\u{308}rich am See".as_bytes(),
        );
        assert!(shown.contains("\"account\""), "{shown}");
    }
    let message = fails(folder, &format!("{show} -"), b"another passphrase\n");
    assert!(message.contains("the passphrase is wrong"), "{message}");
    let message = fails(folder, &format!("{show} /dev/null"), b"");
    assert!(message.contains("readable by you alone"), "{message}");
}

#[test]
fn the_standard_input_gives_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let both = "wallet restore --wallet w --passphrase-file - --phrase-file -";
    let message = fails(folder, both, b"correct horse\n");
    assert!(message.contains("can be only one file"), "{message}");
    assert!(!folder.join("w").exists());
}

#[test]
fn credentials_are_imported_from_the_standard_input_and_none_is_no_success() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("pass"), "correct horse\n").unwrap();
    fs::set_permissions(folder.join("pass"), Permissions::from_mode(0o600)).unwrap();
    let create = "wallet create --wallet w --passphrase-file pass --phrase-out phrase";
    succeeds(folder, create, b"");
    let before = fs::read(folder.join("w")).unwrap();
    let import = "credential import - --wallet w --passphrase-file pass";
    for empty in ["", "\n\r\n", "\u{feff}"] {
        let message = fails(folder, import, empty.as_bytes());
        assert!(
            message.contains("- has no credential: nothing was done"),
            "{message}"
        );
    }
    let utf16: Vec<u8> = "{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let message = fails(folder, import, &utf16);
    assert!(
        message.contains("it is text in UTF-16: save it as UTF-8"),
        "{message}"
    );
    assert_eq!(fs::read(folder.join("w")).unwrap(), before);
}
