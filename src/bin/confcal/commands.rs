//! What each command does, from its arguments to its exit status.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use confcal::{Code, Diagnostic, Feed, Filter, Level, Reminders, Stamp};

use crate::args::{Check, Export, Init, RemindAs};
use crate::{files, report};

/// A list with one entry, to begin with.
const TEMPLATE: &str = include_str!("template.toml");

/// `confcal export`
pub(crate) fn export(args: &Export) -> Result<ExitCode> {
    let lists = files::read_lists(&args.lists.lists)?;
    if lists.contain(&args.output) {
        bail!("{} is the list itself; write the feed to another file", args.output.display());
    }
    let (feed, mut diagnostics) = confcal::read(&lists.sources);
    // Advice is for `check`.
    diagnostics.retain(|diagnostic| diagnostic.level() > Level::Hint);
    let Some(feed) = feed.filter(|_| !stops(&diagnostics, args.strict)) else {
        report::to_stderr(&lists.sources, &diagnostics)?;
        return Ok(nothing_written(args));
    };
    let is_empty = feed.conferences.is_empty();
    let feed = choose(feed, args)?;
    let calendar = confcal::calendar(&feed, Stamp::new(lists.time));
    diagnostics.extend(calendar.warning());
    report::to_stderr(&lists.sources, &diagnostics)?;
    if calendar.events == 0 && !args.allow_empty {
        let why = match (is_empty, args.filters.words().next()) {
            (true, _) => "the list has",
            (false, Some(_)) => "the filters leave",
            (false, None) => "`keep` leaves",
        };
        bail!("{why} no event; `--allow-empty` writes the feed all the same");
    }
    if stops(&diagnostics, args.strict) {
        return Ok(nothing_written(args));
    }
    files::write(&args.output, &calendar.bytes)?;
    Ok(ExitCode::SUCCESS)
}

fn nothing_written(args: &Export) -> ExitCode {
    let why = if args.strict { "has errors or warnings" } else { "has errors" };
    report::note(&format!("nothing is written, because the list {why}"));
    ExitCode::FAILURE
}

/// The feed as the options of `export` want it.
fn choose(mut feed: Feed, args: &Export) -> Result<Feed> {
    let filter = Filter::parse(args.filters.words(), &feed, files::today()?)?;
    if args.name.is_some() {
        feed.name.clone_from(&args.name);
    }
    if !args.remind.is_empty() {
        feed.remind(&args.remind);
    }
    feed.reminders = match args.remind_as {
        RemindAs::Alarms => Reminders::Alarms,
        RemindAs::Events => Reminders::Events,
    };
    // Last, for it leaves out reminders too.
    Ok(filter.apply(feed))
}

/// `confcal check`
pub(crate) fn check(args: &Check) -> Result<ExitCode> {
    if let Some(code) = &args.explain {
        return explain(code);
    }
    let lists = files::read_lists(&args.lists.lists)?;
    let (_, diagnostics) = confcal::read(&lists.sources);
    report::to_stdout(&lists.sources, &diagnostics, args.format)?;
    Ok(if stops(&diagnostics, args.strict) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn explain(code: &str) -> Result<ExitCode> {
    let Ok(code) = code.parse::<Code>() else {
        let names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        bail!("there is no code `{code}`; the codes are {}", names.join(", "));
    };
    let text = format!("{}[{code}]\n\n{}\n", code.level(), code.explanation());
    files::write(Path::new("-"), text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// `confcal init`
pub(crate) fn init(args: &Init) -> Result<ExitCode> {
    files::write_new(&args.file, TEMPLATE.as_bytes())?;
    if args.file.as_os_str() == "-" {
        return Ok(ExitCode::SUCCESS);
    }
    report::note(&format!("wrote {}; next: confcal check, then confcal export", args.file.display()));
    Ok(ExitCode::SUCCESS)
}

fn stops(diagnostics: &[Diagnostic], strict: bool) -> bool {
    let least = if strict { Level::Warning } else { Level::Error };
    diagnostics.iter().any(|diagnostic| diagnostic.level() >= least)
}
