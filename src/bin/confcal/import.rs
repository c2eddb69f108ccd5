//! `confcal import`: reads other people's files, and writes the list that comes of them.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use confcal::{ImportInput, ImportOptions, ImportReport, Remark, Source};

use crate::args::{Import, ImportFormat};
use crate::{files, report};

/// The most octets of a file that is imported.
const MAX_INPUT_OCTETS: u64 = 64 << 20;

/// Files of a folder that are no lists, whatever their notation.
const NOT_LISTS: &[&str] = &[
    "_config.yml",
    "_config.yaml",
    "cargo.toml",
    "changelog.md",
    "code_of_conduct.md",
    "composer.json",
    "contributing.md",
    "docker-compose.yml",
    "license.md",
    "mkdocs.yml",
    "netlify.toml",
    "package-lock.json",
    "package.json",
    "pyproject.toml",
    "readme.md",
    "schema.json",
    "security.md",
    "tsconfig.json",
];

/// The ends of names of files that may hold records.
const EXTENSIONS: &[&str] = &[
    "csv", "geojson", "htm", "html", "ical", "ics", "json", "json5", "jsonc", "jsonl", "markdown", "md", "mdx",
    "ndjson", "toml", "tsv", "yaml", "yml",
];

/// The most folders in each other that are looked into.
const MAX_FOLDERS: usize = 8;

/// The message for a link in a folder. It may lead out of the folder, to what is not meant to be public.
const LINK: &str = "is a link, and not read; import the file that it leads to by its own name";

/// The message for a file of a folder that is copied for each new entry.
const PATTERN: &str = "seems to be a pattern for new entries, and is not read; import it by its own name if it is not";

/// True if the name of a file, in lower case, is that of a pattern for others.
fn is_pattern(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let mut words = stem.split(['-', '_', ' ']);
    name.starts_with('_') || words.any(|word| matches!(word, "template" | "sample" | "example" | "archetype"))
}

/// `confcal import`
pub(crate) fn import(args: &Import) -> Result<ExitCode> {
    if let Some(list) = &args.update {
        return update(args, list);
    }
    let inputs = read_inputs(&args.paths, false)?;
    let mut options = options(args, args.map.as_deref().map(mapping).transpose()?);
    options.terms = args.paths.first().and_then(|path| terms(path));
    if let Some(list) = &args.into {
        let source =
            files::source(list, MAX_INPUT_OCTETS).with_context(|| format!("cannot read {}", list.display()))?;
        return add(args, list, &source, &inputs, &options);
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
        let map = match named.map {
            Some(map) if confcal::import_mappings().any(|name| name == map) => Some(map),
            Some(map) if !map.contains(['.', '/']) => bail!("{name}: `map` of a `[[source]]`: {}", no_mapping(&map)),
            Some(map) => Some(read_mapping(&root.path(&map)?)?),
            None => None,
        };
        let options = options(args, map);
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

/// The folder that the sources of a list are in. A list may come from a stranger, and what it names ends up in a public
/// feed: nothing outside the folder is read, whatever paths and links lead there.
struct SourceRoot {
    /// The folder of the list, which paths begin at.
    list_folder: PathBuf,
    /// The folder without links.
    root: PathBuf,
}

impl SourceRoot {
    fn of(list: &Path, given: Option<&Path>) -> Result<SourceRoot> {
        let list_folder = list.parent().unwrap_or(Path::new(""));
        let here = |folder: &Path| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() };
        let root = here(given.unwrap_or(list_folder));
        let root = root.canonicalize().with_context(|| format!("cannot read the folder {}", root.display()))?;
        Ok(SourceRoot { list_folder: list_folder.to_owned(), root })
    }

    /// The path of a file or folder that the list names.
    fn path(&self, named: &str) -> Result<PathBuf> {
        let is_relative =
            Path::new(named).components().all(|part| !matches!(part, Component::Prefix(_) | Component::RootDir));
        if !is_relative {
            bail!("`{named}` in a `[[source]]` is an absolute path; write it from the folder of the list");
        }
        let path = self.list_folder.join(named);
        let target = path.canonicalize().with_context(|| format!("cannot read {}", path.display()))?;
        if !target.starts_with(&self.root) {
            bail!(
                "`{named}` in a `[[source]]` leads out of the folder of the list; `--source-root DIR` names a folder around both"
            );
        }
        Ok(path)
    }
}

fn options(args: &Import, mapping: Option<String>) -> ImportOptions {
    let mut options = ImportOptions::default();
    options.first_of_series = args.first_of_series;
    options.prefer_input = args.prefer.is_some();
    options.mapping = mapping;
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

/// Reads the files, those of folders in order of their names.
fn read_inputs(paths: &[PathBuf], are_found: bool) -> Result<Vec<ImportInput>> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            let mut octets = Vec::new();
            std::io::stdin()
                .lock()
                .take(MAX_INPUT_OCTETS + 1)
                .read_to_end(&mut octets)
                .context("cannot read standard input")?;
            inputs.push(input("stdin", octets)?);
        } else if path.is_dir() {
            let mut found = Vec::new();
            walk(path, 0, &mut found)?;
            let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            let is_list = |path: &PathBuf| !NOT_LISTS.contains(&name(path).as_str());
            // A folder may hold nothing but a README, which is the list then.
            if found.iter().any(is_list) {
                found.retain(is_list);
            }
            if found.is_empty() {
                bail!("{} holds no file that could be a list", path.display());
            }
            for file in found {
                inputs.push(match () {
                    () if file.is_symlink() => ImportInput::unread(file.display().to_string(), LINK),
                    () if is_pattern(&name(&file)) => ImportInput::unread(file.display().to_string(), PATTERN),
                    () => read_input(&file, true)?,
                });
            }
        } else {
            inputs.push(read_input(path, are_found)?);
        }
    }
    Ok(inputs)
}

/// Reads a file. One that was found, in a folder or a list, has to be a regular file: a pipe may never end.
fn read_input(path: &Path, is_found: bool) -> Result<ImportInput> {
    let name = path.display().to_string();
    if is_found && path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        bail!("{name} is not a regular file");
    }
    let file = fs::File::open(path).with_context(|| format!("cannot read {name}"))?;
    let mut octets = Vec::new();
    file.take(MAX_INPUT_OCTETS + 1).read_to_end(&mut octets).with_context(|| format!("cannot read {name}"))?;
    input(&name, octets)
}

fn input(name: &str, octets: Vec<u8>) -> Result<ImportInput> {
    if octets.len() as u64 > MAX_INPUT_OCTETS {
        bail!("cannot read {name}: it is larger than 64 MiB");
    }
    Ok(ImportInput::new(name, octets))
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<()> {
    let name = folder.display();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .with_context(|| format!("cannot read the folder {name}"))?;
    entries.sort();
    for path in entries {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        if file.starts_with('.') || file == "node_modules" {
            continue;
        }
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let is_list = EXTENSIONS.contains(&extension.as_str());
        if path.is_symlink() {
            if is_list || path.is_dir() {
                found.push(path);
            }
        } else if path.is_dir() {
            if depth < MAX_FOLDERS {
                walk(&path, depth + 1, found)?;
            }
        } else if is_list {
            found.push(path);
        }
    }
    Ok(())
}

/// The terms of a source, as a licence file beside it names them.
fn terms(path: &Path) -> Option<String> {
    let folder = if path.is_dir() { path } else { path.parent()? };
    let mut names: Vec<PathBuf> = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    names.sort();
    let licence = names.into_iter().find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        path.is_file()
            && !path.is_symlink()
            && ["license", "licence", "copying"].iter().any(|start| name.starts_with(start))
    })?;
    let mut text = String::new();
    fs::File::open(&licence).ok()?.take(4096).read_to_string(&mut text).ok()?;
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    Some(format!("{} ({})", first.trim_start_matches('#').trim(), licence.file_name()?.to_string_lossy()))
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

/// The most files that the report for people names.
const MAX_FILES_SHOWN: usize = 20;

/// Says what was done.
fn say(args: &Import, report: &ImportReport, output: &Path) -> Result<()> {
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
    for fault in &report.faults {
        report::note(&line(fault));
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
