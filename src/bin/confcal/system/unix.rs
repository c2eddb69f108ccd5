//! Unix: files, signals and limits.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use rustix::fs::{FileType, OFlags};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The identity of a file, whatever path leads to it: its device and its inode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileId(u64, u64);

impl FileId {
    /// The identity of the file that this path leads to.
    pub(crate) fn new(_path: &Path, metadata: &Metadata) -> FileId {
        FileId(metadata.dev(), metadata.ino())
    }
}

/// The time at which a file was last written to, renamed or given another mode, in seconds and nanoseconds. No program can
/// set it back.
pub(crate) fn status_change(metadata: &Metadata) -> (i64, i64) {
    (metadata.ctime(), metadata.ctime_nsec())
}

/// Opens a file for reading, and does not wait for the writer of a pipe.
pub(crate) fn open_without_waiting(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).custom_flags(OFlags::NONBLOCK.bits() as i32).open(path)
}

/// Reads the octets of a file from an offset on, and leaves its position where it is.
pub(crate) fn read_exact_at(file: &File, octets: &mut [u8], offset: u64) -> io::Result<()> {
    file.read_exact_at(octets, offset)
}

/// Returns true if standard input is a pipe or a file, which may be meant as the list.
pub(crate) fn stdin_is_given() -> bool {
    rustix::fs::fstat(io::stdin()).is_ok_and(|stat| {
        matches!(FileType::from_raw_mode(stat.st_mode), FileType::Fifo | FileType::RegularFile | FileType::Socket)
    })
}

/// Raises the limit of open files to `wanted`, as far as the system permits, and returns the limit.
pub(crate) fn grant_open_files(wanted: u64) -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let granted = limit.maximum.map_or(wanted, |maximum| maximum.min(wanted));
    let files = limit.current.unwrap_or(u64::MAX);
    if files < granted && setrlimit(Resource::Nofile, Rlimit { current: Some(granted), ..limit }).is_ok() {
        return granted;
    }
    files
}

/// The signals that stop a server: SIGTERM and SIGINT.
pub(crate) struct StopSignals {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignals {
    /// Begins to listen, instead of being ended by them.
    pub(crate) fn new() -> io::Result<StopSignals> {
        Ok(StopSignals { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Waits for the next one.
    pub(crate) async fn recv(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
