//! Finds HTML that was pasted into a text, and removes it.
//!
//! Calendar programs show a DESCRIPTION as it is, with its tags and character references. A text that only looks like
//! HTML is left alone: `a < b`, `List<String>`, `C&C`, code in backticks, an address in angle brackets.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use memchr::memchr2;

/// Elements that begin and end a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// Elements inside a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "br", "button", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "label",
    "mark", "q", "s", "script", "small", "span", "strike", "strong", "style", "sub", "sup", "td", "th", "tt", "u",
    "var", "wbr",
];

/// The most octets of the name of a character: `CounterClockwiseContourIntegral`.
const MAX_NAME_OCTETS: usize = 31;

/// The tokens of HTML, with where they stand. All HTML is read with this one kind of reader, because each kind takes 150 kB of
/// the program. With `knows_scripts`, a script is text up to its end tag, whatever tags it names.
pub(crate) fn tokens(html: &str, knows_scripts: bool) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(knows_scripts);
    Tokenizer::new_with_emitter(html, emitter).map(|Ok(token)| token)
}

/// The plain text of a text that holds HTML: without tags, with character references decoded, each link followed by its
/// address. `None` for a text without HTML.
pub(crate) fn plain_text(text: &str) -> Option<String> {
    // Nearly every text has neither.
    memchr2(b'<', b'&', text.as_bytes())?;
    let tags = tags(text);
    if tags.is_empty() {
        let decoded = decode_outside_code(text);
        return (decoded != text).then(|| decoded.into_owned());
    }
    let mut plain =
        Plain { keeps_lines: !tags.iter().any(|tag| tag.is_block() || tag.name == "br"), ..Plain::default() };
    let mut at = 0;
    let mut link: Option<(usize, String)> = None;
    let mut hidden: Option<String> = None;
    for tag in tags {
        if hidden.is_none() {
            plain.text(&text[at..tag.range.start]);
        }
        at = tag.range.end;
        match (tag.name.as_str(), tag.is_closing) {
            ("script" | "style", false) if hidden.is_none() => hidden = Some(tag.name.clone()),
            (name, true) if hidden.as_deref() == Some(name) => hidden = None,
            _ if hidden.is_some() => {}
            ("br" | "hr", _) => plain.line_break(),
            ("p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "blockquote", _) => plain.paragraph(),
            ("li", false) => {
                plain.begin_line();
                plain.out.push_str("- ");
            }
            ("td" | "th", true) => plain.text(" "),
            ("a", false) => link = tag.attribute("href").map(|address| (plain.out.len(), address)),
            ("a", true) => plain.close_link(link.take()),
            _ if tag.is_block() => plain.begin_line(),
            _ => {}
        }
    }
    if hidden.is_none() {
        plain.text(&text[at..]);
    }
    Some(plain.out.trim().to_owned())
}

#[derive(Default)]
struct Plain {
    out: String,
    /// True if line breaks are kept, because no element makes any.
    keeps_lines: bool,
}

impl Plain {
    fn text(&mut self, text: &str) {
        let decoded = decode(text);
        if self.keeps_lines {
            return self.out.push_str(&decoded);
        }
        for char in decoded.chars() {
            if !matches!(char, ' ' | '\t' | '\r' | '\n') {
                self.out.push(char);
            } else if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
                self.out.push(' ');
            }
        }
    }

    fn line_break(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn begin_line(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        if !self.out.ends_with('\n') {
            self.line_break();
        }
    }

    fn paragraph(&mut self) {
        self.out.truncate(self.out.trim_end().len());
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }

    /// Writes the address of a link after its text, which begins at `start`, unless both are the same.
    fn close_link(&mut self, link: Option<(usize, String)>) {
        let Some((start, address)) = link else { return };
        let shown = self.out.get(start..).unwrap_or_default().trim();
        if shown.is_empty() {
            self.out.push_str(&address);
        } else if shown != address && address.contains(':') {
            self.out.push_str(&format!(" ({})", address.trim_start_matches("mailto:")));
        }
    }
}

struct Tag<'t> {
    name: String,
    is_closing: bool,
    attributes: &'t str,
    range: Range<usize>,
}

impl Tag<'_> {
    fn is_block(&self) -> bool {
        BLOCKS.contains(&self.name.as_str())
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let value = self.attributes.split_once(&format!("{name}="))?.1;
        let value = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next()?,
            _ => value.split_whitespace().next()?.trim_end_matches('/'),
        };
        Some(decode(value).into_owned())
    }
}

/// The tags of a text, and its comments as tags without a name; none if the text may not be HTML. Reads the text a fixed
/// number of times, whatever it holds.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags: Vec<Tag> = Vec::new();
    if !text.contains('<') {
        return tags;
    }
    let code = code(text);
    let last_comment_end = text.rfind("-->");
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|offset| at + offset) {
        at = start + 1;
        let next_code = code.partition_point(|code| code.end <= start);
        if code.get(next_code).is_some_and(|code| code.contains(&start)) {
            continue;
        }
        let found = match text[at..].starts_with("!--") {
            true => last_comment_end.filter(|last| *last > start).and_then(|_| comment(text, start)),
            false => tag(text, start),
        };
        if let Some(tag) = found {
            at = tag.range.end;
            tags.push(tag);
        }
    }
    // A tag alone may be part of a sentence ("the <em> element"); one that is closed, breaks the line, begins it or has
    // attributes is not.
    let mut opened: HashSet<&str> = HashSet::new();
    let is_html = tags.iter().any(|tag| {
        let is_certain = match tag.name.as_str() {
            "" => true,
            "br" | "hr" => !text[..tag.range.start].ends_with(' ') || !text[tag.range.end..].starts_with(' '),
            "p" | "li" if text[..tag.range.start].trim_end_matches(' ').ends_with('\n') || tag.range.start == 0 => true,
            _ if tag.attributes.contains('=') => true,
            name => tag.is_closing && opened.contains(name),
        };
        if !tag.is_closing {
            opened.insert(&tag.name);
        }
        is_certain
    });
    if is_html { tags } else { Vec::new() }
}

/// The comment that begins at an offset.
fn comment(text: &str, start: usize) -> Option<Tag<'_>> {
    let end = text[start + 1..].find("-->")?;
    Some(Tag { name: String::new(), is_closing: false, attributes: "", range: start..start + end + 4 })
}

/// The tag that begins at an offset.
fn tag(text: &str, start: usize) -> Option<Tag<'_>> {
    let rest = &text[start + 1..];
    let (is_closing, inside) = match rest.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, rest),
    };
    let length = inside.find(|char: char| !char.is_ascii_alphanumeric())?;
    // Another tag begins before this one ends.
    let end = inside.find(['<', '>']).filter(|end| inside[*end..].starts_with('>'))?;
    let name = inside[..length].to_ascii_lowercase();
    let attributes = inside.get(length..end)?;
    let is_separated = matches!(attributes.bytes().next(), None | Some(b' ' | b'/' | b'\n' | b'\t' | b'\r'));
    let is_known = BLOCKS.contains(&name.as_str()) || INLINE.contains(&name.as_str());
    let has_words = !attributes.trim_matches([' ', '/', '\n', '\t', '\r']).is_empty();
    if !is_separated || !is_known || has_words && !attributes.contains('=') {
        return None;
    }
    let end = text.len() - inside.len() + end + 1;
    Some(Tag { name, is_closing, attributes, range: start..end })
}

/// The parts of a text in backticks, in which no tag is looked for.
fn code(text: &str) -> Vec<Range<usize>> {
    let ticks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).collect();
    ticks.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect()
}

fn decode_outside_code(text: &str) -> Cow<'_, str> {
    let code = code(text);
    if code.is_empty() {
        return decode(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for code in code {
        out.push_str(&decode(&text[at..code.start]));
        out.push_str(&text[code.clone()]);
        at = code.end;
    }
    out.push_str(&decode(&text[at..]));
    Cow::Owned(out)
}

/// The text with its character references decoded. Those without a semicolon stay: `&copy=1` is a part of an address.
fn decode(text: &str) -> Cow<'_, str> {
    let mut decoded = String::new();
    let mut written = 0;
    for (start, _) in text.match_indices('&') {
        let inside = &text[start + 1..];
        let end = memchr2(b'&', b';', inside.as_bytes()).filter(|end| inside[*end..].starts_with(';'));
        let Some(end) = end else { continue };
        if let Some(character) = character_reference(&inside[..end]) {
            decoded.push_str(&text[written..start]);
            decoded.push_str(&character);
            written = start + 1 + end + 1;
        }
    }
    if written == 0 { Cow::Borrowed(text) } else { Cow::Owned(decoded + &text[written..]) }
}

/// What stands for `&reference;`.
fn character_reference(reference: &str) -> Option<String> {
    let Some(number) = reference.strip_prefix('#') else { return named_character(reference) };
    let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |digits| (digits, 16));
    let number = u32::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with('+'))?;
    let is_text = |char: &char| *char >= ' ' || char.is_ascii_whitespace();
    char::from_u32(number).filter(is_text).map(String::from)
}

/// What stands for `&name;`.
fn named_character(name: &str) -> Option<String> {
    if name.is_empty() || name.len() > MAX_NAME_OCTETS || !name.bytes().all(|octet| octet.is_ascii_alphanumeric()) {
        return None;
    }
    let html = format!("&{name};");
    let Some(Token::String(text)) = tokens(&html, false).next() else { return None };
    let text = String::from_utf8_lossy(&text).into_owned();
    // Of a name that nobody knows the semicolon stays, though the reader decodes its beginning: `&notit;` is `¬it;`.
    (text == ";" || !text.ends_with(';')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_references_end_with_a_semicolon() {
        for (text, decoded) in [
            ("&amp;lt; &hearts;&NotEqualTilde;&CounterClockwiseContourIntegral;", "&lt; ♥≂̸∳"),
            ("&#39;&#x2019;&#X41;&#9;&semi;", "'’A\t;"),
            ("&&amp;&", "&&&"),
            ("a&copy=1&copy;", "a&copy=1©"),
            ("&notit; &AMP &nothing; &; &#; &#x; &#+39; &#1; &#55296; &#x110000; &a b; &é;", ""),
        ] {
            assert_eq!(decode(text), if decoded.is_empty() { text } else { decoded });
        }
    }

    #[test]
    fn html_becomes_plain_text() {
        for (html, plain) in [
            ("<p>My text</p>", "My text"),
            ("Fish &amp; chips", "Fish & chips"),
            ("a &lt; b", "a < b"),
            ("It&#39;s &quot;on&quot;&nbsp;time&hellip;", "It's \"on\"\u{a0}time…"),
            ("<p>One</p><p>Two</p>", "One\n\nTwo"),
            ("One<br>Two<br/>Three<BR />Four", "One\nTwo\nThree\nFour"),
            ("<ul><li>a</li>\n<li>b</li></ul>", "- a\n- b"),
            ("<b>Bold</b>\nand <i>thin</i>", "Bold\nand thin"),
            ("See <a href=\"https://x.org/?a=1&amp;b=2\">the site</a>.", "See the site (https://x.org/?a=1&b=2)."),
            ("<a href='https://x.org'>https://x.org</a>", "https://x.org"),
            ("<a href=\"mailto:a@x.org\">Ada</a>", "Ada (a@x.org)"),
            ("<div>A</div>\n\n<div>B <!-- no --></div>", "A\nB"),
            ("<style>p { color: red }</style><p>Red", "Red"),
            ("<p class=\"x\">Styled", "Styled"),
            ("<h1>Title</h1>Text", "Title\n\nText"),
        ] {
            assert_eq!(plain_text(html).as_deref(), Some(plain), "{html}");
            assert_eq!(plain_text(plain), None, "twice is once: {plain}");
        }
    }

    #[test]
    fn what_is_never_closed_is_looked_for_once() {
        for part in ["<", "<br", "<p ", "</p>", "<!--", "`<", "&lt", "<p><!-- "] {
            let text = part.repeat(40_000);
            let plain = plain_text(&text);
            assert!(plain.is_none_or(|plain| plain.len() <= text.len()), "{part}");
        }
    }

    #[test]
    fn what_only_looks_like_html_is_left_alone() {
        for text in [
            "a < b",
            "a<b and c>d",
            "x <b and c> y",
            "List<String>",
            "Vec<T>",
            "Map<K, Vec<P>>",
            "Option<i>",
            "C&C",
            "AT&T",
            "R&D; more",
            "Ada <ada@example.org>",
            "<https://example.org/a>",
            "use `<br>` and `&amp;`",
            "the <p> element",
            "the <em> tag",
            "a <br> b",
            "<3",
            "->",
            "https://x.org/?a=1&copy=2",
            "<>",
            "</>",
            "< p >",
            "<p",
            "&",
            "&;",
            "&amp",
            "<Python>",
            "Q&A",
            "1 <2> 3",
        ] {
            assert_eq!(plain_text(text), None, "{text}");
        }
    }
}
