//! A resource: content with all metadata for HTTP, and its gzip form.

use std::io::{self, Write as _};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use confcal::{FeedKind, SiteFile, slug};
use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::body::Bytes;
use hyper::header::HeaderValue;

use super::body::Content;
use super::feed_cache::FeedCache;

/// The page that other sites may frame.
const EMBED: &str = "embed.html";

/// The media type of feeds.
pub(super) const CALENDAR: &str = "text/calendar; charset=utf-8";

/// The most octets of the file name under which a feed is saved.
const MAX_FILE_NAME_OCTETS: usize = 80;

/// The end of the year 9999 as Unix time, the latest date of HTTP.
pub(super) const MAX_HTTP_TIME: Duration = Duration::from_secs(253_402_300_799);

/// The resource at an address.
pub(super) struct Resource {
    pub(super) media_type: &'static str,
    pub(super) content: Content,
    /// A strong tag of the content, the same on every machine.
    pub(super) etag: HeaderValue,
    /// The time of the last change of the content, and the value of Last-Modified.
    pub(super) modified: SystemTime,
    pub(super) last_modified: HeaderValue,
    /// The value of Content-Disposition of a feed: `inline; filename="…"`.
    pub(super) disposition: Option<HeaderValue>,
    /// True for a feed on demand.
    pub(super) is_on_demand: bool,
    /// True for the page that other sites may frame.
    pub(super) is_embed: bool,
    /// The gzip form; `None` if it is not smaller, or larger than a compressed feed may be. That of a feed is not kept here.
    gzip: OnceLock<Option<Encoded>>,
}

/// The parts of a resource that the next version of the site takes over if its content is the same. They hold nothing of the
/// site.
#[derive(Clone)]
pub(super) struct KnownVersion {
    etag: HeaderValue,
    modified: SystemTime,
    gzip: OnceLock<Option<Encoded>>,
}

/// The representation of a resource in another content coding.
#[derive(Clone)]
pub(super) struct Encoded {
    pub(super) bytes: Bytes,
    pub(super) etag: HeaderValue,
}

impl Resource {
    pub(super) fn new(
        media_type: &'static str,
        content: Content,
        sha256: &str,
        modified: SystemTime,
        name: Option<&str>,
    ) -> Resource {
        // A file may have a time that HTTP cannot express (RFC 9110 §5.6.7).
        let modified = modified.clamp(SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + MAX_HTTP_TIME);
        let disposition = name.map(|name| header(&format!("inline; filename=\"{name}.ics\"")));
        Resource {
            media_type,
            etag: plain_etag(sha256),
            content,
            modified,
            last_modified: header(&httpdate::fmt_http_date(modified)),
            disposition,
            is_on_demand: false,
            is_embed: false,
            gzip: OnceLock::new(),
        }
    }

    /// The resource of a file of the site. `before` is its last version, `feed_name` the name of the list, and `changed` the time
    /// of the last change of the site.
    pub(super) fn of_file(
        file: &Arc<SiteFile>,
        before: Option<&KnownVersion>,
        feed_name: &str,
        changed: SystemTime,
    ) -> Resource {
        // The feed of everything is saved under the present name of the list, whatever its path.
        let named = if file.kind == Some(FeedKind::Alias) { "all.ics" } else { &file.path };
        let name = file.kind.map(|_| file_name(feed_name, named));
        let same = before.filter(|before| before.etag == plain_etag(file.sha256()));
        let modified = same.map_or(changed, |same| same.modified);
        let mut resource = Resource::new(file.media_type, content(file), file.sha256(), modified, name.as_deref());
        resource.is_embed = file.path == EMBED;
        if let Some(same) = same {
            resource.gzip.clone_from(&same.gzip);
        }
        resource
    }

    /// The parts that the next version takes over.
    pub(super) fn version(&self) -> KnownVersion {
        KnownVersion { etag: self.etag.clone(), modified: self.modified, gzip: self.gzip.clone() }
    }

    pub(super) fn is_feed(&self) -> bool {
        self.media_type == CALENDAR
    }

    /// The resource in gzip if it was compressed already; `Some(None)` if gzip does not make it smaller.
    pub(super) fn known_gzip(&self, cache: &FeedCache) -> Option<Option<Encoded>> {
        let cached = || Some(Some(self.encoded(cache.get(self.hash())?)));
        self.gzip.get().cloned().or_else(cached)
    }

    /// The resource in gzip; `None` if gzip does not make it smaller, or if a feed has no room in the cache. The first call is
    /// slow.
    pub(super) fn gzip(&self, cache: &FeedCache) -> Option<Encoded> {
        if !self.is_feed() {
            let encode = || self.compress(usize::MAX).map(|bytes| self.encoded(Bytes::from(bytes)));
            return self.gzip.get_or_init(encode).clone();
        }
        if let Some(known) = self.known_gzip(cache) {
            return known;
        }
        let Some(bytes) = self.compress(cache.max_feed_octets()) else { return self.gzip.get_or_init(|| None).clone() };
        cache.put(self.hash(), bytes).map(|bytes| self.encoded(bytes))
    }

    /// Its gzip form; `None` if that is not smaller or has more than `max_octets` octets.
    fn compress(&self, max_octets: usize) -> Option<Vec<u8>> {
        let target = BoundedBytes { bytes: Vec::new(), max_octets: max_octets.min(self.content.len()) };
        let mut encoder = GzEncoder::new(target, Compression::best());
        match &self.content {
            Content::Bytes(bytes) => encoder.write_all(bytes),
            Content::File(file) => file.write_to(&mut encoder),
        }
        .ok()?;
        encoder.finish().ok().map(|target| target.bytes)
    }

    fn encoded(&self, bytes: Bytes) -> Encoded {
        Encoded { bytes, etag: etag(self.hash(), "-gzip") }
    }

    /// The hash of the content in its tag.
    fn hash(&self) -> &str {
        self.etag.to_str().unwrap_or_default().trim_matches('"')
    }
}

/// Bytes that fail to grow beyond a limit.
struct BoundedBytes {
    bytes: Vec<u8>,
    max_octets: usize,
}

impl io::Write for BoundedBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.max_octets {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The bytes of a file that is held as a whole, without a copy.
struct FileBytes(Arc<SiteFile>);

impl AsRef<[u8]> for FileBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes().unwrap_or_default()
    }
}

/// The content of a file of the site.
fn content(file: &Arc<SiteFile>) -> Content {
    match file.as_bytes() {
        Some(_) => Content::Bytes(Bytes::from_owner(FileBytes(Arc::clone(file)))),
        None => Content::File(Arc::clone(file)),
    }
}

/// The entity tag for this hash, without a content coding.
fn plain_etag(sha256: &str) -> HeaderValue {
    // Half of the hash is more than enough to tell two versions apart.
    etag(sha256.get(..32).unwrap_or(sha256), "")
}

fn etag(hash: &str, encoding: &str) -> HeaderValue {
    header(&format!("\"{hash}{encoding}\""))
}

/// The value of a header from ASCII text.
fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

/// The file name under which a feed is saved, which Thunderbird shows: the name of the list, and that of the feed.
pub(super) fn file_name(feed: &str, path: &str) -> String {
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".ics");
    let of_feed = slug(feed);
    let name = match (of_feed.as_str(), stem) {
        ("", stem) => slug(stem),
        (_, "all") => of_feed,
        (_, stem) if path.starts_with("events/") => slug(stem),
        (_, stem) => format!("{of_feed}-{}", slug(stem)),
    };
    let name = name.get(..MAX_FILE_NAME_OCTETS).unwrap_or(&name).trim_end_matches('-');
    if name.is_empty() { "conferences".to_owned() } else { name.to_owned() }
}
