//! The list, and the site that is made of it whenever it changes.
//!
//! Files are looked at every now and then instead of being told of by the system, which says nothing of changes over NFS
//! or through bind mounts. A change is taken up once the files have held still, so that a list which is being written is
//! not read by half.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use confcal::Names;

use super::State;
use super::log::Log;
use super::served::Served;
use crate::args::Serve;
use crate::files::{self, Lists};
use crate::folder::{Folder, Replaces};
use crate::site::{self, Made};

/// How often the files are looked at.
const OFTEN: Duration = Duration::from_millis(400);

/// How long a list that does not hold still is waited for.
const PATIENCE: Duration = Duration::from_millis(1200);

/// The names that the list once had, in the folder of `--state`.
const NAMES: &str = ".names.json";

/// Makes the site of the lists.
pub(super) struct Maker {
    args: Serve,
    folder: Option<Folder>,
    /// The names that the list has and once had.
    names: Names,
    log: Arc<Log>,
}

impl Maker {
    pub(super) fn new(args: &Serve, log: Arc<Log>) -> Result<Maker> {
        let folder = args.state.as_deref().map(|path| Folder::open(path, Replaces::Written)).transpose()?;
        let kept = folder.as_ref().and_then(|folder| folder.read(NAMES));
        let names = kept.and_then(|names| serde_json::from_slice(&names).ok()).unwrap_or_default();
        Ok(Maker { args: args.clone(), folder, names, log })
    }

    /// Makes the site, and tells what is the matter with the lists; `None` if that stops it.
    pub(super) fn make(&mut self, lists: &Lists, before: Option<&Served>) -> Result<Option<Served>> {
        let previous = |path: &str| match before {
            Some(before) => before.get(path).map(|page| page.bytes.to_vec()),
            None => self.folder.as_ref().and_then(|folder| folder.read(path)),
        };
        let say = |diagnostics: &[_]| self.log.diagnostics(&lists.sources, diagnostics);
        let Some(mut made) = site::make(&self.args.site, lists, &previous, false, say)? else { return Ok(None) };
        made.names.add(&self.names);
        match self.keep(&made) {
            // A full disk is no reason to hold an edit back from subscribers.
            Err(error) if before.is_some() => self.log.say(&format!("{error:#}; it is served all the same")),
            kept => kept?,
        }
        self.names.clone_from(&made.names);
        // A site that was kept is of when it last changed; of any other nobody knows what was served before.
        let kept = self.folder.as_ref().filter(|_| before.is_none()).and_then(Folder::changed);
        let modified = kept.unwrap_or(files::now()?.and_utc().into());
        Ok(Some(Served::new(made, lists.stamp(), modified, before)))
    }

    /// Keeps in the folder what has to be known after a restart.
    fn keep(&mut self, made: &Made) -> Result<()> {
        let Some(folder) = &mut self.folder else { return Ok(()) };
        folder.write(&made.site)?;
        folder.put(NAMES, &serde_json::to_vec(&made.names)?)?;
        Ok(())
    }
}

/// What is seen of a file without reading it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    file: (u64, u64),
    length: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Look {
    /// `None` if there is no such file, or something else in its place. It is opened, because only then does NFS ask its server.
    fn at(path: &Path) -> Option<Look> {
        let metadata = files::open_file(path).and_then(|file| file.metadata()).ok()?;
        Some(Look {
            file: (metadata.dev(), metadata.ino()),
            length: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        })
    }
}

/// The files of the lists.
struct Watch {
    paths: Vec<PathBuf>,
    seen: Vec<Option<Look>>,
    /// When they were first seen to have changed, if that is not taken up yet.
    since: Option<Instant>,
}

impl Watch {
    /// Watches the lists that were named, as they were read.
    fn new(named: &[PathBuf], lists: &Lists) -> Watch {
        // What was in a pipe is gone once it is read.
        let paths = if lists.are_files { files::named(named).into_owned() } else { Vec::new() };
        Watch { paths, seen: Vec::new(), since: None }
    }

    /// Whether they have changed, and hold still now.
    fn is_due(&mut self) -> bool {
        let now: Vec<_> = self.paths.iter().map(|path| Look::at(path)).collect();
        if now == self.seen {
            return self.since.take().is_some();
        }
        self.seen = now;
        let is_overdue = self.since.get_or_insert_with(Instant::now).elapsed() >= PATIENCE;
        self.since.take_if(|_| is_overdue).is_some()
    }
}

/// Watches the lists, for ever, and has the state serve what becomes of them. `lists` are as they were read last.
pub(super) fn watch(mut maker: Maker, state: &State, mut lists: Lists) {
    let mut files = Watch::new(&maker.args.site.lists.lists, &lists);
    let mut hour = files::hour().ok();
    loop {
        thread::sleep(OFTEN);
        let (is_due, this_hour) = (files.is_due(), files::hour().ok());
        // Views with `today` leave out what is over by now.
        if !is_due && hour == this_hour {
            continue;
        }
        let read =
            if files.paths.is_empty() { Ok(None) } else { files::read_files(&maker.args.site.lists.lists).map(Some) };
        let outcome = read.and_then(|read| {
            let is_same = read.as_ref().is_some_and(|read| read.sources == lists.sources);
            if is_same && hour == this_hour && !state.staleness().stale {
                return Ok(());
            }
            if let Some(read) = read {
                lists = read;
            }
            take_up(&mut maker, state, &lists)
        });
        hour = this_hour;
        if let Err(error) = outcome {
            state.failed(&format!("{error:#}"));
        }
    }
}

fn take_up(maker: &mut Maker, state: &State, lists: &Lists) -> Result<()> {
    match maker.make(lists, Some(&state.served()))? {
        Some(served) => state.serve(served),
        None => state.failed("the list cannot be used as it is now"),
    }
    Ok(())
}
