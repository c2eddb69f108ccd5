//! The site that is made of the lists whenever they change.

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
use crate::build_site;
use crate::files::{self, Lists};
use crate::folder::{Folder, Replaces};

/// The names that the list once had, in the folder of `--state`.
const NAMES_FILE: &str = ".names.json";

/// Makes the site of the lists.
pub(super) struct SiteBuilder {
    args: Serve,
    folder: Option<Folder>,
    /// The names that the list has and once had.
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

    /// Makes the site, and tells what is the matter with the lists; `None` if that stops it.
    pub(super) fn build(&mut self, lists: &Lists, before: Option<&ServedSite>) -> Result<Option<ServedSite>> {
        let previous = |path: &str| match before {
            Some(before) => before.get(path).map(|page| page.content.to_vec()),
            None => self.folder.as_ref().and_then(|folder| folder.read(path)),
        };
        let say = |diagnostics: &[_]| self.log.diagnostics(diagnostics);
        let made = build_site::build_site(&self.args.site, lists, &previous, false, say)?;
        let Some((site, mut names)) = made else { return Ok(None) };
        names.add(&self.names);
        match self.save(&site, &names) {
            // A full disk is no reason to hold an edit back from subscribers.
            Err(error) if before.is_some() => self.log.log_message(&format!("{error:#}; it is served all the same")),
            kept => kept?,
        }
        self.names.clone_from(&names);
        // A site that was kept is of when it last changed; of any other nobody knows what was served before.
        let kept = self.folder.as_ref().filter(|_| before.is_none()).and_then(Folder::changed);
        let modified = kept.unwrap_or(files::now()?.into());
        Ok(Some(ServedSite::new(site, names, lists.stamp(), modified, before)))
    }

    /// Keeps in the folder what has to be known after a restart.
    fn save(&mut self, site: &Site, names: &Names) -> Result<()> {
        let Some(folder) = &mut self.folder else { return Ok(()) };
        folder.write(site)?;
        folder.put(NAMES_FILE, &serde_json::to_vec(names)?)?;
        Ok(())
    }
}

/// Watches the lists, for ever, and has the state serve what becomes of them. `lists` are as they were read last.
pub(super) fn watch(mut builder: SiteBuilder, state: &State, mut lists: Lists) {
    let site = builder.args.site.clone();
    let named = &site.lists.lists;
    let mut files = ListWatcher::new(named, &lists);
    let mut hour = files::hour().ok();
    let began = Instant::now();
    loop {
        thread::sleep(LIST_POLL_INTERVAL);
        let read = files.look(began.elapsed(), || files::read_files(named), |lists| build_site::is_sound(&site, lists));
        let this_hour = files::hour().ok();
        // Views with `today` leave out what is over by now.
        let is_new_hour = std::mem::replace(&mut hour, this_hour) != this_hour;
        if read.is_none() && !is_new_hour {
            continue;
        }
        let outcome = read.transpose().and_then(|read| {
            let is_same = read.as_ref().is_none_or(|read| read.sources == lists.sources);
            if let Some(read) = read {
                lists = read;
            }
            let is_needed = !is_same || is_new_hour || state.staleness().stale;
            Ok(!is_needed || rebuild(&mut builder, state, &lists)?)
        });
        match outcome {
            Ok(true) => files.serves(&lists),
            Ok(false) => state.mark_stale("the list cannot be used as it is now"),
            Err(error) => state.mark_stale(&format!("{error:#}")),
        }
    }
}

/// Serves the site of the lists, or tells that there is none.
fn rebuild(builder: &mut SiteBuilder, state: &State, lists: &Lists) -> Result<bool> {
    let served = builder.build(lists, Some(&state.served()))?;
    Ok(served.map(|served| state.serve(served)).is_some())
}
