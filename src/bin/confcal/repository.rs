//! The Git repository around a list, as far as its files tell.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result};

/// The repository that a folder is in, or will be the root of.
pub(crate) struct Repository {
    /// The root, from the current folder where that is possible.
    pub(crate) root: PathBuf,
    /// The root, absolute.
    absolute: PathBuf,
}

impl Repository {
    /// Finds the repository around a folder, which need not exist yet.
    pub(crate) fn around(folder: &Path) -> Result<Repository> {
        let here = std::env::current_dir().context("cannot find the current folder")?;
        let absolute = if folder.as_os_str().is_empty() { here.clone() } else { here.join(folder) };
        let Some(root) = root_around(&absolute) else {
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
    pub(crate) fn path_of(&self, file: &Path) -> Result<String> {
        let absolute = std::env::current_dir().context("cannot find the current folder")?.join(file);
        let inside = absolute.strip_prefix(&self.absolute).unwrap_or(file);
        let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        Ok(parts.join("/"))
    }

    /// The folder with the configuration of Git. In a worktree and in a submodule `.git` is a file that leads to another folder, and
    /// in a worktree that one leads to the folder that all worktrees share (gitrepository-layout).
    fn git_folder(&self) -> Option<PathBuf> {
        let git = self.absolute.join(".git");
        if git.is_dir() {
            return Some(git);
        }
        let text = fs::read_to_string(git).ok()?;
        let folder = self.absolute.join(text.strip_prefix("gitdir:")?.trim());
        match fs::read_to_string(folder.join("commondir")) {
            Ok(shared) => Some(folder.join(shared.trim())),
            Err(_) => Some(folder),
        }
    }

    /// The owner and the name of the repository on GitHub, if `origin` is there.
    pub(crate) fn github(&self) -> Option<GithubRepository> {
        let config = fs::read_to_string(self.git_folder()?.join("config")).ok()?;
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
pub(crate) struct GithubRepository {
    pub(crate) owner: String,
    pub(crate) name: String,
}

impl GithubRepository {
    /// Reads `git@github.com:OWNER/NAME.git`, `https://github.com/OWNER/NAME`, `ssh://git@github.com/OWNER/NAME.git` and their
    /// like, on each host by which GitHub is reached.
    fn parse(address: &str) -> Option<GithubRepository> {
        const HOSTS: [&str; 3] = ["github.com", "www.github.com", "ssh.github.com"];
        let (scheme, rest) = address.split_once("://").map_or((None, address), |(scheme, rest)| (Some(scheme), rest));
        let rest = rest.split_once('@').filter(|(user, _)| !user.contains('/')).map_or(rest, |(_, rest)| rest);
        let (host, path) = rest.split_at(rest.find([':', '/'])?);
        // Without a scheme there is no port: digits behind the colon are an owner.
        let path = match path.strip_prefix(':').and_then(|path| path.split_once('/')) {
            Some((port, path)) if scheme.is_some() => {
                path.get(..).filter(|_| port.bytes().all(|byte| byte.is_ascii_digit()))?
            }
            _ => &path[1..],
        };
        if !HOSTS.contains(&host.to_ascii_lowercase().as_str()) {
            return None;
        }
        let path = path.trim_matches('/');
        let (owner, name) = path.strip_suffix(".git").unwrap_or(path).split_once('/')?;
        let is_name = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        };
        (is_name(owner) && is_name(name)).then(|| GithubRepository { owner: owner.to_owned(), name: name.to_owned() })
    }

    /// The address of its site on GitHub Pages.
    pub(crate) fn pages(&self) -> String {
        let host = format!("{}.github.io", self.owner.to_lowercase());
        if self.name.to_lowercase() == host {
            format!("https://{host}/")
        } else {
            format!("https://{host}/{}/", self.name)
        }
    }
}

/// The root of the Git repository around a folder, which is absolute.
fn root_around(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(".git").exists())
}

/// The path of a file from the root of the Git repository around this folder, else from this folder. One elsewhere stays as it is.
pub(crate) fn in_repository(file: &str) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let absolute = without_parents(&here.join(file));
    let root = root_around(&here).unwrap_or(&here);
    absolute.strip_prefix(root).map_or_else(|_| PathBuf::from(file), Path::to_owned)
}

/// The path without `..`, as it is written: a link is not followed.
fn without_parents(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
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
            ("https://www.github.com/pyvec/calendar", Some("https://pyvec.github.io/calendar/")),
            ("http://GitHub.com/pyvec/calendar", Some("https://pyvec.github.io/calendar/")),
            ("ssh://git@ssh.github.com:443/pyvec/calendar.git", Some("https://pyvec.github.io/calendar/")),
            ("ssh://git@github.com:22/pyvec/calendar.git", Some("https://pyvec.github.io/calendar/")),
            ("git@ssh.github.com:pyvec/calendar.git", Some("https://pyvec.github.io/calendar/")),
            ("git@github.com:/pyvec/calendar.git", Some("https://pyvec.github.io/calendar/")),
            ("github.com:443/calendar.git", Some("https://443.github.io/calendar/")),
            ("org-1@github.com:pyvec/calendar.git", Some("https://pyvec.github.io/calendar/")),
            ("git://github.com/pyvec/calendar.git", Some("https://pyvec.github.io/calendar/")),
            ("https://gitlab.com/pyvec/calendar.git", None),
            ("https://gist.github.com/pyvec/calendar", None),
            ("https://example.org/github.com/pyvec/calendar", None),
            ("https://github.com.example.org/pyvec/calendar", None),
            ("https://github.com:x/pyvec/calendar", None),
            ("", None),
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
