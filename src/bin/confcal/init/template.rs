//! The files that `confcal init` writes, with what differs from list to list filled in.

use std::ffi::OsStr;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::repository::GithubRepository;

/// The days until the conference of the example.
const DAYS_AHEAD: u64 = 280;

/// The days from the deadline of the example to its conference.
const DAYS_OF_CALL: u64 = 140;

/// The contents of `.gitignore`.
pub(super) const GITIGNORE: &str = include_str!("gitignore");

/// The query with which GitHub fills in the form for a correction: the name of a field is its `id`.
const CORRECT_QUERY: &str = "template=correct-conference.yml&title=Correct+{name}&name={name}&website={url}&entry={id}";

/// A file of a repository.
pub(super) struct Template {
    /// The path from the root.
    pub(super) path: &'static str,
    pub(super) text: &'static str,
}

/// The files for GitHub.
pub(super) const GITHUB: &[Template] = &[
    Template { path: ".github/actions/confcal/action.yml", text: include_str!("../../../../action.yml") },
    Template { path: ".github/workflows/confcal-check.yml", text: include_str!("github/workflows/check.yml") },
    Template { path: ".github/workflows/confcal-site.yml", text: include_str!("github/workflows/site.yml") },
    Template { path: ".github/workflows/confcal-propose.yml", text: include_str!("github/workflows/propose.yml") },
    Template { path: ".github/workflows/confcal-review.yml", text: include_str!("github/workflows/review.yml") },
    Template {
        path: ".github/ISSUE_TEMPLATE/add-conference.yml",
        text: include_str!("github/ISSUE_TEMPLATE/add-conference.yml"),
    },
    Template {
        path: ".github/ISSUE_TEMPLATE/correct-conference.yml",
        text: include_str!("github/ISSUE_TEMPLATE/correct-conference.yml"),
    },
];

/// The files for GitLab.
pub(super) const GITLAB: &[Template] = &[Template { path: ".gitlab-ci.yml", text: include_str!("gitlab-ci.yml") }];

/// The files for pre-commit.
pub(super) const PRE_COMMIT: &[Template] =
    &[Template { path: ".pre-commit-config.yaml", text: include_str!("pre-commit-config.yaml") }];

/// The text of a file for a repository whose list has this path.
pub(super) fn filled(text: &str, list: &str) -> String {
    let text = text.replace("@LIST@", list).replace("@PATTERN@", &list.replace('.', "\\."));
    text.replace("@VERSION@", env!("CARGO_PKG_VERSION"))
}

/// The name and the addresses of a new list.
pub(super) struct TemplateNames {
    name: String,
    id: String,
    /// The addresses of the site and of the forms, as lines of `[feed]`.
    addresses: String,
}

impl Default for TemplateNames {
    fn default() -> TemplateNames {
        TemplateNames { name: "My conferences".to_owned(), id: "my-conferences".to_owned(), addresses: String::new() }
    }
}

impl TemplateNames {
    /// The names of the repository on GitHub, or those of the folder, if it is named.
    pub(super) fn new(github: Option<GithubRepository>, folder: Option<&OsStr>) -> TemplateNames {
        if let Some(github) = github {
            let GithubRepository { owner, name } = &github;
            return TemplateNames {
                name: words(name),
                id: format!("{owner}/{name}").to_lowercase(),
                addresses: format!(
                    "url = \"{}\" # the site\n\
                     contribute = \"https://github.com/{owner}/{name}/issues/new/choose\"\n\
                     correct = \"https://github.com/{owner}/{name}/issues/new?{CORRECT_QUERY}\"\n",
                    github.pages()
                ),
            };
        }
        let is_plain = |name: &&str| {
            let is_plain = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | ' ');
            name.chars().all(is_plain) && name.starts_with(char::is_alphanumeric)
        };
        match folder.and_then(OsStr::to_str).filter(is_plain) {
            Some(folder) => TemplateNames { name: words(folder), id: folder.to_lowercase(), addresses: String::new() },
            None => TemplateNames::default(),
        }
    }
}

/// `Python conferences` of `python-conferences`.
fn words(slug: &str) -> String {
    let words = slug.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A list with one conference as an example, whose dates are ahead of today.
pub(super) fn list(names: &TemplateNames, today: NaiveDate) -> String {
    let start = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
    let mut start = start.with_year(start.year().clamp(1970, 2198)).unwrap_or(start);
    while start.weekday() != Weekday::Tue {
        start = start + Days::new(1);
    }
    let day = |date: NaiveDate| date.format("%Y-%m-%d").to_string();
    let text = include_str!("conferences.toml");
    let text = text.replace("@NAME@", &names.name).replace("@ID@", &names.id);
    let text = text.replace("@ADDRESSES@", &names.addresses).replace("@MONTH@", &start.format("%Y-%m").to_string());
    let text = text.replace("@YEAR@", &start.year().to_string()).replace("@START@", &day(start));
    text.replace("@END@", &day(start + Days::new(2))).replace("@DUE@", &day(start - Days::new(DAYS_OF_CALL)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sound_and_ahead_of_any_clock() {
        for (year, month, day) in [(2026, 11, 30), (2028, 2, 29), (1970, 1, 1), (9999, 12, 31), (0, 1, 1)] {
            let today = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            let text = list(&TemplateNames::new(None, Some(OsStr::new("python-conferences"))), today);
            assert!(text.contains("name = \"Python conferences\"\nid = \"python-conferences\""), "{text}");
            let (feed, diagnostics) =
                confcal::read(&[confcal::Source::new("list", text.as_str())], confcal::Level::Hint);
            assert!(diagnostics.is_empty(), "{text}{diagnostics:#?}");
            let feed = feed.unwrap();
            if year == 2026 {
                assert!(feed.conferences[0].deadlines[0].due.is_some());
                assert!(text.contains("start = 2027-09-07\n") && text.contains("due = 2027-04-20T23:59:00"), "{text}");
            }
        }
    }

    #[test]
    fn names_of_a_repository_are_filled_in() {
        let github = GithubRepository { owner: "PyVec".to_owned(), name: "Conferences".to_owned() };
        let text = list(&TemplateNames::new(Some(github), None), NaiveDate::from_ymd_opt(2026, 11, 30).unwrap());
        assert!(text.contains("id = \"pyvec/conferences\""), "{text}");
        assert!(text.contains("url = \"https://pyvec.github.io/Conferences/\""), "{text}");
        let (_, diagnostics) = confcal::read(&[confcal::Source::new("list", text.as_str())], confcal::Level::Hint);
        assert!(diagnostics.is_empty(), "{text}{diagnostics:#?}");
        assert!(!text.contains('@'), "{text}");
        assert_eq!(TemplateNames::new(None, Some(OsStr::new("a\"b"))).id, "my-conferences");
    }
}
