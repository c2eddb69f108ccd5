//! The fields of a record in the making, and labels: `**When**: 5 May`, `CFP: 1 March`.

use super::inline::{links, plain};
use crate::import::dates::{self, Hint, Parsed};
use crate::import::guess::words::{self, Tokens};
use crate::import::no_value::{NoValue, no_value};
use crate::import::record::Node;
use crate::import::{places, years};

/// A longer text before a colon is prose.
const MAX_LABEL_OCTETS: usize = 60;

/// An item of a list below another, with its line.
pub(super) type Nested = (usize, String);

/// The fields of a record, each name once.
#[derive(Clone, Debug)]
pub(super) struct RecordFields {
    pub(super) line: usize,
    members: Vec<(String, Node)>,
}

impl RecordFields {
    pub(super) fn new(line: usize) -> RecordFields {
        RecordFields { line, members: Vec::new() }
    }

    pub(super) fn get(&self, key: &str) -> Option<String> {
        self.members.iter().find(|(name, _)| name == key).and_then(|(_, node)| node.scalar())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        self.members.iter().map(|(name, _)| name.clone())
    }

    /// Adds the fields of another record.
    pub(super) fn append(&mut self, other: RecordFields) {
        for (key, node) in other.members {
            self.push_at(node.line, &key, &node.scalar().unwrap_or_default());
        }
    }

    /// True if a field holds a date, or a word in its place.
    pub(super) fn is_dated(&self) -> bool {
        self.members.iter().any(|(key, node)| {
            let text = node.scalar().map(|text| plain(&text)).unwrap_or_default();
            let is_waiting = key == "dates" && no_value(&text) == Some(NoValue::Undecided);
            !key.starts_with('@') && (is_waiting || dates::is_date(&text))
        })
    }

    /// Adds a text at the line of the record.
    pub(super) fn push(&mut self, key: &str, text: &str) {
        self.push_at(self.line, key, text);
    }

    /// Adds a text. Where the name has one already, a place or a description is completed, anything else gets a number.
    pub(super) fn push_at(&mut self, line: usize, key: &str, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let Some(index) = self.members.iter().position(|(name, _)| name == key) else {
            self.members.push((key.to_owned(), Node::text(line, text)));
            return;
        };
        let known = self.members[index].1.scalar().unwrap_or_default();
        let joined = match key {
            _ if known == text => return,
            "description" => format!("{known}\n{text}"),
            "@remark" => format!("{known}; {text}"),
            "place" if is_hybrid(text) => return self.push_at(line, "online", "true"),
            "place" if places::is_online(text) => format!("{known} and {text}"),
            "place" if places::is_online(&known) && may_be_place(text) => format!("{known} and {text}"),
            "place" if places::is_online(&known) => return self.push_at(line, "description", text),
            "place" if place_of(&known).country.is_none() => format!("{known}, {text}"),
            "place" if is_country(&known) && place_of(text).country.is_none() => format!("{text}, {known}"),
            "place" => return self.push_at(line, "description", text),
            _ => {
                let free = (2..100).map(|number| format!("{key} {number}")).find(|key| self.get(key).is_none());
                return free.into_iter().for_each(|key| self.members.push((key, Node::text(line, text))));
            }
        };
        self.members[index].1 = Node::text(self.members[index].1.line, joined);
    }

    /// Adds a tag to those that there are.
    pub(super) fn push_tag(&mut self, line: usize, tag: &str) {
        let tags = self.remove("tags").map_or(tag.to_owned(), |tags| format!("{tags}, {tag}"));
        self.push_at(line, "tags", &tags);
    }

    /// Adds a cell of a table, also an empty one.
    pub(super) fn push_cell(&mut self, key: String, text: String) {
        if text.is_empty() {
            self.members.push((key, Node::text(self.line, text)));
        } else {
            self.push(&key, &text);
        }
    }

    /// Takes a field away.
    pub(super) fn remove(&mut self, key: &str) -> Option<String> {
        let index = self.members.iter().position(|(name, _)| name == key)?;
        self.members.remove(index).1.scalar()
    }

    /// Adds a sentence for the report.
    pub(super) fn remark(&mut self, text: &str) {
        self.push("@remark", text);
    }

    /// The record, with the headings above it.
    pub(super) fn finish(mut self, above: &str) -> Node {
        self.members.push(("@heading".to_owned(), Node::text(self.line, above)));
        Node::map(self.line, self.members)
    }
}

/// The parts of a place, where nothing around it tells what codes mean.
pub(super) fn place_of(text: &str) -> places::PlaceText {
    places::parse(text, places::Habits::default())
}

/// True if a text is a place: it has a country, or a word for taking part from anywhere.
pub(super) fn is_place(text: &str) -> bool {
    let place = place_of(text);
    place.country.is_some() || place.online
}

/// True if a text has a country, or is a city or a venue.
pub(in crate::import::notation) fn may_be_place(text: &str) -> bool {
    is_place(text) || place_of(text).city.as_deref().is_some_and(places::is_city) || places::is_venue(text)
}

/// True if a text is a country or its flag, and nothing else.
pub(super) fn is_country(text: &str) -> bool {
    let place = place_of(text);
    place.country.is_some() && place.city.is_none() && place.venue.is_none() && place.state.is_none()
}

/// True if a text says that one can take part from anywhere too.
fn is_hybrid(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.len() < 60 && ["remote", "hybrid", "livestream", "live stream"].iter().any(|word| lower.contains(word))
}

/// The label of a line or item and the text behind it: `**When**: 5 May`, `**When:** 5 May`, `🗣 [Call for papers](…): 5 May`.
/// The address of a label that is a link goes with the text.
pub(super) fn label(text: &str) -> Option<(String, String)> {
    let found = links(text);
    let is_inside = |at: usize| found.iter().any(|link| link.start < at && at < link.end);
    let colon = text.char_indices().take(MAX_LABEL_OCTETS * 4).find_map(|(at, char)| {
        let is_colon = matches!(char, ':' | '：') && !is_inside(at) && !text[at + char.len_utf8()..].starts_with("//");
        is_colon.then_some((at, char.len_utf8()))
    })?;
    let (written, value) = (&text[..colon.0], text[colon.0 + colon.1..].trim());
    let name = plain(written).replace(['*', '_'], "");
    let name = name.trim_matches(|char: char| !char.is_alphanumeric() && !matches!(char, '(' | ')' | '?')).to_owned();
    if name.is_empty() || name.len() > MAX_LABEL_OCTETS || !name.chars().any(char::is_alphabetic) {
        return None;
    }
    // `**When:** 5 May` and `_When:_ 5 May`
    let value = ["**", "__", "*", "_"]
        .into_iter()
        .find(|mark| written.matches(mark).count() % 2 == 1 && value.starts_with(mark))
        .map_or(value, |mark| value[mark.len()..].trim());
    let address = found.iter().find(|link| !link.is_image && link.end <= colon.0).map(|link| &link.address);
    let value = match address {
        Some(address) if links(value).is_empty() && !value.contains("://") => {
            format!("[{}]({address})", if value.is_empty() { "link" } else { value })
        }
        _ => value.to_owned(),
    };
    Some((name, value))
}

const PLAIN: &str = "the of for and a an in to at is it by or on der die das und de des du la le el los date dates time conference conf event events main \
    full final short long new your s i we you do does can what info information details detail more official important key i e last";

const FIELD: &str = "when where who start starts end ends begin begins from until day days duration deadline deadlines due submission submissions submit cfp \
    cfps cfs call calls paper papers abstract abstracts notification notifications acceptance speaker speakers proposal proposals talk talks registration register \
    early bird ticket tickets price prices pricing cost costs fee fees location locations place venue city country address region state province website web site \
    homepage home page url link links social twitter x mastodon linkedin bluesky facebook instagram youtube slack discord github hashtag tags tag topic topics \
    category categories type format focus language languages organizer organizers organiser organisers organized host hosts hosted contact email mail notes note \
    comment description about summary status online virtual hybrid attendance attendees audience size level name title workshop workshops tutorial tutorials poster \
    posters nominations nomination camera ready extended open opens opening close closes closed closing scholarship scholarships sponsor sponsors sponsorship sponsorships coc code conduct \
    schedule timeline program programme agenda video videos recordings timezone zone month year datum termin wann wo ort stadt land webseite quand ou lieu ville pays fecha \
    fechas lugar sitio cuando donde ciudad pais dove quando luogo data local cidade onde updated publication published posted";

/// True if every word of a label names a field, and one of them more than any field could be called.
pub(in crate::import::notation) fn is_field(label: &str) -> bool {
    let has = |list: &str, token: &String| list.split_ascii_whitespace().any(|word| word == token);
    // `Dates (likely)`
    let tokens = Tokens::of(label.split(" (").next().unwrap_or(label)).0;
    let is_general =
        |token: &String| matches!(token.as_str(), "date" | "dates" | "name" | "title" | "event" | "conference");
    !tokens.is_empty()
        && tokens.iter().all(|token| has(FIELD, token) || has(PLAIN, token))
        && tokens.iter().any(|token| has(FIELD, token) || is_general(token))
}

/// The lines of a text that are a label in bold letters with its value, each with its number, from 1.
pub(in crate::import::notation) fn labelled_lines(text: &str) -> Vec<(usize, String, String)> {
    let labelled = |(index, line): (usize, &str)| {
        let line = line.trim().trim_start_matches(['-', ' ']).trim_end_matches('\\');
        let (name, value) = Some(line).filter(|line| line.starts_with("**")).and_then(label)?;
        (is_field(&name) && !value.is_empty()).then(|| (index + 1, name, plain(&value)))
    };
    text.lines().enumerate().filter_map(labelled).collect()
}

/// True if a label is that of the next edition: `Next`, `Upcoming edition`, `Nächster Termin`.
pub(super) fn is_next(label: &str) -> bool {
    const NEXT: &str =
        "next upcoming nachste nachster nachstes prochain prochaine proximo proxima prossimo prossima volgende";
    const BESIDE: &str = "edition editions date dates event conference conf time round up the our ausgabe termin fecha edicion edizione editie";
    let tokens = Tokens::of(label);
    tokens.has(NEXT)
        && tokens
            .0
            .iter()
            .all(|word| [NEXT, BESIDE].iter().any(|list| list.split_ascii_whitespace().any(|one| one == word)))
}

/// True if a text is about a call for papers or talks.
pub(super) fn is_call(text: &str) -> bool {
    Tokens::of(text).has("cfp cfps cfs c4p papers proposals proposal submit submission submissions sessionize papercall speakers callforpapers callforproposals callforspeakers chamada palestras ponencias propuestas convocatoria appel einreichung einreichungen")
        || text.to_lowercase().contains("call for")
}

/// True if a text is a month, with a year or without.
pub(in crate::import::notation) fn is_month(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_year = |word: &str| years::is_year(word.trim_matches(|char: char| !char.is_alphanumeric()));
    words.len() <= 2
        && words.iter().any(|word| words::month(word).is_some() && word.len() < 12)
        && words.iter().all(|word| words::month(word).is_some() || is_year(word))
}

/// True if a text is a date and nothing else; a day alone is one below a month.
pub(in crate::import::notation) fn is_exact(text: &str) -> bool {
    reading(text) == Some(0) && places::flag(text).is_none()
}

/// True if a text is a date and nothing else, without the month above it.
pub(super) fn is_whole_date(text: &str) -> bool {
    dates::is_date(text) && is_exact(text)
}

/// True if a text is a date, with a few words.
pub(super) fn is_day(text: &str) -> bool {
    reading(text).is_some_and(|leftover| leftover * 2 <= text.len())
}

/// The number of octets of a date that are no part of it.
fn reading(text: &str) -> Option<usize> {
    let hint = Hint { year: Some(2024), month: Some(1), ..Hint::default() };
    if text.is_empty() || text.len() > 60 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match dates::parse(text, &hint) {
        Parsed::Dates(dates) => Some(dates.leftover.len()),
        Parsed::Several(_) | Parsed::Ambiguous(..) if !has_date_words(text) => None,
        Parsed::Several(_) | Parsed::Ambiguous(..) => Some(0),
        _ => None,
    }
}

/// True if every longer word of a text is a month or a day of the week.
fn has_date_words(text: &str) -> bool {
    let mut words = text.split(|char: char| !char.is_alphabetic()).filter(|word| word.chars().count() > 3);
    words.all(|word| words::month(word).is_some() || word.to_lowercase().ends_with("day"))
}

/// A month with a day beside it, or an ISO date, in a text.
pub(super) fn day_in(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|char: char| !char.is_alphanumeric() && char != '-').collect();
    let is_day = |word: &str| word.starts_with(|char: char| char.is_ascii_digit()) && word.len() <= 5;
    let of_month = words.windows(2).find(|pair| {
        let is_month = |word: &str| word.len() >= 3 && words::month(word).is_some();
        is_month(pair[0]) && is_day(pair[1]) || is_day(pair[0]) && is_month(pair[1])
    });
    let iso = || words.iter().find(|word| word.len() == 10 && dates::is_date(word)).map(|word| (*word).to_owned());
    // `2027.05.08`, `8/5/2027`
    let in_digits = || {
        let is_apart = |char: char| char.is_whitespace() || matches!(char, '|' | ',' | '(' | ')' | ';');
        let is_date = |word: &&str| {
            let is_mark = |char: char| matches!(char, '.' | '/');
            word.len() >= 8
                && word.starts_with(|char: char| char.is_ascii_digit())
                && word.contains(is_mark)
                && word.split(is_mark).any(years::is_year)
                && dates::is_date(word)
        };
        text.split(is_apart).find(is_date).map(str::to_owned)
    };
    of_month.map(|pair| pair.join(" ").to_lowercase()).or_else(iso).or_else(in_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_before_a_colon() {
        for (text, expected) in [
            ("**When**: 5 May", Some(("When", "5 May"))),
            ("**When:** 5 May", Some(("When", "5 May"))),
            ("_When:_ 5 May", Some(("When", "5 May"))),
            ("🗣 [Call for Papers](https://c.example): 1 May", Some(("Call for Papers", "[1 May](https://c.example)"))),
            ("**CFP**: [Open until 1 May](https://c.example)", Some(("CFP", "[Open until 1 May](https://c.example)"))),
            ("Website: https://a.example", Some(("Website", "https://a.example"))),
            ("https://a.example", None),
            ("[a: b](https://a.example) c", None),
            ("no label", None),
            ("10:00", None),
        ] {
            let found = label(text);
            assert_eq!(found.as_ref().map(|(name, value)| (name.as_str(), value.as_str())), expected, "{text}");
        }
    }

    #[test]
    fn labels_name_fields() {
        for (label, expected) in [
            ("When", true),
            ("Date(s)", true),
            ("Call for Papers", true),
            ("Submission deadline", true),
            ("Conference Name", true),
            ("Ort", true),
            ("PyCon", false),
            ("PyCon Workshop", false),
            ("May", false),
            ("of", false),
        ] {
            assert_eq!(is_field(label), expected, "{label}");
        }
        assert!(is_month("May 2027") && is_month("Juni") && !is_month("2027") && !is_month("May Conference"));
    }
}
