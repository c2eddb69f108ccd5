//! Texts in reStructuredText, AsciiDoc, Org and MediaWiki, as the lines of Markdown that mean the same.
//!
//! Comes in: a text and the name of its file. Goes out: Markdown, perhaps with front matter, and the line that each of its lines comes
//! from, so that no reader behind this knows of other markups.

mod asciidoc;
mod mediawiki;
mod org;
mod rst;
mod table;

/// A text as Markdown.
#[derive(Debug, Default)]
pub(super) struct Translation {
    lines: Vec<String>,
    /// For each line, the number of the line that it comes from, from 1.
    origins: Vec<usize>,
}

impl Translation {
    fn push(&mut self, line: impl Into<String>, origin: usize) {
        self.lines.push(line.into());
        self.origins.push(origin);
    }

    /// The text in Markdown.
    pub(super) fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// The number of the line that a line of Markdown comes from.
    pub(super) fn origin(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|at| self.origins.get(at)).copied().unwrap_or(line)
    }
}

/// Reads lines in another markup.
type Translate = fn(&[&str]) -> Translation;

/// The endings of the names of files in another markup, each with its reader.
const MARKUPS: &[(&str, Translate)] = &[
    ("rst", rst::as_markdown),
    ("adoc", asciidoc::as_markdown),
    ("asciidoc", asciidoc::as_markdown),
    ("org", org::as_markdown),
    ("wiki", mediawiki::as_markdown),
    ("mediawiki", mediawiki::as_markdown),
];

/// True if the name of a file ends as that of a text in another markup.
pub(super) fn is_markup(extension: &str) -> bool {
    MARKUPS.iter().any(|(known, _)| *known == extension)
}

/// A text in another markup as Markdown; `None` if the ending of the name of its file is that of no such text.
pub(super) fn as_markdown(extension: &str, text: &str) -> Option<Translation> {
    let (_, read) = MARKUPS.iter().find(|(known, _)| *known == extension)?;
    let lines: Vec<&str> = text.lines().collect();
    Some(read(&lines))
}

/// A longer line stays as it is.
const MAX_LINE_OCTETS: usize = 2000;

/// The number of blanks before a line.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// An item with a label and its value.
fn labelled(indent: usize, label: &str, value: &str) -> String {
    format!("{}- **{}**: {}", " ".repeat(indent), label.trim(), value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(extension: &str, text: &str) -> Vec<(String, usize)> {
        let found = as_markdown(extension, text).unwrap_or_default();
        found.lines.into_iter().zip(found.origins).filter(|(line, _)| !line.is_empty()).collect()
    }

    #[test]
    fn other_markups_are_read_as_markdown() {
        for (extension, text, expected) in [
            ("rst", "Title\n=====\n\nPyCon\n~~~~~\n\nRust\n~~~~", "# Title|## PyCon|## Rust"),
            ("rst", "=====\nTitle\n=====\n\nPyCon\n=====", "# Title|## PyCon"),
            (
                "rst",
                "* `EuroPython <https://e.example>`_, May\n  2027",
                "* [EuroPython](https://e.example), May|  2027",
            ),
            (
                "rst",
                "`Kiwi Con`_ and SciPy_ here\n\n.. _Kiwi Con: https://k.example",
                "[Kiwi Con] and [SciPy] here|[Kiwi Con]: https://k.example",
            ),
            ("rst", ":When: 5 May 2027\n:Where: Oslo", "- **When**: 5 May 2027|- **Where**: Oslo"),
            (
                "rst",
                "+---+------+\n| N | Date |\n+===+======+\n| A | 5 May|\n| b |      |\n+---+------+\n| C | 6 May|\n+---+------+",
                "| N | Date ||| --- | --- ||| A b | 5 May ||| C | 6 May |",
            ),
            (
                "rst",
                "==== =====\nName Date\n==== =====\nA b  5 May\nC    6 May\n==== =====",
                "| Name | Date ||| --- | --- ||| A b | 5 May ||| C | 6 May |",
            ),
            (
                "rst",
                ".. list-table:: T\n   :header-rows: 1\n\n   * - Name\n     - Date\n   * - A\n     - 5 May\n\nx",
                "| Name | Date ||| --- | --- ||| A | 5 May ||x",
            ),
            (
                "rst",
                ".. csv-table:: T\n   :header: \"Name\", \"Date\"\n   :widths: 5, 5\n\n   \"A, `b <https://b.example>`__\", \"May 5, 2027\"\n   C, 6 May\n",
                "| Name | Date ||| --- | --- ||| A, [b](https://b.example) | May 5, 2027 ||| C | 6 May |",
            ),
            ("rst", ".. image:: a.png\n   :width: 5\n\n.. a comment\n\nText", "Text"),
            (
                "adoc",
                "= Title\n\n== PyCon\n\n* https://p.example[PyCon^], 5 May\n** link:a.html[b]",
                "# Title|## PyCon|* [PyCon](https://p.example), 5 May|  * [b](a.html)",
            ),
            ("adoc", "When:: 5 May 2027\nWhere:: Oslo +", "- **When**: 5 May 2027|- **Where**: Oslo"),
            (
                "adoc",
                "= Conj\n2025-11-12\n:jbake-start: 2025-11-12\n:toc:\n\nText: *bold* x",
                "---|title: \"Conj\"|start: \"2025-11-12\"|---|Text: **bold** x",
            ),
            (
                "adoc",
                "// a page\n:page-date: 2027-05-12\n= Ada Days\n\nText",
                "---|title: \"Ada Days\"|date: \"2027-05-12\"|---|Text",
            ),
            ("adoc", "---\ntags:\n  [a]\n---\n== Text", "---|tags:|  [a]|---|## Text"),
            (
                "adoc",
                "|===\n| Name | Date\n\n| A\n| 5 May\n| B | 6 May\n|===",
                "| Name | Date ||| --- | --- ||| A | 5 May ||| B | 6 May |",
            ),
            (
                "org",
                "* 2027\n** [[https://p.example][PyCon]]\n- When :: <2027-05-05 Wed>--<2027-05-08 Sat>",
                "# 2027|## [PyCon](https://p.example)|- **When**: 2027-05-05 - 2027-05-08",
            ),
            ("org", "| N | Date |\n|---+------|\n| A | 5 May |", "| N | Date |||---|------||| A | 5 May |"),
            (
                "wiki",
                "== 2027 ==\n* [https://p.example PyCon], '''5 May'''\n** [[Rust|RustConf]]",
                "## 2027|* [PyCon](https://p.example), **5 May**|  * RustConf",
            ),
            (
                "wiki",
                "{| class=\"x\"\n! Name !! Date\n|-\n| A || 5 May\n|- style=x\n| style=\"y\" | B\n| 6 May\n|}",
                "| Name | Date ||| --- | --- ||| A | 5 May ||| B | 6 May |",
            ),
        ] {
            let found: Vec<String> = read(extension, text).into_iter().map(|(line, _)| line).collect();
            assert_eq!(found.join("|"), expected, "{extension}: {text}");
        }
        assert!(as_markdown("md", "== x ==").is_none());
    }

    #[test]
    fn no_line_takes_long() {
        for text in ["[[", "[", "<", "https://", "link:", "`", "`a <", "'''", "|", "{|\n|", "+-+\n", "== ==\n", "a_ "] {
            for (extension, _) in MARKUPS {
                let _ = read(extension, &text.repeat(20_000));
            }
        }
    }

    #[test]
    fn lines_keep_their_numbers() {
        let found = read("rst", "T\n=\n\n.. list-table::\n\n   * - Name\n     - Date\n   * - A\n     - 5 May\n");
        assert_eq!(found.last(), Some(&("| A | 5 May |".to_owned(), 8)));
        let found = read("adoc", "= T\n:start: 2027-05-05\n\nText");
        assert_eq!(found.iter().map(|(_, line)| *line).collect::<Vec<_>>(), [1, 1, 2, 3, 4]);
    }
}
