//! A file of a site: bytes, a calendar that shares the text of its events with the other feeds, or a text that is made whenever
//! it is read.

use std::fmt;
use std::io;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::manifest::FeedKind;
use crate::calendar::Calendar;

/// The Content-Type of feeds.
pub(super) const CALENDAR: &str = "text/calendar; charset=utf-8";
/// The media type of pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";
/// The media type of JSON.
pub(super) const JSON: &str = "application/json; charset=utf-8";

/// A file of a site.
///
/// # Examples
///
/// ```
/// use confcal::{Feed, SiteOptions, Stamp, sha256, site};
/// let site = site(Feed::default(), &SiteOptions::new(Stamp::new("2022-05-01T00:00:00Z".parse().unwrap())));
/// let file = site.file("all.ics").unwrap();
/// let mut bytes = Vec::new();
/// file.write_to(&mut bytes).unwrap();
/// assert!(bytes.starts_with(b"BEGIN:VCALENDAR\r\n"));
/// assert_eq!((file.len(), &file.sha256), (bytes.len(), &sha256(&bytes)));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SiteFile {
    /// The path from the root of the site, without a leading slash.
    pub path: String,
    /// The value of Content-Type.
    pub media_type: &'static str,
    /// The kind of the feed; `None` if the file is not a feed.
    pub kind: Option<FeedKind>,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// True if its bytes are known to be the published ones; false for a file that is not a feed.
    pub is_published: bool,
    octets: usize,
    content: FileContent,
}

#[derive(Clone, Debug)]
enum FileContent {
    Bytes(Vec<u8>),
    Feed(Calendar<'static>),
    Made(Arc<dyn MadeOnRead>),
}

/// A text that is made whenever it is read, because to hold it takes more memory than what it is made of.
pub(super) trait MadeOnRead: fmt::Debug + Send + Sync {
    /// Appends about `octets` octets from the part `from` on. Returns the number of the next part, or `None` at the end.
    fn read_part(&self, from: usize, octets: usize, to: &mut Vec<u8>) -> Option<usize>;
}

/// The approximate octets of such a text that are made at a time.
const PART_OCTETS: usize = 64 << 10;

fn write_parts(made: &dyn MadeOnRead, mut to: impl io::Write) -> io::Result<()> {
    let (mut part, mut next) = (Vec::new(), Some(0));
    while let Some(from) = next {
        part.clear();
        next = made.read_part(from, PART_OCTETS, &mut part);
        to.write_all(&part)?;
    }
    Ok(())
}

impl SiteFile {
    /// A file that is not a feed.
    pub(super) fn new(path: impl Into<String>, media_type: &'static str, bytes: impl Into<Vec<u8>>) -> SiteFile {
        let bytes = bytes.into();
        SiteFile {
            path: path.into(),
            media_type,
            kind: None,
            sha256: sha256(&bytes),
            is_published: false,
            octets: bytes.len(),
            content: FileContent::Bytes(bytes),
        }
    }

    /// A file whose text is made whenever it is read.
    pub(super) fn made(path: String, media_type: &'static str, content: impl MadeOnRead + 'static) -> SiteFile {
        let mut digest = Digest::default();
        // Writing to a digest cannot fail.
        let _ = write_parts(&content, &mut digest);
        SiteFile {
            path,
            media_type,
            kind: None,
            octets: digest.octets,
            sha256: digest.hex(),
            is_published: false,
            content: FileContent::Made(Arc::new(content)),
        }
    }

    /// A feed and the digest of its bytes.
    pub(super) fn feed(
        path: String,
        kind: FeedKind,
        digest: Digest,
        is_published: bool,
        calendar: Calendar<'static>,
    ) -> SiteFile {
        SiteFile {
            path,
            media_type: CALENDAR,
            kind: Some(kind),
            octets: digest.octets,
            sha256: digest.hex(),
            is_published,
            content: FileContent::Feed(calendar),
        }
    }

    /// The number of its octets.
    #[expect(clippy::len_without_is_empty, reason = "a file is sent whether it is empty or not")]
    pub fn len(&self) -> usize {
        self.octets
    }

    /// Writes the file piece by piece, so that a large feed is never in memory as a whole.
    ///
    /// # Errors
    ///
    /// The errors of the writer.
    pub fn write_to(&self, mut to: impl io::Write) -> io::Result<()> {
        match &self.content {
            FileContent::Bytes(bytes) => to.write_all(bytes),
            FileContent::Feed(calendar) => calendar.write_to(to).map(drop),
            FileContent::Made(made) => write_parts(made.as_ref(), to),
        }
    }

    /// Appends about `octets` of the file to `to`, beginning with the event of index `from` in a feed, or the conference in
    /// `conferences.json`; the first part also has the lines before them. Returns the index of the next one, or `None` at the
    /// end. Any other file is one part.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, SiteOptions, Stamp, site};
    /// let site = site(Feed::default(), &SiteOptions::new(Stamp::new("2022-05-01T00:00:00Z".parse().unwrap())));
    /// let (file, mut bytes, mut next) = (site.file("all.ics").unwrap(), Vec::new(), Some(0));
    /// while let Some(from) = next {
    ///     next = file.read_part(from, 1000, &mut bytes);
    /// }
    /// assert_eq!(bytes, file.bytes());
    /// ```
    pub fn read_part(&self, from: usize, octets: usize, to: &mut Vec<u8>) -> Option<usize> {
        match &self.content {
            FileContent::Bytes(bytes) => {
                to.extend_from_slice(bytes);
                None
            }
            FileContent::Feed(calendar) => calendar.read_events(from, octets, to),
            FileContent::Made(made) => made.read_part(from, octets, to),
        }
    }

    /// All its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        match &self.content {
            FileContent::Bytes(bytes) => bytes.clone(),
            FileContent::Feed(calendar) => calendar.to_bytes(),
            FileContent::Made(made) => {
                let mut bytes = Vec::with_capacity(self.octets);
                made.read_part(0, usize::MAX, &mut bytes);
                bytes
            }
        }
    }

    /// Its bytes, if it holds them. Feeds, `conferences.json` and the pages of conferences are encoded each time they are read.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, SiteOptions, Stamp, site};
    /// let site = site(Feed::default(), &SiteOptions::new(Stamp::new(Default::default())));
    /// assert!(site.file("index.html").unwrap().as_bytes().is_some());
    /// assert!(site.file("all.ics").unwrap().as_bytes().is_none());
    /// ```
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.content {
            FileContent::Bytes(bytes) => Some(bytes),
            FileContent::Feed(_) | FileContent::Made(_) => None,
        }
    }

    /// The calendar of a feed.
    pub(super) fn calendar(&self) -> Option<&Calendar<'static>> {
        match &self.content {
            FileContent::Feed(calendar) => Some(calendar),
            FileContent::Bytes(_) | FileContent::Made(_) => None,
        }
    }
}

/// The SHA-256 of bytes in hexadecimal digits, as in `feeds.json`.
///
/// # Examples
///
/// ```
/// assert!(confcal::sha256(b"").starts_with("e3b0c44298fc1c14"));
/// ```
pub fn sha256(bytes: &[u8]) -> String {
    let mut digest = Digest::default();
    digest.add(bytes);
    digest.hex()
}

/// Computes the SHA-256 and the number of the octets that are written to it.
#[derive(Default)]
pub(super) struct Digest {
    pub(super) octets: usize,
    hasher: Sha256,
}

impl io::Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Digest {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.octets += bytes.len();
        self.hasher.update(bytes);
    }

    /// The digest in hexadecimal digits.
    fn hex(self) -> String {
        let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
        self.hasher.finalize().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}
