//! Names that are no link, and what stands beside them: `Name, 5 May 2027, Oslo`, `5 May 2027 Name`, `**Name**, place`.

use super::dated_names::{dated_name, ends_date};
use super::fields::{
    RecordFields, day_in, is_call, is_day, is_exact, is_field, is_month, is_place, is_whole_date, label, place_of,
};
use super::inline::{Link, is_site, links, plain, without_empty_brackets, without_links};
use super::parts::{MAX_DATE_WORDS, beside_date, later_link, parts, stops, trimmed};
use super::whole_dates::whole_dates;
use crate::import::dates::Hint;
use crate::import::no_value::{NoValue, no_value};
use crate::import::{actions, dates, labels, places, status, years};

/// A longer line is prose.
pub(super) const MAX_LINE_OCTETS: usize = 200;

/// Reads a name without a link, and what stands behind or before it: `5-8 May: Name - Place`, `Name, 5 May 2027`.
pub(super) fn named(text: &str, fields: &mut RecordFields) -> bool {
    // `RSA 2023/04/24 - 2023/04/27 San Francisco`
    const MARKS: [&str; 5] = [", ", ": ", " - ", " – ", " | "];
    let is_name = |name: &str| name.contains(char::is_alphabetic) && !MARKS.iter().any(|mark| name.contains(mark));
    if let Some(found) = whole_dates(text).filter(|found| is_name(found.before)) {
        fields.push("name", found.before);
        fields.push("dates", found.dates);
        parts(found.behind, fields);
        divide_name(fields);
        return true;
    }
    // `GopherCon 2026-08-01, Denver, USA`
    if let Some(found) = dated_name(text).filter(|found| !is_call(found.name)) {
        fields.push("name", found.name);
        fields.push("dates", found.dates);
        match found.is_remark {
            true => fields.push("description", found.place),
            false => parts(found.place, fields),
        }
        return true;
    }
    // `2026-Sept-12 Saturday AARC Ham-Fest - Dan N0POT`
    if let Some((dates, name)) = behind_a_date(text) {
        fields.push("name", trimmed(name));
        fields.push("dates", dates);
        divide_name(fields);
        return true;
    }
    // `StarWest (Oct 2-7) - Anaheim, CA, USA`
    let bracket = text.match_indices(" (").find_map(|(at, open)| {
        let (inside, rest) = text[at + open.len()..].split_once(')')?;
        let rest = rest.trim_start();
        let is_joined = rest.starts_with(['-', '–', '—', '|', ',', ':', '@']);
        (at > 0 && is_joined && is_whole_date(inside)).then_some((&text[..at], inside, rest))
    });
    if let Some((name, dates, place)) = bracket {
        fields.push("name", trimmed(name));
        fields.push("dates", dates);
        parts(place.trim_start_matches(|char: char| !char.is_alphanumeric()), fields);
        return true;
    }
    // `PGDay (Paris, France) 23 March 2027`
    let placed = text.match_indices(" (").find_map(|(at, open)| {
        let (inside, rest) = text[at + open.len()..].split_once(')')?;
        let rest = trimmed(rest);
        let is_dated = is_whole_date(rest);
        (at > 0 && is_dated && is_place(inside) && !dates::is_date(&text[..at])).then_some((&text[..at], inside, rest))
    });
    if let Some((name, place, dates)) = placed {
        fields.push("name", trimmed(name));
        fields.push("dates", dates);
        fields.push("place", place);
        return true;
    }
    let closed = with_close_dashes(text);
    let text = closed.as_deref().unwrap_or(text);
    // `13-15 June, DevConf (Brno, Czech Republic)`
    let inside = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let (text, behind) = inside.map_or((text, None), |(before, inside)| (before, Some(inside)));
    for mark in [" | ", ": ", " - ", " – ", " — ", " • ", ". ", ", "] {
        let parts_of: Vec<&str> = if mark == ". " { sentences(text) } else { text.split(mark).map(trimmed).collect() };
        // `B Conf - Ulm - 1-3 July - CFP: 1 Feb`
        let is_label = mark == ": "
            && DASHES.iter().any(|dash| parts_of[0].rsplit_once(dash).is_some_and(|(_, label)| is_call(label)));
        if parts_of.len() < 2 || is_label {
            continue;
        }
        if let Some(at) = year_of_name(&parts_of).filter(|_| DASHES.contains(&mark)) {
            fields.push("name", &parts_of[..=at].join(mark));
            parts(&parts_of[at + 1..].join(" - "), fields);
            behind.into_iter().for_each(|text| parts(text, fields));
            return true;
        }
        let Some(name) = parts_of.iter().position(|part| !dates::is_date(part) && !is_month(part) && !part.is_empty())
        else {
            return false;
        };
        let rest: Vec<&str> =
            parts_of.iter().enumerate().filter(|(index, _)| *index != name).map(|(_, part)| *part).collect();
        let begins_with_day =
            |part: &&str| beside_date(part).is_some_and(|(day, _)| dates::is_date(day) && part.starts_with(day));
        if rest.iter().any(|part| is_day(part) || is_month(part) || begins_with_day(part)) {
            fields.push("name", parts_of[name]);
            parts(&rest.join(" - "), fields);
            behind.into_iter().for_each(|text| parts(text, fields));
            divide_name(fields);
            return true;
        }
    }
    // `PyCon (5-8 May 2027, Oslo)`
    let found = behind.and_then(|behind| Some((behind, dates_and_place(behind)?)));
    if let Some((_, (dates, place))) = found.filter(|(behind, _)| beside_date(behind).is_none()) {
        fields.push("name", text);
        fields.push("dates", dates);
        parts(place, fields);
        divide_name(fields);
        return true;
    }
    if let Some(behind) = behind.filter(|behind| is_exact(behind) || beside_date(behind).is_some()) {
        fields.push("name", text);
        parts(behind, fields);
        divide_name(fields);
        return true;
    }
    false
}

pub(super) const DASHES: [&str; 3] = [" - ", " – ", " — "];

/// A text whose ranges of dates have no blanks at their dashes, which else part it: `Ulm, 1 July - 3 July`. `None` if it has none.
fn with_close_dashes(text: &str) -> Option<String> {
    let mut marks: Vec<(usize, &str)> = DASHES.iter().flat_map(|dash| text.match_indices(dash)).collect();
    marks.sort_unstable();
    marks.into_iter().find_map(|(at, dash)| {
        let (before, behind) = (&text[..at], &text[at + dash.len()..]);
        let starts = before.rmatch_indices(' ').map(|(blank, _)| &before[blank + 1..]).take(3);
        let ends = behind.match_indices([' ', ',']).map(|(blank, _)| &behind[..blank]).chain([behind]).take(4);
        let is_day = |text: &str| {
            text.starts_with(char::is_alphanumeric)
                && text.contains(|char: char| char.is_ascii_digit())
                && is_exact(text)
                && !years::is_year(text)
        };
        let is_range = |first: &str| {
            is_day(first) && ends.clone().any(|last| is_day(last) && is_exact(&format!("{first}-{last}")))
        };
        let is_of_days = |first: &&str| is_range(first);
        starts.into_iter().find(is_of_days).map(|_| format!("{before}-{behind}"))
    })
}

/// The part that ends a name of several with its year: the last of `OSCAFEST — Opensource Festival — 2023`, and the second of
/// `OSCAFEST — 2023 — 5 May 2023`.
fn year_of_name(parts: &[&str]) -> Option<usize> {
    let at = parts.iter().position(|part| years::is_year(part)).filter(|at| *at > 0)?;
    let is_somewhere = |part: &str| is_place(part) || places::is_city(part);
    let is_other = |part: &&str| dates::is_date(part) || is_month(part) || is_day(part) || is_somewhere(part);
    let is_dated = parts.get(at + 1).is_some_and(|next| is_day(next) && !years::is_year(next));
    let is_name = !parts[..at].iter().any(is_other);
    (is_name && (is_dated || at > 1 && at + 1 == parts.len())).then_some(at)
}

/// The whole date that a text begins with, and the name behind it, which only a blank parts.
fn behind_a_date(text: &str) -> Option<(&str, &str)> {
    let cuts = text.match_indices(' ').map(|(at, _)| at).take(6);
    let (dates, name) = cuts
        .map(|at| (&text[..at], &text[at + 1..]))
        .filter(|(dates, _)| is_exact(dates) && ends_date(dates))
        .last()?;
    let has_year = years::years(dates).next().is_some();
    let is_name = name.starts_with(char::is_uppercase) && !is_month(name.split(' ').next().unwrap_or_default());
    // `2018 Cloud Hackathon, November 12-14, 2018`
    let mut parts = [", ", " - ", " – ", " — ", " | ", " ("].iter().flat_map(|mark| name.split(mark).skip(1));
    let is_of_name = years::is_year(dates) && parts.any(|part| is_day(trimmed(part)));
    (has_year && is_name && !is_of_name && trimmed(dates) == dates && !dates::is_date(name)).then_some((dates, name))
}

/// The parts of a text between its full stops.
fn sentences(text: &str) -> Vec<&str> {
    let mut from = 0;
    let mut parts: Vec<&str> = Vec::new();
    for at in stops(text).chain([text.len()]) {
        parts.push(trimmed(&text[from..at]));
        from = (at + 1).min(text.len());
    }
    parts
}

/// Parts a name from the place behind it: `WhyR? 2018. Wroclaw, Poland`.
pub(super) fn divide_name(fields: &mut RecordFields) {
    let Some(name) = fields.get("name").filter(|_| fields.get("place").is_none()) else { return };
    // `PyCon (Berlin, Germany)`
    let inside = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    if let Some((before, inside)) = inside
        && is_place(inside)
    {
        fields.remove("name");
        fields.push("name", before);
        fields.push("place", inside);
        return;
    }
    const MARKS: [&str; 7] = [" - ", " – ", " — ", " | ", " @ ", " in ", ", "];
    let marks = MARKS.iter().flat_map(|mark| name.match_indices(mark).map(|(at, mark)| (at, at + mark.len())));
    let mut cuts: Vec<(usize, usize)> = marks.chain(stops(&name).map(|at| (at, at + 1))).collect();
    cuts.retain(|(at, _)| name[..*at].matches('(').count() <= name[..*at].matches(')').count());
    cuts.sort_unstable();
    let place = |cut: &(usize, usize)| place_of(name[cut.1..].trim());
    let is_whole = |cut: &&(usize, usize)| {
        let place = place(cut);
        place.country.is_some() && (place.city.is_some() || place.state.is_some()) && place.venue.is_none()
    };
    // `PyCon, Oslo`
    let is_city = |cut: &&(usize, usize)| {
        matches!(&name[cut.0..cut.1], ", " | " @ " | " in ") && places::is_city(name[cut.1..].trim())
    };
    let found = cuts.iter().find(is_whole).or_else(|| cuts.iter().rev().find(is_city)).or_else(|| {
        cuts.iter().rev().find(|cut| {
            let place = place(cut);
            place.online && place.address.is_none() && place.city.is_none()
                || place.country.is_some() && place.city.is_none()
        })
    });
    if let Some((start, end)) = found.copied().filter(|(start, _)| *start > 2) {
        let (name, place) = (name[..start].trim().to_owned(), trimmed(&name[end..]).to_owned());
        fields.remove("name");
        fields.push("name", &name);
        fields.push("place", &place);
    }
}

/// Reads a name in bold letters before a comma or a bracket, behind which the link of a host or of notes may stand:
/// `**National Forum**, [Library](https://…), 5 May 2027`.
pub(super) fn marked(text: &str, found: &[Link], fields: &mut RecordFields) -> bool {
    let Some((name, rest)) = text.trim_start().strip_prefix("**").and_then(|text| text.split_once("**")) else {
        return false;
    };
    let is_label = |name: &str| label(name).is_some_and(|(name, value)| value.is_empty() || is_field(&name));
    let is_marked = !name.is_empty() && links(name).is_empty() && !is_label(name);
    let bare = without_empty_brackets(&plain(&without_links(rest)));
    if is_marked && in_bracket(name, &bare, found, fields) {
        return true;
    }
    let begins_with_date = || bare.split(", ").next().is_some_and(|part| is_exact(trimmed(part)));
    let before_link = found.first().and_then(|link| text.get(..link.start)).unwrap_or(text);
    let is_dated_before_link = || !is_exact(&plain(name)) && has_date_behind_name(before_link.trim_start());
    if is_marked && !found.is_empty() && is_dated_before_link() {
        return dated_behind(name, &bare, found, fields);
    }
    // Without a link, a name before a mark is read as one that is not in bold letters.
    let is_apart = || begins_with_date() || !found.is_empty() && rest.trim_start().starts_with([',', '(']);
    let is_dated = || bare.split(", ").any(|part| is_whole_date(trimmed(part)));
    let is_name = is_marked && !is_exact(&plain(name));
    if !is_name || !is_apart() || !is_dated() {
        return false;
    }
    dated_behind(name, &bare, found, fields)
}

/// Adds a name in bold letters, what stands behind it, and its links.
fn dated_behind(name: &str, bare: &str, found: &[Link], fields: &mut RecordFields) -> bool {
    fields.push("name", &plain(name));
    parts(bare, fields);
    for link in found.iter().filter(|link| !link.is_image) {
        let may_be_site = is_name(link) || is_site(&link.text) || link.text == link.address;
        if fields.get("url").is_none() && may_be_site && !is_call(&plain(&link.text)) {
            fields.push("url", &link.address);
        } else {
            later_link(link, fields);
        }
    }
    true
}

/// Reads a name in bold letters, the bracket with its dates and its place behind it, and what stands behind that:
/// `**ICSE 2027** (Dublin, Ireland, 25 Apr - 1 May 2027) - abstract: 3 Jul 2026; paper: 10 Jul 2026`.
fn in_bracket(name: &str, behind: &str, found: &[Link], fields: &mut RecordFields) -> bool {
    let Some((inside, after)) = behind.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')')) else {
        return false;
    };
    let Some((dates, place)) = dates_and_place(inside) else { return false };
    fields.push("name", &plain(name));
    fields.push("dates", dates);
    parts(place, fields);
    let after = trimmed(after);
    let hint = Hint { year: years::years(dates).next().and_then(|year| year.parse().ok()), ..Hint::default() };
    let is_remark = fields.get("place").is_some() && day_in(after).is_none() && status::of_text(after).is_none();
    if labels::parts(after, &hint).is_some() {
        fields.push("deadlines", after);
    } else if is_remark {
        fields.push("description", after);
    } else {
        parts(after, fields);
    }
    for link in found.iter().filter(|link| !link.is_image) {
        if fields.get("url").is_none() {
            fields.push("url", &link.address);
        } else {
            later_link(link, fields);
        }
    }
    true
}

/// The dates of a text that ends or begins with them, `Dublin, Ireland, 25 Apr - 1 May 2027`, and the rest.
fn dates_and_place(text: &str) -> Option<(&str, &str)> {
    let is_waiting = |text: &str| no_value(text) == Some(NoValue::Undecided);
    let is_date = |text: &str| is_whole_date(text) || is_month(text) || is_waiting(text);
    let commas = || text.match_indices([',', ';', ':']).map(|(at, _)| (trimmed(&text[..at]), trimmed(&text[at + 1..])));
    if is_date(trimmed(text)) {
        return Some((trimmed(text), ""));
    }
    let last = commas().find(|(_, dates)| is_date(dates)).map(|(place, dates)| (dates, place));
    last.or_else(|| commas().rfind(|(dates, _)| is_date(dates)))
}

/// True if the text of a link can be a name.
pub(super) fn is_name(link: &Link) -> bool {
    let text = plain(&link.text).to_lowercase();
    !text.is_empty()
        && link.text != link.address
        && !actions::is_action(&text)
        && actions::material(&text).is_none()
        && !text.starts_with("http")
        && !text.starts_with("www.")
}

/// True if a mark stands between a name in bold letters or a link and the date that is next: `**PyCon** – 5-8 May 2027 in Oslo`.
pub(super) fn has_date_behind_name(line: &str) -> bool {
    let bold = || line.strip_prefix("**")?.split_once("**").map(|(_, rest)| rest.to_owned());
    let link = || links(line).into_iter().find(|link| link.start == 0).map(|link| line[link.end..].to_owned());
    let Some(rest) = bold().or_else(link).filter(|rest| rest.len() <= MAX_LINE_OCTETS) else { return false };
    let rest = plain(&rest);
    let is_joined = rest.starts_with(['-', '–', '—', ':', '|', ',', '·', '(', '@']);
    let bare = trimmed(&rest);
    let mut ends = bare.match_indices([' ', ',', ')']).map(|(at, _)| at).chain([bare.len()]).take(MAX_DATE_WORDS);
    is_joined && ends.any(|end| is_whole_date(trimmed(&bare[..end])) && dates::is_date(&bare[..end]))
}
