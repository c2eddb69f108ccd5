//! `confcal review`: what the keeper of a list should look up next.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use chrono::NaiveDate;
use confcal::{Feed, Finding, Label, Level, Source, harmless};
use serde::{Serialize, Serializer};

use crate::args::{Review, ReviewFormat};
use crate::previous_text::PreviousText;
use crate::table::{Markup, text_table};
use crate::{files, report};

/// `confcal review`
pub(crate) fn review(args: &Review) -> Result<ExitCode> {
    if args.max_length.is_some() && args.format != ReviewFormat::Markdown {
        bail!("`--max-length` is for `--format markdown`");
    }
    let lists = files::read_lists(&args.lists.lists)?;
    let (feed, diagnostics) = confcal::read(&lists.sources, Level::Warning);
    report::to_stderr(&diagnostics)?;
    let Some(feed) = feed else { return Ok(ExitCode::FAILURE) };
    let stamps = match &args.previous {
        Some(path) => PreviousText::open(path, &lists)?.read()?.stamps(),
        None => Default::default(),
    };
    let today = files::now()?.date_naive();
    check_excepted(&feed, args);
    let mut findings = confcal::review(&feed, today, &stamps);
    findings.retain(|finding| is_wanted(finding, args));
    let rows: Vec<ReviewRow> = findings.iter().map(|finding| ReviewRow::new(finding, &lists.sources)).collect();
    if rows.is_empty() && args.format == ReviewFormat::Table {
        report::note("nothing to look up");
    }
    let text = match args.format {
        ReviewFormat::Table => table(&rows, today),
        ReviewFormat::Markdown => markdown(&rows, today, args.max_length.unwrap_or(usize::MAX)),
        ReviewFormat::Json => report::harmless_json(&serde_json::to_string_pretty(&rows)?).into_owned() + "\n",
    };
    files::write_text(Path::new("-"), &text)?;
    Ok(ExitCode::SUCCESS)
}

/// Says which names of `--except` are neither of a conference nor of a series, and so leave nothing out.
fn check_excepted(feed: &Feed, args: &Review) {
    let ids = feed.conferences.iter().map(|conference| conference.id.to_string());
    let known: BTreeSet<String> = ids.chain(feed.conferences.iter().filter_map(confcal::review_series)).collect();
    for name in args.except.iter().filter(|name| !known.contains(&name.to_lowercase())) {
        let near = known.iter().map(|known| (strsim::osa_distance(known, &name.to_lowercase()), known)).min();
        let help = near.filter(|(wrong, known)| *wrong <= known.len() / 3);
        let help = help.map_or(String::new(), |(_, known)| format!("; did you mean `{known}`?"));
        report::note(&format!("there is no conference or series `{name}` that `--except` could leave out{help}"));
    }
}

fn is_wanted(finding: &Finding, args: &Review) -> bool {
    let is_excepted = |name: &String| {
        let is_series = finding.series.as_ref().is_some_and(|series| series.eq_ignore_ascii_case(name));
        is_series || finding.conference.eq_ignore_ascii_case(name)
    };
    (args.rule.is_empty() || args.rule.contains(&finding.rule)) && !args.except.iter().any(is_excepted)
}

/// A finding with its place. `by` is the day from which subscribers miss it.
#[derive(Serialize)]
struct ReviewRow<'f> {
    rule: &'static str,
    conference: &'f str,
    name: &'f str,
    series: Option<&'f str>,
    message: &'f str,
    #[serde(serialize_with = "as_text")]
    by: NaiveDate,
    file: Option<String>,
    line: Option<usize>,
}

/// Writes a day as `2027-05-01`.
fn as_text<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(day)
}

impl<'f> ReviewRow<'f> {
    fn new(finding: &'f Finding, lists: &[Source]) -> ReviewRow<'f> {
        let label = finding.label(lists);
        let line = |label: &Label| label.source.position(label.range.start).0;
        ReviewRow {
            rule: finding.rule.as_str(),
            conference: &finding.conference,
            name: &finding.name,
            series: finding.series.as_deref(),
            message: &finding.message,
            by: finding.by,
            file: label.as_ref().map(|label| label.source.name().to_owned()),
            line: label.as_ref().map(line),
        }
    }

    /// `conferences.toml:12`
    fn place(&self) -> String {
        self.file.iter().zip(self.line).map(|(file, line)| format!("{file}:{line}")).collect()
    }

    /// The day from which it is missed, in words where that is past.
    fn by(&self, today: NaiveDate) -> String {
        if self.by <= today { "now".to_owned() } else { self.by.format("%-d %b %Y").to_string() }
    }
}

fn table(rows: &[ReviewRow], today: NaiveDate) -> String {
    let cells = rows.iter().map(|row| {
        [row.by(today), row.conference.to_owned(), row.message.to_owned(), row.rule.to_owned(), row.place()]
            .map(|cell| harmless(&cell).into_owned())
    });
    text_table(["By", "Conference", "Reason", "Rule", "Line"], cells)
}

/// A table without any text around it, so that nothing at all is written if there is nothing to look up. The last findings are left
/// out where the text would have more characters, and counted below it.
fn markdown(rows: &[ReviewRow], today: NaiveDate, max_length: usize) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = rows.iter().map(|row| markdown_line(row, today)).collect();
    let length = |text: &str| text.chars().count();
    let mut text = String::from("| By | Conference | Reason | Rule |\n|-|-|-|-|\n");
    let mut room = max_length.saturating_sub(length(&text));
    let is_whole = lines.iter().map(|line| length(line)).sum::<usize>() <= room;
    let left_out = |count: usize| format!("\n{count} more findings are left out here; `confcal review` shows all.\n");
    if !is_whole {
        room = room.saturating_sub(length(&left_out(lines.len())));
    }
    let mut shown = 0;
    for line in &lines {
        let Some(rest) = room.checked_sub(length(line)) else { break };
        text += line;
        (room, shown) = (rest, shown + 1);
    }
    if !is_whole {
        text += &left_out(lines.len() - shown);
    }
    text
}

fn markdown_line(row: &ReviewRow, today: NaiveDate) -> String {
    let escape = |text: &str| Markup::Markdown.escape(text);
    let (by, message, place) = (row.by(today), escape(row.message), escape(&row.place()));
    format!("| {by} | `{}` {place} | {message} | `{}` |\n", row.conference, row.rule)
}
