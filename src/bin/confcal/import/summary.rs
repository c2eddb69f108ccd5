//! Says what an import did, to people or as JSON.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::Result;
use confcal::{ImportReport, Remark};

use crate::args::{Import, ImportFormat};
use crate::{files, report};

/// The most files that the report for people names.
const MAX_FILES_SHOWN: usize = 20;

/// Says what was done.
pub(super) fn say(args: &Import, report: &ImportReport, output: &Path) -> Result<()> {
    if args.format == ImportFormat::Json {
        let json = serde_json::to_string_pretty(report)?;
        // The list is alone on standard output.
        if files::is_stdout(output) || args.dry_run {
            eprintln!("{json}");
            return Ok(());
        }
        return files::write_text(Path::new("-"), &format!("{json}\n"));
    }
    let line = |remark: &Remark| match remark.line {
        0 => format!("{}: {}", remark.file, remark.message),
        line => format!("{}:{line}: {}", remark.file, remark.message),
    };
    for fault in with_counts(&report.faults) {
        report::note(&line(&fault));
    }
    let remarks = [("changed", &report.changed), ("left out", &report.left_out), ("conflict", &report.conflicts)];
    for (what, remarks) in remarks.into_iter().filter(|(what, _)| *what == "conflict" || !args.remarks.quiet) {
        // Each conference that is left out counts.
        let remarks = if what == "changed" { with_counts(remarks) } else { remarks.clone() };
        remarks.iter().for_each(|remark| report::note(&format!("{what}: {}", line(remark))));
    }
    if args.remarks.quiet {
        return Ok(());
    }
    let mut last = None;
    for file in report.files.iter().take(MAX_FILES_SHOWN) {
        let records = count(file.records, "record", "records");
        report::note(&format!("{}: {}, {records}, mapping {}", file.file, file.notation, file.mapping));
        // Files of one shape share their guess.
        if !file.guess.is_empty() && last != Some(&file.guess) {
            report::note(&format!("{}: guessed: {}", file.file, file.guess.join(", ")));
        }
        last = Some(&file.guess);
    }
    if let Some(more) = report.files.len().checked_sub(MAX_FILES_SHOWN).filter(|more| *more > 0) {
        report::note(&format!("and {more} more files; `--format json` names all"));
    }
    let not_taken: Vec<String> = report
        .not_taken
        .iter()
        .map(|field| format!("`{}` {}", field.field, count(field.values, "time", "times")))
        .collect();
    if !not_taken.is_empty() {
        report::note(&format!("fields that nothing took: {}", not_taken.join(", ")));
    }
    // Standard output has no name.
    let to = match () {
        () if args.dry_run => "dry run: ".to_owned(),
        () if files::is_stdout(output) => String::new(),
        () => format!("{}: ", output.display()),
    };
    report::note(&format!(
        "{to}{} read, {} written, {} merged, {} left out",
        count(report.read, "record", "records"),
        count(report.written, "entry", "entries"),
        report.merged,
        report.left_out.len()
    ));
    if report.has_open_id && report.written > 0 {
        report::note(
            "no source gives the feed an `id`: choose one in `[feed]` that no other feed has before it is published, because the UIDs of its events come from it",
        );
    }
    Ok(())
}

/// Gives the reason why nothing was done to programs, as an object with `error` alone.
pub(super) fn refuse(args: &Import, error: &str) -> Result<()> {
    if args.format != ImportFormat::Json {
        return Ok(());
    }
    files::write_text(Path::new("-"), &format!("{}\n", serde_json::json!({ "error": error })))
}

/// A number with its noun.
fn count(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// The remarks of one kind on a file that stand in a report, beyond which one says how many more there are.
const MAX_ALIKE: usize = 3;

/// The lines that such a remark names.
const MAX_LINES: usize = 8;

/// Kinds of remarks that name the conference: the words that all of one kind have, the most that stand one by one, and what to do.
const KINDS: &[(&str, usize, &str)] = &[
    ("https:// is put before ", 1, ""),
    (
        "names no zone: only the day is taken",
        MAX_ALIKE,
        "; a field, or `timezone = \"= Europe/Oslo\"` in `[fields]` of a mapping, names one",
    ),
    (" is a path without its site", MAX_ALIKE, "; `--base-url URL` gives the address of the site"),
    (" is merged into the entry of ", 20, ""),
    (": no country was found in it", MAX_ALIKE, ""),
    (" names no year: ", MAX_ALIKE, ""),
    (" has no date: ", MAX_ALIKE, ""),
    (" is not dated", MAX_ALIKE, ""),
    (" has no last day", MAX_ALIKE, ""),
    (" is another date than that of the conference", MAX_ALIKE, ""),
    (" is taken from the name of ", MAX_ALIKE, ""),
    (" is taken from behind the name of ", MAX_ALIKE, ""),
    (" that has no zone", MAX_ALIKE, ""),
];

/// What remarks of one kind have in common: the place of their kind in [`KINDS`], or their words.
type Shape = Result<usize, String>;

/// The remarks, with one in the place of those on a file, or on the files of a folder, that say the same of many lines.
fn with_counts(remarks: &[Remark]) -> Vec<Remark> {
    let kind = |remark: &Remark| KINDS.iter().position(|(words, ..)| remark.message.contains(words));
    let mut groups: Vec<(Shape, Vec<&Remark>)> = Vec::new();
    let mut known: HashMap<(&str, Shape), usize> = HashMap::new();
    for remark in remarks {
        let shape = kind(remark).ok_or_else(|| without_quotes(&remark.message));
        let at = *known.entry((&remark.file, shape.clone())).or_insert(groups.len());
        if at == groups.len() {
            groups.push((shape, Vec::new()));
        }
        groups[at].1.push(remark);
    }
    over_files(groups).into_iter().flat_map(counted).collect()
}

/// The groups of remarks, with those of one kind in one where many files have a few each.
fn over_files(groups: Vec<(Shape, Vec<&Remark>)>) -> Vec<Vec<&Remark>> {
    let mut files: HashMap<Shape, usize> = HashMap::new();
    for (shape, _) in groups.iter().filter(|(_, remarks)| remarks.len() <= MAX_ALIKE) {
        *files.entry(shape.clone()).or_default() += 1;
    }
    let mut joined: Vec<Vec<&Remark>> = Vec::new();
    let mut places: HashMap<Shape, usize> = HashMap::new();
    for (shape, remarks) in groups {
        let are_many = remarks.len() <= MAX_ALIKE && files.get(&shape).is_some_and(|files| *files > MAX_ALIKE);
        match places.get(&shape).filter(|_| are_many) {
            Some(at) => joined[*at].extend(remarks),
            None => {
                if are_many {
                    places.insert(shape, joined.len());
                }
                joined.push(remarks);
            }
        }
    }
    joined
}

/// The remarks of one kind, each once; those that are too many are counted in one.
fn counted(mut remarks: Vec<&Remark>) -> Vec<Remark> {
    let mut seen = HashSet::new();
    remarks.retain(|remark| seen.insert((remark.file.as_str(), remark.line, remark.message.as_str())));
    let kind = KINDS.iter().find(|(words, ..)| remarks[0].message.contains(words));
    let (most, advice) = kind.map_or((MAX_ALIKE, ""), |(_, most, advice)| (*most, *advice));
    if remarks.len() <= most {
        let mut kept: Vec<Remark> = remarks.into_iter().cloned().collect();
        kept[0].message.push_str(advice);
        return kept;
    }
    let shown = if most > MAX_ALIKE { most } else { 1 };
    let mut kept: Vec<Remark> = remarks[..shown].iter().map(|remark| (*remark).clone()).collect();
    let others = &remarks[shown..];
    let is_one_file = remarks.iter().all(|remark| remark.file == remarks[0].file);
    let place = |remark: &&Remark| match is_one_file {
        true => remark.line.to_string(),
        false => format!("{}:{}", remark.file, remark.line),
    };
    let mut lines: Vec<String> = others.iter().map(place).collect();
    lines.dedup();
    let more = lines.len().saturating_sub(MAX_LINES);
    lines.truncate(MAX_LINES);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let of = if is_one_file { " of this file, in the lines" } else { ", at" };
    let others = count(others.len(), "other", "others");
    if let Some(last) = kept.last_mut() {
        last.message.push_str(&format!("; likewise {others}{of} {}{more}{advice}", lines.join(", ")));
    }
    kept
}

/// A message without what stands in backticks, and without numbers.
fn without_quotes(message: &str) -> String {
    let outside = message.split('`').step_by(2).collect::<Vec<_>>().join("`");
    outside.chars().filter(|char| !char.is_ascii_digit()).collect()
}
