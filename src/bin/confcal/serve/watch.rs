//! Rebuilds the site whenever the lists change.

use std::sync::Arc;
use std::thread;
use std::time::Instant;

use anyhow::Result;
use confcal::{Names, Site};

use super::State;
use super::changed::{LIST_POLL_INTERVAL, ListWatcher};
use super::log::Log;
use super::served::ServedSite;
use crate::args::Serve;
use crate::build_site::{self, ListContent, Published};
use crate::files::{self, Lists};
use crate::folder::{Folder, Replaces};

/// The file in the folder of `--state` with the names that the list once had.
const NAMES_FILE: &str = ".names.json";

/// Builds the site of the lists.
pub(super) struct SiteBuilder {
    args: Serve,
    folder: Option<Folder>,
    /// The names for filters that the list had when the server was last ended.
    names: Names,
    log: Arc<Log>,
}

impl SiteBuilder {
    pub(super) fn new(args: &Serve, log: Arc<Log>) -> Result<SiteBuilder> {
        let folder = args.state.as_deref().map(|path| Folder::open(path, Replaces::Written)).transpose()?;
        let kept = folder.as_ref().and_then(|folder| folder.read(NAMES_FILE));
        let names = kept.and_then(|names| serde_json::from_slice(&names).ok()).unwrap_or_default();
        Ok(SiteBuilder { args: args.clone(), folder, names, log })
    }

    /// Builds the site and logs the diagnostics of the lists; `None` if they stop it.
    pub(super) fn build(
        &mut self,
        lists: &Lists,
        content: ListContent,
        before: Option<&ServedSite>,
    ) -> Result<Option<ServedSite>> {
        let published =
            before.map_or(Published::Folder(self.folder.as_ref()), |before| Published::Served(before.site()));
        let say = |diagnostics: &[_]| self.log.diagnostics(diagnostics);
        let made = build_site::build_site(&self.args.site, lists, content, published, false, true, say)?;
        let Some((site, mut names)) = made else { return Ok(None) };
        names.add(before.map_or(&self.names, ServedSite::names));
        if before.is_none()
            && let Some(folder) = &mut self.folder
        {
            save(folder, &site, &names)?;
        }
        // A saved site has the time of its last change; without one, nobody knows what was served before.
        let kept = self.folder.as_ref().filter(|_| before.is_none()).and_then(Folder::changed);
        let modified = kept.unwrap_or(files::now()?.into());
        Ok(Some(ServedSite::new(site, names, lists.stamp(), modified, before)))
    }

    /// The folder of `--state`, which is not read any more once a site is served.
    pub(super) fn into_watching(mut self) -> (SiteBuilder, Option<Folder>) {
        let folder = self.folder.take();
        (self, folder)
    }
}

/// Saves a site and the names for filters for a restart.
pub(super) fn save(folder: &mut Folder, site: &Site, names: &Names) -> Result<()> {
    folder.write(site)?;
    folder.put(NAMES_FILE, &serde_json::to_vec(names)?)?;
    Ok(())
}

/// Watches the lists, for ever, and serves the site of every change. `lists` are the ones served now.
pub(super) fn watch(mut builder: SiteBuilder, state: &Arc<State>, mut lists: Lists) {
    let site = builder.args.site.clone();
    let named = &site.lists.lists;
    let mut files = ListWatcher::new(named, &lists);
    let mut hour = files::hour().ok();
    let began = Instant::now();
    loop {
        thread::sleep(LIST_POLL_INTERVAL);
        let mut content = None;
        let is_sound = |lists: &Lists| content.insert(ListContent::read(lists)).is_sound(&site);
        let read = files.look(began.elapsed(), || files::read_files(named), is_sound);
        let this_hour = files::hour().ok();
        // Views with `today` change with the hour.
        let is_new_hour = std::mem::replace(&mut hour, this_hour) != this_hour;
        if read.is_none() && !is_new_hour {
            continue;
        }
        let outcome = read.transpose().and_then(|read| {
            // Those of a list that is still being written are not the ones to build.
            let content = content.filter(|_| read.is_some());
            let is_same = read.as_ref().is_none_or(|read| read.sources == lists.sources);
            if let Some(read) = read {
                lists = read;
            }
            let is_needed = !is_same || is_new_hour || state.staleness().stale;
            Ok(!is_needed || rebuild(&mut builder, state, &lists, content)?)
        });
        match outcome {
            Ok(true) => files.serves(&lists),
            Ok(false) => state.mark_stale("the list cannot be used as it is now"),
            Err(error) => state.mark_stale(&format!("{error:#}")),
        }
    }
}

/// Rebuilds the site and serves it; returns false if the lists have faults that stop it. `content` are the lists if they were
/// read already.
fn rebuild(builder: &mut SiteBuilder, state: &Arc<State>, lists: &Lists, content: Option<ListContent>) -> Result<bool> {
    let content = content.unwrap_or_else(|| ListContent::read(lists));
    let Some(served) = builder.build(lists, content, Some(&state.served()))? else { return Ok(false) };
    state.serve(served);
    // Saved beside the watching, because that takes seconds for a long list and the next edit is not to wait for it.
    state.save_soon();
    Ok(true)
}
