//! Mappings: where the records of a list are, and which of their fields means what.
//!
//! Comes in: the TOML of a mapping, shipped, guessed or a person's own. Goes out: a [`Mapping`], and its TOML again. Reads no
//! list: [`records`](super::records) finds the records, [`entry`](super::entry) makes entries of them.

mod write;

use chrono::format::{Item, StrftimeItems};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::{dated_text, dates, status};
use crate::deadline_kind::DeadlineKind;

/// The mappings that confcal ships with, by their names.
pub(crate) const SHIPPED: &[(&str, &str)] = &[
    ("confcal-feed", include_str!("mappings/confcal-feed.toml")),
    ("ics", include_str!("mappings/ics.toml")),
    ("json-ld", include_str!("mappings/json-ld.toml")),
    ("confcal-json", include_str!("mappings/confcal-json.toml")),
    ("confcal-form", include_str!("mappings/confcal-form.toml")),
    ("confs-tech", include_str!("mappings/confs-tech.toml")),
    ("python-deadlines", include_str!("mappings/python-deadlines.toml")),
    ("ccf-deadlines", include_str!("mappings/ccf-deadlines.toml")),
    ("tobna-ai-deadlines", include_str!("mappings/tobna-ai-deadlines.toml")),
    ("ai-deadlines", include_str!("mappings/ai-deadlines.toml")),
    ("android-conferences", include_str!("mappings/android-conferences.toml")),
    ("python-organizers", include_str!("mappings/python-organizers.toml")),
    ("yaml2ics", include_str!("mappings/yaml2ics.toml")),
    ("rubyevents", include_str!("mappings/rubyevents.toml")),
    ("developers-events", include_str!("mappings/developers-events.toml")),
];

/// The meaning of the fields of a list.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Mapping {
    /// The lists that it is for.
    pub(crate) about: Option<String>,
    /// The fields by which a list of this kind is recognised; each record or its parents have most of them.
    pub(crate) recognise: Recognise,
    pub(crate) records: Records,
    pub(crate) feed: FeedMapping,
    pub(crate) fields: FieldMapping,
    pub(crate) session: Option<SessionMapping>,
    #[serde(rename = "deadline")]
    pub(crate) deadlines: Vec<DeadlineMapping>,
    pub(crate) words: Words,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Recognise {
    /// The notation: `yaml`, `json` …
    pub(crate) notation: Option<String>,
    /// FieldMapping that every list of the kind has.
    pub(crate) fields: Texts,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Records {
    /// The paths to the records; empty for a file that is one record.
    pub(crate) at: Texts,
    /// The path to the names of the columns, where a record is a list of cells.
    pub(crate) columns: Option<String>,
    /// Files beside that of the record whose values are added to it under their name: `cfp` for `cfp.yml`.
    pub(crate) join: Texts,
}

/// The fields of the list as a whole; their paths begin at the top of the file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct FeedMapping {
    pub(crate) name: Texts,
    pub(crate) id: Texts,
    pub(crate) description: Texts,
    pub(crate) url: Texts,
    pub(crate) language: Texts,
}

/// One text, or several.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Texts(pub(crate) Vec<String>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Texts, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Texts;

            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<Texts, E> {
                Ok(Texts(vec![text.to_owned()]))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut access: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = access.next_element()? {
                    texts.push(text);
                }
                Ok(Texts(texts))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Texts {
    pub(crate) fn one(text: impl Into<String>) -> Texts {
        Texts(vec![text.into()])
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn push(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !self.0.contains(&text) {
            self.0.push(text);
        }
    }
}

/// A key of an entry and the paths it is taken from, the first that has a value.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct FieldMapping {
    pub(crate) name: Texts,
    pub(crate) short: Texts,
    pub(crate) id: Texts,
    /// The id of the entry of a list that the record corrects.
    pub(crate) entry: Texts,
    pub(crate) start: Texts,
    pub(crate) end: Texts,
    /// The day after the last, as iCalendar has it.
    pub(crate) end_exclusive: Texts,
    /// The number of days.
    pub(crate) days: Texts,
    /// First and last day in one text.
    pub(crate) dates: Texts,
    /// The year of dates that name none.
    pub(crate) year: Texts,
    /// The month of dates that name none.
    pub(crate) month: Texts,
    pub(crate) expected: Texts,
    pub(crate) timezone: Texts,
    pub(crate) url: Texts,
    /// A place in one text.
    pub(crate) place: Texts,
    pub(crate) venue: Texts,
    pub(crate) address: Texts,
    pub(crate) city: Texts,
    pub(crate) state: Texts,
    pub(crate) country: Texts,
    pub(crate) lat: Texts,
    pub(crate) lon: Texts,
    /// Latitude and longitude in one text or list.
    pub(crate) geo: Texts,
    pub(crate) online: Texts,
    pub(crate) status: Texts,
    pub(crate) tags: Texts,
    /// FieldMapping that are true or false; the names of those that are true become tags.
    pub(crate) flags: Texts,
    pub(crate) series: Texts,
    pub(crate) aliases: Texts,
    pub(crate) languages: Texts,
    pub(crate) part_of: Texts,
    pub(crate) description: Texts,
    /// FieldMapping that are understood and left out on purpose, so that the report does not name them.
    pub(crate) ignore: Texts,
    /// The rule of an event that recurs, which a list cannot say.
    pub(crate) recurs: Texts,
    /// The links by their names; `*` is a map of names and addresses.
    pub(crate) links: std::collections::BTreeMap<String, Texts>,
}

/// The parts of a conference that have their own dates.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct SessionMapping {
    /// The path to the list of them; the other paths begin at each of them.
    pub(crate) each: String,
    #[serde(flatten)]
    pub(crate) fields: FieldMapping,
}

/// A deadline, or all deadlines of a list.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct DeadlineMapping {
    /// The kind, as lists have it.
    pub(crate) kind: String,
    /// The field that names the kind.
    pub(crate) kind_from: Texts,
    /// The path to a list of deadlines; the other paths begin at each of them.
    pub(crate) each: Option<String>,
    pub(crate) id: Texts,
    pub(crate) name: Texts,
    pub(crate) due: Texts,
    /// The dates that it had before.
    pub(crate) was: Texts,
    /// The date that counts instead of `due` where there is one.
    pub(crate) extended: Texts,
    pub(crate) opens: Texts,
    pub(crate) timezone: Texts,
    pub(crate) url: Texts,
}

/// The meaning of words of the list.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Words {
    /// The order of day and month in `5/6/2027`: `day-first` or `month-first`.
    pub(crate) date_order: Option<String>,
    /// Patterns of dates, as strftime has them, tried first.
    pub(crate) date_format: Texts,
    /// The zone of deadlines that name none.
    pub(crate) deadline_timezone: Option<String>,
    pub(crate) status: std::collections::BTreeMap<String, String>,
    pub(crate) tags: std::collections::BTreeMap<String, String>,
    pub(crate) kind: std::collections::BTreeMap<String, String>,
}

impl Words {
    /// Checks the words that stand for one of few values.
    fn check(&self) -> Result<(), String> {
        if let Some(order) = self.date_order.as_deref().filter(|order| !["day-first", "month-first"].contains(order)) {
            return Err(format!("`date-order` is `day-first` or `month-first`, not `{order}`"));
        }
        if let Some(zone) = self.deadline_timezone.as_deref().filter(|zone| dates::zone(zone).is_none()) {
            return Err(format!(
                "`deadline-timezone`: there is no time zone `{zone}`; write one as `Europe/Oslo` or `AoE`"
            ));
        }
        let is_pattern = |pattern: &&String| StrftimeItems::new(pattern).all(|item| item != Item::Error);
        if let Some(pattern) = self.date_format.0.iter().find(|pattern| !is_pattern(pattern)) {
            return Err(format!("`date-format`: `{pattern}` is no pattern of strftime"));
        }
        match self.status.values().find(|word| !word.is_empty() && status::of_word(word).is_none()) {
            Some(word) => {
                Err(format!("`[words.status]`: `{word}` is no status; write one as `cancelled` or `postponed`"))
            }
            None => Ok(()),
        }
    }
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    ///
    /// The fault of the mapping, with its line.
    pub(crate) fn parse(text: &str) -> Result<Mapping, String> {
        let mapping: Mapping = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            format!("line {line}: {}", error.message())
        })?;
        mapping.checked()
    }

    /// The mapping, if its deadlines have kinds and its words are ones that are understood.
    fn checked(self) -> Result<Mapping, String> {
        self.words.check()?;
        let texts = self.fields.rows().into_iter().flat_map(|(_, texts)| &texts.0);
        if let Some(open) = texts.into_iter().find(|text| text.matches('{').count() != text.matches('}').count()) {
            return Err(format!("a brace in `{open}` is opened and not closed"));
        }
        for deadline in &self.deadlines {
            if let Some(Err(no)) =
                Some(&deadline.kind).filter(|kind| !kind.is_empty()).map(|kind| kind.parse::<DeadlineKind>())
            {
                return Err(format!("{}; {}", no.message(), no.help()));
            }
            if deadline.kind.is_empty() && deadline.kind_from.is_empty() {
                return Err("a deadline has neither `kind` nor `kind-from`".to_owned());
            }
        }
        Ok(self)
    }

    /// Reads a file of one mapping, or of several in `[[mapping]]`.
    ///
    /// # Errors
    ///
    /// The fault of a mapping, with its line where it is known.
    pub(crate) fn parse_all(text: &str) -> Result<Vec<Mapping>, String> {
        let Ok(table) = DeTable::parse(text) else { return Ok(vec![Mapping::parse(text)?]) };
        let Some(several) = table.get_ref().get("mapping").and_then(|value| value.get_ref().as_array()) else {
            return Ok(vec![Mapping::parse(text)?]);
        };
        let of = |(index, value): (usize, &Spanned<DeValue>)| {
            // By the deserializer that reads one alone, because a second would be as much code again.
            let mapping = Mapping::deserialize(ValueDeserializer::from(value.clone()));
            let mapping = mapping.map_err(|error| error.message().to_owned()).and_then(Mapping::checked);
            mapping.map_err(|message| format!("`[[mapping]]` {}: {message}", index + 1))
        };
        several.iter().enumerate().map(of).collect()
    }

    /// Every path that it takes values from, with those inside lists of deadlines.
    pub(crate) fn paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        let fields = self.fields.rows().into_iter().map(|(_, texts)| texts).chain(self.fields.links.values());
        for text in fields.flat_map(|texts| &texts.0) {
            paths.extend(paths_of(text));
        }
        if let Some(session) = &self.session {
            match session.each.as_str() {
                // Fields of the conference itself.
                "." => paths
                    .extend([&session.fields.start, &session.fields.end].into_iter().flat_map(|texts| texts.0.clone())),
                each => paths.push(each.to_owned()),
            }
        }
        for deadline in &self.deadlines {
            let DeadlineMapping { kind_from, id, name, due, was, extended, opens, timezone, url, each, .. } = deadline;
            for text in
                [kind_from, id, name, due, was, extended, opens, timezone, url].into_iter().flat_map(|texts| &texts.0)
            {
                for path in paths_of(text) {
                    match each {
                        Some(each) => paths.push(if path == "." { each.clone() } else { format!("{each}.{path}") }),
                        None => paths.push(path),
                    }
                }
            }
        }
        paths
    }
}

/// The paths of an alternative: none of a constant, several of a text with braces.
pub(crate) fn paths_of(text: &str) -> Vec<String> {
    if text.starts_with('=') {
        return Vec::new();
    }
    if !text.contains('{') {
        return vec![text.strip_prefix(dated_text::PREFIX).unwrap_or(text).to_owned()];
    }
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(path, _)| path.to_owned()).collect()
}

impl FieldMapping {
    /// The keys with their paths, in the order of the reference; links are apart.
    pub(crate) fn rows(&self) -> Vec<(&'static str, &Texts)> {
        vec![
            ("name", &self.name),
            ("short", &self.short),
            ("start", &self.start),
            ("end", &self.end),
            ("end-exclusive", &self.end_exclusive),
            ("days", &self.days),
            ("dates", &self.dates),
            ("year", &self.year),
            ("month", &self.month),
            ("expected", &self.expected),
            ("id", &self.id),
            ("entry", &self.entry),
            ("timezone", &self.timezone),
            ("url", &self.url),
            ("place", &self.place),
            ("venue", &self.venue),
            ("address", &self.address),
            ("city", &self.city),
            ("state", &self.state),
            ("country", &self.country),
            ("lat", &self.lat),
            ("lon", &self.lon),
            ("geo", &self.geo),
            ("online", &self.online),
            ("status", &self.status),
            ("tags", &self.tags),
            ("flags", &self.flags),
            ("series", &self.series),
            ("aliases", &self.aliases),
            ("languages", &self.languages),
            ("part-of", &self.part_of),
            ("description", &self.description),
            ("recurs", &self.recurs),
            ("ignore", &self.ignore),
        ]
    }
}
