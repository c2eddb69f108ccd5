//! Renders diagnostics for people, for programs, and as annotations of a CI.

mod change_report;
mod escape;
mod sarif;

use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level as Severity, Renderer, Snippet};
use anyhow::{Context as _, Result};
use confcal::{Code, Diagnostic, Fix, Label, Level, Source, harmless};
use serde::Serialize;

use crate::args::Format;
use crate::repository::in_repository;
pub(crate) use change_report::Changes;
pub(crate) use escape::STDIN;
pub(crate) use escape::harmless_json;
use escape::{annotation_text, harmless_styled};

/// The most diagnostics that are shown; the others are counted.
const MAX_DIAGNOSTICS: usize = 100;

/// The most octets of a line that are shown after the last label.
const MAX_CONTEXT_OCTETS: usize = 200;

/// Returns true if the diagnostics stop a command.
pub(crate) fn stops(diagnostics: &[Diagnostic], strict: bool) -> bool {
    // Warnings about the previous feed cannot be fixed in the list, so `--strict` ignores them.
    let of_previous = [
        Code::PreviousFeed,
        Code::EventGone,
        Code::IdChanged,
        Code::FeedIdChanged,
        Code::ViewChanged,
        Code::TimeBehind,
    ];
    let least = if strict { Level::Warning } else { Level::Error };
    diagnostics.iter().any(|diagnostic| diagnostic.level() >= least && !of_previous.contains(&diagnostic.code))
}

/// The reason for stopping, as the end of a sentence about the list.
pub(crate) fn what_stops(strict: bool) -> &'static str {
    if strict { "has errors or warnings" } else { "has errors" }
}

/// Writes the answer of `check`, the diagnostics and the changes for subscribers, to standard output, or to standard error if
/// `is_taken` is true.
pub(crate) fn answer(
    diagnostics: &[Diagnostic],
    changes: Option<&Changes>,
    format: Format,
    is_taken: bool,
) -> Result<()> {
    let mut out = Vec::new();
    if format == Format::Json {
        json(diagnostics, changes, &mut out)?;
    } else {
        render(diagnostics, format, &mut out)?;
        if let Some(changes) = changes {
            if !out.is_empty() && format == Format::Human {
                writeln!(out)?;
            }
            change_report::render(changes, format, &mut out)?;
        }
    }
    if is_taken {
        return anstream::stderr().write_all(&out).context("cannot write to standard error");
    }
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(&out).and_then(|()| stdout.flush()) {
        // The exit status still tells the reader whether the list is sound.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write to standard output"),
    }
}

/// Writes diagnostics to standard error, because a feed may be on standard output.
pub(crate) fn to_stderr(diagnostics: &[Diagnostic]) -> Result<()> {
    let mut out = Vec::new();
    render(diagnostics, Format::Human, &mut out)?;
    // The feed is written even if standard error is closed.
    let _ = anstream::stderr().write_all(&out);
    Ok(())
}

/// Writes diagnostics to standard error, one JSON object with the time on each line, for a log in JSON.
pub(crate) fn json_lines(diagnostics: &[Diagnostic], time: &str) -> Result<()> {
    #[derive(Serialize)]
    struct JsonLine<'a> {
        time: &'a str,
        #[serde(flatten)]
        item: JsonDiagnostic<'a>,
    }
    let mut out = String::new();
    for diagnostic in choose(diagnostics) {
        out += &harmless_json(&serde_json::to_string(&JsonLine { time, item: JsonDiagnostic::from(diagnostic) })?);
        out.push('\n');
    }
    let _ = io::stderr().write_all(out.as_bytes());
    Ok(())
}

/// True if a report in this format comes with an offer of repairs. JSON and SARIF have each fix beside its fault.
pub(crate) fn takes_offer(format: Format, is_quiet: bool) -> bool {
    match format {
        Format::Json | Format::Sarif => false,
        Format::Github => true,
        Format::Human | Format::Short => !is_quiet,
    }
}

/// Writes the offer of repairs to standard error, or as a notice among annotations.
pub(crate) fn offer(offer: &str, format: Format) -> Result<()> {
    if format == Format::Github {
        return writeln!(io::stdout(), "::notice title=confcal::{}", annotation_text(offer))
            .context("cannot write to standard output");
    }
    note(offer);
    Ok(())
}

/// A path as a word of a command, quoted for a shell if it needs that.
pub(crate) fn quoted(path: &Path) -> String {
    let name = path.to_string_lossy();
    let is_plain = |char: char| char.is_alphanumeric() || "._/-+@,:=".contains(char);
    // A dash at the beginning would be an option.
    let before = if name.starts_with('-') && name.len() > 1 { "./" } else { "" };
    if !name.is_empty() && name.chars().all(is_plain) {
        format!("{before}{name}")
    } else {
        format!("'{before}{}'", name.replace('\'', "'\\''"))
    }
}

/// Writes the reason for a failure to standard error.
pub(crate) fn failure(message: &str) {
    let _ = writeln!(io::stderr(), "confcal: {}", harmless(message));
}

/// Writes a remark to standard error.
pub(crate) fn note(message: &str) {
    failure(message);
}

fn render(diagnostics: &[Diagnostic], format: Format, out: &mut Vec<u8>) -> Result<()> {
    let shown = choose(diagnostics);
    let counts = LevelCounts::new(diagnostics, shown.len());
    match format {
        Format::Human => {
            let renderer = Renderer::styled();
            for diagnostic in &shown {
                let rendered = renderer.render(&[group(diagnostic)]);
                writeln!(out, "{}\n", harmless_styled(&rendered))?;
            }
        }
        // Only the first label has its position.
        Format::Short => {
            for diagnostic in &shown {
                let place = diagnostic.labels.first().map(LabelPosition::from);
                let place = place.map(|place| format!("{}:{}:{}: ", place.file, place.line, place.column));
                let (level, code) = (diagnostic.level(), diagnostic.code);
                let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
                let line = format!("{}{level}[{code}]: {}{help}", place.unwrap_or_default(), diagnostic.message);
                writeln!(out, "{}", harmless(&line.replace('\n', " ")))?;
            }
        }
        Format::Github => {
            for diagnostic in &shown {
                annotation(diagnostic, out)?;
            }
            if counts.omitted > 0 {
                writeln!(out, "::notice title=confcal::{}", counts.in_words())?;
            }
        }
        Format::Json => json(diagnostics, None, out)?,
        Format::Sarif => {
            let log = serde_json::to_string_pretty(&sarif::log(diagnostics))?;
            writeln!(out, "{}", harmless_json(&log))?;
        }
    }
    if !diagnostics.is_empty() && matches!(format, Format::Human | Format::Short) {
        writeln!(out, "{}", counts.in_words())?;
    }
    Ok(())
}

/// The diagnostics that are shown, in the order of the list. If there are too many, errors win over warnings and warnings over
/// hints; the count of omitted faults is always among them.
fn choose(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut order: Vec<usize> = (0..diagnostics.len()).collect();
    order.sort_by_key(|&index| {
        let fault = &diagnostics[index];
        std::cmp::Reverse((fault.code == Code::MoreFaults, fault.level()))
    });
    order.truncate(MAX_DIAGNOSTICS);
    order.sort_unstable();
    order.into_iter().map(|index| &diagnostics[index]).collect()
}

#[derive(Serialize)]
struct LevelCounts {
    errors: usize,
    warnings: usize,
    hints: usize,
    omitted: usize,
}

impl LevelCounts {
    fn new(diagnostics: &[Diagnostic], shown: usize) -> LevelCounts {
        let count = |level| diagnostics.iter().filter(|diagnostic| diagnostic.level() == level).count();
        LevelCounts {
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            hints: count(Level::Hint),
            omitted: diagnostics.len() - shown,
        }
    }

    /// `2 errors, 1 hint; 40 of them are not shown`
    fn in_words(&self) -> String {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.hints, "hint")];
        let words = counts.into_iter().filter(|(count, _)| *count > 0);
        let words: Vec<_> =
            words.map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" })).collect();
        match self.omitted {
            0 => words.join(", "),
            omitted => format!("{}; {omitted} of them are not shown", words.join(", ")),
        }
    }
}

/// A diagnostic for annotate-snippets.
fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let kind = match diagnostic.level() {
        Level::Error => Severity::ERROR,
        Level::Warning => Severity::WARNING,
        Level::Hint => Severity::NOTE.with_name("hint"),
    };
    let mut group = Group::with_title(kind.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name()));
    let mut files: Vec<&Source> = Vec::new();
    for label in &diagnostic.labels {
        if !files.iter().any(|file| Source::ptr_eq(file, &label.source)) {
            files.push(&label.source);
        }
    }
    for file in files {
        group = group.element(snippet(file, &diagnostic.labels));
    }
    match &diagnostic.help {
        Some(help) => group.element(Severity::HELP.message(help.as_str())),
        None => group,
    }
}

/// The lines of a file from the first label to the last; the whole of a large list would be slow to render.
fn snippet<'a>(source: &'a Source, labels: &'a [Label]) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = source.text();
    let here = || labels.iter().enumerate().filter(|(_, label)| Source::ptr_eq(&label.source, source));
    let first = here().map(|(_, label)| label.range.start).min().unwrap_or(0).min(text.len());
    let last = here().map(|(_, label)| label.range.end).max().unwrap_or(0).clamp(first, text.len());
    let start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[last..].find('\n').map_or(text.len(), |newline| last + newline);
    // A line may be very long.
    let mut end = end.min(last + MAX_CONTEXT_OCTETS);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let end = start + text[start..end].trim_end_matches('\r').len();
    let mut snippet =
        Snippet::source(&text[start..end]).line_start(source.position(start).0).path(harmless(source.name()));
    for (index, label) in here() {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        // A fault at the very end of the text points at its last line.
        let span = label.range.start.min(end) - start..label.range.end.min(end) - start;
        let annotation = kind.span(span);
        snippet =
            snippet.annotation(if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) });
    }
    snippet
}

/// Writes one JSON object, with the changes only if they were asked for.
fn json(diagnostics: &[Diagnostic], changes: Option<&Changes>, out: &mut Vec<u8>) -> Result<()> {
    let shown = choose(diagnostics);
    let report = JsonReport {
        counts: LevelCounts::new(diagnostics, shown.len()),
        diagnostics: shown.iter().copied().map(JsonDiagnostic::from).collect(),
        changes,
    };
    writeln!(out, "{}", harmless_json(&serde_json::to_string_pretty(&report)?))?;
    Ok(())
}

#[derive(Serialize)]
struct JsonReport<'a> {
    diagnostics: Vec<JsonDiagnostic<'a>>,
    #[serde(flatten)]
    counts: LevelCounts,
    #[serde(flatten)]
    changes: Option<&'a Changes>,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'static str,
    level: String,
    message: &'a str,
    help: Option<&'a str>,
    labels: Vec<LabelPosition<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<LabelPosition<'a>>,
}

impl<'a> From<&'a Diagnostic> for JsonDiagnostic<'a> {
    fn from(diagnostic: &'a Diagnostic) -> JsonDiagnostic<'a> {
        JsonDiagnostic {
            code: diagnostic.code.name(),
            level: diagnostic.level().to_string(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            labels: diagnostic.labels.iter().map(LabelPosition::from).collect(),
            fix: diagnostic.fix.as_ref().map(|Fix { source, range, text, .. }| LabelPosition::new(source, range, text)),
        }
    }
}

/// The position of a label or a fix, and its text. Lines and columns count from 1, columns count characters, and the end is
/// exclusive.
#[derive(Serialize)]
struct LabelPosition<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
}

impl<'a> LabelPosition<'a> {
    fn new(source: &'a Source, range: &Range<usize>, text: &'a str) -> LabelPosition<'a> {
        let (line, column) = source.position(range.start);
        let (end_line, end_column) = source.position(range.end);
        LabelPosition { file: source.name(), line, column, end_line, end_column, text }
    }
}

impl<'a> From<&'a Label> for LabelPosition<'a> {
    fn from(label: &'a Label) -> LabelPosition<'a> {
        LabelPosition::new(&label.source, &label.range, &label.text)
    }
}

/// A workflow command of GitHub Actions.
fn annotation(diagnostic: &Diagnostic, out: &mut Vec<u8>) -> Result<()> {
    let command = match diagnostic.level() {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    write!(out, "::{command} ")?;
    if let Some(label) = diagnostic.labels.first() {
        let place = LabelPosition::from(label);
        let path = if place.file == STDIN { PathBuf::from(STDIN) } else { in_repository(place.file) };
        let file = annotation_text(&path.to_string_lossy());
        let file = file.replace(':', "%3A").replace(',', "%2C");
        write!(out, "file={file},line={},col={},", place.line, place.column)?;
        write!(out, "endLine={},endColumn={},", place.end_line, place.end_column)?;
    }
    let mut text = diagnostic.message.clone();
    for label in diagnostic.labels.iter().skip(1) {
        let place = LabelPosition::from(label);
        text += &format!("\n{}:{}:{}: {}", place.file, place.line, place.column, place.text);
    }
    if let Some(help) = &diagnostic.help {
        text += &format!("\n{help}");
    }
    writeln!(out, "title={}::{}", diagnostic.code, annotation_text(&text))?;
    Ok(())
}
