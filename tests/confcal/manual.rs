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
        assert!(page.starts_with(&format!(".TH \"confcal-{command}\" \"1\" \"\" \"confcal ")), "{page}");
        let sections: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        let order =
            ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "FILTERS", "\"EXIT STATUS\"", "EXAMPLES", "\"SEE ALSO\""];
        let places: Vec<_> = sections.iter().map(|section| order.iter().position(|known| known == section)).collect();
        assert!(places.is_sorted() && places.iter().all(Option::is_some) && places.len() > 6, "{sections:?}");
        assert!(!page.contains('`') && !page.contains("docs/"), "{page}");
        assert!(page.contains(".SH SYNOPSIS") && page.contains("\\fB\\-\\-help\\fR"), "{page}");
    }
    let main = folder.read("share/man1/confcal.1");
    assert_eq!(folder.run("man").out, main, "without a folder it is printed");
    for command in commands {
        assert!(main.contains(&format!(".BR confcal\\-{command} (1)\n")), "{command} is not in confcal(1)");
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

/// The words, files or folders that a shell offers for the value of each option, in the script of bash.
fn completed(script: &str) -> Vec<(String, &'static str)> {
    let mut completed = Vec::new();
    let mut option = None;
    for line in script.lines().map(str::trim) {
        if let Some(name) = line.strip_suffix(')').filter(|name| name.starts_with('-')) {
            option = Some(name.to_owned());
        } else if let Some(reply) = line.strip_prefix("COMPREPLY=").filter(|_| option.is_some()) {
            let name = option.take().expect("an option");
            completed.push((
                name.clone(),
                match reply {
                    _ if reply.contains("compgen -W") => "words",
                    _ if reply.contains("compgen -f") => "files",
                    "(\"${cur}\")" => "nothing",
                    "()" => "folders",
                    _ => panic!("{name}: {reply}"),
                },
            ));
        }
    }
    completed
}

#[test]
fn shells_offer_what_an_option_takes() {
    const WORDS: &str = "country explain format kind log online only prefer region remind-as rule status style times";
    const FILES: &str = "into map previous update write-map";
    const FOLDERS: &str = "source-root state";
    const NOTHING: &str =
        "base-url except from id language listen max-length metrics-listen name near remind series tag until year";
    let folder = Folder::new();
    let script = |shell: &str| folder.run(&format!("completions {shell}")).out;
    let completed = completed(&script("bash"));
    assert!(completed.len() > 80, "{completed:?}");
    let is_of = |words: &str, name: &str| words.split(' ').any(|word| format!("--{word}") == name);
    for (name, offered) in &completed {
        let expected = match name.as_str() {
            // A file or the folder of a site.
            "--output" | "-o" => continue,
            name if is_of(WORDS, name) => "words",
            name if is_of(FILES, name) => "files",
            name if is_of(FOLDERS, name) => "folders",
            name if is_of(NOTHING, name) => "nothing",
            name => panic!("{name} offers {offered}: say here what it takes"),
        };
        assert_eq!(*offered, expected, "{name}");
    }
    let outputs: Vec<&str> =
        completed.iter().filter(|(name, _)| name == "--output").map(|(_, offered)| *offered).collect();
    assert_eq!(outputs, ["folders", "files", "files"], "build, export and import");
    let zsh = script("zsh");
    assert!(zsh.contains(":EVENTS:(conferences sessions deadlines)") && !zsh.contains("_default'"), "{zsh}");
    assert!(zsh.contains("DE\\:\"Germany\""), "{zsh}");
    for line in script("fish").lines().filter(|line| line.contains(" -r")) {
        assert!(["-a \"", " -f", " -F"].iter().any(|offer| line.contains(offer)), "{line}");
    }
}

/// The script of bash, run for a command line that ends in a word to be completed.
#[cfg(unix)]
#[test]
fn bash_completes_words() {
    let folder = Folder::new();
    folder.put("completions", &folder.run("completions bash").out);
    for (words, expected) in [
        ("export --only ''", "conferences sessions deadlines"),
        ("list --kind ca", "camera-ready"),
        ("check --explain ends", "ends-before-start"),
        ("build --tag x", "x"),
        ("build --region western-e", "western-europe"),
        ("review --rule n", "next-edition no-dates no-due"),
        ("export conf", "conferences.toml"),
        ("check --format = sa", "sarif"),
        ("export --only = ''", "conferences sessions deadlines"),
        ("export --only =", "conferences sessions deadlines"),
    ] {
        let script = format!(
            ". ./completions 2> /dev/null; compopt() {{ :; }}; COMP_WORDS=(confcal {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _confcal confcal \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD - 1]}}\"; \
             [ ${{#COMPREPLY[@]}} != 0 ] || COMPREPLY=($(compgen -f -- \"${{COMP_WORDS[COMP_CWORD]}}\")); echo \"${{COMPREPLY[*]}}\""
        );
        let mut shell = std::process::Command::new("bash");
        let Ok(run) = shell.args(["-c", &script]).current_dir(folder.path("")).output() else { return };
        let out = String::from_utf8_lossy(&run.stdout).into_owned();
        assert_eq!(out.trim(), expected, "{words}: {}", String::from_utf8_lossy(&run.stderr));
    }
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
    page.out += ".\\\" Made from docs/format.md by the tests.\n.TH \"confcal\\-list\" \"5\" \"\" \"confcal\" \"File formats\"\n\
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
            Event::Text(text) if text.ends_with(".md") => self.text += page_of(&text),
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
        let others: Vec<(&str, &str)> =
            self.head[1..].iter().map(String::as_str).zip(cells.iter().map(String::as_str)).collect();
        let (term, meaning) = match others[..] {
            [("type", kind), ("default", "required")] => (format!("{term} (\\fI{kind}\\fR, required)"), meaning),
            [("type", kind), ("default", "none")] => (format!("{term} (\\fI{kind}\\fR)"), meaning),
            [("type", kind), ("default", default)] => {
                (format!("{term} (\\fI{kind}\\fR)"), format!("{meaning}. Default: {default}"))
            }
            [("meaning", other)] | [("most", other)] => {
                (term, format!("{other}; {}: {meaning}", self.head[self.head.len() - 1]))
            }
            [] => (term, meaning),
            _ => panic!("a table of {:?} is not written to manual pages", self.head),
        };
        self.out += &format!(".TP\n{term}\n{}\n", guarded(&meaning));
    }
}

/// The page to read where no document of the repository is.
fn page_of(document: &str) -> &'static str {
    match document {
        "faults.md" => "\\fBconfcal check \\-\\-explain\\fR",
        "site.md" => "\\fBconfcal\\-build\\fR(1)",
        "import.md" => "\\fBconfcal\\-import\\fR(1)",
        _ => panic!("say what to read in place of {document}"),
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
