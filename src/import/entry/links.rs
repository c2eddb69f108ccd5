//! The links of an entry beside its site: pages, accounts, and lists of links with names.

use super::super::mapping::Texts;
use super::super::no_value::is_no_value;
use super::super::record::Node;
use super::super::records::Record;
use super::super::{markdown, services};
use super::texts::address;
use super::{Entry, Maker, shown};

impl Maker<'_> {
    /// The address of a list of links that is called the site: `{type: website, url: …}`.
    pub(super) fn site_of_links(&self, record: &Record, texts: &Texts) -> Option<String> {
        const SITES: [&str; 9] =
            ["website", "web", "site", "homepage", "official", "official-website", "official-site", "url", "webseite"];
        let lists = self.mapping.fields.links.get("*")?;
        let path = texts.0.first()?;
        let list =
            lists.0.iter().find(|list| path.strip_prefix(list.as_str()).is_some_and(|rest| rest.starts_with('.')))?;
        let links = record.values(list).iter().flat_map(|found| named_links(&found.node)).collect::<Vec<_>>();
        links.iter().find(|(name, _)| SITES.contains(&name.as_str())).and_then(|(_, text)| address(text).0)
    }

    /// Reads the links and the accounts.
    pub(super) fn links(&mut self, record: &Record, entry: &mut Entry) {
        for (name, texts) in &self.mapping.fields.links {
            if name == "*" {
                let found = texts.0.iter().flat_map(|path| record.values(path));
                let named = found.flat_map(|found| named_links(&found.node)).collect::<Vec<_>>();
                for (name, text) in named {
                    self.link(record, entry, name, &text, record.node.line);
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
