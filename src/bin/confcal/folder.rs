//! The folder of a site.
//!
//! `feeds.json` in the folder lists the files of the last build, and `.building.json` those that a running or killed build is
//! about to write. No other file is replaced or removed, and no link in the folder is followed.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result, anyhow, bail};
use confcal::{Manifest, Site, SiteFile, SitePath};
use serde::Deserialize;

use crate::directory::{Directory, EntryKind};

/// The list of the files of the last build.
pub(crate) const MANIFEST: &str = "feeds.json";

/// The SHA-256 of the files that are about to be written, by path, and of those that earlier builds may have written before
/// they were killed. It exists only until `feeds.json` lists the files.
const JOURNAL: &str = ".building.json";

/// The most octets of files that are held until the journal has them.
const MAX_BATCH_OCTETS: usize = 8 << 20;

/// The most files in the way that a message names after the first.
const MAX_NAMED_FILES: usize = 3;

/// The files of its folder that a build may replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Replaces {
    /// Feeds and JSON of the last build, which the new one continues, and other files that have not changed since.
    Unchanged,
    /// The files of the last build, even if they have changed: a server has to start after a loss of power.
    Written,
    /// Any file.
    Anything,
}

/// The digests of a file in the journal.
#[derive(Deserialize)]
#[serde(untagged)]
enum Digests {
    One(String),
    Several(BTreeSet<String>),
}

impl From<Digests> for BTreeSet<String> {
    fn from(digests: Digests) -> BTreeSet<String> {
        match digests {
            Digests::One(digest) => BTreeSet::from([digest]),
            Digests::Several(digests) => digests,
        }
    }
}

/// The folder of a site. It is locked for as long as it is open.
pub(crate) struct Folder {
    path: PathBuf,
    /// `None` if it does not exist yet.
    root: Option<Directory>,
    replaces: Replaces,
    /// The SHA-256 of the files of the last build, and of those that builds may have written since.
    written: BTreeMap<SitePath, Vec<String>>,
    /// The latter alone.
    journal: BTreeMap<SitePath, BTreeSet<String>>,
    /// True if the last build could not be written, so that the folder may lack files that are published by a server.
    is_behind: bool,
}

/// The numbers of files that a build wrote and removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WriteSummary {
    /// The number of files of the site.
    pub(crate) files: usize,
    pub(crate) new: usize,
    pub(crate) changed: usize,
    pub(crate) removed: usize,
}

/// The state of the path of a file of the site.
enum PathState {
    /// It holds the same bytes.
    Same,
    Nothing,
    /// It holds a file that may be replaced.
    Replaceable,
    /// It holds an entry that may not be replaced: of this kind, or a file.
    InTheWay(Option<EntryKind>),
}

impl Folder {
    /// Opens the folder, which need not exist yet.
    pub(crate) fn open(path: &Path, replaces: Replaces) -> Result<Folder> {
        let name = path.display();
        if path.exists() && !path.is_dir() {
            bail!("{name} is not a folder; a site is a folder of files");
        }
        let is_root = fs::canonicalize(path).is_ok_and(|path| path.parent().is_none());
        if is_root && replaces != Replaces::Anything {
            bail!("{name} is the root of the file system; name a folder of its own for the site");
        }
        let mut folder = Folder {
            path: path.to_owned(),
            root: None,
            replaces,
            written: BTreeMap::new(),
            journal: BTreeMap::new(),
            is_behind: false,
        };
        if path.exists() {
            folder.lock(Directory::open(path).with_context(|| format!("cannot open the folder {name}"))?)?;
            folder.read_written()?;
        }
        Ok(folder)
    }

    fn lock(&mut self, root: Directory) -> Result<&Directory> {
        if !root.lock() {
            bail!("another confcal writes to {}; wait until it is done, or name another folder", self.path.display());
        }
        Ok(self.root.insert(root))
    }

    /// Reads which files builds have written.
    fn read_written(&mut self) -> Result<()> {
        let manifest = self.read_own(MANIFEST)?.map(|json| Manifest::read(&json));
        if manifest == Some(None) && self.replaces != Replaces::Anything {
            let name = self.path.join(MANIFEST);
            bail!("{} is not of a site of confcal and would be lost{}", name.display(), self.way_out());
        }
        let manifest = manifest.flatten().unwrap_or_default();
        let journal = self.read_own(JOURNAL)?.and_then(|json| serde_json::from_slice(&json).ok());
        let journal: BTreeMap<String, Digests> = journal.unwrap_or_default();
        let journal = journal.into_iter().filter_map(|(path, digests)| Some((path.parse().ok()?, digests.into())));
        self.journal = journal.collect();
        for (path, sha256) in manifest.files() {
            self.written.entry(path.clone()).or_default().push(sha256.to_owned());
        }
        self.note_journal();
        Ok(())
    }

    /// Notes the files of the journal among those that builds have written.
    fn note_journal(&mut self) {
        for (path, digests) in &self.journal {
            self.written.entry(path.clone()).or_default().extend(digests.iter().cloned());
        }
    }

    /// Reads a file of confcal's own; `None` if it is missing or empty.
    fn read_own(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let (Some(root), file) = (&self.root, OsStr::new(name)) else { return Ok(None) };
        let shown = self.path.join(name);
        match root.kind(file).with_context(|| format!("cannot read {}", shown.display()))? {
            None => Ok(None),
            Some(EntryKind::File) => {
                let bytes = root.read(file).with_context(|| format!("cannot read {}", shown.display()))?;
                Ok((!bytes.is_empty()).then_some(bytes))
            }
            Some(EntryKind::Link | EntryKind::Special) if self.replaces == Replaces::Anything => Ok(None),
            Some(kind) => bail!("{} is {}, and not a file{}", shown.display(), kind.name(), self.way_out()),
        }
    }

    /// The advice about a file in the way.
    fn way_out(&self) -> &'static str {
        match self.replaces {
            Replaces::Unchanged => "; move it away, name another folder, or replace it with `--force`",
            Replaces::Written | Replaces::Anything => "; move it away, or name another folder",
        }
    }

    /// Reads a file of the folder.
    pub(crate) fn read(&self, path: &str) -> Option<Vec<u8>> {
        let path: SitePath = path.parse().ok()?;
        let folder = open_folder(self.root.as_ref()?, path.split().0, false).ok()?;
        folder.read(OsStr::new(path.split().1)).ok()
    }

    /// The time at which a build last changed the site.
    pub(crate) fn changed(&self) -> Option<SystemTime> {
        self.root.as_ref()?.file(OsStr::new(MANIFEST)).and_then(|file| file.metadata()?.modified()).ok()
    }

    /// Writes a file of confcal's own unless it is unchanged; returns true if it was written.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> Result<bool> {
        let Some(root) = &self.root else { return Ok(false) };
        if root.read(OsStr::new(name)).is_ok_and(|old| old == bytes) {
            return Ok(false);
        }
        let written = root.put(OsStr::new(name), true, |out| out.write_all(bytes));
        written.with_context(|| format!("cannot write {}", self.path.join(name).display()))?;
        Ok(true)
    }

    /// Writes the site to the folder, each file whole or not at all, and leaves unchanged files alone. A file in the way is an
    /// error before anything is written.
    pub(crate) fn write(&mut self, site: &Site) -> Result<WriteSummary> {
        let written = self.write_site(site);
        self.is_behind = written.is_err();
        if self.is_behind {
            // They are there, as far as it came.
            self.note_journal();
        }
        written
    }

    fn write_site(&mut self, site: &Site) -> Result<WriteSummary> {
        if self.root.is_none() {
            let root = Directory::make(&self.path);
            self.lock(root.with_context(|| format!("cannot make the folder {}", self.path.display()))?)?;
        }
        let Some(root) = &self.root else { return Ok(WriteSummary::default()) };
        let files = site.files().filter(|file| file.path != MANIFEST).map(|file| {
            let path = file.path.parse();
            let path: SitePath =
                path.map_err(|error| anyhow!("{:?} cannot be the path of a file of a site: {error}", file.path))?;
            Ok((path, file.as_ref()))
        });
        let files: BTreeMap<SitePath, &SiteFile> = files.collect::<Result<_>>()?;
        self.clean(root, &files);
        let (changed, new) = self.changed_files(root, &files)?;
        let mut written = WriteSummary { files: files.len(), new, changed: changed.len() - new, removed: 0 };
        let gone: Vec<_> = self.written.iter().filter(|(path, _)| !files.contains_key(*path)).collect();
        let mut journal = std::mem::take(&mut self.journal);
        let is_written = self.write_files(root, &changed, &mut journal);
        self.journal = journal;
        is_written?;
        for (path, sha256) in gone {
            written.removed += usize::from(self.remove(root, path, sha256)?);
        }
        // Last, so that the next build after a killed one still knows which files to remove.
        if let Some(manifest) = site.file(MANIFEST) {
            let is_there = root.kind(OsStr::new(MANIFEST)).is_ok_and(|kind| kind.is_some());
            let is_put = self.put(MANIFEST, &manifest.bytes())?;
            written.files += 1;
            written.new += usize::from(!is_there);
            written.changed += usize::from(is_there && is_put);
        }
        if root.kind(OsStr::new(JOURNAL)).is_ok_and(|kind| kind.is_some()) {
            let removed = root.remove(OsStr::new(JOURNAL));
            removed.with_context(|| format!("cannot remove {}", self.path.join(JOURNAL).display()))?;
        }
        self.journal.clear();
        self.written = files.into_iter().map(|(path, file)| (path, vec![file.sha256().to_owned()])).collect();
        Ok(written)
    }

    /// Removes the temporary files of killed builds.
    fn clean(&self, root: &Directory, files: &BTreeMap<SitePath, &SiteFile>) {
        let folders: BTreeSet<_> = files.keys().chain(self.written.keys()).map(|path| path.split().0).collect();
        for folder in folders {
            let _ = open_folder(root, folder, false).map(|folder| folder.clean());
        }
        root.clean();
    }

    /// The files that differ from the folder's, and the number of those that are missing.
    fn changed_files<'f>(
        &self,
        root: &Directory,
        files: &'f BTreeMap<SitePath, &'f SiteFile>,
    ) -> Result<(Vec<(&'f SitePath, &'f SiteFile)>, usize)> {
        let (mut changed, mut new, mut in_the_way) = (Vec::new(), 0, Vec::new());
        // Unchanged feeds were compared when the site was made.
        for (path, file) in files.iter().filter(|(_, file)| self.is_behind || !file.is_published) {
            match self.found(root, path, file)? {
                PathState::Same => {}
                PathState::Nothing => {
                    changed.push((path, *file));
                    new += 1;
                }
                PathState::Replaceable => changed.push((path, *file)),
                PathState::InTheWay(kind) => in_the_way.push((path, kind)),
            }
        }
        let Some((first, kind)) = in_the_way.first() else { return Ok((changed, new)) };
        let name = self.path.join(first.as_str());
        let what = match kind {
            Some(kind) => format!("{} is {}, which a site does not write to", name.display(), kind.name()),
            None => format!("{} is not of the last build and would be lost", name.display()),
        };
        let others: Vec<_> = in_the_way.iter().skip(1).take(MAX_NAMED_FILES).map(|(path, _)| path.as_str()).collect();
        let rest = match in_the_way.len() - 1 - others.len() {
            0 => String::new(),
            rest => format!(" and {rest} more"),
        };
        let others =
            if others.is_empty() { String::new() } else { format!(" (and so are {}{rest})", others.join(", ")) };
        bail!("{what}{others}{}", self.way_out())
    }

    /// The state of the path of a file.
    fn found(&self, root: &Directory, path: &SitePath, file: &SiteFile) -> Result<PathState> {
        let shown = || format!("cannot read {}", self.path.join(path.as_str()).display());
        let (folder, name) = (path.split().0, OsStr::new(path.split().1));
        let folder = match open_folder(root, folder, false) {
            Ok(folder) => folder,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(PathState::Nothing),
            Err(error) => {
                let Some((at, kind)) = not_a_folder(root, folder).with_context(shown)? else {
                    return Err(error).with_context(shown);
                };
                let (name, kind) = (self.path.join(at), kind.name());
                bail!("{} is {kind}, and not a folder that a site could have files in; move it away", name.display());
            }
        };
        let is_forced = self.replaces == Replaces::Anything;
        match folder.kind(name).with_context(shown)? {
            None => return Ok(PathState::Nothing),
            Some(EntryKind::Folder) => bail!("{} is a folder; move it away", self.path.join(path.as_str()).display()),
            Some(EntryKind::File) => {}
            Some(_) if is_forced => return Ok(PathState::Replaceable),
            Some(kind) => return Ok(PathState::InTheWay(Some(kind))),
        }
        let bytes = match folder.read(name) {
            Err(_) if is_forced => return Ok(PathState::Replaceable),
            bytes => bytes.with_context(shown)?,
        };
        if is_page_on_read(file) && file.digested_bytes() == bytes {
            return Ok(PathState::Same);
        }
        let found = confcal::sha256(&bytes);
        if found == file.sha256() {
            return Ok(PathState::Same);
        }
        let is_data = path.as_str().ends_with(".ics") || path.as_str().ends_with(".json");
        let is_replaced =
            |written: &Vec<String>| is_data || self.replaces == Replaces::Written || written.contains(&found);
        let is_ours = is_forced || bytes.is_empty() || self.written.get(path).is_some_and(is_replaced);
        Ok(if is_ours { PathState::Replaceable } else { PathState::InTheWay(None) })
    }

    /// Writes the files in batches. Before each, the journal gets its files, so that the next build after a killed one knows
    /// every file that may have been written.
    fn write_files(
        &self,
        root: &Directory,
        files: &[(&SitePath, &SiteFile)],
        journal: &mut BTreeMap<SitePath, BTreeSet<String>>,
    ) -> Result<()> {
        let (mut batch, mut octets) = (Vec::new(), 0);
        let mut rest = files.iter().peekable();
        while let Some((path, file)) = rest.next() {
            // Made once, for the journal and for the folder.
            let made = is_page_on_read(file).then(|| file.digested_bytes());
            octets += made.as_ref().map_or(0, Vec::len);
            journal.entry((*path).clone()).or_default().insert(file.sha256().to_owned());
            batch.push((*path, *file, made));
            if octets < MAX_BATCH_OCTETS && rest.peek().is_some() {
                continue;
            }
            let by_path: BTreeMap<_, _> = journal.iter().map(|(path, digests)| (path.as_str(), digests)).collect();
            self.put(JOURNAL, &serde_json::to_vec(&by_path)?)?;
            for (path, file, made) in batch.drain(..) {
                self.write_file(root, path, file, made.as_deref())?;
            }
            octets = 0;
        }
        Ok(())
    }

    /// Writes a file; `made` are its bytes if they are made already.
    fn write_file(&self, root: &Directory, path: &SitePath, file: &SiteFile, made: Option<&[u8]>) -> Result<()> {
        let write = || {
            let (folder, name) = (open_folder(root, path.split().0, true)?, OsStr::new(path.split().1));
            // Synced before the rename, or a crash could leave readers an incomplete file.
            let is_read = folder.kind(name)?.is_some();
            folder.put(name, is_read, |out| match made {
                Some(bytes) => out.write_all(bytes),
                None => file.write_to(out),
            })
        };
        write().with_context(|| format!("cannot write {}", self.path.join(path.as_str()).display()))
    }

    /// Removes a file that a build wrote, and the folders that are then empty; returns false if the file has changed since.
    fn remove(&self, root: &Directory, path: &SitePath, sha256: &[String]) -> Result<bool> {
        let (folder, name) = path.split();
        let Ok(opened) = open_folder(root, folder, false) else { return Ok(false) };
        let Ok(bytes) = opened.read(OsStr::new(name)) else { return Ok(false) };
        if !sha256.contains(&confcal::sha256(&bytes)) {
            return Ok(false);
        }
        let removed = opened.remove(OsStr::new(name));
        removed.with_context(|| format!("cannot remove {}", self.path.join(path.as_str()).display()))?;
        let mut folder = folder;
        while let Some(path) = folder {
            let (above, name) = path.rsplit_once('/').map_or((None, path), |(above, name)| (Some(above), name));
            let removed = open_folder(root, above, false).and_then(|above| above.remove_folder(OsStr::new(name)));
            folder = if removed.is_ok() { above } else { None };
        }
        Ok(true)
    }
}

/// True for a page that is made each time it is read. The JSON of a long list is made so too, but is too large to be held.
fn is_page_on_read(file: &SiteFile) -> bool {
    file.path.ends_with(".html") && file.as_bytes().is_none()
}

/// Opens a folder beneath another, component by component, and makes it if `make` is true.
pub(crate) fn open_folder(root: &Directory, path: Option<&str>, make: bool) -> io::Result<Directory> {
    let mut folder: Option<Directory> = None;
    for part in path.into_iter().flat_map(|path| path.split('/')) {
        let (above, part) = (folder.as_ref().unwrap_or(root), OsStr::new(part));
        folder = Some(if make { above.make_folder(part)? } else { above.folder(part)? });
    }
    folder.map_or_else(|| root.folder(OsStr::new(".")), Ok)
}

/// The shortest part of a path that exists and is not a folder, and its kind.
pub(crate) fn not_a_folder<'p>(root: &Directory, path: Option<&'p str>) -> io::Result<Option<(&'p str, EntryKind)>> {
    let Some(path) = path else { return Ok(None) };
    let mut folder = root.folder(OsStr::new("."))?;
    let mut end = 0;
    for part in path.split('/') {
        end += part.len();
        match folder.kind(OsStr::new(part))? {
            None => return Ok(None),
            Some(EntryKind::Folder) => folder = folder.folder(OsStr::new(part))?,
            Some(kind) => return Ok(Some((&path[..end], kind))),
        }
        end += 1;
    }
    Ok(None)
}
