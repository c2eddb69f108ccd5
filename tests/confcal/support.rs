//! Lists, folders, runs of the command, and readers of feeds that several test modules share.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use confcal::{Feed, Level, Source, Stamp};
use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;

/// The time of every run and revision that names no other: 2022-05-01T00:00:00Z, in seconds since 1970.
pub(crate) const MAY: u64 = 1_651_363_200;

/// [`MAY`] as `SOURCE_DATE_EPOCH`.
pub(crate) const EPOCH: &str = "1651363200";

/// A day in seconds.
pub(crate) const DAY: u64 = 86_400;

/// A short list of two conferences.
pub(crate) const LIST: &str = "\
[feed]
id = \"test\"

[regions]
dach = [\"DE\", \"AT\", \"CH\"]

[[conference]]
id = \"pycon-de-2022\"
name = \"PyCon DE 2022\"
start = 2022-04-11
end = 2022-04-13
city = \"Berlin\"
country = \"DE\"
tags = [\"python\"]

[[conference.deadline]]
kind = \"cfp\"
due = 2022-01-09

[[conference]]
id = \"pycon-uk-2022\"
name = \"PyCon UK 2022\"
start = 2022-09-16
end = 2022-09-18
city = \"Cardiff\"
country = \"GB\"
tags = [\"Python\", \"education\"]
";

/// Random cases that are the same in every run.
pub(crate) fn repeatable() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(5545), ..ProptestConfig::default() }
}

/// [`MAY`] as a stamp.
pub(crate) fn stamp() -> Stamp {
    Stamp::new("2022-05-01T00:00:00Z".parse().expect("a time"))
}

/// The feed of a list without errors.
pub(crate) fn feed(list: &str) -> Feed {
    let (feed, diagnostics) = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint);
    let errors: Vec<_> = diagnostics.iter().filter(|fault| fault.level() == Level::Error).collect();
    feed.unwrap_or_else(|| panic!("the list has errors: {errors:#?}"))
}

/// The feed as text.
pub(crate) fn ics(feed: &Feed) -> String {
    String::from_utf8(confcal::Calendar::new(feed, stamp()).to_bytes()).expect("a feed is UTF-8")
}

/// The feed of a list as text, its lines unfolded.
pub(crate) fn unfolded(list: &str) -> String {
    ics(&feed(list)).replace("\r\n ", "")
}

/// The files of a folder of this repository with an ending, sorted: their names without the ending, and their texts.
pub(crate) fn texts(folder: &str, ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut texts: Vec<(String, String)> = entries
        .filter_map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name()?.to_str()?.strip_suffix(ending)?.to_owned();
            Some((name, String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned()))
        })
        .collect();
    assert!(!texts.is_empty(), "{} holds nothing that ends in {ending}", folder.display());
    texts.sort();
    texts
}

/// Every sound list: the bundled one, those of the corpus, and those that the clients read.
pub(crate) fn all_lists() -> Vec<(String, String)> {
    let lists =
        [texts("tests/lists/ok", ".toml"), texts("tests/clients/lists", ".toml"), texts("", "conferences.toml")];
    lists.concat()
}

/// The feeds of all sound lists, as they are and with reminders as events.
pub(crate) fn all_feeds() -> Vec<(String, Vec<u8>)> {
    let mut feeds = Vec::new();
    for (name, list) in all_lists() {
        let mut feed = feed(&list);
        feeds.push((name.clone(), confcal::Calendar::new(&feed, stamp()).to_bytes()));
        feed.remind(&["7d".parse().expect("a duration"), "1h".parse().expect("a duration")]);
        feed.reminders = confcal::Reminders::Events;
        feeds.push((format!("{name} with reminders"), confcal::Calendar::new(&feed, stamp()).to_bytes()));
    }
    feeds
}

/// The lines of an event of a feed as they are written, without BEGIN and END.
pub(crate) struct EventLines<'t>(&'t str);

impl<'t> EventLines<'t> {
    /// The events of a feed, in order.
    pub(crate) fn all(ics: &'t str) -> impl Iterator<Item = EventLines<'t>> {
        let events = ics.split("BEGIN:VEVENT\r\n").skip(1);
        events.map(|event| EventLines(event.split_once("END:VEVENT").expect("the end of an event").0))
    }

    /// The value of a property without parameters.
    pub(crate) fn value(&self, property: &str) -> &'t str {
        let mut values = self.lines().filter_map(|line| line.strip_prefix(property)?.strip_prefix(':'));
        values.next().unwrap_or_else(|| panic!("no {property} in {}", self.0))
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = &'t str> {
        self.0.lines()
    }
}

/// Every file beneath a folder, sorted.
pub(crate) fn files_beneath(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() { &mut folders } else { &mut files }.push(path);
        }
    }
    files.sort();
    files
}

/// A temporary folder that holds [`LIST`] as `conferences.toml`, to run the command in.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        folder.put("conferences.toml", LIST);
        folder
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the file can be read")
    }

    /// The command at [`EPOCH`], with nothing on its standard input.
    pub(crate) fn command(&self, args: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_confcal"));
        command
            .args(args.split_whitespace())
            .current_dir(self.0.path())
            .env("SOURCE_DATE_EPOCH", EPOCH)
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &str) -> Run {
        self.run_at(MAY, args)
    }

    /// Runs the command with arguments that may hold spaces.
    pub(crate) fn run_args(&self, args: &[&str]) -> Run {
        self.command("").args(args).output().expect("confcal runs").into()
    }

    /// Runs the command at a time in seconds since 1970.
    pub(crate) fn run_at(&self, epoch: u64, args: &str) -> Run {
        self.command(args).env("SOURCE_DATE_EPOCH", epoch.to_string()).output().expect("confcal runs").into()
    }
}

/// A finished run of the command.
#[derive(Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Run {
    /// Asserts that it failed with this code and a message that holds this text.
    #[track_caller]
    pub(crate) fn fails(&self, code: i32, says: &str) {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert!(self.err.contains(says), "{says:?} is not in {:?}", self.err);
        assert_eq!(self.out, "", "nothing is written");
    }

    /// The SUMMARY of each event of the feed that it wrote to standard output.
    #[track_caller]
    #[cfg(unix)]
    pub(crate) fn summaries(&self) -> Vec<&str> {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out.lines().filter_map(|line| line.strip_prefix("SUMMARY:")).collect()
    }
}
