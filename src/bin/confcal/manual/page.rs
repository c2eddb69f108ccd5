//! A manual page, made of a command of clap: its options by `clap_mangen`, the rest as pages of man(7) have it.
//!
//! Holds neither a date nor a commit, so that it is the same in every build of a version.

use std::fmt::Write as _;

use anyhow::Result;
use clap::{Arg, ArgAction, Command};

/// The exit status of the commands that read a list, and of the others.
const EXIT_OF_LISTS: &str = "0 done; 1 the list has errors; 2 the command failed.";
const EXIT_OF_OTHERS: &str = "0 done; 2 the command failed.";

const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "SOURCE_DATE_EPOCH",
        "The time of the list and the present, in seconds since 1970, instead of the file time of the list and the clock.",
    ),
    ("NO_COLOR, CLICOLOR_FORCE", "Whether messages and tables have colours. By default they have them on a terminal."),
];

/// The page of a command, which is built.
pub(super) fn page(command: &Command) -> Result<String> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let help = AfterHelp::of(command);
    let mut out = format!(
        ".TH \"{name}\" \"1\" \"\" \"confcal {}\" \"Manual of confcal\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n{}\n.SH DESCRIPTION\n{}.\n",
        env!("CARGO_PKG_VERSION"),
        literal(name),
        text(&in_small(&about)),
        synopsis(command),
        text(&about),
    );
    for note in &help.notes {
        let _ = write!(out, ".PP\n{}\n", text(note));
    }
    out += &options(command)?;
    if command.has_subcommands() {
        out += &commands(command, name);
    }
    let reads_list = command.has_subcommands() || command.get_positionals().any(|arg| arg.get_id() == "lists");
    let default = if reads_list { EXIT_OF_LISTS } else { EXIT_OF_OTHERS };
    out += ".SH \"EXIT STATUS\"\n";
    for status in help.exit.as_deref().unwrap_or(default).trim_end_matches('.').split("; ") {
        let (code, meaning) = status.split_once(' ').unwrap_or((status, ""));
        let _ = write!(out, ".TP\n.B {code}\n{}.\n", text(&in_capitals(meaning)));
    }
    if command.has_subcommands() {
        out += ".SH ENVIRONMENT\n";
        ENVIRONMENT.iter().for_each(|(name, meaning)| out += &format!(".TP\n.B {name}\n{}\n", text(meaning)));
        out += ".SH FILES\n.TP\n.I conferences.toml\nThe list, if a command names none: see confcal\\-list(5).\n";
    }
    if !help.examples.is_empty() {
        let examples: String = help.examples.iter().map(|line| format!("{}\n", literal(line))).collect();
        let _ = write!(out, ".SH EXAMPLES\n.RS 4\n.nf\n{examples}.fi\n.RE\n");
    }
    out += &see_also(command, name);
    Ok(out)
}

/// The parts of the text after the help of a command.
#[derive(Default)]
struct AfterHelp {
    examples: Vec<String>,
    exit: Option<String>,
    notes: Vec<String>,
}

impl AfterHelp {
    fn of(command: &Command) -> AfterHelp {
        let mut parts = AfterHelp::default();
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        for line in help.lines().filter(|line| !line.is_empty() && *line != "Examples:") {
            if let Some(example) = line.strip_prefix("Example: ").or_else(|| line.strip_prefix("  ")) {
                parts.examples.push(example.to_owned());
            } else if let Some(exit) = line.strip_prefix("Exit status: ") {
                parts.exit = Some(exit.to_owned());
            } else {
                parts.notes.push(line.to_owned());
            }
        }
        parts
    }
}

/// The command with what it needs, its options, and its arguments.
fn synopsis(command: &Command) -> String {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let mut parts = vec![format!("\\fB{}\\fR", literal(name))];
    let value = |arg: &Arg| {
        let names = arg.get_value_names().unwrap_or_default();
        names.iter().map(|name| format!("\\fI{}\\fR", literal(name))).collect::<Vec<_>>().join(" ")
    };
    if command.has_subcommands() {
        parts.push("\\fICOMMAND\\fR".to_owned());
    }
    for option in command.get_opts().filter(|option| option.is_required_set()) {
        let flag = option.get_long().map_or_else(String::new, |long| format!("\\-\\-{}", literal(long)));
        parts.push(format!("\\fB{flag}\\fR {}", value(option)));
    }
    let is_help = |arg: &&Arg| !matches!(arg.get_action(), ArgAction::Help | ArgAction::Version);
    if command.has_subcommands() || command.get_arguments().filter(|arg| !arg.is_positional()).any(|arg| is_help(&arg))
    {
        parts.push("[\\fIOPTION\\fR]...".to_owned());
    }
    for arg in command.get_positionals() {
        let many = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
        let (open, close) = if arg.is_required_set() { ("", "") } else { ("[", "]") };
        parts.push(format!("{open}{}{close}{many}", value(arg)));
    }
    parts.join(" ")
}

/// The options, with those of a heading in a section of their own.
fn options(command: &Command) -> Result<String> {
    let mut section = Vec::new();
    clap_mangen::Man::new(command.clone()).render_options_section(&mut section)?;
    let mut out = String::new();
    for line in String::from_utf8(section)?.lines() {
        // A heading may say more in parentheses.
        let heading = line.strip_prefix(".SH ").map(|heading| heading.trim_matches('"'));
        match heading.and_then(|heading| heading.strip_suffix(')')?.split_once(" (")) {
            Some((heading, more)) => {
                let _ = writeln!(out, ".SH {heading}\n{}.", in_capitals(&more.to_lowercase()));
            }
            // The definition of an apostrophe stands at the top of each part.
            None if line.starts_with(".ie ") || line.starts_with(".el ") => {}
            None => {
                let _ = writeln!(out, "{}", with_bold_code(&line.replace("\\*(Aq", "\\(aq")));
            }
        }
    }
    Ok(out)
}

fn commands(command: &Command, name: &str) -> String {
    let mut out = ".SH COMMANDS\n".to_owned();
    for command in command.get_subcommands() {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = write!(out, ".TP\n.BR {} (1)\n{}.\n", literal(&format!("{name}-{}", command.get_name())), text(&about));
    }
    out
}

fn see_also(command: &Command, name: &str) -> String {
    let mut pages: Vec<(String, u8)> = Vec::new();
    if command.has_subcommands() {
        pages.extend(command.get_subcommands().map(|command| (format!("{name}-{}", command.get_name()), 1)));
        pages.sort();
    } else {
        pages.push(("confcal".to_owned(), 1));
    }
    pages.push(("confcal-list".to_owned(), 5));
    let rows: Vec<String> = pages.iter().map(|(name, section)| format!(".BR {} ({section})", literal(name))).collect();
    format!(".SH \"SEE ALSO\"\n{}\n", rows.join(",\n"))
}

/// Text with its first letter in lower case, as in the line that `apropos` shows.
fn in_small(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn in_capitals(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Text for roff, with its code in bold.
fn text(text: &str) -> String {
    let text = text.replace('\\', "\\(rs").replace('-', "\\-").replace('\'', "\\(aq");
    let guard = if text.starts_with('.') { "\\&" } else { "" };
    format!("{guard}{}", with_bold_code(&text))
}

/// Code for roff, to be copied.
fn literal(text: &str) -> String {
    let text = text.replace('\\', "\\(rs").replace('-', "\\-").replace('\'', "\\(aq");
    text.replace('~', "\\(ti").replace('^', "\\(ha").replace('`', "\\(ga")
}

/// Text whose code stands in bold, and not between back quotes.
fn with_bold_code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return text.to_owned();
    }
    let part = |(index, part): (usize, &&str)| match index % 2 {
        0 => (*part).to_owned(),
        _ => format!("\\fB{part}\\fR"),
    };
    parts.iter().enumerate().map(part).collect()
}
