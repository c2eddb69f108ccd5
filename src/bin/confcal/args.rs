//! The command line, as clap reads it. Its doc comments are the help texts.

mod suggest;

use std::io::IsTerminal as _;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Arg, ArgAction, ArgMatches, FromArgMatches, Parser, Subcommand, ValueEnum};
use confcal::{BaseUrl, Duration, Feed, Filter, FilterError, FilterKey, Names, Reminders, Times};

/// Turns a list of conferences into calendar feeds that every calendar app shows right
#[derive(Parser)]
#[command(name = "confcal", version, arg_required_else_help = true, after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Args {
    /// Reads the command line, or says what is wrong with it and ends the program.
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
  confcal check                          every fault of the list, with its place
  confcal export --region europe --only conferences,deadlines

Exit status: 0 done; 1 the list has errors; 2 it could not be done.";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Write the list as one calendar feed
    #[command(after_help = "Example: confcal export --region europe --tag django -o django-europe.ics")]
    Export(Box<Export>),
    /// Show every fault of the list, with its place
    #[command(after_help = "Example: confcal check --strict conferences.toml")]
    Check(Box<Check>),
    /// Write a static site: feeds by region, country and topic, and a page to subscribe from
    #[command(after_help = "Example: confcal build -o public --base-url https://example.org/conferences/")]
    Build(Box<Build>),
    /// Serve the same site over HTTP, always fresh
    #[command(
        after_help = "Example: confcal serve --listen 127.0.0.1:8080 --base-url https://example.org/conferences/"
    )]
    Serve(Box<Serve>),
    /// Show the list as a table: what is coming, what closes
    #[command(after_help = "Example: confcal list --only deadlines --until today+30d")]
    List(Box<List>),
    /// Start a list: write one with an example entry
    #[command(after_help = "Example: confcal init && confcal check")]
    Init(Init),
}

#[derive(clap::Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) lists: ListArgs,

    /// Where to write the feed; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(crate) output: PathBuf,

    /// The feed as it was published, whose unchanged events keep their revision; `-` is standard input [default: the
    /// file that is replaced]
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<PathBuf>,

    /// Give every event a new revision, whatever was published before
    #[arg(long, conflicts_with = "previous")]
    pub(crate) no_previous: bool,

    /// Let warnings about the list stop the export too
    #[arg(long)]
    pub(crate) strict: bool,

    /// Write the feed even if the filters leave no event
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
    /// The folder to write the site to; files in it that are of no site stay
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,

    /// Replace what is in the way, even if it is not of the last build
    #[arg(long)]
    pub(crate) force: bool,

    /// Remove feeds that hold nothing any more, and former names of the whole feed, which ends the subscriptions to them; without it they stay, empty
    #[arg(long)]
    pub(crate) prune: bool,

    #[command(flatten)]
    pub(crate) remarks: Remarks,

    #[command(flatten)]
    pub(crate) site: SiteArgs,
}

#[derive(clap::Args, Clone)]
pub(crate) struct Serve {
    /// Where to listen: an address of this machine and a port, `127.0.0.1:8080` or `[::]:80`; may be given twice
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: Vec<String>,

    /// Keep there what is served, so that revisions go on where they were when the server is started again
    #[arg(long, value_name = "DIR")]
    pub(crate) state: Option<PathBuf>,

    /// How to log requests on standard error
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) log: LogFormat,

    /// Serve figures for Prometheus at /metrics of this address
    #[arg(long, value_name = "ADDR")]
    pub(crate) metrics_listen: Option<String>,

    /// Send feeds too in gzip to those who ask for it; some versions of Outlook ask and then fail
    #[arg(long)]
    pub(crate) compress_feeds: bool,

    #[command(flatten)]
    pub(crate) site: SiteArgs,
}

/// What a site is made of.
#[derive(clap::Args, Clone)]
pub(crate) struct SiteArgs {
    #[command(flatten)]
    pub(crate) lists: ListArgs,

    /// The address of the site, for links and SOURCE [default: `url` of `[feed]`]
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<BaseUrl>,

    /// Let warnings about the list count as errors
    #[arg(long)]
    pub(crate) strict: bool,

    /// Make the site even if it has no event
    #[arg(long)]
    pub(crate) allow_empty: bool,

    #[command(flatten)]
    pub(crate) contents: Contents,
}

/// What a feed holds, where that is not just what the list says.
#[derive(clap::Args, Clone)]
pub(crate) struct Contents {
    /// What to call the calendar, instead of the list's name
    #[arg(long, value_name = "TEXT", value_parser = plain_text)]
    pub(crate) name: Option<String>,

    /// Remind of every deadline this long before it (7d,1d), instead of as the list says
    #[arg(long, value_name = "DURATIONS", value_delimiter = ',')]
    pub(crate) remind: Vec<Duration>,

    /// Reminders as alarms, or as all-day events (Google and Outlook ignore alarms of subscribed feeds)
    #[arg(long, value_name = "FORM", default_value = "alarms")]
    pub(crate) remind_as: RemindAs,

    /// Times in their own zone, or all in UTC (as web pages with FullCalendar need)
    #[arg(long, value_name = "FORM", default_value = "local")]
    pub(crate) times: TimesAs,

    #[command(flatten)]
    pub(crate) filters: FilterArgs,
}

impl Contents {
    /// The feed as the options want it.
    pub(crate) fn choose(&self, mut feed: Feed, now: DateTime<Utc>) -> Result<Feed, FilterError> {
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
        // Last, for it leaves out reminders too.
        Ok(if self.filters.pairs().next().is_some() { filter.apply(feed) } else { feed })
    }

    /// Whether any of it was asked for.
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

    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,

    /// Let warnings count as errors
    #[arg(long)]
    pub(crate) strict: bool,

    /// Repair in the lists themselves every fault that has only one possible fix, and name each change; all else in them stays as it is. Of
    /// standard input, the mended list goes to standard output
    #[arg(long)]
    pub(crate) fix: bool,

    /// Show what `--fix` would change, as a unified diff, and write nothing
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,

    #[command(flatten)]
    pub(crate) remarks: Remarks,

    /// Explain a code, such as `ends-before-start`, and stop
    #[arg(long, value_name = "CODE", exclusive = true)]
    pub(crate) explain: Option<String>,

    /// Show too what subscribers would see change: of a feed, or of the site in a folder; `-` is standard input. Give the
    /// options that it is exported or built with
    #[arg(long, value_name = "FILE|DIR")]
    pub(crate) previous: Option<PathBuf>,

    /// The address of the site in the folder of `--previous` [default: the one that it was built for]
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<BaseUrl>,

    #[command(flatten)]
    pub(crate) contents: Contents,
}

/// How much is said on standard error beside the answer.
#[derive(clap::Args, Clone)]
pub(crate) struct Remarks {
    /// Say nothing of what went well; errors and warnings stay
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// Say what was done even where standard error is not a terminal
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,
}

impl Remarks {
    /// Whether to say what was done.
    pub(crate) fn are_wanted(&self) -> bool {
        !self.quiet && (self.verbose || std::io::stderr().is_terminal())
    }
}

#[derive(clap::Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) lists: ListArgs,

    /// Show too what is past [default: from today on, or from the day of `--from`]
    #[arg(long)]
    pub(crate) all: bool,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: ListFormat,

    /// Show nothing, without an error, if the filters leave nothing
    #[arg(long)]
    pub(crate) allow_empty: bool,

    #[command(flatten)]
    pub(crate) filters: FilterArgs,
}

#[derive(clap::Args)]
pub(crate) struct Init {
    /// The list to write, which must not be there yet; `-` is standard output
    #[arg(value_name = "FILE", default_value = "conferences.toml")]
    pub(crate) file: PathBuf,
}

#[derive(clap::Args, Clone)]
pub(crate) struct ListArgs {
    /// The lists, read as one; `-` is standard input [default: conferences.toml]
    #[arg(value_name = "LIST")]
    pub(crate) lists: Vec<PathBuf>,
}

/// The filters, as pairs of a key of [`Filter::KEYS`] and a value. The library reads the values.
#[derive(Clone)]
pub(crate) struct FilterArgs(Vec<(&'static str, String)>);

impl clap::Args for FilterArgs {
    fn augment_args(command: clap::Command) -> clap::Command {
        let heading = "Filters (one given twice means either; different ones mean both)";
        command.args(Self::keys().map(|key| {
            let help = if key.is_list { format!("{}; several with commas", key.help) } else { key.help.to_owned() };
            Arg::new(key.name)
                .long(key.name)
                .value_name(key.placeholder)
                .help(help)
                .help_heading(heading)
                .action(ArgAction::Append)
                // A southern latitude.
                .allow_hyphen_values(key.name == "near")
        }))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FilterArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<FilterArgs, clap::Error> {
        let given = Self::keys().flat_map(|key| {
            let values = matches.get_many::<String>(key.name).into_iter().flatten();
            values.map(|value| (key.name, value.clone()))
        });
        Ok(FilterArgs(given.collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = FilterArgs::from_arg_matches(matches)?;
        Ok(())
    }
}

impl FilterArgs {
    /// All but how times are written, which on the command line is an option of the whole.
    fn keys() -> impl Iterator<Item = &'static FilterKey> {
        Filter::KEYS.iter().filter(|key| key.name != "times")
    }

    /// The filter that they ask for, of a feed whose names are gathered only if there is one.
    pub(crate) fn parse(&self, feed: &Feed, now: DateTime<Utc>) -> Result<Filter, FilterError> {
        let names = self.pairs().next().map(|_| Names::of(feed)).unwrap_or_default();
        Filter::parse(self.pairs(), &names, now)
    }

    /// The filters as the library takes them.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }
}

/// Text as a list may hold it.
fn plain_text(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("it is empty"),
        text if text.contains(char::is_control) => Err("it holds a control character"),
        text => Ok(text.to_owned()),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RemindAs {
    Alarms,
    Events,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TimesAs {
    Local,
    Utc,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the lines of the list, for people
    Human,
    /// One line each
    Short,
    /// One JSON object
    Json,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// The combined log format of web servers
    Text,
    /// One JSON object to a line
    Json,
    /// No requests
    Off,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// A table as wide as the terminal; one line to a row where there is none
    Table,
    /// An array of objects
    Json,
    /// RFC 4180, with a header
    Csv,
}
