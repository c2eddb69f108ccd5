//! The list as a digest for people: a table or a list of lines in Markdown or HTML, and the part of a document that is one.
//!
//! How long is left is not in it, because a digest is read later than it is made.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::TableRow;
use super::terminal::{place, when};
use crate::args::{DigestStyle, ListFormat};
use crate::files;

/// The line of a document before the part that confcal writes.
const BEGIN: &str = "<!-- confcal -->";

/// The line after it.
const END: &str = "<!-- /confcal -->";

/// The language of a digest.
#[derive(Clone, Copy)]
pub(crate) enum Markup {
    Markdown,
    Html,
}

/// The cells of a table in HTML. Mail programs keep styles only where they are written.
const CELL: &str = "style=\"padding:4px 12px 4px 0;text-align:left;vertical-align:top;border-bottom:1px solid #ddd\"";

/// Renders a digest, which ends with a line break unless there is no row.
pub(super) fn render(rows: &[TableRow], markup: Markup, style: DigestStyle) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let lines = rows.iter().map(|row| line(row, markup, style));
    match (markup, style) {
        (Markup::Markdown, DigestStyle::Table) => {
            format!("| When | What | Where |\n|-|-|-|\n{}", lines.collect::<String>())
        }
        (Markup::Markdown, DigestStyle::List) => lines.collect(),
        (Markup::Html, DigestStyle::Table) => {
            let head = ["When", "What", "Where"].map(|head| format!("<th {CELL}>{head}</th>")).concat();
            let table = "<table style=\"border-collapse:collapse\">";
            format!("{table}\n<tr>{head}</tr>\n{}</table>\n", lines.collect::<String>())
        }
        (Markup::Html, DigestStyle::List) => {
            format!("<ul style=\"padding-left:20px\">\n{}</ul>\n", lines.collect::<String>())
        }
    }
}

fn line(row: &TableRow, markup: Markup, style: DigestStyle) -> String {
    let escape = |text: &str| markup.escape(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let when = match when(row) {
        when if when.is_empty() => "not dated yet".to_owned(),
        when => when,
    };
    let (when, place) = (escape(&when), escape(&place(row)));
    let what = markup.link(&escape(&row.name), row.url);
    let place_too = if place.is_empty() { String::new() } else { format!(", {place}") };
    match (markup, style) {
        (Markup::Markdown, DigestStyle::Table) => format!("| {when} | {what} | {place} |\n"),
        (Markup::Markdown, DigestStyle::List) => format!("- **{when}**: {what}{place_too}\n"),
        (Markup::Html, DigestStyle::Table) => {
            format!("<tr><td {CELL}>{when}</td><td {CELL}>{what}</td><td {CELL}>{place}</td></tr>\n")
        }
        (Markup::Html, DigestStyle::List) => {
            format!("<li style=\"margin:4px 0\"><strong>{when}</strong>: {what}{place_too}</li>\n")
        }
    }
}

impl Markup {
    /// Text that is shown as it is. A list may hold any characters, and a digest is read by people who trust it.
    pub(crate) fn escape(self, text: &str) -> String {
        let mut escaped = String::with_capacity(text.len());
        for char in confcal::harmless(text).chars() {
            match (self, char) {
                (_, '&') => escaped.push_str("&amp;"),
                (_, '<') => escaped.push_str("&lt;"),
                (_, '>') => escaped.push_str("&gt;"),
                (Markup::Html, '"') => escaped.push_str("&quot;"),
                (Markup::Markdown, '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$') => {
                    escaped.push('\\');
                    escaped.push(char);
                }
                // A name such as `@example` would call a user of GitHub.
                (Markup::Markdown, '@') => escaped.push_str("@\u{2060}"),
                (_, char) => escaped.push(char),
            }
        }
        escaped
    }

    /// A link; `text` is escaped already.
    fn link(self, text: &str, url: Option<&str>) -> String {
        match (self, url) {
            (_, None) => text.to_owned(),
            (Markup::Markdown, Some(url)) => {
                let url = url.replace('|', "%7C").replace('(', "%28").replace(')', "%29").replace('<', "%3C");
                format!("[{text}]({})", url.replace('\\', "%5C"))
            }
            (Markup::Html, Some(url)) => format!("<a href=\"{}\">{text}</a>", self.escape(url)),
        }
    }
}

/// The format of a document, by the ending of its name unless one is given.
pub(super) fn markup(path: &Path, format: Option<ListFormat>) -> Result<Markup> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    match (format, &*ending) {
        (Some(ListFormat::Markdown), _) | (None, "md" | "markdown") => Ok(Markup::Markdown),
        (Some(ListFormat::Html), _) | (None, "html" | "htm") => Ok(Markup::Html),
        (Some(_), _) => bail!("`--into` takes `--format markdown` or `--format html`"),
        (None, _) => {
            bail!("the name {} does not tell its format; add `--format markdown` or `--format html`", path.display())
        }
    }
}

/// Writes a digest between the marks of a document, and nothing else in it.
pub(super) fn put(path: &Path, digest: &str, markup: Markup) -> Result<()> {
    let name = path.display();
    let text = fs::read(path).with_context(|| format!("cannot read {name}"))?;
    let text = String::from_utf8(text).ok().with_context(|| format!("{name} is not UTF-8 text"))?;
    let text = replace(&text, digest, markup).with_context(|| format!("{name} is left as it is"))?;
    files::write_text(path, &text)
}

/// The text with another part between its marks.
fn replace(text: &str, part: &str, markup: Markup) -> Result<String> {
    let lines = |mark: &str| {
        let mut start = 0;
        let mut found = Vec::new();
        for line in text.split_inclusive('\n') {
            // A byte order mark before the first line is no blank.
            if line.trim_start_matches('\u{feff}').trim() == mark {
                found.push((start, start + line.len()));
            }
            start += line.len();
        }
        found
    };
    let (first, last) = match (&lines(BEGIN)[..], &lines(END)[..]) {
        ([(_, first)], [(last, _)]) if first <= last => (*first, *last),
        ([], _) | (_, []) => bail!("it lacks the marks: write a line `{BEGIN}` and below it a line `{END}`"),
        ([_], [_]) => bail!("`{END}` stands before `{BEGIN}`"),
        _ => bail!("it has several marks: write one `{BEGIN}` and one `{END}`"),
    };
    let blank = if matches!(markup, Markup::Markdown) && !part.is_empty() { "\n" } else { "" };
    let mut part = format!("{blank}{part}{blank}");
    if text.contains("\r\n") {
        part = part.replace('\n', "\r\n");
    }
    Ok([&text[..first], &part, &text[last..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_part_between_the_marks_changes() {
        for (before, after) in [
            ("# A\n<!-- confcal -->\n<!-- /confcal -->\nB", "# A\n<!-- confcal -->\n\nx\n\n<!-- /confcal -->\nB"),
            ("<!-- confcal -->\nold\n<!-- /confcal -->", "<!-- confcal -->\n\nx\n\n<!-- /confcal -->"),
            ("\u{feff}<!-- confcal -->\n<!-- /confcal -->\n", "\u{feff}<!-- confcal -->\n\nx\n\n<!-- /confcal -->\n"),
            (
                "A\r\n <!-- confcal -->\r\n<!-- /confcal -->\r\n",
                "A\r\n <!-- confcal -->\r\n\r\nx\r\n\r\n<!-- /confcal -->\r\n",
            ),
            (
                "`<!-- confcal -->`\n<!-- confcal -->\n<!-- /confcal -->\n",
                "`<!-- confcal -->`\n<!-- confcal -->\n\nx\n\n<!-- /confcal -->\n",
            ),
        ] {
            let replaced = replace(before, "x\n", Markup::Markdown).expect("marks");
            assert_eq!(replaced, after);
            assert_eq!(replace(&replaced, "x\n", Markup::Markdown).expect("marks"), after, "again the same");
        }
        for (text, says) in [
            ("# A\n", "it lacks the marks"),
            ("<!-- confcal -->\n", "it lacks the marks"),
            ("<!-- /confcal -->\n<!-- confcal -->\n", "stands before"),
            ("<!-- confcal -->\n<!-- confcal -->\n<!-- /confcal -->\n", "it has several marks"),
        ] {
            let error = replace(text, "x\n", Markup::Markdown).expect_err(text).to_string();
            assert!(error.contains(says), "{error}");
        }
    }

    #[test]
    fn texts_of_the_list_are_no_markup() {
        let markdown = |text: &str| Markup::Markdown.escape(text);
        assert_eq!(markdown("C# | *a* <b> [x](y) `z`"), "C\\# \\| \\*a\\* &lt;b&gt; \\[x\\](y) \\`z\\`");
        assert_eq!(Markup::Html.escape("<b> & \"x\""), "&lt;b&gt; &amp; &quot;x&quot;");
        assert_eq!(
            Markup::Markdown.link("x", Some("https://example.org/a_(b)|c")),
            "[x](https://example.org/a_%28b%29%7Cc)"
        );
    }
}
