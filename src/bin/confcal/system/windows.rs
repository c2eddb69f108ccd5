//! Windows: files, signals and limits.
//!
//! The standard library gives safe code no identity of a file and no time of its last change but the one that programs set,
//! so a path stands for a file.

use std::fs::{self, File, Metadata};
use std::io::{self, IsTerminal as _, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use tokio::signal::windows::{
    CtrlBreak, CtrlC, CtrlClose, CtrlShutdown, ctrl_break, ctrl_c, ctrl_close, ctrl_shutdown,
};

/// The identity of a file: its path without links. Two hard links count as two files, and a file that replaces another as the
/// same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileId(PathBuf);

impl FileId {
    /// The identity of the file that this path leads to.
    pub(crate) fn new(path: &Path, _metadata: &Metadata) -> FileId {
        FileId(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    }
}

/// The same for every file: there is no such time.
pub(crate) fn status_change(_metadata: &Metadata) -> (i64, i64) {
    (0, 0)
}

/// Opens a file for reading.
pub(crate) fn open_without_waiting(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Reads the octets of a file from an offset on, and leaves its position where it is.
pub(crate) fn read_exact_at(mut file: &File, octets: &mut [u8], offset: u64) -> io::Result<()> {
    let position = file.stream_position()?;
    file.seek(SeekFrom::Start(offset))?;
    let read = file.read_exact(octets);
    file.seek(SeekFrom::Start(position))?;
    read
}

/// Returns true if standard input is not a terminal, and may be meant as the list.
pub(crate) fn stdin_is_given() -> bool {
    !io::stdin().is_terminal()
}

/// Returns `wanted`: there is no limit of open files to raise.
pub(crate) fn grant_open_files(wanted: u64) -> u64 {
    wanted
}

/// The events of the console that stop a server: Ctrl+C, Ctrl+Break, its window closing, and the system shutting down.
pub(crate) struct StopSignals {
    interrupt: CtrlC,
    break_key: CtrlBreak,
    close: CtrlClose,
    shutdown: CtrlShutdown,
}

impl StopSignals {
    /// Begins to listen, instead of being ended by them.
    pub(crate) fn new() -> io::Result<StopSignals> {
        let (interrupt, break_key) = (ctrl_c()?, ctrl_break()?);
        Ok(StopSignals { interrupt, break_key, close: ctrl_close()?, shutdown: ctrl_shutdown()? })
    }

    /// Waits for the next one.
    pub(crate) async fn recv(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.break_key.recv() => {}
            _ = self.close.recv() => {}
            _ = self.shutdown.recv() => {}
        }
    }
}
