//! Watches the files of the lists for changes, and waits until they are written completely.
//!
//! Files are polled, because no system reports changes over NFS or through bind mounts. No system reports either when a
//! writer is done, so it is inferred: from the text of a list if that is clear, else from the time without a change.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::files::{self, Lists};
use crate::system::{self, FileId};

/// The time between two polls.
pub(super) const LIST_POLL_INTERVAL: Duration = Duration::from_millis(250);

/// The time without a change after which a list that became shorter is read: an edit is served within 2 seconds.
const SHORTER_LIST_TIMEOUT: Duration = Duration::from_secs(1);

/// The time without a change after which a list that may be incomplete is read.
const INCOMPLETE_LIST_TIMEOUT: Duration = Duration::from_millis(1500);

/// The time after which a list that keeps changing is read.
const CHANGING_LIST_TIMEOUT: Duration = Duration::from_secs(30);

/// The metadata by which a change of a file is detected.
#[derive(Clone, PartialEq, Eq)]
struct FileState {
    file: FileId,
    octets: u64,
    modified: Option<SystemTime>,
    changed: (i64, i64),
}

impl FileState {
    /// The state of a file; `None` if there is none. The file is opened, because only then does NFS ask its server.
    fn at(path: &Path) -> Option<FileState> {
        let metadata = files::open_file(path).and_then(|file| file.metadata()).ok()?;
        Some(FileState {
            file: FileId::new(path, &metadata),
            octets: metadata.len(),
            modified: metadata.modified().ok(),
            changed: system::status_change(&metadata),
        })
    }
}

/// A list that is watched.
struct WatchedList {
    path: PathBuf,
    /// The file and its octets in the served site.
    served: (FileId, u64),
    /// The state in which it was last read; `None` before that.
    taken: Option<Option<FileState>>,
    seen: Option<FileState>,
    /// The time of the last change that was seen.
    still_since: Duration,
    /// The time of the first change after the last reading.
    changed_since: Option<Duration>,
}

impl WatchedList {
    fn look(&mut self, now: Duration) {
        let look = FileState::at(&self.path);
        if self.taken.as_ref() == Some(&look) {
            self.changed_since = None;
        } else if self.changed_since.is_none() || self.seen != look {
            self.still_since = now;
            self.changed_since.get_or_insert(now);
        }
        self.seen = look;
    }

    /// The change since the last reading, if there is one.
    fn change(&self, now: Duration) -> Option<ListChange> {
        let ((file, octets), seen) = (&self.served, self.seen.as_ref());
        Some(ListChange {
            still: now - self.still_since,
            unrest: now - self.changed_since?,
            is_other_file: seen.is_some_and(|seen| seen.file != *file),
            is_shorter: seen.is_none_or(|seen| seen.octets < *octets),
        })
    }
}

/// The change of a list since the last reading.
#[derive(Clone, Copy, Debug)]
struct ListChange {
    /// The time since the last change that was seen.
    still: Duration,
    /// The time since the first change that was seen.
    unrest: Duration,
    /// True if another file has replaced it, as by renaming.
    is_other_file: bool,
    /// True if it has fewer octets than in the served site.
    is_shorter: bool,
}

impl ListChange {
    /// Returns true if it has not changed from one poll to the next.
    fn is_still(self) -> bool {
        self.still >= LIST_POLL_INTERVAL
    }

    /// Returns true if the list is read whatever its text.
    fn is_overdue(self) -> bool {
        self.still >= INCOMPLETE_LIST_TIMEOUT || self.unrest >= CHANGING_LIST_TIMEOUT
    }

    /// Returns true if the writer is done, as far as the text shows. A file that replaces another was complete before.
    fn is_complete(self, text: &str) -> bool {
        let is_long_enough = !self.is_shorter || self.still >= SHORTER_LIST_TIMEOUT;
        self.is_still() && (self.is_other_file || is_long_enough && text.ends_with('\n'))
    }
}

/// Returns true if the lists are to be read now: each changed list is complete and all are sound, or it is overdue. `texts`
/// are the lists, if they can be read.
fn is_due(changes: &[Option<ListChange>], texts: Option<&[&str]>, is_sound: impl FnOnce() -> bool) -> bool {
    let changed = || changes.iter().enumerate().filter_map(|(at, change)| Some((at, (*change)?)));
    let is_complete = |at: usize, change: ListChange| texts.is_some_and(|texts| change.is_complete(texts[at]));
    changed().all(|(_, change)| change.is_overdue())
        || changed().all(|(at, change)| change.is_overdue() || is_complete(at, change)) && is_sound()
}

/// Watches the files of the lists.
pub(super) struct ListWatcher {
    lists: Vec<WatchedList>,
}

impl ListWatcher {
    /// Watches the named lists from their present state on.
    pub(super) fn new(named: &[PathBuf], lists: &Lists) -> ListWatcher {
        // A pipe cannot be read again.
        let paths = if lists.are_files { files::named(named).into_owned() } else { Vec::new() };
        let watched = |(path, served)| WatchedList {
            path,
            served,
            taken: None,
            seen: None,
            still_since: Duration::ZERO,
            changed_since: None,
        };
        ListWatcher { lists: paths.into_iter().zip(lists.files()).map(watched).collect() }
    }

    /// Polls the files at the time `now`, counted from any fixed one. Returns the lists, or the error of `read`, once a change
    /// is complete; `is_sound` returns true if a site can be built of them.
    pub(super) fn look<E>(
        &mut self,
        now: Duration,
        read: impl FnOnce() -> Result<Lists, E>,
        is_sound: impl FnOnce(&Lists) -> bool,
    ) -> Option<Result<Lists, E>> {
        self.lists.iter_mut().for_each(|list| list.look(now));
        let changes: Vec<_> = self.lists.iter().map(|list| list.change(now)).collect();
        let mut changed = changes.iter().flatten().peekable();
        changed.peek()?;
        if changed.any(|change| !change.is_still() && !change.is_overdue()) {
            return None;
        }
        let lists = read();
        let texts: Option<Vec<_>> =
            lists.as_ref().ok().map(|lists| lists.sources.iter().map(|source| source.text()).collect());
        let is_sound = || lists.as_ref().is_ok_and(is_sound);
        if !is_due(&changes, texts.as_deref(), is_sound) {
            return None;
        }
        for list in &mut self.lists {
            (list.taken, list.changed_since) = (Some(list.seen.clone()), None);
        }
        Some(lists)
    }

    /// Notes that these lists are served now.
    pub(super) fn serves(&mut self, lists: &Lists) {
        self.lists.iter_mut().zip(lists.files()).for_each(|(list, served)| list.served = served);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs::{self, File, OpenOptions};
    use std::io::Write as _;

    use super::*;

    const ENTRY: &str = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\n";

    #[test]
    fn a_list_is_taken_at_once_only_if_it_is_whole() {
        let (zero, looked, paused) = (Duration::ZERO, LIST_POLL_INTERVAL, Duration::from_millis(1400));
        let change = |still, is_other_file, is_shorter| ListChange { still, unrest: still, is_other_file, is_shorter };
        let restless = ListChange { unrest: CHANGING_LIST_TIMEOUT, ..change(zero, false, true) };
        let whole = change(looked, false, false);
        for (change, text, is_sound, expected, case) in [
            (whole, "a\n", true, true, "a whole list"),
            (change(zero, false, false), "a\n", true, false, "it has just changed"),
            (change(looked, false, false), "a", true, false, "its last line has no end"),
            (change(looked, false, true), "a\n", true, false, "it is shorter"),
            (change(SHORTER_LIST_TIMEOUT, false, true), "a\n", true, true, "it is shorter for a second"),
            (
                change(SHORTER_LIST_TIMEOUT, false, true),
                "a",
                true,
                false,
                "it is shorter, and its last line has no end",
            ),
            (change(looked, false, false), "a\n", false, false, "it has an error"),
            (change(looked, true, true), "a", true, true, "it was replaced"),
            (change(looked, true, true), "a", false, false, "it was replaced by a faulty one"),
            (change(zero, true, false), "a\n", true, false, "it has just been replaced"),
            (change(paused, false, false), "a", true, false, "no end for almost 1.5 seconds"),
            (change(paused, false, true), "a\n", false, false, "faulty for almost 1.5 seconds"),
            (change(INCOMPLETE_LIST_TIMEOUT, false, false), "a", true, true, "no end for 1.5 seconds"),
            (change(INCOMPLETE_LIST_TIMEOUT, false, true), "a\n", true, true, "shorter for 1.5 seconds"),
            (
                change(INCOMPLETE_LIST_TIMEOUT, false, true),
                "a",
                false,
                true,
                "faulty for 1.5 seconds: that is reported",
            ),
            (restless, "a", false, true, "it has not held still for half a minute"),
        ] {
            let is_due = |changes: &[Option<ListChange>], texts: &[&str]| is_due(changes, Some(texts), || is_sound);
            assert_eq!(is_due(&[Some(change)], &[text]), expected, "{case}");
            assert_eq!(is_due(&[None, Some(change)], &["", text]), expected, "{case}, and another has not changed");
            let with_another = expected && is_sound;
            assert_eq!(
                is_due(&[Some(whole), Some(change)], &["a\n", text]),
                with_another,
                "{case}, as another is whole"
            );
            assert!(!is_due(&[Some(change), Some(ListChange { is_shorter: true, ..whole })], &[text, "a\n"]), "{case}");
        }
        assert!(!is_due(&[Some(change(paused, false, true))], None, || false), "it cannot be read");
        assert!(
            is_due(&[Some(change(INCOMPLETE_LIST_TIMEOUT, false, true))], None, || false),
            "it cannot be read for 1.5 seconds"
        );
    }

    /// Lists in a folder, looked at by a clock that the test sets.
    struct Watching {
        folder: tempfile::TempDir,
        paths: Vec<PathBuf>,
        watch: ListWatcher,
        now: Duration,
    }

    impl Watching {
        fn new(texts: &[&str]) -> Watching {
            let folder = tempfile::tempdir().expect("a folder");
            let paths: Vec<_> = (0..texts.len()).map(|at| folder.path().join(format!("{at}.toml"))).collect();
            paths.iter().zip(texts).for_each(|(path, text)| fs::write(path, text).expect("a list"));
            let lists = files::read_files(&paths).expect("they are there");
            let watch = ListWatcher::new(&paths, &lists);
            let mut watching = Watching { folder, paths, watch, now: Duration::ZERO };
            // A change between the reading and the first poll is not missed.
            assert_eq!(watching.looks(2), [None, Some(Some(texts.concat()))]);
            watching
        }

        /// The result of each of the next polls: nothing, or the lists, if they can be read.
        fn looks(&mut self, looks: usize) -> Vec<Option<Option<String>>> {
            (0..looks).map(|_| self.look()).collect()
        }

        fn look(&mut self) -> Option<Option<String>> {
            self.now += LIST_POLL_INTERVAL;
            let read = || files::read_files(&self.paths);
            let is_sound = |lists: &Lists| confcal::read(&lists.sources, confcal::Level::Warning).0.is_some();
            let lists = self.watch.look(self.now, read, is_sound)?.ok();
            if let Some(lists) = lists.as_ref().filter(|lists| is_sound(lists)) {
                self.watch.serves(lists);
            }
            Some(lists.map(|lists| lists.sources.iter().map(|source| source.text()).collect()))
        }
    }

    fn entries(count: usize) -> String {
        (0..count).map(|n| format!("{}\n", ENTRY.replace("-uk-", &format!("-{n}-")))).collect()
    }

    #[test]
    fn a_writer_that_pauses_is_waited_for() {
        let mut watching = Watching::new(&[&entries(3)]);
        // It begins anew, and pauses for almost a second within a line, after a line, and after an entry.
        let mut file = File::create(&watching.paths[0]).expect("it is written anew");
        let whole = entries(4);
        let mut written = 0;
        for end in
            [10, whole.find("id =").expect("a key"), entries(1).len(), entries(2).len() + 5, entries(3).len() - 4]
        {
            file.write_all(&whole.as_bytes()[written..end]).expect("it is written");
            written = end;
            assert_eq!(watching.looks(4), [None, None, None, None], "{}", &whole[..end]);
        }
        file.write_all(&whole.as_bytes()[written..]).expect("it is written");
        assert_eq!(watching.looks(3), [None, Some(Some(whole)), None]);
    }

    // Windows does not tell one file from another in its place.
    #[cfg(unix)]
    #[test]
    fn a_list_that_became_shorter_comes_later_unless_it_was_replaced() {
        let mut watching = Watching::new(&[&entries(3)]);
        fs::write(&watching.paths[0], entries(2)).expect("it is written");
        assert_eq!(watching.looks(7), [None, None, None, None, Some(Some(entries(2))), None, None]);
        let other = watching.folder.path().join("other");
        fs::write(&other, entries(1).trim_end())
            .and_then(|()| fs::rename(&other, &watching.paths[0]))
            .expect("renamed");
        assert_eq!(watching.looks(3), [None, Some(Some(entries(1).trim_end().to_owned())), None]);
        // Not shorter than what is served now.
        fs::write(&watching.paths[0], entries(2)).expect("it is written");
        assert_eq!(watching.looks(2), [None, Some(Some(entries(2)))]);
    }

    #[test]
    fn a_faulty_list_is_reported_once_and_the_next_is_compared_with_what_is_served() {
        let mut watching = Watching::new(&[&entries(2)]);
        let faulty = format!("{}nam = 1\n", entries(3));
        fs::write(&watching.paths[0], &faulty).expect("it is written");
        assert_eq!(watching.looks(9)[6..], [Some(Some(faulty)), None, None]);
        fs::write(&watching.paths[0], entries(2)).expect("it is written");
        assert_eq!(watching.looks(2), [None, Some(Some(entries(2)))], "it is no shorter than the sound one");
        fs::remove_file(&watching.paths[0]).expect("it goes");
        assert_eq!(watching.looks(9)[5..], [None, Some(None), None, None], "a list that is gone is reported too");
    }

    #[test]
    fn a_list_that_never_holds_still_is_taken_all_the_same() {
        let mut watching = Watching::new(&[&entries(1)]);
        let mut file = OpenOptions::new().append(true).open(&watching.paths[0]).expect("it is there");
        let mut taken = Vec::new();
        for look in 0..150 {
            file.write_all(b"# more\n").expect("it is written");
            taken.extend(watching.look().map(|_| look));
        }
        assert_eq!(taken, [120], "half a minute after the first change");
    }

    #[test]
    fn each_of_several_lists_has_to_be_whole() {
        let second = "[[conference]]\nname = 'SciPy 2022'\nstart = 2022-07-11\n";
        let mut watching = Watching::new(&[&entries(1), second]);
        fs::write(&watching.paths[0], entries(2)).expect("it is written");
        let mut file = OpenOptions::new().append(true).open(&watching.paths[1]).expect("it is there");
        file.write_all(b"city = 'Austin'").expect("it is written");
        assert_eq!(watching.looks(4), [None, None, None, None]);
        file.write_all(b"\n").expect("it is written");
        let both = format!("{}{second}city = 'Austin'\n", entries(2));
        assert_eq!(watching.looks(3), [None, Some(Some(both)), None]);
    }

    #[test]
    fn lists_are_read_only_while_one_has_changed() {
        let mut watching = Watching::new(&[&entries(1)]);
        let reads = Cell::new(0);
        let mut look = |now| {
            let read = || {
                reads.set(reads.get() + 1);
                files::read_files(&watching.paths)
            };
            watching.watch.look(now, read, |_| true).is_some()
        };
        assert!(!(10..20).any(|second| look(Duration::from_secs(second))));
        assert_eq!(reads.get(), 0);
    }
}
