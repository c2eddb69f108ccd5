//! An open folder, and the files beneath it.
//!
//! Names are looked up in the open folder one component at a time, and no link is followed (`openat` with `O_NOFOLLOW`), so
//! that nothing in the folder leads out of it, even if its path changes meanwhile. A file is written under a temporary name
//! and then renamed, whole or not at all. It keeps the mode and the owner of the file that it replaces.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::fs::{
    AtFlags, Dir, FileType, FlockOperation, Gid, Mode, OFlags, Stat, Uid, fchmod, fchown, flock, fstat, mkdirat,
    openat, renameat, statat, unlinkat,
};
use rustix::io::Errno;

/// The mode of new files and folders, whatever the umask: a web server has to read them.
const FILE_MODE: u32 = 0o644;
const FOLDER_MODE: u32 = 0o755;

/// The beginning of the names of temporary files; letters and digits follow.
const TEMPORARY: &[u8] = b".confcal-";

/// The most names that are tried for a temporary file.
const MAX_NAME_ATTEMPTS: usize = 1 << 16;

/// The size of the write buffer.
const BUFFER_OCTETS: usize = 1 << 16;

/// The kind of a directory entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryKind {
    File,
    Folder,
    Link,
    /// A pipe, a socket or a device.
    Special,
}

impl EntryKind {
    /// The kind in words, with an article.
    pub(crate) fn name(self) -> &'static str {
        match self {
            EntryKind::File => "a file",
            EntryKind::Folder => "a folder",
            EntryKind::Link => "a link",
            EntryKind::Special => "a pipe, a socket or a device",
        }
    }

    fn new(stat: &Stat) -> EntryKind {
        match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => EntryKind::File,
            FileType::Directory => EntryKind::Folder,
            FileType::Symlink => EntryKind::Link,
            _ => EntryKind::Special,
        }
    }
}

/// An open folder.
pub(crate) struct Directory {
    folder: OwnedFd,
}

impl Directory {
    /// Opens a folder by the path that a person gave, which may lead through links.
    pub(crate) fn open(path: &Path) -> io::Result<Directory> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Directory { folder: rustix::fs::open(path, flags, Mode::empty())? })
    }

    /// Opens a folder by the path that a person gave, and makes it and its parents if they are missing.
    pub(crate) fn make(path: &Path) -> io::Result<Directory> {
        match (Directory::open(path), path.file_name()) {
            (Err(error), Some(name)) if error.kind() == ErrorKind::NotFound => {
                let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
                Directory::make(above)?.make_folder(name)
            }
            (opened, _) => opened,
        }
    }

    /// Locks the folder for as long as it is open. Returns false if another program has locked it.
    pub(crate) fn lock(&self) -> bool {
        // Any other error is of a file system without locks.
        flock(&self.folder, FlockOperation::NonBlockingLockExclusive) != Err(Errno::WOULDBLOCK)
    }

    /// The kind of the entry with this name; `None` if there is none.
    pub(crate) fn kind(&self, name: &OsStr) -> io::Result<Option<EntryKind>> {
        Ok(self.status(name)?.as_ref().map(EntryKind::new))
    }

    fn status(&self, name: &OsStr) -> io::Result<Option<Stat>> {
        match statat(&self.folder, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(stat)),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Opens a folder in it; a link is an error.
    pub(crate) fn folder(&self, name: &OsStr) -> io::Result<Directory> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(Directory { folder: openat(&self.folder, name, flags, Mode::empty())? })
    }

    /// Opens a folder in it, and makes it if it is missing.
    pub(crate) fn make_folder(&self, name: &OsStr) -> io::Result<Directory> {
        match mkdirat(&self.folder, name, Mode::from_raw_mode(FOLDER_MODE)) {
            Ok(()) => {
                let made = self.folder(name)?;
                // Undoes the umask.
                fchmod(&made.folder, Mode::from_raw_mode(FOLDER_MODE))?;
                Ok(made)
            }
            Err(Errno::EXIST) => self.folder(name),
            Err(error) => Err(error.into()),
        }
    }

    /// Opens a file in it for reading. A pipe or a device is an error, instead of blocking.
    pub(crate) fn file(&self, name: &OsStr) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = File::from(openat(&self.folder, name, flags, Mode::empty())?);
        if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("it is not a file")) }
    }

    /// The bytes of a file in it.
    pub(crate) fn read(&self, name: &OsStr) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file(name)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Writes a file, or replaces it.
    pub(crate) fn put<T>(
        &self,
        name: &OsStr,
        sync: bool,
        write: impl FnOnce(&mut dyn io::Write) -> io::Result<T>,
    ) -> io::Result<T> {
        let old = self.status(name)?.filter(|stat| EntryKind::new(stat) == EntryKind::File);
        let temporary = TemporaryFile::new(self)?;
        let mut out = io::BufWriter::with_capacity(BUFFER_OCTETS, &temporary.file);
        let written = write(&mut out)?;
        io::Write::flush(&mut out)?;
        drop(out);
        if let Some(old) = &old {
            keep_owner(&temporary.file, old);
        }
        let mode = old.map_or(Mode::from_raw_mode(FILE_MODE), |old| Mode::from_raw_mode(old.st_mode & 0o777));
        fchmod(&temporary.file, mode)?;
        if sync {
            temporary.file.sync_all()?;
        }
        temporary.rename(name)?;
        Ok(written)
    }

    /// Removes a file in it.
    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        Ok(unlinkat(&self.folder, name, AtFlags::empty())?)
    }

    /// Removes an empty folder in it.
    pub(crate) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        Ok(unlinkat(&self.folder, name, AtFlags::REMOVEDIR)?)
    }

    /// Removes the temporary files of killed runs. Those of other running programs are locked and stay.
    pub(crate) fn clean(&self) {
        let Ok(entries) = Dir::read_from(&self.folder) else { return };
        for entry in entries.flatten().filter(|entry| is_temporary(entry.file_name().to_bytes())) {
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            let is_left = |file: &File| flock(file, FlockOperation::NonBlockingLockExclusive).is_ok();
            if self.file(name).is_ok_and(|file| is_left(&file)) {
                let _ = self.remove(name);
            }
        }
    }
}

/// Gives a file the owner and the group of another, as far as the system permits.
fn keep_owner(file: &File, old: &Stat) {
    let is_same = |new: &Stat| (new.st_uid, new.st_gid) == (old.st_uid, old.st_gid);
    if fstat(file).is_ok_and(|new| is_same(&new)) {
        return;
    }
    let (owner, group) = (Uid::from_raw(old.st_uid), Gid::from_raw(old.st_gid));
    if fchown(file, Some(owner), Some(group)).is_err() {
        // Only root may change the owner, but anyone may choose one of their own groups.
        let _ = fchown(file, None, Some(group));
    }
}

fn is_temporary(name: &[u8]) -> bool {
    name.strip_prefix(TEMPORARY).is_some_and(|rest| rest.len() >= 6 && rest.iter().all(u8::is_ascii_alphanumeric))
}

/// A temporary file. It is locked, and removed unless it is renamed.
struct TemporaryFile<'d> {
    directory: &'d Directory,
    name: String,
    file: File,
    is_placed: bool,
}

impl<'d> TemporaryFile<'d> {
    fn new(directory: &'d Directory) -> io::Result<TemporaryFile<'d>> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        for _ in 0..MAX_NAME_ATTEMPTS {
            let (process, number) = (std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let name = format!("{}{process}x{number:06}", String::from_utf8_lossy(TEMPORARY));
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let file = match openat(&directory.folder, name.as_str(), flags, Mode::from_raw_mode(0o600)) {
                Ok(file) => File::from(file),
                Err(Errno::EXIST) => continue,
                Err(error) => return Err(error.into()),
            };
            // Before it was locked, another run may have taken it for a killed run's and removed it.
            let is_taken = flock(&file, FlockOperation::NonBlockingLockExclusive) == Err(Errno::WOULDBLOCK);
            if !is_taken && fstat(&file)?.st_nlink > 0 {
                return Ok(TemporaryFile { directory, name, file, is_placed: false });
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    fn rename(mut self, name: &OsStr) -> io::Result<()> {
        let folder = &self.directory.folder;
        renameat(folder, self.name.as_str(), folder, name)?;
        self.is_placed = true;
        Ok(())
    }
}

impl Drop for TemporaryFile<'_> {
    fn drop(&mut self) {
        if !self.is_placed {
            let _ = self.directory.remove(OsStr::new(&self.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;

    fn put(directory: &Directory, name: &str, text: &str) {
        directory.put(OsStr::new(name), false, |out| out.write_all(text.as_bytes())).expect("a file is written");
    }

    #[test]
    fn links_are_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("inside")).expect("a folder");
        fs::create_dir(path("outside")).expect("a folder");
        fs::write(path("outside/file"), "outside").expect("a file");
        symlink("../outside/file", path("inside/file")).expect("a link");
        symlink("../outside", path("inside/folder")).expect("a link");
        let inside = Directory::open(&path("inside")).expect("it opens");
        assert!(inside.read(OsStr::new("file")).is_err() && inside.folder(OsStr::new("folder")).is_err());
        assert_eq!(inside.kind(OsStr::new("file")).expect("it is there"), Some(EntryKind::Link));
        put(&inside, "file", "inside");
        assert_eq!(fs::read_to_string(path("outside/file")).expect("a file"), "outside");
        assert_eq!(fs::read_to_string(path("inside/file")).expect("a file"), "inside");
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, FileType::Fifo, Mode::from_raw_mode(0o600), 0).expect("a pipe");
        let directory = Directory::open(folder.path()).expect("it opens");
        assert_eq!(directory.file(OsStr::new("pipe")).expect_err("a pipe").to_string(), "it is not a file");
    }

    #[test]
    fn a_file_keeps_its_mode() {
        let folder = tempfile::tempdir().expect("a folder");
        let directory = Directory::open(folder.path()).expect("it opens");
        let file = folder.path().join("file");
        put(&directory, "file", "old");
        assert_eq!(fs::metadata(&file).expect("it is there").mode() & 0o777, 0o644);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("a mode");
        put(&directory, "file", "new");
        assert_eq!(fs::metadata(&file).expect("it is there").mode() & 0o777, 0o640);
    }

    #[test]
    fn what_is_left_is_removed_and_what_is_in_use_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let directory = Directory::open(folder.path()).expect("it opens");
        for name in [".confcal-AbC123", ".confcal-notes.txt", ".confcal-", "confcal-AbC123"] {
            fs::write(folder.path().join(name), "").expect("a file");
        }
        let in_use = TemporaryFile::new(&directory).expect("a file");
        directory.clean();
        let is_there = |name: &str| folder.path().join(name).exists();
        assert!(is_there(&in_use.name) && !is_there(".confcal-AbC123"));
        assert!(is_there(".confcal-notes.txt") && is_there(".confcal-") && is_there("confcal-AbC123"));
        let name = in_use.name.clone();
        drop(in_use);
        assert!(!is_there(&name));
    }

    #[test]
    fn one_at_a_time_has_the_lock() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || Directory::open(folder.path()).expect("it opens");
        let first = open();
        assert!(first.lock() && !open().lock());
        drop(first);
        assert!(open().lock());
    }
}
