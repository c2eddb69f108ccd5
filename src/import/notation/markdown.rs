//! Markdown: tables, lists and headings of conferences, each with the headings above it; and links inside a text of any notation.
//!
//! Comes in: a text. Goes out: a list of records for the tables, one for the lists, one for the headings. A date decides what is
//! a conference; what its fields mean is guessed behind this, except in an item of a list, whose parts have no names.

mod bullets;
mod fields;
mod html_tables;
mod inline;
mod lines;
mod loose;
mod parts;
mod sections;
mod tables;

use bullets::bullet;
pub(super) use fields::is_field;
use fields::is_month;
pub(crate) use inline::{links, plain};
pub(super) use lines::without_comments;
use sections::{RecordSection, Section};
use tables::is_rule;

use crate::import::document::ReadFault;
use crate::import::record::{Node, Value};
use crate::import::records;

/// True if a text that is not named so looks like Markdown with a table.
pub(super) fn is_markdown(text: &str) -> bool {
    let mut lines = text.lines();
    let mut before = "";
    lines.any(|line| {
        let is = is_rule(line) && before.contains('|');
        before = line;
        is
    }) || text.lines().any(|line| line.starts_with("# ") || line.starts_with("## "))
        && text.lines().any(|line| bullet(line).is_some_and(|(_, item)| !links(item).is_empty()))
}

/// A list that stands below other text of its file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Below<'t> {
    /// The number of lines before it.
    pub(super) lines: usize,
    /// The title of the page, which stands above all headings.
    pub(super) title: &'t str,
}

/// The rows of tables, the items of lists and the headings that are conferences, each in the order of the text.
pub(super) fn read(text: &str, below: Below, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let mut reader = MarkdownReader::default();
    let mut lines: Vec<String> = vec![String::new(); below.lines];
    lines.append(&mut lines::lines(text));
    if !below.title.is_empty() {
        reader.open(1, 1, below.title);
    }
    reader.is_of_lines = loose::are_of_lines(&lines);
    let mut at = below.lines;
    while at < lines.len() {
        let line = &lines[at];
        if let Some((level, heading)) = heading(line, lines.get(at + 1).map(String::as_str)) {
            reader.open(at + 1, level, &heading);
            at += 1;
        } else if line.contains('|') && lines.get(at + 1).is_some_and(|next| is_rule(next)) {
            at = reader.table(&lines, at);
        } else if html_tables::begins(line) {
            at = reader.html_tables(&lines, at);
        } else if bullet(line).is_some() {
            at = reader.item(&lines, at, 0);
        } else {
            at = reader.paragraph(&lines, at);
        }
    }
    reader.finish(faults)
}

/// The rows of the tables of a page of HTML.
pub(super) fn tables_of_page(text: &str, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let mut reader = MarkdownReader::default();
    let text = without_comments(text);
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut at = 0;
    while at < lines.len() {
        at = if html_tables::begins(&lines[at]) { reader.html_tables(&lines, at) } else { at + 1 };
    }
    if reader.rows.is_empty() { Vec::new() } else { reader.finish(faults) }
}

/// The member of a row that holds the names of all columns of its table.
pub(crate) const TABLE: &str = "@table";

#[derive(Default)]
struct MarkdownReader {
    /// The headings that the current line stands under, with their levels.
    headings: Vec<(usize, String)>,
    section: Section,
    rows: Vec<Node>,
    items: Vec<Node>,
    sections: Vec<RecordSection>,
    /// True if several paragraphs are each a conference in one line.
    is_of_lines: bool,
}

impl MarkdownReader {
    fn head(&mut self, level: usize, heading: String) {
        self.headings.retain(|(other, _)| *other < level);
        self.headings.push((level, heading));
    }

    /// The headings, the nearest last.
    fn above(&self) -> String {
        self.headings.iter().map(|(_, heading)| heading.as_str()).collect::<Vec<_>>().join(" / ")
    }

    /// Reads a paragraph, and gives the line behind it.
    fn paragraph(&mut self, lines: &[String], start: usize) -> usize {
        let is_text = |line: &&String| {
            !line.trim().is_empty()
                && heading(line, None).is_none()
                && bullet(line).is_none()
                && !line.trim_start().starts_with('|')
        };
        let end = start + lines[start..].iter().take_while(is_text).count();
        if !self.paragraph_item(start, &lines[start..end]) {
            self.section.paragraph(start, &lines[start..end]);
        }
        end.max(start + 1)
    }

    /// Reads a paragraph as an item: a date before a link, or lines of which one is the link and one a date.
    fn paragraph_item(&mut self, start: usize, lines: &[String]) -> bool {
        let texts: Vec<&str> = lines.iter().map(|line| line.trim().trim_end_matches('\\').trim()).collect();
        let Some(first) = texts.first() else { return false };
        if self.loose(&texts, start + 1) {
            return true;
        }
        let near = self.headings.last().map_or("", |(_, heading)| heading.as_str());
        let is_below_month = is_month(near) || near.split_whitespace().any(records::is_year);
        let is_one = bullets::is_dated_link(first);
        let is_short = texts.iter().all(|text| plain(text).len() < 100);
        let has_day = texts.iter().any(|text| fields::is_day(parts::trimmed(&plain(text))));
        let is_lines = texts.len() > 1
            && is_short
            && (bullets::is_link(first) && has_day
                || is_below_month && fields::is_exact(parts::trimmed(&plain(first))));
        // A line for each conference.
        if is_one && texts.iter().all(|text| bullets::is_dated_link(text)) {
            texts.iter().enumerate().for_each(|(index, text)| self.push_item(text, start + index + 1));
            return true;
        }
        if !is_one && !is_lines {
            return false;
        }
        self.push_item(&texts.join(if is_one { " " } else { " | " }), start + 1);
        true
    }

    fn push_item(&mut self, text: &str, line: usize) {
        let above = self.above();
        if let Some(mut fields) = bullets::record(text, line, &[]) {
            bullets::settle(&mut fields, &above);
            self.items.push(fields.finish(&above));
        }
    }

    /// The records: of lists beside tables only where both are lists of conferences.
    fn finish(mut self, faults: &mut Vec<ReadFault>) -> Vec<Node> {
        self.close();
        let sections = self.sections();
        let rows = with_months(self.rows);
        let items = of_dated_groups(with_months(self.items), faults);
        let (tables, lists) = (dated(&rows), dated(&items));
        let mut found = Vec::new();
        let skip = |items: &[Node], what: &str, faults: &mut Vec<ReadFault>| {
            if let Some(first) = items.first() {
                faults.push(ReadFault::new(first.line, format!("{what} beside it are not read")));
            }
        };
        match (tables, lists) {
            (0, 0) if !sections.is_empty() => {}
            (0, 0) if rows.is_empty() && items.is_empty() => {
                faults.push(ReadFault::new(0, "it has no table, no list and no headings with dates"));
            }
            (0, 0) if rows.is_empty() => found.push(Node::list(1, items)),
            (0, 0) => found.push(Node::list(1, rows)),
            // A list of its own beside tables: both are read.
            _ if lists * 5 > tables && tables * 5 > lists => {
                found.push(Node::list(1, rows));
                found.push(Node::list(1, items));
            }
            _ if lists > tables => {
                skip(&rows, "the tables", faults);
                found.push(Node::list(1, items));
            }
            _ => {
                skip(&items, "the lists", faults);
                found.push(Node::list(1, rows));
            }
        }
        if !sections.is_empty() {
            found.push(Node::list(1, sections));
        }
        if found.is_empty() {
            found.push(Node::list(1, Vec::new()));
        }
        found
    }

    /// The sections that are conferences: with labels, or several of one level that are alike.
    fn sections(&mut self) -> Vec<Node> {
        let found = std::mem::take(&mut self.sections);
        let has_others = dated(&self.rows) + dated(&self.items) > 0 || found.iter().any(|found| found.level > 0);
        let alike =
            |one: &RecordSection| found.iter().filter(|other| other.level == one.level && !other.is_labelled).count();
        let is_conference = |one: &&RecordSection| {
            if one.level == 0 { !has_others } else { one.is_labelled || alike(one) > 1 }
        };
        found.iter().filter(is_conference).map(|found| found.record.clone()).collect()
    }
}

/// The number of records with a date.
fn dated(records: &[Node]) -> usize {
    records.iter().filter(|record| is_dated(record)).count()
}

/// True if a record has a date; days alone stand below a month.
fn is_dated(record: &Node) -> bool {
    record.members().iter().any(|(key, node)| {
        key == "dates" || !key.starts_with('@') && node.scalar().is_some_and(|text| records::is_date(&plain(&text)))
    })
}

/// Gives records without a date the month of the heading next above them.
fn with_months(mut records: Vec<Node>) -> Vec<Node> {
    for record in &mut records {
        let above = record.get("@heading").and_then(Node::scalar).unwrap_or_default();
        let Some(near) = headings(&above).next().filter(|near| is_month(near)) else { continue };
        let has_dates = is_dated(record);
        let year = headings(&above)
            .find_map(|heading| heading.split(|char: char| !char.is_ascii_digit()).find(|word| records::is_year(word)));
        let line = record.line;
        if let (false, Value::Map(members)) = (has_dates, &mut record.value) {
            let month = if near.bytes().any(|byte| byte.is_ascii_digit()) {
                near.to_owned()
            } else {
                format!("{near} {}", year.unwrap_or_default())
            };
            members.push(("month".to_owned(), Node::text(line, month)));
        }
    }
    records
}

/// The items below headings that have some with a date, where others have: a list of books beside one of conferences goes.
fn of_dated_groups(items: Vec<Node>, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let above = |item: &Node| item.get("@heading").and_then(Node::scalar).unwrap_or_default();
    let is_about_page = |above: &String| headings(above).any(is_about_page);
    let groups: std::collections::HashSet<String> = items
        .iter()
        .filter(|item| is_dated(item) || item.get("month").is_some())
        .map(above)
        .filter(|above| !is_about_page(above))
        .collect();
    if groups.is_empty() {
        return items;
    }
    let (kept, others): (Vec<Node>, Vec<Node>) = items.into_iter().partition(|item| groups.contains(&above(item)));
    if let Some(first) = others.first() {
        faults.push(ReadFault::new(
            first.line,
            format!("{} items of lists below headings without a date are left out", others.len()),
        ));
    }
    kept
}

/// True if a heading is over what a page says of itself, whose dates are no conferences.
fn is_about_page(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let lower = lower.trim_matches(|char: char| !char.is_alphanumeric());
    [
        "contents",
        "table of contents",
        "changelog",
        "change log",
        "history",
        "release notes",
        "contributing",
        "contributors",
        "license",
        "licence",
        "credits",
        "maintainers",
    ]
    .contains(&lower)
}

/// The level and the text of a heading; a line in bold letters over another is one too.
fn heading(line: &str, next: Option<&str>) -> Option<(usize, String)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']) {
        return Some((level, without_attributes(line[level..].trim().trim_end_matches('#').trim()).to_owned()));
    }
    let next = next?.trim_end();
    let is_text = !line.trim().is_empty() && !line.contains('|') && bullet(line).is_none();
    let level = match next.as_bytes() {
        bytes if bytes.len() > 2 && bytes.iter().all(|byte| *byte == b'=') => 1,
        bytes if bytes.len() > 2 && bytes.iter().all(|byte| *byte == b'-') => 2,
        _ => return None,
    };
    is_text.then(|| (level, without_attributes(line.trim()).to_owned()))
}

/// A heading without what is for programs: `{#id}`, `{-}`, code of R.
fn without_attributes(heading: &str) -> &str {
    let mut text = heading.trim_end();
    while let Some((before, _)) = text
        .strip_suffix('}')
        .and_then(|text| text.rsplit_once('{'))
        .or_else(|| text.strip_suffix('`').and_then(|text| text.rsplit_once("`r ")))
    {
        text = before.trim_end();
    }
    text
}

/// The headings above a record, from the nearest outwards.
pub(crate) fn headings(text: &str) -> impl Iterator<Item = &str> {
    text.rsplit(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_rows(text: &str) -> Vec<String> {
        let nodes = read(text, Below::default(), &mut Vec::new());
        let rows = nodes.iter().flat_map(|node| node.items());
        rows.map(|row| {
            let cells: Vec<String> = row
                .members()
                .iter()
                .filter(|(key, _)| key != TABLE)
                .map(|(key, node)| format!("{key}={}", node.scalar().unwrap_or_default()))
                .collect();
            format!("{}: {}", row.line, cells.join("; "))
        })
        .collect()
    }

    #[test]
    fn tables_have_the_headings_above_them() {
        let text = "# List\n\n## 2027\n\n| Name | Date |\n|---|:-:|\n| [A \\| B](https://a.example/x_(y)) | 5 May |\n| **C** | |\n\n## 2028\n";
        assert_eq!(
            read_rows(text),
            [
                "7: Name=[A | B](https://a.example/x_(y)); Date=5 May; @heading=List / 2027",
                "8: Name=**C**; Date=; @heading=List / 2027"
            ]
        );
    }

    #[test]
    fn bullets_are_a_name_dates_and_a_place() {
        let text = "## 2023\n\n### January\n\n* 12-13: [Voxxed Days](https://v.example/) - Lugano (Switzerland) \
                    <a href=\"https://cfp.example\"><img alt=\"CFP\" src=\"https://img.shields.io/static/v1?label=CFP&message=until%2007-October-2022&color=green\"></a>\n\
                    * [B](https://b.example), Oslo, Norway, 5-8 May 2023\n- Something else\n";
        assert_eq!(
            read_rows(text),
            [
                "5: name=Voxxed Days; url=https://v.example/; dates=12-13; place=Lugano (Switzerland); cfp url=https://cfp.example; cfp=07 October 2022; @heading=2023 / January",
                "6: name=B; url=https://b.example; dates=5-8 May 2023; place=Oslo, Norway; @heading=2023 / January"
            ]
        );
    }

    /// The name, dates, place and other fields of the records of a text.
    fn fields_of(text: &str) -> Vec<String> {
        let without = |row: String| row.split_once(": ").map(|(_, row)| row.to_owned()).unwrap_or_default();
        let rows = read_rows(text).into_iter().map(without);
        rows.map(|row| sorted(row.split("; @heading=").next().unwrap_or_default())).collect()
    }

    /// The fields of a record in an order that does not matter.
    fn sorted(fields: &str) -> String {
        let mut fields: Vec<&str> = fields.split("; ").collect();
        fields.sort_unstable();
        fields.join("; ")
    }

    #[test]
    fn items_are_read_as_people_write_them() {
        for (text, expected) in [
            (
                "## CFP - Events\n* [**A**](https://a.example)| CLOSES 2026-01-18 | Utrecht, The Netherlands | 2026-05-19 - 2026-05-20",
                "name=A; url=https://a.example; cfp=2026-01-18; place=Utrecht, The Netherlands; dates=2026-05-19 - 2026-05-20",
            ),
            (
                "## CFP - Events\n* [A](https://a.example)| 2026-03-23 | Berlin, Germany | 2026-09-14 - 2026-09-16",
                "name=A; url=https://a.example; place=Berlin, Germany; dates=2026-09-14 - 2026-09-16; cfp=2026-03-23",
            ),
            (
                "- _Oct 20, 2017_ - [A](https://a.example), Birmingham, 🇬🇧 -- _How to build it?_",
                "name=A; url=https://a.example; dates=Oct 20, 2017; place=Birmingham, 🇬🇧; description=How to build it?",
            ),
            (
                "* November 27-29: [A](https://a.example). Athens, Greece. [\\@a](https://twitter.com/a).",
                "name=A; url=https://a.example; dates=November 27-29; place=Athens, Greece; twitter=https://twitter.com/a",
            ),
            ("* July 2-5: WhyR? 2018. Wroclaw, Poland.", "name=WhyR? 2018; dates=July 2-5; place=Wroclaw, Poland"),
            (
                "* June 22: Tutorial in Toulouse, France: [link](https://a.example)",
                "name=Tutorial; dates=June 22; place=Toulouse, France; url=https://a.example",
            ),
            (
                "* September 18-25: 11th [Summer school](https://a.example) in Albacete, Spain",
                "name=11th Summer school; url=https://a.example; dates=September 18-25; place=Albacete, Spain",
            ),
            (
                "* May: [A](https://a.example). Budapest, Hungary.",
                "name=A; url=https://a.example; dates=May; place=Budapest, Hungary",
            ),
            ("* [A](https://a.example) \\[July 8-11]", "name=A; url=https://a.example; dates=July 8-11"),
            (
                "- 26 e 27 Março: [A](https://a.example/) - _São Paulo/SP_ ![híbrido]",
                "name=A; url=https://a.example/; dates=26 e 27 Março; place=São Paulo/SP; online=true",
            ),
            (
                "- 🇩🇪 [A](https://a.example) | 09–11 Jun 2024 | Berlin",
                "name=A; url=https://a.example; place=Berlin, 🇩🇪; dates=09–11 Jun 2024",
            ),
            (
                "- ~~[A](https://a.example) - 3-4 June 2024 - Paris~~",
                "status=cancelled; name=A; url=https://a.example; dates=3-4 June 2024; place=Paris",
            ),
            (
                "- [A](https://a.example) - 3-4 June 2024 - Paris (postponed)",
                "name=A; url=https://a.example; dates=3-4 June 2024; status=postponed; place=Paris",
            ),
            (
                "- [A](https://a.example) - 3-4 June 2024 | [CFP](https://sessionize.com/a) closes Jan 15, 2024",
                "name=A; url=https://a.example; dates=3-4 June 2024; cfp=Jan 15, 2024; cfp url=https://sessionize.com/a",
            ),
            (
                "- [ ] [PyCon, 5-8 May 2027, Oslo, Norway](https://a.example)",
                "url=https://a.example; name=PyCon; dates=5-8 May 2027; place=Oslo, Norway",
            ),
        ] {
            assert_eq!(fields_of(text), [sorted(expected)], "{text}");
        }
    }

    #[test]
    fn one_conference_has_many_shapes() {
        const WHOLE: &str = "dates=10-12 June 2026; name=Foo Conf; place=Berlin, Germany; url=https://foo.example";
        for text in [
            "- 10-12 June 2026: [Foo Conf](https://foo.example) - Berlin, Germany",
            "- **Foo Conf** (Berlin, Germany) - 10-12 June 2026 - https://foo.example",
            "- [Foo Conf](https://foo.example) 📍 Berlin, Germany 📅 10-12 June 2026",
            "- Foo Conf, 10-12 June 2026, Berlin, Germany: https://foo.example",
            "- Foo Conf, 10-12 June 2026, Berlin, Germany <https://foo.example>",
            "- Foo Conf (https://foo.example), 10-12 June 2026, Berlin, Germany",
            "- Foo Conf. Berlin, Germany. 10-12 June 2026. [Website](https://foo.example)",
            "- Foo Conf - Berlin, Germany - 10-12 June 2026 [[Website](https://foo.example)]",
            "- [Berlin, Germany] [Foo Conf](https://foo.example) - 10-12 June 2026",
            "- [Foo Conf](https://foo.example), _Berlin, Germany_, *10-12 June 2026*",
            "- [Foo Conf - Berlin, Germany, 10-12 June 2026](https://foo.example)",
            "- [Foo Conf, 10-12 June 2026](https://foo.example) Berlin, Germany",
            "- [Foo Conf](https://foo.example) will take place 10-12 June 2026 in Berlin, Germany.",
            "- [Foo Conf](https://foo.example) (Berlin, Germany) 10-12 June 2026",
            "- 10-12 June 2026 | Foo Conf | Berlin, Germany | https://foo.example",
            "- [Foo Conf](https://foo.example) / Berlin, Germany / 10-12 June 2026",
            "- [Foo Conf](https://foo.example)<br>10-12 June 2026<br>Berlin, Germany",
            "- [Foo Conf](https://foo.example)\\\n  10-12 June 2026\\\n  Berlin, Germany",
            "- [Foo Conf](https://foo.example)\n  - 10-12 June 2026\n  - Berlin, Germany",
            "- [Foo Conf](https://foo.example)\n\n  10-12 June 2026, Berlin, Germany",
            "10-12 June 2026: [Foo Conf](https://foo.example), Berlin, Germany.",
            "[**Foo Conf**](https://foo.example)  \n10-12 June 2026  \nBerlin, Germany",
        ] {
            assert_eq!(fields_of(text), [WHOLE], "{text}");
        }
    }

    #[test]
    fn what_is_below_an_item_belongs_to_it() {
        for (text, expected) in [
            (
                "- 21-Mar-2023 - 23-Mar-2023: [A](https://a.example) in 🇩🇪 Rust\n  - 🗣 [Call for Papers](https://cfp.example): 29-Oct-2022 to 21-Feb-2023",
                vec![
                    "name=A; url=https://a.example; dates=21-Mar-2023 - 23-Mar-2023; place=🇩🇪 Rust; Call for Papers=[29-Oct-2022 to 21-Feb-2023](https://cfp.example)",
                ],
            ),
            (
                "* 2026-01-01 | Paris, FR | [Group](https://g.example/)\n    * [**Cancelled**](https://g.example/1)",
                vec!["name=Group; url=https://g.example/; dates=2026-01-01; place=Paris, FR; status=Cancelled"],
            ),
            (
                "* 2026-01-20 | Paris, FR | [Group](https://g.example/)\n    * [**Meetup #82**](https://g.example/2)",
                vec![
                    "dates=2026-01-20; place=Paris, FR; name=Group: Meetup #82; group=https://g.example/; url=https://g.example/2",
                ],
            ),
            (
                "+ A, Conference on Ethics\n\t- http://www.a.example/\n\t- February 7-8, 2020\n\t- Honolulu, Hawaii, USA\n\t- Submission deadline: Nov 4, 2019 (full paper)",
                vec![
                    "name=A, Conference on Ethics; url=http://www.a.example/; dates=February 7-8, 2020; place=Honolulu, Hawaii, USA; Submission deadline=Nov 4, 2019 (full paper)",
                ],
            ),
            (
                "* July 4-7, 2017: [A](https://a.example). Brussels, Belgium.\n    * July 5, 2017: [B](https://b.example). Co-located with A.",
                vec![
                    "name=A; url=https://a.example; dates=July 4-7, 2017; place=Brussels, Belgium",
                    "name=B; url=https://b.example; dates=July 5, 2017; description=Co-located with A",
                ],
            ),
            (
                "## Contents\n- [2024](#2024)\n  - [May 2024](#may-2024)\n## 2024\n- 5 May: [A](https://a.example)\n## Changelog\n- 2024-01-02: added [B](https://b.example)",
                vec!["name=A; url=https://a.example; dates=5 May"],
            ),
        ] {
            assert_eq!(fields_of(text), expected.iter().map(|row| sorted(row)).collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn headings_over_fields_are_conferences() {
        for (text, expected) in [
            (
                "## Conference Details\n\n**Conference Name:** KubeCon 2026\n<!-- e.g. KubeCon -->\n\n**Dates:** November 9-12, 2026\n\n**Location:** Salt Lake City, Utah, USA\n\n## Call for Papers (if applicable)\n\n**CFP Deadline:** June 1, 2026\n",
                "CFP Deadline=June 1, 2026; name=KubeCon 2026; Dates=November 9-12, 2026; Location=Salt Lake City, Utah, USA",
            ),
            (
                "# PyCascades\n\nURL: https://a.example\nDates: February 23-24, 2019\nLocation: Seattle, WA\n",
                "name=PyCascades; URL=https://a.example; Dates=February 23-24, 2019; Location=Seattle, WA",
            ),
            (
                "### Oxidize (Berlin, Germany)\n- Date: 5 May 2027\n- CFP: 1 March 2027\n",
                "name=Oxidize; place=Berlin, Germany; Date=5 May 2027; CFP=1 March 2027",
            ),
        ] {
            assert_eq!(fields_of(text), [sorted(expected)], "{text}");
        }
        assert_eq!(fields_of("# A blog\n\nDate: 5 May 2027\n\nWords.\n\n## Notes\n\nOn 5 May 2027 we met.\n"), [""; 0]);
    }

    #[test]
    fn links_are_plain_text() {
        assert_eq!(plain("**[A](https://a.example)** and <b>B</b> &amp; `C`"), "A and B & C");
        assert_eq!(links("x <https://a.example> y")[0].address, "https://a.example");
        assert_eq!(value_of("[a](b \"title\")"), "b");
        for text in ["[", "[a](", "[a](b", "<a href=", "<a href=\"x", "![", "[[a](b)", "<", "é<é>", "[é](é)"] {
            let _ = (links(text), plain(text));
        }
    }

    fn value_of(text: &str) -> String {
        links(text)[0].address.clone()
    }

    #[test]
    fn a_value_is_not_empty() {
        assert!(
            matches!(read("", Below::default(), &mut Vec::new())[0].value, crate::import::record::Value::List(ref items) if items.is_empty())
        );
    }
}
