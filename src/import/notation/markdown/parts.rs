//! The parts of a line about one conference: its dates, its place, and when the call closes.

use super::badges;
use super::fields::{RecordFields, day_in, is_call, is_day, is_exact, is_month, is_place, may_be_place, place_of};
use super::inline::Link;
use super::whole_dates::whole_dates;
use crate::deadline_kind::DeadlineKind;
use crate::import::dates::{self, Hint, Parsed, Word};
use crate::import::guess::times::is_time_of_day;
use crate::import::guess::words::Tokens;
use crate::import::no_value::{NoValue, no_value};
use crate::import::{actions, letters, places, services, status, years};

/// A longer part is prose.
const MAX_PLACE_CHARS: usize = 100;

/// No date has more words, with the marks between them.
pub(super) const MAX_DATE_WORDS: usize = 12;

/// Marks between which each part stands for itself; a dash or a tilde may be that of a range.
const STRONG: [&str; 11] = [" - ", " – ", " — ", " -- ", " --- ", " ~ ", " | ", " // ", " • ", " · ", "; "];

/// Reads what stands beside the name.
pub(super) fn parts(text: &str, fields: &mut RecordFields) {
    let text = trimmed(text);
    if text.is_empty() {
        return;
    }
    if is_exact(text) {
        return fields.push("dates", text);
    }
    // `2023/04/24 - 2023/04/27 San Francisco`
    if let Some(found) = whole_dates(text).filter(|found| found.before.is_empty()) {
        fields.push("dates", found.dates);
        return parts(found.behind, fields);
    }
    let mut cuts: Vec<(usize, usize, bool)> = STRONG
        .iter()
        .flat_map(|mark| {
            text.match_indices(mark).map(|(at, mark)| (at, at + mark.len(), mark.contains(['-', '–', '—', '~'])))
        })
        .chain(stops(text).map(|at| (at, at + 1, false)))
        // A slash parts a date from a place, not two places.
        .chain(
            text.match_indices(" / ")
                .map(|(at, mark)| (at, at + mark.len(), false))
                .filter(|_| text.split(" / ").any(is_exact)),
        )
        .collect();
    cuts.sort_unstable();
    let starts: Vec<usize> = std::iter::once(0).chain(cuts.iter().map(|(_, end, _)| *end)).collect();
    let ends: Vec<usize> = cuts.iter().map(|(start, ..)| *start).chain([text.len()]).collect();
    let mut at = 0;
    while at < starts.len() {
        let span = |last: usize| trimmed(text.get(starts[at]..ends[last]).unwrap_or_default());
        if cuts.get(at).is_some_and(|(.., is_dash)| *is_dash) && is_exact(span(at + 1)) && !is_call(span(at + 1)) {
            fields.push("dates", span(at + 1));
            at += 2;
            continue;
        }
        // `28 June – 4 July 2027 in Timișoara`
        let begins = |text: &str| {
            text.starts_with(|char: char| char.is_ascii_digit()) || is_month(text.split(' ').next().unwrap_or_default())
        };
        let is_of_two = |dash: &&(usize, usize, bool)| dash.2 && begins(text[dash.1..].trim_start());
        let both = cuts.get(at).filter(is_of_two).map(|_| span(at + 1));
        let range = both.and_then(|both| {
            beside_date(both).filter(|(day, _)| {
                let last = both.starts_with(day).then(|| day.get(span(at).len()..)).flatten();
                last.is_some_and(|last| is_exact(trimmed(last)))
            })
        });
        if let Some((day, rest)) = range {
            fields.push("dates", day);
            part(trimmed(rest), fields);
            at += 2;
            continue;
        }
        part(span(at), fields);
        at += 1;
    }
}

/// Where a full stop ends a part: not that of a day, an initial or a short form.
pub(super) fn stops(text: &str) -> impl Iterator<Item = usize> {
    const SHORT: [&str; 22] = [
        "st", "ft", "mt", "dr", "prof", "no", "vs", "approx", "ca", "inc", "intl", "int", "ul", "al", "pl", "os", "av",
        "ave", "str", "bldg", "dept", "ctra",
    ];
    text.match_indices(". ").map(|(at, _)| at).filter(move |at| {
        let word = text[..*at].rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        let is_short_month = word.len() <= 4 && dates::month(&word).is_some();
        let is_year = is_number && word.len() == 4;
        let ends_bracket = text[..*at].ends_with([')', '!', '?', '"', '_', '*']);
        let ends_date = is_number && crate::import::dates::is_date(text[..*at].trim());
        ends_bracket
            || ends_date
            || is_year
            || word.chars().count() > 1 && !is_number && !is_short_month && !SHORT.contains(&word.as_str())
    })
}

/// A part between marks: a call, a word for the status, or a date with a place behind or before it.
fn part(text: &str, fields: &mut RecordFields) {
    if text.is_empty() {
        return;
    }
    // `Berlin, Germany (CFP until 1 March)`
    if let Some((before, inside)) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
        && let Some(day) = closing(inside)
    {
        fields.push("cfp", day);
        return part(trimmed(before), fields);
    }
    // `abstract deadline 13 Feb 2027, poster deadline 24 Apr 2027`
    let pieces: Vec<&str> = text.split(", ").map(str::trim).collect();
    let is_deadline = |piece: &&str| closing(piece).is_some() || other_deadline(piece).is_some();
    if pieces.len() > 1 && pieces.iter().all(is_deadline) {
        return pieces.into_iter().for_each(|piece| part(piece, fields));
    }
    // `22-23 March, Amsterdam (NL), CFP closes 10 January`
    let tails = text.rmatch_indices(", ").map(|(at, _)| (&text[..at], &text[at + 2..]));
    if let Some((before, day)) = tails.into_iter().find_map(|(before, tail)| Some((before, closing(tail)?)))
        && closing(before).is_none()
    {
        fields.push("cfp", day);
        // `(May 9, Berlin) CFP: Jan 15`
        let tail = &text[before.len() + ", ".len()..];
        let place = tail.find(") ").map(|at| &tail[..at]).filter(|place| closing(place).is_none());
        return part(trimmed(place.map_or(before, |place| &text[..before.len() + ", ".len() + place.len()])), fields);
    }
    if let Some((kind, day)) = other_deadline(text) {
        return fields.push(kind, day);
    }
    if let Some(day) = closing(text) {
        return fields.push("cfp", day);
    }
    const VERBS: [&str; 8] = [
        "will take place ",
        "takes place ",
        "taking place ",
        "will be held ",
        "is held ",
        "held ",
        "hosted ",
        "will be ",
    ];
    if let Some(rest) = VERBS.into_iter().find_map(|verb| text.strip_prefix(verb)) {
        return part(rest, fields);
    }
    // `Paris (postponed)`
    if let Some((before, inside)) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
        && matches!(dates::parse(inside, &Hint::default()), Parsed::Word(Word::Cancelled | Word::Postponed))
    {
        fields.push("status", inside);
        return part(trimmed(before), fields);
    }
    // `Freiburg, Germany (workshops on 21 April)`
    if fields.get("dates").is_some()
        && let Some((before, inside)) = remark_on_day(text)
    {
        fields.push("description", inside);
        return part(trimmed(before), fields);
    }
    if text.eq_ignore_ascii_case("hybrid") {
        return fields.push("online", "true");
    }
    if ["presencial", "in person", "in-person", "onsite", "on-site", "präsenz"].contains(&text.to_lowercase().as_str())
    {
        return;
    }
    match dates::parse(text, &Hint::default()) {
        Parsed::Word(Word::Cancelled | Word::Postponed) => return fields.push("status", text),
        Parsed::Word(Word::Undecided) if fields.get("dates").is_none() => return fields.push("dates", text),
        Parsed::Word(_) => return,
        _ => {}
    }
    // `Event: 2027-05-05`
    let labelled = text.split_once(": ").filter(|(label, day)| {
        let tokens = Tokens::of(label);
        (tokens.0.len() == 1 && tokens.has("event conference") || tokens.is_dates() && !tokens.is_deadline())
            && is_exact(day)
    });
    if let Some((_, day)) = labelled {
        return fields.push("dates", day);
    }
    if is_exact(text) || is_month(text) || is_season(text) {
        return fields.push("dates", text);
    }
    let doubted = text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")).filter(|(_, words)| is_doubt(words));
    if let Some((date, words)) = doubted.filter(|(date, _)| is_exact(date) || is_month(date) || is_season(date)) {
        status::of_text(words).into_iter().for_each(|status| fields.push("status", status));
        return fields.push("dates", date);
    }
    match before_place(text).or_else(|| beside_date(text)) {
        Some((day, rest)) => {
            fields.push("dates", day);
            place(rest, fields);
        }
        None if is_day(text) => fields.push("dates", text),
        None => place(text, fields),
    }
}

/// The day that a text begins with, and the whole place behind it, which only a blank parts: `Jan 27-29 Brno, CZ`.
fn before_place(text: &str) -> Option<(&str, &str)> {
    let is_whole = |place: &str| {
        let known = place_of(place);
        known.country.is_some() && known.city.is_some() && known.venue.is_none() && known.address.is_none()
    };
    let cuts = text.match_indices(' ').map(|(at, _)| (&text[..at], text[at..].trim_start())).take(MAX_DATE_WORDS);
    let is_dated = |(day, place): &(&str, &str)| {
        place.starts_with(char::is_uppercase)
            && is_exact(day)
            && (day.ends_with(|char: char| char.is_ascii_digit()) || day.rsplit(' ').next().is_some_and(is_month))
            && dates::is_date(day)
            && !is_month(day)
            && is_whole(place)
    };
    cuts.filter(is_dated).last()
}

/// True if words behind a date say that it is not settled: `exact date TBA`, `to be confirmed`.
fn is_doubt(words: &str) -> bool {
    const LAST: &str = "tba tbd tbc announced confirmed determined tentative provisional";
    let last = words.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    no_value(words) == Some(NoValue::Undecided) || LAST.split(' ').any(|word| word == last)
}

/// The name and the day of a deadline that is not that of a call: `Notification: 28 Jan 2027`, `registration until 10 January`.
fn other_deadline(text: &str) -> Option<(&'static str, &str)> {
    let day = match text.split_once(':') {
        Some((_, value)) => Some(value.trim()).filter(|value| is_exact(value)),
        None => closing(text).or_else(|| {
            let behind = [" until ", " by ", " before "].into_iter().find_map(|word| text.split_once(word));
            behind.map(|(_, day)| day.trim()).filter(|day| is_exact(day))
        }),
    }?;
    let words = text.strip_suffix(day)?;
    if words.split_whitespace().count() > 5 {
        return None;
    }
    let name = match Tokens::of(words).kind()? {
        DeadlineKind::Registration => "registration deadline",
        DeadlineKind::EarlyBird => "early bird deadline",
        DeadlineKind::Notification => "notification",
        DeadlineKind::CameraReady => "camera ready",
        DeadlineKind::Abstract => "abstract deadline",
        DeadlineKind::Poster => "poster deadline",
        _ => return None,
    };
    Some((name, day))
}

/// The bracket at the end of a text that has a day amid other words than a place, and what stands before it.
fn remark_on_day(text: &str) -> Option<(&str, &str)> {
    let (before, inside) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))?;
    let is_of_day =
        is_exact(inside) || beside_date(inside).is_some_and(|(_, rest)| is_place(rest) || places::is_city(rest));
    (day_in(inside).is_some() && !is_of_day).then_some((before, inside))
}

/// True if a text is a part of a year that is no month: `Q3`, `Spring 2027`, `early May`, `end of May`, `Week 12`.
pub(super) fn is_season(text: &str) -> bool {
    const SEASONS: &str = "q1 q2 q3 q4 h1 h2 spring summer autumn fall winter frühling frühjahr sommer herbst printemps été automne hiver \
        primavera verano otoño invierno";
    let lower = text.to_lowercase();
    if let Some(month) = dates::behind_a_part(&lower) {
        return is_month(month);
    }
    let (first, rest) = lower.split_once([' ', '-']).unwrap_or((&lower, ""));
    let is_year = |text: &str| text.is_empty() || years::is_year(text);
    match first {
        "early" | "mid" | "late" => is_month(rest) || is_season(rest),
        "week" | "kw" => rest.parse::<u32>().is_ok_and(|week| (1..54).contains(&week)),
        _ => SEASONS.split(' ').any(|season| season == first) && is_year(rest),
    }
}

/// The longest date of a text that a weak mark parts from the rest, and that rest.
pub(super) fn beside_date(text: &str) -> Option<(&str, &str)> {
    const WEAK: [&str; 16] = [
        ": ", ", ", " (", " [", ") ", "] ", " in ", " on ", " @ ", " at ", " à ", " au ", " aux ", " en ", " em ",
        " a ",
    ];
    let mut best: Option<(&str, &str)> = None;
    for mark in WEAK {
        for (at, _) in text.match_indices(mark) {
            let (before, after) = (trimmed(&text[..at]), trimmed(&text[at + mark.len()..]));
            let before = if matches!(mark, ") " | "] ") { before.trim_start_matches(['(', '[']) } else { before };
            let after = if matches!(mark, " (" | " [") { after.trim_end_matches([')', ']']) } else { after };
            // `June 18, 2026 Small tools`: the year is of the date.
            let (before, after) = with_year(text, before, after);
            for (day, rest) in [(before, after), (after, before)] {
                if is_exact(day) && best.is_none_or(|(best, _)| day.len() > best.len()) {
                    best = Some((day, rest));
                }
            }
        }
    }
    best
}

/// The date and the rest, with the year that begins the rest at the end of the date.
fn with_year<'t>(text: &'t str, date: &'t str, rest: &'t str) -> (&'t str, &'t str) {
    let year = rest.get(..4).filter(|year| years::is_year(year) && rest[4..].starts_with(char::is_whitespace));
    let has_year = || years::years(date).next().is_some();
    let Some(end) = year.filter(|_| text.starts_with(date) && !has_year()).and_then(|_| Some(text.find(rest)? + 4))
    else {
        return (date, rest);
    };
    if is_exact(&text[..end]) { (&text[..end], trimmed(&text[end..])) } else { (date, rest) }
}

/// The day on which a call closes, in a text that says so: `CFP until 1 March`, `CLOSES 2026-01-18`.
pub(super) fn closing(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    let begins = |word: &str| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ':']));
    let is_closing = is_call(text)
        || ["deadline", "closes", "closing", "submission", "apply by", "submit"]
            .iter()
            .any(|word| lower.contains(word))
        || ["until", "by", "due", "before"].into_iter().any(begins);
    if !is_closing {
        return None;
    }
    let ends = text.char_indices().filter(|(_, char)| matches!(char, ' ' | ':' | '('));
    let behind =
        ends.clone().map(|(at, _)| text[at + 1..].trim().trim_end_matches([')', '.'])).find(|words| is_exact(words));
    let before = || ends.rev().map(|(at, _)| trimmed(&text[..at])).find(|words| is_exact(words));
    behind.or_else(before)
}

pub(super) fn trimmed(text: &str) -> &str {
    const MARKS: [char; 12] = ['/', ':', '-', '–', '—', '~', ',', ';', '|', '·', '•', '.'];
    let is_mark = |char: char| MARKS.contains(&char) || char.is_whitespace();
    let bare = text.trim_matches(is_mark);
    // `.NET Conf`
    let start = text.len() - text.trim_start_matches(is_mark).len();
    let is_of_name = text[..start].ends_with('.') && bare.starts_with(char::is_uppercase);
    let text = if is_of_name { &text[start - 1..start + bare.len()] } else { bare };
    // Brackets around all of it.
    [('(', ')'), ('[', ']'), ('{', '}')]
        .into_iter()
        .find_map(|(open, close)| {
            let inner = text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
            inner.filter(|text| !text.contains([open, close])).map(str::trim)
        })
        .unwrap_or(text)
}

/// A place, without the words before it: `in Oslo, Norway`.
pub(super) fn place(text: &str, fields: &mut RecordFields) {
    let text = trimmed(text);
    const ENGLISH: [&str; 7] = ["in-person in ", "in person in ", "live in ", "hybrid in ", "in ", "at ", "@ "];
    // In small letters: `A Coruña` is a city.
    const OTHERS: [&str; 7] = ["à ", "au ", "aux ", "en ", "em ", "a ", "im "];
    let english = ENGLISH.into_iter().find_map(|prefix| letters::behind(text, prefix));
    let text = english.or_else(|| OTHERS.into_iter().find_map(|prefix| text.strip_prefix(prefix))).unwrap_or(text);
    let text = text.strip_prefix("the ").filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(text);
    // `Poznan, Poland, with two workshops`
    if let Some((before, remark)) = text.split_once(", with ").filter(|(before, _)| is_in_city(before)) {
        fields.push("description", &format!("with {remark}"));
        return place(before, fields);
    }
    // `Dorint Sanssouci in Potsdam, Germany`
    let is_with_city = |(venue, city): &(&str, &str)| {
        let known = place_of(city);
        is_in_city(city)
            || places::is_venue(venue) && known.country.is_some() && known.city.is_some() && known.venue.is_none()
    };
    if let Some((venue, city)) = text.split_once(" in ").filter(is_with_city) {
        return place(&format!("{venue}, {city}"), fields);
    }
    if text.starts_with('@') && !text.contains(' ') {
        return fields.push("twitter", text);
    }
    // `Venue: Town Hall`, `Co-presenter: Jane Doe`, but `Hybrid: Oslo, Norway`
    if let Some((label, value)) = text.split_once(": ").filter(|(label, _)| label.split_whitespace().count() < 4) {
        let known = place_of(text);
        if Tokens::of(label).has("place venue location where city") {
            return place(value, fields);
        }
        // `Brno: a talk`
        if known.country.is_none() && places::is_city(label) {
            fields.push("description", value);
            return place(label, fields);
        }
        if known.country.is_none() && !known.online {
            return fields.push("description", text);
        }
    }
    // `Berlin, Germany, 18:00 CET`
    if let Some((before, time)) = text.rsplit_once(", ").filter(|(_, time)| is_time_of_day(time))
        && let Some(day) = fields.get("dates").filter(|day| is_exact(day) && !day.contains(':'))
    {
        fields.remove("dates");
        fields.push("dates", &format!("{day}, {time}"));
        return place(before, fields);
    }
    // `Verona - Vue dedicated conference.`
    if fields.get("place").is_some() && is_remark(text) {
        return fields.push("description", text);
    }
    // A sentence behind the place says something else, and so does the end of a bracket.
    let is_cut = text.contains(')') && !text.contains('(') && !may_be_place(text.trim_end_matches(')'));
    let is_place = text.chars().count() < MAX_PLACE_CHARS && !is_cut && !is_note(text);
    fields.push(if is_place { "place" } else { "description" }, text);
}

/// True if a text is a known city, alone or with what it lies in.
pub(super) fn is_in_city(text: &str) -> bool {
    let known = place_of(text);
    known.venue.is_none() && known.address.is_none() && known.city.as_deref().is_some_and(places::is_city)
}

/// True if words behind a place are a remark on the conference, and neither a building nor what the place lies in.
fn is_remark(text: &str) -> bool {
    const ABOUT: [&str; 9] =
        ["conference", "conferences", "event", "events", "meetup", "summit", "hackathon", "workshop", "workshops"];
    let known = place_of(text);
    if known.country.is_some() || known.online || known.city.as_deref().is_some_and(places::is_city) {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    // `Vue dedicated conference`, but `Conference Centre`.
    const ROOMS: [&str; 9] = ["centre", "center", "hall", "room", "rooms", "hotel", "building", "venue", "centrum"];
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&&*word.to_lowercase()));
    let is_about = has(&ABOUT) && !has(&ROOMS);
    let is_small = |word: &&str| word.chars().count() > 3 && word.starts_with(char::is_lowercase);
    is_about || !places::is_venue(text) && (words.len() > 5 || words.len() > 2 && words.iter().any(is_small))
}

/// True if a text begins as a remark does, not a place.
fn is_note(text: &str) -> bool {
    let lower = text.to_lowercase();
    let place = place_of(text);
    let is_known = place.country.is_some() || place.city.as_deref().is_some_and(places::is_city);
    ["note", "co-located", "colocated", "collocated", "with ", "formerly", "previously", "see ", "talk:", "speaking"]
        .iter()
        .any(|word| lower.starts_with(word))
        || !is_known && text.split_whitespace().count() > 7
}

/// A later link: of a call for papers if it says so, with the day in its text; of an account; or another.
pub(super) fn later_link(link: &Link, fields: &mut RecordFields) {
    if link.is_image {
        match badges::words(&link.address) {
            Some(message) if is_day(&message) => fields.push("cfp", &message),
            Some(message) if is_call(&link.text) => fields.remark(&format!("the badge `{message}` is left out")),
            _ => {}
        }
        return;
    }
    let text = super::inline::plain(&link.text);
    // The text may be a picture with a name.
    let lower = format!("{} {}", link.text, link.address).to_lowercase();
    if is_call(&text)
        || ["cfp", "call for", "papers", "proposal", "submit", "sessionize", "papercall", "speakers"]
            .iter()
            .any(|word| lower.contains(word))
    {
        fields.push("cfp url", &link.address);
        let day = text.rsplit([':', '(']).next().unwrap_or_default().trim_end_matches(')').trim();
        let bare = Some(day.trim_start_matches("until").trim()).filter(|day| is_day(day));
        let day = closing(&text).or(bare);
        day.into_iter().for_each(|day| fields.push("cfp", day));
        return;
    }
    match actions::material(&text) {
        Some("") => return fields.remark(&format!("the link `{text}` is left out")),
        Some(material) => return fields.push(material, &link.address),
        None => {}
    }
    match services::of_address(&link.address) {
        Some(service) => fields.push(service, &link.address),
        None if super::fields::is_field(&text) => fields.push(&text, &link.address),
        None if services::is_map(&link.address) || place_of(&text).country.is_some() => {
            let has_it = fields.get("place").is_some_and(|place| place.contains(&text));
            if !has_it {
                place(&text, fields);
            }
        }
        None if !text.is_empty() => fields.remark(&format!("the link `{text}` is left out")),
        None => {}
    }
}
