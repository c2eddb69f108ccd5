//! What requests are answered with: the site as it is now, and parts of its feed on demand.
//!
//! Comes in: a [`Site`] as the library makes it. Goes out: for a path or a query, a [`Resource`] that has all that HTTP
//! wants to know of it. Knows no request.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use confcal::{BaseUrl, EncodedFeed, FeedKind, Filter, FilterError, Names, Site, Stamp, Stamps, sha256, slug};
use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::body::Bytes;
use hyper::header::HeaderValue;
use percent_encoding::percent_decode_str;

use super::body::Content;

/// What is shown under an address that is none of the site's.
const NOT_FOUND: &str = "404.html";

/// The media type of feeds.
pub(super) const CALENDAR: &str = "text/calendar; charset=utf-8";

/// The longest name of a file that a feed is saved as, in octets.
const MAX_FILE_NAME_OCTETS: usize = 80;

/// The most values of one query.
pub(super) const MAX_QUERY_VALUES: usize = 100;

/// The end of the year 9999, from 1970 on.
const MAX_HTTP_TIME: Duration = Duration::from_secs(253_402_300_799);

/// What is at one address.
pub(super) struct Resource {
    pub(super) media_type: &'static str,
    pub(super) content: Content,
    /// Strong, by content: the same on every machine.
    pub(super) etag: HeaderValue,
    /// From when on the bytes are these, and the same as HTTP says it.
    pub(super) modified: SystemTime,
    pub(super) last_modified: HeaderValue,
    /// What a feed is saved as: `inline; filename="…"`.
    pub(super) disposition: Option<HeaderValue>,
    gzip: OnceLock<Option<Encoded>>,
}

/// A resource in another encoding, which is a representation of its own.
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
        // HTTP knows no other times (RFC 9110 §5.6.7), but a file may have one.
        let modified = modified.clamp(SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + MAX_HTTP_TIME);
        let disposition = name.map(|name| header(&format!("inline; filename=\"{name}.ics\"")));
        Resource {
            media_type,
            etag: plain_etag(sha256),
            content,
            modified,
            last_modified: header(&httpdate::fmt_http_date(modified)),
            disposition,
            gzip: OnceLock::new(),
        }
    }

    pub(super) fn is_feed(&self) -> bool {
        self.media_type == CALENDAR
    }

    /// The resource in gzip if that is known already; `Some(None)` if gzip does not make it smaller.
    pub(super) fn known_gzip(&self) -> Option<Option<Encoded>> {
        self.gzip.get().cloned()
    }

    /// The resource in gzip, unless that does not make it smaller. Takes its time when first asked.
    pub(super) fn gzip(&self) -> Option<Encoded> {
        let encode = || {
            let mut encoder = GzEncoder::new(Vec::with_capacity(self.content.len() / 4), Compression::best());
            let written = match &self.content {
                Content::Bytes(bytes) => encoder.write_all(bytes),
                Content::Feed(file) => file.write_to(&mut encoder),
            };
            let bytes = written.and_then(|()| encoder.finish());
            let bytes = bytes.ok().filter(|bytes| bytes.len() < self.content.len())?;
            let plain = self.etag.to_str().unwrap_or_default().trim_matches('"');
            Some(Encoded { bytes: Bytes::from(bytes), etag: etag(plain, "-gzip") })
        };
        self.gzip.get_or_init(encode).clone()
    }
}

/// The tag of what has this hash, in no encoding.
fn plain_etag(sha256: &str) -> HeaderValue {
    // Half of the hash is more than enough to tell two versions apart.
    etag(sha256.get(..32).unwrap_or(sha256), "")
}

fn etag(hash: &str, encoding: &str) -> HeaderValue {
    header(&format!("\"{hash}{encoding}\""))
}

/// Text of ours, which is ASCII, as the value of a header.
fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

/// A site as it was at one time.
pub(super) struct ServedSite {
    resources: HashMap<String, Arc<Resource>>,
    base_url: Option<BaseUrl>,
    /// The path of that address, under which a proxy may ask, with a slash at both ends.
    pub(super) base_path: String,
    events: Arc<EncodedFeed>,
    /// What filters may name: the names of the list, and those that it once had.
    names: Names,
    stamps: Stamps,
    /// The time of the list.
    pub(super) time: Stamp,
    /// When the bytes of the site last changed.
    modified: SystemTime,
    queries: Mutex<Queries>,
}

impl ServedSite {
    /// `time` is that of the list; `modified`, from when on what has changed counts as changed. A page that is as it was
    /// keeps the time of its last change.
    pub(super) fn new(
        site: Site,
        names: Names,
        time: Stamp,
        modified: SystemTime,
        before: Option<&ServedSite>,
    ) -> ServedSite {
        // A change must be later than what it changed, whatever the clock says: HTTP tells times by the second.
        let modified = modified.clamp(SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + MAX_HTTP_TIME);
        let modified = match before.map(|before| before.modified + Duration::from_secs(1)) {
            Some(later) if later > modified => later,
            _ => modified,
        };
        let feed_name = site.events.feed().name.clone().unwrap_or_default();
        let mut resources = HashMap::new();
        for file in site.files() {
            let old = before.and_then(|before| before.resources.get(&file.path));
            let same = old.filter(|old| old.etag == plain_etag(&file.sha256));
            let resource = match same {
                // A feed that has not changed shares the events of the new site, or those of the old one would stay.
                Some(same) if !same.is_feed() => Arc::clone(same),
                _ => {
                    // Under whatever name it was published, the feed of all is saved under the name that the list has now.
                    let named = if file.kind == Some(FeedKind::Alias) { "all.ics" } else { &file.path };
                    let name = file.kind.map(|_| file_name(&feed_name, named));
                    let content = match file.kind {
                        Some(_) => Content::Feed(Arc::clone(file)),
                        None => Content::Bytes(Bytes::from(file.bytes())),
                    };
                    let modified = same.map_or(modified, |same| same.modified);
                    Arc::new(Resource::new(file.media_type, content, &file.sha256, modified, name.as_deref()))
                }
            };
            resources.insert(file.path.clone(), resource);
        }
        // Paths are compared as they are meant, not as they are encoded.
        let base_path = site.base_url.as_ref().map_or("/", BaseUrl::path);
        let base_path = percent_decode_str(base_path).decode_utf8_lossy().into_owned();
        ServedSite {
            resources,
            base_path,
            stamps: site.stamps(),
            base_url: site.base_url,
            events: site.events,
            names,
            time,
            modified,
            queries: Mutex::default(),
        }
    }

    /// What is under a path, which has no slash in front.
    pub(super) fn get(&self, path: &str) -> Option<&Arc<Resource>> {
        self.resources.get(if path.is_empty() { "index.html" } else { path })
    }

    pub(super) fn not_found(&self) -> Option<&Arc<Resource>> {
        self.resources.get(NOT_FOUND)
    }

    /// Every path that there is.
    #[cfg(test)]
    pub(super) fn paths(&self) -> impl Iterator<Item = &String> {
        self.resources.keys()
    }

    /// What filters may name.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// How many queries are remembered.
    #[cfg(test)]
    pub(super) fn remembered(&self) -> usize {
        self.lock().known.len()
    }

    pub(super) fn conferences(&self) -> usize {
        self.events.feed().conferences.len()
    }

    /// The feed of a query, if it was asked for lately.
    pub(super) fn known(&self, query: &Query, hour: DateTime<Utc>) -> Option<Arc<Resource>> {
        self.lock().get(query, hour)
    }

    /// Makes the feed of a query. Takes its time.
    pub(super) fn make(&self, query: &Query, hour: DateTime<Utc>) -> Result<FeedOnDemand, FilterError> {
        let filter = Filter::parse(query.pairs(), &self.names, hour)?;
        let label = filter.to_string();
        let name = self.events.feed().name.as_deref().unwrap_or("Conferences");
        let name = if label.is_empty() { name.to_owned() } else { format!("{name}: {label}") };
        let file = file_name(&name, "all.ics");
        let source = self.base_url.as_ref().map(|base| base.join(&format!("feed.ics?{}", query.text)));
        let mut calendar = self.events.calendar(&filter, Some(&name), source.as_deref());
        calendar.revise_as_part(&self.stamps);
        let bytes = calendar.to_bytes();
        let sha256 = sha256(&bytes);
        Ok(FeedOnDemand { bytes, sha256, file })
    }

    /// Remembers the feed of a query, as long as there is room. `bytes` are those of `made`.
    pub(super) fn remember(
        &self,
        query: &Query,
        hour: DateTime<Utc>,
        made: &FeedOnDemand,
        bytes: Bytes,
    ) -> Arc<Resource> {
        // With `today` it may have changed with the hour.
        let modified = if query.is_relative() { self.modified.max(SystemTime::from(hour)) } else { self.modified };
        let resource =
            Arc::new(Resource::new(CALENDAR, Content::Bytes(bytes), &made.sha256, modified, Some(&made.file)));
        self.lock().put(query, hour, &resource);
        resource
    }

    /// Forgets the query of this kind that was longest not asked for; whether there was one.
    pub(super) fn forget(&self, frequency: Frequency, hour: DateTime<Utc>) -> bool {
        self.lock().forget(frequency, hour)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Queries> {
        self.queries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A feed on demand that nobody has asked for before.
pub(super) struct FeedOnDemand {
    pub(super) bytes: Vec<u8>,
    sha256: String,
    /// The name that it is saved under.
    file: String,
}

/// The name that a feed is saved under, and that Thunderbird shows: that of the list, and what the feed has of it.
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

/// The filters of a query in one order, each value once: what asks for the same is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query {
    filters: Vec<(String, String)>,
    /// The same as it stands in an address.
    text: String,
}

impl Query {
    /// Reads what stands behind the question mark, for a list with these names. `None` if it has more than
    /// [`MAX_QUERY_VALUES`].
    pub(super) fn parse(query: &str, names: &Names) -> Option<Query> {
        let order = |word: &str| Filter::KEYS.iter().position(|known| known.name == word);
        let mut filters: Vec<(String, String)> = Vec::new();
        let raw = query.split('&').filter(|raw| !raw.is_empty());
        for (raw, (word, value)) in
            raw.zip(form_urlencoded::parse(query.as_bytes())).filter(|(_, (word, _))| !is_added(word))
        {
            match &*word {
                // The plus sign of `today+30d` means a blank in an address; a date has none.
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

    /// Whether its feed depends on the time.
    fn is_relative(&self) -> bool {
        self.filters.iter().any(|(word, value)| matches!(word.as_str(), "from" | "until") && value.starts_with("today"))
    }

    /// Itself as it is in this hour, if it depends on that.
    fn at(&self, hour: DateTime<Utc>) -> (String, Option<DateTime<Utc>>) {
        (self.text.clone(), self.is_relative().then_some(hour))
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.filters.iter().map(|(word, value)| (word.as_str(), value.as_str()))
    }
}

/// A value in which a plus sign, which means a blank in an address, may mean itself: where that names something, and where
/// nobody would write a blank, as at the end of `C++`.
fn with_pluses(raw: &str, word: &str, value: &str, names: &Names) -> String {
    let literal = raw.replace('+', "%2B");
    let literal = form_urlencoded::parse(literal.as_bytes()).next().map(|(_, value)| value).unwrap_or_default();
    let mut values = Filter::key(word).into_iter().flat_map(|key| key.values(&literal));
    let mut are_names = || values.all(|value| names.contains(word, value));
    let has_odd_blanks = value.trim() != value || value.contains("  ");
    let means_itself = literal != value && (has_odd_blanks || are_names());
    if means_itself { literal.trim().to_owned() } else { value.trim().to_owned() }
}

/// Whether a parameter is one that mailers and social networks add to every address that goes through them.
fn is_added(word: &str) -> bool {
    word.starts_with("utm_") || matches!(word, "fbclid" | "gclid" | "mc_cid" | "mc_eid")
}

/// The feeds that were asked for last. How large they may be together is for the budget to say.
#[derive(Default)]
struct Queries {
    known: HashMap<QueryKey, Remembered>,
    /// Counts the questions, to know what was asked for last.
    asked: u64,
}

/// A query as it stands in an address, and the hour if its feed depends on that.
type QueryKey = (String, Option<DateTime<Utc>>);

struct Remembered {
    resource: Arc<Resource>,
    /// The number of the last question for it, and its hour.
    last: (u64, DateTime<Utc>),
    is_repeated: bool,
}

/// How often a query was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Frequency {
    /// Once, or not within a day. Whoever asks ever new queries makes these only.
    Once,
    /// Again and again, as by calendar programs.
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
