//! Manual pages, completions and the version.

use std::path::Path;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::corpus::compare;
use crate::support::Folder;

/// Every command of the help.
fn commands(folder: &Folder) -> Vec<String> {
    let help = folder.run("--help").out;
    let lines = help.split_once("Commands:\n").expect("commands").1.lines();
    let names = lines.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    // The help of a command of one word alone is on its line.
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = Folder::new();
    let run = folder.run("man share");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let commands = commands(&folder);
    assert!(commands.len() > 8, "{commands:?}");
    for command in &commands {
        let page = folder.read(&format!("share/man1/confcal-{command}.1"));
        assert!(page.contains(&format!(".TH confcal-{command} 1 ")), "{page}");
        assert!(page.contains(".SH SYNOPSIS") && page.contains("\\fB\\-\\-help\\fR"), "{page}");
    }
    let main = folder.read("share/man1/confcal.1");
    assert_eq!(folder.run("man").out, main, "without a folder it is printed");
    for command in commands {
        assert!(main.contains(&format!("confcal\\-{command}(1)")), "{command} is not in confcal(1)");
    }
    assert_eq!(folder.read("share/man5/confcal-list.5"), list_page());
    assert_eq!(folder.run("man share").code, Some(0), "pages are replaced");
    folder.run("man -").fails(2, "standard output cannot hold several pages");
    folder.run("man conferences.toml").fails(2, "cannot make the folder conferences.toml/man1");
}

#[test]
fn shells_complete_every_command() {
    let folder = Folder::new();
    let commands = commands(&folder);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = folder.run(&format!("completions {shell}"));
        assert_eq!((run.code, &*run.err), (Some(0), ""));
        for word in commands.iter().map(String::as_str).chain(["region"]) {
            assert!(run.out.contains(word), "{shell}: {word}");
        }
    }
    folder.run("completions cmd").fails(2, "[possible values: bash, elvish, fish, powershell, zsh]");
}

#[test]
fn the_version_names_the_rules_of_time_zones() {
    let folder = Folder::new();
    let version = folder.run("--version").out;
    let rest = version.strip_prefix(concat!("confcal ", env!("CARGO_PKG_VERSION"), " (")).expect("the version");
    let parts: Vec<&str> = rest.strip_suffix(")\n").expect("one line").split(", ").collect();
    let (tzdata, commit) = parts.split_last().expect("a part");
    let year = tzdata.strip_prefix("tzdata 20").unwrap_or_else(|| panic!("{version}"));
    assert!(year.len() == 3 && year.as_bytes()[2].is_ascii_lowercase(), "{version}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(commit) = commit.first().filter(|_| folder.join(".git").exists()) else { return };
    let commit = commit.strip_prefix("commit ").unwrap_or_else(|| panic!("{version}"));
    let mut git = std::process::Command::new("git");
    // Another commit may have been made since the build.
    let status = git.args(["merge-base", "--is-ancestor", commit, "HEAD"]).current_dir(folder).status();
    assert!(status.is_ok_and(|status| status.success()), "{version}");
}

/// The page of the list is its document, written for `man`.
#[test]
fn the_page_of_the_list_is_its_document() {
    compare(&format!("{}/docs/confcal-list.5", env!("CARGO_MANIFEST_DIR")), list_page().as_bytes());
}

fn list_page() -> String {
    let document = include_str!("../../docs/format.md");
    let mut page = Page::default();
    page.out += ".\\\" Made from docs/format.md by the tests.\n.TH CONFCAL\\-LIST 5 \"\" confcal \"File formats\"\n\
                 .SH NAME\nconfcal\\-list \\- a list of conferences, which confcal turns into calendar feeds\n.SH DESCRIPTION\n";
    for event in Parser::new_ext(document, Options::ENABLE_TABLES) {
        page.add(event);
    }
    page.out += ".SH SEE ALSO\n.BR confcal (1),\n.BR confcal\\-check (1)\n";
    page.out
}

/// A manual page that a Markdown document is written to.
#[derive(Default)]
struct Page {
    out: String,
    /// The text of the block that is open.
    text: String,
    /// The text of the cells of the row that is open, and of the head of the table.
    cells: Vec<String>,
    head: Vec<String>,
    in_code: bool,
    /// The title and the contents are left out.
    is_skipped: bool,
    has_sections: bool,
    in_item: bool,
}

impl Page {
    fn add(&mut self, event: Event) {
        match event {
            Event::Start(Tag::List(_)) => self.is_skipped = !self.has_sections,
            Event::End(TagEnd::List(_)) => self.is_skipped = false,
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                let code = std::mem::take(&mut self.text);
                self.out += &format!(".PP\n.RS 4\n.nf\n{}.fi\n.RE\n", guarded(&code));
            }
            Event::Start(Tag::Item) => self.in_item = true,
            Event::End(TagEnd::Item) => {
                self.block(".IP \\(bu 3\n");
                self.in_item = false;
            }
            Event::End(TagEnd::Paragraph) if !self.in_item => self.block(".PP\n"),
            Event::End(TagEnd::Heading(level)) => self.heading(level),
            Event::End(TagEnd::TableCell) => self.cells.push(std::mem::take(&mut self.text)),
            Event::End(TagEnd::TableHead) => self.head = std::mem::take(&mut self.cells),
            Event::End(TagEnd::TableRow) => self.row(),
            Event::Start(Tag::Strong) => self.text += "\\fB",
            Event::Start(Tag::Emphasis) => self.text += "\\fI",
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => self.text += "\\fR",
            Event::Text(text) => self.text += &escaped(&text, self.in_code),
            Event::Code(code) => self.text += &format!("\\fB{}\\fR", escaped(&code, true)),
            Event::SoftBreak | Event::HardBreak => self.text += "\n",
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html} is not written to manual pages"),
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let title = std::mem::take(&mut self.text).replace("\\fB", "").replace("\\fR", "");
        match level {
            HeadingLevel::H1 => {}
            HeadingLevel::H2 => self.out += &format!(".SH \"{title}\"\n"),
            _ => self.out += &format!(".SS \"{title}\"\n"),
        }
        self.has_sections |= level == HeadingLevel::H2;
    }

    fn block(&mut self, request: &str) {
        let text = std::mem::take(&mut self.text);
        if !self.is_skipped {
            self.out += &format!("{request}{}\n", guarded(&text));
        }
    }

    /// A row as a term and its meaning: no macro of tables is on every system.
    fn row(&mut self) {
        let mut cells = std::mem::take(&mut self.cells).into_iter();
        let term = cells.next().unwrap_or_default();
        let mut cells: Vec<String> = cells.collect();
        let meaning = cells.pop().unwrap_or_default();
        let others = cells.iter().zip(&self.head[1..]).map(|(cell, head)| format!(" ({head}: {cell})"));
        self.out += &format!(".TP\n{term}{}\n{}\n", others.collect::<String>(), guarded(&meaning));
    }
}

/// Text for roff. In code a hyphen stays a hyphen, so that it can be copied.
fn escaped(text: &str, is_code: bool) -> String {
    let text = text.replace('\\', "\\(rs");
    if is_code { text.replace('-', "\\-").replace('\'', "\\(aq").replace('^', "\\(ha") } else { text }
}

/// Lines of which none begins with a control character of roff.
fn guarded(text: &str) -> String {
    let guard = |line: &str| if line.starts_with(['.', '\'']) { format!("\\&{line}\n") } else { format!("{line}\n") };
    text.lines().map(guard).collect::<String>().trim_end_matches('\n').to_owned()
        + if text.ends_with('\n') { "\n" } else { "" }
}
