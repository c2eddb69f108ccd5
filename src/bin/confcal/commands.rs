//! What each command does, from its arguments to its exit status.

use std::fs::File;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use confcal::{Code, Diagnostic, Draft, Feed, PreviousFeed, Source, Stamp};

use crate::args::{Build, Check, Export, Init, List};
use crate::files::Lists;
use crate::folder::{Folder, Replaces, Written};
use crate::{compare, files, fix, list, report, site};

/// A list with one entry, to begin with.
const TEMPLATE: &str = include_str!("template.toml");

/// `confcal export`
pub(crate) fn export(args: &Export) -> Result<ExitCode> {
    let lists = files::read_lists(&args.lists.lists)?;
    if lists.contain(&args.output) {
        bail!("{} is the list itself; write the feed to another file", args.output.display());
    }
    if !args.force {
        files::check_is_calendar(&args.output)?;
    }
    files::clean(&args.output);
    let (feed, mut diagnostics) = confcal::read(&lists.sources, confcal::Level::Warning);
    let Some(feed) = feed.filter(|_| !report::stops(&diagnostics, args.strict)) else {
        report::to_stderr(&diagnostics)?;
        return Ok(nothing_written(args.strict));
    };
    let is_empty = feed.conferences.is_empty();
    // The feed in the file, whose revisions are gone on with.
    let replaces = args.previous.is_none() && !args.no_previous && files::is_not_empty(&args.output);
    // What is only filtered out is not gone from the list.
    let is_compared = args.previous.is_some() || replaces;
    let whole = (is_compared && args.contents.filters.words().next().is_some()).then(|| feed.clone());
    // Never dropped: the process is about to end, and to take a large feed apart string by string takes its time.
    let feed = ManuallyDrop::new(args.contents.choose(feed, files::now()?)?);
    if let Some(said) = export_in_pieces(args, replaces, &feed, lists.stamp()) {
        diagnostics.extend(said.as_ref().into_iter().flatten().cloned());
        report::to_stderr(&diagnostics)?;
        said?;
        if report::stops(&diagnostics, args.strict) {
            return Ok(nothing_written(args.strict));
        }
        let events = Draft::new(&feed, lists.stamp()).events();
        say_exported(args, events, replaces.then_some([0; 3]));
        return Ok(ExitCode::SUCCESS);
    }
    let previous = read_previous(&lists, args, replaces, &mut diagnostics)?;
    let previous = previous.as_ref().map(PreviousFeed::read);
    if let Some(previous) = &previous {
        diagnostics.extend_from_slice(previous.diagnostics());
        diagnostics.extend(previous.gone(whole.as_ref().unwrap_or(&feed), &lists.sources, lists.stamp()));
    }
    let calendar = confcal::calendar(&feed, lists.stamp(), previous.as_ref());
    diagnostics.extend_from_slice(&calendar.diagnostics);
    report::to_stderr(&diagnostics)?;
    if calendar.events == 0 && !args.allow_empty {
        let why = match (is_empty, args.contents.filters.words().next()) {
            (true, _) => "the list has",
            (false, Some(_)) => "the filters leave",
            (false, None) => "`keep` leaves",
        };
        bail!("{why} no event; `--allow-empty` writes the feed all the same");
    }
    if report::stops(&diagnostics, args.strict) {
        return Ok(nothing_written(args.strict));
    }
    files::write(&args.output, &calendar.bytes)?;
    say_exported(
        args,
        calendar.events,
        previous.map(|previous| {
            let gone = previous.len() + calendar.new - calendar.events;
            [calendar.new, calendar.changed, gone]
        }),
    );
    Ok(ExitCode::SUCCESS)
}

/// Says how many events were written to a file, and how many are new, changed and gone `since` the previous feed, if there
/// is one.
fn say_exported(args: &Export, events: usize, since: Option<[usize; 3]>) {
    if files::is_stdout(&args.output) || !args.remarks.are_wanted() {
        return;
    }
    let since =
        since.map(|[new, changed, gone]| format!("; {new} new, {changed} changed, {gone} gone")).unwrap_or_default();
    report::note(&format!("{}: {}{since}", args.output.display(), count(events, "event")));
}

/// Exports the feed without holding it, if that can be: where the file says the same already, and where all that is said
/// depends on nothing but the list. Gives what there is to say about it.
fn export_in_pieces(args: &Export, replaces: bool, feed: &Feed, time: Stamp) -> Option<Result<Vec<Diagnostic>>> {
    let draft = Draft::new(feed, time);
    if draft.events() == 0 || args.previous.is_some() {
        return None;
    }
    if replaces {
        return draft.unchanged(files::reader(File::open(&args.output).ok()?)).map(Ok);
    }
    let is_free = !args.strict && (files::is_stdout(&args.output) || files::is_new(&args.output));
    is_free.then(|| files::write_pieces(&args.output, |out| draft.write(|piece| out.write_all(piece.as_bytes()))))
}

/// Reads the feed that was published before, if there is one. A named one has to be there; one that is replaced and cannot
/// be read is a warning.
fn read_previous(
    lists: &Lists,
    args: &Export,
    replaces: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Source>> {
    if let Some(named) = &args.previous {
        return lists.read_previous(named).map(Some);
    }
    let previous = replaces.then(|| lists.read_previous(&args.output)).transpose();
    let warning = |error| Diagnostic::unlocated(Code::PreviousFeed, format!("{error:#}: every event counts as new"));
    Ok(previous.unwrap_or_else(|error| {
        diagnostics.push(warning(error));
        None
    }))
}

fn nothing_written(strict: bool) -> ExitCode {
    report::note(&format!("nothing is written, because the list {}", report::what_stops(strict)));
    ExitCode::FAILURE
}

/// `confcal build`
pub(crate) fn build(args: &Build) -> Result<ExitCode> {
    let lists = files::read_lists(&args.site.lists.lists)?;
    if files::is_stdout(&args.output) {
        bail!("a site is a folder of files, which standard output cannot hold; name a folder");
    }
    let replaces = if args.force { Replaces::Anything } else { Replaces::Unchanged };
    let mut folder = Folder::open(&args.output, replaces)?;
    let previous = |path: &str| folder.read(path);
    let Some((site, _)) = site::make(&args.site, &lists, &previous, args.prune, report::to_stderr)? else {
        return Ok(nothing_written(args.site.strict));
    };
    let written = folder.write(&site)?;
    for path in &site.emptied {
        report::note(&if args.prune {
            format!("{path} holds nothing any more: it is removed, and subscriptions to it end")
        } else {
            format!("{path} holds nothing any more: it stays, empty, for those who subscribed (`--prune` removes it)")
        });
    }
    if args.remarks.are_wanted() {
        let Written { files, new, changed, removed } = written;
        let files = count(files, "file");
        let page = args.output.join("index.html");
        let differences = format!("{new} new, {changed} changed, {removed} removed");
        report::note(&format!("{files}; {differences}; the page is {}", page.display()));
    }
    Ok(ExitCode::SUCCESS)
}

/// `confcal check`
pub(crate) fn check(args: &Check) -> Result<ExitCode> {
    if let Some(code) = &args.explain {
        return explain(code);
    }
    if args.previous.is_none() && (args.contents.are_given() || args.base_url.is_some()) {
        bail!(
            "these options say which feed the list is compared with: name it with `--previous FILE`, or a site's folder with `--previous DIR`"
        );
    }
    let mut lists = files::read_lists(&args.lists.lists)?;
    let (feed, mut diagnostics) =
        if args.fix { fixed(args, &mut lists)? } else { confcal::read(&lists.sources, confcal::Level::Hint) };
    let offer = if args.fix { None } else { fix::offer(&lists.sources, &args.lists.lists, &diagnostics) };
    let counts = feed.as_ref().filter(|_| diagnostics.is_empty() && args.remarks.are_wanted()).map(in_numbers);
    // The mended list, or the diff, is alone there.
    let is_taken = args.fix && (args.dry_run || lists.sources.iter().any(fix::is_stdin));
    let compared = match (&args.previous, feed) {
        (Some(previous), Some(feed)) => Some(compare::compare(args, previous, feed, &lists, &mut diagnostics)?),
        _ => None,
    };
    let changes = compared.as_ref().map(|compared| &compared.changes);
    report::answer(&diagnostics, changes, args.format, is_taken)?;
    if let Some(offer) = offer {
        report::offer(&offer, args.format, args.remarks.quiet)?;
    }
    if let Some(counts) = counts {
        report::note(&format!("{counts}; no faults"));
    }
    let stops =
        report::stops(&diagnostics, args.strict) || args.strict && compared.is_some_and(|compared| compared.is_lost);
    Ok(if stops { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Mends the lists, and gives the feed and the faults that remain.
fn fixed(args: &Check, lists: &mut Lists) -> Result<(Option<Feed>, Vec<Diagnostic>)> {
    let fixed = confcal::fix(&lists.sources);
    if args.dry_run {
        fix::show(&lists.sources, &fixed)?;
    } else {
        fix::write(&lists.sources, &fixed, args.remarks.quiet)?;
    }
    lists.sources = fixed.sources;
    Ok((fixed.feed, fixed.diagnostics))
}

/// `7 conferences, 1 session, 19 deadlines`
fn in_numbers(feed: &Feed) -> String {
    let sessions = feed.conferences.iter().map(|conference| conference.sessions.len()).sum();
    let deadlines = feed.conferences.iter().map(|conference| conference.deadlines.len()).sum();
    [count(feed.conferences.len(), "conference"), count(sessions, "session"), count(deadlines, "deadline")].join(", ")
}

/// `1 event`, `2 events`
fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn explain(name: &str) -> Result<ExitCode> {
    let plain = name.trim().trim_matches(['[', ']']).to_lowercase().replace(['_', ' '], "-");
    let Ok(code) = plain.parse::<Code>() else {
        match Code::nearest(&plain) {
            Some(code) => bail!("there is no code `{name}`; did you mean `{code}`?"),
            None => {
                bail!("there is no code `{name}`; `confcal check` shows a code in brackets, as in `error[bad-date]`")
            }
        }
    };
    let text = format!("{}[{code}]\n\n{}\n", code.level(), code.explanation());
    files::write(Path::new("-"), text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// `confcal list`
pub(crate) fn list(args: &List) -> Result<ExitCode> {
    let lists = files::read_lists(&args.lists.lists)?;
    let (feed, diagnostics) = confcal::read(&lists.sources, confcal::Level::Warning);
    report::to_stderr(&diagnostics)?;
    let Some(feed) = feed else { return Ok(ExitCode::FAILURE) };
    let now = files::now()?;
    let filter = args.filters.parse(&feed, now)?;
    let is_given = |word| args.filters.words().any(|(given, _)| given == word);
    let all = filter.without_window().apply(feed);
    if list::rows(&all, now, is_given("only")).is_empty() && !args.allow_empty {
        let why =
            if args.filters.words().next().is_some() { "no entry matches these filters" } else { "the list is empty" };
        let year = if is_given("year") {
            " (`--year` is that of the conference; `--from` and `--until` go by date)"
        } else {
            ""
        };
        bail!("{why}{year}; with `--allow-empty` that is not an error");
    }
    let feed = filter.apply(all);
    let mut rows = list::rows(&feed, now, is_given("only"));
    let (mut from, until) = filter.window();
    let mut hint = "";
    if !args.all && !is_given("from") {
        hint = if rows.is_empty() { "" } else { "; `--all` shows what is past" };
        rows.retain(|row| !row.is_past());
        from = Some(now.date());
    }
    if rows.is_empty() && !args.allow_empty {
        report::note(&match (from, until) {
            (Some(from), Some(until)) => format!("nothing from {from} to {until}{hint}"),
            (Some(from), None) => format!("nothing from {from} on{hint}"),
            (None, Some(until)) => format!("nothing until {until}{hint}"),
            (None, None) => "nothing".to_owned(),
        });
    }
    list::show(&rows, args.format)?;
    Ok(ExitCode::SUCCESS)
}

/// `confcal init`
pub(crate) fn init(args: &Init) -> Result<ExitCode> {
    files::write_new(&args.file, TEMPLATE.as_bytes())?;
    if args.file.as_os_str() == "-" {
        return Ok(ExitCode::SUCCESS);
    }
    report::note(&format!(
        "wrote {}; edit it, then `confcal check` and `confcal export -o conferences.ics`",
        args.file.display()
    ));
    Ok(ExitCode::SUCCESS)
}
