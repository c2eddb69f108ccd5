//! Items of lists: the fields of a conference in one item, and in the items below it.

use super::fields::{
    Nested, RecordFields, is_call, is_exact, is_field, is_month, is_place, is_whole_date, label, place_of,
};
use super::inline::{LINE_BREAKS, Link, links, plain, without_empty_brackets, without_links};
use super::marks;
use super::names::{divide_name, is_name, marked, named};
use super::parts::{closing, later_link, parts, trimmed};
use super::talks;
use super::whole_dates::is_edition;
use crate::import::dates::{self, Hint, Parsed, Word};
use crate::import::guess::words::Tokens;
use crate::import::no_value::{NoValue, no_value};
use crate::import::{actions, dated_text, ornaments, places, services, years};

/// The fields of an item: its first link is the conference, what stands before and behind it dates and a place, later links
/// the call for papers and others; the items below it are fields too.
pub(super) fn record(text: &str, line: usize, nested: &[Nested]) -> Option<RecordFields> {
    if let Some((summary, details)) = marks::of_summary(text) {
        let mut fields = record(&summary, line, nested)?;
        fields.push("description", &plain(&details));
        return Some(fields);
    }
    let text = &with_links(&divided(&ornaments::without_announcement(ornaments::without_start(text))));
    let (text, is_struck) = match text.trim().strip_prefix("~~").and_then(|text| text.strip_suffix("~~")) {
        Some(inner) => (inner, true),
        None => (text.as_str(), false),
    };
    let (text, mark) = marks::without_mark(text);
    let (text, opening) = marks::without_opening_date(text);
    let venue = links(text).into_iter().find(|link| is_of_venue(text, link));
    let text = &venue
        .as_ref()
        .map_or(text.to_owned(), |link| format!("{}{}{}", &text[..link.start], plain(&link.text), &text[link.end..]));
    let found = links(text);
    // An item of the contents.
    if found.iter().any(|link| link.address.starts_with('#')) {
        return None;
    }
    if let Some(retold) = talks::retold(text, &found, nested)
        && let Some(mut fields) = record(&retold.item, line, &retold.nested)
        && retold.describe(&mut fields).is_some()
    {
        return Some(fields);
    }
    let mut fields = RecordFields::new(line);
    let is_title = |link: &&Link| {
        !link.is_image && is_name(link) && !services::is_map(&link.address) && !begins_call(&plain(&link.text))
    };
    let shown = plain(&without_empty_brackets(&plain(&beside_links(text, &found))));
    // Beside a date alone, the words are the name.
    let is_only = |link: &&Link| !link.is_image && !begins_call(&plain(&link.text)) && is_exact(trimmed(&shown));
    // `FOSSGIS, 5 May 2027, [fossgis.example](…)`
    let is_behind_name =
        |link: &Link| is_host(link) && named(trimmed(&plain(&text[..link.start])), &mut RecordFields::new(0));
    let is_name_of = |link: &&Link| is_title(link) && !is_behind_name(link);
    let first = found.iter().find(is_name_of).or_else(|| found.iter().find(is_only));
    // `12 May ~~[PyCon](…)~~`
    let is_inside = |link: &Link| text[..link.start].matches("~~").count() % 2 == 1;
    if is_struck || first.is_some_and(is_inside) {
        fields.push("status", "cancelled");
    }
    mark.into_iter().for_each(|(field, word)| fields.push(field, word));
    venue.iter().for_each(|link| fields.push("venue link", &link.address));
    opening.into_iter().for_each(|dates| fields.push("dates", dates));
    match first {
        _ if marked(text, &found, &mut fields) => {}
        Some(link) => linked(text, link, &found, &mut fields),
        None if unlinked(&shown, &found, nested, &mut fields) => {}
        None => return None,
    }
    // `[Call for papers](…) until 1 March 2027` is of the conference above it.
    let is_no_name = |name: &String| {
        let is_closing = || closing(name).is_some_and(|day| name.len() <= day.len() + "before ".len());
        years::is_year(name) || is_month(name) || first.is_none() && is_closing()
    };
    if fields.get("name").as_ref().is_none_or(is_no_name) {
        return None;
    }
    below(nested, &mut fields);
    (first.is_some() || fields.is_dated()).then_some(fields)
}

/// Reads an item whose links are no name: the name stands beside them. False if it is no conference.
fn unlinked(shown: &str, found: &[Link], nested: &[Nested], fields: &mut RecordFields) -> bool {
    let url = site(found);
    // `AsiaBSDCon (TBD)`
    let is_waiting = || {
        trimmed(shown)
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once(" ("))
            .is_some_and(|(_, inside)| is_undecided(inside))
    };
    let may_be_dated = shown.bytes().any(|byte| byte.is_ascii_digit()) || is_waiting();
    let is_titled = may_be_dated && named(trimmed(shown), fields);
    if !is_titled && found.iter().all(|link| link.is_image) && !has_fields(nested) {
        return false;
    }
    if !is_titled {
        fields.push("name", trimmed(shown));
        divide_name(fields);
    }
    url.into_iter().for_each(|url| fields.push("url", &url.address));
    let others = found.iter().filter(|other| url.is_none_or(|url| other.start != url.start));
    others.for_each(|other| later_link(other, fields));
    true
}

fn is_undecided(text: &str) -> bool {
    no_value(text) == Some(NoValue::Undecided)
}

/// The link to the site of an item whose links have no name: one that is called so, else the first that is neither of a call nor of
/// what remains of a talk.
fn site(found: &[Link]) -> Option<&Link> {
    const SITES: &str = "website site web homepage home event conference page webseite sitio url";
    let is_other = |link: &Link| {
        let text = plain(&link.text);
        link.is_image
            || is_call(&text)
            || services::is_call_for_papers(&link.address)
            || actions::material(&text).is_some()
    };
    let mut sites = found.iter().filter(|link| !is_other(link));
    sites.clone().find(|link| Tokens::of(&plain(&link.text)).has(SITES)).or_else(|| sites.next())
}

/// What stands around the links of a text; where marks part them from it, a comma stands in their place: `A – [Register](…), Oslo`.
fn beside_links(text: &str, found: &[Link]) -> String {
    let is_mark = |char: char| matches!(char, '-' | '–' | '—' | ',' | '|' | ';') || char.is_whitespace();
    let mut out = String::new();
    let mut from = 0;
    for (start, end) in found.iter().map(|link| (link.start, link.end)).chain([(text.len(), text.len())]) {
        let piece = text.get(from..start).unwrap_or_default();
        from = from.max(end);
        let is_apart = out.trim_end().ends_with(is_mark) || piece.trim_start().starts_with(is_mark);
        if is_apart && !out.is_empty() && piece.contains(char::is_alphanumeric) {
            out.truncate(out.trim_end_matches(is_mark).len());
            out.push_str(", ");
            out.push_str(piece.trim_start_matches(is_mark));
        } else {
            out.push_str(piece);
        }
    }
    out
}

/// True for the link of a call, which is no name: `CFP until 30 November`, `Call for papers`.
fn begins_call(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["cfp", "call for "].iter().any(|start| lower.starts_with(start))
}

/// A text with bars where lines break and where pictures stand for `where` and `when`.
fn divided(text: &str) -> String {
    let marks = LINE_BREAKS.into_iter().chain(["📍", "📅", "🗓️", "🗓", "📆"]);
    marks.fold(text.to_owned(), |text, mark| text.replace(mark, " | "))
}

/// A text whose bare addresses are links.
pub(super) fn with_links(text: &str) -> String {
    let found = links(text);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices("http").filter(|(at, _)| {
        let rest = &text[*at..];
        rest.starts_with("http://") || rest.starts_with("https://")
    }) {
        let is_free = at >= from && !found.iter().any(|link| link.start <= at && at < link.end);
        if is_free && !text[..at].ends_with(['<', '"', '\'', '=']) {
            let end = text[at..]
                .find(|char: char| char.is_whitespace() || matches!(char, '<' | '>' | ')'))
                .map_or(text.len(), |end| at + end);
            let address = text[at..end].trim_end_matches(['.', ',', ';', ':']);
            out.push_str(&text[from..at]);
            out.push_str(&format!("<{address}>"));
            from = at + address.len();
        }
    }
    out.push_str(&text[from..]);
    out
}

/// A text with the places that are links, `[Norway](https://maps.example/…)`, as plain text. The addresses of maps become a field.
fn with_places(text: &str, fields: &mut RecordFields) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for link in links(text) {
        if link.is_image || link.start < from {
            continue;
        }
        let is_map = services::is_map(&link.address);
        let place = plain(&link.text);
        if is_map || !is_call(&place) && place_of(&place).country.is_some() {
            out.push_str(&text[from..link.start]);
            if !services::is_word_for_map(&place) {
                out.push_str(&place);
            }
            from = link.end;
        }
        if is_map && fields.get("map link").is_none() {
            fields.push("map link", &link.address);
        }
    }
    out.push_str(&text[from..]);
    out
}

/// True if a link is that of the venue: `Lean Agile: March 28th at the [QEII Centre](…)`, where the name stands before the date.
fn is_of_venue(text: &str, link: &Link) -> bool {
    const SURE: [&str; 9] = [" at the", " in the", " im", " in der", " au", " à la", " en el", " en la", " @ the"];
    const JOINTS: [&str; 6] = [" at", " in", " @", " à", " en", " venue:"];
    if link.is_image {
        return false;
    }
    let before = plain(&text[..link.start]);
    let ends = |joints: &[&'static str]| joints.iter().find_map(|joint| before.strip_suffix(joint));
    let rest = ends(&SURE).or_else(|| ends(&JOINTS).filter(|_| places::is_venue(&plain(&link.text))));
    let mut fields = RecordFields::new(0);
    rest.is_some_and(|rest| named(trimmed(rest), &mut fields)) && fields.is_dated()
}

/// True if the text of a link is the host of its address.
fn is_host(link: &Link) -> bool {
    let text = plain(&link.text);
    text.contains('.') && !text.contains(' ') && link.address.to_lowercase().contains(&text.to_lowercase())
}

/// Reads an item whose name is a link.
fn linked(text: &str, link: &Link, found: &[Link], fields: &mut RecordFields) {
    let written = plain(&link.text);
    let shown = plain(&text[..link.start]);
    // `28 March 2027 at [PyCon](…)`
    let before = [" at", " @", " in"].iter().find_map(|joint| shown.strip_suffix(joint));
    let before = before.filter(|before| is_exact(trimmed(before))).unwrap_or(&shown);
    let mut early = RecordFields::new(fields.line);
    parts(before, &mut early);
    // What a dash or only a blank parts from the link is of the longer name.
    let end = before.trim_end();
    let joint = if end.ends_with(['-', '–', '—']) { " - " } else { " " };
    let is_of_name =
        joint == " - " || end.ends_with(char::is_alphanumeric) && text[..link.start].ends_with([' ', '*', '_']);
    let prefix = early.get("place").filter(|place| {
        let known = place_of(place);
        is_of_name
            && known.country.is_none()
            && !known.online
            && !place.contains(", ")
            && place.chars().any(char::is_alphanumeric)
            && (joint == " " || place.split_whitespace().count() > 2)
    });
    fields.push("name", &prefix.as_ref().map_or(written.clone(), |prefix| format!("{prefix}{joint}{written}")));
    fields.push("url", &link.address);
    let is_prefixed = prefix.is_some();
    match prefix {
        Some(_) => early.get("dates").into_iter().for_each(|dates| fields.push("dates", &dates)),
        None => parts(before, fields),
    }
    let behind = plain(&without_links(&with_places(&text[link.end..], fields)));
    let behind = without_empty_brackets(&behind);
    // `[IIW](…) XXXVII Fall: 2023/10/10 - 2023/10/12`
    match behind.split_once(':').filter(|(words, _)| is_edition(words.trim())) {
        Some((words, rest)) if !is_prefixed => {
            fields.remove("name");
            fields.push("name", &format!("{written} {}", words.trim()));
            parts(rest, fields);
        }
        _ => match fields.get("dates").is_none().then(|| dated_text::held(&behind)).flatten() {
            Some(held) => {
                parts(&held, fields);
                fields.push("description", trimmed(&behind));
            }
            None => parts(&behind, fields),
        },
    }
    if fields.get("dates").is_none() && !columns(&written, fields) {
        // All of it may be in the link: `[PyCon, 5-8 May 2027, Oslo](…)`.
        let mut inner = RecordFields::new(fields.line);
        if named(written.trim_end_matches([':', ' ']), &mut inner)
            && inner.get("dates").is_some_and(|dates| dates::is_date(&dates))
        {
            fields.remove("name");
            for key in ["name", "dates", "place"] {
                inner.get(key).into_iter().for_each(|text| fields.push(key, &text));
            }
        }
    }
    for other in found.iter().filter(|other| other.start > link.start) {
        later_link(other, fields);
    }
    if services::is_call_for_papers(&link.address) {
        fields.push("cfp url", &link.address);
    }
}

/// Reads a link that has bars between its parts, of which one begins with the date: `5 May 2027 – Town Hall, Oslo | Ada Camp | A day on Ada`.
fn columns(written: &str, fields: &mut RecordFields) -> bool {
    let parts_of: Vec<&str> = written.split(" | ").map(trimmed).filter(|part| !part.is_empty()).collect();
    let begins_with_date = |part: &str| {
        let apart = [" – ", " — ", " - ", ", "].into_iter().flat_map(|mark| part.match_indices(mark));
        is_whole_date(part) || apart.into_iter().any(|(at, _)| is_whole_date(&part[..at]))
    };
    let (dated, others): (Vec<&str>, Vec<&str>) = parts_of.into_iter().partition(|part| begins_with_date(part));
    let ([dated], Some(at)) = (&dated[..], others.iter().position(|part| !is_place(part))) else { return false };
    fields.remove("name");
    fields.push("name", others[at]);
    parts(dated, fields);
    for (_, other) in others.iter().enumerate().filter(|(index, _)| *index != at) {
        fields.push(if is_place(other) { "place" } else { "description" }, other);
    }
    true
}

/// True if the items below one are fields of it, rather than conferences.
fn has_fields(nested: &[Nested]) -> bool {
    let is_labelled = |item: &str| label(item).is_some_and(|(name, _)| is_field(&name));
    nested.iter().any(|(_, item)| is_labelled(item) || is_exact(&plain(item)))
}

/// True if an item is a date before a link: `July 5: [Workshop](…)`.
pub(super) fn is_dated_link(item: &str) -> bool {
    links(item)
        .iter()
        .find(|link| !link.is_image)
        .is_some_and(|link| is_name(link) && is_exact(trimmed(&plain(&item[..link.start]))))
}

/// True if a line is a link with a name and nothing else.
pub(super) fn is_link(line: &str) -> bool {
    links(line)
        .iter()
        .find(|link| !link.is_image)
        .is_some_and(|link| is_name(link) && plain(&without_links(line)).is_empty())
}

/// Reads the items below a conference: those with a label, a date, an address, or the link to the event itself.
pub(super) fn below(nested: &[Nested], fields: &mut RecordFields) {
    let mut others: Vec<&Nested> = Vec::new();
    for nested in nested {
        let (line, item) = nested;
        let bare = plain(item);
        if is_dated_link(item) {
            continue;
        }
        match label(item) {
            Some((name, value)) if is_waiting(&name, &value) => fields.push_at(*line, "dates", "TBA"),
            Some((name, value)) if !is_exact(&name) && !is_month(&name) => labelled(*line, &name, &value, fields),
            _ if is_exact(&bare) => fields.push_at(*line, "dates", &bare),
            _ if item.trim_matches(['<', '>']).starts_with("http") && !item.contains(' ') => {
                fields.push_at(*line, "url", item.trim_matches(['<', '>']));
            }
            _ => match dates::parse(&bare, &Hint::default()) {
                Parsed::Word(Word::Cancelled | Word::Postponed) => fields.push_at(*line, "status", &bare),
                _ => others.push(nested),
            },
        }
    }
    let single: Vec<Link> = match others[..] {
        [(_, item)] => links(item)
            .into_iter()
            .filter(|link| !link.is_image && link.end - link.start == item.trim().len())
            .collect(),
        _ => Vec::new(),
    };
    // The event of a group, below the link of the group.
    if let ([link], Some(name)) = (&single[..], fields.get("name")) {
        let title = plain(&link.text);
        // `GOSIM (CFP is still open)`
        let title = title
            .strip_suffix(')')
            .and_then(|title| title.rsplit_once(" ("))
            .filter(|(_, inside)| is_call(inside))
            .map_or(title.clone(), |(name, _)| name.to_owned());
        if is_name(link)
            && !services::is_map(&link.address)
            && !is_field(&title)
            && !is_call(&title)
            && fields.get("dates").is_some()
        {
            let full = if title.contains(&name) || name == title { title } else { format!("{name}: {title}") };
            fields.remove("name");
            fields.push("name", &full);
            if let Some(group) = fields.remove("url") {
                fields.push("group", &group);
            }
            fields.push("url", &link.address);
            return;
        }
    }
    for (line, item) in others {
        let bare = plain(item);
        let links: Vec<Link> = links(item).into_iter().filter(|link| !link.is_image).collect();
        if !links.is_empty() {
            links.iter().for_each(|link| later_link(link, fields));
        } else if fields.get("place").is_none() && is_place(&bare) && bare.len() < 100 {
            fields.push_at(*line, "place", &bare);
        } else {
            fields.push_at(*line, "description", &bare);
        }
    }
}

/// True if a label of dates has a word that says they are not known: `Date & Venue: TBA (to be announced)`.
fn is_waiting(name: &str, value: &str) -> bool {
    let tokens = Tokens::of(name);
    let word = plain(value);
    tokens.is_dates()
        && !tokens.is_deadline()
        && no_value(word.split(" (").next().unwrap_or_default()) == Some(NoValue::Undecided)
}

/// Adds a field with a label. Only what names a link or a call keeps its address; of several links each gets a name.
pub(super) fn labelled(line: usize, name: &str, value: &str, fields: &mut RecordFields) {
    let found: Vec<Link> = links(value).into_iter().filter(|link| !link.is_image).collect();
    if found.len() > 1 {
        let rest = plain(&without_links(value));
        if rest.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
            fields.push_at(line, name, &plain(value));
        }
        for link in found {
            let text = plain(&link.text);
            fields.push_at(line, if is_name(&link) || is_field(&text) { &text } else { name }, &link.address);
        }
        return;
    }
    let tokens = Tokens::of(name);
    let is_link = is_call(name)
        || tokens.is_deadline()
        || tokens.has(
            "website web site homepage url link links home page twitter mastodon linkedin social register schedule",
        );
    let is_dated = is_call(name) || tokens.is_deadline();
    match &found[..] {
        [link] if is_link && !is_dated && link.end - link.start == value.len() => {
            fields.push_at(line, name, &link.address)
        }
        [link] if !is_link => {
            fields.push_at(line, name, &plain(value));
            if fields.get("url").is_none() && services::of_address(&link.address).is_none() {
                fields.push_at(line, "link", &link.address);
            }
        }
        _ => fields.push_at(line, name, value),
    }
}

/// Settles what two dates of one item are: the days of a conference that was parted, or a call and the conference.
pub(super) fn settle(fields: &mut RecordFields, above: &str) {
    let is_about_calls = is_call(above) || above.to_lowercase().contains("deadline");
    let Some(first) = fields.get("dates") else { return };
    let Some(second) = fields.get("dates 2") else {
        if above.rsplit(" / ").next().is_some_and(|near| near.to_lowercase().contains("deadline"))
            && fields.get("cfp").is_none()
        {
            fields.remove("dates");
            fields.push("cfp", &first);
        }
        return;
    };
    let hint = Hint { year: Some(2024), month: Some(1), ..Hint::default() };
    let days = |text: &str| match dates::parse(text, &hint) {
        Parsed::Dates(found) => found.start.day().map(|day| (day, found.end.is_some())),
        _ => None,
    };
    let (Some((one, one_is_range)), Some((other, other_is_range))) = (days(&first), days(&second)) else { return };
    let (call, conference, call_is_range) =
        if one <= other { (&first, &second, one_is_range) } else { (&second, &first, other_is_range) };
    let apart = (one - other).num_days().abs();
    fields.remove("dates 2");
    fields.remove("dates");
    if fields.get("cfp").is_none()
        && apart > 7
        && (is_about_calls || !call_is_range && (one_is_range || other_is_range))
    {
        fields.push("dates", conference);
        fields.push("cfp", call);
        if !is_about_calls {
            fields.remark(&format!("of `{first}` and `{second}` the earlier is taken for the end of the call"));
        }
    } else if apart <= 7 {
        fields.push("dates", &format!("{first}; {second}"));
    } else {
        fields.push("dates", &first);
        fields.remark(&format!("of `{first}` and `{second}` only the first is taken"));
    }
}

/// True if a line is an address and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    let text = with_links(text.trim());
    matches!(&links(&text)[..], [link] if link.text == link.address && link.start == 0 && link.end == text.len())
}
