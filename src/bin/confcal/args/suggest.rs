//! Suggestions for an option that does not exist.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue};
use clap::{Command, CommandFactory as _};

use super::Args;

/// Names of other programs for the options.
const SYNONYMS: &[(&str, &str)] = &[
    ("address", "--listen"),
    ("after", "--from"),
    ("alarm", "--remind"),
    ("before", "--until"),
    ("bind", "--listen"),
    ("city", "--near"),
    ("continent", "--region"),
    ("csv", "--format csv"),
    ("dest", "--output"),
    ("end", "--until"),
    ("host", "--listen"),
    ("json", "--format json"),
    ("lang", "--language"),
    ("old", "--previous"),
    ("out", "--output"),
    ("out-dir", "--output"),
    ("port", "--listen"),
    ("reminder", "--remind"),
    ("since", "--from"),
    ("site-url", "--base-url"),
    ("start", "--from"),
    ("title", "--name"),
    ("to", "--until"),
    ("topic", "--tag"),
    ("type", "--only"),
    ("url", "--base-url"),
];

/// Adds similar options to the error about an unknown one, in place of clap's advice to pass it as a value.
pub(super) fn improve(mut error: clap::Error, words: &[String]) -> clap::Error {
    let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidArg) else { return error };
    let wrong = wrong.trim_start_matches('-').split('=').next().unwrap_or_default().to_lowercase().replace('_', "-");
    let mut root = Args::command();
    root.build();
    let command = words.iter().find_map(|word| root.find_subcommand(word)).unwrap_or(&root);
    let near = near(&wrong, command);
    let tip = if near.is_empty() {
        format!(
            "`{} --help` shows the options",
            [root.get_name(), command.get_name()].join(" ").replace("confcal confcal", "confcal")
        )
    } else {
        format!("did you mean {}?", near.iter().map(|option| format!("`{option}`")).collect::<Vec<_>>().join(" or "))
    };
    error.remove(ContextKind::SuggestedArg);
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
    error
}

/// The options of a command that are similar to a wrong name, the nearest first, two at most.
fn near(wrong: &str, command: &Command) -> Vec<String> {
    let options: Vec<&str> = command.get_arguments().filter_map(|argument| argument.get_long()).collect();
    let has = |option: &str| options.contains(&option.trim_start_matches('-').split(' ').next().unwrap_or_default());
    let plural = wrong.strip_suffix('s').unwrap_or(wrong);
    let synonyms = SYNONYMS.iter().filter(|(other, option)| (*other == wrong || *other == plural) && has(option));
    let mut near: Vec<String> = synonyms.map(|(_, option)| (*option).to_owned()).collect();
    let mut distances: Vec<(usize, &str)> = options
        .iter()
        .map(|option| {
            let is_part = wrong.len() > 2 && (option.starts_with(wrong) || wrong.starts_with(option));
            (if is_part { 1 } else { strsim::osa_distance(wrong, option) }, *option)
        })
        .filter(|(distance, option)| *distance <= (option.len().max(wrong.len()) / 3).max(1) && wrong.len() > 1)
        .collect();
    distances.sort_unstable();
    near.extend(distances.into_iter().map(|(_, option)| format!("--{option}")));
    near.dedup();
    near.truncate(2);
    near
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(line: &str) -> String {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        improve(Args::command().try_get_matches_from(&words).unwrap_err(), &words).to_string()
    }

    #[test]
    fn an_unknown_option_leads_to_the_one_meant() {
        for (line, near) in [
            ("confcal list --type deadline", "`--only`"),
            ("confcal list --tags x", "`--tag`"),
            ("confcal export --regoin europe", "`--region`"),
            ("confcal export --out x", "`--output`"),
            ("confcal list --json", "`--format json`"),
            ("confcal serve --port 80", "`--listen`"),
            ("confcal build --url https://x.org", "`--base-url`"),
            ("confcal check --xyzzy", "`confcal check --help`"),
        ] {
            let message = message(line);
            assert!(message.contains(near), "{line}: {message}");
            assert!(!message.contains("as a value"), "{line}: {message}");
        }
    }
}
