//! What a build leaves of a conference or a feed that is gone.

use super::{BASE, build, built, files, timeless};
use crate::support::{DAY, Folder, LIST, MAY};

#[test]
fn what_is_gone_stays_empty_until_a_person_removes_it() {
    let folder = built();
    folder.put("site/mine.txt", "mine");
    folder.put("site/countries/mine.ics", "mine");
    let second = LIST.rfind("[[conference]]").expect("a conference");
    folder.put("conferences.toml", &LIST[..second]);
    let run = build(&folder, MAY + DAY, &format!("--base-url {BASE}"));
    assert_eq!(run.code, Some(0));
    assert!(run.err.contains("warning[event-gone]: `PyCon UK 2022` is gone"), "{}", run.err);
    assert!(run.err.contains("--> all.ics:"), "{}", run.err);
    assert_eq!(run.err.matches("warning").count(), 2, "said once: {}", run.err);
    let files = files(&folder);
    for emptied in ["countries/gb.ics", "regions/northern-europe.ics", "events/pycon-uk-2022.ics"] {
        let feed = String::from_utf8(files[emptied].clone()).expect("UTF-8");
        assert!(feed.starts_with("BEGIN:VCALENDAR\r\n") && !feed.contains("BEGIN:VEVENT"), "{emptied}: {feed}");
        assert!(run.err.contains(&format!("{emptied} has become empty: it stays")), "{}", run.err);
    }
    // It is said once, and the next build touches nothing.
    let after = build(&folder, MAY + 2 * DAY, &format!("--base-url {BASE}"));
    assert_eq!((after.code, after.err.as_str()), (Some(0), ""));
    assert!(self::files(&folder) == files);
    // It was ours, but somebody has edited it.
    folder.put("site/topics/education.ics", "edited");
    let run = build(&folder, MAY + 3 * DAY, &format!("--base-url {BASE} --prune"));
    assert_eq!(run.code, Some(0), "{}", run.err);
    let files = self::files(&folder);
    for gone in ["countries/gb.ics", "regions/northern-europe.ics", "events/pycon-uk-2022.ics"] {
        assert!(!files.contains_key(gone), "{gone}");
    }
    for there in ["mine.txt", "countries/mine.ics", "topics/education.ics"] {
        assert!(files.contains_key(there), "{there}");
    }
}

#[test]
fn what_has_ended_is_no_more_to_import() {
    let folder = built();
    let options = format!("--base-url {BASE}");
    let (before, year) = (files(&folder), MAY + 365 * DAY);
    assert_eq!(build(&folder, year, &options).code, Some(0));
    assert!(timeless(files(&folder)) == timeless(before.clone()), "time alone changes nothing but the page");
    folder.put("conferences.toml", &LIST.replace("Cardiff", "Swansea"));
    assert_eq!(build(&folder, year, &options).code, Some(0));
    let after = files(&folder);
    let gone: Vec<_> = before.keys().filter(|path| !after.contains_key(*path)).collect();
    assert!(!gone.is_empty() && gone.iter().all(|path| path.starts_with("events/")), "{gone:?}");
    assert!(!folder.read("site/index.html").contains("events/") && !folder.read("site/feeds.json").contains("events/"));
}

#[test]
fn a_feed_that_was_published_does_not_vanish_because_it_is_empty() {
    let folder = built();
    folder.put("conferences.toml", &LIST.replace("[[conference.deadline]]\nkind = \"cfp\"\ndue = 2022-01-09\n", ""));
    assert_eq!(build(&folder, MAY + DAY, "").code, Some(0));
    let feed = folder.read("site/deadlines.ics");
    assert!(feed.starts_with("BEGIN:VCALENDAR\r\n") && !feed.contains("BEGIN:VEVENT"), "{feed}");
    // A site that never had the file does not get it.
    let folder = Folder::new();
    folder.put("conferences.toml", &LIST.replace("[[conference.deadline]]\nkind = \"cfp\"\ndue = 2022-01-09\n", ""));
    assert_eq!(build(&folder, MAY, "").code, Some(0));
    assert!(!folder.path("site/deadlines.ics").exists());
}
