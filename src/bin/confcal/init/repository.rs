//! The Git repository around a list, as far as its files tell.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// The repository that a folder is in, or will be the root of.
pub(super) struct Repository {
    /// The root, from the current folder where that is possible.
    pub(super) root: PathBuf,
    /// The root, absolute.
    absolute: PathBuf,
}

impl Repository {
    /// Finds the repository around a folder, which need not exist yet.
    pub(super) fn around(folder: &Path) -> Result<Repository> {
        let here = std::env::current_dir().context("cannot find the current folder")?;
        let absolute = if folder.as_os_str().is_empty() { here.clone() } else { here.join(folder) };
        let Some(root) = absolute.ancestors().find(|ancestor| ancestor.join(".git").exists()) else {
            return Ok(Repository { root: folder.to_owned(), absolute });
        };
        let root = root.to_owned();
        let shown = match (root.strip_prefix(&here), here.strip_prefix(&root)) {
            (Ok(below), _) => below.to_owned(),
            (_, Ok(above)) => above.components().map(|_| "..").collect(),
            _ => root.clone(),
        };
        Ok(Repository { root: shown, absolute: root })
    }

    /// The path of a file from the root, with slashes.
    pub(super) fn path_of(&self, file: &Path) -> Result<String> {
        let absolute = std::env::current_dir().context("cannot find the current folder")?.join(file);
        let inside = absolute.strip_prefix(&self.absolute).unwrap_or(file);
        let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        Ok(parts.join("/"))
    }

    /// The owner and the name of the repository on GitHub, if `origin` is there.
    pub(super) fn github(&self) -> Option<GithubRepository> {
        let config = fs::read_to_string(self.absolute.join(".git/config")).ok()?;
        let mut is_origin = false;
        config.lines().map(str::trim).find_map(|line| {
            if line.starts_with('[') {
                is_origin = line == "[remote \"origin\"]";
            }
            let (key, value) = line.split_once('=')?;
            (is_origin && key.trim() == "url").then(|| GithubRepository::parse(value.trim()))?
        })
    }
}

/// A repository on GitHub.
#[derive(Debug, PartialEq)]
pub(super) struct GithubRepository {
    pub(super) owner: String,
    pub(super) name: String,
}

impl GithubRepository {
    /// Reads `git@github.com:OWNER/NAME.git`, `https://github.com/OWNER/NAME` and `ssh://git@github.com/OWNER/NAME.git`.
    fn parse(address: &str) -> Option<GithubRepository> {
        let (_, path) =
            address.split_once("github.com").filter(|(before, _)| before.is_empty() || before.ends_with(['@', '/']))?;
        let path = path.strip_prefix([':', '/'])?.trim_end_matches('/');
        let (owner, name) = path.strip_suffix(".git").unwrap_or(path).split_once('/')?;
        let is_name = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        };
        (is_name(owner) && is_name(name)).then(|| GithubRepository { owner: owner.to_owned(), name: name.to_owned() })
    }

    /// The address of its site on GitHub Pages.
    pub(super) fn pages(&self) -> String {
        let host = format!("{}.github.io", self.owner.to_lowercase());
        if self.name.to_lowercase() == host {
            format!("https://{host}/")
        } else {
            format!("https://{host}/{}/", self.name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::GithubRepository;

    #[test]
    fn addresses_of_github_are_read() {
        for (address, expected) in [
            ("git@github.com:pyvec/calendar.git", Some("https://pyvec.github.io/calendar/")),
            ("https://github.com/PyVec/calendar", Some("https://pyvec.github.io/calendar/")),
            ("https://token@github.com/pyvec/calendar.git/", Some("https://pyvec.github.io/calendar/")),
            ("ssh://git@github.com/pyvec/pyvec.github.io.git", Some("https://pyvec.github.io/")),
            ("https://gitlab.com/pyvec/calendar.git", None),
            ("https://notgithub.com/pyvec/calendar", None),
            ("https://github.com/pyvec", None),
            ("https://github.com/pyvec/a/b", None),
            ("../github.com\"/x/y", None),
        ] {
            let found = GithubRepository::parse(address).map(|repository| repository.pages());
            assert_eq!(found.as_deref(), expected, "{address}");
        }
    }
}
