//! Reads the files that are imported: those that the user or a list names, and those of a folder that may be lists.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use confcal::ImportInput;

use super::MAX_INPUT_OCTETS;

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
    "adoc",
    "asciidoc",
    "csv",
    "geojson",
    "htm",
    "html",
    "ical",
    "ics",
    "json",
    "json5",
    "jsonc",
    "jsonl",
    "markdown",
    "md",
    "mdx",
    "mediawiki",
    "ndjson",
    "org",
    "rst",
    "toml",
    "tsv",
    "wiki",
    "yaml",
    "yml",
];

/// The ends of names of files that may hold a list, in forms that are not read.
const OTHER_EXTENSIONS: &[&str] = &[
    "db", "doc", "docx", "numbers", "ods", "odt", "pdf", "pptx", "rtf", "sqlite", "txt", "xls", "xlsm", "xlsx", "xml",
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

/// The folder that the sources of a list are in. A list may come from a stranger, and what it names ends up in a public
/// feed: nothing outside the folder is read, whatever paths and links lead there.
pub(super) struct SourceRoot {
    /// The folder of the list, which paths begin at.
    list_folder: PathBuf,
    /// The folder without links.
    root: PathBuf,
}

impl SourceRoot {
    pub(super) fn of(list: &Path, given: Option<&Path>) -> Result<SourceRoot> {
        let list_folder = list.parent().unwrap_or(Path::new(""));
        let here = |folder: &Path| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() };
        let root = here(given.unwrap_or(list_folder));
        let root = root.canonicalize().with_context(|| format!("cannot read the folder {}", root.display()))?;
        Ok(SourceRoot { list_folder: list_folder.to_owned(), root })
    }

    /// The path of a file or folder that the list names.
    pub(super) fn path(&self, named: &str) -> Result<PathBuf> {
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

/// Reads the files, those of folders in order of their names.
pub(super) fn read_inputs(paths: &[PathBuf], are_found: bool) -> Result<Vec<ImportInput>> {
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
            let (mut found, mut others) = (Vec::new(), BTreeMap::new());
            walk(path, 0, &mut found, &mut others)?;
            let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            let is_list = |path: &PathBuf| !NOT_LISTS.contains(&name(path).as_str());
            // A folder may hold nothing but a README, which is the list then.
            if found.iter().any(is_list) {
                found.retain(is_list);
            }
            if found.is_empty() {
                bail!("{} holds no file that could be a list{}", path.display(), only_others(&others));
            }
            inputs.extend(others.into_values().map(|files| not_read(path, &files)));
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
    if name.starts_with("https://") || name.starts_with("http://") {
        bail!("{name} is an address, and import fetches nothing: download it, and import the file");
    }
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

/// The files of a folder in forms that are not read, by the ends of their names.
type OtherFiles = BTreeMap<String, Vec<PathBuf>>;

/// The remark on the files of a folder in one form that is not read.
fn not_read(folder: &Path, files: &[PathBuf]) -> ImportInput {
    let name = files[0].display().to_string();
    let extension = files[0].extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let more = match files.len() - 1 {
        0 => String::new(),
        more => format!(", nor {more} more .{extension} in {}", folder.display()),
    };
    let instead = if extension == "txt" { "import it by its own name" } else { "save it as CSV, and import that" };
    ImportInput::unread(name, format!("is not read{more}; if it holds a list, {instead}"))
}

/// The forms of a folder that holds no other files.
fn only_others(others: &OtherFiles) -> String {
    let kinds: Vec<String> = others.keys().map(|kind| format!(".{kind}")).collect();
    if kinds.is_empty() { String::new() } else { format!("; {} is not read, save a sheet as CSV", kinds.join(", ")) }
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>, others: &mut OtherFiles) -> Result<()> {
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
                walk(&path, depth + 1, found, others)?;
            }
        } else if is_list {
            found.push(path);
        } else if OTHER_EXTENSIONS.contains(&extension.as_str()) {
            others.entry(extension).or_default().push(path);
        }
    }
    Ok(())
}

/// The terms of a source, as a licence file beside it names them.
pub(super) fn terms(path: &Path) -> Option<String> {
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
