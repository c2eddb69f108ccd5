//! The links of an entry beside its site: pages, accounts, and lists of links with names.

use super::super::guess::LinkLabel;
use super::super::no_value::is_no_value;
use super::super::record::Node;
use super::super::records::Record;
use super::super::{guess, markdown, services};
use super::addresses::address;
use super::{Entry, Maker, shown};

impl Maker<'_> {
    /// The links with names in the list that an address of this path is in.
    pub(super) fn links_of_list(&self, record: &Record, path: &str) -> Vec<(String, String)> {
        let lists = self.mapping.fields.links.get("*").map(|texts| &texts.0);
        let is_in = |list: &&String| path.strip_prefix(list.as_str()).is_some_and(|rest| rest.starts_with('.'));
        let list = lists.into_iter().flatten().find(is_in);
        let found = list.map(|list| record.values(list)).unwrap_or_default();
        let links = found.iter().flat_map(|found| named_links(&found.node)).collect::<Vec<_>>();
        // Names that are all alike say nothing.
        if links.iter().all(|(name, _)| *name == links[0].0) { Vec::new() } else { links }
    }

    /// Reads the links and the accounts.
    pub(super) fn links(&mut self, record: &Record, entry: &mut Entry) {
        for (name, texts) in &self.mapping.fields.links {
            if name == "*" {
                for found in texts.0.iter().flat_map(|path| record.values(path)) {
                    for (name, text) in named_links(&found.node) {
                        let name = match guess::link_label(&name) {
                            // The keys of a map are names already.
                            LinkLabel::Named(known) if found.node.is_list() => known.to_owned(),
                            _ => name,
                        };
                        self.link(record, entry, name, &text, record.node.line);
                    }
                }
                continue;
            }
            let found = texts.0.iter().map(|path| record.values(path)).find(|found| !found.is_empty());
            for found in found.into_iter().flatten() {
                let addresses = match found.node.is_list() {
                    true => found.node.items().iter().filter_map(Node::scalar).collect(),
                    false => Vec::from_iter(found.node.scalar()),
                };
                addresses.iter().for_each(|text| self.link(record, entry, name.clone(), text, found.line));
            }
        }
    }

    /// Adds a link, unless it is that to the site.
    fn link(&mut self, record: &Record, entry: &mut Entry, name: String, text: &str, line: usize) {
        match account(&name, text) {
            Some(address) if entry.url.as_ref() == Some(&address) => {}
            Some(address) if entry.links.iter().any(|(_, known)| *known == address) => {}
            Some(address) => entry.links.push((another(name, &entry.links), address)),
            None if matches!(text.to_lowercase().as_str(), "true" | "false") || is_no_value(text) => {}
            None => {
                let message = format!("`{}` is not an address or an account of {name}: it is left out", shown(text));
                self.note(record, line, message);
            }
        }
    }
}

/// The site among links: the one that is called so or as the conference is, then one whose name says nothing, then that for the tickets.
pub(super) fn site(links: &[(String, String)], conference: &str) -> Option<String> {
    let conference = crate::slug(conference);
    let is_its_name = |name: &str| {
        name.len() > 2
            && (name == conference || conference.strip_prefix(name).is_some_and(|rest| rest.starts_with('-')))
    };
    let rank = |name: &str| match guess::link_label(name) {
        _ if is_its_name(name) => Some(0),
        LinkLabel::Site => Some(1),
        LinkLabel::Other => Some(2),
        LinkLabel::Named("tickets") => Some(3),
        LinkLabel::Named(_) => None,
    };
    let addresses = links.iter().filter_map(|(name, text)| Some((rank(name)?, address(text).0?)));
    addresses.min_by_key(|(rank, _)| *rank).map(|(_, address)| address)
}

/// The name, with a number if another link has it.
fn another(name: String, links: &[(String, String)]) -> String {
    let is_known = |name: &str| links.iter().any(|(known, _)| known == name);
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(|name| !is_known(name)).unwrap_or(name)
}

/// The names and the addresses of links: those of a map, or of maps in a list, `{type: rsvp, url: …}`.
fn named_links(node: &Node) -> Vec<(String, String)> {
    let member = |item: &Node, keys: &[&str]| keys.iter().find_map(|key| item.get(key)?.scalar());
    let of_item = |item: &Node| {
        let address = member(item, &["url", "href", "link", "uri", "address"])?;
        let name = member(item, &["type", "kind", "rel", "name", "title", "label", "text"])?;
        Some((crate::slug(&name), address)).filter(|(name, _)| !name.is_empty())
    };
    if node.is_list() {
        return node.items().iter().filter_map(of_item).collect();
    }
    node.members().iter().filter_map(|(name, node)| Some((name.clone(), node.scalar()?))).collect()
}

/// True if a text is the id of a video: eleven letters of both cases and figures, as a machine draws them.
fn is_video(text: &str) -> bool {
    let has = |is: fn(&u8) -> bool| text.bytes().any(|byte| is(&byte));
    text.len() == 11
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && has(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'-'))
}

/// The address of an account: of an address, itself.
fn account(service: &str, text: &str) -> Option<String> {
    let text = text.trim();
    if let (Some(address), _) = address(text)
        && (text.contains("://") || text.starts_with("www.") || text.contains('/') || !markdown::links(text).is_empty())
    {
        return Some(address);
    }
    let handle = text.trim_start_matches('@').trim_start_matches('#');
    if handle.is_empty() || handle.contains(char::is_whitespace) || is_no_value(handle) {
        return None;
    }
    let is_plain =
        |handle: &str| handle.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
    if matches!(service, "mastodon" | "fediverse") {
        let (user, host) = handle.split_once('@')?;
        return (is_plain(user) && host.contains('.') && is_plain(host)).then(|| format!("https://{host}/@{user}"));
    }
    match services::accounts(service) {
        Some(_) if service == "youtube" && is_video(handle) => {
            Some(format!("https://www.youtube.com/watch?v={handle}"))
        }
        Some(accounts) => is_plain(handle).then(|| format!("{accounts}{handle}")),
        None => address(text).0,
    }
}
