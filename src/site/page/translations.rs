//! The texts of the page in each supported language.
//!
//! Comes in: the language of a list, a BCP 47 tag. Goes out: a [`Translation`], English for an unsupported language. Names in
//! braces are placeholders, filled in here or by the script.

mod de;
mod en;
mod es;
mod fr;
mod zh;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::deadline_kind::DeadlineKind;
use crate::model::Status;

/// The texts of the page in one language; the compiler ensures that none is missing.
pub(super) struct Translation {
    /// The BCP 47 tag.
    pub(super) language: &'static str,
    pub(super) months: [&'static str; 12],
    pub(super) months_short: [&'static str; 12],
    pub(super) dates: DatePatterns,
    /// The subject of a deadline.
    pub(super) deadline: fn(DeadlineKind) -> &'static str,
    /// The subject with its verb, for the patterns, in a language whose subjects have different ones.
    pub(super) deadline_event: Option<fn(DeadlineKind) -> &'static str>,
    pub(super) deadline_patterns: DeadlinePatterns,
    pub(super) conferences: &'static str,
    pub(super) conference: &'static str,
    pub(super) skip: &'static str,
    pub(super) coming: &'static str,
    pub(super) nothing_coming: &'static str,
    /// In place of the conferences of a list that has none.
    pub(super) empty: &'static str,
    pub(super) past: &'static str,
    pub(super) cancelled: &'static str,
    pub(super) postponed: &'static str,
    pub(super) tentative: &'static str,
    pub(super) hybrid: &'static str,
    pub(super) online: &'static str,
    pub(super) map: &'static str,
    pub(super) strip: &'static str,
    pub(super) filters: &'static str,
    pub(super) region: &'static str,
    pub(super) country: &'static str,
    pub(super) topic: &'static str,
    pub(super) month: &'static str,
    pub(super) online_only: &'static str,
    pub(super) search: &'static str,
    pub(super) reset: &'static str,
    pub(super) subscribe: &'static str,
    pub(super) subscribe_lead: &'static str,
    pub(super) all_feed: &'static str,
    pub(super) conferences_feed: &'static str,
    pub(super) deadlines_feed: &'static str,
    pub(super) calls_feed: &'static str,
    pub(super) general: &'static str,
    pub(super) views: &'static str,
    pub(super) regions: &'static str,
    pub(super) countries: &'static str,
    pub(super) topics: &'static str,
    pub(super) series: &'static str,
    pub(super) events_one: &'static str,
    pub(super) events_other: &'static str,
    pub(super) webcal: &'static str,
    pub(super) webcal_hint: &'static str,
    pub(super) address: &'static str,
    pub(super) address_hint: &'static str,
    pub(super) copy: &'static str,
    pub(super) download: &'static str,
    pub(super) download_hint: &'static str,
    pub(super) qr: &'static str,
    pub(super) no_base: &'static str,
    pub(super) add: &'static str,
    pub(super) file: &'static str,
    pub(super) join: &'static str,
    pub(super) part_of: &'static str,
    pub(super) aliases: &'static str,
    pub(super) sessions: &'static str,
    /// The heading of the deadlines of a conference.
    pub(super) deadlines: &'static str,
    /// Of a conference that is over.
    pub(super) over: &'static str,
    /// The link to the feed of a series.
    pub(super) series_feed: &'static str,
    /// Of a deadline.
    pub(super) undated: &'static str,
    /// Of a conference.
    pub(super) dates_undated: &'static str,
    /// The heading of conferences without any date.
    pub(super) not_dated: &'static str,
    pub(super) opens: &'static str,
    pub(super) extended: &'static str,
    pub(super) moved: &'static str,
    pub(super) aoe: &'static str,
    pub(super) updated: &'static str,
    pub(super) news: &'static str,
    pub(super) data: &'static str,
    pub(super) conduct: &'static str,
    pub(super) not_found: &'static str,
    pub(super) not_found_hint: &'static str,
    pub(super) closing: &'static str,
    pub(super) all_calls: &'static str,
    pub(super) calls: &'static str,
    pub(super) languages: &'static str,
    pub(super) missing: &'static str,
    pub(super) correct: &'static str,
    pub(super) android_hint: &'static str,
    pub(super) all_feeds: &'static str,
    pub(super) past_year: &'static str,
    /// The link to the page of a conference.
    pub(super) details: &'static str,
    pub(super) same_week: &'static str,
    pub(super) near: &'static str,
    pub(super) editions: &'static str,
    /// The heading of the conferences that are part of one.
    pub(super) parts: &'static str,
    /// After some conferences, the number of those that are left out.
    pub(super) more: &'static str,
    pub(super) today: &'static str,
    pub(super) menu: &'static str,
    pub(super) embed: &'static str,
    pub(super) embed_hint: &'static str,
    pub(super) script: Script,
}

/// The sentences about a deadline, with the placeholders `{what}`, its subject, and `{in}`, a span of time such as "in 6 days".
pub(super) struct DeadlinePatterns {
    pub(super) closes: &'static str,
    /// For a notification, which nobody can miss.
    pub(super) happens: &'static str,
    pub(super) opens: &'static str,
    pub(super) closed: &'static str,
    /// The same for a notification.
    pub(super) happened: &'static str,
}

/// The texts of a kind of deadline; all but the first may have the placeholder `{in}`.
#[derive(Serialize)]
pub(super) struct DeadlineTexts {
    pub(super) subject: &'static str,
    pub(super) closes: String,
    pub(super) opens: String,
    pub(super) closed: String,
}

/// The patterns of dates, with the placeholders `{day}`, `{month}` and `{year}`.
pub(super) struct DatePatterns {
    pub(super) day: &'static str,
    pub(super) day_and_month: &'static str,
    pub(super) date: &'static str,
    pub(super) month: &'static str,
    pub(super) year: &'static str,
    /// The first day of a month.
    pub(super) first: &'static str,
    /// The separator between two days of the same month, and between two other days.
    pub(super) until: [&'static str; 2],
    /// The separator between a day and a time, and between two other parts of a text.
    pub(super) before_time: &'static str,
    pub(super) comma: &'static str,
    /// Between a subject and its name or a statement about it.
    pub(super) colon: &'static str,
    /// True if the first of two days is written in full instead of the last.
    pub(super) whole_first: bool,
}

/// The texts of the script, under the keys that it reads.
#[derive(Serialize)]
pub(super) struct Script {
    /// The BCP 47 tag whose dates look like those of [`date_text`](super::date_text), with the day first in English.
    pub(super) locale: &'static str,
    pub(super) copied: &'static str,
    pub(super) copy_failed: &'static str,
    pub(super) shown_one: &'static str,
    pub(super) shown_other: &'static str,
    /// The past conferences, after the coming ones.
    pub(super) past_one: &'static str,
    pub(super) past_other: &'static str,
    pub(super) calls_one: &'static str,
    pub(super) calls_other: &'static str,
    pub(super) none_shown: &'static str,
    /// The values of filters that the list does not have.
    pub(super) unknown: &'static str,
    /// The same on a page without the past conferences.
    pub(super) not_here: &'static str,
    pub(super) exact_feed: &'static str,
    /// For a feed with everything shown except conferences without dates.
    pub(super) exact_feed_but_undated: &'static str,
    pub(super) nearest_feed: &'static str,
    pub(super) your_time: &'static str,
    pub(super) google_hint: &'static str,
    pub(super) outlook_hint: &'static str,
    pub(super) closed_calls: &'static str,
    pub(super) week: &'static str,
    pub(super) without: &'static str,
    pub(super) remove: &'static str,
    pub(super) no_calls: &'static str,
    pub(super) starred: &'static str,
    pub(super) star: &'static str,
    pub(super) share: &'static str,
    /// The conferences that the map lacks.
    pub(super) off_map_one: &'static str,
    pub(super) off_map_other: &'static str,
    pub(super) download_starred: &'static str,
    pub(super) view_starred: &'static str,
}

/// Every supported language; the first is the default.
pub(super) const LANGUAGES: [&Translation; 5] =
    [&en::TRANSLATION, &de::TRANSLATION, &zh::TRANSLATION, &es::TRANSLATION, &fr::TRANSLATION];

impl Translation {
    /// The translation for a list in this language; English if the language is not supported.
    pub(super) fn for_language(language: Option<&str>) -> &'static Translation {
        let language = primary(language.unwrap_or_default());
        LANGUAGES.into_iter().find(|translation| translation.language == language).unwrap_or(&en::TRANSLATION)
    }

    /// True if the words of the page are in this language.
    pub(super) fn speaks(&self, language: &str) -> bool {
        primary(language) == self.language
    }

    /// The word for a status; `None` for a confirmed conference, of which no card says so.
    pub(super) fn status(&self, status: Status) -> Option<&'static str> {
        match status {
            Status::Confirmed => None,
            Status::Tentative => Some(self.tentative),
            Status::Cancelled => Some(self.cancelled),
            Status::Postponed => Some(self.postponed),
        }
    }

    /// The texts of a kind of deadline.
    pub(super) fn deadline_texts(&self, kind: DeadlineKind) -> DeadlineTexts {
        let (subject, patterns) = ((self.deadline)(kind), &self.deadline_patterns);
        let is_event = kind == DeadlineKind::Notification;
        let (closes, closed) =
            if is_event { (patterns.happens, patterns.happened) } else { (patterns.closes, patterns.closed) };
        let event = self.deadline_event.map_or(subject, |event| event(kind));
        DeadlineTexts {
            subject,
            closes: closes.replace("{what}", event),
            opens: patterns.opens.replace("{what}", subject),
            closed: closed.replace("{what}", subject),
        }
    }

    /// The numbers of the conferences that are coming and of the past ones; empty without any.
    pub(super) fn counts(&self, coming: usize, past: usize) -> String {
        let script = &self.script;
        let coming = (coming, script.shown_one, script.shown_other);
        let counts = [coming, (past, script.past_one, script.past_other)].into_iter().filter(|(n, ..)| *n > 0);
        counts.map(|(n, one, other)| Translation::count(n, one, other)).collect::<Vec<_>>().join(" · ")
    }

    /// The number of the conferences that the map lacks; empty for none.
    pub(super) fn off_map(&self, n: usize) -> String {
        let text = || Translation::count(n, self.script.off_map_one, self.script.off_map_other);
        if n == 0 { String::new() } else { text() }
    }

    /// The names of the filters inside a sentence, by their keys in an address.
    pub(super) fn filter_names(&self) -> BTreeMap<&'static str, String> {
        let names = [
            ("region", self.region),
            ("country", self.country),
            ("tag", self.topic),
            ("month", self.month),
            ("online", self.online),
            ("calls", self.calls),
            ("id", self.conference),
        ];
        // German nouns have a capital everywhere.
        let inside = |name: &str| if self.language == "de" { name.to_owned() } else { name.to_lowercase() };
        names.into_iter().map(|(key, name)| (key, inside(name))).collect()
    }

    /// Fills `{n}` into the singular or the plural.
    pub(super) fn count(n: usize, one: &str, other: &str) -> String {
        (if n == 1 { one } else { other }).replace("{n}", &n.to_string())
    }
}

/// The writing direction of a language: `ltr` or `rtl`.
pub(super) fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
    let arabic_or_hebrew = language.split('-').any(|part| matches!(part.to_lowercase().as_str(), "arab" | "hebr"));
    let right_to_left = RIGHT_TO_LEFT.contains(&primary(language).as_str()) || arabic_or_hebrew;
    if right_to_left { "rtl" } else { "ltr" }
}

fn primary(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_first_part() {
        for (tag, language) in [("de-CH", "de"), ("zh-Hans", "zh"), ("ES", "es"), ("fr", "fr"), ("eo", "en")] {
            assert_eq!(Translation::for_language(Some(tag)).language, language);
        }
        assert_eq!(Translation::for_language(None).language, "en");
    }

    #[test]
    fn every_language_says_everything() {
        for translation in LANGUAGES {
            let deadlines = DeadlineKind::ALL.iter().map(|kind| (translation.deadline)(*kind));
            let mut lists = translation.months.into_iter().chain(translation.months_short).chain(deadlines);
            assert!(lists.all(|word| !word.is_empty()), "{}", translation.language);
            for (text, hole) in [
                (translation.events_other, "{n}"),
                (translation.script.week, "{day}"),
                (translation.script.none_shown, "{what}"),
                (translation.script.unknown, "{what}"),
                (translation.script.not_here, "{what}"),
                (translation.script.without, "{n}"),
                (translation.past_year, "{year}"),
                (translation.more, "{n}"),
                (translation.series_feed, "{name}"),
                (translation.deadline_patterns.closes, "{in}"),
                (translation.deadline_patterns.opens, "{in}"),
                (translation.deadline_patterns.closed, "{what}"),
                (translation.updated, "{day}"),
                (translation.opens, "{time}"),
                (translation.extended, "{day}"),
                (translation.qr, "{title}"),
                (translation.script.shown_other, "{n}"),
                (translation.script.your_time, "{time}"),
                (translation.script.star, "{name}"),
            ] {
                assert!(text.contains(hole), "{}: {text}", translation.language);
            }
        }
    }

    #[test]
    fn directions() {
        for (language, expected) in [("ar", "rtl"), ("he-IL", "rtl"), ("uz-Arab", "rtl"), ("en", "ltr"), ("", "ltr")] {
            assert_eq!(direction(language), expected);
        }
    }
}
