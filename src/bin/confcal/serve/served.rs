//! The resources of a site: its files, and feeds on demand.
//!
//! Comes in: a [`Site`] of the library. Goes out: for a path or a query, a [`Resource`] with its content and all metadata for
//! HTTP. Knows no request.

use std::collections::HashMap;
use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use confcal::{BaseUrl, FeedKind, Filter, Names, Site, SiteFile, Stamp, sha256, slug};
use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::body::Bytes;
use hyper::header::HeaderValue;
use percent_encoding::percent_decode_str;

use super::body::Content;
use super::feed_cache::FeedCache;

/// The page for unknown addresses.
pub(super) const NOT_FOUND: &str = "404.html";

/// The page that other sites may frame.
const EMBED: &str = "embed.html";

/// The media type of feeds.
pub(super) const CALENDAR: &str = "text/calendar; charset=utf-8";

/// The most octets of the file name under which a feed is saved.
const MAX_FILE_NAME_OCTETS: usize = 80;

/// The most values of a query.
pub(super) const MAX_QUERY_VALUES: usize = 100;

/// The end of the year 9999 as Unix time, the latest date of HTTP.
const MAX_HTTP_TIME: Duration = Duration::from_secs(253_402_300_799);

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

/// A file of the site, whose resource is made when it is first asked for: to make all takes seconds for a long list.
struct ServedFile {
    file: Arc<SiteFile>,
    resource: OnceLock<Arc<Resource>>,
    /// The last version of it that was asked for.
    before: Option<KnownVersion>,
}

/// The parts of a resource that the next version of the site takes over if its content is the same. They hold nothing of the
/// site.
#[derive(Clone)]
struct KnownVersion {
    etag: HeaderValue,
    modified: SystemTime,
    gzip: OnceLock<Option<Encoded>>,
}

impl ServedFile {
    fn new(file: &Arc<SiteFile>, before: Option<&ServedFile>) -> ServedFile {
        let known = |served: &ServedFile| {
            let resource = served.resource.get();
            resource.map(|resource| resource.version()).or_else(|| served.before.clone())
        };
        ServedFile { file: Arc::clone(file), resource: OnceLock::new(), before: before.and_then(known) }
    }
}

/// The representation of a resource in another content coding.
#[derive(Clone)]
pub(super) struct Encoded {
    pub(super) bytes: Bytes,
    pub(super) etag: HeaderValue,
}

impl Resource {
    fn new(
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

    /// The resource of a file of the site. `feed_name` is the name of the list, and `changed` the time of the last change of the
    /// site.
    fn of_file(served: &ServedFile, feed_name: &str, changed: SystemTime) -> Resource {
        let file = &served.file;
        // The feed of everything is saved under the present name of the list, whatever its path.
        let named = if file.kind == Some(FeedKind::Alias) { "all.ics" } else { &file.path };
        let name = file.kind.map(|_| file_name(feed_name, named));
        let same = served.before.as_ref().filter(|before| before.etag == plain_etag(file.sha256()));
        let modified = same.map_or(changed, |same| same.modified);
        let mut resource = Resource::new(file.media_type, content(file), file.sha256(), modified, name.as_deref());
        resource.is_embed = file.path == EMBED;
        if let Some(same) = same {
            resource.gzip.clone_from(&same.gzip);
        }
        resource
    }

    fn version(&self) -> KnownVersion {
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

/// A version of the site as it is served.
pub(super) struct ServedSite {
    site: Site,
    files: HashMap<String, ServedFile>,
    /// The path of its address, which a proxy may leave in a request, with a slash at both ends.
    pub(super) base_path: String,
    /// The names for filters: those of the list, and those that it once had.
    names: Names,
    /// The time of the list.
    pub(super) time: Stamp,
    /// The time of the last change of the site's bytes.
    modified: SystemTime,
    queries: Mutex<Queries>,
}

impl ServedSite {
    /// The resources of a site. `time` is the time of the list; `modified` is the time of change of resources that differ from
    /// `before`. Unchanged resources keep theirs.
    pub(super) fn new(
        site: Site,
        names: Names,
        time: Stamp,
        modified: SystemTime,
        before: Option<&ServedSite>,
    ) -> ServedSite {
        // Later than the version before by a second, the resolution of HTTP, whatever the clock says.
        let modified = modified.clamp(SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + MAX_HTTP_TIME);
        let modified = match before.map(|before| before.modified + Duration::from_secs(1)) {
            Some(later) if later > modified => later,
            _ => modified,
        };
        let served = |file: &Arc<SiteFile>| {
            (file.path.clone(), ServedFile::new(file, before.and_then(|before| before.files.get(&file.path))))
        };
        let files = site.files().map(served).collect();
        // Paths are compared without percent-encoding.
        let base_path = site.base_url.as_ref().map_or("/", BaseUrl::path);
        let base_path = percent_decode_str(base_path).decode_utf8_lossy().into_owned();
        let names = names.with_any_id();
        ServedSite { site, files, base_path, names, time, modified, queries: Mutex::default() }
    }

    /// The site, which its next version continues.
    pub(super) fn site(&self) -> &Site {
        &self.site
    }

    /// The file at a path without a leading slash; that of a folder is its page.
    fn file(&self, path: &str) -> Option<&ServedFile> {
        let is_folder = path.is_empty() || path.ends_with('/');
        if is_folder { self.files.get(&format!("{path}index.html")) } else { self.files.get(path) }
    }

    /// True if there is a resource at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.file(path).is_some()
    }

    /// The resource at a path, if it is made already.
    pub(super) fn made(&self, path: &str) -> Option<&Arc<Resource>> {
        self.file(path)?.resource.get()
    }

    /// The resource at a path. The first call is slow.
    pub(super) fn get(&self, path: &str) -> Option<&Arc<Resource>> {
        let served = self.file(path)?;
        let feed_name = self.site.events.feed().name.as_deref().unwrap_or_default();
        Some(served.resource.get_or_init(|| Arc::new(Resource::of_file(served, feed_name, self.modified))))
    }

    /// The paths of all resources.
    #[cfg(test)]
    pub(super) fn paths(&self) -> impl Iterator<Item = &String> {
        self.files.keys()
    }

    /// The names for filters.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// The number of cached queries.
    #[cfg(test)]
    pub(super) fn remembered(&self) -> usize {
        self.lock().known.len()
    }

    pub(super) fn conferences(&self) -> usize {
        self.site.events.feed().conferences.len()
    }

    /// The feed of a query, if it is cached.
    pub(super) fn known(&self, query: &Query, hour: DateTime<Utc>) -> Option<Arc<Resource>> {
        self.lock().get(query, hour)
    }

    /// Makes the feed of a query, which is slow.
    pub(super) fn make(&self, query: &Query, hour: DateTime<Utc>) -> Result<FeedOnDemand, confcal::Error> {
        let filter = Filter::parse(query.pairs(), &self.names, hour)?;
        let label = filter.to_string();
        let name = self.site.events.feed().name.as_deref().unwrap_or("Conferences");
        let name = if label.is_empty() { name.to_owned() } else { format!("{name}: {label}") };
        let file = file_name(&name, "all.ics");
        let source = self.site.base_url.as_ref().map(|base| base.join(&format!("feed.ics?{}", query.text)));
        let bytes = self.site.calendar(&filter, Some(&name), source.as_deref()).to_bytes();
        let sha256 = sha256(&bytes);
        Ok(FeedOnDemand { bytes, sha256, file })
    }

    /// Caches the feed of a query. `bytes` are those of `made`, with their share of the budget.
    pub(super) fn remember(
        &self,
        query: &Query,
        hour: DateTime<Utc>,
        made: &FeedOnDemand,
        bytes: Bytes,
    ) -> Arc<Resource> {
        // A feed with `today` may change every hour.
        let modified = if query.is_relative() { self.modified.max(SystemTime::from(hour)) } else { self.modified };
        let resource = Resource::new(CALENDAR, Content::Bytes(bytes), &made.sha256, modified, Some(&made.file));
        let resource = Arc::new(Resource { is_on_demand: true, ..resource });
        self.lock().put(query, hour, &resource);
        resource
    }

    /// Evicts the least recently used query of this frequency; returns true if there was one.
    pub(super) fn forget(&self, frequency: Frequency, hour: DateTime<Utc>) -> bool {
        self.lock().forget(frequency, hour)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Queries> {
        self.queries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A new feed on demand.
pub(super) struct FeedOnDemand {
    pub(super) bytes: Vec<u8>,
    sha256: String,
    /// The file name under which it is saved, without its extension.
    file: String,
}

/// The file name under which a feed is saved, which Thunderbird shows: the name of the list, and that of the feed.
fn file_name(feed: &str, path: &str) -> String {
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

/// The filters of a query, sorted and without duplicates, so that equivalent queries are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query {
    filters: Vec<(String, String)>,
    /// The filters as the query of an address.
    text: String,
}

impl Query {
    /// Reads the query of an address, for a list with these names. `None` if it has more than [`MAX_QUERY_VALUES`] values.
    pub(super) fn parse(query: &str, names: &Names) -> Option<Query> {
        let order = |word: &str| Filter::KEYS.iter().position(|known| known.name == word);
        let mut filters: Vec<(String, String)> = Vec::new();
        let raw = query.split('&').filter(|raw| !raw.is_empty());
        for (raw, (word, value)) in
            raw.zip(form_urlencoded::parse(query.as_bytes())).filter(|(_, (word, _))| !is_added(word))
        {
            match &*word {
                // The plus sign of `today+30d` means a space in a query; a date has no spaces.
                "from" | "until" => filters.push((word.to_string(), value.trim().replace(' ', "+"))),
                _ => {
                    let value = with_pluses(raw, &word, &value, names);
                    match Filter::key(&word) {
                        Some(key) => {
                            filters.extend(key.values(&value).map(|value| (word.to_string(), value.to_owned())))
                        }
                        None => filters.push((word.to_string(), value)),
                    }
                }
            }
            if filters.len() > MAX_QUERY_VALUES {
                return None;
            }
        }
        filters.sort_by(|one, other| (order(&one.0), one).cmp(&(order(&other.0), other)));
        filters.dedup();
        let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(&filters).finish();
        Some(Query { filters, text })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.filters.is_empty()
    }

    /// Returns true if its feed depends on the time.
    fn is_relative(&self) -> bool {
        self.filters.iter().any(|(word, value)| matches!(word.as_str(), "from" | "until") && value.starts_with("today"))
    }

    /// The key of the query in the cache, with the hour if its feed depends on the time.
    fn at(&self, hour: DateTime<Utc>) -> (String, Option<DateTime<Utc>>) {
        (self.text.clone(), self.is_relative().then_some(hour))
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.filters.iter().map(|(word, value)| (word.as_str(), value.as_str()))
    }
}

/// Restores the plus signs of a value, which mean spaces in a query, if that makes it a name of the list or if spaces would make
/// no sense, as at the end of `C++`.
fn with_pluses(raw: &str, word: &str, value: &str, names: &Names) -> String {
    let literal = raw.replace('+', "%2B");
    let literal = form_urlencoded::parse(literal.as_bytes()).next().map(|(_, value)| value).unwrap_or_default();
    let mut values = Filter::key(word).into_iter().flat_map(|key| key.values(&literal));
    let mut are_names = || values.all(|value| names.contains(word, value));
    let has_odd_blanks = value.trim() != value || value.contains("  ");
    let means_itself = literal != value && (has_odd_blanks || are_names());
    if means_itself { literal.trim().to_owned() } else { value.trim().to_owned() }
}

/// Returns true for a parameter that mailers and social networks add to every address.
fn is_added(word: &str) -> bool {
    word.starts_with("utm_") || matches!(word, "fbclid" | "gclid" | "mc_cid" | "mc_eid")
}

/// The cached feeds on demand. The budget limits their size.
#[derive(Default)]
struct Queries {
    known: HashMap<QueryKey, Remembered>,
    /// The number of requests so far, which orders the queries by their last request.
    asked: u64,
}

/// A query as text, and the hour if its feed depends on the time.
type QueryKey = (String, Option<DateTime<Utc>>);

struct Remembered {
    resource: Arc<Resource>,
    /// The number of its last request, and the hour.
    last: (u64, DateTime<Utc>),
    is_repeated: bool,
}

/// The frequency of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Frequency {
    /// Requested once, or not within a day. A client that makes ever new queries has only these.
    Once,
    /// Requested repeatedly, as by calendar programs.
    Often,
}

impl Remembered {
    fn frequency(&self, key: &QueryKey, hour: DateTime<Utc>) -> Frequency {
        let is_of_now = key.1.is_none_or(|of| of == hour) && hour - self.last.1 <= TimeDelta::days(1);
        if self.is_repeated && is_of_now { Frequency::Often } else { Frequency::Once }
    }
}

impl Queries {
    const MAX_QUERIES: usize = 256;

    fn get(&mut self, query: &Query, hour: DateTime<Utc>) -> Option<Arc<Resource>> {
        self.asked += 1;
        let known = self.known.get_mut(&query.at(hour))?;
        (known.last, known.is_repeated) = ((self.asked, hour), true);
        Some(Arc::clone(&known.resource))
    }

    fn put(&mut self, query: &Query, hour: DateTime<Utc>, resource: &Arc<Resource>) {
        self.asked += 1;
        while self.known.len() >= Self::MAX_QUERIES
            && (self.forget(Frequency::Once, hour) || self.forget(Frequency::Often, hour))
        {}
        let last = (self.asked, hour);
        self.known.insert(query.at(hour), Remembered { resource: Arc::clone(resource), last, is_repeated: false });
    }

    fn forget(&mut self, frequency: Frequency, hour: DateTime<Utc>) -> bool {
        let of_kind = self.known.iter().filter(|(key, known)| known.frequency(key, hour) == frequency);
        let oldest = of_kind.min_by_key(|(_, known)| known.last).map(|(key, _)| key.clone());
        oldest.and_then(|key| self.known.remove(&key)).is_some()
    }
}
