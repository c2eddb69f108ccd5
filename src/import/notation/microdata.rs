//! Microdata: items of schema.org that the tags of a page mark, `<div itemscope itemtype="https://schema.org/Event">`, as the values that
//! JSON-LD has of them.

use html5gum::{StartTag, Token};

use crate::html;
use crate::import::document::MAX_DEPTH;
use crate::import::record::{Node, Value};

/// A longer text is no property.
const MAX_TEXT_OCTETS: usize = 4000;

/// Elements without an end.
const VOID: [&[u8]; 9] = [b"area", b"br", b"hr", b"img", b"input", b"link", b"meta", b"source", b"wbr"];

/// An element that is open, of an item or a property.
#[derive(Default)]
struct OpenElement {
    tag: Vec<u8>,
    /// How many elements of its name are open inside it.
    inside: usize,
    line: usize,
    property: Option<String>,
    /// The properties, if the element is an item.
    members: Option<Vec<(String, Node)>>,
    text: String,
}

/// The items of a page that are in no other item.
pub(super) fn items(page: &str) -> Vec<Node> {
    if !page.contains("itemscope") && !page.contains("itemScope") {
        return Vec::new();
    }
    let mut open: Vec<OpenElement> = Vec::new();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    for token in html::tokens(page, true) {
        match token {
            Token::StartTag(tag) => {
                line += page.get(at..tag.span.start).map_or(0, |before| before.matches('\n').count());
                at = at.max(tag.span.start);
                start(&tag, line, &mut open);
            }
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text);
                open.iter_mut().filter(|element| element.text.len() < MAX_TEXT_OCTETS).for_each(|element| {
                    element.text.push_str(&text);
                });
            }
            Token::EndTag(tag) => {
                let Some(last) = open.last_mut().filter(|last| last.tag == **tag.name) else { continue };
                if last.inside > 0 {
                    last.inside -= 1;
                } else if let Some(element) = open.pop() {
                    close(element, &mut open, &mut found);
                }
            }
            _ => {}
        }
    }
    while let Some(element) = open.pop() {
        close(element, &mut open, &mut found);
    }
    found
}

fn start(tag: &StartTag<usize>, line: usize, open: &mut Vec<OpenElement>) {
    let attribute = |name: &[u8]| tag.attributes.get(name).map(|text| String::from_utf8_lossy(text).into_owned());
    let is_void = tag.self_closing || VOID.contains(&&**tag.name);
    let property = attribute(b"itemprop");
    let is_item = attribute(b"itemscope").is_some();
    if property.is_none() && !is_item || open.len() > MAX_DEPTH {
        if let Some(last) = open.last_mut().filter(|last| !is_void && last.tag == **tag.name) {
            last.inside += 1;
        }
        return;
    }
    let value = ["content", "datetime", "href", "src"].into_iter().find_map(|name| attribute(name.as_bytes()));
    // The address of a link is a property; its text is one of an element inside it.
    if let (Some(property), Some(value), false) = (&property, value, is_item) {
        push(open, property, Node::text(line, value));
        if let Some(last) = open.last_mut().filter(|last| !is_void && last.tag == **tag.name) {
            last.inside += 1;
        }
        return;
    }
    if is_void {
        return;
    }
    let kind = attribute(b"itemtype").map(|kind| ("@type".to_owned(), Node::text(line, kind)));
    let members = is_item.then(|| kind.into_iter().collect());
    open.push(OpenElement { tag: tag.name.to_vec(), line, property, members, ..OpenElement::default() });
}

/// Adds a property to the innermost open item, once.
fn push(open: &mut [OpenElement], property: &str, node: Node) {
    let Some(members) = open.iter_mut().rev().find_map(|element| element.members.as_mut()) else { return };
    for name in property.split_ascii_whitespace() {
        if !members.iter().any(|(known, _)| known == name) {
            members.push((name.to_owned(), node.clone()));
        }
    }
}

/// Gives a closed element to the item around it, or to the items of the page.
fn close(element: OpenElement, open: &mut [OpenElement], found: &mut Vec<Node>) {
    let text = element.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let node = match element.members {
        Some(members) => Node { line: element.line, value: Value::Map(members) },
        None => Node::text(element.line, text),
    };
    match element.property {
        Some(property) => push(open, &property, node),
        None if node.is_map() => found.push(node),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(node: &Node) -> String {
        let member = |(key, node): &(String, Node)| match node.scalar() {
            Some(text) => format!("{key}={text}"),
            None => format!("{key}({})", shown(node)),
        };
        node.members().iter().map(member).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn items_have_the_properties_of_their_tags() {
        for (page, expected) in [
            (
                "<div itemscope itemtype='https://schema.org/Event'><a itemprop=url href=u><h3 itemprop=name>A <b>b</b></h3></a>\
                 <time itemprop=startDate datetime=2027-05-05>5 May</time></div>",
                "@type=https://schema.org/Event; url=u; name=A b; startDate=2027-05-05",
            ),
            (
                "<div itemscope itemtype=Event><div><div itemprop=location itemscope itemtype=Place><span itemprop=name>Hall</span>\
                 </div></div><meta itemprop=endDate content=2027-05-06></div>",
                "@type=Event; location(@type=Place; name=Hall); endDate=2027-05-06",
            ),
            (
                "<p itemscope itemtype=Event><i itemprop='name headline'>A</i><i itemprop=name>B</i>",
                "@type=Event; name=A; headline=A",
            ),
            ("<p itemprop=name>A</p>", ""),
        ] {
            assert_eq!(items(page).first().map_or(String::new(), shown), expected, "{page}");
        }
        assert_eq!(
            items("\n<p itemscope itemtype=Event>a</p>\n<p itemscope itemtype=Event>")
                .iter()
                .map(|item| item.line)
                .collect::<Vec<_>>(),
            [2, 3]
        );
    }

    #[test]
    fn no_page_takes_long() {
        for text in ["<div itemscope>", "<p itemprop=a>x", "<i itemscope itemprop=a>", "</div>"] {
            let _ = items(&format!("itemscope{}", text.repeat(50_000)));
        }
    }
}
