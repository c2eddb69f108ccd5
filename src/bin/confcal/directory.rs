//! An open folder, and the files beneath it.
//!
//! Names are looked up in the open folder one component at a time, and no link is followed, so that nothing in the folder leads
//! out of it. On Unix this holds even if its path changes meanwhile. A file is written under a temporary name and then renamed,
//! whole or not at all. On Unix it keeps the mode and the owner of the file that it replaces.

mod entry_kind;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

pub(crate) use self::entry_kind::EntryKind;
#[cfg(unix)]
pub(crate) use self::unix::Directory;
#[cfg(windows)]
pub(crate) use self::windows::Directory;

/// The beginning of the names of temporary files; letters and digits follow.
const TEMPORARY: &str = ".confcal-";

/// The most names that are tried for a temporary file.
const MAX_NAME_ATTEMPTS: usize = 1 << 16;

/// The size of the write buffer.
const BUFFER_OCTETS: usize = 1 << 16;

impl Directory {
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

    /// The kind of the entry with this name; `None` if there is none.
    pub(crate) fn kind(&self, name: &OsStr) -> io::Result<Option<EntryKind>> {
        Ok(self.status(name)?.map(|status| status.kind()))
    }

    /// Opens a file in it for reading. A pipe or a device is an error, instead of blocking.
    pub(crate) fn file(&self, name: &OsStr) -> io::Result<File> {
        let file = self.open_entry(name)?;
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
        let old = self.status(name)?.filter(|status| status.kind() == EntryKind::File);
        let temporary = TemporaryFile::new(self)?;
        let mut out = io::BufWriter::with_capacity(BUFFER_OCTETS, &temporary.file);
        let written = write(&mut out)?;
        io::Write::flush(&mut out)?;
        drop(out);
        Directory::keep_access(&temporary.file, old.as_ref())?;
        if sync {
            temporary.file.sync_all()?;
        }
        temporary.rename(name)?;
        Ok(written)
    }

    /// Removes the temporary files of killed runs. Those of other running programs are locked and stay.
    pub(crate) fn clean(&self) {
        for name in self.names().iter().filter(|name| is_temporary(name)) {
            if self.file(name).is_ok() && self.is_unlocked(name) {
                let _ = self.remove(name);
            }
        }
    }
}

fn is_temporary(name: &OsStr) -> bool {
    let rest = name.as_encoded_bytes().strip_prefix(TEMPORARY.as_bytes());
    rest.is_some_and(|rest| rest.len() >= 6 && rest.iter().all(u8::is_ascii_alphanumeric))
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
            let name = format!("{TEMPORARY}{process}x{number:06}");
            match directory.create_locked(&name) {
                Ok(file) => return Ok(TemporaryFile { directory, name, file, is_placed: false }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    fn rename(mut self, name: &OsStr) -> io::Result<()> {
        self.directory.rename(&self.name, name)?;
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

    use super::*;

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
