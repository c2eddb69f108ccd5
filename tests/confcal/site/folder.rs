//! The folder of a site: files of others, links, pipes, locks and permissions.

use std::fs;

use super::{BASE, build, built, files, json};
use crate::support::{DAY, Folder, LIST, MAY, Run};

#[test]
fn a_manifest_leads_nowhere_else() {
    let folder = built();
    folder.put("outside.txt", "outside");
    let sha256 = confcal::sha256(b"outside");
    let path = folder.path("outside.txt");
    for outside in ["../outside.txt", path.to_str().expect("UTF-8")] {
        let manifest = serde_json::json!({"feeds": [{"path": outside, "sha256": sha256}], "files": {outside: sha256}});
        folder.put("site/feeds.json", &manifest.to_string());
        assert_eq!(build(&folder, MAY, "--force --prune").code, Some(0));
        assert_eq!(folder.read("outside.txt"), "outside");
    }
    folder.put("site/feeds.json", "no JSON at all");
    build(&folder, MAY, "").fails(2, "site/feeds.json is not of a site of confcal and would be lost");
    assert_eq!(build(&folder, MAY, "--force").code, Some(0));
}

#[test]
fn what_is_in_the_way_is_named_and_stays() {
    for path in ["404.html", "sitemap.xml", "conferences.json", "events/pycon-uk-2022.ics", "all.ics", "feeds.json"] {
        let folder = Folder::new();
        fs::create_dir_all(folder.path("site/events")).expect("a folder");
        folder.put(&format!("site/{path}"), "mine");
        let options = format!("--base-url {BASE}");
        let run = build(&folder, MAY, &options);
        run.fails(2, &format!("site/{path} is not of"));
        assert!(run.err.contains("--force"), "{}", run.err);
        assert_eq!(files(&folder).len(), 1, "nothing is written: {path}");
        assert_eq!(folder.read(&format!("site/{path}")), "mine");
        assert_eq!(build(&folder, MAY, &format!("{options} --force")).code, Some(0));
        assert_ne!(folder.read(&format!("site/{path}")), "mine");
        assert_eq!(build(&folder, MAY, &options), Run { code: Some(0), out: String::new(), err: String::new() });
    }
    // A page of ours that a person has edited is theirs; a feed is read and gone on with.
    let folder = built();
    folder.put("site/404.html", "mine");
    build(&folder, MAY + DAY, &format!("--base-url {BASE}")).fails(2, "site/404.html is not of the last build");
    let folder = built();
    folder.put("site/topics/python.ics", "damaged");
    assert_eq!(build(&folder, MAY + DAY, &format!("--base-url {BASE}")).code, Some(0));
    assert!(folder.read("site/topics/python.ics").starts_with("BEGIN:VCALENDAR"));
}

#[cfg(unix)]
#[test]
fn links_in_the_folder_are_not_followed() {
    let linked = |link: &str, to: &str| {
        let folder = built();
        folder.put("conferences.toml", &LIST.replace("Cardiff", "Swansea").replace("Berlin", "Munich"));
        fs::create_dir(folder.path("outside")).expect("a folder");
        folder.put("outside/victim.ics", "mine");
        let link = folder.path("site").join(link);
        if link.is_dir() {
            fs::remove_dir_all(&link).expect("it goes");
        } else {
            fs::remove_file(&link).expect("it goes");
        }
        std::os::unix::fs::symlink(folder.path(to), link).expect("a link");
        folder
    };
    let options = format!("--base-url {BASE}");
    let folder = linked("all.ics", "outside/victim.ics");
    build(&folder, MAY + DAY, &options).fails(2, "site/all.ics is a link");
    assert_eq!(build(&folder, MAY + DAY, &format!("{options} --force")).code, Some(0));
    assert_eq!(folder.read("outside/victim.ics"), "mine");
    assert!(fs::symlink_metadata(folder.path("site/all.ics")).expect("it is there").is_file());
    let folder = linked("events", "outside");
    for force in ["", " --force"] {
        build(&folder, MAY + DAY, &format!("{options}{force}")).fails(2, "site/events is a link");
    }
    assert_eq!(fs::read_dir(folder.path("outside")).expect("a folder").count(), 1);
    // A file that was written is not removed through a link either.
    let folder = linked("topics", "outside");
    let sha256 = confcal::sha256(b"mine");
    let feeds = serde_json::json!({"feeds": [], "files": {"topics/victim.ics": sha256}});
    folder.put("site/feeds.json", &feeds.to_string());
    build(&folder, MAY + DAY, &format!("{options} --force --prune")).fails(2, "site/topics is a link");
    assert_eq!(folder.read("outside/victim.ics"), "mine");
    let folder = linked("feeds.json", "outside/victim.ics");
    build(&folder, MAY + DAY, &options).fails(2, "site/feeds.json is a link, and not a file");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_folder_is_not_waited_for() {
    for path in ["all.ics", "feeds.json", "404.html", "conferences.json"] {
        let folder = built();
        fs::remove_file(folder.path("site").join(path)).expect("it goes");
        let made = std::process::Command::new("mkfifo").arg(folder.path("site").join(path)).status();
        assert!(made.expect("mkfifo runs").success());
        let run = build(&folder, MAY + DAY, &format!("--base-url {BASE}"));
        run.fails(2, &format!("site/{path} is a pipe, a socket or a device"));
    }
}

#[test]
fn what_a_killed_build_left_is_removed() {
    let folder = built();
    let before = files(&folder);
    // It had written a page and half of another, and not yet said so in `feeds.json`.
    folder.put("site/topics/new.ics", "new");
    folder.put("site/topics/.confcal-AbC123", "ne");
    folder.put("site/404.html", "newer");
    let sha256 = |text: &str| confcal::sha256(text.as_bytes());
    let journal = serde_json::json!({"topics/new.ics": sha256("new"), "404.html": sha256("newer"), "../x": sha256("")});
    folder.put("site/.building.json", &journal.to_string());
    assert_eq!(build(&folder, MAY + 3600, &format!("--base-url {BASE}")).err, "");
    assert!(files(&folder) == before);
}

#[cfg(unix)]
#[test]
fn a_build_knows_the_files_of_every_killed_one_before_it() {
    let folder = built();
    let text = "It is long. ".repeat(1600);
    let entry = |name: &str| LIST.replace("\"PyCon UK 2022\"", &format!("\"{name}\"\ndescription = \"{text}\""));
    // The system kills a build that writes a file of more blocks of 512 octets.
    let killed = |name: &str, blocks: usize| {
        folder.put("conferences.toml", &entry(name));
        let script =
            format!("ulimit -f {blocks} && exec '{}' build -o site --base-url {BASE}", env!("CARGO_BIN_EXE_confcal"));
        let status = std::process::Command::new("sh").args(["-c", &script]).current_dir(folder.path("")).status();
        assert!(!status.expect("sh runs").success(), "{name}");
    };
    let page = "site/c/pycon-uk-2022/index.html";
    // The first one comes beyond the pages of conferences, and the second one to the feed of everything.
    killed("PyCon UK", 110);
    let first = folder.read(page);
    assert!(first.contains("PyCon UK<"));
    killed("UK PyCon", 24);
    assert_eq!(folder.read(page), first);
    assert_eq!(build(&folder, DAY * 30_000, &format!("--base-url {BASE}")).code, Some(0));
    assert!(folder.read(page).contains("UK PyCon<"));
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let folder = built();
    let root = fs::File::open(folder.path("site")).expect("it opens");
    root.lock().expect("it is locked");
    build(&folder, MAY, "").fails(2, "another confcal writes to site");
    drop(root);
    assert_eq!(build(&folder, MAY, &format!("--base-url {BASE}")).code, Some(0));
}

#[cfg(unix)]
#[test]
fn folders_are_as_open_as_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let confcal = env!("CARGO_BIN_EXE_confcal");
    let mut shell = std::process::Command::new("sh");
    let script = format!("umask 077 && exec '{confcal}' build -o pub/site");
    assert!(shell.args(["-c", &script]).current_dir(folder.path("")).status().expect("it runs").success());
    let mode = |path: &str| fs::metadata(folder.path(path)).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(["pub", "pub/site", "pub/site/topics"].map(mode), [0o755; 3]);
    assert_eq!(["pub/site/all.ics", "pub/site/topics/python.ics", "pub/site/feeds.json"].map(mode), [0o644; 3]);
}

#[test]
fn a_site_has_an_icon_until_its_keeper_puts_another_there() {
    let folder = built();
    let png = files(&folder)["apple-touch-icon.png"].clone();
    // A signature, the length and the name of the first chunk, and its width and height.
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\xb4\0\0\0\xb4") && png.len() < 4096, "{}", png.len());
    assert!(folder.read("site/icon.svg").starts_with("<svg xmlns="));
    let listed = |path: &str| json(&folder, "feeds.json")["files"].get(path).is_some();
    assert!(listed("icon.svg") && listed("apple-touch-icon.png"));
    folder.put("site/icon.svg", "<svg>mine</svg>");
    for _ in 0..2 {
        let run = build(&folder, MAY + DAY, "");
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        assert_eq!(folder.read("site/icon.svg"), "<svg>mine</svg>");
        assert!(!listed("icon.svg") && listed("apple-touch-icon.png"));
    }
    fs::remove_file(folder.path("site/icon.svg")).expect("it is there");
    build(&folder, MAY + 2 * DAY, "");
    assert!(listed("icon.svg") && folder.path("site/icon.svg").exists());
}

/// A folder may have had a file of this name before confcal made one.
#[test]
fn a_page_for_frames_takes_no_place_of_its_keepers() {
    let folder = built();
    assert!(folder.read("site/index.html").contains("id=\"embed\"") && folder.path("site/embed.html").exists());
    folder.put("site/embed.html", "mine");
    for _ in 0..2 {
        let run = build(&folder, MAY + DAY, "");
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        assert_eq!(folder.read("site/embed.html"), "mine");
        assert!(!folder.read("site/index.html").contains("id=\"embed\""), "it is not offered");
    }
}
