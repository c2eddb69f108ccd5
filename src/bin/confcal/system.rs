//! The operating system, where Unix and Windows differ.
//!
//! `system/unix.rs` and `system/windows.rs` have the same items, and `directory/` has the folders of both. No other file of
//! the command names a system.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(not(any(unix, windows)))]
compile_error!("the command needs Unix or Windows; the library, with `default-features = false`, needs neither");

#[cfg(unix)]
use self::unix as platform;
#[cfg(windows)]
use self::windows as platform;

pub(crate) use platform::{
    FileId, StopSignals, grant_open_files, open_without_waiting, read_exact_at, status_change, stdin_is_given,
};
