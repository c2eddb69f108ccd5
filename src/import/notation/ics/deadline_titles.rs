//! The titles of deadlines: the name of the conference in one, and the words around it.
//!
//! Comes in: the title of an event. Goes out: its parts, or whether its words are those of a deadline. Knows no dates.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::deadline_kind::DeadlineKind;
use crate::import::guess::words::Tokens;
use crate::import::{dates, ornaments, prefixes, status, years};

/// Words that only the title of a deadline has.
pub(super) const WORDS: &str = "deadline deadlines due closes cfp frist einsendeschluss einreichungsfrist einreichungsschluss abgabefrist abgabetermin \
    anmeldefrist anmeldeschluss meldeschluss bewerbungsfrist bewerbungsschluss cierre plazo prazo encerramento cloture";

/// Words that a title has only of a deadline where nothing but the name of a conference stands beside them.
pub(super) const STRONG: &str = "submission submissions submit notification notifications camera cameraready paper papers abstract abstracts proposals rebuttal \
    early earlybird opens ends register author authors manuscript manuscripts digest digests propuestas propostas submissoes submissao soumission";

/// Words for the day on which a call or a sale opens, unless one of the others stands beside it.
pub(super) const OPENING: &str = "open opens opening start starts begin begins";
pub(super) const CLOSING: &str = "close closes due deadline ends end ende endet until";

/// Words for what takes several days before the conference; the last is the one that counts.
pub(super) const PERIODS: &str = "rebuttal response discussion";

/// Endings of the same meaning in languages that part no words.
pub(super) const ENDINGS: [&str; 5] = ["마감", "마감일", "截止", "締切", "締め切り"];

/// The words around the name of the conference in the title of a deadline.
const KIND_WORDS: &str = "due closes close ends end ende endet opens open opening starts begins cfp cfps call for of the papers paper abstract abstracts submission submissions submit \
    notification notifications acceptance author authors camera ready registration full short final early bird late proposal proposals workshop workshops tutorial \
    tutorials poster posters demo demos manuscript manuscripts digest digests rebuttal response discussion volunteer volunteers application applications date extended extension period round talks speakers \
    presentation presentations session sessions contributions participation tickets ticket to register convocatoria propuestas propostas submissoes submissao soumission appel communication communications einreichung einreichungen";

/// Words between those around the name: `cierre de propuestas`, `fin du CFP`.
const BETWEEN: &str = "de du des da das do dos del la las los le les der die den para al final fin and und et y e";

/// Words that mean a deadline only together, at the beginning of a title.
const PHRASES: [&str; 7] = [
    "last day to ",
    "last day for ",
    "last chance to ",
    "last call for ",
    "date limite",
    "data limite",
    "fecha límite",
];

/// A title that begins with one of the [`PHRASES`], with one word in its place.
pub(super) fn in_one_word(title: &str) -> Cow<'_, str> {
    let lower = title.to_lowercase();
    match PHRASES.iter().find(|phrase| lower.starts_with(**phrase) && title.is_char_boundary(phrase.len())) {
        Some(phrase) => Cow::Owned(format!("deadline {}", title[phrase.len()..].trim_start())),
        None => Cow::Borrowed(title),
    }
}

/// A title without the count of its deadline at its end, and that count: `POPL 2027 Deadline (1 / 2)`.
pub(super) fn without_count(title: &str) -> (&str, Option<&str>) {
    let is_count = |count: &&str| {
        let mut parts = count.split(['/', ' ']).flat_map(|part| part.split("of")).filter(|part| !part.is_empty());
        let is_number = |part: &str| part.len() < 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        let are_two = [parts.next(), parts.next()].iter().all(|part| part.is_some_and(is_number));
        are_two && parts.next().is_none() && count.contains(['/', 'o'])
    };
    let bracket = title.trim_end().strip_suffix([')', ']']).and_then(|title| title.rsplit_once(['(', '[']));
    match bracket.filter(|(before, count)| is_count(count) && !before.trim().is_empty()) {
        Some((before, count)) => (before.trim_end(), Some(count.trim())),
        None => (title, None),
    }
}

/// A title that ends with a word for a deadline and a remark in brackets, and that remark: `SC Deadline (Projected from SC26)`.
pub(super) fn without_remark(title: &str) -> (&str, Option<&str>) {
    let bracket = title.trim_end().strip_suffix(')').and_then(|title| title.rsplit_once(" ("));
    let is_behind = |before: &str| {
        let tokens = Tokens::of(before);
        tokens.0.last().is_some_and(|last| ["deadline", "deadlines", "due"].contains(&last.as_str()))
    };
    // `Call for papers deadline (PyCon)` has the name there.
    match bracket.filter(|(before, remark)| is_behind(before) && !is_kind(before) && !is_kind(remark)) {
        Some((before, remark)) => (before, Some(remark)),
        None => (title, None),
    }
}

/// A title without the time of its deadline at its end, and that time with its zone: `PCIM 2027: Digest submission (23:59 AoE)`.
pub(super) fn without_time(title: &str) -> (&str, Option<(&str, &str)>) {
    let bracket = title.trim_end().strip_suffix(')').and_then(|title| {
        let at = title.match_indices(" (").map(|(at, _)| at).find(|at| time_of(&title[at + 2..]).is_some())?;
        Some((title[..at].trim_end(), time_of(&title[at + 2..])?))
    });
    bracket.map_or((title, None), |(before, time)| (before, Some(time)))
}

/// The time and the zone in words of both alone: `23:59 UTC-12`, `23:59 UTC+12 (assumed)`.
fn time_of(words: &str) -> Option<(&str, &str)> {
    let (time, zone) = words.split_once(' ')?;
    let zone = zone.split(" (").next().unwrap_or(zone).trim();
    let is_time = time.len() == 5 && chrono::NaiveTime::parse_from_str(time, "%H:%M").is_ok();
    (is_time && dates::zone(zone).is_some()).then_some((time, zone))
}

/// The words for the round of a deadline: `R1` of `R1 Paper Submission Deadline`, `Round 2` of `Paper submission (Round 2)`.
pub(super) fn round(words: &str) -> Option<String> {
    const ROUNDS: &str = "round cycle";
    const FIRST: &str = "first second third fourth 1st 2nd 3rd 4th spring summer fall autumn winter january february march april may june july august \
        september october november december";
    let words: Vec<&str> = words.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_any = |word: &str, of: &str| of.split_ascii_whitespace().any(|other| word.eq_ignore_ascii_case(other));
    let is_number = |word: &str| word.parse::<u8>().is_ok_and(|number| (1..10).contains(&number));
    let is_short = |word: &&&str| word.strip_prefix('R').is_some_and(is_number);
    let pair = words.windows(2).find(|pair| {
        is_any(pair[0], ROUNDS) && is_number(pair[1]) || is_any(pair[0], FIRST) && is_any(pair[1], ROUNDS)
    });
    pair.map(|pair| pair.join(" ")).or_else(|| words.iter().find(is_short).map(|word| (*word).to_owned()))
}

/// The words of a deadline that no kind is for, without those that all have: `Rebuttal` of `R2 Rebuttal deadline`.
pub(super) fn own_words(words: &str) -> Option<String> {
    const PLAIN: &str = "deadline deadlines due date ends end closes close the for";
    let is_own = |word: &&str| {
        let token = word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
        !token.is_empty() && !PLAIN.split(' ').any(|plain| plain == token)
    };
    let own = words.split_whitespace().filter(is_own).collect::<Vec<_>>().join(" ");
    Some(own).filter(|own| !own.is_empty())
}

/// The parts of a title before and behind each mark that may part the name of a conference from other words.
fn joints(title: &str) -> impl Iterator<Item = (&str, &str)> {
    let bracket = title.strip_suffix(')').and_then(|title| title.rsplit_once(" ("));
    [": ", " - ", " – ", " — ", " | ", " · "].into_iter().filter_map(|joint| title.split_once(joint)).chain(bracket)
}

/// The name in a title of which a part between marks has only words of deadlines, and that part.
pub(super) fn apart(title: &str) -> Option<(&str, &str)> {
    joints(title).find_map(|(before, after)| match (is_kind(before), is_kind(after)) {
        (true, false) => Some((after.trim(), before)),
        (false, true) => Some((before.trim(), after)),
        _ => None,
    })
}

fn is_kind_word(token: &str) -> bool {
    WORDS.split_ascii_whitespace().chain(KIND_WORDS.split_ascii_whitespace()).any(|word| word == token)
}

fn is_between(token: &str) -> bool {
    BETWEEN.split_ascii_whitespace().any(|word| word == token)
}

/// True if every word of a text is one of deadlines.
pub(super) fn is_kind(text: &str) -> bool {
    let tokens = Tokens::of(text);
    let is_round = |token: &str| token.strip_prefix('r').unwrap_or(token).parse::<u8>().is_ok_and(|round| round < 10);
    let is_known = |token: &String| is_round(token) || is_kind_word(token) || is_between(token);
    tokens.kind().is_some() && tokens.0.iter().all(is_known)
        || !tokens.0.is_empty() && tokens.0.iter().all(|token| !is_round(token) && is_known(token))
}

/// The name of the conference in the title of a deadline, and the other words: `CFP closes: PyCon`, `PyCon - CFP deadline`.
pub(super) fn named(title: &str) -> (String, String) {
    let is_of_kind = |text: &str| {
        let tokens = Tokens::of(text);
        tokens.has(WORDS) || tokens.kind().is_some()
    };
    if let Some((name, words)) = apart(title) {
        // `PPoPP Paper Deadline (full paper)`, `Paper deadline PPoPP (extended)`
        let is_last = |word: &String| WORDS.split_ascii_whitespace().any(|known| known == word);
        let tokens = Tokens::of(name);
        if tokens.0.last().is_some_and(is_last) || tokens.has(WORDS) && !Tokens::of(words).has(WORDS) {
            let (inner, more) = named(name);
            return (inner, format!("{more} {words}"));
        }
        return (name.to_owned(), words.to_owned());
    }
    let parts = joints(title).filter_map(|(before, after)| match (is_of_kind(before), is_of_kind(after)) {
        (true, false) => Some((after.trim(), before)),
        (false, true) => Some((before.trim(), after)),
        _ => None,
    });
    // The mark nearest to the words of the deadline: a name may have others.
    if let Some((name, words)) = parts.min_by_key(|(_, words)| words.len()) {
        return (name.to_owned(), words.to_owned());
    }
    let is_of = |word: &&str, is: fn(&str) -> bool| Tokens::of(word).0.iter().all(|token| is(token));
    let words: Vec<&str> = title.split_whitespace().collect();
    let count = |words: &mut dyn Iterator<Item = &&str>| {
        let is_any = |token: &str| is_kind_word(token) || is_between(token);
        let around: Vec<&&str> = words.take_while(|word| is_of(word, is_any)).collect();
        around.iter().rposition(|word| is_of(word, is_kind_word)).map_or(0, |last| last + 1)
    };
    let first = count(&mut words.iter());
    let last = count(&mut words[first..].iter().rev());
    let end = words.len() - last;
    let around = [&words[..first], &words[end..]].concat();
    (words[first..end].join(" "), around.join(" "))
}

/// A name and its words, with the words at the end of the name that are none of the conference: `Deadline: ACL 2026 camera-ready`.
pub(super) fn with_kind((name, words): (String, String), names: &HashSet<String>) -> (String, String) {
    if Tokens::of(&words).kind().is_none()
        && let Some((conference, kind)) =
            name.match_indices(' ').map(|(at, _)| (&name[..at], &name[at + 1..])).find(|(_, kind)| is_kind(kind))
        && names.contains(&key(conference))
    {
        return (conference.to_owned(), format!("{words} {kind}"));
    }
    (name, words)
}

/// A slug without the year at its end.
pub(super) fn without_year(slug: &str) -> &str {
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    slug.rsplit_once('-').filter(|(_, year)| is_year(year)).map_or(slug, |(before, _)| before)
}

/// The kinds that words name between marks, each once; none if one part names none.
pub(super) fn kinds_between_marks(words: &str) -> Vec<DeadlineKind> {
    let parts = words.split(['/', '&', '+', ',']).flat_map(|part| part.split(" and "));
    let mut kinds: Vec<DeadlineKind> =
        parts.map(|part| Tokens::of(part).kind()).collect::<Option<_>>().unwrap_or_default();
    kinds.dedup();
    kinds
}

/// The words by which the name of a conference is found, without those for its status and before it: `[Japan] RubyKaigi (tentative)`.
pub(super) fn key(title: &str) -> String {
    let title = ornaments::without(title);
    let title = status::of_name(title).map_or_else(|| title.to_owned(), |(name, _)| name);
    crate::slug(prefixes::without(&title).name)
}

/// The names that the title of a conference begins with: `RustConf 2027` of `RustConf 2027 (Montreal)` and of `RustConf 2027 & Rust Day`.
pub(super) fn first_names(title: &str) -> Vec<String> {
    let bare = prefixes::without(ornaments::without(title)).name;
    let in_front_of_brackets = bare.strip_suffix([')', ']']).and_then(|bare| Some(bare.rsplit_once(['(', '['])?.0));
    // Without a year it may be the name of a series, or of another conference.
    let joints = [" & ", " + ", " / ", " and ", " with ", ": ", " - ", " – ", ", "].into_iter();
    let before = joints.filter_map(|joint| Some(bare.split_once(joint)?.0));
    let before = before.filter(|first| years::years(first).next().is_some());
    in_front_of_brackets.into_iter().chain(before).map(crate::slug).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_times_at_the_end_of_a_title_are_no_part_of_it() {
        for (title, expected) in [
            ("POPL 2027 Deadline (1 / 2)", "POPL 2027 Deadline | 1 / 2"),
            ("POPL 2027 Deadline (2/4)", "POPL 2027 Deadline | 2/4"),
            ("POPL 2027 Deadline [1 of 3]", "POPL 2027 Deadline | 1 of 3"),
            ("POPL Deadline (2027)", "POPL Deadline (2027) | "),
            ("POPL Deadline (24/7)", "POPL Deadline | 24/7"),
            ("POPL Deadline (abstract)", "POPL Deadline (abstract) | "),
            ("(1 / 2)", "(1 / 2) | "),
        ] {
            let (name, count) = without_count(title);
            assert_eq!(format!("{name} | {}", count.unwrap_or_default()), expected, "{title}");
        }
        for (title, expected) in [
            ("PCIM 2027: Digest (23:59 UTC+12 (assumed))", "PCIM 2027: Digest | 23:59 UTC+12"),
            ("PCIM 2027: Digest (17:00 AoE)", "PCIM 2027: Digest | 17:00 AoE"),
            ("PCIM (EU) 2027: Digest (09:00 CET)", "PCIM (EU) 2027: Digest | 09:00 CET"),
            ("PCIM 2027: Digest (23:59)", "PCIM 2027: Digest (23:59) | "),
            ("PCIM 2027: Digest (23:59 hours)", "PCIM 2027: Digest (23:59 hours) | "),
        ] {
            let (name, time) = without_time(title);
            let time = time.map(|(time, zone)| format!("{time} {zone}")).unwrap_or_default();
            assert_eq!(format!("{name} | {time}"), expected, "{title}");
        }
    }

    #[test]
    fn rounds_have_names() {
        for (words, expected) in [
            ("R1 Paper Submission Deadline", "R1"),
            ("Paper submission (Round 2)", "Round 2"),
            ("Second round submission", "Second round"),
            ("Spring cycle deadline", "Spring cycle"),
            ("cycle 3", "cycle 3"),
            ("Paper Submission Deadline", ""),
            ("R2D2 deadline", ""),
            ("Final round", ""),
            ("Round table proposals", ""),
        ] {
            assert_eq!(round(words).unwrap_or_default(), expected, "{words}");
        }
    }
}
