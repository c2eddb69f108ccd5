//! The site of the lists, and that as a folder of files.
//!
//! `feeds.json` in the folder says what the last build wrote. A file that is in the site no more is removed if it still is
//! what that build wrote; what anyone else put there stays.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail};
use confcal::{Diagnostic, Names, Page, Site, Surroundings};
use serde::Deserialize;

use crate::files::{self, Lists};
use crate::{args, report};

/// What the last build wrote is in here.
const MANIFEST: &str = "feeds.json";

/// By this line a page is known to be of a site.
const GENERATOR: &str = "<meta name=\"generator\" content=\"confcal\">";

/// That line is among the first of a page, whose other lines may be many.
const HEAD: u64 = 1 << 16;

/// The site of some lists.
pub(crate) struct Made {
    pub(crate) site: Site,
    /// Its address, with a slash at its end.
    pub(crate) base: Option<String>,
    /// The names that filters may say: all those of the lists, whatever of them is in the site.
    pub(crate) names: Names,
}

/// Makes the site of the lists, and has `say` tell what is the matter with them; `None` if that stops it. What is
/// published already, and which of it is kept, is as in [`Surroundings`].
pub(crate) fn make(
    args: &args::Site,
    lists: &Lists,
    previous: &dyn Fn(&str) -> Option<Vec<u8>>,
    kept: &[String],
    say: impl Fn(&[Diagnostic]) -> Result<()>,
) -> Result<Option<Made>> {
    let (feed, mut diagnostics) = confcal::read_without_hints(&lists.sources);
    let Some(feed) = feed.filter(|_| !report::stops(&diagnostics, args.strict)) else {
        say(&diagnostics)?;
        return Ok(None);
    };
    let (names, today) = (Names::of(&feed), files::today()?);
    let feed = args.contents.choose(feed, today)?;
    if feed.conferences.is_empty() && !args.allow_empty {
        say(&diagnostics)?;
        bail!("there is no event for the site; `--allow-empty` makes it all the same");
    }
    let base_url = args.base_url.clone().or_else(|| feed.url.as_deref().map(str::to_owned));
    let made_for = Surroundings { base_url: base_url.as_deref(), time: lists.stamp(), today, previous, kept };
    let (site, base) = (confcal::site(feed, &made_for), made_for.base());
    diagnostics.extend_from_slice(&site.diagnostics);
    say(&diagnostics)?;
    Ok((!report::stops(&diagnostics, args.strict)).then_some(Made { site, base, names }))
}

pub(crate) struct Folder {
    path: PathBuf,
    /// Whether no file of it has to be looked for, because it is not there yet.
    is_new: bool,
    /// What the last build wrote, and the SHA-256 of it.
    written: BTreeMap<String, String>,
}

impl Folder {
    /// The folder, which need not be there yet. One whose page is somebody else's is refused.
    pub(crate) fn open(path: &Path) -> Result<Folder> {
        if path.exists() && !path.is_dir() {
            bail!("{} is no folder; a site is a folder of files", path.display());
        }
        let page = path.join("index.html");
        if head(&page).is_some_and(|head| !String::from_utf8_lossy(&head).contains(GENERATOR)) {
            bail!("{} is not of confcal, and would be lost: choose another folder, or remove it", page.display());
        }
        let manifest = fs::read_to_string(path.join(MANIFEST)).unwrap_or_default();
        Ok(Folder { path: path.to_owned(), is_new: !path.exists(), written: written(&manifest) })
    }

    /// A file of the folder as it is now.
    pub(crate) fn read(&self, path: &str) -> Option<Vec<u8>> {
        if self.is_new {
            return None;
        }
        fs::read(self.path.join(path)).ok()
    }

    /// The paths of what the last build wrote.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &String> {
        self.written.keys()
    }

    /// When the site last changed, as far as a build wrote it.
    pub(crate) fn changed(&self) -> Option<SystemTime> {
        fs::metadata(self.path.join(MANIFEST)).and_then(|metadata| metadata.modified()).ok()
    }

    /// Writes a file that is no part of the site.
    pub(crate) fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        files::write(&self.path.join(path), bytes)
    }

    /// Makes the folder hold the site: file by file, each whole, what is the same untouched.
    pub(crate) fn write(&mut self, site: &Site) -> Result<()> {
        // What is published already was read a moment ago.
        for path in site.paths().filter(|path| *path != MANIFEST && !site.is_published(path)) {
            self.write_page(path, site)?;
        }
        let gone = self.written.iter().filter(|(path, _)| site.sha256(path).is_none());
        for (path, sha256) in gone {
            self.remove(path, sha256)?;
        }
        // Last, so that a build that is cut short has not forgotten what to remove.
        self.write_page(MANIFEST, site)?;
        self.is_new = false;
        let files = site.paths().filter(|path| *path != MANIFEST);
        self.written = files.filter_map(|path| Some((path.to_owned(), site.sha256(path)?.to_owned()))).collect();
        Ok(())
    }

    fn write_page(&self, path: &str, site: &Site) -> Result<()> {
        let file = self.path.join(path);
        let is_missing = || fs::symlink_metadata(&file).is_err_and(|error| error.kind() == ErrorKind::NotFound);
        if self.is_new || is_missing() {
            return files::create(&file, |out| {
                let mut written = Ok(());
                site.pieces(path, |piece| {
                    if written.is_ok() {
                        written = out.write_all(piece);
                    }
                });
                written
            });
        }
        site.page(path).map_or(Ok(()), |page| files::write(&file, &page.bytes))
    }

    fn remove(&self, path: &str, sha256: &str) -> Result<()> {
        let file = self.path.join(path);
        let is_ours =
            fs::read(&file).is_ok_and(|bytes| Page { media_type: "", bytes: bytes.into() }.sha256() == sha256);
        if !is_ours {
            return Ok(());
        }
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot remove {}", file.display()));
            }
            _ => {}
        }
        // A folder that still holds something stays.
        if let Some(folder) = file.parent().filter(|folder| *folder != self.path) {
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }
}

/// What a page begins with.
fn head(page: &Path) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    File::open(page).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    Some(head)
}

/// Of a manifest, what says what was written.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Manifest {
    feeds: Vec<Written>,
    files: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Written {
    path: String,
    sha256: String,
}

/// The paths and hashes of a manifest, without those that would lead out of the folder.
fn written(manifest: &str) -> BTreeMap<String, String> {
    let Manifest { feeds, files } = serde_json::from_str(manifest).unwrap_or_default();
    let feeds = feeds.into_iter().map(|feed| (feed.path, feed.sha256));
    let is_inside = |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    feeds.chain(files).filter(|(path, _)| is_inside(path)).collect()
}
