//! An open folder of Windows: a path without links, because safe code opens no name beneath a handle.
//!
//! A link that takes the place of a folder after it was looked at is followed. Files get the permissions of the folder that
//! they are in.

use std::cell::OnceCell;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::directory::entry_kind::EntryKind;

/// What others may do with a file while it is open: read it, and rename or remove it.
const FILE_SHARE_READ: u32 = 0x1;
const FILE_SHARE_DELETE: u32 = 0x4;

/// The right to make files in a folder, which is enough to open it.
const FILE_ADD_FILE: u32 = 0x2;

/// Opens a folder too.
const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;

/// Opens a link itself.
const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;

/// The error of a file that another program has open and does not share.
const ERROR_SHARING_VIOLATION: i32 = 32;

/// An open folder.
pub(crate) struct Directory {
    path: PathBuf,
    /// A handle that shares nothing with those who would write to the folder.
    lock: OnceCell<File>,
}

/// The kind of a directory entry.
pub(super) struct EntryStatus(EntryKind);

impl EntryStatus {
    pub(super) fn kind(&self) -> EntryKind {
        self.0
    }
}

impl Directory {
    /// Opens a folder by the path that a person gave, which may lead through links.
    pub(crate) fn open(path: &Path) -> io::Result<Directory> {
        // Such a path begins with `\\?\`: names such as `aux.ics` are files there, and not devices.
        let path = fs::canonicalize(path)?;
        if !path.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        Ok(Directory { path, lock: OnceCell::new() })
    }

    /// Locks the folder for as long as it is open. Returns false if another program has locked it.
    pub(crate) fn lock(&self) -> bool {
        let mut options = OpenOptions::new();
        options.access_mode(FILE_ADD_FILE).share_mode(FILE_SHARE_READ | FILE_SHARE_DELETE);
        match options.custom_flags(FILE_FLAG_BACKUP_SEMANTICS).open(&self.path) {
            Ok(lock) => self.lock.set(lock).is_ok(),
            // Any other error is of a file system without locks.
            Err(error) => error.raw_os_error() != Some(ERROR_SHARING_VIOLATION),
        }
    }

    /// The status of the entry with this name; `None` if there is none.
    pub(super) fn status(&self, name: &OsStr) -> io::Result<Option<EntryStatus>> {
        let file_type = match fs::symlink_metadata(self.path.join(name)) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(Some(EntryStatus(match () {
            () if file_type.is_symlink() => EntryKind::Link,
            () if file_type.is_dir() => EntryKind::Folder,
            () if file_type.is_file() => EntryKind::File,
            () => EntryKind::Special,
        })))
    }

    /// Opens a folder in it; a link is an error.
    pub(crate) fn folder(&self, name: &OsStr) -> io::Result<Directory> {
        match self.status(name)?.map(|status| status.kind()) {
            None => Err(ErrorKind::NotFound.into()),
            Some(EntryKind::Folder) => Ok(Directory { path: self.path.join(name), lock: OnceCell::new() }),
            Some(_) => Err(ErrorKind::NotADirectory.into()),
        }
    }

    /// Opens a folder in it, and makes it if it is missing.
    pub(crate) fn make_folder(&self, name: &OsStr) -> io::Result<Directory> {
        match fs::create_dir(self.path.join(name)) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
            _ => self.folder(name),
        }
    }

    /// Opens an entry for reading; a link is opened itself, and is no file.
    pub(super) fn open_entry(&self, name: &OsStr) -> io::Result<File> {
        OpenOptions::new().read(true).custom_flags(FILE_FLAG_OPEN_REPARSE_POINT).open(self.path.join(name))
    }

    /// Makes a file that only this process writes to, and locks it. An error of the kind `AlreadyExists` means that another
    /// run has the name.
    pub(super) fn create_locked(&self, name: &str) -> io::Result<File> {
        let shared = FILE_SHARE_READ | FILE_SHARE_DELETE;
        OpenOptions::new().write(true).create_new(true).share_mode(shared).open(self.path.join(name))
    }

    /// Returns true for a file that no running program has locked.
    pub(super) fn is_unlocked(&self, name: &OsStr) -> bool {
        let mut options = OpenOptions::new();
        options.write(true).share_mode(0).custom_flags(FILE_FLAG_OPEN_REPARSE_POINT);
        options.open(self.path.join(name)).is_ok()
    }

    /// Leaves a new file the permissions of its folder.
    pub(super) fn keep_access(_file: &File, _old: Option<&EntryStatus>) -> io::Result<()> {
        Ok(())
    }

    /// Gives an entry another name, in place of the file that has it.
    pub(super) fn rename(&self, from: &str, to: &OsStr) -> io::Result<()> {
        fs::rename(self.path.join(from), self.path.join(to))
    }

    /// Removes a file in it.
    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        fs::remove_file(self.path.join(name))
    }

    /// Removes an empty folder in it.
    pub(crate) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        fs::remove_dir(self.path.join(name))
    }

    /// The names of its entries, as far as they can be read.
    pub(super) fn names(&self) -> Vec<OsString> {
        let Ok(entries) = fs::read_dir(&self.path) else { return Vec::new() };
        entries.flatten().map(|entry| entry.file_name()).collect()
    }
}
