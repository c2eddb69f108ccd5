//! The rules of a review: what each looks for, and which false alarms it leaves out.

use std::collections::HashMap;

use chrono::{Datelike as _, Days, NaiveDate};

use super::series::{self, Series};
use super::{Finding, ReviewRule, Reviewer, before};
use crate::deadline_kind::DeadlineKind;
use crate::model::{Conference, Status};
use crate::place::Country;
use crate::spelling::shown;
use crate::time::{day_in_words, days_in_words};

/// An edition may be listed so many days before it begins; of a series with less time between, at half of it.
const MAX_DAYS_AHEAD: i64 = 240;

/// The days before a conference by which its dates are known.
const DATES_DAYS: u64 = 120;

/// The days before a conference by which the dates of its deadlines are known.
const DEADLINE_DAYS: u64 = 120;

/// The days before a conference by which it is clear that it takes place.
const TENTATIVE_DAYS: u64 = 56;

/// The days before a conference by which results are known; nobody needs them later than that.
const RESULTS_DAYS: u64 = 30;

/// The days before a conference by which an entry that looks wrong is read by many.
const DOUBT_DAYS: u64 = 180;

/// The days before a conference by which an old entry is looked at again.
const UNCHANGED_DAYS: u64 = 60;

/// A year in days.
const YEAR_DAYS: u64 = 365;

/// The days by which editions of a regular series move about.
const REGULAR_DAYS: i64 = 28;

/// More conferences with one link share a home page.
const MAX_SHARED: usize = 3;

/// A series ends without a word, so after a whole edition is left out it is not asked for any more; and so after two that were
/// cancelled. Without a second edition, or of editions at odd times, there is no telling when the next is due.
pub(super) fn next_edition(review: &Reviewer, findings: &mut Vec<Finding>) {
    for Series { editions } in review.series.values() {
        if editions.iter().any(|edition| edition.dates.is_none() || review.is_ahead(edition)) {
            continue;
        }
        if editions.iter().rev().take(2).all(|edition| edition.status == Status::Cancelled) {
            continue;
        }
        let starts = series::starts(editions.iter().copied());
        let (Some(edition), Some(last), Some(spacing)) = (editions.last(), starts.last(), series::spacing(&starts))
        else {
            continue;
        };
        let next = *last + Days::new(spacing.unsigned_abs());
        let from = before(next, (spacing / 2).min(MAX_DAYS_AHEAD).unsigned_abs());
        let is_over = edition.over_at().date_naive() < review.day;
        if !is_over || review.day < from || review.day > next + Days::new(spacing.unsigned_abs()) {
            continue;
        }
        let message = format!(
            "is the last edition listed; the next is due about {}, as they are some {} apart",
            month_in_words(next),
            time_in_words(spacing)
        );
        let by = before(next, (spacing / 3).min(DATES_DAYS as i64).unsigned_abs());
        findings.push(Finding { by, ..review.finding(ReviewRule::NextEdition, edition, 0, message) });
    }
}

/// One that was put off more than a year ago will not come.
pub(super) fn no_dates(review: &Reviewer, findings: &mut Vec<Finding>) {
    for conference in review.conferences {
        match (conference.status, conference.dates, conference.expected) {
            (Status::Cancelled, ..) => {}
            (Status::Postponed, Some(dates), _) => {
                let (first, last) = (dates.start().day(), dates.last_day());
                if last + Days::new(YEAR_DAYS) >= review.day {
                    let message = format!("is postponed from {} and has no new dates", days_in_words(first, last));
                    let finding = review.finding(ReviewRule::NoDates, conference, 0, message);
                    findings.push(Finding { by: finding.by.min(review.day), ..finding });
                }
            }
            (_, Some(_), _) => {}
            (_, None, Some(expected)) => {
                let (tense, over) = match expected.last_day() < review.day {
                    true => ("was", ", which is over"),
                    false => ("is", ""),
                };
                let message = format!("has no dates; it {tense} expected in {}{over}", expected.in_words());
                findings.push(review.finding(ReviewRule::NoDates, conference, DATES_DAYS, message));
            }
            (_, None, None) => {
                let message = "has no dates, and no month or year in which it is expected".to_owned();
                findings.push(review.finding(ReviewRule::NoDates, conference, DATES_DAYS, message));
            }
        }
    }
}

pub(super) fn tentative(review: &Reviewer, findings: &mut Vec<Finding>) {
    for conference in review.ahead().filter(|conference| conference.status == Status::Tentative) {
        let Some(start) = series::start(conference).filter(|start| before(*start, TENTATIVE_DAYS) <= review.day) else {
            continue;
        };
        let message = format!("is still tentative and begins on {}", day_in_words(start));
        findings.push(review.finding(ReviewRule::Tentative, conference, TENTATIVE_DAYS, message));
    }
}

/// A series that moves from country to country, or about the year, may go anywhere: only one that never did stands out.
pub(super) fn unlike_before(review: &Reviewer, findings: &mut Vec<Finding>) {
    for Series { editions } in review.series.values() {
        let takes_place = |edition: &&&Conference| edition.status != Status::Cancelled && edition.dates.is_some();
        let (ahead, past): (Vec<&Conference>, Vec<&Conference>) =
            editions.iter().filter(takes_place).partition(|edition| review.is_ahead(edition));
        for edition in &ahead {
            if let Some((country, known)) = other_country(edition, &past) {
                let message =
                    format!("is in {}; the {} editions before it were in {}", country.name(), past.len(), known.name());
                findings.push(review.finding(ReviewRule::UnlikeBefore, edition, DOUBT_DAYS, message));
            }
        }
        let Some(first) = ahead.first() else { continue };
        let starts = series::starts(past.iter().copied());
        if let Some((days, usual)) = series::start(first).and_then(|start| other_spacing(start, &starts)) {
            let message = format!(
                "begins {} after the edition before it; until now they were {} apart",
                time_in_words(days),
                time_in_words(usual)
            );
            findings.push(review.finding(ReviewRule::UnlikeBefore, first, DOUBT_DAYS, message));
        }
    }
}

/// The country of an edition, and the other one in which all before it took place.
fn other_country(edition: &Conference, past: &[&Conference]) -> Option<(Country, Country)> {
    let country = edition.place.country?;
    let mut countries = past.iter().map(|edition| edition.place.country);
    let known = countries.next()??;
    let is_one = past.len() > 1 && countries.all(|country| country == Some(known));
    (is_one && known != country).then_some((country, known))
}

/// The days since the edition before, and those between all before it, if they are alike and this is not. Two editions before it
/// are alike if they are a year apart.
fn other_spacing(start: NaiveDate, past: &[NaiveDate]) -> Option<(i64, i64)> {
    let spacings: Vec<i64> = past.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
    let (least, most) = (*spacings.iter().min()?, *spacings.iter().max()?);
    let usual = (least + most) / 2;
    let days = (start - *past.last()?).num_days();
    // A year that is left out changes nothing about the time of the year.
    let is_usual = (days - usual).abs() <= REGULAR_DAYS || (days - 2 * usual).abs() <= REGULAR_DAYS;
    let is_regular =
        most - least <= REGULAR_DAYS && (spacings.len() > 1 || (usual - YEAR_DAYS as i64).abs() <= REGULAR_DAYS);
    (is_regular && !is_usual).then_some((days, usual))
}

/// Editions of a series have one home page, and events beside each other one site.
pub(super) fn shared_link(review: &Reviewer, findings: &mut Vec<Finding>) {
    let mut by_link: HashMap<String, Vec<&Conference>> = HashMap::new();
    for conference in review.conferences {
        if let Some(url) = &conference.url {
            by_link.entry(plain_link(url)).or_default().push(conference);
        }
    }
    for conference in review.ahead() {
        let Some(url) = conference.url.as_deref().map(plain_link) else { continue };
        let sharing = by_link.get(&url).map(Vec::as_slice).unwrap_or_default();
        let others = sharing.iter().filter(|other| !std::ptr::eq(**other, conference));
        let other = others.copied().find(|other| is_doubtful(conference, other, &url));
        if let Some(other) = other.filter(|_| sharing.len() <= MAX_SHARED) {
            let message = format!("has the link of `{}`", shown(&other.id));
            findings.push(review.finding(ReviewRule::SharedLink, conference, DOUBT_DAYS / 2, message));
        }
    }
}

/// True if the link of one conference can hardly be that of the other too.
fn is_doubtful(conference: &Conference, other: &Conference, url: &str) -> bool {
    let (own, others) = (conference.span(), other.span());
    if series::name(conference).is_some() && series::name(conference) == series::name(other) {
        // The link of last year's edition, copied with the rest of its entry.
        let year = |span: Option<(NaiveDate, NaiveDate)>| span.map(|(first, _)| first.year());
        let has = |year: Option<i32>| year.is_some_and(|year| url.contains(&year.to_string()));
        return year(own) != year(others) && has(year(others)) && !has(year(own));
    }
    let is_part = |part: &Conference, whole: &Conference| part.part_of.as_ref().is_some_and(|of| of.uid == whole.uid());
    let is_beside = match (own, others) {
        (Some((first, last)), Some((other_first, other_last))) => {
            first <= other_last + Days::new(7) && other_first <= last + Days::new(7)
        }
        _ => false,
    };
    !is_beside && !is_part(conference, other) && !is_part(other, conference)
}

/// A link without its scheme, `www.` and the slash at its end.
fn plain_link(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
}

pub(super) fn no_due(review: &Reviewer, findings: &mut Vec<Finding>) {
    for conference in review.ahead() {
        for deadline in conference.deadlines.iter().filter(|deadline| deadline.due.is_none()) {
            let message = format!("has no date for its deadline `{}`", shown(&deadline.id));
            findings.push(review.finding(ReviewRule::NoDue, conference, DEADLINE_DAYS, message));
        }
    }
}

/// Once the conference is near, whoever waits for results has them.
pub(super) fn call_closed(review: &Reviewer, findings: &mut Vec<Finding>) {
    use DeadlineKind::{Abstract, Cfp, Notification, Paper, Poster, Tutorial, Workshop};
    for conference in review.ahead() {
        let is_near = series::start(conference).is_some_and(|start| before(start, RESULTS_DAYS) < review.day);
        let mut deadlines = conference.deadlines.iter();
        if is_near || deadlines.any(|deadline| deadline.kind == Notification) {
            continue;
        }
        let is_call = |kind| matches!(kind, Abstract | Cfp | Paper | Poster | Tutorial | Workshop);
        let calls = conference.deadlines.iter().filter(|deadline| is_call(deadline.kind));
        let closed: Option<Vec<NaiveDate>> = calls.map(|deadline| Some(deadline.due?.day())).collect();
        if let Some(last) = closed.and_then(|days| days.into_iter().max()).filter(|last| *last < review.day) {
            let message = format!("closed its calls on {} and has no `notification`", day_in_words(last));
            findings.push(review.finding(ReviewRule::CallClosed, conference, RESULTS_DAYS, message));
        }
    }
}

pub(super) fn unchanged(review: &Reviewer, findings: &mut Vec<Finding>) {
    for conference in review.ahead() {
        let changed = review.changed(conference).map(|time| time.date_naive());
        if let Some(changed) = changed.filter(|changed| *changed + Days::new(YEAR_DAYS) < review.day) {
            let message = format!("has not changed since {}", day_in_words(changed));
            findings.push(review.finding(ReviewRule::Unchanged, conference, UNCHANGED_DAYS, message));
        }
    }
}

/// `July 2027`
fn month_in_words(day: NaiveDate) -> String {
    let text = day_in_words(day);
    text.split_once(' ').map_or(text.clone(), |(_, month)| month.to_owned())
}

/// `12 months`, `4 weeks`
fn time_in_words(days: i64) -> String {
    match days {
        ..60 => format!("{} weeks", (days + 3) / 7),
        _ => format!("{} months", (days * 12 + 182) / 365),
    }
}
