//! A folder in any state, with links and a `feeds.json` that a stranger may have written, as a site is built there.
//!
//! Nothing outside of the folder changes, and nothing in it that no build wrote.

#![no_main]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::Path;
use std::sync::LazyLock;

use arbitrary::Arbitrary;
use confcal::{Manifest, Site, SiteOptions, SitePath, Source, site};
use confcal_fuzz::stamp;
use libfuzzer_sys::fuzz_target;

// No crate can depend on a command, so its modules are built into this one.
#[allow(dead_code, unused_imports, unreachable_pub)]
#[path = "../../src/bin/confcal"]
mod command {
    pub(crate) mod directory;
    pub(crate) mod folder;
}
use command::directory;
use command::folder::{Folder, Replaces};

/// Two lists with a few feeds each, one in a folder that the other has not.
static SITES: LazyLock<[Site; 2]> = LazyLock::new(|| {
    [
        "[feed]\nid = 'x'\n[[conference]]\nname = 'A 2022'\nstart = 2022-09-16\ncountry = 'IE'\n",
        "[feed]\nid = 'x'\n[[conference]]\nname = 'B 2022'\nstart = 2022-09-17\ntags = ['a']\n\
         [[view]]\nname = 'V'\npath = 'a/b/c.ics'\ntag = 'a'\n",
    ]
    .map(|list| {
        let (feed, diagnostics) = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint);
        site(feed.unwrap_or_else(|| panic!("{diagnostics:#?}")), &SiteOptions::new(stamp()))
    })
});

/// What stands in the folder of the site, in `feeds.json` and in the journal.
#[derive(Arbitrary, Debug)]
struct Input<'b> {
    replaces: u8,
    site: bool,
    /// Another site that was built there before.
    before: Option<bool>,
    things: Vec<(Name<'b>, Thing<'b>)>,
    manifest: Option<Manifested<'b>>,
    journal: Vec<(Name<'b>, Content)>,
}

#[derive(Arbitrary, Debug)]
enum Thing<'b> {
    File(Content),
    Folder,
    Link(Target),
    /// A file that holds these bytes.
    Bytes(&'b [u8]),
}

#[derive(Arbitrary, Debug)]
enum Manifested<'b> {
    Bytes(&'b [u8]),
    Files(Vec<(Name<'b>, Content)>),
    Feeds(Vec<(Name<'b>, Content)>),
}

/// What a file holds, so that the SHA-256 of a manifest may be that of a file.
#[derive(Arbitrary, Clone, Copy, Debug)]
enum Content {
    Empty,
    Victim,
    Other,
}

impl Content {
    fn bytes(self) -> &'static [u8] {
        match self {
            Content::Empty => b"",
            Content::Victim => b"victim",
            Content::Other => b"other",
        }
    }
}

/// A path: one of the site or close to one, or any text.
#[derive(Arbitrary, Debug)]
enum Name<'b> {
    Known(u8),
    Any(&'b str),
}

const NAMES: [&str; 26] = [
    "all.ics",
    "regions",
    "regions/europe.ics",
    "countries/ie.ics",
    "countries",
    "topics/a.ics",
    "topics",
    "a",
    "a/b",
    "a/b/c.ics",
    "index.html",
    "404.html",
    ".nojekyll",
    "feeds.json",
    ".building.json",
    "conferences.json",
    "old.ics",
    "old/old.ics",
    "old",
    ".confcal-AbC123",
    "a/.confcal-AbC123",
    "../victim/file",
    "../victim",
    "..",
    "a/../../victim/file",
    "link/file",
];

impl Name<'_> {
    fn text(&self) -> &str {
        match self {
            Name::Known(at) => NAMES[usize::from(*at) % NAMES.len()],
            Name::Any(text) => text,
        }
    }
}

/// Where a link leads: never further than the temporary folder of the test.
#[derive(Arbitrary, Debug)]
enum Target {
    Victim,
    VictimFile,
    VictimFromBelow,
    VictimFileFromBelow,
    Itself,
    Nowhere,
    Beside,
}

impl Target {
    fn text(&self) -> &'static str {
        match self {
            Target::Victim => "../victim",
            Target::VictimFile => "../victim/file",
            Target::VictimFromBelow => "../../victim",
            Target::VictimFileFromBelow => "../../victim/file",
            Target::Itself => ".",
            Target::Nowhere => "../victim/nowhere",
            Target::Beside => "all.ics",
        }
    }
}

/// Everything below a folder: its mode and, of a file or a link, what it holds. Times too, but not of folders.
fn snapshot(folder: &Path) -> BTreeMap<String, (u32, u64, Vec<u8>)> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).expect("a folder") {
            let path = entry.expect("an entry").path();
            let metadata = fs::symlink_metadata(&path).expect("it is there");
            let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            let held = match metadata.file_type() {
                kind if kind.is_symlink() => {
                    fs::read_link(&path).expect("a link").into_os_string().into_encoded_bytes()
                }
                kind if kind.is_file() => fs::read(&path).expect("a file"),
                _ => Vec::new(),
            };
            if metadata.is_dir() {
                folders.push(path);
            }
            found.insert(name, (metadata.mode(), metadata.ino(), held));
        }
    }
    found
}

/// Whether a test may make something of this name below its folder: no part of it leads out, and none is a link.
fn make(folder: &Path, name: &str, thing: &Thing) {
    let parts: Vec<&str> = name.split('/').collect();
    if parts.iter().any(|part| matches!(*part, "" | "." | "..") || part.contains('\0') || part.len() > 200) {
        return;
    }
    let mut at = folder.to_owned();
    for part in &parts[..parts.len() - 1] {
        at.push(part);
        if fs::symlink_metadata(&at).is_ok_and(|metadata| !metadata.is_dir()) {
            return;
        }
        let _ = fs::create_dir(&at);
    }
    at.push(parts[parts.len() - 1]);
    if fs::symlink_metadata(&at).is_ok() {
        return;
    }
    let _ = match thing {
        Thing::File(content) => fs::write(&at, content.bytes()),
        Thing::Bytes(bytes) => fs::write(&at, bytes),
        Thing::Folder => fs::create_dir(&at),
        Thing::Link(target) => symlink(target.text(), &at),
    };
}

fn sha256(content: Content) -> String {
    confcal::sha256(&content.bytes())
}

fn manifest(files: &[(Name, Content)], as_feeds: bool) -> Vec<u8> {
    let (mut feeds, mut others) = (Vec::new(), serde_json::Map::new());
    for (name, content) in files {
        if as_feeds {
            feeds.push(serde_json::json!({"path": name.text(), "kind": "topic", "sha256": sha256(*content)}));
        } else {
            others.insert(name.text().to_owned(), sha256(*content).into());
        }
    }
    serde_json::json!({"feeds": feeds, "files": others}).to_string().into_bytes()
}

fuzz_target!(|input: Input| {
    let root = tempfile::tempdir().expect("a folder");
    let (folder, victim) = (root.path().join("site"), root.path().join("victim"));
    fs::create_dir(&victim).expect("a folder");
    fs::write(victim.join("file"), Content::Victim.bytes()).expect("a file");
    fs::write(victim.join("all.ics"), Content::Victim.bytes()).expect("a file");
    fs::write(root.path().join("old.ics"), Content::Victim.bytes()).expect("a file");
    fs::create_dir(&folder).expect("a folder");
    let sites = &*SITES;
    if let Some(before) = input.before {
        let written =
            Folder::open(&folder, Replaces::Unchanged).and_then(|mut folder| folder.write(&sites[usize::from(before)]));
        written.expect("a site in an empty folder");
    }
    match &input.manifest {
        Some(Manifested::Bytes(bytes)) => make(&folder, "feeds.json", &Thing::Bytes(bytes)),
        Some(Manifested::Files(files)) => make(&folder, "feeds.json", &Thing::Bytes(&manifest(files, false))),
        Some(Manifested::Feeds(files)) => make(&folder, "feeds.json", &Thing::Bytes(&manifest(files, true))),
        None => {}
    }
    if !input.journal.is_empty() {
        let journal: BTreeMap<&str, String> =
            input.journal.iter().map(|(name, content)| (name.text(), sha256(*content))).collect();
        make(&folder, ".building.json", &Thing::Bytes(&serde_json::to_vec(&journal).expect("JSON")));
    }
    for (name, thing) in &input.things {
        make(&folder, name.text(), thing);
    }

    let site = &sites[usize::from(input.site)];
    let replaces = [Replaces::Unchanged, Replaces::Written, Replaces::Anything][usize::from(input.replaces % 3)];
    let outside = |root: &Path| {
        let mut all = snapshot(root);
        all.retain(|name, _| !name.starts_with("site/"));
        all
    };
    let (outside_before, before) = (outside(root.path()), snapshot(&folder));
    let opened = Folder::open(&folder, replaces).and_then(|mut folder| {
        for name in NAMES.iter().copied().chain(input.things.iter().map(|(name, _)| name.text())) {
            let held = folder.read(name);
            assert!(name.parse::<SitePath>().is_ok() || held.is_none(), "{name} is read");
        }
        folder.write(site)
    });
    let after = snapshot(&folder);
    assert_eq!(outside_before, outside(root.path()), "something outside of the folder has changed: {input:?}");

    let listed = before.get("feeds.json").and_then(|(.., json)| Manifest::read(json)).unwrap_or_default();
    let listed: Vec<(&str, &str)> = listed.files().map(|(path, sha256)| (path.as_str(), sha256)).collect();
    let journal = before.get(".building.json").map(|(.., json)| json.as_slice()).unwrap_or_default();
    let journal: BTreeMap<String, String> = serde_json::from_slice(journal).unwrap_or_default();
    for (name, was) in &before {
        let own = Path::new(name).file_name().is_some_and(|name| name.to_string_lossy().starts_with(".confcal-"));
        let is_folder = was.0 & 0o170_000 == 0o040_000;
        let is_known = listed.iter().any(|(path, _)| path == name) || journal.contains_key(name);
        let is_page = site.file(name).is_some() || name == ".building.json";
        // A folder may go when it holds nothing any more, and a file only if a build wrote it.
        if own || is_folder || is_known || is_page && (replaces == Replaces::Anything || was.2.is_empty()) {
            continue;
        }
        if is_page && matches!(name.as_str(), "feeds.json" | ".building.json") {
            continue;
        }
        assert_eq!(after.get(name), Some(was), "{name}, which no build wrote, has changed: {input:?}");
    }
    match opened {
        Ok(_) => {
            for file in site.files() {
                let path = file.path.as_str();
                let (mode, _, held) = after.get(path).unwrap_or_else(|| panic!("{path} is missing: {input:?}"));
                assert_eq!((mode & 0o170_000, held.as_slice()), (0o100_000, &*file.bytes()), "{path}: {input:?}");
            }
            assert!(!after.contains_key(".building.json"), "{input:?}");
            let again = Folder::open(&folder, Replaces::Unchanged).and_then(|mut folder| folder.write(site));
            let again = again.unwrap_or_else(|error| panic!("not built twice: {error:#}: {input:?}"));
            assert_eq!((again.new, again.changed, again.removed), (0, 0, 0), "{input:?}");
        }
        Err(error) => assert!(!format!("{error:#}").is_empty()),
    }
});
