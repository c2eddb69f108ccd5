//! `confcal import`: reads other people's files, and writes the list that comes of them.

mod inputs;
mod summary;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use confcal::{ImportInput, ImportOptions, ImportReport, Source};

use self::inputs::{SourceRoot, read_inputs, terms};
use self::summary::say;
use crate::args::Import;
use crate::{files, init};

/// The most octets of a file that is imported.
const MAX_INPUT_OCTETS: u64 = 64 << 20;

/// `confcal import`
pub(crate) fn import(args: &Import) -> Result<ExitCode> {
    let done = run(args);
    if let Err(error) = &done {
        summary::refuse(args, &format!("{error:#}"))?;
    }
    done
}

fn run(args: &Import) -> Result<ExitCode> {
    if let Some(list) = &args.update {
        return update(args, list);
    }
    let inputs = read_inputs(&args.paths, false)?;
    let mut options = options(args, args.map.as_deref().map(mapping).transpose()?);
    options.terms = args.paths.first().and_then(|path| terms(path));
    if let Some(list) = &args.into {
        let name = list.display();
        if !list.exists() {
            bail!("{name} is no list to add to: `-o {name}` makes a new one");
        }
        let source = files::source(list, MAX_INPUT_OCTETS).with_context(|| format!("cannot read {name}"))?;
        return add(args, list, &source, &inputs, &options);
    }
    if init::has_ending_of_file(&args.output) {
        bail!("a list ends in .toml, and {} does not", args.output.display());
    }
    let made = confcal::import(&inputs, &options);
    let is_written = made.report.written > 0;
    if is_written && !args.dry_run && !args.force {
        check_is_imported(&args.output)?;
    }
    write_map(args, &made.mapping)?;
    if is_written {
        let is_file = !args.dry_run && args.output != Path::new("-");
        let list = if is_file { marked(&made.list) } else { made.list };
        files::write_text(if args.dry_run { Path::new("-") } else { &args.output }, &list)?;
    }
    say(args, &made.report, &args.output)?;
    Ok(if is_written { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// Adds to a list that is there.
fn add(
    args: &Import,
    list: &Path,
    source: &Source,
    inputs: &[ImportInput],
    options: &ImportOptions,
) -> Result<ExitCode> {
    let made = match confcal::import_into(source, inputs, options) {
        Ok(made) => made,
        Err(message) => bail!("{}: {message}", list.display()),
    };
    write_map(args, &made.mapping)?;
    write_list(args, list, source, &made.list)?;
    say(args, &made.report, list)?;
    Ok(if is_taken(&made.report) { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// Brings a list up to date from the files that it names.
fn update(args: &Import, list: &Path) -> Result<ExitCode> {
    let name = list.display();
    let source = files::source(list, MAX_INPUT_OCTETS).with_context(|| format!("cannot read {name}"))?;
    let sources = match confcal::import_sources(&source) {
        Ok(sources) if sources.is_empty() => bail!("{name} names no `[[source]]` to bring it up to date from"),
        Ok(sources) => sources,
        Err(message) => bail!("{name}: {message}"),
    };
    let root = SourceRoot::of(list, args.source_root.as_deref())?;
    let mut text = source.text().to_owned();
    let mut found_any = false;
    for named in sources {
        let inputs = read_inputs(&[root.path(&named.path)?], true)?;
        let map_name = named.map.clone();
        let map = match named.map {
            Some(map) if confcal::import_mappings().any(|name| name == map) => Some(map),
            Some(map) if !map.contains(['.', '/']) => bail!("{name}: `map` of a `[[source]]`: {}", no_mapping(&map)),
            Some(map) => Some(read_mapping(&root.path(&map)?)?),
            None => None,
        };
        let mut options = options(args, map);
        options.mapping_name = map_name;
        options.base_url = named.base_url;
        let made = match confcal::import_into(&Source::new(source.name(), text.as_str()), &inputs, &options) {
            Ok(made) => made,
            Err(message) => bail!("{name}: {message}"),
        };
        text = made.list;
        found_any |= is_taken(&made.report);
        say(args, &made.report, list)?;
    }
    write_list(args, list, &source, &text)?;
    Ok(if found_any { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// True if the list has an entry for some of the records.
fn is_taken(report: &ImportReport) -> bool {
    report.written + report.merged > 0
}

/// Writes the list that was added to, where that changed it.
fn write_list(args: &Import, list: &Path, source: &Source, text: &str) -> Result<()> {
    if args.dry_run {
        files::write_text(Path::new("-"), text)
    } else if text != source.text() {
        files::write_text(list, text)
    } else {
        Ok(())
    }
}

fn options(args: &Import, mapping: Option<String>) -> ImportOptions {
    let mut options = ImportOptions::default();
    options.first_of_series = args.first_of_series;
    options.prefer_input = args.prefer.is_some();
    options.mapping = mapping;
    options.base_url = args.base_url.clone();
    options.mapping_name = args.map.clone();
    options
}

/// The mapping of an argument: the text of a file, or the name of one that comes with confcal.
fn mapping(named: &str) -> Result<String> {
    if Path::new(named).is_file() {
        return read_mapping(Path::new(named));
    }
    if confcal::import_mappings().any(|name| name == named) {
        return Ok(named.to_owned());
    }
    bail!(no_mapping(named));
}

/// The message for a name of no mapping.
fn no_mapping(named: &str) -> String {
    let names: Vec<&str> = confcal::import_mappings().collect();
    format!(
        "there is neither a file nor a mapping `{named}`; the mappings that come with confcal are {}",
        names.join(", ")
    )
}

fn read_mapping(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read the mapping {}", path.display()))
}

/// Keeps the mapping. A file with another text stays as it is: it may be a mapping that a person has corrected.
fn write_map(args: &Import, mapping: &str) -> Result<()> {
    let Some(path) = args.write_map.as_deref().filter(|_| !args.dry_run) else { return Ok(()) };
    let name = path.display();
    let is_list = args.into.as_deref() == Some(path) || args.output == path && !files::is_stdout(path);
    if is_list {
        bail!("the list and the mapping cannot both be written to {name}");
    }
    if !args.force {
        files::check_replaceable(path, MAX_INPUT_OCTETS, None, |octets| {
            let is_other = octets != mapping.as_bytes();
            is_other.then_some("is there already, with another text that would be lost")
        })?;
    }
    files::write_text(path, mapping)
}

/// The beginning of the line that tells whether an imported list was edited since.
const MARK: &str = "# As imported: ";

/// The list with a line behind its first comments that holds the digest of the rest.
fn marked(list: &str) -> String {
    let head = list.split_inclusive('\n').take_while(|line| line.starts_with('#')).map(str::len).sum();
    let (head, rest) = list.split_at(head);
    format!("{head}{MARK}{}\n{rest}", digest(list))
}

fn digest(text: &str) -> String {
    confcal::sha256(text.as_bytes())[..16].to_owned()
}

/// True if a text is a list as import has written it.
fn is_as_imported(text: &str) -> bool {
    let Some(mark) = text.split_inclusive('\n').find(|line| line.starts_with(MARK)) else { return false };
    mark[MARK.len()..].trim_end() == digest(&text.replacen(mark, "", 1))
}

/// Refuses a file that was not imported, or was edited since: written over, the work in it would be lost.
fn check_is_imported(path: &Path) -> Result<()> {
    let instead = format!("add to it with `--into {}`", path.display());
    files::check_replaceable(path, MAX_INPUT_OCTETS, Some(instead), |octets| {
        let text = String::from_utf8_lossy(octets);
        match () {
            () if is_as_imported(&text) => None,
            () if text.starts_with("# Imported from ") => {
                Some("was edited since it was imported, and the edits would be lost")
            }
            () => Some("is not a list that `confcal import` wrote, and would be lost"),
        }
    })
}
