//! Places of headings: a country, a city or the word for online above the conferences that are there.
//!
//! Comes in: records with the headings above them. Goes out: the same, with the place of the nearest heading where they name none. A
//! heading with a time alone, `### May 2027`, is passed over.

use std::collections::{BTreeMap, BTreeSet};

use super::{TABLE, fields, headings};
use crate::import::guess::words::Tokens;
use crate::import::record::{Node, Value};
use crate::import::{places, years};

/// The place that a heading names, with the country of one above it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct HeadingPlace {
    /// A city, or a place in one text: `Berlin, Germany`.
    city: Option<String>,
    country: Option<String>,
    is_online: bool,
}

/// Gives records that name no place that of the heading next above them.
pub(super) fn with_places(mut records: Vec<Node>) -> Vec<Node> {
    let mut found: BTreeMap<String, Option<HeadingPlace>> = BTreeMap::new();
    for record in &records {
        found.entry(above(record)).or_insert_with_key(|above| place_of(above));
    }
    without_chance(&mut found);
    for record in &mut records {
        if let Some(Some(place)) = found.get(&above(record)) {
            place.put(record);
        }
    }
    records
}

fn above(record: &Node) -> String {
    record.get("@heading").and_then(Node::scalar).unwrap_or_default()
}

/// The nearest heading that is no time.
fn nearest(above: &str) -> Option<&str> {
    headings(above).find(|heading| !is_time(heading))
}

fn is_time(heading: &str) -> bool {
    fields::is_month(heading) || years::is_year(heading.trim()) || fields::is_exact(heading)
}

/// The place of the headings above a record, if the nearest that is no time is one.
fn place_of(above: &str) -> Option<HeadingPlace> {
    let near = nearest(above)?;
    if places::is_online(near) {
        return Some(HeadingPlace { is_online: true, ..HeadingPlace::default() });
    }
    if fields::is_country(near) {
        return Some(HeadingPlace { country: Some(near.to_owned()), ..HeadingPlace::default() });
    }
    let parsed = fields::place_of(near);
    let is_plain = parsed.venue.is_none() && parsed.address.is_none() && parsed.note.is_none() && !parsed.online;
    parsed.city.filter(|city| is_plain && places::is_city(city))?;
    // `# Nigeria` over `## Lagos`
    let of_country = |heading: &&str| parsed.country.is_none() && fields::is_country(heading);
    let country = headings(above).skip_while(|heading| *heading != near).skip(1).find(of_country);
    Some(HeadingPlace { city: Some(near.to_owned()), country: country.map(str::to_owned), is_online: false })
}

/// Forgets cities where other headings are none, and no country says that they are: `Reading` over books.
fn without_chance(found: &mut BTreeMap<String, Option<HeadingPlace>>) {
    let near = |above: &String| nearest(above).unwrap_or_default().to_owned();
    let count = |is_place: bool| {
        let of_kind = found.iter().filter(|(_, place)| place.is_some() == is_place);
        of_kind.map(|(above, _)| near(above)).collect::<BTreeSet<_>>().len()
    };
    if count(true) > 1 || count(false) == 0 {
        return;
    }
    for place in found.values_mut() {
        let is_chance = |place: &HeadingPlace| {
            place.country.is_none() && place.city.as_ref().is_some_and(|city| !fields::is_place(city))
        };
        place.take_if(|place| is_chance(place));
    }
}

impl HeadingPlace {
    /// Both in one text.
    fn text(&self) -> String {
        let online = self.is_online.then_some("Online");
        let parts = [self.city.as_deref(), self.country.as_deref(), online];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn put(&self, record: &mut Node) {
        let (line, is_row) = (record.line, record.get(TABLE).is_some());
        let Value::Map(members) = &mut record.value else { return };
        let has = |words: &str| members.iter().any(|(key, _)| Tokens::of(key).has(words));
        if let Some(at) = members.iter().position(|(key, _)| key == "place").filter(|_| !is_row) {
            let text = members[at].1.scalar().unwrap_or_default();
            members[at].1 = Node::text(members[at].1.line, self.behind(&text));
            return;
        }
        if has("location place where online address") {
            return;
        }
        let (has_city, has_country) = (has("city"), has("country"));
        let (key, text) = match &self.country {
            Some(country) if self.city.is_none() && (is_row || has_city || has("venue")) => {
                ("country", country.clone())
            }
            _ if self.is_online && has("venue") => return,
            _ => ("place", self.text()),
        };
        if !has_country && (!has_city || key == "country") {
            members.push((key.to_owned(), Node::text(line, text)));
        }
    }

    /// A place with that of the heading behind it, as far as it names none itself.
    fn behind(&self, text: &str) -> String {
        let parsed = fields::place_of(text);
        let is_known = parsed.city.as_deref().is_some_and(places::is_city);
        match self {
            _ if parsed.country.is_some() || parsed.online || self.is_online => text.to_owned(),
            HeadingPlace { country: Some(country), .. } if is_known || self.city.is_none() => {
                format!("{text}, {country}")
            }
            _ if is_known => text.to_owned(),
            _ => format!("{text}, {}", self.text()),
        }
    }
}
