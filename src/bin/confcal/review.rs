//! `confcal review`: what the keeper of a list should look up next.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use chrono::NaiveDate;
use confcal::{Finding, Label, Level, Source, harmless};
use serde::{Serialize, Serializer};

use crate::args::{Review, ReviewFormat};
use crate::previous_text::PreviousText;
use crate::table::{Markup, text_table};
use crate::{files, report};

/// `confcal review`
pub(crate) fn review(args: &Review) -> Result<ExitCode> {
    let lists = files::read_lists(&args.lists.lists)?;
    let (feed, diagnostics) = confcal::read(&lists.sources, Level::Warning);
    report::to_stderr(&diagnostics)?;
    let Some(feed) = feed else { return Ok(ExitCode::FAILURE) };
    let stamps = match &args.previous {
        Some(path) => PreviousText::open(path, &lists)?.read()?.stamps(),
        None => Default::default(),
    };
    let today = files::now()?.date_naive();
    let mut findings = confcal::review(&feed, today, &stamps);
    findings.retain(|finding| is_wanted(finding, args));
    let rows: Vec<ReviewRow> = findings.iter().map(|finding| ReviewRow::new(finding, &lists.sources)).collect();
    if rows.is_empty() && args.format == ReviewFormat::Table {
        report::note("nothing to look up");
    }
    let text = match args.format {
        ReviewFormat::Table => table(&rows, today),
        ReviewFormat::Markdown => markdown(&rows, today),
        ReviewFormat::Json => report::harmless_json(&serde_json::to_string_pretty(&rows)?).into_owned() + "\n",
    };
    files::write_text(Path::new("-"), &text)?;
    Ok(ExitCode::SUCCESS)
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

/// A table without any text around it, so that nothing at all is written if there is nothing to look up.
fn markdown(rows: &[ReviewRow], today: NaiveDate) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = String::from("| By | Conference | Reason | Rule |\n|-|-|-|-|\n");
    for row in rows {
        let escape = |text: &str| Markup::Markdown.escape(text);
        let (by, message, place) = (row.by(today), escape(row.message), escape(&row.place()));
        text += &format!("| {by} | `{}` {place} | {message} | `{}` |\n", row.conference, row.rule);
    }
    text
}
