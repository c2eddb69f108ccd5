//! The command line, as clap reads it. Its doc comments are the help texts.

mod deferred;
mod filters;
mod formats;
mod suggest;
mod words;

use std::io::IsTerminal as _;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Parser, Subcommand, ValueHint};
use confcal::{BaseUrl, Code, Duration, Feed, Reminders, ReviewRule, Times};

use crate::version::VERSION;
use deferred::Deferred;
pub(crate) use filters::FilterArgs;
pub(crate) use formats::{
    DigestStyle, Format, ImportFormat, ListFormat, LogFormat, Prefer, RemindAs, ReviewFormat, TimesAs,
};
use words::Words;

/// Turns a list of conferences into calendar feeds that every calendar app shows right
#[derive(Parser)]
#[command(name = "confcal", version = VERSION.as_str(), arg_required_else_help = true, after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Args {
    /// Reads the command line, or prints its error and ends the program.
    pub(crate) fn read() -> Args {
        Args::try_parse().unwrap_or_else(|error| {
            let is_unknown = error.kind() == clap::error::ErrorKind::UnknownArgument;
            let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
            if is_unknown { suggest::improve(error, &words).exit() } else { error.exit() }
        })
    }
}

const AFTER_HELP: &str = "\
Examples:
  confcal export -o conferences.ics      the list in this folder as one feed
  confcal check                          every error of the list, with its line
  confcal export --region europe --only conferences,deadlines

Exit status: 0 done; 1 the list has errors; 2 the command failed.";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Write the list as one calendar feed
    #[command(after_help = "Example: confcal export --region europe --tag django -o django-europe.ics")]
    Export(Deferred<Export>),
    /// Show every error of the list, with its line
    #[command(after_help = "Example: confcal check --strict conferences.toml")]
    Check(Deferred<Check>),
    /// Write a static site: feeds by region, country and topic, and a page to subscribe from
    #[command(after_help = "Example: confcal build -o public --base-url https://example.org/conferences/")]
    Build(Deferred<Build>),
    /// Serve the same site over HTTP, always up to date
    #[command(
        after_help = "Example: confcal serve --listen 127.0.0.1:8080 --base-url https://example.org/conferences/"
    )]
    Serve(Deferred<Serve>),
    /// Show coming conferences and open deadlines as a table
    #[command(
        after_help = "Examples:\n  confcal list --only deadlines --until today+30d\n  confcal list --into README.md"
    )]
    List(Deferred<List>),
    /// Show what the keeper of the list should look up next
    #[command(after_help = "Example: confcal review --format markdown > review.md")]
    Review(Deferred<Review>),
    /// Import other people's lists: YAML, JSON, CSV, TOML, Markdown, .ics, JSON-LD
    #[command(
        after_help = "Examples:\n  confcal import conferences.yml -o conferences.toml\n  confcal import data/ --into conferences.toml\n\nExit status: 0 something was written; 2 nothing could be."
    )]
    Import(Deferred<Import>),
    /// Start a list with an example entry, and a repository that publishes it
    #[command(
        after_help = "Examples:\n  confcal init && confcal check\n  confcal init --github\n\nA file that is there stays as it is."
    )]
    Init(Deferred<Init>),
    /// Print the JSON Schema of lists, for editors that complete and check TOML
    #[command(
        after_help = "Example: confcal schema > confcal.schema.json\n\nThe first line of the list then names it: #:schema ./confcal.schema.json"
    )]
    Schema,
    /// Print a script that completes commands and options in a shell
    #[command(after_help = "Example: confcal completions bash > ~/.local/share/bash-completion/completions/confcal")]
    Completions(Deferred<Completions>),
    /// Print the manual page of confcal, or write all pages to a folder
    #[command(after_help = "Example: confcal man ~/.local/share/man && man confcal-list.5")]
    Man(Deferred<Man>),
}

#[derive(clap::Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(clap::Args)]
pub(crate) struct Man {
    /// Folder of manual pages, such as ~/.local/share/man: a page for each command in its `man1`, that of the list in its `man5`
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) lists: ListArgs,

    /// File to write the feed to; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
    pub(crate) output: PathBuf,

    /// Published feed, whose unchanged events keep their revision; `-` is standard input [default: the file that is
    /// replaced]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) previous: Option<PathBuf>,

    /// Give every event a new revision, without reading the published feed
    #[arg(long, conflicts_with = "previous")]
    pub(crate) no_previous: bool,

    /// Write nothing if the list has warnings
    #[arg(long)]
    pub(crate) strict: bool,

    /// Write the feed even if no event matches the filters
    #[arg(long)]
    pub(crate) allow_empty: bool,

    /// Replace the file even if it is not a calendar
    #[arg(long)]
    pub(crate) force: bool,

    #[command(flatten)]
    pub(crate) remarks: Remarks,

    #[command(flatten)]
    pub(crate) contents: Contents,
}

#[derive(clap::Args)]
pub(crate) struct Build {
    /// Folder to write the site to; its other files stay
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) output: PathBuf,

    /// Replace files that are not from the last build
    #[arg(long)]
    pub(crate) force: bool,

    /// Remove feeds that have become empty and former names of the whole feed, which ends their subscriptions
    #[arg(long)]
    pub(crate) prune: bool,

    #[command(flatten)]
    pub(crate) remarks: Remarks,

    #[command(flatten)]
    pub(crate) site: SiteArgs,
}

#[derive(clap::Args, Clone)]
pub(crate) struct Serve {
    /// Address and port to listen at, `127.0.0.1:8080` or `[::]:80`; may be given several times
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080", value_hint = ValueHint::Other)]
    pub(crate) listen: Vec<String>,

    /// Folder to save the site in, so that revisions continue after a restart
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) state: Option<PathBuf>,

    /// Format of the log of requests on standard error
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) log: LogFormat,

    /// Serve metrics for Prometheus at /metrics of this address and port
    #[arg(long, value_name = "ADDR", value_hint = ValueHint::Other)]
    pub(crate) metrics_listen: Option<String>,

    /// Compress feeds too, for clients that accept gzip; some versions of Outlook accept it and then fail
    #[arg(long)]
    pub(crate) compress_feeds: bool,

    #[command(flatten)]
    pub(crate) site: SiteArgs,
}

/// The options of a site.
#[derive(clap::Args, Clone)]
pub(crate) struct SiteArgs {
    #[command(flatten)]
    pub(crate) lists: ListArgs,

    /// Address of the site, for links and SOURCE [default: `url` of `[feed]`]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Other)]
    pub(crate) base_url: Option<BaseUrl>,

    /// Treat warnings about the list as errors
    #[arg(long)]
    pub(crate) strict: bool,

    /// Make the site even if it has no events
    #[arg(long)]
    pub(crate) allow_empty: bool,

    #[command(flatten)]
    pub(crate) contents: Contents,
}

/// The options that change the contents of a feed.
#[derive(clap::Args, Clone)]
pub(crate) struct Contents {
    /// Name of the calendar, instead of the list's name
    #[arg(long, value_name = "TEXT", value_parser = plain_text, value_hint = ValueHint::Other)]
    pub(crate) name: Option<String>,

    /// Remind of every deadline this long before it (7d,1d), instead of the list's `remind`
    #[arg(long, value_name = "DURATIONS", value_delimiter = ',', value_hint = ValueHint::Other)]
    pub(crate) remind: Vec<Duration>,

    /// Reminders as alarms, or as all-day events (Google and Outlook ignore alarms of subscribed feeds)
    #[arg(long, value_name = "FORM", default_value = "alarms")]
    pub(crate) remind_as: RemindAs,

    /// Times in their own time zone, or all in UTC (as web pages with FullCalendar need)
    #[arg(long, value_name = "FORM", default_value = "local")]
    pub(crate) times: TimesAs,

    #[command(flatten)]
    pub(crate) filters: FilterArgs,
}

impl Contents {
    /// Applies the options to a feed.
    pub(crate) fn choose(&self, mut feed: Feed, now: DateTime<Utc>) -> Result<Feed, confcal::Error> {
        let filter = self.filters.parse(&feed, now)?;
        if self.name.is_some() {
            feed.name = self.name.as_deref().map(Into::into);
        }
        if !self.remind.is_empty() {
            feed.remind(&self.remind);
        }
        feed.reminders = match self.remind_as {
            RemindAs::Alarms => Reminders::Alarms,
            RemindAs::Events => Reminders::Events,
        };
        feed.times = match self.times {
            TimesAs::Local => Times::Local,
            TimesAs::Utc => Times::Utc,
        };
        // Last, because it filters reminders too.
        Ok(if self.filters.pairs().next().is_some() { filter.apply(feed) } else { feed })
    }

    /// Returns true if any of the options is given.
    pub(crate) fn are_given(&self) -> bool {
        let plain = self.name.is_none() && self.remind.is_empty() && self.remind_as == RemindAs::Alarms;
        let plain = plain && self.times == TimesAs::Local;
        !plain || self.filters.pairs().next().is_some()
    }
}

#[derive(clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) lists: ListArgs,

    /// Format of the output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,

    /// Treat warnings as errors
    #[arg(long)]
    pub(crate) strict: bool,

    /// Check each list by itself, instead of all as one
    #[arg(long, conflicts_with = "previous")]
    pub(crate) each: bool,

    /// Repair every error that has only one possible fix in the lists themselves, and show each change; the rest of their text
    /// stays. A list from standard input is written to standard output
    #[arg(long)]
    pub(crate) fix: bool,

    /// Show the changes of `--fix` as a unified diff, and write nothing
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,

    #[command(flatten)]
    pub(crate) remarks: Remarks,

    /// Explain a code such as `ends-before-start`
    #[arg(long, value_name = "CODE", exclusive = true, value_parser = codes(), hide_possible_values = true)]
    pub(crate) explain: Option<String>,

    /// Also show the changes for subscribers of this feed, or of the site in this folder; `-` is standard input. Give the same
    /// options as for its export or build
    #[arg(long, value_name = "FILE|DIR", value_hint = ValueHint::AnyPath)]
    pub(crate) previous: Option<PathBuf>,

    /// Address of the site in the folder of `--previous` [default: the one that it was built for]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Other)]
    pub(crate) base_url: Option<BaseUrl>,

    #[command(flatten)]
    pub(crate) contents: Contents,
}

/// The options for remarks on standard error.
#[derive(clap::Args, Clone)]
pub(crate) struct Remarks {
    /// Print only errors and warnings
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// Print a summary even if standard error is not a terminal
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,
}

impl Remarks {
    /// Returns true if a summary is to be printed.
    pub(crate) fn are_wanted(&self) -> bool {
        !self.quiet && (self.verbose || std::io::stderr().is_terminal())
    }
}

#[derive(clap::Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) lists: ListArgs,

    /// Also show past entries [default: from today on, or from the day of `--from`]
    #[arg(long)]
    pub(crate) all: bool,

    /// Format of the output [default: table]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<ListFormat>,

    /// Form of Markdown and HTML [default: table]
    #[arg(long, value_name = "STYLE")]
    pub(crate) style: Option<DigestStyle>,

    /// Write the entries to this document as Markdown or HTML, between its lines `<!-- confcal -->` and `<!-- /confcal -->`; the
    /// rest of it stays
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) into: Option<PathBuf>,

    /// Succeed even if no entry matches the filters
    #[arg(long)]
    pub(crate) allow_empty: bool,

    #[command(flatten)]
    pub(crate) filters: FilterArgs,
}

#[derive(clap::Args)]
pub(crate) struct Review {
    #[command(flatten)]
    pub(crate) lists: ListArgs,

    /// Format of the output
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: ReviewFormat,

    /// The most characters of Markdown: further findings are left out and counted. GitHub takes 65,536 in an issue
    #[arg(long, value_name = "CHARACTERS", value_hint = ValueHint::Other)]
    pub(crate) max_length: Option<usize>,

    /// Only the findings of these rules, with commas between
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules())]
    pub(crate) rule: Vec<ReviewRule>,

    /// No findings about these conferences or series, with commas between
    #[arg(long, value_name = "ID|SERIES", value_delimiter = ',', value_hint = ValueHint::Other)]
    pub(crate) except: Vec<String>,

    /// Published feed, which tells when an entry has changed last
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) previous: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(crate) struct Import {
    /// Files to import, folders of files, or `-` for standard input
    #[arg(value_name = "PATH", required_unless_present = "update", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,

    /// File to write the list to; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-", conflicts_with = "into", value_hint = ValueHint::FilePath)]
    pub(crate) output: PathBuf,

    /// Add to this list what is new, and fill in what it lacks; all else in it stays as it is
    #[arg(long, value_name = "LIST", value_hint = ValueHint::FilePath)]
    pub(crate) into: Option<PathBuf>,

    /// Read again what the list names in `[[source]]`, and add to it what is new
    #[arg(long, value_name = "LIST", conflicts_with_all = ["into", "output", "paths", "map", "base_url", "write_map"], value_hint = ValueHint::FilePath)]
    pub(crate) update: Option<PathBuf>,

    /// Folder that the files of `[[source]]` must be in [default: that of the list]
    #[arg(long, value_name = "DIR", requires = "update", value_hint = ValueHint::DirPath)]
    pub(crate) source_root: Option<PathBuf>,

    /// The mapping to read by: a file, or the name of one that comes with confcal [default: the one that fits, or a guess]
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub(crate) map: Option<String>,

    /// Address of the site that the files are of, which completes addresses such as `/events/oslo/`
    #[arg(long, value_name = "URL", value_hint = ValueHint::Other)]
    pub(crate) base_url: Option<BaseUrl>,

    /// Keep the mapping that was read by, to be corrected; a file that is there stays as it is
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) write_map: Option<PathBuf>,

    /// Source of the value where the list and the input differ
    #[arg(long, value_name = "WHICH")]
    pub(crate) prefer: Option<Prefer>,

    /// Take the first date of a series of events, which is left out otherwise
    #[arg(long)]
    pub(crate) first_of_series: bool,

    /// Format of the report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: ImportFormat,

    /// Write the list to standard output, and no file
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Replace the list even if it was not imported, and the mapping even if it was corrected
    #[arg(long)]
    pub(crate) force: bool,

    #[command(flatten)]
    pub(crate) remarks: Remarks,
}

#[derive(clap::Args)]
pub(crate) struct Init {
    /// Folder for the list, or the list itself if the name ends in .toml; `-` writes the list to standard output
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub(crate) place: PathBuf,

    /// Also write workflows for GitHub: check pull requests, publish on Pages, make pull requests of forms
    #[arg(long)]
    pub(crate) github: bool,

    /// Also write .gitlab-ci.yml: check merge requests, publish on Pages
    #[arg(long)]
    pub(crate) gitlab: bool,

    /// Also write .pre-commit-config.yaml: check the list before each commit
    #[arg(long)]
    pub(crate) pre_commit: bool,
}

#[derive(clap::Args, Clone)]
pub(crate) struct ListArgs {
    /// Lists, read as one; `-` is standard input [default: conferences.toml]
    #[arg(value_name = "LIST", value_hint = ValueHint::FilePath)]
    pub(crate) lists: Vec<PathBuf>,
}

/// The codes of diagnostics.
fn codes() -> Words<String> {
    Words::new(|| Code::ALL.iter().map(|code| (code.name(), None)).collect())
}

/// The rules of a review.
fn rules() -> Words<ReviewRule> {
    Words::new(|| ReviewRule::ALL.iter().map(|rule| (rule.as_str(), None)).collect())
}

/// Text without control characters, as in a list.
fn plain_text(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("it is empty"),
        text if text.contains(char::is_control) => Err("it holds a control character"),
        text => Ok(text.to_owned()),
    }
}
