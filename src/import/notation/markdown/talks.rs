//! Lists of talks: an item whose title is that of a talk, over the link of the conference that it was held at.

use super::fields::{Nested, RecordFields, is_exact, is_month, is_whole_date, label, place_of};
use super::inline::{Link, links, plain};
use super::names::is_name;
use crate::import::guess::words::Tokens;
use crate::import::{places, services, years};

/// Words in the names of conferences.
const CONFERENCES: &str =
    "conference conf summit days day camp congress symposium meetup workshop forum fest festival hackathon con";

/// An item of a talk, or of a conference beside another link, as one of the conference alone.
pub(super) struct Retold<'t> {
    pub(super) item: String,
    pub(super) nested: Vec<Nested>,
    /// The title of the talk.
    talk: Option<&'t str>,
}

/// The item as one of the conference alone, if a title stands over a link. Where the title is the conference, the link is its site or
/// its place.
pub(super) fn retold<'t>(text: &'t str, found: &[Link], nested: &[Nested]) -> Option<Retold<'t>> {
    let of_nested = |item: String, talk| Retold { item, nested: nested.to_vec(), talk };
    let Some(link) = found.iter().find(|link| !link.is_image) else {
        // `**Title**` over `**Event:** [SFScon](https://sfscon.example) – Bolzano, Italy`
        let at = nested.iter().position(|(_, item)| event(item).is_some())?;
        let mut others = nested.to_vec();
        return Some(Retold { item: event(&others.remove(at).1)?, nested: others, talk: Some(text) });
    };
    if let Some((date, title)) = title_in_line(&text[..link.start]).filter(|_| is_name(link)) {
        return Some(of_nested(format!("{date} — {}", &text[link.start..]), Some(title)));
    }
    Some(match over_link(text, link)? {
        Over::Conference(title) => of_nested(text[link.start..].to_owned(), Some(title)),
        Over::Site(title) => of_nested(format!("[{}]({}) {}", plain(title), link.address, &text[link.end..]), None),
        Over::Place(title) => of_nested(format!("{} | {}{}", plain(title), plain(&link.text), &text[link.end..]), None),
    })
}

impl Retold<'_> {
    /// Puts the title of the talk in front of the description; `None` if its conference has no name.
    pub(super) fn describe(&self, fields: &mut RecordFields) -> Option<()> {
        let Some(talk) = self.talk else { return Some(()) };
        let (title, name) = (plain(talk), fields.get("name")?);
        let rest = fields.remove("description");
        fields.push("description", &title);
        rest.into_iter().for_each(|rest| fields.push("description", &rest));
        fields.remark(&format!("`{title}` is taken for a talk at {name}"));
        Some(())
    }
}

/// What the link below a title is.
enum Over<'t> {
    Conference(&'t str),
    Site(&'t str),
    Place(&'t str),
}

/// The title in bold letters over a link: `**Title** | [FUDCon](https://fudcon.example) – Puno, Peru`.
fn over_link<'t>(text: &'t str, link: &Link) -> Option<Over<'t>> {
    let title = title(&text[..link.start])?;
    if title.is_empty() || title.contains("**") || !is_name(link) {
        return None;
    }
    let (bare, name) = (plain(title), plain(&link.text));
    // `**8 May 2027** | [JSConf](…)`
    if is_exact(&bare) || is_month(&bare) || is_sure_place(&bare) || years::is_year(&bare) {
        return None;
    }
    let has_year = |text: &str| years::years(text).next().is_some();
    let is_like_name = |text: &str| {
        let lower = text.to_lowercase();
        let mut words = lower.split(|char: char| !char.is_alphanumeric());
        has_year(text) || words.any(|word| CONFERENCES.split(' ').any(|other| other == word))
    };
    let is_host = name.contains('.') && !name.contains(|char: char| char == ' ' || char.is_uppercase());
    // `[Meetup](…)` and `[Facebook event](…)`
    let is_general = |word: &str| {
        CONFERENCES
            .split(' ')
            .chain(["page", "event", "group", "site"])
            .chain(services::names())
            .any(|other| other == word)
    };
    let is_account =
        name.to_lowercase().split_whitespace().all(is_general) || services::of_address(&link.address).is_some();
    let is_part = bare.to_lowercase().contains(&name.to_lowercase());
    Some(match () {
        () if is_host || is_part || is_account => Over::Site(title),
        () if has_year(&name) => Over::Conference(title),
        () if places::is_venue(&name) || is_sure_place(&name) => Over::Place(title),
        () if is_like_name(&bare) && !is_like_name(&name) => Over::Site(title),
        () => Over::Conference(title),
    })
}

/// The title that a text is, before a bar or a word for the place where it was held: `**Title** |`, `*Title* @`, `"Title" at`.
fn title(before: &str) -> Option<&str> {
    const MARKS: [(&str, &str); 6] = [("**", "**"), ("*", "*"), ("_", "_"), ("\"", "\""), ("“", "”"), ("«", "»")];
    let before = before.trim_end();
    let (before, marks) = match before.strip_suffix('|') {
        Some(before) => (before, &MARKS[..1]),
        None => (before.strip_suffix(" @").or_else(|| before.strip_suffix(" at"))?, &MARKS[..]),
    };
    marks.iter().find_map(|(open, close)| before.trim().strip_prefix(open)?.strip_suffix(close))
}

/// The date, and the title in italics or quotes between it and a comma or a dash before a link: `5 May 2027 — *Title*, [PyCon](…)`.
fn title_in_line(before: &str) -> Option<(&str, &str)> {
    const MARKS: [(&str, &str); 6] = [("*", "*"), ("_", "_"), ("\"", "\""), ("“", "”"), ("«", "»"), ("„", "“")];
    const KINDS: [&str; 4] = ["Keynote", "Talk", "Workshop", "Panel"];
    let bare = before.trim_end().strip_suffix([',', '–', '—', '-', ':'])?.trim_end();
    MARKS.iter().find_map(|(open, close)| {
        let (before, title) = bare.strip_suffix(close)?.rsplit_once(open)?;
        let is_mark = |char: char| !char.is_alphanumeric();
        let date = before.trim_end_matches(is_mark);
        let date = KINDS.iter().find_map(|kind| date.strip_suffix(kind)).unwrap_or(date).trim_end_matches(is_mark);
        let is_title = title.split_whitespace().count() > 1
            && !before.ends_with(open)
            && !is_exact(title)
            && !is_sure_place(title)
            && links(title).is_empty();
        let bare_date = plain(date);
        (is_title && is_whole_date(&bare_date)).then_some((date, title))
    })
}

/// True if a text is a place and no name that ends as one does: `RustNation UK`, `PyCon Italia`.
fn is_sure_place(text: &str) -> bool {
    let place = place_of(text);
    places::is_city(text) || place.country.is_some() && place.city.as_deref().is_none_or(places::is_city)
}

/// The conference that a label says an item is of: a link, and what stands behind it.
fn event(item: &str) -> Option<String> {
    let (name, value) = label(item)?;
    let is_event = matches!(&Tokens::of(&name).0[..], [only] if only == "event" || only == "conference");
    let is_linked = links(&value).first().is_some_and(|link| {
        !link.is_image && link.start == 0 && is_name(link) && services::of_address(&link.address).is_none()
    });
    (is_event && is_linked).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::super::inline::links;
    use super::*;

    #[test]
    fn a_title_is_told_from_the_conference_below_it() {
        for (text, nested, expected) in [
            (
                "**What is new** | [FUDCon](https://f.example) – Puno, Peru | May 12, 2016",
                "",
                "What is new: [FUDCon](https://f.example) – Puno, Peru | May 12, 2016",
            ),
            (
                "**A: b made easy** | [Dojo, Brussels 2016](https://f.example) – 9 May 2016",
                "",
                "A: b made easy: [Dojo, Brussels 2016](https://f.example) – 9 May 2016",
            ),
            (
                "**Look up**",
                "**Event:** [SFScon](https://s.example) – Bolzano, Italy",
                "Look up: [SFScon](https://s.example) – Bolzano, Italy",
            ),
            (
                "**PyCon 2027** | [Oslo Congress Centre](https://o.example) – Oslo, Norway | May 12, 2027",
                "",
                ": PyCon 2027 | Oslo Congress Centre – Oslo, Norway | May 12, 2027",
            ),
            (
                "**PyCon 2027** | [pycon.example](https://p.example) – Oslo, Norway | May 12, 2027",
                "",
                ": [PyCon 2027](https://p.example)  – Oslo, Norway | May 12, 2027",
            ),
            (
                "**PyCon Italia 2027** | [PyCon Italia](https://p.example) – Rome, Italy | May 12, 2027",
                "",
                ": [PyCon Italia 2027](https://p.example)  – Rome, Italy | May 12, 2027",
            ),
            (
                "**Rust Days** | [Some Library](https://p.example) – Rome, Italy | May 12, 2027",
                "",
                ": Rust Days | Some Library – Rome, Italy | May 12, 2027",
            ),
            (
                "**Moving to Rust** | [RustNation UK](https://r.example) - London, UK - 18 February 2027 | [video](https://v.example)",
                "",
                "Moving to Rust: [RustNation UK](https://r.example) - London, UK - 18 February 2027 | [video](https://v.example)",
            ),
            (
                "**Databases** | [PGConf.EU](https://p.example), Riga, Latvia, 21-24 October 2027",
                "",
                "Databases: [PGConf.EU](https://p.example), Riga, Latvia, 21-24 October 2027",
            ),
            (
                "**PyCon Oslo** | [Meetup](https://meetup.example/p) – Oslo, Norway | May 12, 2027",
                "",
                ": [PyCon Oslo](https://meetup.example/p)  – Oslo, Norway | May 12, 2027",
            ),
            (
                "**PyCon Italia** | [PyCon Italia](https://p.example) – Rome, Italy | May 12, 2027",
                "",
                ": [PyCon Italia](https://p.example)  – Rome, Italy | May 12, 2027",
            ),
            ("**PyCon Oslo**", "**Event:** [Facebook](https://facebook.com/p) – Oslo, Norway", "-"),
            ("**8 May 2027** | [JSConf](https://j.example) | Rome, Italy", "", "-"),
            ("**Rome, Italy** | [JSConf](https://j.example) | 8 May 2027", "", "-"),
            ("**PyCon 2027**", "**Event:** Conference", "-"),
            ("**PyCon 2027** | [Website](https://p.example) – Rome, Italy | May 12, 2027", "", "-"),
            ("**PyCon 2027**, [Library](https://p.example), May 12, 2027", "", "-"),
        ] {
            let nested = if nested.is_empty() { Vec::new() } else { vec![(2, nested.to_owned())] };
            let found = retold(text, &links(text), &nested);
            let shown = |retold: Retold| format!("{}: {}", plain(retold.talk.unwrap_or_default()), retold.item);
            assert_eq!(found.map_or("-".to_owned(), shown), expected, "{text}");
        }
    }
}
