//! `confcal import`: reads other people's files, and writes the list that comes of them.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
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
    "csv", "geojson", "htm", "html", "ical", "ics", "json", "jsonl", "markdown", "md", "mdx", "ndjson", "toml", "tsv",
    "yaml", "yml",
];

/// `confcal import`
pub(crate) fn import(args: &Import) -> Result<ExitCode> {
    if let Some(list) = &args.update {
        return update(args, list);
    }
    let inputs = read_inputs(&args.paths)?;
    let options = options(args, args.map.as_deref())?;
    if let Some(list) = &args.into {
        let source =
            files::source(list, MAX_INPUT_OCTETS).with_context(|| format!("cannot read {}", list.display()))?;
        return add(args, list, &source, &inputs, &options);
    }
    let made = confcal::import(&inputs, &options);
    write_map(args, &made.mapping)?;
    if made.report.written > 0 && !args.dry_run {
        if !args.force {
            check_is_imported(&args.output)?;
        }
        files::write_text(&args.output, &made.list)?;
    }
    if args.dry_run && made.report.written > 0 {
        files::write_text(Path::new("-"), &made.list)?;
    }
    say(args, &made.report, &args.output)?;
    Ok(if made.report.written > 0 { ExitCode::SUCCESS } else { ExitCode::from(2) })
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
    if args.dry_run {
        files::write_text(Path::new("-"), &made.list)?;
    } else if made.list != source.text() {
        files::write_text(list, &made.list)?;
    }
    say(args, &made.report, list)?;
    Ok(if made.report.read > 0 { ExitCode::SUCCESS } else { ExitCode::from(2) })
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
    let folder = list.parent().unwrap_or(Path::new(""));
    let mut text = source.text().to_owned();
    let mut found_any = false;
    for named in sources {
        let inputs = read_inputs(&[folder.join(&named.path)])?;
        let map = named.map.map(|map| match folder.join(&map) {
            path if path.is_file() => path.display().to_string(),
            _ => map,
        });
        let options = options(args, map.as_deref())?;
        let made = match confcal::import_into(&Source::new(source.name(), text.as_str()), &inputs, &options) {
            Ok(made) => made,
            Err(message) => bail!("{name}: {message}"),
        };
        text = made.list;
        found_any |= made.report.read > 0;
        say(args, &made.report, list)?;
    }
    if args.dry_run {
        files::write_text(Path::new("-"), &text)?;
    } else if text != source.text() {
        files::write_text(list, &text)?;
    }
    Ok(if found_any { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn options(args: &Import, map: Option<&str>) -> Result<ImportOptions> {
    let mut options = ImportOptions::default();
    options.first_of_series = args.first_of_series;
    options.prefer_input = args.prefer.is_some();
    options.terms = args.paths.first().and_then(|path| terms(path));
    options.mapping = match map {
        Some(map) if Path::new(map).is_file() => {
            Some(fs::read_to_string(map).with_context(|| format!("cannot read the mapping {map}"))?)
        }
        Some(map) if confcal::import_mappings().any(|name| name == map) => Some(map.to_owned()),
        Some(map) => {
            let names: Vec<&str> = confcal::import_mappings().collect();
            bail!(
                "there is neither a file nor a mapping `{map}`; the mappings that come with confcal are {}",
                names.join(", ")
            );
        }
        None => None,
    };
    Ok(options)
}

fn write_map(args: &Import, mapping: &str) -> Result<()> {
    match &args.write_map {
        Some(path) => files::write_text(path, mapping),
        None => Ok(()),
    }
}

/// Reads the files, those of folders in order of their names.
fn read_inputs(paths: &[PathBuf]) -> Result<Vec<ImportInput>> {
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
            let is_list = |path: &PathBuf| {
                path.file_name()
                    .is_some_and(|name| !NOT_LISTS.contains(&name.to_string_lossy().to_lowercase().as_str()))
            };
            // A folder may hold nothing but a README, which is the list then.
            if found.iter().any(is_list) {
                found.retain(is_list);
            }
            if found.is_empty() {
                bail!("{} holds no file that could be a list", path.display());
            }
            for file in found {
                inputs.push(read_input(&file)?);
            }
        } else {
            inputs.push(read_input(path)?);
        }
    }
    Ok(inputs)
}

fn read_input(path: &Path) -> Result<ImportInput> {
    let name = path.display().to_string();
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
        if path.is_dir() {
            if depth < 8 {
                walk(&path, depth + 1, found)?;
            }
        } else if EXTENSIONS.contains(&extension.as_str()) {
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
        path.is_file() && ["license", "licence", "copying"].iter().any(|start| name.starts_with(start))
    })?;
    let mut text = String::new();
    fs::File::open(&licence).ok()?.take(4096).read_to_string(&mut text).ok()?;
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    Some(format!("{} ({})", first.trim_start_matches('#').trim(), licence.file_name()?.to_string_lossy()))
}

/// Refuses a file that was not imported: written over, it would be lost.
fn check_is_imported(path: &Path) -> Result<()> {
    if !files::is_file(path) || !files::is_not_empty(path) {
        return Ok(());
    }
    let mut head = Vec::new();
    let name = path.display();
    fs::File::open(path)
        .and_then(|file| file.take(64).read_to_end(&mut head))
        .with_context(|| format!("cannot read {name}"))?;
    if head.starts_with(b"# Imported from ") {
        return Ok(());
    }
    bail!(
        "{name} is not a list that `confcal import` wrote, and would be lost; add to it with `--into {name}`, name another file, or replace it with `--force`"
    )
}

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
        for remark in remarks {
            report::note(&format!("{what}: {}", line(remark)));
        }
    }
    for file in report.files.iter().take(20) {
        report::note(&format!("{}: {}, {} records, mapping {}", file.file, file.notation, file.records, file.mapping));
    }
    let not_taken: Vec<String> =
        report.not_taken.iter().map(|field| format!("`{}` {} times", field.field, field.values)).collect();
    if !not_taken.is_empty() {
        report::note(&format!("fields that nothing took: {}", not_taken.join(", ")));
    }
    report::note(&format!(
        "{}: {} records read, {} entries written, {} merged, {} left out",
        output.display(),
        report.read,
        report.written,
        report.merged,
        report.left_out.len()
    ));
    Ok(())
}
