//! The feed that was published before, read in pieces: a feed of many conferences takes three times the memory of its list.

use std::cell::OnceCell;
use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::ops::Range;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context as _, Result, anyhow, bail};
use confcal::{PreviousFeed, Source};

use crate::files::{self, Lists};
use crate::report::STDIN;
use crate::system;

/// The text of a published feed.
pub(crate) enum PreviousText {
    /// Of a pipe or a device, which can be read only once.
    Held(Source),
    File(PreviousFile),
}

/// A published feed on disk.
pub(crate) struct PreviousFile {
    file: File,
    name: String,
    max_octets: u64,
    /// Its size and the time of its last change when it was opened.
    state: FileStamp,
    /// The first error of a piece.
    failure: OnceCell<io::Error>,
}

type FileStamp = (u64, Option<SystemTime>);

impl PreviousText {
    /// Opens the feed that was made of the lists before.
    pub(crate) fn open(path: &Path, lists: &Lists) -> Result<PreviousText> {
        let octets: usize = lists.sources.iter().map(|source| source.text().len()).sum();
        // No list makes a larger feed; the reader of feeds reports a truncated one.
        let max_octets = (64 << 20) + 16 * octets as u64;
        if path.as_os_str() != "-" {
            return PreviousText::open_file(path, max_octets)
                .with_context(|| format!("cannot read {}", path.display()));
        }
        if lists.sources.iter().any(|source| source.name() == STDIN) {
            bail!("standard input can be read only once");
        }
        let octets = files::all(&mut io::stdin(), max_octets).context("cannot read standard input")?;
        Ok(PreviousText::Held(Source::from_bytes(STDIN, octets)))
    }

    fn open_file(path: &Path, max_octets: u64) -> io::Result<PreviousText> {
        let (file, name) = (File::open(path)?, path.display().to_string());
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Ok(PreviousText::Held(Source::from_bytes(name, files::all(&mut &file, max_octets)?)));
        }
        let (state, failure) = (state(&metadata), OnceCell::new());
        Ok(PreviousText::File(PreviousFile { file, name, max_octets, state, failure }))
    }

    /// Reads the feed. [`check`](Self::check) tells whether its pieces could be read too.
    pub(crate) fn read(&self) -> Result<PreviousFeed<'_>> {
        match self {
            PreviousText::Held(source) => Ok(PreviousFeed::read(source)),
            PreviousText::File(file) => file.read().with_context(|| format!("cannot read {}", file.name)),
        }
    }

    /// Fails if a piece could not be read, or if the file was written to since it was opened: the pieces would not fit
    /// together.
    pub(crate) fn check(&self) -> Result<()> {
        let PreviousText::File(file) = self else { return Ok(()) };
        let cannot = || format!("cannot read {} again", file.name);
        if let Some(error) = file.failure.get() {
            return Err(anyhow!("{error}").context(cannot()));
        }
        if state(&file.file.metadata().with_context(cannot)?) != file.state {
            bail!("{} was written to while it was read; try again", file.name);
        }
        Ok(())
    }
}

impl PreviousFile {
    fn read(&self) -> io::Result<PreviousFeed<'_>> {
        let text = files::reader((&self.file).take(self.max_octets));
        PreviousFeed::read_from(self.name.as_str(), text, |range| self.piece(range))
    }

    fn piece(&self, range: Range<usize>) -> Vec<u8> {
        let mut octets = vec![0; range.len()];
        match system::read_exact_at(&self.file, &mut octets, range.start as u64) {
            Ok(()) => octets,
            Err(error) => {
                // The first one counts.
                let _ = self.failure.set(error);
                Vec::new()
            }
        }
    }
}

fn state(metadata: &Metadata) -> FileStamp {
    (metadata.len(), metadata.modified().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    #[test]
    fn a_file_that_is_written_to_meanwhile_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("feed.ics");
        for (now, fault) in [
            (FEED.to_owned(), None),
            (FEED.replace("UID:1", "UID:10"), Some("was written to while it was read; try again")),
            ("BEGIN:VCALENDAR\r\n".to_owned(), Some("again: failed to fill whole buffer")),
        ] {
            std::fs::write(&path, FEED).expect("a file");
            let text = PreviousText::open_file(&path, 1000).expect("a feed");
            let feed = text.read().expect("a feed");
            if now != FEED {
                std::fs::write(&path, now).expect("a file");
            }
            feed.changes(&feed);
            let error = text.check().err().map(|error| format!("{error:#}"));
            assert_eq!(error.is_some(), fault.is_some(), "{error:?}");
            assert!(error.unwrap_or_default().ends_with(fault.unwrap_or_default()));
        }
    }

    #[test]
    fn no_more_is_read_than_allowed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("feed.ics");
        std::fs::write(&path, FEED).expect("a file");
        let text = PreviousText::open_file(&path, 17).expect("a feed");
        let feed = text.read().expect("a feed");
        assert_eq!((feed.len(), feed.diagnostics().len()), (0, 1));
    }
}
