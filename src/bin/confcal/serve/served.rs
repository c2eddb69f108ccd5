//! The resources of a site: its files, and feeds on demand.
//!
//! Comes in: a [`Site`] of the library. Goes out: for a path or a query, a [`Resource`] with its content and all metadata for
//! HTTP. Knows no request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use arcstr::ArcStr;
use chrono::{DateTime, Utc};
use confcal::{BaseUrl, Filter, Names, Site, SiteFile, Stamp, sha256};
use hyper::body::Bytes;
use percent_encoding::percent_decode_str;

use super::body::Content;
use super::queries::{Frequency, Queries, Query};
use super::resource::{CALENDAR, KnownVersion, MAX_HTTP_TIME, Resource, file_name};

/// The page for unknown addresses.
pub(super) const NOT_FOUND: &str = "404.html";

/// A file of the site, whose resource is made when it is first asked for: to make all takes seconds for a long list.
struct ServedFile {
    file: Arc<SiteFile>,
    resource: OnceLock<Arc<Resource>>,
    /// The last version of it that was asked for.
    before: Option<KnownVersion>,
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

/// A version of the site as it is served.
pub(super) struct ServedSite {
    site: Site,
    files: HashMap<ArcStr, ServedFile>,
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
        if is_folder { self.files.get(format!("{path}index.html").as_str()) } else { self.files.get(path) }
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
        Some(served.resource.get_or_init(|| {
            Arc::new(Resource::of_file(&served.file, served.before.as_ref(), feed_name, self.modified))
        }))
    }

    /// The paths of all resources.
    #[cfg(test)]
    pub(super) fn paths(&self) -> impl Iterator<Item = &ArcStr> {
        self.files.keys()
    }

    /// The names for filters.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// The number of cached queries.
    #[cfg(test)]
    pub(super) fn remembered(&self) -> usize {
        self.lock().len()
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
        let mut resource = Resource::new(CALENDAR, Content::Bytes(bytes), &made.sha256, modified, Some(&made.file));
        resource.is_on_demand = true;
        let resource = Arc::new(resource);
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
