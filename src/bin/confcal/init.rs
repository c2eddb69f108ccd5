//! `confcal init`: starts a list, and writes the files with which a repository checks and publishes it.
//!
//! Comes in: a folder. Goes out: the files that are not there yet, all of them or none. A file that is there stays as it is.

mod template;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use crate::args::Init;
use crate::repository::Repository;
use crate::{files, report};
use template::{Template, TemplateNames};

/// The name of a list in a folder.
const LIST: &str = "conferences.toml";

/// The file beside a list with the schema for editors, which the first line of the list names.
const SCHEMA: &str = "confcal.schema.json";

/// The file that keeps the site out of the repository.
const GITIGNORE: &str = ".gitignore";

/// `confcal init`
pub(crate) fn init(args: &Init) -> Result<ExitCode> {
    let is_for_repository = args.github || args.gitlab || args.pre_commit;
    let today = files::now()?.date_naive();
    if files::is_stdout(&args.place) {
        if is_for_repository {
            bail!("the files for a repository need a folder; name it in place of `-`");
        }
        files::write_text(&args.place, &template::list(&TemplateNames::default(), today))?;
        return Ok(ExitCode::SUCCESS);
    }
    let list = list(&args.place)?;
    let lacks_schema = lacks_schema(&list);
    if files::is_there(&list) && !is_for_repository && !lacks_schema {
        bail!("{} is there already; it stays as it is", list.display());
    }
    let folder = list.parent().unwrap_or(Path::new(""));
    let repository = Repository::around(folder)?;
    let in_repository = repository.path_of(&list)?;
    if is_for_repository && !is_plain(&in_repository) {
        bail!(
            "the path `{in_repository}` would be misread in a workflow; use letters, digits, `.`, `_`, `-` and `/` alone"
        );
    }
    let names = TemplateNames::new(repository.github().filter(|_| args.github), folder.file_name());
    let text = format!("#:schema ./{SCHEMA}\n{}", template::list(&names, today));
    let mut planned = vec![
        NewFile { path: list.clone(), text },
        NewFile { path: folder.join(SCHEMA), text: confcal::LIST_SCHEMA.to_owned() },
        NewFile { path: folder.join(GITIGNORE), text: template::GITIGNORE.to_owned() },
    ];
    let of_repository = [(args.github, template::GITHUB), (args.gitlab, template::GITLAB)];
    let of_repository = of_repository.into_iter().chain([(args.pre_commit, template::PRE_COMMIT)]);
    for Template { path, text } in of_repository.filter(|(is_wanted, _)| *is_wanted).flat_map(|(_, files)| files) {
        planned.push(NewFile { path: repository.root.join(path), text: template::filled(text, &in_repository) });
    }
    if lacks_schema && !is_for_repository {
        planned.retain(|file| file.path == list || file.path.ends_with(SCHEMA));
    }
    let (kept, new): (Vec<NewFile>, Vec<NewFile>) = planned.into_iter().partition(|file| files::is_there(&file.path));
    if new.is_empty() {
        bail!("all {} files are there already; they stay as they are", kept.len());
    }
    write(&new)?;
    say(args, &list, &in_repository, &new, &kept);
    Ok(ExitCode::SUCCESS)
}

/// Returns true for a list whose first line names a schema beside it that is gone.
fn lacks_schema(list: &Path) -> bool {
    let names_schema = || {
        let text = fs::read_to_string(list).unwrap_or_default();
        let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        first
            .strip_prefix("#:schema")
            .is_some_and(|path| matches!(path.trim().strip_prefix("./"), Some(SCHEMA)) || path.trim() == SCHEMA)
    };
    !files::is_there(&list.with_file_name(SCHEMA)) && names_schema()
}

/// The list that a folder or a path is for.
fn list(place: &Path) -> Result<PathBuf> {
    let place: PathBuf = place.components().filter(|part| *part != std::path::Component::CurDir).collect();
    let is_list = place.extension().is_some_and(|extension| extension == "toml");
    if is_list && !place.is_dir() {
        return Ok(place);
    }
    if files::is_there(&place) && !place.is_dir() {
        bail!("{} is a file; name a folder, or a list that ends in .toml", place.display());
    }
    if !is_list && !place.is_dir() && has_ending_of_file(&place) {
        bail!("a list ends in .toml, and {} does not; name such a file, or a folder", place.display());
    }
    Ok(place.join(LIST))
}

/// Returns true if a path ends as files do in which others keep their lists.
pub(crate) fn has_ending_of_file(path: &Path) -> bool {
    const ENDINGS: &str = "txt yaml yml json csv tsv md markdown ics html xlsx ods";
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.split(' ').any(|known| known == ending))
}

/// Returns true if a path means the same in YAML, in a shell and on a command line.
fn is_plain(path: &str) -> bool {
    let is_plain = |char: char| char.is_alphanumeric() || matches!(char, '.' | '_' | '-' | '/');
    path.chars().all(is_plain) && !path.starts_with('-')
}

/// A file to write.
struct NewFile {
    path: PathBuf,
    text: String,
}

/// Writes all files, or none if one fails.
fn write(new: &[NewFile]) -> Result<()> {
    let mut made = Made::default();
    let written = new.iter().try_for_each(|file| made.write(file));
    if written.is_err() {
        made.remove();
    }
    written
}

/// The files and folders that were made.
#[derive(Default)]
struct Made<'f> {
    folders: Vec<&'f Path>,
    files: Vec<&'f Path>,
}

impl<'f> Made<'f> {
    fn write(&mut self, file: &'f NewFile) -> Result<()> {
        let folders: Vec<&Path> = file.path.ancestors().skip(1).filter(|path| !path.as_os_str().is_empty()).collect();
        for folder in folders.into_iter().rev().filter(|folder| !folder.is_dir()) {
            fs::create_dir(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
            self.folders.push(folder);
        }
        files::write_new(&file.path, file.text.as_bytes())?;
        self.files.push(&file.path);
        Ok(())
    }

    /// Removes them, because a half would be in the way of the next attempt.
    fn remove(&self) {
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The lines that a file that stays would need, if any. `in_repository` is the path of the list from its root.
fn advice(args: &Init, list: &Path, in_repository: &str, kept: &NewFile) -> String {
    let text = fs::read_to_string(&kept.path).unwrap_or_default();
    if kept.text.contains(in_repository) && !text.contains(in_repository) {
        return format!("; add {in_repository} to it, which it does not name");
    }
    if kept.path.ends_with(GITIGNORE) && !text.contains("public") {
        return "; add the line `/public/` to it, for the site".to_owned();
    }
    // Nothing else knows the addresses of a list.
    if kept.path != list || !args.github {
        return String::new();
    }
    // A list that was made before its repository does not know the addresses.
    let head = |text: &'_ str| text.split("[[").next().unwrap_or_default().to_owned();
    let (feed, ours) = (head(&text), head(&kept.text));
    let has = |key: &str| feed.lines().any(|line| line.starts_with(key));
    let is_needed =
        |line: &&str| ["url = ", "contribute = ", "correct = "].iter().any(|key| line.starts_with(key) && !has(key));
    let lines: Vec<&str> = ours.lines().filter(is_needed).collect();
    if lines.is_empty() { String::new() } else { format!("; add to its [feed]:\n  {}", lines.join("\n  ")) }
}

/// Says what was written, what stayed, and the next commands.
fn say(args: &Init, list: &Path, in_repository: &str, new: &[NewFile], kept: &[NewFile]) {
    for file in new {
        report::note(&format!("wrote {}", file.path.display()));
    }
    for file in kept {
        let name = file.path.display();
        report::note(&format!("{name} is there already and stays as it is{}", advice(args, list, in_repository, file)));
    }
    let named = if list == Path::new(LIST) { String::new() } else { format!(" {}", report::quoted(list)) };
    let [second, third] = match () {
        () if args.github => [
            "gh api --method POST 'repos/{owner}/{repo}/pages' --field build_type=workflow   # or Settings, Pages, Source: GitHub Actions".to_owned(),
            "git add --all && git commit --message 'Publish a list of conferences' && git push".to_owned(),
        ],
        () if args.gitlab => [
            format!("confcal list --all{named}"),
            "git add --all && git commit --message 'Publish a list of conferences' && git push".to_owned(),
        ],
        () if args.pre_commit => ["pre-commit install".to_owned(), "pre-commit run confcal --all-files".to_owned()],
        () => [format!("confcal list --all{named}"), format!("confcal export{named} -o conferences.ics")],
    };
    report::note(&format!("edit {}, and then:\n  confcal check{named}\n  {second}\n  {third}", list.display()));
}
