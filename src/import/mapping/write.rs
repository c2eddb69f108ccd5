//! The TOML of a mapping, as a person would write it.

use std::fmt::Write as _;

use super::{DeadlineMapping, Mapping, Texts};
use crate::list::quoted;

/// Sections with the keys that have a path.
#[derive(Default)]
struct Sections(String);

impl Sections {
    fn push(&mut self, head: &str, rows: &[(&str, &Texts)]) {
        let rows: Vec<_> = rows.iter().filter(|(_, texts)| !texts.is_empty()).collect();
        if rows.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        let _ = writeln!(self.0, "{head}");
        for (key, texts) in rows {
            let is_bare = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
            let key = if is_bare { (*key).to_owned() } else { quoted(key) };
            let _ = writeln!(self.0, "{key} = {}", texts.to_toml());
        }
    }
}

fn option(text: &Option<String>) -> Texts {
    text.as_ref().map(Texts::one).unwrap_or_default()
}

impl Mapping {
    /// The keys of an entry and of its deadlines with the fields that they are taken from.
    pub(crate) fn in_short(&self) -> Vec<String> {
        let from = |key: &str, texts: &Texts| {
            let fields: Vec<String> = texts.0.iter().map(|text| format!("`{text}`")).collect();
            format!("{key} from {}", fields.join(" or "))
        };
        let label = |key: &'static str| if key == "end-exclusive" { "end (the day behind the last)" } else { key };
        let rows = self.fields.rows().into_iter().filter(|(key, texts)| *key != "ignore" && !texts.is_empty());
        let links = self.fields.links.iter().map(|(name, texts)| from(&format!("link {name}"), texts));
        let deadlines = self.deadlines.iter().map(|deadline| {
            let kind = if deadline.kind.is_empty() { "deadlines" } else { &deadline.kind };
            let due = [&deadline.due, &deadline.extended, &deadline.opens, &deadline.url];
            let is_of_due = !deadline.due.is_empty() && deadline.each.is_none();
            let beside = [
                (" and its extended date", &deadline.extended),
                (" and its date of before", &deadline.was),
                (" and its opening", &deadline.opens),
            ];
            let beside = beside.into_iter().filter(|(_, texts)| is_of_due && !texts.is_empty());
            let beside: String = beside.map(|(key, texts)| from(key, texts)).collect();
            let of_now = match (&deadline.each, due.into_iter().find(|texts| !texts.is_empty())) {
                (Some(each), _) => format!("{kind} from `{each}`"),
                (None, Some(texts)) => from(kind, texts),
                (None, None) => kind.to_owned(),
            };
            of_now + &beside
        });
        let sessions = self.session.iter().map(|session| format!("sessions from `{}`", session.each));
        rows.map(|(key, texts)| from(label(key), texts)).chain(links).chain(deadlines).chain(sessions).collect()
    }

    /// The TOML of several mappings.
    pub(crate) fn all_to_toml(mappings: &[Mapping]) -> String {
        if let [only] = mappings {
            return only.to_toml();
        }
        let inner = |line: &str| match (line.strip_prefix("[["), line.strip_prefix('[')) {
            (Some(rest), _) => format!("[[mapping.{rest}\n"),
            (None, Some(rest)) => format!("[mapping.{rest}\n"),
            (None, None) => format!("{line}\n"),
        };
        let texts = mappings.iter().map(|mapping| {
            let text = mapping.to_toml();
            format!("[[mapping]]\n{}", text.lines().map(inner).collect::<String>())
        });
        texts.collect::<Vec<_>>().join("\n")
    }

    /// The TOML of the mapping.
    pub(crate) fn to_toml(&self) -> String {
        let mut out = Sections::default();
        if let Some(about) = &self.about {
            let _ = writeln!(out.0, "about = {}", quoted(about));
        }
        let (recognise, records, feed) = (&self.recognise, &self.records, &self.feed);
        out.push("[recognise]", &[("notation", &option(&recognise.notation)), ("fields", &recognise.fields)]);
        out.push("[records]", &[("at", &records.at), ("columns", &option(&records.columns)), ("join", &records.join)]);
        out.push(
            "[feed]",
            &[
                ("name", &feed.name),
                ("id", &feed.id),
                ("description", &feed.description),
                ("url", &feed.url),
                ("language", &feed.language),
            ],
        );
        out.push("[fields]", &self.fields.rows());
        let links: Vec<_> = self.fields.links.iter().map(|(name, texts)| (name.as_str(), texts)).collect();
        out.push("[fields.links]", &links);
        if let Some(session) = &self.session {
            let each = Texts::one(&session.each);
            let rows: Vec<_> = std::iter::once(("each", &each)).chain(session.fields.rows()).collect();
            out.push("[session]", &rows);
        }
        self.deadlines.iter().for_each(|deadline| write_deadline(&mut out, deadline));
        self.write_words(&mut out);
        out.0
    }

    fn write_words(&self, out: &mut Sections) {
        let words = &self.words;
        out.push(
            "[words]",
            &[
                ("date-order", &option(&words.date_order)),
                ("date-format", &words.date_format),
                ("deadline-timezone", &option(&words.deadline_timezone)),
            ],
        );
        for (head, words) in
            [("[words.status]", &words.status), ("[words.tags]", &words.tags), ("[words.kind]", &words.kind)]
        {
            let rows: Vec<(String, Texts)> = words.iter().map(|(key, word)| (key.clone(), Texts::one(word))).collect();
            let rows: Vec<(&str, &Texts)> = rows.iter().map(|(key, texts)| (key.as_str(), texts)).collect();
            out.push(head, &rows);
        }
    }
}

fn write_deadline(out: &mut Sections, deadline: &DeadlineMapping) {
    let kind = Texts(vec![deadline.kind.clone()].into_iter().filter(|kind| !kind.is_empty()).collect());
    let DeadlineMapping { kind_from, id, name, due, was, extended, opens, timezone, url, .. } = deadline;
    out.push(
        "[[deadline]]",
        &[
            ("kind", &kind),
            ("kind-from", kind_from),
            ("each", &option(&deadline.each)),
            ("id", id),
            ("name", name),
            ("due", due),
            ("was", was),
            ("extended", extended),
            ("opens", opens),
            ("timezone", timezone),
            ("url", url),
        ],
    );
}

impl Texts {
    fn to_toml(&self) -> String {
        match &self.0[..] {
            [text] => quoted(text),
            texts => {
                let texts: Vec<_> = texts.iter().map(|text| quoted(text)).collect();
                format!("[{}]", texts.join(", "))
            }
        }
    }
}
