//! The notations that lists are kept in: which one a text is in, and its values.
//!
//! Comes in: the octets of a file and its name. Goes out: [`Document`]s, and a [`ReadFault`] for each part that cannot be read.
//! The meaning of values is not known here, except that a calendar's properties get the names of fields.

mod bounds;
mod csv;
pub(super) mod description;
mod encoding;
mod front_matter;
mod ics;
mod issue_form;
mod json;
mod json_ld;
pub(super) mod markdown;
mod markups;
mod microdata;
mod toml;
mod yaml;
mod yaml_colons;
mod yaml_tabs;

use super::document::{Document, Notation, ReadFault};
use super::letters;
use super::record::Node;

/// Reads a file. Where some of it can be read and some cannot, both are given.
pub(crate) fn read(file: &str, octets: &[u8]) -> (Vec<Document>, Vec<ReadFault>) {
    let text = match encoding::text(octets) {
        Ok(text) => text,
        Err(message) => return (Vec::new(), vec![ReadFault::new(0, message)]),
    };
    if !markups::is_markup(&extension(file)) {
        return read_text(file, &text);
    }
    if let Err(fault) = bounds::check(&text, Notation::Markdown) {
        return (Vec::new(), vec![fault]);
    }
    let Some(markup) = markups::as_markdown(&extension(file), &text) else { return (Vec::new(), Vec::new()) };
    let (mut documents, mut faults) = read_text(file, &markup.text());
    documents.iter_mut().for_each(|document| document.root.renumber(&|line| markup.origin(line)));
    faults.iter_mut().for_each(|fault| fault.line = markup.origin(fault.line));
    (documents, faults)
}

/// Reads a text.
fn read_text(file: &str, text: &str) -> (Vec<Document>, Vec<ReadFault>) {
    let notation = match detect(file, text).filter(|_| !text.trim().is_empty()) {
        Some(notation) => notation,
        None => return (Vec::new(), vec![ReadFault::new(0, unknown(text))]),
    };
    if let Err(fault) = bounds::check(text, notation) {
        return (Vec::new(), vec![fault]);
    }
    let mut faults = Vec::new();
    let mut notation = notation;
    let roots = match notation {
        Notation::Yaml => yaml::read(text, 0, &mut faults),
        Notation::Json => json::read(text, &mut faults),
        Notation::Csv => csv::read(text, &mut faults),
        Notation::Toml => toml::read(text, 0, &mut faults),
        Notation::FrontMatter => {
            let roots;
            (notation, roots) = front_matter::read(text, &mut faults);
            roots
        }
        Notation::Markdown => markdown::read(text, markdown::Below::default(), &mut faults),
        Notation::Calendar | Notation::ConfcalFeed => {
            let roots;
            (notation, roots) = ics::read(text, &mut faults);
            roots
        }
        Notation::JsonLd => json_ld::read(text, &mut faults),
        Notation::IssueForm => issue_form::read(text),
    };
    // JSON-LD in a file of JSON has the same shape as in a page.
    let (notation, roots) = match notation {
        Notation::Json if roots.iter().any(json_ld::is_json_ld) => (Notation::JsonLd, json_ld::events(&roots)),
        Notation::JsonLd if roots.iter().all(|root| root.items().is_empty()) => {
            let mut unread = Vec::new();
            let lists = markdown::of_page(text, &mut unread);
            if lists.iter().any(|list| !list.items().is_empty()) {
                faults = unread;
                (Notation::Markdown, lists)
            } else {
                (notation, roots)
            }
        }
        notation => (notation, roots),
    };
    let titles = titles(text, notation);
    let mut roots = roots;
    if ["\\u00", "\\x", "\\0"].iter().any(|escape| text.contains(escape)) {
        roots.iter_mut().for_each(Node::without_controls);
    }
    let document = |root| Document { file: file.to_owned(), notation, root, titles: titles.clone() };
    (roots.into_iter().map(document).collect(), faults)
}

/// The most lines of a comment at the top of a file that say what it is about; a longer one is a manual.
const MAX_TITLES: usize = 5;

/// The lines at the top of a text that are about the whole of it: a comment, or the title of a page.
fn titles(text: &str, notation: Notation) -> Vec<String> {
    let lines = || text.lines().map(str::trim).skip_while(|line| line.is_empty() || *line == "---");
    let comments =
        || lines().map_while(|line| line.strip_prefix('#')).map(|line| line.trim_matches(['#', ' ']).to_owned());
    match notation {
        Notation::Yaml | Notation::Toml | Notation::Csv if comments().count() <= MAX_TITLES => comments().collect(),
        Notation::Markdown | Notation::JsonLd if text.trim_start().starts_with('<') => {
            let title = text.split_once("<title>").and_then(|(_, behind)| Some(behind.split_once("</title>")?.0));
            title.map(markdown::plain).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The notation of a text, by what it holds, and where that leaves it open, by the name of its file.
pub(crate) fn detect(file: &str, text: &str) -> Option<Notation> {
    let start = text.trim_start();
    let extension = extension(file);
    let starts_with = |prefix: &str| letters::behind(start, prefix).is_some();
    let is_markdown =
        matches!(extension.as_str(), "md" | "markdown" | "mdx" | "mkd" | "rmd" | "html" | "htm" | "njk" | "qmd")
            || markups::is_markup(&extension);
    if starts_with("BEGIN:VCALENDAR") || starts_with("BEGIN:VEVENT") {
        return Some(Notation::Calendar);
    }
    if matches!(extension.as_str(), "yml" | "yaml") && yaml::are_documents(text) {
        return Some(Notation::Yaml);
    }
    if front_matter::is_front_matter(text, is_markdown) {
        return Some(Notation::FrontMatter);
    }
    let is_page = !matches!(extension.as_str(), "md" | "markdown" | "mdx" | "mkd" | "rmd" | "qmd");
    if is_page && start.starts_with('<') && (is_html(start) || text.contains("application/ld+json")) {
        return Some(Notation::JsonLd);
    }
    if json::is_json(start) {
        return Some(Notation::Json);
    }
    match extension.as_str() {
        "yml" | "yaml" => return Some(Notation::Yaml),
        "json" | "jsonc" | "json5" | "jsonl" | "ndjson" | "geojson" => return Some(Notation::Json),
        "csv" | "tsv" => return Some(Notation::Csv),
        "toml" => return Some(Notation::Toml),
        "ics" | "ical" | "ifb" | "vcs" => return Some(Notation::Calendar),
        _ => {}
    }
    if issue_form::is_issue_form(text) {
        return Some(Notation::IssueForm);
    }
    if is_markdown || markdown::is_markdown(text) {
        return Some(Notation::Markdown);
    }
    if toml::is_toml(text) {
        return Some(Notation::Toml);
    }
    if yaml::is_yaml(text) {
        return Some(Notation::Yaml);
    }
    csv::is_csv(text).then_some(Notation::Csv)
}

/// The ending of the name of a file, in lower case.
fn extension(file: &str) -> String {
    file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

fn is_html(start: &str) -> bool {
    ["<!doctype html", "<html", "<head", "<script", "<!--", "<body"]
        .iter()
        .any(|tag| letters::behind(start, tag).is_some())
}

/// The message for a text in an unknown notation.
fn unknown(text: &str) -> String {
    if text.trim().is_empty() {
        return "the file is empty".to_owned();
    }
    "no notation that confcal reads: YAML, JSON, CSV, TOML, front matter, a table or list of Markdown, reStructuredText, AsciiDoc, Org or MediaWiki, iCalendar or JSON-LD"
        .to_owned()
}
