//! An open folder of Unix: a file descriptor, beneath which names are looked up (`openat` with `O_NOFOLLOW`).

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use rustix::fs::{
    AtFlags, Dir, FileType, FlockOperation, Gid, Mode, OFlags, RawMode, Stat, Uid, fchmod, fchown, flock, fstat,
    mkdirat, openat, renameat, statat, unlinkat,
};
use rustix::io::Errno;

use crate::directory::entry_kind::EntryKind;

/// The mode of new files and folders, whatever the umask: a web server has to read them.
const FILE_MODE: RawMode = 0o644;
const FOLDER_MODE: RawMode = 0o755;

/// An open folder.
pub(crate) struct Directory {
    folder: OwnedFd,
}

/// The kind, the mode and the owner of a directory entry.
pub(super) struct EntryStatus(Stat);

impl EntryStatus {
    pub(super) fn kind(&self) -> EntryKind {
        match FileType::from_raw_mode(self.0.st_mode) {
            FileType::RegularFile => EntryKind::File,
            FileType::Directory => EntryKind::Folder,
            FileType::Symlink => EntryKind::Link,
            _ => EntryKind::Special,
        }
    }
}

impl Directory {
    /// Opens a folder by the path that a person gave, which may lead through links.
    pub(crate) fn open(path: &Path) -> io::Result<Directory> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Directory { folder: rustix::fs::open(path, flags, Mode::empty())? })
    }

    /// Locks the folder for as long as it is open. Returns false if another program has locked it.
    pub(crate) fn lock(&self) -> bool {
        // Any other error is of a file system without locks.
        flock(&self.folder, FlockOperation::NonBlockingLockExclusive) != Err(Errno::WOULDBLOCK)
    }

    /// The status of the entry with this name; `None` if there is none.
    pub(super) fn status(&self, name: &OsStr) -> io::Result<Option<EntryStatus>> {
        match statat(&self.folder, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(EntryStatus(stat))),
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

    /// Opens an entry for reading, without waiting for the writer of a pipe; a link is an error.
    pub(super) fn open_entry(&self, name: &OsStr) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(File::from(openat(&self.folder, name, flags, Mode::empty())?))
    }

    /// Makes a file that only this process writes to, and locks it. An error of the kind `AlreadyExists` means that another
    /// run has the name, or has taken the file for a killed run's and removed it.
    pub(super) fn create_locked(&self, name: &str) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = File::from(openat(&self.folder, name, flags, Mode::from_raw_mode(0o600))?);
        let is_taken = flock(&file, FlockOperation::NonBlockingLockExclusive) == Err(Errno::WOULDBLOCK);
        let is_removed = fstat(&file)?.st_nlink == 0;
        if is_taken || is_removed { Err(ErrorKind::AlreadyExists.into()) } else { Ok(file) }
    }

    /// Returns true for a file that no running program has locked.
    pub(super) fn is_unlocked(&self, name: &OsStr) -> bool {
        let is_unlocked = |file: &File| flock(file, FlockOperation::NonBlockingLockExclusive).is_ok();
        self.open_entry(name).is_ok_and(|file| is_unlocked(&file))
    }

    /// Gives a new file the mode and, as far as the system permits, the owner of the one that it will replace.
    pub(super) fn keep_access(file: &File, old: Option<&EntryStatus>) -> io::Result<()> {
        if let Some(EntryStatus(old)) = old {
            keep_owner(file, old);
        }
        let mode = old.map_or(FILE_MODE, |EntryStatus(old)| old.st_mode & 0o777);
        Ok(fchmod(file, Mode::from_raw_mode(mode))?)
    }

    /// Gives an entry another name, in place of the file that has it.
    pub(super) fn rename(&self, from: &str, to: &OsStr) -> io::Result<()> {
        Ok(renameat(&self.folder, from, &self.folder, to)?)
    }

    /// Removes a file in it.
    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        Ok(unlinkat(&self.folder, name, AtFlags::empty())?)
    }

    /// Removes an empty folder in it.
    pub(crate) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        Ok(unlinkat(&self.folder, name, AtFlags::REMOVEDIR)?)
    }

    /// The names of its entries, as far as they can be read.
    pub(super) fn names(&self) -> Vec<OsString> {
        let Ok(entries) = Dir::read_from(&self.folder) else { return Vec::new() };
        entries.flatten().map(|entry| OsStr::from_bytes(entry.file_name().to_bytes()).to_owned()).collect()
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    use std::process::Command;

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
        assert!(Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()), "a pipe");
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
}
