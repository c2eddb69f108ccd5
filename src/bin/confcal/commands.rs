//! The commands, from their arguments to their exit status.

use std::io;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use confcal::{Calendar, Code, Diagnostic, Feed};

use crate::args::{Build, Check, Export, Format, List};
use crate::build_site::{ListContent, Published};
use crate::files::Lists;
use crate::folder::{Folder, Replaces, WriteSummary};
use crate::previous_text::PreviousText;
use crate::{build_site, files, fix_files, published_changes, report, table};

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
    // True if the previous feed is in the file that is replaced.
    let replaces = args.previous.is_none() && !args.no_previous && files::is_not_empty(&args.output);
    // Events that are only filtered out are not gone from the list.
    let is_compared = args.previous.is_some() || replaces;
    let whole = (is_compared && args.contents.filters.pairs().next().is_some()).then(|| feed.clone());
    // Never dropped: the process is about to end, and freeing a large feed string by string is slow.
    let feed = ManuallyDrop::new(args.contents.choose(feed, files::now()?)?);
    let mut calendar = Calendar::new(&feed, lists.stamp());
    let held = if replaces && !calendar.is_empty() { files::holds(&args.output, &mut calendar) } else { None };
    let (since, warning) = match held {
        Some(_) => (Some([0; 3]), None),
        None => revise(&mut calendar, args, replaces, whole.as_ref().unwrap_or(&feed), &lists, &mut diagnostics)?,
    };
    if calendar.is_empty() && !args.allow_empty {
        diagnostics.extend(warning);
        report::to_stderr(&diagnostics)?;
        bail!("{} no event; `--allow-empty` writes the feed anyway", why_empty(args, is_empty));
    }
    let write = || files::write(&args.output, |out| calendar.write_to(out));
    let octets = match held {
        Some(octets) => Ok(octets),
        // With `--strict` a warning about the size stops the export, so the size is computed first.
        None if args.strict => Ok(calendar.write_to(io::sink())?),
        None => write(),
    };
    let size_warning = octets.as_ref().ok().and_then(|&octets| calendar.size_warning(octets));
    diagnostics.extend(size_warning.into_iter().chain(warning));
    report::to_stderr(&diagnostics)?;
    octets?;
    if report::stops(&diagnostics, args.strict) {
        return Ok(nothing_written(args.strict));
    }
    if held.is_none() && args.strict {
        write()?;
    }
    report_export(args, calendar.len(), since);
    Ok(ExitCode::SUCCESS)
}

/// Continues the revisions of the previous feed, if there is one, and reports the events that the list has lost. Returns the
/// numbers of new, changed and removed events, and a warning if the list is older than that feed.
fn revise(
    calendar: &mut Calendar,
    args: &Export,
    replaces: bool,
    whole: &Feed,
    lists: &Lists,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(Option<[usize; 3]>, Option<Diagnostic>)> {
    let path = args.previous.as_ref().or(replaces.then_some(&args.output));
    let text = path.map(|path| readable(PreviousText::open(path, lists), args, diagnostics)).transpose()?;
    let Some(text) = text.flatten() else { return Ok((None, None)) };
    let Some(previous) = readable(text.read(), args, diagnostics)? else { return Ok((None, None)) };
    diagnostics.extend_from_slice(previous.diagnostics());
    diagnostics.extend(previous.removed(whole, &lists.sources, lists.stamp()));
    let revised = calendar.revise(&previous);
    text.check()?;
    let removed = previous.len() + revised.new - calendar.len();
    Ok((Some([revised.new, revised.changed, removed]), revised.warning))
}

/// The reason for a feed without events, as the beginning of a sentence.
fn why_empty(args: &Export, is_empty_list: bool) -> &'static str {
    match (is_empty_list, args.contents.filters.pairs().next()) {
        (true, _) => "the list has",
        (false, Some(_)) => "the filters leave",
        (false, None) => "`keep` leaves",
    }
}

/// Prints the number of events written to a file, and the numbers of new, changed and removed events `since` the previous
/// feed, if there is one.
fn report_export(args: &Export, events: usize, since: Option<[usize; 3]>) {
    if files::is_stdout(&args.output) || !args.remarks.are_wanted() {
        return;
    }
    let since =
        since.map(|[new, changed, gone]| format!("; {new} new, {changed} changed, {gone} gone")).unwrap_or_default();
    report::note(&format!("{}: {}{since}", args.output.display(), count(events, "event")));
}

/// The previous feed that was opened or read. One named by `--previous` must be readable; an unreadable file that is replaced
/// is only a warning.
fn readable<T>(previous: Result<T>, args: &Export, diagnostics: &mut Vec<Diagnostic>) -> Result<Option<T>> {
    match previous {
        Err(error) if args.previous.is_none() => {
            let message = format!("{error:#}: every event counts as new");
            diagnostics.push(Diagnostic::unlocated(Code::PreviousFeed, message));
            Ok(None)
        }
        previous => previous.map(Some),
    }
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
    let (content, published) = (ListContent::read(&lists), Published::Folder(Some(&folder)));
    let Some((site, _)) =
        build_site::build_site(&args.site, &lists, content, published, args.prune, false, report::to_stderr)?
    else {
        return Ok(nothing_written(args.site.strict));
    };
    let written = folder.write(&site)?;
    for path in &site.emptied {
        report::note(&if args.prune {
            format!("{path} has become empty: it is removed, and its subscriptions end")
        } else {
            format!("{path} has become empty: it stays for its subscribers (`--prune` removes it)")
        });
    }
    if args.remarks.are_wanted() {
        let WriteSummary { files, new, changed, removed } = written;
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
    if args.each && matches!(args.format, Format::Json | Format::Sarif) {
        bail!("`--each` is for formats of lines: human, short and github");
    }
    if !args.each || args.lists.lists.is_empty() {
        let is_sound = is_sound(args, &args.lists.lists)?;
        return Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let mut are_sound = true;
    for list in files::named(&args.lists.lists).iter() {
        are_sound &= is_sound(args, std::slice::from_ref(list))?;
    }
    Ok(if are_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Shows the faults of lists that are read as one. Returns false if they are errors, or count as some.
fn is_sound(args: &Check, paths: &[PathBuf]) -> Result<bool> {
    let mut lists = files::read_lists(paths)?;
    let (feed, mut diagnostics) =
        if args.fix { fixed(args, &mut lists)? } else { confcal::read(&lists.sources, confcal::Level::Hint) };
    let may_offer = !args.fix && report::takes_offer(args.format, args.remarks.quiet);
    let offer = if may_offer { fix_files::offer(&lists.sources, paths, &diagnostics) } else { None };
    let counts = feed.as_ref().filter(|_| diagnostics.is_empty() && args.remarks.are_wanted()).map(in_numbers);
    // Standard output holds nothing but the repaired list or the diff.
    let is_taken = args.fix && (args.dry_run || lists.sources.iter().any(fix_files::is_stdin));
    let compared = match (&args.previous, feed) {
        (Some(previous), Some(feed)) => {
            Some(published_changes::compare(args, previous, feed, &lists, &mut diagnostics)?)
        }
        _ => None,
    };
    let changes = compared.as_ref().map(|compared| &compared.changes);
    report::answer(&diagnostics, changes, args.format, is_taken)?;
    if let Some(offer) = offer {
        report::offer(&offer, args.format)?;
    }
    if let Some(counts) = counts {
        let list = if args.each { format!("{}: ", paths[0].display()) } else { String::new() };
        report::note(&format!("{list}{counts}; no faults"));
    }
    let stops =
        report::stops(&diagnostics, args.strict) || args.strict && compared.is_some_and(|compared| compared.is_lost);
    Ok(!stops)
}

/// Repairs the lists, and returns the feed and the remaining diagnostics.
fn fixed(args: &Check, lists: &mut Lists) -> Result<(Option<Feed>, Vec<Diagnostic>)> {
    let fixed = confcal::fix(&lists.sources);
    if args.dry_run {
        fix_files::show(&lists.sources, &fixed)?;
    } else {
        fix_files::write(&lists.sources, &fixed, args.remarks.quiet)?;
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
    let code: Code =
        plain.parse().map_err(|error: confcal::Error| anyhow!("there is no code `{name}`; {}", error.help()))?;
    let text = format!("{}[{code}]\n\n{}\n", code.level(), code.explanation());
    files::write_text(Path::new("-"), &text)?;
    Ok(ExitCode::SUCCESS)
}

/// `confcal list`
pub(crate) fn list(args: &List) -> Result<ExitCode> {
    let lists = files::read_lists(&args.lists.lists)?;
    if let Some(path) = args.into.as_ref().filter(|path| lists.contain(path)) {
        bail!("{} is the list itself; name the document that shows it", path.display());
    }
    let (feed, diagnostics) = confcal::read(&lists.sources, confcal::Level::Warning);
    report::to_stderr(&diagnostics)?;
    let Some(feed) = feed else { return Ok(ExitCode::FAILURE) };
    let now = files::now()?;
    let filter = args.filters.parse(&feed, now)?;
    let is_given = |word| args.filters.pairs().any(|(given, _)| given == word);
    let all = filter.without_window().apply(feed);
    if table::rows(&all, now, is_given("only")).is_empty() && !args.allow_empty {
        let why =
            if args.filters.pairs().next().is_some() { "no entry matches these filters" } else { "the list is empty" };
        let year = if is_given("year") {
            " (`--year` is that of the conference; `--from` and `--until` go by date)"
        } else {
            ""
        };
        bail!("{why}{year}; with `--allow-empty` that is not an error");
    }
    let feed = filter.apply(all);
    let mut rows = table::rows(&feed, now, is_given("only"));
    let (mut from, until) = filter.window();
    let mut hint = "";
    if !args.all && !is_given("from") {
        hint = if rows.is_empty() { "" } else { "; `--all` shows past entries" };
        rows.retain(|row| !row.is_past());
        from = Some(now.date_naive());
    }
    if rows.is_empty() && !args.allow_empty {
        report::note(&match (from, until) {
            (Some(from), Some(until)) => format!("nothing from {from} to {until}{hint}"),
            (Some(from), None) => format!("nothing from {from} on{hint}"),
            (None, Some(until)) => format!("nothing until {until}{hint}"),
            (None, None) => "nothing".to_owned(),
        });
    }
    table::show(&rows, args)?;
    Ok(ExitCode::SUCCESS)
}

/// `confcal schema`
pub(crate) fn schema() -> Result<ExitCode> {
    files::write_text(Path::new("-"), confcal::LIST_SCHEMA)?;
    Ok(ExitCode::SUCCESS)
}
