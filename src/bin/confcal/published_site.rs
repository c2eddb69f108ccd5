//! A published site in a folder. It is only read, neither locked nor cleaned.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use confcal::{BaseUrl, Manifest, SitePath};

use crate::build_site::ALL;
use crate::directory::{Directory, EntryKind};
use crate::folder::{MANIFEST, not_a_folder, open_folder};

/// A published site, to compare the list with.
pub(crate) struct PublishedSite {
    path: PathBuf,
    root: Directory,
    pub(crate) manifest: Manifest,
}

impl PublishedSite {
    /// Opens the site in a folder; a missing feed is an error.
    pub(crate) fn open(path: &Path) -> Result<PublishedSite> {
        let name = path.display();
        let root = Directory::open(path).with_context(|| format!("cannot open the folder {name}"))?;
        let mut site = PublishedSite { path: path.to_owned(), root, manifest: Manifest::default() };
        let own = |path: &str| path.parse::<SitePath>().map_err(|error| anyhow!("{name}: {error}"));
        if site.root.kind(OsStr::new(MANIFEST)).is_ok_and(|kind| kind.is_none()) {
            bail!("there is no {MANIFEST} in {name}: name a folder that `confcal build` wrote, or a feed");
        }
        let json = site.file(&own(MANIFEST)?)?;
        let Some(manifest) = Manifest::read(&json) else {
            bail!("{} is not of a site of confcal; build the site again, or fetch it again", site.shown(MANIFEST))
        };
        for path in [own(ALL)?].iter().chain(manifest.feeds.iter().map(|feed| &feed.path)) {
            site.file(path)?;
        }
        site.manifest = manifest;
        Ok(site)
    }

    /// The path of its feed of everything.
    pub(crate) fn all(&self) -> PathBuf {
        self.path.join(ALL)
    }

    /// Reads a file of the site.
    pub(crate) fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.file(&path.parse().ok()?).ok()
    }

    /// The address that it was built for.
    pub(crate) fn base_url(&self) -> Result<Option<BaseUrl>> {
        let url = self.manifest.base_url.as_deref().map(str::parse).transpose();
        url.with_context(|| format!("`base_url` in {} cannot be used", self.shown(MANIFEST)))
    }

    fn shown(&self, path: &str) -> String {
        self.path.join(path).display().to_string()
    }

    fn file(&self, path: &SitePath) -> Result<Vec<u8>> {
        let (shown, (folder, name)) = (self.shown(path.as_str()), path.split());
        let cannot = || format!("cannot read {shown}");
        let no_file = |path: &str, kind: EntryKind| anyhow!("{path} is {}, which a site does not have", kind.name());
        if let Some((at, kind)) = not_a_folder(&self.root, folder).with_context(cannot)? {
            return Err(no_file(&self.shown(at), kind));
        }
        let missing =
            || anyhow!("{shown} is missing, though {MANIFEST} names it; build the site again, or fetch all of it");
        let folder = match open_folder(&self.root, folder, false) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(missing()),
            folder => folder.with_context(cannot)?,
        };
        match folder.kind(OsStr::new(name)).with_context(cannot)? {
            Some(EntryKind::File) => folder.read(OsStr::new(name)).with_context(cannot),
            Some(kind) => Err(no_file(&shown, kind)),
            None => Err(missing()),
        }
    }
}
