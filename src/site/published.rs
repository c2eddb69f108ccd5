//! The site as it is published: files that are read, or a site in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use arcstr::ArcStr;

use super::file::{SiteFile, sha256};
use super::manifest::{MANIFEST, Manifest, PublishedFeed};
use super::since::{CONFERENCES, Since};
use crate::calendar::EncodedFeed;

/// A published site, which the next one continues.
pub(super) struct Published<'s> {
    /// Its feeds. The digests of a site in memory are left out, because to compute them takes as long as to make the site.
    pub(super) manifest: Manifest,
    files: Files<'s>,
}

enum Files<'s> {
    Read(&'s dyn Fn(&str) -> Option<Vec<u8>>),
    Held(HeldSite<'s>),
}

/// A site in memory.
#[derive(Clone, Copy)]
pub(super) struct HeldSite<'s> {
    pub(super) events: &'s EncodedFeed,
    pub(super) files: &'s BTreeMap<ArcStr, Arc<SiteFile>>,
    pub(super) since: &'s Since,
}

impl<'s> Published<'s> {
    /// A site whose files are read.
    pub(super) fn read_by(read: &'s dyn Fn(&str) -> Option<Vec<u8>>) -> Published<'s> {
        let manifest = read(MANIFEST).and_then(|json| Manifest::read(&json)).unwrap_or_default();
        Published { manifest, files: Files::Read(read) }
    }

    /// A site in memory with these feeds.
    pub(super) fn held(feeds: Vec<PublishedFeed>, site: HeldSite<'s>) -> Published<'s> {
        Published { manifest: Manifest::of_feeds(feeds), files: Files::Held(site) }
    }

    fn site(&self) -> Option<HeldSite<'s>> {
        match self.files {
            Files::Read(_) => None,
            Files::Held(site) => Some(site),
        }
    }

    /// The events of a site in memory.
    pub(super) fn events(&self) -> Option<&'s EncodedFeed> {
        self.site().map(|site| site.events)
    }

    /// Reads the file at a path. Those of a site in memory are not read.
    pub(super) fn read(&self, path: &str) -> Option<Vec<u8>> {
        match self.files {
            Files::Read(read) => read(path),
            Files::Held(_) => None,
        }
    }

    /// The file at a path of a site in memory.
    pub(super) fn file(&self, path: &str) -> Option<&'s SiteFile> {
        self.site()?.files.get(path).map(AsRef::as_ref)
    }

    /// The times of its conferences and deadlines.
    pub(super) fn since(&self) -> Cow<'s, Since> {
        match self.site() {
            Some(site) => Cow::Borrowed(site.since),
            None => Cow::Owned(self.read(CONFERENCES).map(|json| Since::read(&json)).unwrap_or_default()),
        }
    }

    /// True if there is a file at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.file(path).is_some() || self.read(path).is_some()
    }

    /// False if the folder has a file of its keeper's at a path, which stays.
    pub(super) fn is_free(&self, path: &str) -> bool {
        match self.files {
            Files::Read(read) => {
                let own = || self.manifest.files().find(|(own, _)| own.as_str() == path).map(|(_, sha256)| sha256);
                read(path).is_none_or(|bytes| own().is_some_and(|own| own == sha256(&bytes)))
            }
            Files::Held(site) => site.files.contains_key(path),
        }
    }
}
