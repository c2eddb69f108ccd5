//! Links and marks inside a text, written as Markdown or HTML has them.

use std::collections::HashMap;

/// A link or image inside a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
    pub(crate) address: String,
    pub(crate) is_image: bool,
}

/// The longest text that is looked through for links, in octets; a longer one is prose.
const MAX_LINK_OCTETS: usize = 8192;

/// The links and images of a text, written as Markdown or HTML has them.
pub(crate) fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    if text.len() > MAX_LINK_OCTETS || !text.contains("](") && !text.contains('<') {
        return found;
    }
    let ends = ends(text);
    let last_close = text.rfind('>').unwrap_or(0);
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(next) = rest.find(['[', '<']) else { break };
        let start = at + next;
        let link = match text.as_bytes()[start] {
            b'[' => bracket(text, start, &ends),
            _ if start < last_close => tag(text, start),
            _ => None,
        };
        at = match link {
            Some(link) => {
                let end = link.end;
                // A picture that is a link: the address of the picture says what the link is.
                if !link.is_image {
                    let inner: Vec<Link> = links(&link.text).into_iter().filter(|inner| inner.is_image).collect();
                    found.extend(inner.into_iter().map(|inner| Link { start: start + 1, end, ..inner }));
                }
                found.push(link);
                end
            }
            None => start + 1,
        };
    }
    found.sort_by_key(|link| link.start);
    found
}

/// A text without the brackets that hold no more than marks, or a word between links: `()`, `(, )`, `( and )`.
pub(super) fn without_empty_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let inner = &rest[open + 1..];
        let close = inner.find([')', ']', '(', '[']).filter(|close| inner[*close..].starts_with([')', ']']));
        let is_empty = |inside: &str| {
            let mut words = inside.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
            words.all(|word| matches!(word, "and" | "or" | "und" | "et" | "y" | "e" | "i"))
        };
        match close.filter(|close| is_empty(&inner[..*close])) {
            Some(close) => {
                out.push_str(&rest[..open]);
                rest = &inner[close + 1..];
            }
            None => {
                out.push_str(&rest[..=open]);
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// The place of the bracket that closes each open one. Found for all at once: a text of open brackets alone would be read
/// to its end for each.
fn ends(text: &str) -> HashMap<usize, usize> {
    let mut ends = HashMap::new();
    let (mut square, mut round) = (Vec::new(), Vec::new());
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => square.push(at),
            b'(' => round.push(at),
            b']' => ends.extend(square.pop().map(|open| (open, at))),
            b')' => ends.extend(round.pop().map(|open| (open, at))),
            _ => {}
        }
    }
    ends
}

/// `[text](address)` or `![text](address)`.
fn bracket(text: &str, start: usize, ends: &HashMap<usize, usize>) -> Option<Link> {
    let close = *ends.get(&start)?;
    let inside = text[close + 1..].strip_prefix('(')?;
    let end = *ends.get(&(close + 1))? - (close + 2);
    let address = inside[..end].trim().trim_matches(['<', '>']);
    let address = address.split_once([' ', '"']).map_or(address, |(address, _)| address);
    let is_image = text[..start].ends_with('!');
    Some(Link {
        start: if is_image { start - 1 } else { start },
        end: close + 2 + end + 1,
        text: text[start + 1..close].to_owned(),
        address: address.to_owned(),
        is_image,
    })
}

/// `<a href="address">text</a>`, `<img src="address">` or `<address>`.
fn tag(text: &str, start: usize) -> Option<Link> {
    let close = start + text[start..].find('>')?;
    let inside = &text[start + 1..close];
    if inside.starts_with("http://") || inside.starts_with("https://") {
        return Some(Link {
            start,
            end: close + 1,
            text: inside.to_owned(),
            address: inside.to_owned(),
            is_image: false,
        });
    }
    let attribute = |name: &str| {
        let at = inside.find(&format!("{name}="))? + name.len() + 1;
        let rest = &inside[at..];
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        Some(
            match quote {
                Some(quote) => rest[1..].split(quote).next().unwrap_or_default(),
                None => rest.split([' ', '>']).next().unwrap_or_default(),
            }
            .trim()
            .replace("&amp;", "&"),
        )
    };
    if inside.starts_with("img ") {
        let address = attribute("src")?;
        return Some(Link {
            start,
            end: close + 1,
            text: attribute("alt").unwrap_or_default(),
            address,
            is_image: true,
        });
    }
    if !inside.starts_with("a ") {
        return None;
    }
    let address = attribute("href")?;
    let end = text[close..].find("</a>").map_or(text.len(), |end| close + end);
    Some(Link {
        start,
        end: (end + 4).min(text.len()),
        text: text[close + 1..end].to_owned(),
        address,
        is_image: false,
    })
}

/// The ways to write a line break of HTML.
pub(crate) const LINE_BREAKS: [&str; 3] = ["<br>", "<br/>", "<br />"];

/// True if the text of a link says that it leads to the site of a conference.
pub(super) fn is_site(text: &str) -> bool {
    let lower = plain(text).to_lowercase();
    let lower = lower.trim_matches(|char: char| !char.is_alphanumeric());
    let bare = [
        "click here for ",
        "click for ",
        "for ",
        "the ",
        "visit the ",
        "official ",
        "conference ",
        "event ",
        "workshop ",
    ]
    .into_iter()
    .fold(lower, |text, word| text.trim_start_matches(word));
    [
        "website",
        "web site",
        "site",
        "web",
        "webpage",
        "homepage",
        "home page",
        "page",
        "more information",
        "more info",
        "more details",
        "further information",
        "information",
        "details",
        "read more",
        "learn more",
        "register",
        "registration",
        "register here",
    ]
    .contains(&bare)
}

/// The address of the site of a conference in a text about it: a link that says so, has its name or stands alone on its line. Any
/// other may be of anything.
pub(crate) fn site_in_prose(text: &str, name: &str) -> Option<String> {
    let lines = || text.lines().map(|line| (line.trim(), links(line)));
    let sites = || {
        lines().flat_map(|(line, links)| {
            let is_alone =
                |link: &Link| plain(line) == plain(&link.text) || line.trim_matches(['<', '>']) == link.address;
            let kept = links.into_iter().filter(|link| !link.is_image && link.address.contains("://"));
            kept.map(|link| (is_alone(&link), link)).collect::<Vec<_>>()
        })
    };
    let of_name = |link: &Link| {
        let text = plain(&link.text).to_lowercase();
        text.len() > 3 && (name.to_lowercase().contains(&text) || name.len() > 3 && text.contains(&name.to_lowercase()))
    };
    let found = sites().find(|(_, link)| is_site(&link.text));
    let found = found.or_else(|| sites().find(|(_, link)| of_name(link)));
    let is_call = |link: &Link| {
        let lower = format!("{} {}", link.text, link.address).to_lowercase();
        ["cfp", "call for", "submission", "easychair", "papers"].iter().any(|word| lower.contains(word))
    };
    found.or_else(|| sites().find(|(is_alone, link)| *is_alone && !is_call(link))).map(|(_, link)| link.address)
}

/// A text without its links and images.
pub(crate) fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for link in links(text) {
        if link.start >= at {
            out.push_str(&text[at..link.start]);
            at = link.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// A text without marks of Markdown and HTML: of links, their text.
pub(crate) fn plain(text: &str) -> String {
    // Nearly every text has no mark.
    if !text.contains(['[', '<', '&', '*', '_', '~', '`', '\\']) {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for link in links(text) {
        if link.start < at {
            continue;
        }
        out.push_str(&text[at..link.start]);
        if !link.is_image {
            out.push_str(&plain(&link.text));
        }
        at = link.end;
    }
    out.push_str(&text[at..]);
    let out = crate::html::plain_text(&out).unwrap_or(out);
    let out = out.replace("**", "").replace("__", "").replace("~~", "").replace('`', "");
    let out = out.strip_prefix('*').and_then(|out| out.strip_suffix('*')).unwrap_or(&out);
    let out = without_marks(out);
    out.replace("\\|", "|").replace("\\-", "-").replace("\\_", "_").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Longer emphasis is prose, whose marks stay.
const MAX_MARKED_CHARS: usize = 300;

/// A text without the marks of emphasis around words.
fn without_marks(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut open = false;
    for (index, &char) in chars.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| chars[index]);
        let after = chars.get(index + 1);
        let is_escaped = before == Some('\\');
        let is_word = |char: Option<&char>| char.is_some_and(|char| char.is_alphanumeric());
        match char {
            '_' | '*'
                if !is_escaped
                    && !open
                    && !is_word(before.as_ref())
                    && after.is_some_and(|after| !after.is_whitespace() && *after != char)
                    && chars[index + 1..]
                        .iter()
                        .take(MAX_MARKED_CHARS)
                        .enumerate()
                        .any(|(at, other)| *other == char && !is_word(chars.get(index + 2 + at))) =>
            {
                open = true
            }
            '_' | '*' if !is_escaped && open && !is_word(after) => open = false,
            char => out.push(char),
        }
    }
    out
}
