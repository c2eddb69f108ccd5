//! The lines of a text without what is not shown: comments, code between fences, and definitions of links.
//!
//! A link by reference, `[FOSDEM][f]`, gets its address, so that no reader behind this knows of references.

use std::collections::HashMap;

use super::notes;

use crate::import::ornaments::without_short_names;
use crate::place::Country;

/// A longer name of a link by reference is prose between brackets.
const MAX_LABEL_OCTETS: usize = 200;

/// The lines of a text, as many as it has.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = without_templates(without_comments(text));
    let mut fence: Option<&str> = None;
    let mut lines: Vec<String> = Vec::new();
    let mut definitions: HashMap<String, String> = HashMap::new();
    for line in text.lines() {
        let line = quoted(line);
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => {
                match definition(start) {
                    _ if notes::is_note(start) => lines.push(String::new()),
                    Some((label, address)) => {
                        definitions.entry(label).or_insert(address);
                        lines.push(String::new());
                    }
                    None => lines.push(with_double_tildes(unescaped(with_entities(with_words(without_short_names(
                        &with_flags(notes::without(line)),
                    )))))),
                }
                continue;
            }
            _ => {}
        }
        lines.push(String::new());
    }
    if !definitions.is_empty() {
        for line in lines.iter_mut().filter(|line| line.contains('[')) {
            *line = resolved(line, &definitions);
        }
    }
    lines
}

/// A text without comments of HTML and JSX, whose line ends stay.
pub(in crate::import::notation) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let pair = [("<!--", "-->"), ("{/*", "*/}")].into_iter().find(|(open, _)| from.starts_with(open));
        let Some((open, close)) = pair else {
            out.push_str(&from[..1]);
            rest = &from[1..];
            continue;
        };
        let Some(end) = from[open.len()..].find(close) else {
            rest = from;
            break;
        };
        let (comment, behind) = from.split_at(open.len() + end + close.len());
        out.extend(comment.matches('\n'));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// What a line quotes: `> 📍 London` has a place.
fn quoted(line: &str) -> &str {
    let mut line = line;
    while let Some(rest) = line.trim_start().strip_prefix('>') {
        line = rest.strip_prefix(' ').unwrap_or(rest);
    }
    line
}

/// A text without the tags of site generators, `{% include … %}` and `{{< figure … >}}`, each in one line.
fn without_templates(text: String) -> String {
    const PAIRS: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];
    if !text.contains("{%") && !text.contains("{{<") && !text.contains("{{%") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            let pair = PAIRS.iter().find(|(open, _)| from.starts_with(open));
            let end = pair.and_then(|(open, close)| Some(open.len() + from[open.len()..].find(close)? + close.len()));
            rest = match end {
                Some(end) => &from[end..],
                // What is not closed closes nothing behind it either.
                None if pair.is_some() => {
                    out.push_str(from);
                    ""
                }
                None => {
                    out.push('{');
                    &from[1..]
                }
            };
        }
        out.push_str(rest);
    }
    out
}

/// A line whose struck out texts stand between two tildes each, where GitHub takes one too: `~PyCon~`, but not `~10 May`.
fn with_double_tildes(line: String) -> String {
    if line.matches('~').count() < 2 || line.contains("~~") {
        return line;
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some(at) = rest.find('~') {
        let (before, from) = rest.split_at(at);
        let is_apart = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric());
        let struck = from[1..].split_once('~').filter(|(inner, behind)| {
            let is_tight = !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
            let is_one_cell = !inner.is_empty() && !inner.contains('|');
            is_tight && is_one_cell && is_apart(before.chars().last()) && is_apart(behind.chars().next())
        });
        out.push_str(before);
        rest = match struck {
            Some((inner, behind)) => {
                out.extend(["~~", inner, "~~"]);
                behind
            }
            None => {
                out.push('~');
                &from[1..]
            }
        };
    }
    out + rest
}

/// A line with the dashes and blanks that HTML has names for.
fn with_entities(line: String) -> String {
    const ENTITIES: [(&str, &str); 8] = [
        ("&nbsp;", " "),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&#8211;", "–"),
        ("&#8212;", "—"),
        ("&bull;", "•"),
        ("&middot;", "·"),
        ("&thinsp;", " "),
    ];
    if !line.contains('&') {
        return line;
    }
    ENTITIES.into_iter().fold(line, |line, (name, char)| line.replace(name, char))
}

/// A line whose marks that mean themselves have no backslash; those of cells and emphasis keep it.
fn unescaped(line: String) -> String {
    const KEPT: [char; 5] = ['|', '*', '_', '`', '\\'];
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(char) = chars.next() {
        let is_escape =
            char == '\\' && chars.peek().is_some_and(|next| next.is_ascii_punctuation() && !KEPT.contains(next));
        if !is_escape {
            out.push(char);
        }
    }
    if out.contains("{:") { without_attributes(&out) } else { out }
}

/// A line without the attributes of kramdown, `{:target="_blank"}`, read once from the front to the back.
fn without_attributes(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    loop {
        // What was around a removed attribute may be the beginning of another.
        let is_joined = out.ends_with('{') && rest.starts_with(':');
        let start = if is_joined { Some(0) } else { rest.find("{:") };
        let end = start.and_then(|start| Some(start + rest[start..].find('}')? + 1));
        let (Some(start), Some(end)) = (start, end) else { break };
        if is_joined {
            out.pop();
        }
        out.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// A line with words in place of the pictures that say how one takes part.
fn with_words(line: String) -> String {
    const WORDS: [(&str, &str); 10] = [
        ("online", "online"),
        ("virtual", "online"),
        ("remote", "online"),
        ("hybrid", "hybrid"),
        ("híbrido", "hybrid"),
        ("presencial", "in person"),
        ("in person", "in person"),
        ("in-person", "in person"),
        ("onsite", "in person"),
        ("on-site", "in person"),
    ];
    if !line.contains("![") {
        return line;
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some(at) = rest.find("![") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let alt = from[2..].split_once(']');
        let word = alt.and_then(|(alt, behind)| {
            let word = WORDS.iter().find(|(known, _)| alt.trim().to_lowercase() == *known)?.1;
            let target = [('(', ')'), ('[', ']')]
                .into_iter()
                .find_map(|(open, close)| behind.strip_prefix(open)?.split_once(close));
            Some((word, target.map_or(behind, |(_, behind)| behind)))
        });
        match word {
            Some((word, behind)) => {
                out.push_str(&format!("- {word}"));
                rest = behind;
            }
            None => {
                out.push_str("![");
                rest = &from[2..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// A line with flags in place of their short names, `:switzerland:` and `:us:`.
fn with_flags(line: String) -> String {
    let mut parts = line.split(':');
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut parts = parts.peekable();
    let mut is_short_name = true;
    while let Some(part) = parts.next() {
        let flag = Some(part).filter(|_| is_short_name && parts.peek().is_some()).and_then(flag);
        match flag {
            Some(flag) => {
                out.push_str(&flag);
                out.push_str(parts.next().unwrap_or_default());
            }
            None => {
                out.push(':');
                out.push_str(part);
            }
        }
        is_short_name = !part.is_empty();
    }
    out
}

/// The flag of a short name as GitHub has it.
fn flag(name: &str) -> Option<String> {
    const SHORT: [&str; 11] = ["us", "gb", "uk", "de", "fr", "es", "it", "jp", "kr", "cn", "ru"];
    let is_name = name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if !is_name && !SHORT.contains(&name) {
        return None;
    }
    let country: Country = name.trim_start_matches("flag_").replace('_', " ").parse().ok()?;
    let letter = |byte: u8| char::from_u32(0x1F1E6 + u32::from(byte.to_ascii_uppercase() - b'A'));
    country.alpha2().bytes().map(letter).collect()
}

/// `[label]: address "title"`.
fn definition(line: &str) -> Option<(String, String)> {
    let (label, rest) = line.strip_prefix('[')?.split_once("]:")?;
    if label.is_empty() || label.len() > MAX_LABEL_OCTETS || label.starts_with('^') || label.contains(']') {
        return None;
    }
    let address = rest.split_whitespace().next()?.trim_matches(['<', '>']);
    Some((key(label), address.to_owned()))
}

/// The name of a link, in which case and blanks do not count.
fn key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A line whose links by reference have their addresses.
fn resolved(line: &str, definitions: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let close = from.bytes().take(MAX_LABEL_OCTETS + 1).position(|byte| byte == b']');
        let Some(close) = close.filter(|close| !from[1..*close].contains('[')) else {
            out.push('[');
            rest = &from[1..];
            continue;
        };
        let (text, after) = (&from[1..close], &from[close + 1..]);
        let full = after.strip_prefix('[').and_then(|after| after.split_once(']'));
        let (label, behind) = match full {
            Some(("", behind)) => (text, behind),
            Some((label, behind)) => (label, behind),
            None => (text, after),
        };
        match definitions.get(&key(label)).filter(|_| full.is_some() || !after.starts_with('(')) {
            Some(address) => {
                out.push_str(&format!("[{text}]({address})"));
                rest = behind;
            }
            None => {
                out.push_str(&from[..=close]);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_of_kramdown_are_left_out() {
        for (line, expected) in [
            ("[WSDM](b){:target=\"_blank\"} x {: .y}", "[WSDM](b) x "),
            ("{{:a}:b}c", "c"),
            ("{:open", "{:open"),
            ("{{:a}:open", "{:open"),
            ("a {b} {:}", "a {b} "),
        ] {
            assert_eq!(unescaped(line.to_owned()), expected, "{line}");
        }
        assert_eq!(unescaped("{:}".repeat(100_000)), "");
    }

    #[test]
    fn links_by_reference_have_their_addresses() {
        let text = "[FOSDEM], [conc][C], [x][], [a](b), [no][none], [x] y\n\n[FOSDEM]: https://fosdem.org/ \"t\"\n[c]: <https://c.example>\n[X]: https://x.example";
        assert_eq!(
            lines(text)[0],
            "[FOSDEM](https://fosdem.org/), [conc](https://c.example), [x](https://x.example), [a](b), [no][none], [x](https://x.example) y"
        );
        assert_eq!(lines(text)[2..], ["", "", ""]);
    }

    #[test]
    fn escapes_attributes_and_pictures_are_read() {
        for (text, expected) in [
            (r"[A](b) \[July 8-11]", "[A](b) [July 8-11]"),
            (r"R \@MSU \| x \_y", r"R @MSU \| x \_y"),
            ("[W](u){:target=\"_blank\"} x", "[W](u) x"),
            ("[W](u) ![online](b) ![online][o] ![Online]", "[W](u) - online - online - online"),
            ("[![x](y)](z) ![logo](a)", "[![x](y)](z) ![logo](a)"),
        ] {
            assert_eq!(lines(text)[0], expected, "{text}");
        }
    }

    #[test]
    fn tags_of_site_generators_are_left_out() {
        for (text, expected) in [
            ("[A](b)  {% include x.html url=\"c\" %}", "[A](b)  "),
            ("{{< figure src=\"a\" >}}A{{% b %}}", "A"),
            ("{{ site.url }} {% open", "{{ site.url }} {% open"),
            ("a {b} %}", "a {b} %}"),
        ] {
            assert_eq!(lines(text)[0], expected, "{text}");
        }
        assert_eq!(lines(&"{%".repeat(100_000))[0].len(), 200_000);
    }

    #[test]
    fn short_names_of_flags_are_flags() {
        for (text, expected) in [
            ("Geneva :switzerland:", "Geneva 🇨🇭"),
            ("Las Vegas (NV) :us:|x", "Las Vegas (NV) 🇺🇸|x"),
            ("Grand Cayman :cayman_islands:", "Grand Cayman 🇰🇾"),
            ("Cardiff :wales:", "Cardiff 🇬🇧"),
            ("Go :rocket: 10:00:00 https://a.example:80/ a::b:", "Go :rocket: 10:00:00 https://a.example:80/ a::b:"),
        ] {
            assert_eq!(with_flags(text.to_owned()), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_shown_keeps_its_lines() {
        let text = "a <!-- b\nc --> d {/*e*/}\n```\n| x |\n```\nf <!-- g";
        assert_eq!(lines(text), ["a ", " d ", "", "", "", "f <!-- g"]);
        for text in ["[", "[]", "[]:", "[a]: b\n[", "[a]: b\n[a", "[a]: b\n[a][", "[a]: b\n[é][a]", "<!--", "{/*"] {
            let _ = lines(text);
        }
    }
}
