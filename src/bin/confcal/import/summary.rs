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
    if args.remarks.quiet {
        return Ok(());
    }
    for (what, remarks) in
        [("changed", &report.changed), ("left out", &report.left_out), ("conflict", &report.conflicts)]
    {
        // Each conference that is left out counts.
        let remarks = if what == "changed" { with_counts(remarks) } else { remarks.clone() };
        remarks.iter().for_each(|remark| report::note(&format!("{what}: {}", line(remark))));
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
    Ok(())
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

/// The remarks, with one in the place of those on a file that say the same of many lines.
fn with_counts(remarks: &[Remark]) -> Vec<Remark> {
    let kind = |remark: &Remark| KINDS.iter().position(|(words, ..)| remark.message.contains(words));
    let mut groups: Vec<Vec<&Remark>> = Vec::new();
    let mut known: HashMap<(&str, Result<usize, String>), usize> = HashMap::new();
    for remark in remarks {
        let shape = kind(remark).ok_or_else(|| without_quotes(&remark.message));
        let at = *known.entry((&remark.file, shape)).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(remark);
    }
    groups.into_iter().flat_map(counted).collect()
}

/// The remarks of one kind, each once; those that are too many are counted in one.
fn counted(mut remarks: Vec<&Remark>) -> Vec<Remark> {
    let mut seen = HashSet::new();
    remarks.retain(|remark| seen.insert((remark.line, remark.message.as_str())));
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
    let mut lines: Vec<String> = others.iter().map(|remark| remark.line.to_string()).collect();
    lines.dedup();
    let more = lines.len().saturating_sub(MAX_LINES);
    lines.truncate(MAX_LINES);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let at = format!("in the lines {}{more}", lines.join(", "));
    if let Some(last) = kept.last_mut() {
        last.message
            .push_str(&format!("; likewise {} of this file, {at}{advice}", count(others.len(), "other", "others")));
    }
    kept
}

/// A message without what stands in backticks, and without numbers.
fn without_quotes(message: &str) -> String {
    let outside = message.split('`').step_by(2).collect::<Vec<_>>().join("`");
    outside.chars().filter(|char| !char.is_ascii_digit()).collect()
}
