//! Columns: every field of the records of a list, with what its values are like.
//!
//! Comes in: records. Goes out: [`Column`]s, in the order in which the fields first stand. What a column means is not
//! decided here.

use std::collections::{BTreeMap, HashMap};

use super::super::dates::{self, Hint, Parsed, When};
use super::super::record::{Node, Value};
use super::super::records::{Record, joined};
use super::super::{answers, identifiers, markdown, places, services, years};
use super::words::Tokens;
use crate::place::Country;

/// Of so many records the values are looked at; a guess gains nothing from more.
pub(crate) const MAX_LOOKED_AT: usize = 400;

/// So many fields are looked at; the rest is of no list that a person keeps, and each would be compared with all others.
const MAX_COLUMNS: usize = 200;

/// Of a field no more values are looked at; a list in a record may have any number.
const MAX_VALUES: usize = 4 * MAX_LOOKED_AT;

/// A field, by its path, and what its values are like.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) path: String,
    /// The words of its name, the words of the path before it included.
    pub(crate) tokens: Tokens,
    /// The words of the last name of the path.
    pub(crate) own: Tokens,
    /// The words of the name before it, for what the field is of: `venue` of `venue.name`.
    pub(crate) around: Tokens,
    pub(crate) values: Vec<String>,
    /// True if a value is a list of single values.
    pub(crate) is_list: bool,
    /// How many records have a single value.
    pub(super) singles: usize,
    /// How many records have a list.
    pub(super) lists: usize,
    /// The path of the list of maps that the field is in, if it is in one.
    pub(crate) list: Option<String>,
    pub(crate) counts: Counts,
}

/// The number of values of each kind.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) all: usize,
    pub(crate) dates: usize,
    pub(crate) ranges: usize,
    pub(crate) words: usize,
    pub(crate) years: usize,
    pub(crate) links: usize,
    pub(crate) numbers: usize,
    pub(crate) bools: usize,
    pub(crate) countries: usize,
    pub(crate) places: usize,
    pub(crate) online: usize,
    pub(crate) zones: usize,
    pub(crate) distinct: usize,
    pub(crate) letters: usize,
    pub(crate) length: usize,
    pub(crate) commas: usize,
}

impl Counts {
    /// True for three fifths of the values, or more.
    pub(crate) fn most(&self, count: usize) -> bool {
        self.all > 0 && count * 5 >= self.all * 3
    }

    /// True if the values are addresses or links, or words in their place.
    pub(crate) fn are_links(&self) -> bool {
        self.links > 0 && self.most(self.links + self.words)
    }

    /// True if the values are dates, or words in their place.
    pub(crate) fn are_dates(&self) -> bool {
        self.dates > 0 && self.most(self.dates + self.words)
    }

    pub(crate) fn are_numbers(&self) -> bool {
        self.most(self.numbers)
    }

    pub(crate) fn are_bools(&self) -> bool {
        self.most(self.bools)
    }

    /// True if most values have letters.
    pub(crate) fn have_letters(&self) -> bool {
        self.most(self.letters)
    }

    pub(crate) fn average_length(&self) -> usize {
        self.length / self.all.max(1)
    }
}

/// The columns of records, with those of their parents behind them, whose paths begin with `^`.
pub(crate) fn of(records: &[Record]) -> Vec<Column> {
    let mut builder = Builder::default();
    let step = records.len().div_ceil(MAX_LOOKED_AT).max(1);
    for record in records.iter().step_by(step) {
        builder.leaves(&record.node, "", 0, None);
    }
    for record in records.iter().step_by(step) {
        for (index, parent) in record.parents.iter().enumerate() {
            for (key, member) in parent.members() {
                // A value beside the record is no field of its parent.
                if index < 4
                    && record.inherits(parent, key)
                    && !(member.is_list() && member.items().iter().any(|item| item.is_map() || item.is_list()))
                    && !member.is_map()
                {
                    builder.leaf(&format!("^{key}"), member, None);
                }
            }
        }
    }
    without_namespace(&mut builder.columns);
    builder.columns
}

/// Words that programs and keepers put before the names of all fields of an event.
const NAMESPACES: &str = "event events conference conf meeting meetup talk session item entry record post page node field acf meta tribe calendar cal schema \
    evento evenement veranstaltung konferenz conferencia";

/// Takes a word away that stands before the names of most fields and says nothing of each: `event` of `event_name` and
/// `event_city`. The fields of parents have one of their own.
fn without_namespace(columns: &mut [Column]) {
    let is_inherited = |column: &&mut Column| column.is_inherited();
    let (inherited, own): (Vec<&mut Column>, Vec<&mut Column>) =
        columns.iter_mut().filter(|column| !column.path.starts_with('@')).partition(is_inherited);
    for mut group in [own, inherited] {
        let Some(word) = namespace(&group) else { continue };
        for column in &mut group {
            if column.first_of_several() == Some(&word) {
                column.own.0.remove(0);
                let at = column.tokens.0.iter().rposition(|token| *token == word);
                at.map(|at| column.tokens.0.remove(at));
            }
        }
    }
}

/// The word before the names of most of these fields: one that is usual there before half of them, another before four of five.
fn namespace(columns: &[&mut Column]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in columns.iter().filter_map(|column| column.first_of_several()) {
        *counts.entry(word).or_default() += 1;
    }
    let is_usual = |word: &str| NAMESPACES.split_ascii_whitespace().any(|usual| usual == word);
    let is_known = |word: &str| Tokens(vec![word.to_owned()]).are_known();
    let is_namespace = |word: &str, count: usize| {
        count > 2 && (is_usual(word) && count * 2 >= columns.len() || !is_known(word) && count * 5 >= columns.len() * 4)
    };
    let (word, _) = counts.into_iter().find(|(word, count)| is_namespace(word, *count))?;
    Some(word.to_owned())
}

#[derive(Default)]
struct Builder {
    columns: Vec<Column>,
    by_path: HashMap<String, usize>,
}

impl Builder {
    fn leaves(&mut self, node: &Node, path: &str, depth: usize, list: Option<&str>) {
        for (key, member) in node.members() {
            match &member.value {
                Value::Map(_) if depth < 4 => self.leaves(member, &joined(path, key), depth + 1, list),
                Value::List(items) if depth < 4 && items.iter().any(Node::is_map) => {
                    let path = joined(path, key);
                    let texts: Vec<Node> = items.iter().filter(|item| item.scalar().is_some()).cloned().collect();
                    if !texts.is_empty() {
                        self.leaf(&path, &Node::list(member.line, texts), list);
                    }
                    for item in items.iter().filter(|item| item.is_map()) {
                        // Rounds of a track are a list of their own.
                        let is_rounds = Tokens::of(key).has("round rounds deadline deadlines");
                        let list = list.filter(|_| !is_rounds).unwrap_or(&path);
                        self.leaves(item, &path, depth + 1, Some(list));
                    }
                }
                _ => self.leaf(&joined(path, key), member, list),
            }
        }
    }

    fn leaf(&mut self, path: &str, node: &Node, list: Option<&str>) {
        if self.columns.len() == MAX_COLUMNS && !self.by_path.contains_key(path) {
            return;
        }
        let index = *self.by_path.entry(path.to_owned()).or_insert_with(|| {
            let bare = path.trim_start_matches('^');
            let (around, own) = names(bare);
            self.columns.push(Column {
                path: path.to_owned(),
                tokens: Tokens::of(bare),
                own: Tokens::of(own),
                around: Tokens::of(around),
                values: Vec::new(),
                is_list: false,
                singles: 0,
                lists: 0,
                list: list.map(str::to_owned),
                counts: Counts::default(),
            });
            self.columns.len() - 1
        });
        let column = &mut self.columns[index];
        match &node.value {
            Value::List(items) => {
                column.is_list |= !items.is_empty();
                column.lists += 1;
                for item in items {
                    column.value(item);
                }
            }
            _ => {
                column.singles += 1;
                column.value(node);
            }
        }
    }
}

/// Names that programs put around a value, and say nothing of it: `title.rendered`, `slug.current`, `start.$date`.
const SHELLS: [&str; 14] = [
    "rendered",
    "plain_text",
    "#text",
    "$date",
    "$oid",
    "current",
    "en",
    "en-US",
    "_text",
    "text",
    "value",
    "local",
    "utc",
    "timestamp",
];

/// Names that programs put around maps and lists: `topics.edges.node.name`, `venue.data.attributes.name`.
const WRAPPERS: [&str; 11] = [
    "data",
    "attributes",
    "edges",
    "node",
    "nodes",
    "items",
    "fields",
    "properties",
    "results",
    "multi_select",
    "select",
];

/// The name of the field at a path, and the name before it that says something.
fn names(path: &str) -> (&str, &str) {
    let mut rest = path;
    loop {
        // A dot before a blank is one in the name of a column.
        let (before, own) = rest.rsplit_once('.').filter(|(_, own)| !own.starts_with(' ')).unwrap_or(("", rest));
        if before.is_empty() || !SHELLS.contains(&own) {
            return (named(before), own);
        }
        rest = before;
    }
}

/// The last name of a path that is not put around another by a program.
pub(crate) fn named(path: &str) -> &str {
    path.rsplit('.').find(|name| !WRAPPERS.contains(name) && !SHELLS.contains(name)).unwrap_or_default()
}

impl Column {
    /// The path of the map that the field is in, if it is in one.
    pub(super) fn parent(&self) -> Option<&str> {
        self.path.rsplit_once('.').map(|(parent, _)| parent)
    }

    fn value(&mut self, node: &Node) {
        if self.values.len() >= MAX_VALUES {
            return;
        }
        let Some(text) = node.scalar() else { return };
        // A link to nowhere.
        if matches!(text.as_str(), "#" | "/") || text.starts_with("javascript:") {
            return;
        }
        let counts = &mut self.counts;
        counts.all += 1;
        counts.distinct += usize::from(counts.all <= 1 || !self.values.contains(&text));
        counts.letters += usize::from(text.chars().any(char::is_alphabetic));
        counts.bools += usize::from(matches!(node.value, Value::Bool(_)) || answers::is_word(&text));
        counts.numbers += usize::from(text.parse::<f64>().is_ok());
        counts.years += usize::from(
            years::is_year(&text)
                || text.len() == 9
                    && text.split_once(['-', '/']).is_some_and(|(a, b)| years::is_year(a) && years::is_year(b)),
        );
        let links = markdown::links(&text);
        // Readers do not see the addresses of links.
        let shown = if links.is_empty() { None } else { Some(markdown::plain(&text)) };
        counts.length += shown.as_ref().unwrap_or(&text).chars().count();
        // A flag beside a place, and the map behind it, lead to no site.
        let is_beside = |link: &markdown::Link| link.is_image || services::is_map(&link.address);
        let has_words = shown.as_ref().is_some_and(|shown| shown.chars().any(char::is_alphabetic));
        let is_link = if has_words { !links.iter().all(is_beside) } else { !links.is_empty() };
        counts.links += usize::from(is_link || is_address(&text));
        counts.commas += usize::from(text.contains(','));
        // A decimal of the notation is a rate or a score.
        let is_decimal = matches!(&node.value, Value::Number(number) if number.contains('.'));
        let is_short = shown.as_ref().unwrap_or(&text).len() < 120;
        if is_short && !is_link && !is_address(&text) && !is_decimal && !identifiers::is_identifier(&text) {
            self.kinds(&markdown::plain(&text));
        } else if let Some(shown) = shown.filter(|_| is_short) {
            // The text of a link may be a date.
            self.dates(&shown);
        }
        self.values.push(text);
    }

    /// The first word of a name of several words.
    fn first_of_several(&self) -> Option<&String> {
        self.own.0.first().filter(|_| self.own.0.len() > 1)
    }

    /// True if the column is of the parents of the records.
    pub(crate) fn is_inherited(&self) -> bool {
        self.path.starts_with('^')
    }

    /// True if the values are short texts, and not a property of what the name says.
    pub(crate) fn is_text(&self) -> bool {
        self.counts.have_letters() && self.counts.average_length() < 120 && !self.own.is_property()
    }

    /// True if most values fulfil a condition.
    pub(crate) fn most(&self, holds: impl Fn(&str) -> bool) -> bool {
        self.counts.most(self.values.iter().filter(|value| holds(value)).count())
    }

    /// True if more than half of the values fulfil a condition.
    pub(crate) fn more_than_half(&self, holds: impl Fn(&str) -> bool) -> bool {
        self.values.iter().filter(|value| holds(value)).count() * 2 > self.counts.all
    }

    /// The pattern of dates that the name of the column says: `cfp_deadline_MM-DD`.
    pub(crate) fn pattern(&self) -> Option<&'static str> {
        const PATTERNS: [(&str, &str); 5] =
            [("mm-dd", "%m-%d"), ("mm/dd", "%m/%d"), ("dd-mm", "%d-%m"), ("dd/mm", "%d/%m"), ("dd.mm", "%d.%m")];
        let path = self.path.to_lowercase();
        let found = PATTERNS.into_iter().find(|(name, _)| path.contains(name)).filter(|_| !path.contains("yy"));
        found.map(|(_, pattern)| pattern)
    }

    fn dates(&mut self, text: &str) {
        let pattern = self.pattern();
        let counts = &mut self.counts;
        // `1-3` is a date where a month stands above it.
        // `data` is a date in Portuguese and Italian.
        let is_day = self.own.0 == ["data"] && text.len() < 6 && text.starts_with(|char: char| char.is_ascii_digit());
        let is_named = is_day || self.own.is_dates() && !self.own.has("days duration length data time");
        let hint = Hint { year: Some(2024), month: is_named.then_some(1), ..Hint::default() };
        if let Some(pattern) = pattern
            && dates::with_year(text, pattern, 2024).is_some()
        {
            counts.dates += 1;
            return;
        }
        match dates::parse(text, &hint) {
            Parsed::Dates(found)
                if found.leftover.len() <= text.len() / 2
                    || self.own.is_date_like() && is_date_with_note(text, &hint) =>
            {
                let is_year = matches!(found.start, When::Year(_));
                // `ask Jane` has the short form of a month.
                let is_alone = found.leftover.is_empty() || text.contains(char::is_numeric);
                counts.dates += usize::from(!is_year && (is_alone || self.own.is_date_like()));
                counts.ranges += usize::from(found.end.is_some());
            }
            Parsed::Ambiguous(..) => counts.dates += 1,
            Parsed::Several(_) => counts.dates += 1,
            Parsed::Word(_) => counts.words += 1,
            Parsed::Dates(_) | Parsed::Unknown => {}
        }
    }

    fn kinds(&mut self, text: &str) {
        self.dates(text);
        let counts = &mut self.counts;
        counts.online += usize::from(places::is_attendance(text));
        if text.chars().any(char::is_alphabetic) {
            counts.zones += usize::from(is_zone(text));
            // Two letters may be the code of anything: `ML`, `AI`.
            let is_code = text.len() < 4 && !self.tokens.has("country countries land pays pais nation countrycode");
            counts.countries += usize::from(!is_code && Country::known(text).is_some());
            // `AI/ML` and `America/Lima` are no cities with their countries.
            let is_pair = text.contains('/') && !text.contains([',', ' ']);
            if is_pair {
                return;
            }
            let place = places::parse(text, places::Habits::default());
            counts.places += usize::from(place.online || place.country.is_some() && place.city.is_some());
        }
    }
}

/// True for a date and a note in brackets, which may be longer: `23 Sep 2027 (camera-ready, accepted papers)`.
fn is_date_with_note(text: &str, hint: &Hint) -> bool {
    text.split_once(" (").is_some_and(|(date, _)| dates::parse(date, hint).are_dates_alone())
}

fn is_zone(text: &str) -> bool {
    (text.contains('/') || text.len() < 9) && dates::zone(text).is_some()
}

/// True if a text is an address of the web or of mail and nothing else.
pub(crate) fn is_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("http://")
        || lower.starts_with("https://")
        || lower.starts_with("mailto:")
        || lower.starts_with("www.")
    {
        return true;
    }
    if services::is_file_name(text) {
        return false;
    }
    if let Some(rest) = lower.strip_prefix("//") {
        return rest.contains('.') && !rest.contains(char::is_whitespace);
    }
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    labels.len() > 1
        && !text.contains(char::is_whitespace)
        && labels
            .iter()
            .all(|label| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        && labels.last().is_some_and(|top| top.len() > 1 && top.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && (labels.len() > 2 || host.len() < lower.len() || labels[0].len() > 2)
}

#[cfg(test)]
impl Column {
    /// A column of the tests, with its values between `|`; in brackets they are one list. A path behind `[].` is one in a list of maps.
    pub(crate) fn example(path: &str, values: &str) -> Column {
        let mut builder = Builder::default();
        let list = values.strip_prefix('[').and_then(|values| values.strip_suffix(']'));
        let maps = path.split_once("[].").map(|(maps, _)| maps);
        let path = &*path.replace("[].", ".");
        let nodes: Vec<Node> = list.unwrap_or(values).split('|').map(|value| Node::text(1, value)).collect();
        match list {
            Some(_) => builder.leaf(path, &Node::list(1, nodes), maps),
            None => nodes.iter().for_each(|node| builder.leaf(path, node, maps)),
        }
        builder.columns.remove(0)
    }
}
