//! Files that hold secrets: only their owner can read them, and they are never partly written.

use crate::{standard_input, Error, Result};
use std::{
    fs::{DirBuilder, File, Metadata},
    io::{self, BufWriter, Read, Write},
    os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

/// Mode bits that a private file must not have: all but reading and writing by its owner.
const OTHERS: u32 = 0o177;

/// Mode of secrets that root mounts for one user: Kubernetes with a group of the pod, Docker if it
/// is asked to, and systemd. Root chooses the group, and users cannot change it there.
const MOUNTED: u32 = 0o440;

/// Reads a file that only its owner can read, of at most `limit` bytes.
///
/// # Errors
/// If it cannot be read, is not a regular file, is open to other users, or is longer.
pub fn read(path: &Path, limit: u64) -> Result<Zeroizing<Vec<u8>>> {
    let file = File::open(path).map_err(unreadable(path))?;
    let metadata = file.metadata().map_err(unreadable(path))?;
    if !metadata.is_file() || !is_private(&metadata) {
        return Err(Error::Exposed { path: path.into() });
    }
    read_whole(file, metadata.len(), path, limit)
}

/// Reads a secret as [`read`] does. It may also come through a pipe, and `-` is the standard input.
///
/// # Errors
/// Those of [`read`], and if the standard input was read before.
pub fn read_secret(path: &Path, limit: u64) -> Result<Zeroizing<Vec<u8>>> {
    let file = standard_input::open(path)?;
    let metadata = file.metadata().map_err(unreadable(path))?;
    let kind = metadata.file_type();
    // Other users cannot open a socket that this process was started with.
    let is_taken = match kind.is_socket() {
        true => standard_input::is_meant(path),
        false => (kind.is_file() || kind.is_fifo()) && is_private(&metadata),
    };
    if !is_taken {
        return Err(Error::Exposed { path: path.into() });
    }
    // The length of a pipe is not known.
    let length = if kind.is_file() {
        metadata.len()
    } else {
        limit
    };
    read_whole(file, length, path, limit)
}

/// Returns true if only one user can read the file with this metadata.
fn is_private(metadata: &Metadata) -> bool {
    let mode = metadata.mode();
    mode & OTHERS == 0 || (metadata.uid() == 0 && mode & 0o777 == MOUNTED)
}

/// Reads `length` bytes, or fewer if the file ends before.
fn read_whole(file: File, length: u64, path: &Path, limit: u64) -> Result<Zeroizing<Vec<u8>>> {
    let too_long = || Error::TooLong {
        path: path.into(),
        limit,
    };
    if length > limit {
        return Err(too_long());
    }
    // The buffer has room for the whole file, and for noticing that nothing follows: a buffer that
    // grows leaves copies of the secret behind.
    let room = usize::try_from(length).unwrap_or_default();
    let mut bytes = Zeroizing::new(Vec::with_capacity(room.saturating_add(2)));
    file.take(length.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(unreadable(path))?;
    if u64::try_from(bytes.len()).is_ok_and(|read| read > limit) {
        return Err(too_long());
    }
    Ok(bytes)
}

fn unreadable(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
    |reason| Error::File {
        path: path.into(),
        reason,
    }
}

/// Writes a new file with mode 600.
///
/// # Errors
/// If the file exists, or cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> Result<()> {
    create_with(path, |file| {
        let written = file.write_all(bytes);
        written.map_err(|reason| unwritten(path, reason))
    })
}

/// Writes a new file as [`create`] does, with bytes from a stream.
///
/// # Errors
/// Those of [`create`], and those of `fill`.
pub fn create_with(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    place(path, fill, |file| persist_new(path, file))
}

/// Replaces a file, with mode 600. At every moment the path has either the old file or the new one,
/// complete.
///
/// # Errors
/// If it cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let fill = |file: &mut dyn Write| {
        let written = file.write_all(bytes);
        written.map_err(|reason| unwritten(path, reason))
    };
    place(path, fill, |file| match file.persist(path) {
        Err(error) => Err(unwritten(path, error.error)),
        Ok(_) => Ok(()),
    })
}

/// Creates the parent folder of `path`, for its owner only, unless it exists.
///
/// # Errors
/// If it cannot be created.
pub fn make_folder(path: &Path) -> Result<()> {
    let made = DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder(path));
    made.map_err(|reason| unwritten(path, reason))
}

fn persist_new(path: &Path, file: NamedTempFile) -> Result<()> {
    match file.persist_noclobber(path) {
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Error::Exists { path: path.into() })
        }
        Err(error) => Err(unwritten(path, error.error)),
        Ok(_) => Ok(()),
    }
}

/// Fills a temporary file beside `path`, syncs it to the disk, and lets `persist` rename it.
fn place(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> Result<()>,
    persist: impl FnOnce(NamedTempFile) -> Result<()>,
) -> Result<()> {
    let failed = |reason| unwritten(path, reason);
    let folder = folder(path);
    // The temporary file has mode 600, and is removed unless it is renamed.
    let mut file = BufWriter::new(NamedTempFile::new_in(&folder).map_err(failed)?);
    fill(&mut file)?;
    let file = file.into_inner();
    let file = file.map_err(|error| failed(error.into_error()))?;
    file.as_file().sync_all().map_err(failed)?;
    persist(file)?;
    // A name is on the disk only after its folder was synced.
    let synced = File::open(&folder).and_then(|folder| folder.sync_all());
    synced.map_err(failed)
}

fn unwritten(path: &Path, reason: io::Error) -> Error {
    Error::Unwritten {
        path: path.into(),
        reason,
    }
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.into(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        fs::{self, Permissions},
        os::{fd::AsRawFd, unix::fs::PermissionsExt},
        process::Command,
        thread,
    };

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o777
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
        entries.map(|entry| name(entry.unwrap())).collect()
    }

    #[test]
    fn what_was_written_is_read_and_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/file");
        make_folder(&path).unwrap();
        assert_eq!(mode(&folder.path().join("a")), 0o700);
        assert_eq!(mode(&folder.path().join("a/b")), 0o700);
        create(&path, b"one").unwrap();
        assert_eq!(mode(&path), 0o600);
        assert_eq!(read(&path, 3).unwrap().as_slice(), b"one");
        replace(&path, b"another").unwrap();
        assert_eq!(mode(&path), 0o600);
        assert_eq!(read(&path, 7).unwrap().as_slice(), b"another");
        assert_eq!(names(&folder.path().join("a/b")), ["file"]);
    }

    #[test]
    fn a_file_that_others_could_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        create(&path, b"secret").unwrap();
        for mode in [0o644, 0o640, 0o604, 0o620, 0o602, 0o700] {
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            let refused = read(&path, 100);
            assert!(matches!(refused, Err(Error::Exposed { .. })), "{mode:o}");
        }
        for mode in [0o600, 0o400] {
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            assert!(read(&path, 100).is_ok(), "{mode:o}");
        }
    }

    #[test]
    fn a_secret_that_root_mounts_is_its_users_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        create(&path, b"secret").unwrap();
        let is_roots = fs::metadata(&path).unwrap().uid() == 0;
        for (mode, taken) in [(0o440, is_roots), (0o444, false), (0o460, false)] {
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            assert_eq!(read(&path, 100).is_ok(), taken, "{mode:o}");
            assert_eq!(read_secret(&path, 100).is_ok(), taken, "{mode:o}");
        }
    }

    #[test]
    fn a_secret_comes_through_a_pipe_that_nobody_else_can_open() {
        let piped = |bytes: &[u8]| {
            let (reader, mut writer) = io::pipe().unwrap();
            writer.write_all(bytes).unwrap();
            drop(writer);
            let path = format!("/proc/self/fd/{}", reader.as_raw_fd());
            read_secret(Path::new(&path), 100)
        };
        assert_eq!(piped(b"a secret\n").unwrap().as_slice(), b"a secret\n");
        assert_eq!(piped(&[b' '; 100]).unwrap().len(), 100);
        assert!(matches!(piped(&[b' '; 101]), Err(Error::TooLong { .. })));

        // A named pipe has a mode, too.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let mut make = Command::new("mkfifo");
        let made = make.args(["-m", "644"]).arg(&path).status().unwrap();
        assert!(made.success());
        let other_end = {
            let path = path.clone();
            thread::spawn(move || fs::OpenOptions::new().write(true).open(path).is_ok())
        };
        let refused = read_secret(&path, 100);
        assert!(matches!(refused, Err(Error::Exposed { .. })));
        assert!(other_end.join().unwrap());
        let refused = read_secret(Path::new("/dev/null"), 100);
        assert!(matches!(refused, Err(Error::Exposed { .. })));
    }

    #[test]
    fn a_folder_is_no_such_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o600)).unwrap();
        let refused = read(folder.path(), 100);
        assert!(matches!(refused, Err(Error::Exposed { .. })));
    }

    #[test]
    fn a_file_that_is_too_long_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        create(&path, &[0; 11]).unwrap();
        assert!(matches!(read(&path, 10), Err(Error::TooLong { .. })));
        assert_eq!(read(&path, 11).unwrap().len(), 11);
    }

    #[test]
    fn nothing_is_created_over_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        create(&path, b"one").unwrap();
        let refused = create(&path, b"another");
        assert!(matches!(refused, Err(Error::Exists { .. })));
        assert_eq!(read(&path, 3).unwrap().as_slice(), b"one");
        assert_eq!(names(folder.path()), ["file"]);
    }

    #[test]
    fn what_cannot_be_placed_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("taken");
        fs::create_dir(&path).unwrap();
        let refused = replace(&path, b"one");
        assert!(matches!(refused, Err(Error::Unwritten { .. })));
        assert_eq!(names(folder.path()), ["taken"]);
    }
}
