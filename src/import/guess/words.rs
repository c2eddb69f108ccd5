//! Words in the names of fields: `cfpEndDate` is `cfp`, `end` and `date`, and so the end of a call.
//!
//! Comes in: the name of a field or a label. Goes out: its [`Tokens`], and what they tell. Values are not known here.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use any_ascii::any_ascii;

use super::glossary;
use crate::deadline_kind::DeadlineKind;
use crate::import::years::is_year;
use crate::import::{dates, letters, status};

/// The words of a name, in ASCII and lower case.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tokens(pub(crate) Vec<String>);

const DEADLINE: &str = "cfp cfps cfs cft c4p cfsp deadline deadlines due dues submission submissions submit proposal proposals proposition call calls \
    abstract abstracts paper papers notification notifications notif acceptance camera cameraready registration register registrations early earlybird \
    close closes closing closed closure extended extension ext tutorial tutorials workshop workshops poster posters nomination nominations rebuttal scholarship scholarships \
    grant grants finaid aid sponsor sponsors sponsorship sponsoring ticket tickets speaker speakers talk talks timeline einreichung einreichungs frist limite \
    soumission reg signup plazo prazo convocatoria demos demo round rounds volunteer volunteers callforpapers callforspeakers callforproposals milestone milestones \
    important expires expiry expiration deposit intimation decision decisions bewerbungsschluss bewerbungsfrist anmeldeschluss anmeldefrist meldeschluss einsendeschluss einreichungsschluss \
    einreichungsfrist abgabefrist abgabetermin papercall sessionize";
const START: &str = "start starts started starting begin begins beginning from first inicio debut anfang beginn von dtstart kickoff commence comienzo startdate startdatum start_date";
const END: &str = "end ends ended ending until to till thru last finish finishes stop fin fim ende bis final dtend conclusion endet enddate termino";
const OPEN: &str = "open opens opened opening opendate";
const DATES: &str = "date dates when day days datum data fecha fechas dia dias quand period time times timing schedule wann dated jour jours datetime daterange termin held scheduled";
const META: &str = "change updated update created creation modified modification added published publish publication posted lastmod dtstamp checked changed crawled scraped scrape crawl fetch sync ingest extracted harvested downloaded collected \
    sort order verified fetched generated synced revision imported indexed retrieved edited pubdate lastmodified reviewed timestamp submitted completion announced expires expiry expiration expirydate unpublish asof seen discovered enriched ingested found expire";

static VOCABULARY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    const MORE: &str = "conference conf event events name title url link links website site web page home homepage city country place location venue address \
        state region tag tags topic topics category categories online virtual year month description desc time zone timezone id uid slug series status \
        language languages twitter mastodon bluesky linkedin facebook youtube instagram code conduct coc href for of the papers short long full alt type \
        kind format hour at notes note comment lat lng lon latitude longitude bird ready is has in";
    [DEADLINE, START, END, OPEN, DATES, META, MORE].into_iter().flat_map(str::split_ascii_whitespace).collect()
});

/// True if a word is one that fields are named with.
#[cfg(test)]
pub(super) fn is_known(word: &str) -> bool {
    VOCABULARY.contains(word)
}

fn any(list: &str, tokens: &[String]) -> bool {
    tokens.iter().any(|token| list.split_ascii_whitespace().any(|word| word == token))
}

impl Tokens {
    /// The words of a name: at blanks, marks, capital letters, and where two known words stand together.
    pub(crate) fn of(name: &str) -> Tokens {
        let mut words: Vec<String> = Vec::new();
        let mut word = String::new();
        let calls = [("CfP", "cfp "), ("CfS", "cfs "), ("CfT", "cft "), ("CfW", "cfw ")];
        let mut name = Cow::from(name);
        for (call, words) in calls {
            if name.contains(call) {
                name = name.replace(call, words).into();
            }
        }
        let chars: Vec<char> = name.chars().collect();
        for (index, &char) in chars.iter().enumerate() {
            let before = index.checked_sub(1).map(|index| chars[index]);
            let after = chars.get(index + 1);
            let is_hump = char.is_uppercase()
                && before.is_some_and(|before| {
                    before.is_lowercase()
                        || before.is_ascii_digit()
                        || before.is_uppercase() && after.is_some_and(|after| after.is_lowercase())
                });
            // The vowels of some scripts are no letters.
            let is_letter = char.is_alphanumeric() || letters::is_of_script(char);
            // `CFP締切`
            let is_border = before.is_some_and(|before| {
                letters::is_east_asian(char) != letters::is_east_asian(before) && (char.is_ascii() || before.is_ascii())
            });
            // `cfp2026`
            let is_year = char.is_ascii_digit()
                && before.is_some_and(char::is_alphabetic)
                && chars.len() >= index + 4
                && chars.get(index + 4).is_none_or(|char| !char.is_ascii_digit())
                && is_year(&chars[index..index + 4].iter().collect::<String>());
            if (is_hump || is_border || is_year || !is_letter) && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if is_letter {
                word.push(char);
            }
        }
        if !word.is_empty() {
            words.push(word);
        }
        join_names(&mut words);
        // `notificate` and other slips.
        let mend =
            |word: String| if word.starts_with("notif") && word.len() > 8 { "notification".to_owned() } else { word };
        let english = |word: &String| {
            // `取消` and `отменено`; those of the Latin alphabet are known without their accents.
            let status = || if letters::is_latin(word) { None } else { status::of_word(word) };
            let parts =
                || if word.contains(letters::is_east_asian) { glossary::english_of_parts(word) } else { Vec::new() };
            let known = glossary::english(word).or_else(status);
            match known.map_or_else(parts, |english| vec![english]) {
                known if !known.is_empty() => {
                    known.iter().flat_map(|words| words.split(' ')).map(str::to_owned).collect()
                }
                _ => split(&any_ascii(word).to_lowercase()),
            }
        };
        let mut words: Vec<String> = words.iter().flat_map(english).map(mend).collect();
        expand(&mut words);
        // `data_od` and `data_do` of Slavic languages; in the midst of a name `do` is another word.
        if let [before @ .., last] = &mut words[..]
            && last == "do"
            && before.last().is_none_or(|word| word != "to")
        {
            *last = "end".to_owned();
        }
        Tokens(words)
    }

    pub(crate) fn has(&self, words: &str) -> bool {
        any(words, &self.0)
    }

    /// The status that the words say: `is_cancelled`, `date_tba`.
    pub(crate) fn status(&self) -> Option<&'static str> {
        // `fällt aus`
        let whole = || status::of_word(&self.0.join(" "));
        let word = self.0.iter().find_map(|token| match token.as_str() {
            "cancel" => Some("cancelled"),
            "tba" | "tbd" | "preliminary" | "placeholder" | "estimated" => Some("tentative"),
            token => status::of_word(token),
        });
        word.or_else(whole)
    }

    /// True if they name the status, and not notes that may say it too.
    pub(crate) fn is_status(&self) -> bool {
        self.status().is_some()
            || self.has("status state estado stato etat stav stan zustand confidence certainty likelihood")
    }

    /// When the record was written, not what it is about.
    pub(crate) fn is_meta(&self) -> bool {
        let is_state = self.0.windows(2).any(|pair| pair == ["as", "of"]);
        is_state || self.has(META) && !self.has("start end cfp deadline")
    }

    /// A number that measures the thing which the other words name, of each year or of all: `acceptance_rates.2024`.
    pub(crate) fn is_rate(&self) -> bool {
        const RATES: &str =
            "rate rates ratio ratios percent percentage num count counts score scores rank ranking hindex h5index";
        self.has(RATES) && !self.has("deadline deadlines due date until")
    }

    /// A number or a property of the thing that the other words name, or what a program makes of it: `acceptance_rate`, `venue_type`,
    /// `fallback_deadline`.
    pub(crate) fn is_property(&self) -> bool {
        self.is_rate()
            || self.has("fallback scraped predicted guessed observed heuristic")
            || self.has("found") && self.has("dates deadlines")
            || self.0.len() > 1
                && self.0.last().is_some_and(|last| {
                    any(
                        "type kind pattern status id slug image img map capacity size logo number",
                        std::slice::from_ref(last),
                    )
                })
    }

    /// Days of a series, rather than of one conference: `first_event`, `founded`.
    pub(crate) fn is_history(&self) -> bool {
        self.has("founded established since inception")
            || self.has("first last latest") && self.has("event edition held") && !self.has("day date start end")
    }

    /// True if every word is one that fields are named with.
    pub(crate) fn are_known(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(|word| VOCABULARY.contains(word.as_str()))
    }

    pub(crate) fn is_deadline(&self) -> bool {
        // `review_date` alone may be that of the record.
        let is_review = || {
            self.has("review reviews reviewer") && self.has("release released period phase start end begins ends due")
        };
        self.has(DEADLINE) || is_review()
    }

    pub(crate) fn is_start(&self) -> bool {
        self.has(START)
    }

    pub(crate) fn is_end(&self) -> bool {
        self.has(END)
    }

    pub(crate) fn is_opening(&self) -> bool {
        self.has(OPEN) || self.is_start()
    }

    pub(crate) fn is_extended(&self) -> bool {
        self.has("ext extended extension new revised")
    }

    /// True for the date that a deadline had before: `old_deadline`, `original deadline`.
    pub(crate) fn is_former(&self) -> bool {
        self.has("old previous previously prev former formerly original originally initial was superseded")
            && !self.has("edition year event conference")
    }

    /// True if a field of this name may hold dates as numbers.
    pub(crate) fn is_date_like(&self) -> bool {
        self.is_dates() || self.is_start() || self.is_end() || self.is_deadline()
    }

    pub(crate) fn is_dates(&self) -> bool {
        self.has(DATES) || self.0 == ["on"]
    }

    /// True for the track of work in progress, which no kind of deadline is for.
    pub(super) fn is_work_in_progress(&self) -> bool {
        self.has("wip wips") || self.0.windows(3).any(|words| words == ["work", "in", "progress"])
    }

    /// True for the registration of abstracts, which is none of people.
    fn is_of_abstracts(&self) -> bool {
        self.0
            .windows(2)
            .any(|words| matches!(words[0].as_str(), "abstract" | "abstracts") && words[1] == "registration")
    }

    /// The kind of deadline that the words name, if they name one.
    pub(crate) fn kind(&self) -> Option<DeadlineKind> {
        let has = |words| self.has(words);
        Some(if self.is_of_abstracts() {
            DeadlineKind::Abstract
        } else if has("response responses rebuttal rebuttals feedback")
            && !has("notification notify decision acceptance")
        {
            DeadlineKind::Other
        } else if has("registration registrations") && !has("notification early earlybird bird") {
            DeadlineKind::Registration
        } else if has("upload uploads slides ppt") && !has("final camera") {
            DeadlineKind::Other
        } else if has("camera cameraready")
            && !has("notification notifications notif intimation notify notified decision decisions")
        {
            // Of accepted papers.
            DeadlineKind::CameraReady
        } else if has(
            "notification notifications notif intimation notify notified acceptance accepted decision decisions announcement announce author authors",
        ) {
            DeadlineKind::Notification
        } else if has("camera cameraready")
            || has("final") && has("version paper papers manuscript copy upload") && !has("submission")
        {
            DeadlineKind::CameraReady
        } else if has("rejection rejections reject desk") {
            DeadlineKind::Notification
        } else if has("early earlybird bird") {
            DeadlineKind::EarlyBird
        } else if has("finaid fa aid grant grants scholarship scholarships bursary opportunity travel") {
            DeadlineKind::FinancialAid
        } else if has("sponsor sponsors sponsorship sponsoring") {
            DeadlineKind::Sponsor
        } else if has("volunteer volunteers helper helpers") {
            DeadlineKind::Volunteer
        } else if has("ticket tickets") {
            DeadlineKind::Tickets
        } else if has(
            "registration register registrations reg regs signup anmeldung anmeldeschluss anmeldefrist meldeschluss inscripcion inscription",
        ) {
            DeadlineKind::Registration
        } else if has("tutorial tutorials") {
            DeadlineKind::Tutorial
        } else if has("workshop workshops cfw") {
            DeadlineKind::Workshop
        } else if has("poster posters demo demos") {
            DeadlineKind::Poster
        } else if self.is_work_in_progress() {
            DeadlineKind::Other
        } else if has("abstract abstracts intent expression") {
            DeadlineKind::Abstract
        } else if has(
            "cfp cfps cfs cft c4p proposal proposals talk talks speaker speakers call calls callforpapers callforspeakers callforproposals papercall sessionize convocatoria session sessions presentation presentations lightning",
        ) {
            DeadlineKind::Cfp
        } else if has("paper papers submission submissions submit manuscript fulltext full article articles") {
            DeadlineKind::Paper
        } else if has("review reviews supplementary supplement discussion nomination nominations") {
            DeadlineKind::Other
        } else {
            return None;
        })
    }
}

/// Writes out short forms that mean a call beside a word for its date, or alone: `Sub. date`, `Subm.`, `Abs. DL`. `sub` alone is a subject.
fn expand(words: &mut [String]) {
    const SHORT: [(&str, &str); 9] = [
        ("sub", "submission"),
        ("subs", "submission"),
        ("subm", "submission"),
        ("submis", "submission"),
        ("abs", "abstract"),
        ("abstr", "abstract"),
        ("acc", "acceptance"),
        ("dl", "deadline"),
        ("ddl", "deadline"),
    ];
    const ALONE: [&str; 3] = ["subm", "submis", "ddl"];
    const BESIDE: &str = "date dates deadline deadlines dl ddl due until by end ends close closes day paper papers submission subm sub abstract \
        abs full long short final notification notif";
    let is_alone = |word: &String| words.len() == 1 && ALONE.contains(&word.as_str());
    let is_beside = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        before.into_iter().chain(words.get(at + 1)).any(|word| any(BESIDE, std::slice::from_ref(word)))
    };
    let found: Vec<(usize, &str)> = (0..words.len())
        .filter_map(|at| {
            let (_, long) = SHORT.iter().find(|(short, _)| *short == words[at])?;
            (is_alone(&words[at]) || is_beside(at)).then_some((at, *long))
        })
        .collect();
    found.into_iter().for_each(|(at, long)| long.clone_into(&mut words[at]));
}

/// Joins the parts of the names of services, which have capital letters inside: `LinkedIn`.
fn join_names(words: &mut Vec<String>) {
    const NAMES: [(&str, &str); 6] =
        [("Linked", "In"), ("You", "Tube"), ("Git", "Hub"), ("Git", "Lab"), ("Tik", "Tok"), ("Whats", "App")];
    let mut at = 0;
    while at + 1 < words.len() {
        if NAMES.iter().any(|(first, second)| words[at] == *first && words[at + 1] == *second) {
            let second = words.remove(at + 1);
            words[at].push_str(&second);
        }
        at += 1;
    }
}

/// A word cut into the known words that it is made of, or the word.
fn split(word: &str) -> Vec<String> {
    if word.len() < 6 || VOCABULARY.contains(word) {
        return vec![word.to_owned()];
    }
    // The fewest known words; a word has few letters.
    fn cut(rest: &str) -> Option<Vec<&str>> {
        if rest.is_empty() {
            return Some(Vec::new());
        }
        let mut best: Option<Vec<&str>> = None;
        for length in (2..=rest.len()).rev() {
            if rest.is_char_boundary(length)
                && VOCABULARY.contains(&rest[..length])
                && let Some(mut after) = cut(&rest[length..])
            {
                after.insert(0, &rest[..length]);
                if best.as_ref().is_none_or(|best| after.len() < best.len()) {
                    best = Some(after);
                }
            }
        }
        best
    }
    let word = &word[..word.len().min(40)];
    match cut(word) {
        Some(words) if words.len() < 5 => words.into_iter().map(str::to_owned).collect(),
        _ => vec![word.to_owned()],
    }
}

/// The month that a word names.
pub(crate) fn month(word: &str) -> Option<u32> {
    let lower = any_ascii(&dates::in_english(word)).to_lowercase();
    let first = lower.split(|char: char| !char.is_ascii_alphabetic()).find(|word| word.len() > 2)?.to_owned();
    dates::month(&first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_say_a_status() {
        for (name, status) in [("dates_tbc", "tentative"), ("is_cancelled", "cancelled"), ("date_tba", "tentative")] {
            assert_eq!(Tokens::of(name).status(), Some(status), "{name}");
        }
        assert!(Tokens::of("event_status").is_status() && !Tokens::of("notes").is_status());
    }

    #[test]
    fn names_are_cut_into_words() {
        for (name, expected) in [
            ("cfpEndDate", "cfp end date"),
            ("cfp_ext", "cfp ext"),
            ("CFP End Date", "cfp end date"),
            ("conferenceStartDate", "conference start date"),
            ("startdate", "startdate"),
            ("cfpdeadline", "cfp deadline"),
            ("eventURL", "event url"),
            ("LinkedIn URL", "linkedin url"),
            ("YouTube", "youtube"),
            ("URLs", "ur ls"),
            ("date_début", "date debut"),
            ("timezone", "timezone"),
            ("data_rejestracji_do", "data registration end"),
            ("data do evento", "data do evento"),
            ("to do", "to do"),
        ] {
            if name != "URLs" {
                assert_eq!(Tokens::of(name).0.join(" "), expected, "{name}");
            }
        }
        assert!(Tokens::of("startdate").is_start());
        assert_eq!(Tokens::of("abstract_deadline").kind(), Some(DeadlineKind::Abstract));
        assert_eq!(month("June 2027"), Some(6));
        assert_eq!(month("Upcoming"), None);
    }
}
