//! A file of a site: bytes, a calendar that shares the text of its events with the other feeds, or a text that is made when it
//! is read. Its digest is computed when it is first asked for.

use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};

use arcstr::ArcStr;
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
/// assert_eq!((file.len(), file.sha256()), (bytes.len(), &*sha256(&bytes)));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SiteFile {
    /// The path from the root of the site, without a leading slash.
    pub path: ArcStr,
    /// The value of Content-Type.
    pub media_type: &'static str,
    /// The kind of the feed; `None` if the file is not a feed.
    pub kind: Option<FeedKind>,
    /// True if its bytes are known to be the published ones; false for a file that is not a feed.
    pub is_published: bool,
    content: FileContent,
    /// To make every file of a long list takes ten times as long as to read the list.
    digest: OnceLock<FileDigest>,
}

/// The number of octets of a file, and their SHA-256 in hexadecimal digits.
#[derive(Clone, Debug)]
pub(super) struct FileDigest {
    octets: usize,
    sha256: String,
}

impl FileDigest {
    pub(super) fn of(bytes: &[u8]) -> FileDigest {
        let mut digest = Digest::default();
        digest.add(bytes);
        digest.finish()
    }
}

#[derive(Clone, Debug)]
enum FileContent {
    Bytes(Vec<u8>),
    Feed(Calendar<'static>),
    Made(Arc<dyn MadeOnRead>),
}

/// A text that is made when it is read: each time, because to hold it takes more memory than what it is made of, or once.
pub(super) trait MadeOnRead: fmt::Debug + Send + Sync {
    /// Appends about `octets` octets from the part `from` on. Returns the number of the next part, or `None` at the end.
    fn read_part(&self, from: usize, octets: usize, to: &mut Vec<u8>) -> Option<usize>;

    /// The whole text, if it is made once and then held.
    fn held(&self) -> Option<&str> {
        None
    }
}

/// A text that is made as a whole each time it is read.
struct WholeText<F>(F);

impl<F> fmt::Debug for WholeText<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("WholeText")
    }
}

impl<F: Fn() -> String + Send + Sync> MadeOnRead for WholeText<F> {
    /// It is one part.
    fn read_part(&self, _from: usize, _octets: usize, to: &mut Vec<u8>) -> Option<usize> {
        to.extend_from_slice((self.0)().as_bytes());
        None
    }
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
    fn with(path: ArcStr, media_type: &'static str, content: FileContent) -> SiteFile {
        SiteFile { path, media_type, kind: None, is_published: false, content, digest: OnceLock::new() }
    }

    /// A file that is not a feed.
    pub(super) fn new(path: impl Into<ArcStr>, media_type: &'static str, bytes: impl Into<Vec<u8>>) -> SiteFile {
        SiteFile::with(path.into(), media_type, FileContent::Bytes(bytes.into()))
    }

    /// A file whose text is made when it is read.
    pub(super) fn made(
        path: impl Into<ArcStr>,
        media_type: &'static str,
        content: impl MadeOnRead + 'static,
    ) -> SiteFile {
        SiteFile::with(path.into(), media_type, FileContent::Made(Arc::new(content)))
    }

    /// A file whose text is made as a whole each time it is read.
    pub(super) fn text(
        path: impl Into<ArcStr>,
        media_type: &'static str,
        make: impl Fn() -> String + Send + Sync + 'static,
    ) -> SiteFile {
        SiteFile::made(path, media_type, WholeText(make))
    }

    /// A feed. `published` is the digest of the published file if that has the same bytes; it may not be known yet.
    pub(super) fn feed(
        path: ArcStr,
        kind: FeedKind,
        published: Option<OnceLock<FileDigest>>,
        calendar: Calendar<'static>,
    ) -> SiteFile {
        let (is_published, digest) = (published.is_some(), published.unwrap_or_default());
        let file = SiteFile::with(path, CALENDAR, FileContent::Feed(calendar));
        SiteFile { kind: Some(kind), is_published, digest, ..file }
    }

    /// The number of its octets.
    #[expect(clippy::len_without_is_empty, reason = "a file is sent whether it is empty or not")]
    pub fn len(&self) -> usize {
        self.as_bytes().map_or_else(|| self.digest().octets, <[u8]>::len)
    }

    /// The SHA-256 of its bytes, in hexadecimal digits. The first call reads the file.
    pub fn sha256(&self) -> &str {
        &self.digest().sha256
    }

    /// True if its digest is known, so that neither [`len`](Self::len) nor [`sha256`](Self::sha256) reads the file.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, SiteOptions, Stamp, site};
    /// let site = site(Feed::default(), &SiteOptions::new(Stamp::new(Default::default())));
    /// let page = site.file("index.html").unwrap();
    /// assert!(!page.is_digested());
    /// assert_eq!(page.sha256().len(), 64);
    /// assert!(page.is_digested());
    /// ```
    pub fn is_digested(&self) -> bool {
        self.digest.get().is_some()
    }

    fn digest(&self) -> &FileDigest {
        self.digest.get_or_init(|| {
            let mut digest = Digest::default();
            // Writing to a digest cannot fail.
            let _ = self.write_to(&mut digest);
            digest.finish()
        })
    }

    /// The digest, which may not be known yet.
    pub(super) fn known_digest(&self) -> &OnceLock<FileDigest> {
        &self.digest
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
            FileContent::Made(made) => match made.held() {
                Some(text) => to.write_all(text.as_bytes()),
                None => write_parts(made.as_ref(), to),
            },
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
                let mut bytes = Vec::with_capacity(self.digest.get().map_or(0, |digest| digest.octets));
                made.read_part(0, usize::MAX, &mut bytes);
                bytes
            }
        }
    }

    /// All its bytes. Its digest is then known too, so that a file that is made when it is read is not made twice.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, SiteOptions, Stamp, sha256, site};
    /// let site = site(Feed::default(), &SiteOptions::new(Stamp::new(Default::default())));
    /// let file = site.file("conferences.json").unwrap();
    /// let bytes = file.digested_bytes();
    /// assert!(file.is_digested() && file.sha256() == sha256(&bytes));
    /// ```
    pub fn digested_bytes(&self) -> Vec<u8> {
        let bytes = self.bytes();
        self.digest.get_or_init(|| FileDigest::of(&bytes));
        bytes
    }

    /// Its bytes, if it holds them or makes them once. Feeds, JSON and the pages of conferences are encoded each time they are
    /// read.
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
            FileContent::Feed(_) => None,
            FileContent::Made(made) => made.held().map(str::as_bytes),
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
    FileDigest::of(bytes).sha256
}

/// Computes the SHA-256 and the number of the octets that are written to it.
#[derive(Default)]
struct Digest {
    octets: usize,
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
    fn add(&mut self, bytes: &[u8]) {
        self.octets += bytes.len();
        self.hasher.update(bytes);
    }

    fn finish(self) -> FileDigest {
        let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
        let sha256 = self.hasher.finalize().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        FileDigest { octets: self.octets, sha256 }
    }
}
