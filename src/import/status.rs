//! The words for whether a conference takes place, in the values of fields.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use any_ascii::any_ascii;

use super::letters;

/// Words for each status, in lower case.
const WORDS: [(&str, &str); 4] = [
    (
        "cancelled",
        "cancelled|canceled|abgesagt|entfällt|annulé|annulée|annule|cancelado|cancelada|suspendido|suspendida|anulado|anulada|entfallen|fällt aus|annullato|annullata|geannuleerd|afgelast|odwołane|odwołany|\
         odwołana|zrušeno|zrušené|elmarad|peruttu|inställt|inställd|avlyst|aflyst|iptal|iptal edildi|anulat|отменено|отменена|отменён|отменен|скасовано|\
         отменя се|ακυρώθηκε|ملغى|ملغي|ملغاة|تم الإلغاء|בוטל|מבוטל|取消|已取消|中止|취소|ยกเลิก|रद्द|batal|dibatalkan|eventcancelled|https://schema.org/eventcancelled|\
         http://schema.org/eventcancelled",
    ),
    (
        "postponed",
        "postponed|rescheduled|delayed|verschoben|vertagt|reporté|reportée|aplazado|aplazada|pospuesto|adiado|adiada|rinviato|rinviata|posticipato|\
         uitgesteld|verplaatst|przełożone|przełożony|przełożona|odloženo|odložené|elhalasztva|siirretty|uppskjutet|uppskjuten|utsatt|udskudt|ertelendi|\
         amânat|перенесено|перенесена|перенесён|отложено|αναβλήθηκε|مؤجل|مؤجلة|נדחה|延期|已延期|연기|เลื่อน|स्थगित|eventpostponed|\
         https://schema.org/eventpostponed|http://schema.org/eventpostponed",
    ),
    (
        "tentative",
        "tentative|tbc|unconfirmed|not confirmed|not yet confirmed|to be confirmed|provisional|planned|estimated|estimate|projected|predicted|expected|likely|probable|\
         anticipated|presumed|assumed|preliminary|vorläufig|provisorisch|unbestätigt|geplant|in planung|voraussichtlich|vorauss|prévu|prévue|previsto|prevista|planeado|planeada|planejado|gepland|planowane|\
         planowany|planowana|plánováno|plánované|tervezett|planlagt|planerad|planerat|планируется|provisoire|provvisorio|provisorio|provisório|voorlopig|\
         wstępnie|wstępny|předběžně|predbežne|alustava|preliminär|preliminärt|foreløbig|geçici|предварительно|не подтверждено|مبدئي|暂定|暫定|仮|잠정|예정",
    ),
    (
        "confirmed",
        "confirmed|scheduled|active|bestätigt|steht fest|confirmé|confirmée|confirmado|confirmada|confermato|bevestigd|potwierdzone|potvrzeno|vahvistettu|\
         bekräftad|bekräftat|bekreftet|bekræftet|onaylandı|подтверждено|подтверждена|مؤكد|מאושר|已确认|已確認|確定|확정|eventscheduled|\
         https://schema.org/eventscheduled|http://schema.org/eventscheduled",
    ),
];

/// The status that a word says, if it is one.
pub(crate) fn of_word(text: &str) -> Option<&'static str> {
    static STATUSES: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
        let words = WORDS.iter().flat_map(|(status, words)| words.split('|').map(move |word| (word, *status)));
        words.flat_map(|(word, status)| [(word.to_owned(), status), (without_accents(word), status)]).collect()
    });
    if text.len() > MAX_WORD_OCTETS {
        return None;
    }
    let lower = text.trim().to_lowercase();
    STATUSES.get(lower.trim_matches(|char: char| !char.is_alphanumeric())).copied()
}

/// A word of the Latin alphabet without its accents, as names of fields have it: `odwolane`.
fn without_accents(word: &str) -> String {
    if letters::is_latin(word) { any_ascii(word).to_lowercase() } else { word.to_owned() }
}

/// The longest of the words is shorter.
const MAX_WORD_OCTETS: usize = 60;

/// The status of a word that stands in the place of another value: `cancelled` for a city, a last day or an address.
pub(crate) fn in_place_of_value(text: &str) -> Option<&'static str> {
    of_word(text).filter(|status| matches!(*status, "cancelled" | "postponed"))
}

/// The status that a text begins with: `Cancelled. Refunds are made.`
pub(crate) fn at_start(text: &str) -> Option<&'static str> {
    const UNCONFIRMED: &str = "por confirmar|a confirmar|da confermare|à confirmer|te bevestigen|nicht bestätigt|noch nicht bestätigt|non confirmé|\
        no confirmado|non confermato|do potwierdzenia|niepotwierdzone|nepotvrzeno|ikke bekreftet|ej bekräftad";
    let lower = text.trim().to_lowercase();
    if UNCONFIRMED.split('|').any(|words| words == lower) {
        return Some("tentative");
    }
    let first = text.trim().split(|char: char| !char.is_alphanumeric()).find(|word| !word.is_empty());
    of_word(text).or_else(|| first.and_then(of_word).filter(|status| *status != "confirmed"))
}

/// Words before that for the status, in a text that says nothing else: `The conference has been cancelled.`
const BEFORE: &str = "the this our event conference meeting meetup workshop edition date dates has have been was is are got now officially \
    unfortunately die der das dieses veranstaltung konferenz tagung termin wurde wird ist leider la le cet événement événements conférence est été el \
    evento conferencia ha sido fue foi";

/// Words behind that for the status, with which a reason or another date begins: `Postponed until autumn`.
const BEHIND: &str = "until till to by due because for from in on and as since after indefinitely sine see new again this bis auf wegen vom \
    aufgrund und à au en jusqu'au pour hasta por al para debido per a naar tot wegens do na kvůli til på";

/// A longer text is prose, which may mention that something else is cancelled.
const MAX_TEXT_OCTETS: usize = 160;

/// The status that a text is about: `Cancelled`, `CANCELLED - see site`, `Postponed to 2027`, and not `Cancelled flights are refunded`.
pub(crate) fn of_text(text: &str) -> Option<&'static str> {
    if text.len() > MAX_TEXT_OCTETS {
        return None;
    }
    if let Some(status) = of_word(text) {
        return Some(status).filter(|status| *status != "confirmed");
    }
    static SETS: LazyLock<[HashSet<&str>; 2]> =
        LazyLock::new(|| [BEFORE, BEHIND].map(|words| words.split_ascii_whitespace().collect()));
    let words: Vec<&str> = text.split_whitespace().collect();
    // A single word was looked up, but not `POSTPONED/CANCELLED`.
    if words.len() < 2 {
        let mut both = text.split('/').map(of_word);
        let first = both.next()??;
        return Some(first).filter(|first| *first != "confirmed" && both.all(|status| status.is_some()));
    }
    let [before, behind] = &*SETS;
    let is_of = |set: &HashSet<&str>, word: &str| set.contains(bare(word).to_lowercase().as_str());
    // A year, or an emoji.
    let is_before = |word: &&&str| is_of(before, word) || bare(word).bytes().all(|byte| byte.is_ascii_digit());
    let at = words.iter().take_while(is_before).count();
    let (status, next) = [2, 1].into_iter().find_map(|count| {
        let status = of_word(&words.get(at..at + count)?.join(" "))?;
        Some((status, at + count))
    })?;
    let is_closed = !words[next - 1].ends_with(char::is_alphanumeric);
    let is_apart = match words.get(next) {
        _ if words[next - 1].ends_with('?') => false,
        Some(word) => is_closed || word.starts_with(is_joint) || is_of(behind, word),
        None => true,
    };
    match status {
        "confirmed" => None,
        "tentative" => Some(status).filter(|_| next == words.len()),
        _ => Some(status).filter(|_| is_apart),
    }
}

/// A name without the words that say its status, and that status: `PyCon (cancelled)`, `POSTPONED: PyCon`, `PyCon CANCELLED`.
pub(crate) fn of_name(name: &str) -> Option<(String, &'static str)> {
    in_brackets(name).or_else(|| at_an_end(name)).or_else(|| in_capitals(name))
}

fn in_brackets(name: &str) -> Option<(String, &'static str)> {
    const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】')];
    BRACKETS.into_iter().find_map(|(open, close)| {
        name.match_indices(open).find_map(|(at, _)| {
            let (inner, behind) = name[at + open.len_utf8()..].split_once(close)?;
            let status = of_text(inner).or(are_dates_open(inner).then_some("tentative"));
            Some((joined(&name[..at], behind)?, status?))
        })
    })
}

/// True for words that say of dates alone that they are not fixed: `exact dates TBD`, `date to be announced`.
fn are_dates_open(text: &str) -> bool {
    const BESIDE: &str =
        "exact final precise the to is are yet still fixed known determined announced confirmed decided";
    const DATES: &str = "date dates days";
    const OPEN: &str = "tbd tba tbc be not unknown";
    let words: Vec<String> = text.split_whitespace().map(|word| bare(word).to_lowercase()).collect();
    let has = |of: &str| words.iter().any(|word| of.split(' ').any(|other| other == word));
    let is_any = |word: &String| [BESIDE, DATES, OPEN].iter().flat_map(|of| of.split(' ')).any(|other| other == word);
    has(DATES) && has(OPEN) && words.iter().all(is_any)
}

/// The name and the status on both sides of the first or the last mark.
fn at_an_end(name: &str) -> Option<(String, &'static str)> {
    let status = |text: &str| of_word(text).filter(|status| *status != "confirmed");
    // `Pre-planned` is one word.
    let is_mark = |(at, char): &(usize, char)| {
        let behind = &name[at + char.len_utf8()..];
        is_joint(*char) && (*char != '-' || name[..*at].ends_with(' ') || behind.starts_with(' ') || behind.is_empty())
    };
    let mut marks = name.char_indices().filter(is_mark);
    let (first, char) = marks.next()?;
    if let Some(status) = status(&name[..first]) {
        return Some((joined("", &name[first + char.len_utf8()..])?, status));
    }
    let (last, char) = marks.next_back().unwrap_or((first, char));
    let behind = name[last + char.len_utf8()..].trim();
    // `PyCon *CANCELLED*`
    if behind.is_empty() {
        let before = name[..last].trim_end();
        let (at, _) = before.char_indices().rfind(|(_, char)| is_joint(*char))?;
        return Some((joined(&before[..at], "")?, status(&before[at..])?));
    }
    Some((joined(&name[..last], "")?, status(behind)?))
}

/// A word in capitals at one end of a name in other letters.
fn in_capitals(name: &str) -> Option<(String, &'static str)> {
    let status = |word: &str| {
        let is_capital = word.is_ascii() && !word.contains(char::is_lowercase);
        is_capital.then(|| of_word(word)).flatten().filter(|status| matches!(*status, "cancelled" | "postponed"))
    };
    let (first, behind) = name.split_once(' ')?;
    let (before, last) = name.rsplit_once(' ')?;
    let found = status(first).map(|status| (behind, status)).or_else(|| status(last).map(|status| (before, status)));
    found.filter(|(rest, _)| rest.contains(char::is_lowercase)).map(|(rest, status)| (rest.to_owned(), status))
}

/// What stands around the words for a status, without the marks beside them; none if that is nothing.
fn joined(before: &str, behind: &str) -> Option<String> {
    let is_mark = |char: char| char.is_whitespace() || is_joint(char) && !matches!(char, '(' | ')' | '[' | ']');
    let (before, behind) = (before.trim_end_matches(is_mark), behind.trim_matches(is_mark));
    let text = [before.trim_start(), behind].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    text.contains(char::is_alphanumeric).then_some(text)
}

/// A mark between a name and a word for its status.
fn is_joint(char: char) -> bool {
    matches!(char, ':' | '：' | '-' | '–' | '—' | '!' | '*' | '|' | '·' | '(' | ')' | '[' | ']')
        || char >= '\u{2190}' && !char.is_alphanumeric() && !matches!(char, '\u{fe0f}' | '\u{200d}')
}

fn bare(word: &str) -> &str {
    word.trim_matches(|char: char| !char.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_known_in_many_languages() {
        for (words, status) in [
            ("Cancelled! abgesagt Annulé отменено ملغى בוטל 中止 취소 Inställt", "cancelled"),
            ("verschoben reporté rinviato przełożone 延期 مؤجل Ertelendi", "postponed"),
            ("TBC vorläufig предварительно 暂定 provisoire", "tentative"),
            ("bestätigt confirmado 已确认", "confirmed"),
        ] {
            for word in words.split(' ') {
                assert_eq!(of_word(word), Some(status), "{word}");
            }
        }
        let words = WORDS.iter().flat_map(|(_, words)| words.split('|'));
        assert!(words.clone().all(|word| word.to_lowercase() == word));
        assert_eq!(words.clone().count(), words.collect::<std::collections::HashSet<_>>().len());
    }

    #[test]
    fn a_text_that_is_about_the_status_says_it() {
        for (texts, status) in [
            (
                "Cancelled|CANCELLED - see site|Cancelled due to COVID-19|cancelled.|🚫 Cancelled|Event cancelled|2020 edition cancelled",
                "cancelled",
            ),
            (
                "The conference has been cancelled.|Annulé en raison du COVID|iptal edildi (2020)|Cancelled by the city. Refunds follow.",
                "cancelled",
            ),
            (
                "Postponed to 2021|\"postponed\", possibly until fall|POSTPONED|Verschoben auf 2021|Postponed, dates TBD|Reporté à 2021",
                "postponed",
            ),
            ("Conference postponed until further notice|Postponed (was May)|Postponed indefinitely", "postponed"),
            ("Tentative|tbc|Dates tentative", "tentative"),
            (
                "Cancelled flights are refunded|Postponed deadline|Planned for 200 people|Confirmed|Cancelled?  No|in person cancelled, now virtual",
                "",
            ),
            (
                "Bring a coat||The talks of Tuesday that were cancelled are held on Wednesday|Cancellation is free|Not cancelled",
                "",
            ),
        ] {
            for text in texts.split('|') {
                assert_eq!(of_text(text).unwrap_or_default(), status, "{text}");
            }
        }
        assert_eq!(of_text(&format!("Cancelled. {}", "Long prose. ".repeat(20))), None);
    }

    #[test]
    fn a_name_is_told_from_its_status() {
        for (name, rest, status) in [
            ("PyCon (CANCELLED)", "PyCon", "cancelled"),
            ("PyCon [abgesagt] 2020", "PyCon 2020", "cancelled"),
            ("PyCon (postponed to 2021)", "PyCon", "postponed"),
            ("Navigation Conference (ENC 2027) [exact dates TBD]", "Navigation Conference (ENC 2027)", "tentative"),
            ("PyCon (dates to be announced)", "PyCon", "tentative"),
            ("PyCon (date not yet confirmed)", "PyCon", "tentative"),
            ("PyCon (dates unknown)", "PyCon", "tentative"),
            ("【中止】PyCon", "PyCon", "cancelled"),
            ("CANCELLED: PyCon", "PyCon", "cancelled"),
            ("Abgesagt: PyCon", "PyCon", "cancelled"),
            ("[POSTPONED] PyCon", "PyCon", "postponed"),
            ("PyCon - Postponed", "PyCon", "postponed"),
            ("PyCon – Day 1 – cancelled!", "PyCon – Day 1", "cancelled"),
            ("PyCon *CANCELLED*", "PyCon", "cancelled"),
            ("PyCon ❌ Cancelled", "PyCon", "cancelled"),
            ("CANCELLED PyCon", "PyCon", "cancelled"),
            ("PyCon POSTPONED", "PyCon", "postponed"),
            ("PyCon (tentative)", "PyCon", "tentative"),
            ("PyCon (2020) [POSTPONED]", "PyCon (2020)", "postponed"),
        ] {
            assert_eq!(of_name(name), Some((rest.to_owned(), status)), "{name}");
        }
        for name in [
            "PyCon",
            "Cancelled",
            "CANCELLED",
            "(cancelled)",
            "Pre-planned",
            "The Art of Postponed Work",
            "Cancel culture - a debate",
            "PyCon (confirmed)",
            "PLANNED Parenthood",
            "PyCon - Oslo",
            "*",
            "- -",
        ] {
            assert_eq!(of_name(name), None, "{name}");
        }
    }
}
