//! Tells the columns of the first and the last day from those of deadlines.

use chrono::{Datelike as _, NaiveDate};

use super::columns::{self, Column};
use super::date_columns::is_dates;
use super::meanings::{LABELS, Meaning, is_kinds, is_list_of_dates, is_other_form, label, meaning};
use super::progress::Guess;
use super::words::Tokens;
use crate::deadline_kind::DeadlineKind;
use crate::import::dates::{self, Hint, Parsed};
use crate::import::mapping::{DeadlineMapping, Texts};
use crate::import::record::Node;
use crate::import::records::{Record, is_empty};

/// A deadline is hardly ever extended by more days.
const MAX_DAYS_OF_EXTENSION: i64 = 120;

impl Guess<'_> {
    /// Tells first and last days and deadlines apart, by their names, and where these say nothing by their order in time.
    pub(super) fn dates(&mut self) {
        let found: Vec<(usize, &Column)> = self.free().filter(|(_, column)| is_dates(column)).collect();
        let mut meanings: Vec<(usize, Meaning)> = Vec::new();
        for (index, column) in found {
            if column.list.as_ref().is_some_and(|list| !is_list_of_dates(list, column)) {
                continue;
            }
            // `localTime` beside `date` in a list of deadlines is the same moment once more.
            let is_beside = |other: &Column| {
                column.list.is_some() && other.list == column.list && is_dates(other) && !is_other_form(other)
            };
            if is_other_form(column) && self.columns.iter().any(is_beside) {
                self.taken[index] = true;
                continue;
            }
            let meaning = meaning(column);
            let is_due = meaning == Meaning::Dates && self.labels_kinds(column);
            meanings.push((index, if is_due { Meaning::Due } else { meaning }));
        }
        // A column of nothing but `TBD` says no more than the others do.
        let is_dated =
            |(index, meaning): &(usize, Meaning)| *meaning == Meaning::Due && self.columns[*index].counts.dates > 0;
        if meanings.iter().any(is_dated) {
            meanings.retain(|(index, meaning)| *meaning != Meaning::Due || self.columns[*index].counts.dates > 0);
        }
        if meanings
            .iter()
            .all(|(_, meaning)| matches!(meaning, Meaning::Due | Meaning::Opens | Meaning::Extended | Meaning::Was))
        {
            meanings.extend(self.unreadable());
        }
        // The opening of a sale or of a call beside the beginning.
        let begins = |index: usize| self.columns[index].own.is_start();
        if meanings.iter().any(|(index, meaning)| *meaning == Meaning::Start && begins(*index)) {
            meanings.retain(|(index, meaning)| {
                *meaning != Meaning::Start || begins(*index) || !self.columns[*index].own.is_opening()
            });
        }
        self.by_order(&mut meanings);
        self.until_before(&mut meanings);
        self.after_the_conference(&mut meanings);
        let first_day = meanings.iter().find(|(_, meaning)| *meaning == Meaning::Start).map(|(index, _)| *index);
        for &(index, meaning) in &meanings {
            let path = self.columns[index].path.clone();
            let is_behind = meaning == Meaning::End && self.is_day_behind(index, first_day);
            let fields = &mut self.mapping.fields;
            match meaning {
                Meaning::Start => fields.start.push(path),
                Meaning::End if is_behind => fields.end_exclusive.push(path),
                Meaning::End => fields.end.push(path),
                // `event_date` beside the `date` of a post.
                // So are both days in a list of their own.
                Meaning::Dates
                    if self.columns[index].own.has("event conference range")
                        || self.columns[index].is_list && self.columns[index].own.is_dates() =>
                {
                    fields.dates.0.insert(0, path)
                }
                Meaning::Dates | Meaning::Unnamed => fields.dates.push(path),
                Meaning::Due | Meaning::Opens | Meaning::Extended | Meaning::Was => continue,
            }
            self.taken[index] = true;
        }
        let with = |is_wanted: fn(Meaning) -> bool| -> Vec<usize> {
            meanings.iter().filter(|(_, meaning)| is_wanted(*meaning)).map(|(index, _)| *index).collect()
        };
        let starts = with(|meaning| matches!(meaning, Meaning::Start | Meaning::Dates));
        self.workshop_days(&with(|meaning| matches!(meaning, Meaning::Due | Meaning::Opens)), &starts);
        // Those that are due come first: the others belong to one of them.
        for wanted in [Meaning::Due, Meaning::Extended, Meaning::Opens, Meaning::Was] {
            let found = meanings.iter().filter(|(_, meaning)| *meaning == wanted);
            for &(index, _) in found {
                if self.taken[index] {
                    continue;
                }
                self.deadline(index, wanted);
            }
        }
        self.times_of_day();
    }

    /// Takes a day called `until` for that of the call where it is hardly ever the end of the conference.
    fn until_before(&self, meanings: &mut [(usize, Meaning)]) {
        let is_day = |(_, meaning): &&(usize, Meaning)| matches!(meaning, Meaning::Start | Meaning::Dates);
        let Some((date, _)) = meanings.iter().find(is_day).copied() else { return };
        let is_until = |index: usize| self.columns[index].own.has("until till") && self.share(date, index, 0, 60) < 40;
        let untils = meanings.iter_mut().filter(|(index, meaning)| *meaning == Meaning::End && is_until(*index));
        untils.for_each(|(_, meaning)| *meaning = Meaning::Due);
    }

    /// Puts the kick-off behind the days of the event itself, where both are known.
    fn after_the_conference(&self, meanings: &mut [(usize, Meaning)]) {
        let is_kickoff = |index: usize| self.columns[index].tokens.has("kickoff");
        let is_day = |meaning: Meaning| matches!(meaning, Meaning::Start | Meaning::Dates);
        if meanings.iter().any(|(index, meaning)| is_day(*meaning) && !is_kickoff(*index)) {
            let kickoffs = meanings.iter_mut().filter(|(index, meaning)| is_day(*meaning) && is_kickoff(*index));
            kickoffs.for_each(|(_, meaning)| *meaning = Meaning::Dates);
            meanings.sort_by_key(|(index, _)| is_kickoff(*index));
        }
    }

    /// True if the labels beside a date in a list are those of deadlines: `{name: "Submissions until", date: 2027-02-27}`.
    fn labels_kinds(&self, column: &Column) -> bool {
        let is_label = |other: &&Column| other.list == column.list && other.own.has(LABELS) && !is_dates(other);
        column.list.is_some() && self.columns.iter().filter(is_label).any(Self::names_deadlines)
    }

    /// True if most values of a column name deadlines: `Abstract deadline`.
    fn names_deadlines(label: &Column) -> bool {
        let is_kind = |value: &&String| {
            let mut tokens = Tokens::of(value);
            // A call may be held, and a talk given.
            tokens.0.retain(|word| {
                !matches!(word.as_str(), "call" | "talk" | "talks" | "session" | "sessions" | "presentation")
            });
            tokens.kind().is_some() || tokens.is_deadline()
        };
        let named = label.values.iter().filter(is_kind).count();
        label.counts.average_length() < 60 && label.counts.most(named)
    }

    /// Columns that are named as the days of the conference, though none of their values is understood: each is then said.
    fn unreadable(&self) -> Vec<(usize, Meaning)> {
        let is_one = |column: &Column| {
            let counts = &column.counts;
            let has_digit = |value: &&String| value.chars().any(char::is_numeric);
            let with_digits = column.values.iter().filter(has_digit).count();
            let is_named = column.own.is_dates() || column.own.is_start() || column.own.is_end();
            let is_other = column.tokens.is_meta() || column.tokens.is_history() || column.tokens.is_deadline();
            is_named
                && !is_other
                && column.list.is_none()
                && !column.own.has("time times days duration timing timestamp")
                && counts.most(with_digits)
                && counts.most(counts.letters)
                && (4..60).contains(&counts.average_length())
                && counts.links == 0
        };
        let found = self.free().filter(|(_, column)| is_one(column));
        found.map(|(index, column)| (index, meaning(column))).collect()
    }

    /// Settles what the names left open.
    fn by_order(&self, meanings: &mut Vec<(usize, Meaning)>) {
        let has =
            |meanings: &[(usize, Meaning)], wanted: Meaning| meanings.iter().any(|(_, meaning)| *meaning == wanted);
        let unnamed: Vec<usize> =
            meanings.iter().filter(|(_, meaning)| *meaning == Meaning::Unnamed).map(|(index, _)| *index).collect();
        let set = |index: usize, to: Meaning, meanings: &mut [(usize, Meaning)]| {
            meanings.iter_mut().filter(|(other, _)| *other == index).for_each(|(_, meaning)| *meaning = to);
        };
        let is_dated = has(meanings, Meaning::Start) || has(meanings, Meaning::Dates);
        // Two columns that are called dates alike.
        if !has(meanings, Meaning::Start) && !has(meanings, Meaning::End) {
            let is_day = |index: &usize| {
                let column = &self.columns[*index];
                column.counts.ranges == 0 && !column.is_list && !self.is_form_for_people(column)
            };
            let dates = meanings.iter().filter(|(_, meaning)| *meaning == Meaning::Dates).map(|(index, _)| *index);
            let dates: Vec<usize> = dates.filter(is_day).collect();
            if let Some((start, end)) = self.pair(&dates) {
                set(start, Meaning::Start, meanings);
                set(end, Meaning::End, meanings);
            }
        }
        if !is_dated && !unnamed.is_empty() {
            match self.pair(&unnamed) {
                Some((start, end)) => {
                    set(start, Meaning::Start, meanings);
                    set(end, Meaning::End, meanings);
                }
                None => {
                    // The latest is the conference: deadlines are before it.
                    let latest = unnamed.iter().copied().find(|one| {
                        unnamed.iter().all(|other| one == other || self.share(*other, *one, 0, 1000) >= 60)
                    });
                    let ranges = unnamed.iter().copied().find(|one| self.columns[*one].counts.ranges > 0);
                    if let Some(index) = ranges.or(latest).or(unnamed.first().copied()) {
                        set(index, Meaning::Dates, meanings);
                    }
                }
            }
        }
        // A last day alone is the day.
        if !has(meanings, Meaning::Start) && !has(meanings, Meaning::Dates) && has(meanings, Meaning::End) {
            let end = meanings.iter().find(|(_, meaning)| *meaning == Meaning::End).map(|(index, _)| *index);
            // `open until`, some days behind a deadline
            let is_of_call = |index: &usize| {
                let dues = meanings.iter().filter(|(_, meaning)| *meaning == Meaning::Due);
                let is_soon = |(due, _): &(usize, Meaning)| self.share(*due, *index, 0, MAX_DAYS_OF_EXTENSION) >= 60;
                self.columns[*index].own.has("until till") && dues.into_iter().any(is_soon)
            };
            match end {
                Some(index) if is_of_call(&index) => meanings.retain(|(other, _)| *other != index),
                end => end.into_iter().for_each(|index| set(index, Meaning::Dates, meanings)),
            }
        }
        // A column without a telling name is a deadline if its dates are before the conference.
        let date = meanings
            .iter()
            .find(|(_, meaning)| matches!(meaning, Meaning::Start | Meaning::Dates))
            .map(|(index, _)| *index);
        for index in unnamed {
            let is_open = meanings.iter().any(|(other, meaning)| *other == index && *meaning == Meaning::Unnamed);
            if let Some(date) = date.filter(|_| is_open) {
                let to = if self.share(index, date, 8, 1000) >= 60 {
                    Meaning::Due
                } else if self.share(date, index, 0, 31) >= 80 && self.share(date, index, 0, 0) < 100 {
                    Meaning::End
                } else {
                    Meaning::Dates
                };
                set(index, to, meanings);
            }
        }
    }

    /// True if a column has the date that one beside it has too, as people write it: `human` beside `datetime`.
    fn is_form_for_people(&self, column: &Column) -> bool {
        const FORMS: &str =
            "human text display displaydate formatted pretty label readable string str long short shown";
        let is_beside = |other: &Column| {
            other.path != column.path && other.parent() == column.parent() && is_dates(other) && !other.own.has(FORMS)
        };
        column.own.has(FORMS) && self.columns.iter().any(is_beside)
    }

    /// The columns of a first and a last day: the one is before the other by some days, and not always the same.
    fn pair(&self, columns: &[usize]) -> Option<(usize, usize)> {
        let pairs = columns.iter().flat_map(|one| columns.iter().map(move |other| (*one, *other)));
        pairs.into_iter().find(|(one, other)| {
            one != other && self.share(*one, *other, 0, 31) >= 80 && self.share(*one, *other, 0, 0) < 100
        })
    }

    /// In how many of a hundred records the first date is before the second by so many days.
    pub(super) fn share(&self, one: usize, other: usize, least: i64, most: i64) -> usize {
        let paths = [Texts::one(&self.columns[one].path), Texts::one(&self.columns[other].path)];
        let mut counts = (0, 0);
        for record in self.records.iter().take(400) {
            let [one, other] = [&paths[0], &paths[1]].map(|path| record.text(path).and_then(|(text, _)| day(&text)));
            if let Some((one, other)) = one.zip(other).map(in_one_year) {
                counts.1 += 1;
                counts.0 += usize::from((least..=most).contains(&(other - one).num_days()));
            }
        }
        (counts.0 * 100_usize).checked_div(counts.1).unwrap_or(0)
    }

    /// True if a record has values at both paths.
    fn are_together(&self, one: &str, other: &str) -> bool {
        let has = |record: &Record, path: &str| record.text(&Texts::one(path)).is_some();
        self.records.iter().take(columns::MAX_LOOKED_AT).any(|record| has(record, one) && has(record, other))
    }

    /// Adds a column to the deadlines.
    fn deadline(&mut self, index: usize, meaning: Meaning) {
        let column = &self.columns[index];
        let kind = self.kind(column);
        let path = self.take(index).to_owned();
        let (each, path) = match &column.list {
            Some(list) => (Some(list.clone()), path[list.len() + 1..].to_owned()),
            None if column.is_list => (Some(path), ".".to_owned()),
            None => (None, path),
        };
        // The same date in another form.
        let first =
            self.mapping.deadlines.iter().find(|deadline| deadline.kind == kind.as_str() && deadline.each == each);
        let other = first
            .and_then(|deadline| deadline.due.0.first())
            .and_then(|due| self.columns.iter().position(|column| column.path == *due));
        // So are fields beside each other of which each record has one: `submission.aoe` and `submission.iso`.
        let are_apart = |other: usize| {
            let [one, other] = [&self.columns[other], &self.columns[index]];
            let is_beside = one.parent().is_some() && one.parent() == other.parent();
            is_beside && each.is_none() && !self.are_together(&one.path, &other.path)
        };
        let is_same = other.is_some_and(|other| self.share(other, index, 0, 0) >= 90 || are_apart(other));
        let known =
            self.mapping.deadlines.iter_mut().find(|deadline| deadline.kind == kind.as_str() && deadline.each == each);
        // The month that is expected stands in for the day of a call.
        let is_month = each.is_none() && column.own.has("month");
        match (meaning, known) {
            (Meaning::Due, Some(deadline)) if is_month => deadline.due.push(path),
            (Meaning::Was, Some(deadline)) if !deadline.due.is_empty() => deadline.was.push(path),
            (Meaning::Extended, Some(deadline)) => deadline.extended.push(path),
            (Meaning::Opens, Some(deadline)) => deadline.opens.push(path),
            (Meaning::Opens, None) => self.mapping.deadlines.push(DeadlineMapping {
                kind: kind.as_str().to_owned(),
                each,
                opens: Texts::one(path),
                ..DeadlineMapping::default()
            }),
            (_, Some(deadline)) if each.is_none() && deadline.due.is_empty() => deadline.due.push(path),
            (_, Some(deadline)) if each.is_none() && is_same => deadline.due.push(path),
            (_, known) => {
                // A sentence says itself what is due: "Registration closes on 10 January".
                let is_sentence = column.own.kind().is_none()
                    && column.most(|value| value.contains(' '))
                    && column.counts.most(column.counts.letters)
                    && column.counts.average_length() > 24;
                let kind_from = if is_sentence && each.is_none() { Texts::one(&path) } else { Texts::default() };
                // Two columns of one kind need names.
                let name = if !kind_from.is_empty() {
                    Texts::default()
                } else if known.is_some() || kind == DeadlineKind::Other {
                    Texts::one(format!("= {}", label(column)))
                } else {
                    Texts::default()
                };
                self.mapping.deadlines.push(DeadlineMapping {
                    kind: kind.as_str().to_owned(),
                    each: each.clone(),
                    kind_from,
                    name,
                    due: Texts::one(path),
                    ..DeadlineMapping::default()
                });
                match each {
                    Some(list) if column.list.is_some() => self.beside(&list, column.own.kind().is_none()),
                    None if column.own.kind().is_none() && column.list.is_none() => self.label_beside(index),
                    _ => {}
                }
            }
        }
    }

    /// Gives the deadline that was added last what stands beside it in its list: its kind, name, zone and link.
    fn beside(&mut self, list: &str, is_open: bool) {
        let mut found: Vec<(usize, &'static str)> = Vec::new();
        for (index, column) in self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.list.as_deref() == Some(list) && column.counts.all > 0)
        {
            let own = &column.own;
            let what = match () {
                () if own.has("timezone tz zone") => "timezone",
                () if column.counts.most(column.counts.links) => "url",
                () if own.has("type kind category") || is_kinds(column) && !own.has(LABELS) => "type",
                () if own.has(LABELS) && !is_dates(column) => "name",
                () => continue,
            };
            found.push((index, what));
        }
        let Some(deadline) = self.mapping.deadlines.last_mut() else { return };
        // A type tells the kind before a label does.
        found.sort_by_key(|(_, what)| *what != "type");
        for (index, what) in found {
            let path = &self.columns[index].path[list.len() + 1..];
            match what {
                "timezone" => deadline.timezone.push(path),
                "url" if deadline.url.0.iter().any(|known| are_together(self.records, list, known, path)) => continue,
                "url" => deadline.url.push(path),
                "type" if is_open => deadline.kind_from.push(path),
                "name" => {
                    if is_open {
                        deadline.kind_from.push(path);
                    }
                    deadline.name.push(path);
                }
                _ => continue,
            }
            self.taken[index] = true;
        }
    }

    /// Gives the deadline that was added last its kind and name from the field that labels its column: `milestone_type`
    /// beside `milestone_date`.
    fn label_beside(&mut self, index: usize) {
        let date = &self.columns[index];
        let of = stem(date, "date day due").unwrap_or(&date.own.0);
        let is_label = |other: &Column| {
            other.parent() == date.parent()
                && other.list.is_none()
                && stem(other, "type kind name label") == Some(of)
                && Self::names_deadlines(other)
        };
        let found = (0..self.columns.len()).find(|other| !self.taken[*other] && is_label(&self.columns[*other]));
        let Some((label, deadline)) = found.zip(self.mapping.deadlines.last_mut()) else { return };
        let path = &self.columns[label].path;
        deadline.kind_from.push(path.clone());
        deadline.name.push(path.clone());
        self.taken[label] = true;
    }

    /// The kind of a deadline: as its name says, and of one that is just a deadline, as the list is.
    pub(super) fn kind(&self, column: &Column) -> DeadlineKind {
        // `poster.submission` is of posters.
        let track = column.tokens.kind().filter(|kind| {
            let is_track = matches!(kind, DeadlineKind::Poster | DeadlineKind::Tutorial | DeadlineKind::Abstract);
            is_track || column.tokens.is_work_in_progress()
        });
        let own = column.own.kind();
        let named = if own == Some(DeadlineKind::Paper) { track.or(own) } else { own.or(track) };
        let named = named.or_else(|| column.tokens.kind());
        // `Regular` beside `Early bird`
        let is_fee = || self.columns.iter().any(|column| column.own.kind() == Some(DeadlineKind::EarlyBird));
        if named.is_none() && column.own.has("regular standard late") && is_fee() {
            return DeadlineKind::Registration;
        }
        // The address of a call for papers is called so too.
        let is_call =
            self.columns.iter().any(|column| column.own.has("cfp cfps cfs c4p") && !column.counts.are_links());
        let general = if self.is_academic() && !is_call { DeadlineKind::Paper } else { DeadlineKind::Cfp };
        match named {
            // Talks are submitted too.
            Some(DeadlineKind::Paper) if !column.tokens.has("paper papers manuscript article articles") => general,
            named => named.unwrap_or(general),
        }
    }

    /// True if papers are submitted to the conferences of the list.
    pub(super) fn is_academic(&self) -> bool {
        let by_name = self.columns.iter().any(|column| {
            column.tokens.has(
                "rank hindex h5index dblp ccf acceptance abstract paperslink pwc wikicfp rebuttal camera notification",
            )
        });
        // Who asks for papers says in which zone they are due: `deadline` beside `timezone`, in the lists of many fields.
        let is_at_top = |name: &str| self.columns.iter().any(|column| column.path == name && column.counts.all > 0);
        let by_zone = is_at_top("deadline") && is_at_top("timezone");
        const WORDS: [&str; 8] =
            ["symposium", "conference on", "workshop on", "proceedings", "transactions", "ieee", "acm ", "springer"];
        let texts = || self.columns.iter().flat_map(|column| &column.values).filter(|value| value.len() > 12);
        let scholarly = texts().filter(|text| {
            let lower = text.to_lowercase();
            WORDS.iter().any(|word| lower.contains(word))
        });
        by_name || by_zone || scholarly.count() * 5 > self.records.len().min(400)
    }
}

/// The words of a column's name before its last one, if that is one of several: `milestone` of `milestone_date`.
fn stem<'c>(column: &'c Column, last_words: &str) -> Option<&'c [String]> {
    let (last, stem) = column.own.0.split_last()?;
    (!stem.is_empty() && last_words.split(' ').any(|word| word == last)).then_some(stem)
}

/// True if an item of a list has values at both paths, of which one is then another link.
fn are_together(records: &[Record], list: &str, one: &str, other: &str) -> bool {
    let has = |item: &Node, path: &str| {
        let mut found = Vec::new();
        item.all(path, &mut found);
        found.iter().any(|node| !is_empty(node))
    };
    let lists = records.iter().take(columns::MAX_LOOKED_AT).flat_map(|record| record.values(list));
    lists.into_iter().any(|found| found.node.items().iter().any(|item| has(item, one) && has(item, other)))
}

/// A day, and whether the text names its year.
type DayInYear = (NaiveDate, bool);

fn day(text: &str) -> Option<DayInYear> {
    let hint = Hint { year: Some(2024), order: dates::DayOrder::MonthFirst, ..Hint::default() };
    match dates::parse(text, &hint) {
        Parsed::Dates(found) => Some((found.start.day()?, !found.guessed_year)),
        _ => None,
    }
}

/// Both days; one without a year is in that of the other: `Oct 8` beside `2026-10-08`.
fn in_one_year((one, other): (DayInYear, DayInYear)) -> (NaiveDate, NaiveDate) {
    let of = |day: NaiveDate, year: NaiveDate| day.with_year(year.year()).unwrap_or(day);
    match (one, other) {
        ((one, false), (other, true)) => (of(one, other), other),
        ((one, true), (other, false)) => (one, of(other, one)),
        ((one, _), (other, _)) => (one, other),
    }
}
