//! `check --fix`: writes the repaired lists, or shows the changes as a unified diff.
//!
//! The library repairs the text; this module writes it to the files without losing anything.

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use confcal::{Diagnostic, Fixed, FixedFault, Level, Source};
use diffy::{DiffOptions, PatchFormatter};

use crate::{files, report};

/// The most octets of lists whose repairable faults are counted, which takes a repair.
const MAX_COUNTED_OCTETS: usize = 1 << 20;

/// The most changes that are shown one by one.
const MAX_SHOWN_CHANGES: usize = 100;

/// Writes the repaired lists: changed files in place, and the list of standard input to standard output.
pub(crate) fn write(lists: &[Source], fixed: &Fixed, is_quiet: bool) -> Result<()> {
    let pairs = || lists.iter().zip(&fixed.sources);
    for (old, new) in pairs().filter(|(old, new)| !is_stdin(old) && old != new) {
        check_file(old)?;
        files::write_text(Path::new(new.name()), new.text())?;
    }
    for (_, new) in pairs().filter(|(old, _)| is_stdin(old)) {
        files::write_text(Path::new("-"), new.text())?;
    }
    if !is_quiet {
        for change in fixed.changes.iter().take(MAX_SHOWN_CHANGES) {
            report::note(&in_words(change));
        }
        if fixed.changes.len() > MAX_SHOWN_CHANGES {
            report::note(&format!("and {} more changes", fixed.changes.len() - MAX_SHOWN_CHANGES));
        }
    }
    Ok(())
}

/// The offer to repair these faults with `check --fix`, if it can repair any.
pub(crate) fn offer(lists: &[Source], names: &[PathBuf], faults: &[Diagnostic]) -> Option<String> {
    let octets: usize = lists.iter().map(|list| list.text().len()).sum();
    // Hints are mended once there are no errors.
    let has_errors = faults.iter().any(|fault| fault.level() == Level::Error);
    if faults.iter().all(|fault| fault.fix.is_none() || has_errors && fault.level() == Level::Hint) {
        return None;
    }
    let count = if octets < MAX_COUNTED_OCTETS { confcal::mendable(lists, faults) } else { None };
    let may = match count {
        Some(0) => return None,
        Some(count) => format!("{count} of these can"),
        None => "some of these may".to_owned(),
    };
    let names: String = names.iter().map(|name| format!(" {}", report::quoted(name))).collect();
    Some(format!("{may} be mended: `confcal check --fix{names}`"))
}

/// Shows what [`write`] would change, and writes nothing.
pub(crate) fn show(lists: &[Source], fixed: &Fixed) -> Result<()> {
    let mut out = String::new();
    for (old, new) in lists.iter().zip(&fixed.sources).filter(|(old, new)| old != new) {
        let mut options = DiffOptions::new();
        options.set_original_filename(old.name().to_owned()).set_modified_filename(new.name().to_owned());
        let patch = options.create_patch(old.text(), new.text());
        out += &PatchFormatter::new().suppress_blank_empty(false).fmt_patch(&patch).to_string();
    }
    // A patch keeps every byte; on a terminal, control characters of a list are escaped.
    if std::io::stdout().is_terminal() {
        let lines =
            out.lines().map(|line| line.split('\t').map(confcal::harmless).collect::<Vec<_>>().join("\t") + "\n");
        out = lines.collect();
    }
    files::write_text(Path::new("-"), &out)
}

/// Returns true if the list came from standard input.
pub(crate) fn is_stdin(list: &Source) -> bool {
    list.name() == report::STDIN
}

/// Refuses to replace a file that has changed since it was read, or is not a file.
fn check_file(list: &Source) -> Result<()> {
    let path = Path::new(list.name());
    let metadata = fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
    if !metadata.is_file() {
        bail!(
            "{} is not a file, so it cannot be mended; `-` reads a list from standard input and writes it to standard output",
            path.display()
        );
    }
    if fs::read(path).with_context(|| format!("cannot read {}", path.display()))? != list.text().as_bytes() {
        bail!("{} has changed while it was checked; it stays as it is, try again", path.display());
    }
    Ok(())
}

/// `conferences.toml:11:1: unknown-key: `link` is now `url``
fn in_words(change: &FixedFault) -> String {
    let FixedFault { code, source, range, old_text, .. } = change;
    let new_text = change.new_text();
    // Text that begins with a line break is on the next line.
    let blanks = new_text.len() - new_text.trim_start().len();
    let (line, column) = source.position(range.start + blanks);
    let (old, new) = (old_text.trim(), new_text.trim_start_matches(',').trim());
    let what = match (old, new) {
        ("", new) => format!("added `{new}`"),
        (old, new) if old.contains('\n') || new.contains('\n') => "written anew".to_owned(),
        (old, new) => format!("`{old}` is now `{new}`"),
    };
    format!("{}:{line}:{column}: {code}: {what}", source.name())
}
